// The day that it is today, marked in the grid of a month. Every page is complete without this.

const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

/**
 * The day in a zone at a moment, wherever the reader is: `2026-12-08`.
 * @param {number} now milliseconds
 * @param {string} zone of the city, such as `Europe/Brussels`
 * @returns {string}
 */
export function dayIn(now, zone) {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/**
 * Marks today in a grid, and takes the mark off another day.
 * @param {HTMLTableElement} grid
 * @param {number} now milliseconds, the reader's clock
 */
export function markToday(grid, now) {
  const time = grid.querySelector(`time[datetime="${dayIn(now, grid.dataset.zone)}"]`);
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
