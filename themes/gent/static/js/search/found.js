// The index of the site: a word goes in, the pages that have it come out, what is over last.
// It is Pagefind's, which loads the parts of the index that it needs by their digests, never by what was typed.

/** @typedef {{data: () => Promise<object>, not?: Set<string>}} Found */

const EXCERPT = 24; // words

/** @type {Map<string, Promise<object | null>>} */
const opened = new Map();

/** Small letters without accents. @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** How many letters two words have in common at their beginning. @param {string} one @param {string} other */
function together(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/**
 * Whether what was found has a word of the question. Pagefind shortens a word that is nowhere until something begins
 * with it: `Kortrijksesteenweg` becomes `kort`, and that is nothing one asked for.
 * @param {string} word @param {Found[]} found
 */
async function isMeant(word, found) {
  if (found.length === 0) return false;
  const { excerpt } = await found[0].data();
  const asked = plain(word).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const marks = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map((mark) => plain(mark[1]));
  return asked.some((one) => marks.some((mark) => mark.split(/[^\p{L}\p{N}]+/u).some((part) => together(one, part) * 2 >= one.length)));
}

/** @param {string} folder of the index, seen from the page */
async function open(folder) {
  try {
    const base = new URL(folder, location.href);
    const pagefind = await import(new URL("pagefind.js", base).href);
    await pagefind.options({ excerptLength: EXCERPT });
    await pagefind.init();
    return {
      /** @param {string} word @returns {Promise<Found[]>} */
      async search(word) {
        const now = await pagefind.search(word, { filters: { not: { time: "over" } } });
        const over = await pagefind.search(word, { filters: { time: "over" } });
        const found = [...now.results, ...over.results];
        return (await isMeant(word, found)) ? found : [];
      },
    };
  } catch {
    return null; // no index, or a browser that cannot
  }
}

/** The index in a folder; nothing when it cannot be used. @param {string} folder */
export function openIndex(folder) {
  if (!opened.has(folder)) opened.set(folder, open(folder));
  return opened.get(folder);
}
