"""A question goes in, the ways to read it come out: which words are the name, and which the number and the postcode.

The twin of `themes/gent/static/js/lookup/question.js`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wijksites.lookup.fold import key

NUMBER = re.compile(r"[0-9]{1,4}[a-z]{0,2}")
BOX = frozenset({"bus", "b", "bte", "box", "app", "appartement"})
BEFORE = frozenset({"nr", "no", "n", "nummer", "huisnummer"})
BEHIND = frozenset({"bis", "ter", "quater"})
LETTER = re.compile(r"[a-z]")
FIGURES = re.compile(r"[0-9]{1,3}[a-z]{0,2}")
MOST_NUMBERS = 3
MOST_POSTCODES = 2
LONGEST_PLACE = 5  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a question. `number`: `12`, `12A` or nothing; `place`: the key of a place named beside it."""

    words: tuple[str, ...]
    number: str = ""
    postcode: str = ""
    place: str = ""


def readings(
    asked: tuple[str, ...], postcodes: Collection[str], places: Mapping[str, object] | Collection[str]
) -> tuple[Reading, ...]:
    """All ways to read folded words, those that explain the most of them as a name first."""
    found = []
    for postcode, rest in _without_postcode(asked, postcodes):
        for number, name in _without_number(rest, postcodes):
            found.append(Reading(words=name, number=number, postcode=postcode))
            for place, shorter in without_place(name, places):
                found.append(Reading(words=shorter, number=number, postcode=postcode, place=place))
    return tuple(sorted(found, key=lambda reading: -len(reading.words)))


def bare(asked: tuple[str, ...], postcodes: Collection[str]) -> Reading:
    """The question without postcode, house number and other figures: what to look for names that are near."""
    postcode, rest = _without_postcode(asked, postcodes)[-1]
    numbers = [at for at in _numbers(rest, postcodes) if at == 0 or rest[at - 1] not in BOX]
    # Most people write the number behind the street; what stands before it may belong to the name.
    at = next((at for at in numbers if at > 0), 0 if numbers else None)
    number, name = ("", rest) if at is None else _without_number_at(rest, at)[-1]
    return Reading(words=tuple(word for word in name if not word.isdigit()), number=number, postcode=postcode)


def _without_postcode(asked: tuple[str, ...], postcodes: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    found = [("", asked)]
    for at in [at for at, word in enumerate(asked) if word in postcodes][:MOST_POSTCODES]:
        before = at - 1 if at > 0 and asked[at - 1] == "b" else at  # B-9000
        found.append((asked[at], asked[:before] + asked[at + 1 :]))
    return found


def _numbers(asked: tuple[str, ...], postcodes: Collection[str]) -> list[int]:
    return [at for at, word in enumerate(asked) if NUMBER.fullmatch(word) and word not in postcodes]


def _without_number(asked: tuple[str, ...], postcodes: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    found = [("", asked)]
    for at in _numbers(asked, postcodes)[:MOST_NUMBERS]:
        found += _without_number_at(asked, at)
    return found


def _without_number_at(asked: tuple[str, ...], at: int) -> list[tuple[str, tuple[str, ...]]]:
    """The number at a place and the words around it: all, those without its box, those without its letter."""
    number = re.sub(r"^0+(?=[0-9])", "", asked[at]).upper()
    before = asked[: at - 1 if at > 0 and asked[at - 1] in BEFORE else at]
    behind = asked[at + 1 :]
    found = [(number, before + behind), (number, before + _without_box(behind))]
    if behind and LETTER.fullmatch(behind[0]) and number.isdigit() and not _is_box(behind):
        found.append((number + behind[0].upper(), before + _without_box(behind[1:])))
    elif behind and behind[0] in BEHIND:
        found.append((number, before + _without_box(behind[1:])))
    return found


def _is_box(behind: tuple[str, ...]) -> bool:
    return len(behind) > 1 and behind[0] in BOX and NUMBER.fullmatch(behind[1]) is not None


def _without_box(behind: tuple[str, ...]) -> tuple[str, ...]:
    """What follows a house number without the box, the floor or the end of a range: `bus 3`, `/3`, `-14`."""
    while behind:
        if _is_box(behind):
            behind = behind[2:]
        elif FIGURES.fullmatch(behind[0]):
            behind = behind[1:]
        else:
            break
    return behind


def without_place(name: tuple[str, ...], places: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each place that a name begins or ends with, by its key, and the words that are left."""
    found = []
    for count in range(1, min(LONGEST_PLACE, len(name) - 1) + 1):
        for place, rest in ((name[-count:], name[:-count]), (name[:count], name[count:])):
            if key(place) in places:
                found.append((key(place), rest))
    return found
