// From an address to a person, on the reader's own device: what is typed goes nowhere.
// The answers are in the page; ./lookup/ finds the right one, ./ask/ shows it.

import { answer } from "./lookup/answer.js";
import { allCards, cardOf, cardsOf } from "./ask/cards.js";
import { loadIndex, loadOutlines } from "./ask/data.js";
import { tellHeight } from "./ask/frame.js";
import { wardsAround } from "./ask/place.js";
import { letForget, showMine } from "./ask/remember.js";
import { placeSentences, sentences } from "./ask/sentences.js";
import { clear, show } from "./ask/show.js";
import { startSuggestions } from "./ask/suggestions.js";
import { say } from "./ask/words.js";

const LONGEST = 200; // characters of a question
const PLACE = "#mijn-locatie";
const SLOW = 400; // milliseconds after which one says that the streets are still coming
const PATIENCE = 15_000; // milliseconds to wait for a fix

/** @param {HTMLFormElement} form @param {HTMLElement} region */
function start(form, region) {
  const field = form.elements.namedItem("q");
  const note = form.querySelector("[data-lookup-note]");
  const framed = document.querySelector("main[data-embed]");
  const ready = loadIndex(region);
  const outlines = ready.then(() => loadOutlines(region));
  let asked = 0; // the number of the last question: an answer that comes late is not shown

  const suggestions = startSuggestions(form, ready, {
    ask,
    typing: (typed) => {
      if (region.querySelector("h2").hidden) region.dataset.lookupState = typed ? "suggest" : "idle";
    },
  });

  function changed() {
    showMine(form, cardOf);
  }

  /** Where an answer can be found again: behind the #, which no server sees. @param {string} question */
  function addressOf(question) {
    return `${location.origin}${location.pathname}#q=${encodeURIComponent(question)}`;
  }

  /** @param {string} question */
  async function reply(question) {
    const turn = (asked += 1);
    const slow = setTimeout(() => {
      note.textContent = say("loading");
    }, SLOW);
    const { index, complete } = await ready;
    clearTimeout(slow);
    if (turn !== asked) return;
    const found = answer(question, index);
    const cards = found.state === "answer" || found.state === "ambiguous" ? cardsOf(found.wards) : [];
    suggestions.clear();
    note.textContent = complete ? "" : say("no_streets");
    show(region, found, sentences(found, cards, question), cards, {
      question,
      address: addressOf(question),
      ask,
      changed,
    });
  }

  /** Answers, and makes the answer a link that one can share and come back to. @param {string} question */
  function ask(question) {
    const hash = `#q=${encodeURIComponent(question)}`;
    if (location.hash !== hash) {
      // In a frame the button Back is that of the page around it.
      if (framed) history.replaceState(null, "", hash);
      else history.pushState(null, "", hash);
    }
    field.value = question;
    return reply(question);
  }

  /** Answers the question in the address, if there is one. */
  function fromAddress() {
    const { hash } = location;
    if (hash === "") {
      asked += 1;
      field.value = "";
      suggestions.clear();
      clear(region);
    }
    if (hash === PLACE) locate();
    const match = /^#q=(.*)$/.exec(hash);
    if (!match) return;
    try {
      field.value = decodeURIComponent(match[1].replaceAll("+", " ")).slice(0, LONGEST);
    } catch {
      return; // a damaged link asks nothing
    }
    if (field.value.trim()) reply(field.value.trim());
  }

  function locate() {
    const turn = (asked += 1);
    note.textContent = say("locating");
    const refused = () => {
      if (turn === asked) note.textContent = say("refused");
    };
    if (!navigator.geolocation) refused();
    else {
      navigator.geolocation.getCurrentPosition(
        async ({ coords }) => {
          const map = await outlines;
          if (turn !== asked) return;
          if (map) placed(wardsAround(map, coords));
          else refused();
        },
        refused,
        { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
      );
    }
  }

  /** @param {import("./ask/place.js").Found} found */
  function placed(found) {
    suggestions.clear();
    note.textContent = found.vague ? say("vague") : "";
    if (found.vague) return;
    const cards = allCards().filter((card) => found.near.includes(card.number));
    const said = placeSentences(cards, found.edge);
    // The place itself is in no link: one shares the ward.
    // Back from here leads to where the reader came from, not to the link that asks for the place again.
    if (location.hash === PLACE) history.replaceState(null, "", location.pathname);
    else if (location.hash && !framed) history.pushState(null, "", location.pathname);
    field.value = "";
    show(region, { state: said.state, kind: "place" }, said, cards, {
      question: say("my_place"),
      address: cards.length ? addressOf(cards[0].name) : "",
      ask,
      changed,
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) ask(field.value.trim());
  });
  form.querySelector("[data-lookup-locate]")?.addEventListener("click", locate);
  letForget(form);
  changed();
  form.hidden = false;
  if (framed) tellHeight(framed);
  const behind = new URLSearchParams(location.search).get("q");
  // Behind a ? it would reach the server with the next load.
  if (behind !== null) history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(behind)}`);
  addEventListener("hashchange", fromAddress);
  fromAddress();
}

for (const form of document.querySelectorAll("form[data-lookup]")) {
  start(form, document.querySelector("[data-lookup-state]"));
}
