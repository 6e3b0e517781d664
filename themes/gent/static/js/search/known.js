// What the site knows without an index: streets lead to the lookup, people and names to their ward.

import { answer, buildIndex } from "../lookup/answer.js";
import { say } from "../ask/words.js";

/** @typedef {{kind: string, title: string, url: string, text: string}} Known */

/** @type {Promise<object | null> | undefined} */
let opened;

/** @param {URL} address @returns {Promise<any>} */
async function load(address) {
  const found = await fetch(address);
  if (!found.ok) throw new Error(`${found.status}`);
  return found.json();
}

/** @param {URL} address of the names @param {URL} root of the site */
async function open(address, root) {
  try {
    const { city, wards, names, people, ...files } = await load(address);
    const [streets, probable] = await Promise.all(
      [files.streets, files.probable].map((file) => (file ? load(new URL(file.slice(1), root)) : null)),
    );
    const index = buildIndex({ streets, probable, names, people, city });
    return { about: (word, lookup) => about(word, index, { wards, root, lookup }) };
  } catch {
    return null; // the index of the site answers without it
  }
}

/**
 * What a word is the whole name of, and what is spelled nearly so.
 * @param {string} word
 * @param {object} index
 * @param {{wards: Record<string, string>, root: URL, lookup: string}} site
 * @returns {{results: Known[], near: string[]}}
 */
function about(word, index, { wards, root, lookup }) {
  const found = answer(word, index);
  const home = (slug) => new URL(`${slug}/`, root).href;
  const near = found.choices.map((choice) => choice.question);
  if (!["answer", "ambiguous"].includes(found.state)) return { results: [], near };
  const title = `${found.name} ${found.number}`.trimEnd();
  if (["street", "probable", "postcode"].includes(found.kind)) {
    const one = found.wards.length === 1;
    const street = one ? say("in_ward", { ward: wards[found.wards[0]] }) : say("in_wards");
    const text = found.kind === "postcode" ? say("postcode", { name: title }) : street;
    const url = `${lookup}#q=${encodeURIComponent(word)}`;
    return { results: [{ kind: found.kind === "postcode" ? "ward" : "street", title, url, text }], near };
  }
  const results = found.wards.map((slug) => {
    const ward = wards[slug];
    if (found.kind === "person") return { kind: "person", title, url: home(slug), text: say("serves", { ward }) };
    const text = ward === title ? say("this_ward") : say("belongs", { name: title, ward });
    return { kind: "ward", title: ward, url: home(slug), text };
  });
  return { results, near };
}

/** The names of the site; nothing when they cannot be loaded. @param {URL} address @param {URL} root */
export function openNames(address, root) {
  opened ??= open(address, root);
  return opened;
}
