// The names of streets go in, ways to search them come out: ours, and other people's with the settings that find most.

import Fuse from "/packages/fuse.js/dist/fuse.mjs";
import MiniSearch from "/packages/minisearch/dist/es/index.js";
import uFuzzy from "/packages/@leeoniya/ufuzzy/dist/uFuzzy.mjs";
import { buildIndex, suggest } from "/js/lookup/answer.js";
import { fold } from "/js/lookup/fold.js";

const SHOWN = 8;

/**
 * Each searches as it should while someone types. All get folded text; that is theirs to choose, not part of them.
 * @param {object} given
 * @param {string[]} names
 * @returns {Record<string, () => (typed: string) => string[]>}
 */
export function engines(given, names) {
  const documents = names.map((name, id) => ({ id, name, folded: fold(name) }));
  const folded = documents.map((document) => document.folded);
  return {
    Ours: () => {
      const index = buildIndex(given);
      return (typed) => suggest(typed, index).map((choice) => choice.label);
    },
    MiniSearch: () => {
      const search = new MiniSearch({ fields: ["folded"], storeFields: ["name"], tokenize: (text) => text.split(" ") });
      search.addAll(documents);
      const options = { prefix: true, fuzzy: 0.5, maxFuzzy: 10, combineWith: "OR" };
      return (typed) => search.search(fold(typed), options).slice(0, SHOWN).map((found) => found.name);
    },
    "Fuse.js": () => {
      const search = new Fuse(documents, { keys: ["folded"], threshold: 0.5, ignoreLocation: true, ignoreFieldNorm: true });
      return (typed) => search.search(fold(typed), { limit: SHOWN }).map((found) => found.item.name);
    },
    uFuzzy: () => {
      const search = new uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
      return (typed) => {
        const [found, info, order] = search.search(folded, fold(typed), 1);
        const places = order ? order.map((at) => info.idx[at]) : (found ?? []);
        return places.slice(0, SHOWN).map((at) => names[at]);
      };
    },
  };
}

/** What each question finds. @param {(typed: string) => string[]} search @param {string[]} questions */
export function findAll(search, questions) {
  return questions.map((typed) => search(typed));
}

/** Milliseconds of each keystroke. @param {(typed: string) => string[]} search @param {string[]} typed */
export function timeAll(search, typed) {
  return typed.map((text) => {
    const start = performance.now();
    search(text);
    return performance.now() - start;
  });
}
