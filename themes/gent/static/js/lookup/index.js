// The city's streets, names and people go in as the page carries them, what a question is looked up in comes out.
// The twin of plugins/wijksites/lookup/index.py, which says what each part is for.

import { expand, key, soft, words } from "./fold.js";

/**
 * @typedef {object} Given
 * @property {object} [streets] as /data/streets.json
 * @property {object} [probable] as /data/streets-probable.json
 * @property {{name: string, ward: string, kind: "ward" | "alias" | "neighbourhood"}[]} [names] `ward`: a slug
 * @property {{name: string, wards: string[]}[]} [people] who serve on the reader's day
 * @property {{name: string, postcodes: string[], aliases?: string[]}[]} [neighbours] municipalities
 * @property {string} [city] its name
 */
/** @typedef {[number, number, string]} Run first and last number, both inclusive, and a ward */
/** @typedef {{postcode: string, wards: string[], odd: Run[], even: Run[], exact: Map<string, string[]>}} Street */
/**
 * @typedef {object} Item
 * @property {string} name
 * @property {string} kind
 * @property {string[]} wards
 * @property {string} key
 * @property {string[]} starts its key from each of its words on
 * @property {string} soft
 * @property {Street[]} streets
 */
/**
 * @typedef {object} Index
 * @property {Item[]} items
 * @property {Map<string, number[]>} exact
 * @property {number[][]} pairs
 * @property {Int32Array} weights
 * @property {string[]} wards
 * @property {Map<string, string[]>} postcodes
 * @property {Map<string, string[]>} main
 * @property {Map<string, string[]>} places
 * @property {Map<string, string>} abroad
 * @property {Set<string>} codes all postcodes, those of neighbours too
 * @property {string} city the key of `cityName`
 * @property {string} cityName
 */

const NONE = new Map();
const STREETS_OF_A_CODE = 10;
const SIGNS = 37; // ten figures, twenty-six letters and the beginning
export const KINDS = ["ward", "alias", "street", "neighbourhood", "probable", "person", "municipality"];

/** @param {Given} given @returns {Index} */
export function buildIndex({ streets, probable, names = [], people = [], neighbours = [], city = "" }) {
  const slugs = streets?.wards ?? probable?.wards ?? {};
  const numbered = Object.keys(slugs).sort((one, other) => one - other);
  const wards = [...new Set([...numbered.map((number) => slugs[number]), ...names.map((one) => one.ward)])];
  const items = [
    ...streetItems(streets ?? {}, slugs, wards),
    ...probableItems(probable ?? {}, slugs),
    ...nameItems(names, wards),
    ...people.map((one) => makeItem(one.name, "person", ordered(one.wards, wards))),
    ...neighbours.map((one) => makeItem(one.name, "municipality", [])),
  ].sort(byKey);
  const pairs = pairsOfAll(items);
  const { postcodes, main } = postcodesOf(items, wards);
  const abroad = new Map(neighbours.flatMap((one) => one.postcodes.map((code) => [code, one.name])));
  const cityKey = key(words(city));
  return {
    items,
    exact: exactOf(items, neighbours),
    pairs,
    weights: weightsOf(items, pairs),
    wards,
    postcodes,
    main,
    places: placesOf(items, neighbours, cityKey),
    abroad,
    codes: new Set([...postcodes.keys(), ...abroad.keys()]),
    city: cityKey,
    cityName: city,
  };
}

/** The items that have exactly this key. @param {Index} index @param {string} wanted @returns {Item[]} */
export function named(index, wanted) {
  return (index.exact.get(wanted) ?? []).map((at) => index.items[at]);
}

/** Each ward once, in the order of their numbers. @param {string[]} wards @param {string[]} order @returns {string[]} */
export function ordered(wards, order) {
  return wards.length < 2 ? [...wards] : order.filter((ward) => wards.includes(ward));
}

/**
 * Every two letters that stand side by side, the first also as a beginning, as small numbers; some of them twice.
 * @param {string} text a key: letters and figures alone
 * @returns {number[]}
 */
export function pairsOf(text) {
  const found = [];
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter = code < 58 ? code - 47 : code - 86;
    found.push(before * SIGNS + letter);
    before = letter;
  }
  return found;
}

/** The number of bits of names / having. @param {number} names @param {number} having @returns {number} */
export function weight(names, having) {
  return having ? 32 - Math.clz32(Math.floor(names / having)) : 0;
}

/** @param {Item} one @param {Item} other @returns {number} */
function byKey(one, other) {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  if (one.kind !== other.kind) return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return 0;
}

/** @param {string} name @param {string} kind @param {string[]} wards @param {Street[]} streets @returns {Item} */
function makeItem(name, kind, wards, streets = []) {
  const full = expand(words(name));
  const starts = full.map((_, at) => full.slice(at).join(""));
  const whole = starts[0] ?? "";
  return { name, kind, wards, key: whole, starts, soft: soft(whole), streets };
}

/** @param {object} data @param {Record<string, string>} slugs @param {string[]} order @returns {Item[]} */
function streetItems(data, slugs, order) {
  const found = new Map();
  for (const postcode of Object.keys(data.streets ?? {}).sort()) {
    const split = data.split[postcode] ?? {};
    const exact = data.exact[postcode] ?? {};
    for (const [numbers, names] of Object.entries(data.streets[postcode])) {
      const wards = ordered(numbers.split(",").map((number) => slugs[number]), order);
      for (const name of names) {
        const street = {
          postcode,
          wards,
          odd: runsOf(split[name]?.odd, slugs),
          even: runsOf(split[name]?.even, slugs),
          exact: exact[name] ? exactNumbers(exact[name], slugs) : NONE,
        };
        const streets = found.get(name);
        if (streets) streets.push(street);
        else found.set(name, [street]);
      }
    }
  }
  return [...found].map(([name, streets]) =>
    makeItem(name, "street", ordered(streets.flatMap((one) => one.wards), order), streets),
  );
}

/** @param {Record<string, number[]>} exact @param {Record<string, string>} slugs @returns {Map<string, string[]>} */
function exactNumbers(exact, slugs) {
  return new Map(Object.entries(exact).map(([number, all]) => [number.toUpperCase(), all.map((ward) => slugs[ward])]));
}

/** @param {[number, number, number][]} runs @param {Record<string, string>} slugs @returns {Run[]} */
function runsOf(runs = [], slugs) {
  return runs.map(([first, last, ward]) => [first, last, slugs[ward]]);
}

/** @param {object} data @param {Record<string, string>} slugs @returns {Item[]} */
function probableItems(data, slugs) {
  return Object.entries(data.streets ?? {}).flatMap(([numbers, names]) =>
    names.map((name) => makeItem(name, "probable", numbers.split(",").map((number) => slugs[number]))),
  );
}

/** Of a ward that is called after several places, each place is an alias. @returns {Item[]} */
function nameItems(names, order) {
  const found = new Map();
  const add = (name, kind, ward) => {
    const same = found.get(`${kind} ${name}`);
    if (same) same.wards.push(ward);
    else found.set(`${kind} ${name}`, { name, kind, wards: [ward] });
  };
  for (const { name, kind, ward } of names) {
    add(name, kind, ward);
    if (kind === "ward" && name.includes(" - ")) for (const place of name.split(" - ")) add(place, "alias", ward);
  }
  return [...found.values()].map((one) => makeItem(one.name, one.kind, ordered(one.wards, order)));
}

/** @param {Item[]} items @returns {Map<string, number[]>} */
function exactOf(items, neighbours) {
  const found = new Map();
  const towns = new Map();
  items.forEach((item, at) => {
    // Of people the family name too: all but the first word, and what follows a `van de`.
    for (const one of new Set(item.kind === "person" ? item.starts : [item.key])) {
      if (!one) continue;
      const same = found.get(one);
      if (same) same.push(at);
      else found.set(one, [at]);
    }
    if (item.kind === "municipality") towns.set(item.name, at);
  });
  for (const one of neighbours) {
    for (const spelling of spellings(one)) if (!found.has(spelling)) found.set(spelling, [towns.get(one.name)]);
  }
  return found;
}

/** @param {{name: string, aliases?: string[]}} neighbour @returns {string[]} */
function spellings(neighbour) {
  return [neighbour.name, ...(neighbour.aliases ?? [])].map((name) => key(words(name))).filter(Boolean);
}

/** @param {Item[]} items @returns {number[][]} */
function pairsOfAll(items) {
  const found = Array.from({ length: SIGNS * SIGNS }, () => []);
  items.forEach((item, at) => {
    for (const pair of pairsOf(item.soft)) if (found[pair].at(-1) !== at) found[pair].push(at);
  });
  return found;
}

/** @param {Item[]} items @param {number[][]} pairs @returns {Int32Array} */
function weightsOf(items, pairs) {
  const weights = new Int32Array(items.length);
  for (const having of pairs) {
    const each = weight(items.length, having.length);
    for (const at of having) weights[at] += each;
  }
  return weights;
}

/** @param {Item[]} items @param {string[]} order */
function postcodesOf(items, order) {
  const counts = new Map();
  for (const { streets } of items) {
    for (const { postcode, wards } of streets) {
      const counted = counts.get(postcode) ?? new Map();
      counts.set(postcode, counted);
      for (const ward of wards) counted.set(ward, (counted.get(ward) ?? 0) + 1);
    }
  }
  const codes = [...counts.keys()].sort();
  const postcodes = new Map(codes.map((code) => [code, order.filter((ward) => counts.get(code).has(ward))]));
  const main = new Map();
  for (const ward of order) {
    const counted = codes.map((code) => counts.get(code).get(ward) ?? 0);
    const total = counted.reduce((sum, count) => sum + count, 0);
    // A street or two that only reach into a ward do not make their postcode its own.
    if (total) main.set(ward, codes.filter((_, at) => counted[at] * STREETS_OF_A_CODE >= total));
  }
  return { postcodes, main };
}

/** @param {Item[]} items @returns {Map<string, string[]>} */
function placesOf(items, neighbours, city) {
  const found = new Map(city ? [[city, []]] : []);
  for (const one of neighbours) for (const spelling of spellings(one)) if (!found.has(spelling)) found.set(spelling, []);
  for (const { key: place, kind, wards } of items) {
    if (kind !== "ward" && kind !== "alias" && kind !== "neighbourhood") continue;
    found.set(place, [...(found.get(place) ?? []), ...wards]);
  }
  return found;
}
