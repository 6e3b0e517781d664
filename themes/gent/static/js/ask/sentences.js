// What an answer says: the answer of the lookup and the cards of its wards go in, heading and reason come out.

import { peopleOf } from "./cards.js";
import { inWords, join, say } from "./words.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {{heading: string, who?: string, why?: string}} Said */

// How the ward of an answer is said, by what was recognised; of anything else as of a street.
const ANSWERS = {
  alias: "belongs",
  neighbourhood: "belongs",
  postcode: "postcode",
  probable: "probable",
  ward: "ward",
};

const LONGEST = 60; // characters of a question that are repeated in a heading

/** The address or name that was recognised, as it is written. */
export function address(found) {
  return [found.name, found.number].filter(Boolean).join(" ");
}

/** How the ward of an answer is said, by what was recognised. */
function answered(found, card) {
  const people = peopleOf(card);
  const values = { name: address(found), ward: card.name };
  if (found.kind === "person") {
    const sentence = people?.dataset.replaced === undefined ? "person" : "replacement";
    return { heading: say(sentence, { ...values, ward: card.sentence }) };
  }
  return { heading: say(ANSWERS[found.kind] ?? "street", values), who: people?.dataset.who };
}

/** Why there is more than one ward. */
function undecided(found, cards) {
  const wards = join(cards.map((card) => card.sentence));
  const values = { name: address(found), count: inWords(cards.length), wards };
  if (found.reason === "number") return { heading: say("number", values), why: say("number_why", values) };
  if (found.reason === "stray") return { heading: say("border", values), why: say("stray_why", values) };
  if (found.reason === "postcodes") {
    const heading = say("postcodes", { name: found.name, count: inWords(found.choices.length) });
    return { heading, why: say("postcodes_why") };
  }
  if (found.kind === "city") return { heading: say("city_several", values), why: say("postcode_why") };
  if (found.kind === "postcode") return { heading: say("postcode_several", values), why: say("postcode_why") };
  if (found.kind === "probable") return { heading: say("several_probable", values), why: say("several_why", values) };
  if (found.reason === "border") {
    return { heading: say("border", values), why: say(cards.length === 2 ? "border_two" : "border_more", values) };
  }
  return { heading: say(found.kind === "person" ? "people" : "several", values), why: say("several_why", values) };
}

/**
 * What to say of an answer.
 * @param {object} found
 * @param {Card[]} cards
 * @param {string} question
 * @returns {Said}
 */
export function sentences(found, cards, question) {
  if (found.state === "answer") return answered(found, cards[0]);
  if (found.state === "ambiguous") return undecided(found, cards);
  if (found.state === "outside") {
    const named = !found.postcode && !found.number;
    return {
      heading: say(named ? "outside_name" : "outside", { name: found.name }),
      why: say(named ? "outside_live" : "outside_for", { name: found.name }),
    };
  }
  const letters = [...question];
  const shown = letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : question;
  const heading = say("unknown", { question: shown });
  return /\p{L}/u.test(question) ? { heading } : { heading, why: say("no_name") };
}

/**
 * What to say of the place where the reader is.
 * @param {Card[]} cards of the wards in which it may lie
 * @param {boolean} edge it may also lie outside the city
 * @returns {Said & {state: string}}
 */
export function placeSentences(cards, edge) {
  if (cards.length === 0) return { state: "outside", heading: say("outside_place") };
  if (cards.length === 1 && !edge) {
    const [card] = cards;
    return { state: "answer", heading: say("located", { ward: card.name }), who: peopleOf(card)?.dataset.who };
  }
  const border = cards.length === 2 ? "near_border_two" : "near_border";
  return { state: "ambiguous", heading: say(cards.length === 1 ? "near_edge" : border), why: say("near_border_why") };
}
