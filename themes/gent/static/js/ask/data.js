// What questions are answered from: the files of streets and the names in the page go in, an index comes out.
// All is asked for once, when the page opens; after that a question needs no network.

import { buildIndex } from "../lookup/index.js";
import { everybody } from "./cards.js";

const PATIENCE = 30_000; // milliseconds: after that names alone are better than nothing

/** @param {string | undefined} address @returns {Promise<object | null>} nothing when there is no such file */
async function load(address) {
  if (!address) return null;
  const answer = await fetch(address, { signal: AbortSignal.timeout?.(PATIENCE) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** The names in the list on the page. */
function names() {
  return [...document.querySelectorAll("[data-spelling][data-for]")].map(({ dataset }) => ({
    name: dataset.spelling,
    ward: dataset.for,
    kind: dataset.kind,
  }));
}

/** The municipalities around the city. @returns {{name: string, url: string}[]} */
export function neighbours() {
  return JSON.parse(document.querySelector("[data-lookup-neighbours]").textContent);
}

/**
 * The index; without the streets when these cannot be loaded (`complete` is false).
 * @param {HTMLElement} region
 */
export async function loadIndex(region) {
  const { streets, probable, city } = region.dataset;
  const known = { names: names(), people: everybody(), neighbours: neighbours(), city };
  try {
    const [certain, other] = await Promise.all([load(streets), load(probable)]);
    return { index: buildIndex({ ...known, streets: certain, probable: other }), complete: true };
  } catch {
    return { index: buildIndex({ ...known, streets: null, probable: null }), complete: false };
  }
}

/** The outlines of the wards (GeoJSON); nothing when they cannot be loaded. @param {HTMLElement} region */
export function loadOutlines(region) {
  return load(region.dataset.outlines).catch(() => null);
}
