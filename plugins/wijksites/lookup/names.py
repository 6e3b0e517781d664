"""From a name to a ward: what someone typed goes in, the ward or wards it may mean come out.

The browser does the same with the same list (`themes/gent/static/js/lookup.js`); a test keeps the two equal.
"""

import re
import unicodedata
from dataclasses import dataclass

from wijksites.city.model import City

MOST_SPELLINGS = 3
MOST_SLIPS = 3
LETTERS_PER_SLIP = 4  # in a short word one wrong letter already makes another word
ABBREVIATIONS = ((re.compile(r"\b(?:st|sint|sinte)\b"), "sint"), (re.compile(r"\bdr\b"), "dokter"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name under which a ward is known. `kind`: ward, alias or neighbourhood."""

    name: str
    folded: str
    ward: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`state`: answer (one ward), ambiguous (several, or a name that only begins so), suggest or unknown.

    `names`: of suggest, what may have been meant, each with its ward in `wards`. A slip of the pen is never an answer.
    """

    state: str
    wards: tuple[str, ...]
    names: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Small letters without accents and signs, abbreviations written out: what two spellings have in common."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())
    for pattern, full in ABBREVIATIONS:
        plain = pattern.sub(full, plain)
    return plain


def names(city: City) -> tuple[Entry, ...]:
    """All names of all wards, alphabetically."""
    found = []
    for ward in city.wards:
        kinds = [("ward", (ward.name,)), ("alias", ward.aliases), ("neighbourhood", ward.neighbourhoods)]
        for kind, spellings in kinds:
            found += [Entry(name=name, folded=fold(name), ward=ward.slug, kind=kind) for name in spellings]
    return tuple(sorted(found, key=lambda entry: (entry.folded, entry.ward, entry.kind)))


def find(question: str, entries: tuple[Entry, ...]) -> Answer:
    """The ward of a name; of a part of a name, every ward it may mean; else the names that are spelled almost so."""
    wanted = fold(question)
    if not wanted:
        return Answer(state="unknown", wards=())
    exact = tuple(dict.fromkeys(entry.ward for entry in entries if entry.folded == wanted))
    if len(exact) == 1:
        return Answer(state="answer", wards=exact)
    part = exact or tuple(dict.fromkeys(entry.ward for entry in entries if f" {entry.folded}".find(f" {wanted}") >= 0))
    if part:
        return Answer(state="ambiguous", wards=part)
    near = nearest(wanted, entries)
    return Answer(
        state="suggest" if near else "unknown",
        wards=tuple(entry.ward for entry in near),
        names=tuple(entry.name for entry in near),
    )


def nearest(wanted: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The names that differ from a folded text by a few slips, the nearest first, one of each ward."""
    most = min(MOST_SLIPS, len(wanted) // LETTERS_PER_SLIP)
    if most == 0:
        return ()
    counted = [(_least_slips(wanted, entry.folded, most), entry) for entry in entries]
    near = sorted((pair for pair in counted if pair[0] <= most), key=lambda pair: pair[0])
    first: dict[str, Entry] = {}
    for _, entry in near:
        first.setdefault(entry.ward, entry)
    return tuple(first.values())[:MOST_SPELLINGS]


def _least_slips(wanted: str, folded: str, most: int) -> int:
    """From a text to a name or to as many of its words; more than `most` when nothing comes near."""
    words = folded.split(" ")
    count = wanted.count(" ") + 1
    parts = (" ".join(words[at : at + count]) for at in range(len(words) - count + 1))
    near = (part for part in (folded, *parts) if abs(len(part) - len(wanted)) <= most)
    return min((slips(wanted, part) for part in near), default=most + 1)


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, changed or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
