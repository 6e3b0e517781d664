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
    if (Date.parse(element.dataset.over) <= now) element.hidden = true;
  }
}
