// The day that it is today, marked in the grid of a month. Every page is complete without this.

import { dayIn } from "./time.js";

const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

/**
 * Marks today in a grid, and takes the mark off another day.
 * @param {HTMLTableElement} grid
 * @param {number} now milliseconds, the reader's clock
 */
export function markToday(grid, now) {
  const time = grid.querySelector(`time[datetime="${dayIn(grid.dataset.zone, now)}"]`);
  const cell = time?.closest("td");
  for (const marked of grid.querySelectorAll('[aria-current="date"]')) {
    if (marked === cell) return;
    marked.removeAttribute("aria-current");
    marked.querySelector(".month__today").remove();
  }
  if (!cell) return;
  cell.setAttribute("aria-current", "date");
  const mark = document.createElement("span");
  mark.className = "month__today";
  mark.textContent = grid.dataset.today;
  time.after(" ", mark);
}

for (const grid of document.querySelectorAll("table[data-today]")) {
  // On a phone the style sheet lays the table out as a list, and some browsers forget then that it is one. In the page
  // itself HTML does not allow these roles.
  for (const part of [grid, ...grid.querySelectorAll("thead, tbody, tr, th, td")]) {
    part.setAttribute("role", ROLES[part.localName]);
  }
  markToday(grid, Date.now());
  // Who left the page open sees it again on another day.
  document.addEventListener("visibilitychange", () => markToday(grid, Date.now()));
}
