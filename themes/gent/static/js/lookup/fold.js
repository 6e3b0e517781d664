// A spelling goes in, what it has in common with other spellings of the same name comes out.
// The twin of plugins/wijksites/lookup/fold.py, which says what each step is for.

const LONGEST = 160;
const WHOLE = new Map([
  ["st", "sint"],
  ["ste", "sint"],
  ["sinte", "sint"],
  ["dr", "dokter"],
  ["doctor", "dokter"],
  ["prof", "professor"],
  ["burg", "burgemeester"],
  ["past", "pastoor"],
  ["gebr", "gebroeders"],
  ["mgr", "monseigneur"],
  ["pres", "president"],
  ["kan", "kanunnik"],
  ["h", "heilig"],
  ["heilige", "heilig"],
  ["olv", "onzelievevrouw"],
  ["vd", "vande"],
]);
const TAIL = /(?:steenwg|steenw|stnwg|stwg|stw|strt|str|ln|pln|pl|wg|drf)$/;
const TAILS = {
  steenwg: "steenweg",
  steenw: "steenweg",
  stnwg: "steenweg",
  stwg: "steenweg",
  stw: "steenweg",
  strt: "straat",
  str: "straat",
  ln: "laan",
  pln: "plein",
  pl: "plein",
  wg: "weg",
  drf: "dreef",
};
const SOUND = /ae|ch|gh|ck|c|qu|x|ij|ei|uy|ou|ph|th|dt|z/g;
const SOUNDS = {
  ae: "a",
  ch: "g",
  gh: "g",
  ck: "k",
  c: "k",
  qu: "kw",
  x: "ks",
  ij: "y",
  ei: "y",
  uy: "ui",
  ou: "au",
  ph: "f",
  th: "t",
  dt: "t",
  z: "s",
};

/** Small Latin letters and figures with single spaces between them. @param {string} text @returns {string} */
export function fold(text) {
  let plain = text.toLowerCase();
  // Most texts need nothing more, and there are thousands.
  if (!/^[\0-\x7f]*$/.test(plain)) plain = plain.replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, " ").trim();
}

/**
 * The folded words, a number apart from the word it is glued to; none of a text that is too long to be a name.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const plain = fold(text)
    .replace(/([a-z]{3})([0-9])/g, "$1 $2")
    .replace(/([0-9])([a-z]{3})/g, "$1 $2");
  return plain && plain.length <= LONGEST ? plain.split(" ") : [];
}

/** The words with abbreviations written out. @param {string[]} parts @returns {string[]} */
export function expand(parts) {
  return parts.map((word, at) => {
    if (word === "st" && at > 0 && at === parts.length - 1) return "straat";
    return WHOLE.get(word) ?? word.replace(TAIL, (tail) => TAILS[tail]);
  });
}

/** What two spellings of one name have in common. @param {string[]} parts @returns {string} */
export function key(parts) {
  return expand(parts).join("");
}

/** A key as it sounds. @param {string} text @returns {string} */
export function soft(text) {
  return text.replace(SOUND, (sign) => SOUNDS[sign]).replace(/(.)\1+/g, "$1");
}
