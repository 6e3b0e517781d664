"""From a name to a ward: what someone typed goes in, the ward or wards it may mean come out.

The browser does the same with the same list (`themes/gent/static/js/lookup.js`); a test keeps the two equal.
"""

import re
import unicodedata
from dataclasses import dataclass

from wijksites.city.model import City

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
    """`state`: answer (one ward), ambiguous (several, or a name that only begins so) or unknown."""

    state: str
    wards: tuple[str, ...]


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
    """The ward of a name; of a part of a name, every ward it may mean."""
    wanted = fold(question)
    if not wanted:
        return Answer(state="unknown", wards=())
    exact = tuple(dict.fromkeys(entry.ward for entry in entries if entry.folded == wanted))
    if len(exact) == 1:
        return Answer(state="answer", wards=exact)
    part = exact or tuple(dict.fromkeys(entry.ward for entry in entries if f" {entry.folded}".find(f" {wanted}") >= 0))
    return Answer(state="ambiguous" if part else "unknown", wards=part)
