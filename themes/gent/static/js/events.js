// Lists of events as they are at a moment: what is over is hidden, what waited takes its place.
// A page carries what its lists may show in the month after it was made; each list says how it is read:
//   data-first="3"   the first three of what is not over, each event once
//   otherwise        all; what has `data-spare` only while nothing else of the same event is left
// Around the lists `data-events`; in it, `data-if` says when something is shown.

import { dayIn, daysLater, isOver } from "./time.js";

/** Which items of the long list the reader wants. @type {(item: HTMLElement) => boolean} */
let wanted = () => true;

/** @param {(item: HTMLElement) => boolean} test */
export function want(test) {
  wanted = test;
}

/** What tells one event from another in a list: where it leads; a date is itself. @param {HTMLElement} item */
const identity = (item) => item.querySelector("a")?.getAttribute("href") ?? item;

/** @param {HTMLElement} list @param {number} now @param {string | undefined} zone */
function showFirst(list, now, zone) {
  const seen = new Set();
  const chosen = [];
  for (const item of list.children) {
    const fits = !isOver(item, now) && seen.size < Number(list.dataset.first) && !seen.has(identity(item));
    item.hidden = !fits;
    if (!fits) continue;
    seen.add(identity(item));
    chosen.push(item);
  }
  if (!list.dataset.week || !zone) return { count: chosen.length, week: false };
  const until = daysLater(dayIn(zone, now), Number(list.dataset.week));
  const soon = chosen.filter((item) => item.querySelector("time").dateTime.slice(0, 10) < until);
  if (soon.length > 0) for (const item of chosen) item.hidden = !soon.includes(item);
  return { count: chosen.length, week: soon.length > 0 };
}

/** The long list, by day; how much is left of it, whether wanted or not. @param {HTMLElement[]} days @param {number} now */
function showDays(days, now) {
  const left = new Set();
  let count = 0;
  for (const day of days) {
    const items = [...day.querySelectorAll("[data-over]")];
    for (const item of items) {
      const holds = !isOver(item, now) && !(item.dataset.spare !== undefined && left.has(identity(item)));
      if (holds) left.add(identity(item));
      if (holds) count += 1;
      item.hidden = !holds || !wanted(item);
    }
    // A day of which nothing is left would be an empty heading.
    day.hidden = items.every((item) => item.hidden);
  }
  return count;
}

/** @param {HTMLElement} box with `data-events` @param {number} now */
function arrange(box, now) {
  const lists = [...box.querySelectorAll("[data-first]")];
  const [nearby, own] = [true, false].map((near) => lists.filter((list) => Boolean(list.closest("[data-near]")) === near));
  const shown = own.map((list) => showFirst(list, now, box.dataset.zone));
  const count = shown.reduce((sum, one) => sum + one.count, showDays([...box.querySelectorAll(".day")], now));
  const near = nearby.reduce((sum, list) => sum + showFirst(list, now).count, 0) > 0;
  const week = shown.some((one) => one.week);
  const holds = {
    own: count > 0,
    none: count === 0,
    few: count < Number(box.dataset.few ?? 0),
    near,
    alone: !near,
    week,
    later: !week,
  };
  for (const part of [box, ...box.querySelectorAll("[data-if]")]) {
    if (part.dataset.if) part.hidden = !part.dataset.if.split(" ").every((name) => holds[name]);
  }
}

/** All lists of a page at a moment. @param {ParentNode} root @param {number} now */
export function arrangeAll(root, now) {
  for (const box of root.querySelectorAll("[data-events]")) arrange(box, now);
}
