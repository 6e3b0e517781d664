// What one may mean while one is still typing: names below the field, as buttons; none is chosen by itself.

import { suggest } from "../lookup/answer.js";
import { wardName } from "./cards.js";
import { say } from "./words.js";

const QUIET = 600; // milliseconds without a key before anything is said
const STREETS = new Set(["street", "probable"]);

/**
 * A name as a button that asks it.
 * @param {{label: string, question: string, kind: string, wards: string[]}} choice
 * @param {(question: string) => void} ask
 */
export function choiceButton(choice, ask) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = choice.label;
  if (choice.wards.length === 1) {
    [button.dataset.ward] = choice.wards;
    const ward = choice.kind === "neighbourhood" || choice.kind === "alias" ? wardName(choice.wards[0]) : undefined;
    if (ward) button.textContent += ` (${ward})`;
  }
  button.addEventListener("click", () => ask(choice.question));
  item.append(button);
  return item;
}

/** How many were found, in words. @param {{kind: string}[]} choices */
function counted(choices) {
  const kind = choices.every((choice) => STREETS.has(choice.kind)) ? "streets" : "names";
  if (choices.length === 0) return say("streets_none");
  return choices.length === 1 ? say(`${kind}_one`) : say(`${kind}_many`, { count: choices.length });
}

/**
 * Suggests below a field.
 * @param {HTMLFormElement} form
 * @param {Promise<{index: object}>} ready
 * @param {{ask: (question: string) => void, typing: (typed: string) => void}} told
 * @returns {{clear: () => void}}
 */
export function startSuggestions(form, ready, { ask, typing }) {
  const field = form.elements.namedItem("q");
  const list = form.querySelector("[data-lookup-suggestions]");
  const count = form.querySelector("[data-lookup-count]");
  let timer = 0;

  function clear() {
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    count.textContent = "";
  }

  async function refresh() {
    const typed = field.value;
    const { index } = await ready;
    if (typed !== field.value) return; // another key came first
    clearTimeout(timer);
    typing(typed.trim());
    const found = typed.trim() ? suggest(typed, index) : [];
    list.replaceChildren(...found.map((choice) => choiceButton(choice, ask)));
    list.hidden = found.length === 0;
    timer = setTimeout(() => {
      count.textContent = typed.trim() ? counted(found) : "";
    }, QUIET);
  }

  field.addEventListener("input", refresh);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clear();
    field.focus();
  });
  return { clear };
}
