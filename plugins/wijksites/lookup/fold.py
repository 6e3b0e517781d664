"""A spelling goes in, what it has in common with other spellings of the same name comes out.

Three steps, each coarser: `words` forgets case, accents and signs; `key` also abbreviations and where words are split;
`soft` also letters that sound alike. Only the first two may give an answer; what is equal in `soft` is a slip.
The twin of `themes/gent/static/js/lookup/fold.js`.
"""

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 160  # letters of a question after folding; an address has no more than half of that
SPLITS = ((re.compile(r"([a-z]{3})([0-9])"), r"\1 \2"), (re.compile(r"([0-9])([a-z]{3})"), r"\1 \2"))
WHOLE = {
    "st": "sint",
    "ste": "sint",
    "sinte": "sint",
    "dr": "dokter",
    "doctor": "dokter",
    "prof": "professor",
    "burg": "burgemeester",
    "past": "pastoor",
    "gebr": "gebroeders",
    "mgr": "monseigneur",
    "pres": "president",
    "kan": "kanunnik",
    "h": "heilig",
    "heilige": "heilig",
    "olv": "onzelievevrouw",
    "vd": "vande",
}
TAIL = re.compile(r"(?:steenwg|steenw|stnwg|stwg|stw|strt|str|ln|pln|pl|wg|drf)$")
TAILS = {
    "steenwg": "steenweg",
    "steenw": "steenweg",
    "stnwg": "steenweg",
    "stwg": "steenweg",
    "stw": "steenweg",
    "strt": "straat",
    "str": "straat",
    "ln": "laan",
    "pln": "plein",
    "pl": "plein",
    "wg": "weg",
    "drf": "dreef",
}
SOUND = re.compile(r"ae|ch|gh|ck|c|qu|x|ij|ei|uy|ou|ph|th|dt|z")
SOUNDS = {
    "ae": "a",
    "ch": "g",
    "gh": "g",
    "ck": "k",
    "c": "k",
    "qu": "kw",
    "x": "ks",
    "ij": "y",
    "ei": "y",
    "uy": "ui",
    "ou": "au",
    "ph": "f",
    "th": "t",
    "dt": "t",
    "z": "s",
}
TWICE = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """Small Latin letters and figures with single spaces between them."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip(" ")


def words(text: str) -> tuple[str, ...]:
    """The folded words, a number apart from the word it is glued to; none of a text that is too long to be a name."""
    plain = fold(text)
    for pattern, apart in SPLITS:
        plain = pattern.sub(apart, plain)
    return tuple(plain.split(" ")) if 0 < len(plain) <= LONGEST else ()


def expand(parts: Sequence[str]) -> tuple[str, ...]:
    """The words with abbreviations written out. `st` is Sint, but at the end it is straat."""
    full = []
    for at, word in enumerate(parts):
        if word == "st" and at > 0 and at == len(parts) - 1:
            full.append("straat")
        elif word in WHOLE:
            full.append(WHOLE[word])
        else:
            full.append(TAIL.sub(lambda tail: TAILS[tail[0]], word))
    return tuple(full)


def key(parts: Sequence[str]) -> str:
    """What two spellings of one name have in common: its words, written out, without spaces."""
    return "".join(expand(parts))


def soft(text: str) -> str:
    """A key as it sounds: `ck` is `k`, `ij` is `y`, `ae` is `a`, a double letter is one."""
    return TWICE.sub(r"\1", SOUND.sub(lambda sign: SOUNDS[sign[0]], text))
