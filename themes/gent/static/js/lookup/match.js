// A name with slips goes in, the names that come nearest come out, the nearest first.
// The twin of plugins/wijksites/lookup/match.py: both count in whole numbers, so that they agree to the last place.

import { key, soft } from "./fold.js";
import { pairsOf, weight } from "./index.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {{rank: [number, number, number], item: import("./index.js").Item}} Ranked */

const CANDIDATES = 40;
const LETTERS_PER_SLIP = 4;
const MOST_SLIPS = 3;
const ENDS = ["strat", "stenweg", "lan", "plyn", "dref", "weg"];
const LETTERS_PER_SLIP_BEFORE_END = 2;
const SHORTEST_BEGIN = 6;
const MOST_TURNS = 4;
const SHORTEST_SPAN = 4;
const LONGEST_SPAN = 6;
const NEAR = 10;
// As long as a question or a name may be, used again each time; names are never that long.
const ROWS = [0, 1, 2].map(() => new Uint8Array(256));

/** @param {[number, number, number]} one @param {[number, number, number]} other @returns {number} */
export function byRank(one, other) {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/**
 * The names that begin with one of these keys, then those of which another word does, the shortest first.
 * @param {string[]} spellings
 * @param {Index} index
 * @returns {Ranked[]}
 */
export function begun(spellings, index) {
  const found = [];
  index.items.forEach((item, at) => {
    const step = item.starts.findIndex((start) => spellings.some((spelling) => start.startsWith(spelling)));
    if (step >= 0) found.push({ rank: [Math.min(step, 1), item.key.length, at], item });
  });
  return found;
}

/**
 * The names that these words may have been meant for: the same but for a few slips, words left out or turned.
 * @param {string[]} asked
 * @param {Index} index
 * @returns {Ranked[]}
 */
export function near(asked, index) {
  const found = new Map();
  for (const [at, cost, length] of [...slipped(asked, index), ...within(asked, index)]) {
    const rank = [NEAR + cost, length, at];
    if (!found.has(at) || byRank(rank, found.get(at)) < 0) found.set(at, rank);
  }
  return [...found.values()].sort(byRank).map((rank) => ({ rank, item: index.items[rank[2]] }));
}

/** Position, cost (two for a slip) and difference in length of what is spelled nearly so. @param {string[]} asked */
function slipped(asked, index) {
  const plain = key(asked);
  const wanted = soft(plain);
  const most = mostSlips(wanted);
  if (most === 0) return [];
  const turned = turns(asked);
  const found = [];
  for (const at of candidates(wanted, index)) {
    const item = index.items[at];
    const cost = costOf(plain, wanted, turned, item, most);
    if (cost <= 2 * most + 1) found.push([at, cost, Math.abs(item.soft.length - wanted.length)]);
  }
  return found;
}

/** How many slips are still that name; what a thousand streets end with says nothing. @param {string} wanted */
function mostSlips(wanted) {
  const most = Math.min(MOST_SLIPS, Math.floor(wanted.length / LETTERS_PER_SLIP));
  const end = ENDS.find((one) => wanted.endsWith(one));
  if (!end) return most;
  return Math.min(most, Math.max(1, Math.floor((wanted.length - end.length) / LETTERS_PER_SLIP_BEFORE_END)));
}

/** The items that share most pairs of letters with a text. @param {string} wanted @param {Index} index */
function candidates(wanted, index) {
  const shared = new Int32Array(index.items.length);
  const touched = [];
  for (const pair of new Set(pairsOf(wanted))) {
    const having = index.pairs[pair];
    const each = weight(index.items.length, having.length);
    for (const at of having) {
      if (shared[at] === 0) touched.push(at);
      shared[at] += each;
    }
  }
  // The best few of thousands, without sorting them all.
  const best = [];
  for (const at of touched) {
    const score = index.weights[at] - 4 * shared[at];
    const comes = (other) => score < other.score || (score === other.score && at < other.at);
    if (best.length === CANDIDATES && !comes(best[CANDIDATES - 1])) continue;
    let place = best.length;
    while (place > 0 && comes(best[place - 1])) place -= 1;
    best.splice(place, 0, { at, score });
    if (best.length > CANDIDATES) best.pop();
  }
  return best.map((one) => one.at);
}

/** @param {string} plain @param {string} wanted @param {string[]} turned @param {import("./index.js").Item} item @param {number} most */
function costOf(plain, wanted, turned, item, most) {
  // Of a few letters, one of them wrong, nobody knows what they begin.
  const unsure = wanted.length >= SHORTEST_BEGIN ? 0 : 2 * most + 2;
  const [all, begin] = slips(wanted, item.soft, most);
  // Two letters that sound as one may have come together by a slip.
  const [allPlain, beginPlain] = slips(plain, item.key, most);
  let cost = Math.min(2 * all, 2 * allPlain, 2 * begin + 1 + unsure, 2 * beginPlain + 1 + unsure);
  for (let at = 1; at < item.starts.length; at += 1) {
    const [whole, first] = slips(wanted, soft(item.starts[at]), most);
    cost = Math.min(cost, 2 * whole + 1, 2 * first + 2 + unsure);
  }
  for (const other of turned) {
    if (item.soft.length - other.length > most) continue;
    cost = Math.min(cost, 2 * slips(other, item.soft, most)[0] + 1);
  }
  return cost;
}

/** The words with the last ones first, as a key that sounds. @param {string[]} asked @returns {string[]} */
function turns(asked) {
  if (asked.length > MOST_TURNS) return [];
  return asked.slice(1).map((_, at) => soft(key([...asked.slice(at + 1), ...asked.slice(0, at + 1)])));
}

/** Names that stand in a sentence; a word too many costs a slip. @param {string[]} asked @param {Index} index */
function within(asked, index) {
  const found = [];
  for (let first = 0; first < asked.length; first += 1) {
    for (let last = first + 1; last <= Math.min(first + LONGEST_SPAN, asked.length); last += 1) {
      const span = key(asked.slice(first, last));
      if (span.length < SHORTEST_SPAN) continue;
      const left = asked.length - (last - first);
      for (const at of index.exact.get(span) ?? []) found.push([at, Math.min(2 * left, 2 * MOST_SLIPS + 1), left]);
    }
  }
  return found;
}

/**
 * How many letters were left out, added, changed or swapped with the next: between two texts, and between the first
 * and the nearest beginning of the other; `most` + 1 when there are more.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 * @returns {[number, number]}
 */
export function slips(one, other, most) {
  if (one.length - other.length > most) return [most + 1, most + 1];
  const width = other.length + 1;
  let [before, last, row] = ROWS;
  for (let j = 0; j < width; j += 1) last[j] = j;
  let lowest = 0;
  for (let i = 1; i <= one.length; i += 1) {
    const lowestBefore = lowest;
    row[0] = i;
    lowest = i;
    const letter = one.charCodeAt(i - 1);
    for (let j = 1; j < width; j += 1) {
      const wanted = other.charCodeAt(j - 1);
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter === wanted ? 0 : 1));
      if (i > 1 && j > 1 && letter === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === wanted) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row[j] = cost;
      if (cost < lowest) lowest = cost;
    }
    // A row costs no less than the cheapest of the two before it.
    if (lowest > most && lowestBefore >= most) return [most + 1, most + 1];
    [before, last, row] = [last, row, before];
  }
  let begin = most + 1;
  for (let j = 0; j < width; j += 1) if (last[j] < begin) begin = last[j];
  return [Math.min(last[width - 1], most + 1), begin];
}
