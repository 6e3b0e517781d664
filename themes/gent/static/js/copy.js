// Buttons that copy an address: with the script they appear beside it, without it one selects the address itself.

/**
 * Copies what stands in the button's `data-copy` and says so in the status beside it.
 * @param {HTMLButtonElement} button
 */
async function copy(button) {
  const status = button.parentElement.querySelector("[role=status]");
  status.textContent = ""; // so that a second time is told too
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = button.dataset.copied;
  } catch {
    status.textContent = button.dataset.failed;
    getSelection().selectAllChildren(button.parentElement.querySelector(".address"));
  }
}

// There is no clipboard on a page that came over plain HTTP.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
