// The ward that the reader's device remembers: nothing is kept but its slug, and nothing without being asked.

const KEY = "wijkregisseur.wijk";

/** The slug that was kept, or nothing. */
export function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

/** Keeps a slug; whether that was possible. @param {string} slug */
export function remember(slug) {
  try {
    localStorage.setItem(KEY, slug);
    return true;
  } catch {
    return false;
  }
}

/** Keeps nothing any more. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}

/**
 * Shows the way to the remembered ward in a form, or takes it away.
 * @param {HTMLFormElement} form
 * @param {(slug: string) => {name: string, url: string} | undefined} wardOf
 */
export function showMine(form, wardOf) {
  const line = form.querySelector("[data-lookup-mine]");
  const ward = wardOf(remembered());
  line.hidden = !ward;
  if (!ward) return;
  const link = line.querySelector("[data-lookup-mine-link]");
  link.href = ward.url;
  link.textContent = ward.name;
}

/** Lets the button of a form forget the ward. @param {HTMLFormElement} form */
export function letForget(form) {
  form.querySelector("[data-lookup-forget]").addEventListener("click", () => {
    forget();
    form.querySelector("[data-lookup-mine]").hidden = true;
    form.elements.namedItem("q").focus();
  });
}
