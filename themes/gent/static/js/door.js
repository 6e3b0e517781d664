// The question on a page that does not answer it: what is typed goes to the lookup behind a #, which stays in the
// browser.

import { letForget, showMine } from "./ask/remember.js";

for (const form of document.querySelectorAll("form[data-lookup]")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = form.elements.namedItem("q").value.trim();
    if (question) location.href = `${form.dataset.lookup}#q=${encodeURIComponent(question)}`;
  });
  showMine(form, (slug) => {
    const link = slug && document.querySelector(`a[data-ward="${CSS.escape(slug)}"]`);
    return link ? { name: link.textContent, url: link.href } : undefined;
  });
  letForget(form);
}
