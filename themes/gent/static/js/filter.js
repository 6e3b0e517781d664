// What the reader wants to see of the list in the page. It stands in the address behind the #, so that one can share
// it and go back: #soort=workshop&gratis. No server sees it.

import { arrangeAll, want } from "./events.js";
import { dayIn, daysLater } from "./time.js";

const CHOICES = ["soort", "wijk", "wanneer"];
const MARKS = ["gratis", "rolstoel"];
const KNOWN = [...CHOICES, ...MARKS];

const form = document.querySelector("[data-filter]");
const box = form.closest("[data-events]");
const count = form.querySelector("[data-filter-count]");

/** The first and the last day that are meant, in the city's days. @param {string} when @param {number} now */
function span(when, now) {
  const today = dayIn(box.dataset.zone, now);
  const weekday = (new Date(today).getUTCDay() + 6) % 7; // 0 is Monday
  const sunday = daysLater(today, 6 - weekday);
  const saturday = daysLater(sunday, -1);
  return [when === "weekend" && saturday > today ? saturday : today, sunday];
}

/** @param {HTMLElement} item @param {[string, string]} days whether it takes place on one of them */
function within(item, [first, last]) {
  const day = item.closest(".day").querySelector("time").dateTime;
  return day <= last && (item.dataset.last ?? day) >= first;
}

/** What is chosen now, by name. */
function chosen() {
  return new Map([
    ...CHOICES.map((name) => [name, form.elements.namedItem(name)?.value ?? ""]),
    ...MARKS.map((name) => [name, form.elements.namedItem(name).checked ? "on" : ""]),
  ]);
}

/** Shows what fits the choices. */
function apply() {
  const now = Date.now();
  const choice = chosen();
  const days = choice.get("wanneer") && span(choice.get("wanneer"), now);
  want((item) => {
    const { kind, wards, free, wheelchair } = item.dataset;
    return (
      (!choice.get("soort") || kind === choice.get("soort")) &&
      (!choice.get("wijk") || !wards || wards.split(" ").includes(choice.get("wijk"))) &&
      (!choice.get("gratis") || free !== undefined) &&
      (!choice.get("rolstoel") || wheelchair !== undefined) &&
      (!days || within(item, days))
    );
  });
  arrangeAll(document, now);
  const some = [...choice.values()].some(Boolean);
  const shown = box.querySelectorAll(".day .event:not([hidden])").length;
  count.textContent = shown === 1 ? count.dataset.one : count.dataset.many.replace("{count}", shown);
  form.querySelector("[data-filter-clear]").hidden = !some;
  form.querySelector("[data-filter-none]").hidden = !some || shown > 0;
}

/** Takes the choices from the address; one that is not about them (a place in the page) changes none. */
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash && !KNOWN.some((name) => given.has(name))) return apply();
  for (const name of CHOICES) {
    const field = form.elements.namedItem(name);
    if (!field) continue;
    const value = given.get(name) ?? "";
    // A choice of which the list has nothing (any more): one sees that it was made.
    if (![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
    field.value = value;
  }
  for (const name of MARKS) form.elements.namedItem(name).checked = given.has(name);
  if (location.hash) form.querySelector("details").open = true;
  return apply();
}

/** Writes the choices into the address, as a step that one can take back. */
function toAddress() {
  const parts = [...chosen()].filter(([, value]) => value);
  const hash = parts.map(([name, value]) => (MARKS.includes(name) ? name : `${name}=${encodeURIComponent(value)}`));
  history.pushState(null, "", hash.length > 0 ? `#${hash.join("&")}` : location.pathname + location.search);
}

form.addEventListener("change", () => {
  toAddress();
  apply();
});
form.querySelector("[data-filter-clear]").addEventListener("click", () => {
  for (const name of CHOICES) if (form.elements.namedItem(name)) form.elements.namedItem(name).value = "";
  for (const name of MARKS) form.elements.namedItem(name).checked = false;
  toAddress();
  apply();
  // The button is gone: the focus goes to where one chooses.
  form.querySelector("summary").focus();
});
for (const kind of ["hashchange", "popstate"]) addEventListener(kind, fromAddress);
// What is over may have gone while the page was out of sight.
document.addEventListener("visibilitychange", apply);
form.hidden = false;
fromAddress();
