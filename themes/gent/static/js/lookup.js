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

/**
 * The ward of a name; of a part of a name, every ward it may mean.
 * @param {string} question
 * @param {{folded: string, ward: string}[]} entries
 * @returns {{state: string, wards: string[]}}
 */
export function find(question, entries) {
  const wanted = fold(question);
  if (!wanted) return { state: "unknown", wards: [] };
  const unique = (found) => [...new Set(found.map((entry) => entry.ward))];
  const exact = unique(entries.filter((entry) => entry.folded === wanted));
  if (exact.length === 1) return { state: "answer", wards: exact };
  const part = exact.length
    ? exact
    : unique(entries.filter((entry) => ` ${entry.folded}`.includes(` ${wanted}`)));
  return { state: part.length ? "ambiguous" : "unknown", wards: part };
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
    name: item.textContent.trim(),
    folded: item.dataset.name,
    ward: item.dataset.for,
  }));
  const list = document.querySelector("[data-lookup-suggestions]");
  const count = document.querySelector("[data-lookup-count]");
  let timer = 0;

  /** @param {string} question */
  function show(question) {
    const found = find(question, entries);
    const cards = found.wards.map((ward) => document.querySelector(`template[data-card="${CSS.escape(ward)}"]`));
    const heading = answer.querySelector("h2");
    const name = cards.length === 1 ? cards[0].dataset.name : "";
    const named = found.state === "answer" && fold(question) === fold(name);
    const sentence = answer.dataset[named ? "named" : found.state];
    heading.textContent = sentence.replace("#", question).replace("@", name);
    heading.hidden = false;
    answer.replaceChildren(heading, ...cards.map((card) => card.content.cloneNode(true)));
    answer.dataset.lookupState = found.state;
    list.hidden = true;
    list.replaceChildren();
    heading.focus();
  }

  function suggest() {
    const wanted = fold(field.value);
    const found = wanted ? entries.filter((entry) => ` ${entry.folded}`.includes(` ${wanted}`)) : [];
    list.replaceChildren(
      ...found.slice(0, MOST_SUGGESTIONS).map((entry) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button button--quiet";
        button.textContent = entry.name;
        button.dataset.ward = entry.ward;
        button.addEventListener("click", () => {
          field.value = entry.name.replace(/\s*\(.*\)$/, "");
          ask(field.value);
        });
        item.append(button);
        return item;
      }),
    );
    list.hidden = found.length === 0;
    if (answer.dataset.lookupState === "idle" || answer.dataset.lookupState === "suggest") {
      answer.dataset.lookupState = wanted ? "suggest" : "idle";
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!wanted) count.textContent = "";
      else if (found.length === 0) count.textContent = count.dataset.none;
      else if (found.length === 1) count.textContent = count.dataset.one;
      else count.textContent = count.dataset.many.replace("#", String(found.length));
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
