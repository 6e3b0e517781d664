// What time has changed since the site was built: what is over disappears, an old page says so.
// Every page is complete without this.

/** The reader's clock, in milliseconds. */
const now = Date.now();

for (const element of document.querySelectorAll("[data-over]")) {
  if (Date.parse(element.dataset.over) <= now) element.hidden = true;
}

// A day or a list of which nothing is left would be an empty heading.
for (const section of document.querySelectorAll(".day")) {
  const items = [...section.querySelectorAll("[data-over]")];
  if (items.length > 0 && items.every((item) => item.hidden)) section.hidden = true;
}

for (const element of document.querySelectorAll("[data-shown-after]")) {
  if (Date.parse(element.dataset.shownAfter) <= now) element.hidden = false;
}

for (const element of document.querySelectorAll("[data-stale]")) {
  const days = (now - Date.parse(element.dataset.stale)) / 86_400_000;
  if (days > Number(element.dataset.days) + 1) element.hidden = false;
}
