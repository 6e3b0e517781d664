"""Reads `data/holidays.yaml`: the file goes in, named lists of days come out, or every problem it has.

Editors name such a list after `skip:`, and the days of a repetition that lie in it are passed over.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from yaml.nodes import Node

from wijksites.dates import say_date
from wijksites.fields import MISSING, SLUG, WEB, Flag, Text
from wijksites.moments import MomentKind
from wijksites.problems import Problem
from wijksites.reading import Reader, entries, read_mapping, read_text
from wijksites.records import Key, ListOf, Record, Value, get, mark_of
from wijksites.words import translate

DAY = MomentKind(hour=False)
STRETCH = Record(
    keys={
        "name": Key(Text(limit=80, example="Kerstvakantie"), "What these days are called", required=True),
        "from": Key(DAY, "First day", required=True),
        "until": Key(DAY, "Last day, inclusive; absent: one day"),
    },
    aliases={"naam": "name", "van": "from", "dag": "from", "tot": "until"},
    example="{name: Kerstvakantie, from: 2026-12-21, until: 2027-01-03}",
)
LIST = Record(
    keys={
        "title": Key(Text(limit=80, example="de schoolvakanties"), "What a sentence calls the list", required=True),
        "public": Key(Flag(), "Whether most people are free on these days, so that editors get a hint"),
        "source": Key(WEB, "Where the days were published"),
        "days": Key(ListOf(STRETCH, at_least=1), "The days", required=True),
    },
    aliases={"titel": "title", "bron": "source", "dagen": "days"},
    example="{title: ..., days: [...]}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row, both inclusive, and what they are called."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """A named list of days. `title`: what a sentence calls it; `public`: whether most people are free."""

    id: str
    title: str
    stretches: tuple[Stretch, ...]
    public: bool = False

    def on(self, day: date) -> str:
        """What a day is called in this list; nothing when it is not in it."""
        return next((one.name for one in self.stretches if one.first <= day <= one.last), "")

    def days(self) -> frozenset[date]:
        """All days of the list."""
        return frozenset(
            one.first + timedelta(days=number)
            for one in self.stretches
            for number in range((one.last - one.first).days + 1)
        )


def load_holidays(file: Path, shown_as: str) -> tuple[tuple[Holidays, ...], tuple[Problem, ...]]:
    """The lists of days, in the order of the file, and their problems; a list with a problem is left out. A city may
    have none."""
    if not file.exists():
        return (), ()
    reader = Reader(path=shown_as)
    text = read_text(file, reader)
    node = read_mapping(text, reader) if text is not None else None
    found = []
    for name, (key_node, value) in entries(node, reader).items() if node else ():
        made = _list(name, key_node, value, reader)
        if made:
            found.append(made)
    return tuple(found), tuple(reader.problems)


def _list(name: str, key_node: Node, node: Node, reader: Reader) -> Holidays | None:
    before = reader.errors
    SLUG.read(key_node, name, reader)
    values = LIST.read(node, name, reader)
    if values is MISSING or reader.errors > before:
        return None
    stretches = tuple(_stretch(item, reader) for item in get(values, "days"))
    if reader.errors > before:
        return None
    return Holidays(
        id=name,
        title=get(values, "title"),
        stretches=tuple(sorted(stretches, key=lambda one: (one.first, one.last))),
        public=get(values, "public", False),
    )


def _stretch(record: dict[str, Value], reader: Reader) -> Stretch:
    first: date = get(record, "from")
    last: date = get(record, "until", first)
    if last < first:
        reader.problem(
            mark_of(record, "until"),
            translate(
                "the last day ({end}) comes before the first day ({start}). Check the days.",
                end=say_date(last),
                start=say_date(first),
            ),
        )
    return Stretch(name=get(record, "name"), first=first, last=last)
