// A question and an index go in, the ward (or why it is not one ward) comes out; nothing leaves the device.
// The twin of plugins/wijksites/lookup/answer.py; tests/lookup/cases.json says what both must answer.

import { key, words } from "./fold.js";
import { KINDS, named, ordered } from "./index.js";
import { begun, byRank, near } from "./match.js";
import { bare, readings, withoutPlace } from "./question.js";

export { buildIndex } from "./index.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Item} Item */
/** @typedef {import("./index.js").Street} Street */
/** @typedef {import("./question.js").Reading} Reading */
/** @typedef {{label: string, question: string, kind: string, wards: string[]}} Choice `question`: what to ask then */
/**
 * @typedef {object} Answer
 * @property {"answer" | "ambiguous" | "suggest" | "outside" | "unknown"} state
 * @property {string[]} wards slugs; exactly one in `answer`
 * @property {string} kind street, probable, ward, alias, neighbourhood, person, municipality, postcode, city or nothing
 * @property {string} name in its right spelling
 * @property {string} number
 * @property {string} postcode
 * @property {string} reason why `ambiguous`: number, border, stray, postcodes or several
 * @property {Choice[]} choices
 */

const MOST_SPELLINGS = 3;
const MOST_SUGGESTIONS = 8;
const GROWN = 20;
const NOTHING = { wards: [], kind: "", name: "", number: "", postcode: "", reason: "", choices: [] };

/** The ward of an address, a street, a name or a person; never a guess. @param {string} question @param {Index} index */
export function answer(question, index) {
  const asked = words(question);
  const ways = readings(asked, index.codes, index.places);
  for (const reading of ways) {
    const found = outside(reading, index) ?? findWhole(reading, index);
    if (found) return found;
  }
  for (const { postcode, words: name } of ways) {
    if (postcode && (name.length === 0 || key(name) === index.city)) {
      return ofSeveral("postcode", postcode, index.postcodes.get(postcode), postcode);
    }
  }
  if (index.city && index.wards.length && key(asked) === index.city) {
    return ofSeveral("city", index.cityName, index.wards);
  }
  const choices = spellings(asked, index, MOST_SPELLINGS);
  return { ...NOTHING, state: choices.length ? "suggest" : "unknown", choices };
}

/** What someone who is still typing may mean. @param {string} typed @param {Index} index @returns {Choice[]} */
export function suggest(typed, index) {
  return spellings(words(typed), index, MOST_SUGGESTIONS);
}

/** The wards of a number, and why it is not one. @param {Street} street @param {string} number @returns {[string[], string]} */
export function locate(street, number) {
  const known = street.exact.get(number);
  if (known) return [known, known.length > 1 ? "stray" : ""];
  if (street.wards.length === 1) return [street.wards, ""];
  if (!number) return [street.wards, "number"];
  const plain = plainOf(number);
  const found = between(plain % 2 ? street.odd : street.even, plain);
  const wards = found.length ? found : street.wards;
  return [wards, wards.length > 1 ? "border" : ""];
}

/** The ward of the run with a number, or of the two around it. @param {import("./index.js").Run[]} runs */
function between(runs, number) {
  for (let at = 0; at < runs.length; at += 1) {
    const [first, last, ward] = runs[at];
    if (first <= number && number <= last) return [ward];
    if (number < first) return at ? [...new Set([runs[at - 1][2], ward])] : [];
  }
  return [];
}

/** @param {Reading} reading @param {Index} index @returns {Answer | undefined} */
function outside(reading, index) {
  if (index.postcodes.has(reading.postcode)) return undefined;
  let name = index.abroad.get(reading.postcode) ?? "";
  if (!name && reading.place && index.places.get(reading.place).length === 0) {
    name = named(index, reading.place).find((item) => item.kind === "municipality")?.name ?? "";
  }
  return name ? abroad(name, reading.postcode) : undefined;
}

/** @param {string} name @param {string} postcode @returns {Answer} */
function abroad(name, postcode) {
  return { ...NOTHING, state: "outside", kind: "municipality", name, postcode };
}

/** The answer to a reading whose words are a whole name. @param {Reading} reading @param {Index} index */
function findWhole(reading, index) {
  const hits = named(index, key(reading.words));
  const streets = hits.flatMap((item) => item.streets.map((street) => ({ item, street })));
  const others = hits.filter((item) => item.kind !== "street" && item.kind !== "municipality");
  if (streets.length) {
    const fitting = numbered(narrowed(streets, reading, index), reading.number);
    if (fitting.length) return ofStreets(fitting, reading.number ? [] : others, reading, index);
    if (!others.length) {
      return { ...NOTHING, state: "suggest", choices: streets.map((one) => inPostcode(one, reading.number)) };
    }
  }
  if (others.length) return ofNames(others, reading, index);
  return hits.length ? abroad(hits[0].name, reading.postcode) : undefined;
}

/** The streets in the postcode of a question, or in that of the place it names, if any is there. */
function narrowed(streets, reading, index) {
  if (reading.postcode) return streets.filter(({ street }) => street.postcode === reading.postcode);
  const codes = new Set((index.places.get(reading.place) ?? []).flatMap((ward) => index.main.get(ward) ?? []));
  return codes.size ? streets.filter(({ street }) => codes.has(street.postcode)) : streets;
}

/** Of streets with one name, those that may have a number, when one of them is known to. @param {string} number */
function numbered(streets, number) {
  if (!number || streets.length < 2) return streets;
  const plain = plainOf(number);
  const having = streets.filter(({ street }) => has(street, plain)).map(({ street }) => spanOf(street));
  if (having.length === 0) return streets;
  return streets.filter(({ street }) => {
    const [low, high] = spanOf(street);
    if (has(street, plain) || low > high) return true;
    // A street grows at its end, and at its beginning only as far as 1; where it goes on from another, it does not.
    const near = (low <= plain || low <= GROWN) && plain <= high + GROWN;
    return near && having.some(([first, last]) => low <= last && first <= high);
  });
}

/** Whether a number lies between known ones on its side. @param {Street} street @param {number} number */
function has({ odd, even }, number) {
  const runs = number % 2 ? odd : even;
  return runs.length > 0 && runs[0][0] <= number && number <= runs.at(-1)[1];
}

/** The lowest and the highest number that is known; turned round when none is. @param {Street} street */
function spanOf({ odd, even }) {
  const runs = [...odd, ...even];
  return [Math.min(...runs.map((run) => run[0])), Math.max(...runs.map((run) => run[1]))];
}

/** @param {string} number @returns {number} */
function plainOf(number) {
  return Number(/^[0-9]+/.exec(number)[0]);
}

/** @param {{item: Item, street: Street}[]} streets @param {Item[]} besides @returns {Answer} */
function ofStreets(streets, besides, reading, index) {
  const located = streets.map(({ street }) => locate(street, reading.number));
  const others = besides.filter((item) => fits(item, reading, index));
  const known = ordered(located.flatMap(([wards]) => wards), index.wards);
  const wards = ordered([...known, ...others.flatMap((one) => one.wards)], index.wards);
  const codes = [...new Set(streets.map(({ street }) => street.postcode))];
  // Of a street whose numbers are known in each postcode, the number is the easier question.
  const asking = !reading.number && streets.every(({ street: { odd, even } }) => odd.length + even.length > 0);
  let reason = "";
  let choices = [];
  if (wards.length > 1 && codes.length > 1 && known.length > 1 && !asking) {
    reason = "postcodes";
    choices = streets.map((one) => inPostcode(one, reading.number));
  } else if (wards.length > 1) {
    const several = asking && codes.length > 1 ? "number" : "several";
    reason = ["number", "stray", "border"].find((one) => located.some((found) => found[1] === one)) ?? several;
  }
  const item = firstKind([...streets.map((one) => one.item), ...others]);
  return {
    state: wards.length === 1 ? "answer" : "ambiguous",
    wards,
    kind: item.kind,
    name: item.name,
    number: reading.number,
    postcode: codes.length === 1 ? codes[0] : "",
    reason,
    choices,
  };
}

/** The answer to a name that is no known street. @param {Item[]} items @returns {Answer} */
function ofNames(items, reading, index) {
  const fitting = items.filter((item) => fits(item, reading, index));
  if ((reading.number && items.every((item) => item.kind !== "probable")) || fitting.length === 0) {
    return { ...NOTHING, state: "suggest", choices: items.slice(0, MOST_SPELLINGS).map((item) => choiceOf(item, "", "")) };
  }
  const item = firstKind(fitting);
  const town = reading.postcode && (item.kind === "ward" || item.kind === "alias");
  const there = town ? (index.postcodes.get(reading.postcode) ?? []) : [];
  const wards = ordered([...fitting.flatMap((one) => one.wards), ...there], index.wards);
  const several = item.kind === "probable" ? "border" : "several";
  return {
    state: wards.length === 1 ? "answer" : "ambiguous",
    wards,
    kind: item.kind,
    name: item.name,
    number: reading.number,
    postcode: reading.postcode,
    reason: wards.length > 1 ? several : "",
    choices: [],
  };
}

/** What is larger than a street: a postcode, the city itself. @param {string[]} wards @returns {Answer} */
function ofSeveral(kind, name, wards, postcode = "") {
  const one = wards.length === 1;
  return {
    ...NOTHING,
    state: one ? "answer" : "ambiguous",
    wards,
    kind,
    name,
    postcode,
    reason: one ? "" : "several",
  };
}

/** Whether a name may lie in the postcode of a question. @param {Item} item @param {Reading} reading */
function fits(item, reading, index) {
  const there = index.postcodes.get(reading.postcode) ?? [];
  return there.length === 0 || item.wards.some((ward) => there.includes(ward));
}

/** @param {Item[]} items @returns {Item} */
function firstKind(items) {
  return items.reduce((best, item) => (KINDS.indexOf(item.kind) < KINDS.indexOf(best.kind) ? item : best));
}

/** The names nearest to folded words, each once. @param {string[]} asked @param {Index} index @param {number} most */
function spellings(asked, index, most) {
  const reading = bare(asked, index.codes);
  const begins = [key(asked), asked.join(""), key(reading.words), reading.words.join("")].filter(Boolean);
  const found = begins.length ? begun([...new Set(begins)], index) : [];
  if (found.length < most && reading.words.length) {
    found.push(...near(reading.words, index));
    const [beside] = withoutPlace(reading.words, index.places);
    if (beside) found.push(...near(beside[1], index));
  }
  const made = new Map();
  for (const { item } of found.sort((one, other) => byRank(one.rank, other.rank))) {
    const choice = choiceOf(item, reading.number, reading.postcode);
    // A street and a neighbourhood of one name are one choice, and so are two spellings that are asked alike.
    const told = `${item.key} ${choice.label === item.name}`;
    const same = made.get(told);
    if (same) same.wards = ordered([...same.wards, ...choice.wards], index.wards);
    else if (made.size < most) made.set(told, choice);
  }
  return [...made.values()];
}

/** @param {Item} item @param {string} typed @param {string} postcode @returns {Choice} */
function choiceOf(item, typed, postcode) {
  const number = item.kind === "street" || item.kind === "probable" ? typed : "";
  const label = `${item.name} ${number}`.trimEnd();
  const known = postcode && item.streets.some((street) => street.postcode === postcode);
  return { label, question: known ? `${label}, ${postcode}` : label, kind: item.kind, wards: item.wards };
}

/** @param {{item: Item, street: Street}} one @param {string} number @returns {Choice} */
function inPostcode({ item, street }, number) {
  const label = `${`${item.name} ${number}`.trimEnd()}, ${street.postcode}`;
  return { label, question: label, kind: item.kind, wards: locate(street, number)[0] };
}
