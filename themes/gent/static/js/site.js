// What time has changed since the site was built: what is over disappears, an old page says so.
// Every page is complete without this.

import { arrangeAll } from "./events.js";
import { settle, turn } from "./time.js";

/** The page as it is at this moment by the reader's clock. */
function renew() {
  const now = Date.now();
  settle(document, now);
  turn(document, now);
  arrangeAll(document, now);
  for (const element of document.querySelectorAll("[data-stale]")) {
    const days = (now - Date.parse(element.dataset.stale)) / 86_400_000;
    if (days > Number(element.dataset.days) + 1) element.hidden = false;
  }
}

renew();
// Not while one reads, but when one comes back to a page that stayed open.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") renew();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) renew();
});

// On the map there is room for numbers only: the name stands below it while a ward has the focus or the pointer.
// (Not on the drawing itself: Chromium lets an SVG that listens for the focus have it.)
for (const map of document.querySelectorAll("[data-map]")) {
  const shown = map.querySelector("[data-map-name]");
  for (const kind of ["focusin", "pointerover"]) {
    map.addEventListener(kind, (event) => {
      shown.textContent = event.target.closest("a")?.querySelector("title").textContent ?? "";
    });
  }
}

// On paper one cannot follow a link: behind it comes the name of the site it leads to.
for (const anchor of document.querySelectorAll('.prose a[href^="http"]')) {
  if (!anchor.textContent.includes(anchor.hostname)) anchor.dataset.host = anchor.hostname;
}

// Nor can one open what is closed. The style sheet does the same where a browser knows how.
for (const kind of ["beforeprint", "afterprint"]) {
  addEventListener(kind, () => {
    for (const details of document.querySelectorAll("details")) {
      if (kind === "beforeprint" && !details.open) details.dataset.forPrint = "";
      if (details.dataset.forPrint !== undefined) details.open = kind === "beforeprint";
      if (kind === "afterprint") delete details.dataset.forPrint;
    }
  });
}
