// Passing an address on: with what the device has for that, else by copying it, else by showing it.

/**
 * @param {string} address
 * @param {HTMLElement} note where one reads what happened
 * @param {{copied: string, copy: string}} words
 * @param {string} title what is shared
 */
export async function pass(address, note, words, title) {
  try {
    if (navigator.share) await navigator.share({ title, url: address });
    else {
      await navigator.clipboard.writeText(address);
      note.textContent = words.copied;
    }
  } catch (error) {
    if (error.name === "AbortError") return; // the reader thought better of it
    const shown = document.createElement("span");
    shown.className = "address";
    shown.textContent = address;
    note.replaceChildren(`${words.copy} `, shown);
  }
}

for (const button of document.querySelectorAll("[data-share]")) {
  const { share, address, copied, byHand } = button.dataset;
  const note = document.querySelector("[data-share-note]");
  button.addEventListener("click", () => pass(address, note, { copied, copy: byHand }, share));
  button.hidden = false;
}
