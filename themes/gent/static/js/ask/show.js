// The region where the answer comes: what to say and which cards go in, the page changes and its heading has the focus.

import { peopleOf } from "./cards.js";
import { neighbours } from "./data.js";
import { choiceButton } from "./suggestions.js";
import { tools, wrong } from "./tools.js";
import { element, piece, say } from "./words.js";

/** @typedef {import("./cards.js").Card} Card */

const MOST_CARDS = 6; // above that nobody reads them all

/** Ways on: what to ask instead, or where to go. */
function choices(found, ask) {
  if (!found.choices?.length) return [];
  const list = element("ul", "suggestions");
  list.append(...found.choices.map((choice) => choiceButton(choice, ask)));
  if (found.state === "ambiguous") return [list];
  const streets = found.choices.every((choice) => choice.kind === "street" || choice.kind === "probable");
  const near = streets ? "near" : "near_names";
  return [element("p", "", say(found.choices.length === 1 ? `${near}_one` : near)), list];
}

/** The question for a house number, and what it is asked with. */
function numberForm(found, why, ask) {
  const made = piece("data-lookup-number");
  const form = made.querySelector("form");
  made.querySelector("[data-why]").textContent = why;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = form.querySelector("input").value.trim();
    const postcode = found.postcode ? `, ${found.postcode}` : "";
    if (number) ask(`${found.name} ${number}${postcode}`);
  });
  return made;
}

/** The website of the municipality in which an address lies. */
function wayOut(name) {
  const town = neighbours().find((one) => one.name === name);
  if (!town) return [];
  const line = element("p", "");
  const link = element("a", "button", say("outside_link", { name }));
  link.href = town.url;
  line.append(link);
  return [line];
}

/** The wards by name alone. @param {Card[]} cards */
function wardLinks(cards) {
  const list = element("ul", "wards");
  for (const card of cards) {
    const item = element("li", "");
    const link = element("a", "", card.name);
    link.href = card.url;
    link.dataset.ward = card.slug;
    item.append(link);
    list.append(item);
  }
  return list;
}

/** A card beside others: who serves the ward, not yet who serves the reader. @param {Card} card */
function oneOfSeveral(card) {
  const { content } = card;
  const role = say(peopleOf(card)?.dataset.replaced === undefined ? "role" : "role_replacement");
  content.querySelector(".answer__more")?.remove();
  content.querySelector(".answer__ward").setAttribute("aria-label", card.name);
  for (const line of content.querySelectorAll(".person__role")) line.textContent = role;
  return content;
}

/** The cards: of one ward with all there is, of several each as large as the others. @param {Card[]} cards */
function cardNodes(cards) {
  if (cards.length === 1) {
    cards[0].content.querySelector(".answer__name").remove();
    return [cards[0].content];
  }
  const all = element("div", "answer__cards");
  all.append(...cards.map(oneOfSeveral));
  const [otherwise, ...same] = all.querySelectorAll(".answer__else");
  for (const line of same) line.remove();
  return otherwise ? [all, otherwise] : [all];
}

/** What belongs to the cards, or helps who has none. @param {object} found @param {Card[]} cards */
function below(found, cards) {
  if (cards.length > MOST_CARDS) return [wardLinks(cards)];
  if (cards.length) return [...cardNodes(cards), piece("data-lookup-for")];
  if (found.state === "outside") return [piece("data-lookup-contact")];
  return [piece(found.choices?.length ? "data-lookup-help" : "data-lookup-unknown")];
}

/**
 * Shows an answer.
 * @param {HTMLElement} region
 * @param {object} found its state, kind, choices, reason and name
 * @param {import("./sentences.js").Said} said
 * @param {Card[]} cards
 * @param {{question: string, address: string, ask: (question: string) => void, changed: () => void}} told
 */
export function show(region, found, said, cards, { question, address, ask, changed }) {
  const heading = region.querySelector("h2");
  heading.replaceChildren(said.heading, ...(said.who ? [" ", element("span", "answer__who", said.who)] : []));
  heading.hidden = false;
  const full = heading.textContent;
  const parts = [];
  if (found.reason === "number") parts.push(numberForm(found, said.why, ask));
  else if (said.why) parts.push(element("p", "answer__why", said.why));
  if (found.state === "outside") parts.push(...wayOut(found.name));
  parts.push(...choices(found, ask), ...below(found, cards));
  const [card] = cards;
  if (found.state === "answer") parts.push(tools(card, address, full, changed));
  parts.push(wrong(question, full, { probable: found.kind === "probable", addresses: found.state !== "outside" }));
  region.replaceChildren(heading, ...parts);
  // Who typed no name is not told to look how it is spelled.
  if (said.why) region.querySelector("[data-hint]")?.remove();
  // On one sheet of paper there is room for one ward and all that belongs to it.
  const more = found.state === "answer" && region.querySelector(".answer__more");
  if (more) region.querySelector(".answer__for").after(more);
  region.dataset.lookupState = found.state;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

/** Takes the answer away. @param {HTMLElement} region */
export function clear(region) {
  const heading = region.querySelector("h2");
  heading.hidden = true;
  heading.textContent = "";
  region.replaceChildren(heading);
  region.dataset.lookupState = "idle";
}
