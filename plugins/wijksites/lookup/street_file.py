"""The streets of a city: the files of `data/` go in, every street with its wards and numbers comes out."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijksites.words import translate

STREETS = "streets.json"
PROBABLE = "streets-probable.json"
COMMANDS = {
    STREETS: "python -m wijksites import-addresses FILE --outlines FILE.geojson --name NAME --number NUMBER",
    PROBABLE: "python -m wijksites import-streets FILE",
}
SIDES = ("odd", "even")


class StreetError(Exception):
    """A file of streets that cannot be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """House numbers on one side of a street, both ends inclusive, that lie in a ward."""

    side: str  # "odd" or "even"
    first: int
    last: int
    ward: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A street of one postcode, with the numbers of its wards; `runs` only where it lies in several, `also`: wards of
    single addresses. A street without postcode is known by its name alone."""

    name: str
    postcode: str = ""
    wards: tuple[int, ...]
    runs: tuple[Run, ...] = ()
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetFile:
    """A file of streets. `day`: of its source, as precise as it is known; `text`: the file itself, as JSON."""

    credit: str
    licence: str
    day: str
    streets: tuple[Street, ...]
    text: str

    def with_wards(self, slugs: dict[int, str]) -> bytes:
        """The file as the site publishes it: with the slug of each ward, and without a space too many."""
        document = json.loads(self.text)
        wards = {str(number): slug for number, slug in sorted(slugs.items())}
        return json.dumps({"wards": wards, **document}, ensure_ascii=False, separators=(",", ":")).encode()


def load_streets(path: Path) -> StreetFile | None:
    """Reads `streets.json` or `streets-probable.json`; nothing when there is none. Raises StreetError when it is
    damaged."""
    try:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text)
        make = _probable if path.name == PROBABLE else _certain
        return StreetFile(
            credit=str(document["credit"]),
            licence=str(document["licence"]),
            day=str(document["day"]),
            streets=tuple(make(document)),
            text=text,
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = translate("{file} is damaged. Make it again: {command}", file=path, command=COMMANDS[path.name])
        raise StreetError(message) from None


def _certain(document: Any) -> list[Street]:
    found = []
    exact = document["exact"]
    for postcode, groups in document["streets"].items():
        split = document["split"].get(postcode, {})
        for wards, names in groups.items():
            numbers = _numbers(wards)
            for name in names:
                runs = _runs(split[name]) if name in split else ()
                apart = exact.get(postcode, {}).get(name, {}).values()
                also = tuple(sorted({int(ward) for wards in apart for ward in wards}))
                found.append(Street(name=str(name), postcode=postcode, wards=numbers, runs=runs, also=also))
    return found


def _probable(document: Any) -> list[Street]:
    return [
        Street(name=str(name), wards=numbers)
        for numbers, names in ((_numbers(wards), names) for wards, names in document["streets"].items())
        for name in names
    ]


def _numbers(wards: str) -> tuple[int, ...]:
    return tuple(int(number) for number in wards.split(","))


def _runs(sides: Any) -> tuple[Run, ...]:
    return tuple(
        Run(side=side, first=int(first), last=int(last), ward=int(ward))
        for side in SIDES
        for first, last, ward in sides.get(side, ())
    )
