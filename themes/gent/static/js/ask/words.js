// The sentences of the page: their names and what to fill in go in, text comes out.

/** @type {Record<string, string>} */
const words = JSON.parse(document.querySelector("[data-lookup-words]")?.textContent ?? "{}");

/**
 * A sentence with its places filled in; what is filled in stays text.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (place, key) => String(values[key] ?? place));
}

/** A number in words, as long as it is small. @param {number} number */
export function inWords(number) {
  return words[`count_${number}`] ?? String(number);
}

/** `A, B en C`. @param {string[]} all */
export function join(all) {
  if (all.length < 2) return all.join("");
  return say("and", { first: all.slice(0, -1).join(", "), last: all.at(-1) });
}

/**
 * An element with a class and text.
 * @param {string} tag @param {string} name of the class @param {string} [text]
 */
export function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

/** What stands in the template with an attribute. @param {string} attribute @returns {DocumentFragment} */
export function piece(attribute) {
  return document.querySelector(`template[${attribute}]`)?.content.cloneNode(true) ?? new DocumentFragment();
}
