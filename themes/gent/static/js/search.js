// Searching the site on the reader's own device: what is typed stays behind the #, which no server sees.
// ./search/found.js asks the index, ./search/known.js knows streets, names and people, ./search/show.js shows both.

import { say } from "./ask/words.js";
import { openIndex } from "./search/found.js";
import { openNames } from "./search/known.js";
import { showKnown, showMore, showNear } from "./search/show.js";

const LONGEST = 200; // characters of a question
const SLOW = 400; // milliseconds after which one says that something is happening

/** @param {HTMLFormElement} form */
function start(form) {
  const field = form.elements.namedItem("q");
  const status = document.querySelector("[data-search-status]");
  const results = document.querySelector("[data-search-results]");
  const list = results.querySelector("ol");
  const more = results.querySelector("[data-search-more]");
  const everywhere = form.querySelector("[data-search-everywhere]");
  const root = new URL(form.dataset.root, location.href);
  const lookup = new URL(form.dataset.lookupPage, location.href).href;
  let asked = 0; // the number of the last question: results that come late are not shown
  let rest = [];

  function clear() {
    asked += 1;
    list.replaceChildren();
    results.hidden = true;
    status.textContent = "";
  }

  /** Shows the next results; the first of them. */
  async function next() {
    const turn = asked;
    const shown = await showMore(list, rest, root, () => turn === asked);
    more.hidden = rest.length === 0;
    return shown;
  }

  /** @param {string} word */
  async function search(word) {
    clear();
    const turn = asked;
    const slow = setTimeout(() => {
      status.textContent = say("searching");
    }, SLOW);
    const [index, names] = await Promise.all([
      openIndex(form.dataset.search),
      openNames(new URL(form.dataset.names, location.href), root),
    ]);
    const known = names?.about(word, lookup) ?? { results: [], near: [] };
    const found = (await index?.search(word)) ?? [];
    clearTimeout(slow);
    if (turn !== asked) return;
    const urls = await showKnown(list, known.results);
    rest = found.map((one) => ({ ...one, not: urls }));
    await next();
    if (turn !== asked) return;
    const count = list.children.length + rest.length;
    results.hidden = count === 0;
    if (!index && count === 0) status.textContent = say("failed");
    else if (count === 0) status.textContent = say("none", { word });
    else status.textContent = count === 1 ? say("one", { word }) : say("many", { word, count });
    if (count === 0) showNear(status, known.near);
  }

  /** Searches, and makes what was found a link that one can share and come back to. @param {string} word */
  function ask(word) {
    const hash = `#q=${encodeURIComponent(word)}`;
    if (location.hash !== hash) history.pushState(null, "", hash);
    if (everywhere) everywhere.hash = hash;
    field.value = word;
    return search(word);
  }

  /** Searches for what is in the address, if there is anything. */
  function fromAddress() {
    const match = /^#q=(.*)$/.exec(location.hash);
    if (!match) {
      // A link to a place in the page asks nothing; going back to before the first question does.
      if (location.hash === "" && field.value) {
        field.value = "";
        clear();
      }
      return;
    }
    try {
      const word = decodeURIComponent(match[1].replaceAll("+", " ")).slice(0, LONGEST).trim();
      if (word) ask(word);
    } catch {
      // a damaged link asks nothing
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const word = field.value.trim();
    if (!word) return;
    // The keyboard of a phone would cover what is found.
    if (matchMedia("(pointer: coarse)").matches) field.blur();
    ask(word);
  });
  more.addEventListener("click", async () => {
    const first = await next();
    first?.querySelector("a").focus();
  });
  form.hidden = false;
  document.querySelector("[data-search-without]").hidden = true; // where the style sheet could not know
  const behind = new URLSearchParams(location.search).get("q");
  // Behind a ? it would reach the server with the next load.
  if (behind !== null) history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(behind)}`);
  addEventListener("hashchange", fromAddress);
  addEventListener("popstate", fromAddress);
  fromAddress();
}

for (const form of document.querySelectorAll("form[data-search]")) start(form);
