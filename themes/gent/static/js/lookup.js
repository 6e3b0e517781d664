// From a name to a ward, on the reader's own device: what is typed goes nowhere.
// The twin of plugins/wijksites/lookup/names.py; a test keeps the two equal.

/**
 * Small letters without accents and signs, abbreviations written out.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/\b(?:st|sint|sinte)\b/g, "sint")
    .replace(/\bdr\b/g, "dokter");
}

/** @typedef {{name: string, folded: string, ward: string}} Entry */

const MOST_SPELLINGS = 3;
const MOST_SLIPS = 3;
const LETTERS_PER_SLIP = 4;

/**
 * The ward of a name; of a part of a name, every ward it may mean; else the names that are spelled almost so.
 * @param {string} question
 * @param {Entry[]} entries
 * @returns {{state: string, wards: string[], names: string[]}}
 */
export function find(question, entries) {
  const wanted = fold(question);
  if (!wanted) return { state: "unknown", wards: [], names: [] };
  const unique = (found) => [...new Set(found.map((entry) => entry.ward))];
  const exact = unique(entries.filter((entry) => entry.folded === wanted));
  if (exact.length === 1) return { state: "answer", wards: exact, names: [] };
  const part = exact.length
    ? exact
    : unique(entries.filter((entry) => ` ${entry.folded}`.includes(` ${wanted}`)));
  if (part.length) return { state: "ambiguous", wards: part, names: [] };
  const near = nearest(wanted, entries);
  return {
    state: near.length ? "suggest" : "unknown",
    wards: near.map((entry) => entry.ward),
    names: near.map((entry) => entry.name),
  };
}

/**
 * The names that differ from a folded text by a few slips, the nearest first, one of each ward.
 * @param {string} wanted
 * @param {Entry[]} entries
 * @returns {Entry[]}
 */
function nearest(wanted, entries) {
  const most = Math.min(MOST_SLIPS, Math.floor(wanted.length / LETTERS_PER_SLIP));
  if (most === 0) return [];
  const near = entries
    .map((entry) => ({ entry, count: leastSlips(wanted, entry.folded, most) }))
    .filter((one) => one.count <= most)
    .sort((one, other) => one.count - other.count);
  const first = new Map();
  for (const { entry } of near) if (!first.has(entry.ward)) first.set(entry.ward, entry);
  return [...first.values()].slice(0, MOST_SPELLINGS);
}

/** From a text to a name or to as many of its words. @param {string} wanted @param {string} folded @param {number} most */
function leastSlips(wanted, folded, most) {
  const words = folded.split(" ");
  const count = wanted.split(" ").length;
  const parts = [folded];
  for (let at = 0; at + count <= words.length; at += 1) parts.push(words.slice(at, at + count).join(" "));
  const near = parts.filter((part) => Math.abs(part.length - wanted.length) <= most);
  return Math.min(most + 1, ...near.map((part) => slips(wanted, part)));
}

/** How many letters were left out, added, changed or swapped with the next. @param {string} one @param {string} other */
function slips(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[other.length];
}

const MOST_SUGGESTIONS = 8;

/** @param {HTMLFormElement} form */
function start(form) {
  const field = form.elements.namedItem("q");
  const answer = document.querySelector("[data-lookup-state]");
  form.hidden = false;
  if (!answer) {
    // The portal only asks; the lookup page answers. What was typed stays behind the #.
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) location.href = `${form.dataset.lookup}#q=${encodeURIComponent(field.value.trim())}`;
    });
    return;
  }
  const entries = [...document.querySelectorAll("[data-name][data-for]")].map((item) => ({
    name: item.dataset.spelling,
    label: item.textContent.trim(),
    folded: item.dataset.name,
    ward: item.dataset.for,
  }));
  const list = document.querySelector("[data-lookup-suggestions]");
  const count = document.querySelector("[data-lookup-count]");
  const heading = answer.querySelector("h2");
  let timer = 0;

  /** A name as a button that asks it. @param {Entry} entry @param {string} label */
  function nameButton(entry, label) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = label;
    button.dataset.ward = entry.ward;
    button.addEventListener("click", () => {
      field.value = entry.name;
      ask(entry.name);
    });
    item.append(button);
    return item;
  }

  /** What to do when a name is not found, with the names that may have been meant. @param {Entry[]} near */
  function help(near) {
    const content = document.querySelector("template[data-lookup-help]").content.cloneNode(true);
    const meant = content.querySelector("[data-lookup-near]");
    meant.querySelector("ul").replaceChildren(...near.map((entry) => nameButton(entry, entry.name)));
    if (near.length === 0) meant.remove();
    return content;
  }

  /** @param {string} question */
  function show(question) {
    const found = find(question, entries);
    const missed = found.state === "suggest" || found.state === "unknown";
    const near = missed ? found.names.map((name, at) => ({ name, folded: fold(name), ward: found.wards[at] })) : [];
    const cards = missed
      ? []
      : found.wards.map((ward) => document.querySelector(`template[data-card="${CSS.escape(ward)}"]`));
    const name = cards.length === 1 ? cards[0].dataset.name : "";
    const named = found.state === "answer" && fold(question) === fold(name);
    const sentence = answer.dataset[missed ? "unknown" : named ? "named" : found.state];
    heading.textContent = sentence.replace("#", () => question).replace("@", () => name);
    heading.hidden = false;
    answer.replaceChildren(heading, ...cards.map((card) => card.content.cloneNode(true)), ...(missed ? [help(near)] : []));
    answer.dataset.lookupState = found.state;
    list.hidden = true;
    list.replaceChildren();
    // What was still to be said of the names that were suggested is no longer true.
    clearTimeout(timer);
    count.textContent = "";
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  }

  function suggest() {
    const wanted = fold(field.value);
    const found = wanted ? entries.filter((entry) => ` ${entry.folded}`.includes(` ${wanted}`)) : [];
    const wards = new Set(found.map((entry) => entry.ward)).size;
    list.replaceChildren(...found.slice(0, MOST_SUGGESTIONS).map((entry) => nameButton(entry, entry.label)));
    list.hidden = found.length === 0;
    if (heading.hidden) answer.dataset.lookupState = wanted ? "suggest" : "idle";
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!wanted) count.textContent = "";
      else if (wards === 0) count.textContent = count.dataset.none;
      else if (wards === 1) count.textContent = count.dataset.one;
      else count.textContent = count.dataset.many.replace("#", String(wards));
    }, 600);
  }

  /** Answers, and makes the answer a link that one can share. @param {string} question */
  function ask(question) {
    history.replaceState(null, "", `#q=${encodeURIComponent(question)}`);
    show(question);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) ask(field.value.trim());
  });
  field.addEventListener("input", suggest);

  /** Answers the question in the address, if there is one. */
  function fromAddress() {
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null) {
      // Behind a ? it would reach the server with the next load.
      history.replaceState(null, "", `${location.pathname}#q=${encodeURIComponent(asked)}`);
    }
    const match = /^#q=(.*)$/.exec(location.hash);
    if (!match) return;
    try {
      field.value = decodeURIComponent(match[1].replaceAll("+", " ")).slice(0, 200);
    } catch {
      return; // a damaged link asks nothing
    }
    if (field.value.trim()) show(field.value.trim());
  }

  addEventListener("hashchange", fromAddress);
  fromAddress();
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-lookup]")) start(form);
}
