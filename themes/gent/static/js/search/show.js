// What was found goes in, a list that one can walk through comes out.

import { element, say } from "../ask/words.js";

const AT_ONCE = 10; // results

/** Puts the words that were searched in marks; nothing else of an excerpt is believed. @param {string} excerpt */
function marked(excerpt) {
  const text = element("p", "result__text");
  const { body } = new DOMParser().parseFromString(excerpt, "text/html");
  if (/^\p{Ll}/u.test(body.textContent)) text.append("… ");
  for (const node of body.childNodes) {
    if (node.nodeName === "MARK") text.append(element("mark", "", node.textContent));
    else text.append(node.textContent);
  }
  if (!/[.!?]\s*$/.test(body.textContent)) text.append(" …");
  return text;
}

/**
 * A result: title, kind, day and ward, text.
 * @param {{url: string, title: string, kind: string, about: string, text: HTMLElement, status?: string,
 *   state?: string, over?: boolean}} result
 */
function item({ url, title, kind, about, text, status, state, over = false }) {
  const made = element("li", "result");
  const heading = element("h3", "result__title");
  const link = element("a", "");
  if (status) link.append(element("span", `status status--${state}`, `${status} `));
  link.append(title);
  link.href = url;
  heading.append(link);
  const meta = element("p", "result__meta");
  if (kind) meta.append(element("span", "tag", say(kind)), " ");
  if (over) meta.append(element("span", "tag", say("over")), " ");
  meta.append(about);
  made.append(heading, meta, text);
  return made;
}

/** Shows what is known without the index; the addresses that need not be shown again. */
export function showKnown(list, known) {
  for (const { url, title, kind, text } of known) {
    list.append(item({ url, title, kind, about: "", text: element("p", "result__text", text) }));
  }
  return new Set(known.map(({ url }) => url));
}

/**
 * Shows the next results and takes them from those that wait; the first that was added.
 * @param {HTMLElement} list @param {import("./found.js").Found[]} rest @param {URL} root @param {() => boolean} wanted
 */
export async function showMore(list, rest, root, wanted) {
  let first;
  for (let shown = 0; shown < AT_ONCE && rest.length > 0; ) {
    const batch = rest.splice(0, AT_ONCE - shown);
    const pages = await Promise.all(batch.map((one) => one.data()));
    if (!wanted()) return first;
    for (const [at, { raw_url: path, url, meta, excerpt }] of pages.entries()) {
      const address = new URL((path ?? url).replace(/^\//, ""), root).href;
      if (batch[at].not?.has(address)) continue;
      const over = meta.over === "over" || Date.parse(meta.over) < Date.now();
      const about = [meta.when, meta.ward].filter(Boolean).join(" · ");
      const { status = "", state, kind } = meta;
      const title = meta.title.replace(status, "").trim(); // it stands in the heading of the page
      const made = item({ url: address, title, kind, about, text: marked(excerpt), status, state, over });
      first ??= made;
      list.append(made);
      shown += 1;
    }
  }
  return first;
}

/** Names that are spelled nearly so, each a question. @param {HTMLElement} place @param {string[]} near */
export function showNear(place, near) {
  if (near.length === 0) return;
  const line = element("span", "results__near", say("near"));
  for (const [at, question] of near.entries()) {
    const link = element("a", "", question);
    link.href = `#q=${encodeURIComponent(question)}`;
    line.append(at ? ", " : " ", link);
  }
  place.append(" ", line);
}
