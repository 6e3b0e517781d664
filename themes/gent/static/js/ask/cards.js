// The cards that are in the page, one for each ward: whoever serves a ward on the reader's day.

import { settle } from "../time.js";

/** @typedef {{slug: string, number: number, name: string, sentence: string, url: string, content: DocumentFragment}} Card */

/**
 * The card of a ward as it is at a moment.
 * @param {HTMLTemplateElement} template
 * @param {number} now
 * @returns {Card}
 */
function filled(template, now) {
  const content = template.content.cloneNode(true);
  settle(content, now);
  for (const period of content.querySelectorAll("[data-people][hidden]")) period.remove();
  for (const list of content.querySelectorAll("[data-first-only]")) {
    const coming = [...list.children].filter((item) => !item.hidden);
    for (const item of coming.slice(1)) item.hidden = true;
    list.hidden = coming.length === 0;
    if (list.hidden) list.previousElementSibling.hidden = true;
  }
  const { card, number, name, sentence, url } = template.dataset;
  return { slug: card, number: Number(number), name, sentence, url, content };
}

/** @param {string} slug @returns {HTMLTemplateElement | null} */
function templateOf(slug) {
  return document.querySelector(`template[data-card="${CSS.escape(slug)}"]`);
}

/** @param {string} slug @param {number} [now] @returns {Card | undefined} */
export function cardOf(slug, now = Date.now()) {
  const template = templateOf(slug);
  return template ? filled(template, now) : undefined;
}

/** The name of a ward, without making its card: suggestions ask for it at every key. @param {string} slug */
export function wardName(slug) {
  return templateOf(slug)?.dataset.name;
}

/** The cards of wards, in the order of the page: by name. @param {string[]} slugs @returns {Card[]} */
export function cardsOf(slugs) {
  return allCards().filter((card) => slugs.includes(card.slug));
}

/** All cards, in the order of the page. @param {number} [now] @returns {Card[]} */
export function allCards(now = Date.now()) {
  return [...document.querySelectorAll("template[data-card]")].map((template) => filled(template, now));
}

/** The part of a card with the people of the moment. @param {Card} card */
export function peopleOf(card) {
  return card.content.querySelector("[data-people]");
}

/** Everybody who serves a ward at the moment, each with all wards. @returns {{name: string, wards: string[]}[]} */
export function everybody() {
  const wards = new Map();
  for (const card of allCards()) {
    for (const name of (peopleOf(card)?.dataset.people ?? "").split("|").filter(Boolean)) {
      wards.set(name, [...(wards.get(name) ?? []), card.slug]);
    }
  }
  return [...wards].map(([name, served]) => ({ name, wards: served }));
}
