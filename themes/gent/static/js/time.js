// What time has changed since a page was made: what is over goes, what has begun comes.

/**
 * Shows and hides the parts of a page that hold from or until a moment.
 * @param {ParentNode} root
 * @param {number} now milliseconds, the reader's clock
 */
export function settle(root, now) {
  for (const element of root.querySelectorAll("[data-shown-after]")) {
    if (Date.parse(element.dataset.shownAfter) <= now) element.hidden = false;
  }
  for (const element of root.querySelectorAll("[data-over]")) {
    if (isOver(element, now)) element.hidden = true;
  }
}

/** @param {HTMLElement} element @param {number} now */
export function isOver(element, now) {
  return Date.parse(element.dataset.over) <= now;
}

/**
 * The day of a moment in a zone, as yyyy-mm-dd.
 * @param {number} now
 * @param {string} zone IANA's name: the city's, wherever the reader is
 */
export function dayIn(zone, now) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const { year, month, day } = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

/** A day some days later. @param {string} day yyyy-mm-dd @param {number} count */
export function daysLater(day, count) {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The order of an event's page when it is over: what came of it and what comes next first, the old facts last.
 * @param {ParentNode} root
 * @param {number} now
 */
export function turn(root, now) {
  for (const page of root.querySelectorAll("[data-turns]")) {
    if (Date.parse(page.dataset.turns) > now) continue;
    for (const part of page.querySelectorAll("[data-to]")) document.getElementById(part.dataset.to).append(part);
  }
}
