// A question goes in, the ways to read it come out: which words are the name, and which the number and the postcode.
// The twin of plugins/wijksites/lookup/question.py.

import { key } from "./fold.js";

/** @typedef {{words: string[], number: string, postcode: string, place: string}} Reading */
/** @typedef {{has: (key: string) => boolean}} Known A Set or a Map. */

const NUMBER = /^[0-9]{1,4}[a-z]{0,2}$/;
const BOX = new Set(["bus", "b", "bte", "box", "app", "appartement"]);
const BEFORE = new Set(["nr", "no", "n", "nummer", "huisnummer"]);
const BEHIND = new Set(["bis", "ter", "quater"]);
const LETTER = /^[a-z]$/;
const FIGURES = /^[0-9]{1,3}[a-z]{0,2}$/;
const MOST_NUMBERS = 3;
const MOST_POSTCODES = 2;
const LONGEST_PLACE = 5;

/**
 * All ways to read folded words, those that explain the most of them as a name first.
 * @param {string[]} asked
 * @param {Known} postcodes
 * @param {Known} places
 * @returns {Reading[]}
 */
export function readings(asked, postcodes, places) {
  const found = [];
  for (const [postcode, rest] of withoutPostcode(asked, postcodes)) {
    for (const [number, words] of withoutNumber(rest, postcodes)) {
      found.push({ words, number, postcode, place: "" });
      for (const [place, shorter] of withoutPlace(words, places)) {
        found.push({ words: shorter, number, postcode, place });
      }
    }
  }
  return found.sort((one, other) => other.words.length - one.words.length);
}

/**
 * The question without postcode, house number and other figures: what to look for names that are near.
 * @param {string[]} asked
 * @param {Known} postcodes
 * @returns {Reading}
 */
export function bare(asked, postcodes) {
  const [postcode, rest] = withoutPostcode(asked, postcodes).at(-1);
  const numbers = numbersOf(rest, postcodes).filter((at) => at === 0 || !BOX.has(rest[at - 1]));
  // Most people write the number behind the street; what stands before it may belong to the name.
  const place = numbers.find((at) => at > 0) ?? numbers[0];
  const [number, name] = place === undefined ? ["", rest] : withoutNumberAt(rest, place).at(-1);
  return { words: name.filter((word) => !/^[0-9]+$/.test(word)), number, postcode, place: "" };
}

/** @param {string[]} asked @param {Known} postcodes @returns {number[]} */
function numbersOf(asked, postcodes) {
  return placesOf(asked, (word) => NUMBER.test(word) && !postcodes.has(word), asked.length);
}

/** @param {string[]} asked @param {(word: string) => boolean} wanted @param {number} most @returns {number[]} */
function placesOf(asked, wanted, most) {
  return asked.flatMap((word, at) => (wanted(word) ? [at] : [])).slice(0, most);
}

/** @param {string[]} asked @param {Known} postcodes @returns {[string, string[]][]} */
function withoutPostcode(asked, postcodes) {
  const found = [["", asked]];
  for (const at of placesOf(asked, (word) => postcodes.has(word), MOST_POSTCODES)) {
    const before = at > 0 && asked[at - 1] === "b" ? at - 1 : at; // B-9000
    found.push([asked[at], [...asked.slice(0, before), ...asked.slice(at + 1)]]);
  }
  return found;
}

/** @param {string[]} asked @param {Known} postcodes @returns {[string, string[]][]} */
function withoutNumber(asked, postcodes) {
  const places = numbersOf(asked, postcodes).slice(0, MOST_NUMBERS);
  return [["", asked], ...places.flatMap((at) => withoutNumberAt(asked, at))];
}

/** The number at a place and the words around it: all, those without its box, those without its letter. */
function withoutNumberAt(asked, at) {
  const number = asked[at].replace(/^0+(?=[0-9])/, "").toUpperCase();
  const before = asked.slice(0, at > 0 && BEFORE.has(asked[at - 1]) ? at - 1 : at);
  const behind = asked.slice(at + 1);
  const found = [
    [number, [...before, ...behind]],
    [number, [...before, ...withoutBox(behind)]],
  ];
  const [next] = behind;
  if (next && LETTER.test(next) && /^[0-9]+$/.test(number) && !isBox(behind)) {
    found.push([number + next.toUpperCase(), [...before, ...withoutBox(behind.slice(1))]]);
  } else if (BEHIND.has(next)) {
    found.push([number, [...before, ...withoutBox(behind.slice(1))]]);
  }
  return found;
}

/** @param {string[]} behind @returns {boolean} */
function isBox(behind) {
  return behind.length > 1 && BOX.has(behind[0]) && NUMBER.test(behind[1]);
}

/** What follows a house number without the box, the floor or the end of a range. @param {string[]} behind */
function withoutBox(behind) {
  let rest = behind;
  while (rest.length) {
    if (isBox(rest)) rest = rest.slice(2);
    else if (FIGURES.test(rest[0])) rest = rest.slice(1);
    else break;
  }
  return rest;
}

/**
 * Each place that a name begins or ends with, by its key, and the words that are left.
 * @param {string[]} name
 * @param {Known} places
 * @returns {[string, string[]][]}
 */
export function withoutPlace(name, places) {
  const found = [];
  for (let count = 1; count <= Math.min(LONGEST_PLACE, name.length - 1); count += 1) {
    const last = key(name.slice(-count));
    if (places.has(last)) found.push([last, name.slice(0, -count)]);
    const first = key(name.slice(0, count));
    if (places.has(first)) found.push([first, name.slice(count)]);
  }
  return found;
}
