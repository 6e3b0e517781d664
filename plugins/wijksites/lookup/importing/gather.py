"""Batches of rows go in; the addresses inside the wards come out, packed, and what was left out.

Ten million rows must fit in half a gigabyte: an address is 18 bytes here, and never an object.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wijksites.lookup.fold import fold
from wijksites.lookup.importing.columns import NEEDED
from wijksites.lookup.importing.places import NOWHERE, Places
from wijksites.lookup.importing.projection import Convert, converter, system_of
from wijksites.lookup.importing.refusal import Refusal
from wijksites.lookup.importing.rows import Row, Source
from wijksites.lookup.importing.spelling import right_name
from wijksites.words import translate

# The key of an address: street, number plus one, and what follows it, packed so that sorting keys sorts addresses.
NUMBER_BITS, TAIL_BITS = 20, 18
MOST_STREETS = 1 << (62 - NUMBER_BITS - TAIL_BITS)
NO_NUMBER = -1
PER_DEGREE = 10_000_000  # a place is kept in whole ten millionths of a degree, about a centimetre
MOST_LOOSE = 50  # batches
MOST_REMEMBERED = 200_000  # house numbers as written, so that a strange file does not fill the memory
GONE = re.compile(r"gehistoreerd|afgekeurd|retired|rejected|historical", re.IGNORECASE)
BOX = re.compile(r"\s*(?:\b(?:bus|bte|box)\b|/|_).*$", re.IGNORECASE)

Street = tuple[str, str]  # postcode, name


@dataclass(slots=True)
class LeftOut:
    """Rows that do not count, by reason; `outside`: by the number of their street, `no_number` does count."""

    gone: int = 0
    no_street: int = 0
    no_place: int = 0
    no_number: int = 0
    outside: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Packed:
    """The addresses, some arrays of each value; x and y in ten millionths of a degree."""

    keys: list[Any] = field(default_factory=list)
    ward: list[Any] = field(default_factory=list)
    x: list[Any] = field(default_factory=list)
    y: list[Any] = field(default_factory=list)
    loose: int = 0

    def add(self, keys: Any, ward: Any, x: Any, y: Any) -> None:
        """Takes in a batch. Many small arrays become a large one: the system gets back only large ones when freed."""
        self.loose += 1
        for values, value in ((self.keys, keys), (self.ward, ward), (self.x, x), (self.y, y)):
            values.append(value)
            if self.loose == MOST_LOOSE:
                values[-MOST_LOOSE:] = [np.concatenate(values[-MOST_LOOSE:])]
        self.loose %= MOST_LOOSE


class Gathering:
    """What was read so far."""

    def __init__(self, places: Places, spellings: Mapping[str, str]) -> None:
        self.places = places
        self.spellings = spellings
        self.rows = 0
        self.left_out = LeftOut()
        self.on_border = 0
        self.corrected: dict[str, str] = {}
        self.outside_example: tuple[float, float] | None = None
        self.streets: list[Street] = []
        self.tails: dict[str, int] = {"": 0}
        self.packed = Packed()
        self._known: dict[Street, int | None] = {}
        self._numbers: dict[str, tuple[int, int]] = {}

    def read(self, source: Source, code: str) -> None:
        """Takes in all rows of a file; `code`: the EPSG code of its places ("" to find out)."""
        convert: Convert | None = converter(code) if code else None
        file = source.path.name
        before = self.rows
        for batch in source.batches():
            self.rows += len(batch)
            keys, xs, ys = self._parse(batch, source)
            if keys and convert is None:
                convert = converter(system_of(xs[0], ys[0], file))
            if keys and convert is not None:
                lon, lat = convert(np.array(xs), np.array(ys))
                self._place(np.array(keys, dtype=np.int64), lon, lat)
        if self.rows == before:
            raise Refusal(translate("{file} has a header but no rows.", file=file))

    def _parse(self, batch: Sequence[Row], source: Source) -> tuple[list[int], list[float], list[float]]:
        at, left = source.columns.at, self.left_out
        status, letter = at.get("status"), at.get("letter")
        last = max(at[role] for role in at if role in (*NEEDED, "letter", "status"))
        keys: list[int] = []
        xs: list[float] = []
        ys: list[float] = []
        for row in batch:
            if len(row) <= last:
                left.no_street += bool(row)
                continue
            if status is not None and GONE.search(row[status]):
                left.gone += 1
                continue
            x, y = read_number(row[at["x"]]), read_number(row[at["y"]])
            if x is None or y is None or (x == 0 and y == 0):
                left.no_place += 1
                continue
            street = self._street(row[at["postcode"]], row[at["street"]])
            if street is None:
                left.no_street += 1
                continue
            number, tail = self._house(row[at["number"]] + (row[letter] if letter is not None else ""))
            left.no_number += number == NO_NUMBER
            keys.append((street << NUMBER_BITS | number + 1) << TAIL_BITS | tail)
            xs.append(x)
            ys.append(y)
        return keys, xs, ys

    def _street(self, postcode: str, raw: str) -> int | None:
        """The number of a street as it is spelled here; None for no name at all."""
        if (postcode, raw) in self._known:
            return self._known[postcode, raw]
        name = right_name(raw, self.spellings)
        found = None
        if fold(name):
            found = len(self.streets)
            if found >= MOST_STREETS:
                raise Refusal(translate("More than {count} streets: this is not one city.", count=MOST_STREETS))
            self.streets.append((postcode.strip(), name))
            if name != " ".join(raw.split()):
                self.corrected[" ".join(raw.split())] = name
        self._known[postcode, raw] = found
        return found

    def _house(self, raw: str) -> tuple[int, int]:
        """The whole number, and the number of what follows it; a box is not part of an address here."""
        found = self._numbers.get(raw)
        if found is None:
            match = re.match(r"\s*(\d{1,5})(?!\d)\s*(.*)$", raw)
            number, rest = (int(match[1]), match[2]) if match else (NO_NUMBER, "")
            tail = re.sub(r"[\s.]+", "", BOX.sub("", rest)).upper()
            found = number, self.tails.setdefault(tail, len(self.tails))
            if found[1] >= 1 << TAIL_BITS:
                raise Refusal(
                    translate("‘{value}’ is no house number. Choose another column with --column number=...", value=raw)
                )
            if len(self._numbers) >= MOST_REMEMBERED:
                self._numbers.clear()
            self._numbers[raw] = found
        return found

    def _place(self, keys: Any, lon: Any, lat: Any) -> None:
        ward = self.places.wards_of(lon, lat)
        at, other = self.places.others_of(lon, lat, ward)
        if len(at):
            lost = ward[at] == NOWHERE
            ward[at[lost]] = other[lost]
            at, other = at[~lost], other[~lost]
            # On a border between wards: once for each.
            self.on_border += len(at)
            keys, lon, lat = (np.concatenate([value, value[at]]) for value in (keys, lon, lat))
            ward = np.concatenate([ward, other])
        inside = ward != NOWHERE
        if not inside.all():
            at = int(np.argmin(inside))
            self.outside_example = self.outside_example or (float(lon[at]), float(lat[at]))
            streets, counts = np.unique(keys[~inside] >> (NUMBER_BITS + TAIL_BITS), return_counts=True)
            self.left_out.outside.update(dict(zip(streets.tolist(), counts.tolist(), strict=True)))
        if inside.any():
            x, y = (np.round(place[inside] * PER_DEGREE).astype(np.int32) for place in (lon, lat))
            self.packed.add(keys[inside], ward[inside], x, y)


def read_number(raw: str) -> float | None:
    """A coordinate, with a point or a comma; None for what is none, such as NaN."""
    try:
        value = float(raw)
    except ValueError:
        try:
            value = float(raw.replace(",", "."))
        except ValueError:
            return None
    return value if math.isfinite(value) else None
