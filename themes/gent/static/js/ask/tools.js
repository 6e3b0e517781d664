// What one may do with an answer: remember the ward, print, share, say that it is wrong.

import { pass } from "../share.js";
import { forget, remember, remembered } from "./remember.js";
import { piece, say } from "./words.js";

/**
 * The buttons below an answer.
 * @param {{slug: string}} card
 * @param {string} address of the answer, to share
 * @param {string} title what is shared
 * @param {() => void} changed the device remembers another ward
 */
export function tools(card, address, title, changed) {
  const made = piece("data-lookup-tools");
  const note = made.querySelector("[data-tools-note]");
  const [keep, drop, print, share] = ["remember", "forget", "print", "share"].map((name) =>
    made.querySelector(`[data-do="${name}"]`),
  );
  if (!share) return made; // in a frame there are none

  function kept(is) {
    keep.hidden = is;
    drop.hidden = !is;
    changed();
  }
  keep.addEventListener("click", () => {
    const done = remember(card.slug);
    note.textContent = say(done ? "remembered" : "not_kept");
    if (!done) return;
    kept(true);
    drop.focus();
  });
  drop.addEventListener("click", () => {
    forget();
    note.textContent = say("forgotten");
    kept(false);
    keep.focus();
  });
  print.addEventListener("click", () => window.print());
  share.addEventListener("click", () => pass(address, note, { copied: say("copied"), copy: say("copy") }, title));
  keep.hidden = remembered() === card.slug;
  drop.hidden = !keep.hidden;
  return made;
}

/**
 * The way to say that an answer is wrong: a mail that only the reader can send.
 * @param {string} question
 * @param {string} answer
 * @param {{probable: boolean, addresses: boolean}} from what the answer may come from: the other list, our addresses
 */
export function wrong(question, answer, { probable, addresses }) {
  const made = piece("data-lookup-wrong");
  const link = made.querySelector("[data-mail]");
  const body = say("wrong_body", { question, answer }).replaceAll("\n", "\r\n");
  link.href = `mailto:${link.dataset.mail}?subject=${encodeURIComponent(say("wrong_subject"))}&body=${encodeURIComponent(body)}`;
  for (const part of made.querySelectorAll("[data-probable]")) part.hidden = !probable;
  for (const part of made.querySelectorAll("[data-addresses]")) part.hidden = !addresses;
  return made;
}
