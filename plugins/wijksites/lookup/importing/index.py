"""A table of addresses goes in, the street index comes out, as `data/streets.json` has it, and what was noticed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wijksites.lookup.importing.gather import Street
from wijksites.lookup.importing.spelling import in_order
from wijksites.lookup.importing.street import Runs, Stray, StreetWards, ends_of, wards_of_street
from wijksites.lookup.importing.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The index of a city. `streets`: postcode, wards (`1,5`), names. `split`, `exact`: postcode, name.

    `strays`, `two_places`: addresses that are ambiguous, and why.
    """

    streets: dict[str, dict[str, list[str]]]
    split: dict[str, dict[str, dict[str, list[list[int]]]]]
    exact: dict[str, dict[str, dict[str, list[int]]]]
    strays: tuple[tuple[Street, Stray], ...]
    two_places: tuple[tuple[Street, str], ...]

    def counts(self) -> dict[str, int]:
        """What is in it."""
        several = {
            (postcode, name)
            for postcode, groups in self.streets.items()
            for wards, names in groups.items()
            for name in names
            if "," in wards
        }
        split = [
            runs
            for postcode, names in self.split.items()
            for name, runs in names.items()
            if (postcode, name) in several
        ]
        return {
            "streets": sum(len(names) for wards in self.streets.values() for names in wards.values()),
            "split_streets": len(split),
            "runs": sum(len(runs) for sides in split for runs in sides.values()),
            "exact": sum(len(numbers) for names in self.exact.values() for numbers in names.values()),
        }


def index_of(table: Table) -> Index:
    """The index of all streets in a table."""
    grouped: dict[str, dict[tuple[int, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    split: dict[str, dict[str, Any]] = defaultdict(dict)
    exact: dict[str, dict[str, Any]] = defaultdict(dict)
    strays: list[tuple[Street, Stray]] = []
    two_places: list[tuple[Street, str]] = []
    elsewhere: dict[str, list[tuple[str, StreetWards, Runs]]] = defaultdict(list)
    for (postcode, name), houses in table.each_street():
        street: StreetWards = wards_of_street(houses, table.tails)
        elsewhere[name].append((postcode, street, ends_of(houses)))
        grouped[postcode][street.wards].append(name)
        if len(street.wards) > 1:
            split[postcode][name] = {
                "odd": [list(run) for run in street.odd],
                "even": [list(run) for run in street.even],
            }
        if street.exact:
            exact[postcode][name] = {number: list(wards) for number, wards in street.exact.items()}
        strays += [((postcode, name), stray) for stray in street.strays]
        two_places += [((postcode, name), number) for number in street.two_places]
    for name, streets in elsewhere.items():
        # Many a street goes on in the next postcode: the number tells in which of the two, so both have their numbers.
        if len({street.wards for _, street, _ in streets}) > 1:
            for postcode, _, ends in streets:
                split[postcode].setdefault(name, ends)
    return Index(
        streets={
            postcode: {wards_key(wards): sorted(names, key=in_order) for wards, names in sorted(by_wards.items())}
            for postcode, by_wards in sorted(grouped.items())
        },
        split={
            postcode: {name: names[name] for name in sorted(names, key=in_order)}
            for postcode, names in sorted(split.items())
        },
        exact=dict(exact),
        strays=tuple(strays),
        two_places=tuple(two_places),
    )


def wards_key(wards: Iterable[int]) -> str:
    """Wards as the index writes them: `1,5`."""
    return ",".join(str(ward) for ward in wards)


def index_text(document: Mapping[str, Any]) -> str:
    """The document as JSON with a line for each small part, so that a difference shows which street changed."""
    return _lines(document, depth=0) + "\n"


def _lines(value: Any, depth: int) -> str:
    """Objects are opened as deep as the index's postcodes and groups, all else stands on one line."""
    if not isinstance(value, Mapping) or depth == 3 or not value:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    parts = [f"{json.dumps(key, ensure_ascii=False)}:{_lines(part, depth + 1)}" for key, part in value.items()]
    return "{\n" + ",\n".join(parts) + "\n}"
