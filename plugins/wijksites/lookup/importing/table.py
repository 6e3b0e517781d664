"""What was gathered goes in, one table of addresses sorted by street and number comes out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from wijksites.lookup.importing.gather import NUMBER_BITS, TAIL_BITS, Chunk, Gathering, Street
from wijksites.lookup.importing.spelling import in_order, key_of

DUMMY_STREETS = 3  # so many streets on one very same point: nobody measured that point


@dataclass(frozen=True, slots=True, kw_only=True)
class Houses:
    """The addresses of one street, by number; `tail`: the number of what follows in the list of tails.

    `x`, `y`: ten millionths of a degree.
    """

    number: Any
    tail: Any
    ward: Any
    x: Any
    y: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All addresses. `doubles`: rows whose house number was there already, such as boxes in one building.

    `dummies`: of a point that many streets share, the point and its addresses. `spellings`: of one street.
    """

    streets: list[Street]
    tails: list[str]
    keys: Any
    ward: Any
    x: Any
    y: Any
    doubles: int
    dummies: dict[tuple[int, int], list[tuple[Street, str]]]
    spellings: list[tuple[str, ...]]

    def each_street(self) -> Iterator[tuple[Street, Houses]]:
        """Every street that has an address, in order of postcode and name."""
        of = (self.keys >> (NUMBER_BITS + TAIL_BITS)).astype(np.int32)
        found, starts = np.unique(of, return_index=True)
        ends = [*starts.tolist()[1:], len(self.keys)]
        for street, start, end in zip(found.tolist(), starts.tolist(), ends, strict=True):
            part = slice(start, end)
            number, tail = _unpacked(self.keys[part])
            yield (
                self.streets[street],
                Houses(number=number, tail=tail, ward=self.ward[part], x=self.x[part], y=self.y[part]),
            )


def tabulate(gathering: Gathering) -> Table:
    """The table; the gathering is emptied, so that the memory never holds both."""
    chunks, gathering.chunks = gathering.chunks, []
    streets, new_of, spellings = _merged(gathering.streets, chunks)
    keys = np.concatenate([_renumbered(chunk.keys, new_of) for chunk in chunks])
    order = np.argsort(keys, kind="stable").astype(np.int32)
    keys = keys[order]
    ward = np.concatenate([chunk.ward for chunk in chunks])[order]
    x = np.concatenate([chunk.x for chunk in chunks])[order]
    y = np.concatenate([chunk.y for chunk in chunks])[order]
    chunks.clear()
    del order
    tails = list(gathering.tails)
    doubles = int(np.count_nonzero(keys[1:] == keys[:-1]))
    dummy, dummies = _dummies(keys, x, y, streets, tails)
    if dummies:
        keys, ward, x, y = keys[~dummy], ward[~dummy], x[~dummy], y[~dummy]
    return Table(
        streets=streets,
        tails=tails,
        keys=keys,
        ward=ward,
        x=x,
        y=y,
        doubles=doubles,
        dummies=dummies,
        spellings=spellings,
    )


def _merged(spelled: list[Street], chunks: list[Chunk]) -> tuple[list[Street], Any, list[tuple[str, ...]]]:
    """Streets in order, the new number of each old one, and the spellings that are one street.

    Spellings that differ in capitals, accents or signs are one street; the one on most addresses is kept.
    """
    counts = np.zeros(len(spelled), dtype=np.int64)
    for chunk in chunks:
        counts += np.bincount(chunk.keys >> (NUMBER_BITS + TAIL_BITS), minlength=len(spelled))
    same: dict[Street, list[int]] = defaultdict(list)
    for old, (postcode, name) in enumerate(spelled):
        same[postcode, key_of(name)].append(old)
    groups = []
    for (postcode, _), olds in same.items():
        names = sorted({spelled[old][1] for old in olds})
        totals = {name: sum(int(counts[old]) for old in olds if spelled[old][1] == name) for name in names}
        groups.append(((postcode, max(names, key=lambda name: totals[name])), olds, names))
    groups.sort(key=lambda group: (group[0][0], *in_order(group[0][1])))
    new_of = np.zeros(len(spelled), dtype=np.int64)
    for new, (_, olds, _) in enumerate(groups):
        new_of[olds] = new
    return [street for street, _, _ in groups], new_of, [tuple(names) for _, _, names in groups if len(names) > 1]


def _renumbered(keys: Any, new_of: Any) -> Any:
    rest = keys & ((1 << (NUMBER_BITS + TAIL_BITS)) - 1)
    return new_of[keys >> (NUMBER_BITS + TAIL_BITS)] << (NUMBER_BITS + TAIL_BITS) | rest


def _unpacked(keys: Any) -> tuple[Any, Any]:
    number = (keys >> TAIL_BITS) & ((1 << NUMBER_BITS) - 1)
    return number - 1, keys & ((1 << TAIL_BITS) - 1)


def _dummies(
    keys: Any, x: Any, y: Any, streets: list[Street], tails: list[str]
) -> tuple[Any, dict[tuple[int, int], list[tuple[Street, str]]]]:
    """Which addresses stand on a point that many streets share, and those points."""
    points = x.astype(np.int64) << 32 | (y.astype(np.int64) + (1 << 31))
    ordered = np.sort(points)
    # A point that fills so many places in a row.
    busy = np.unique(ordered[DUMMY_STREETS - 1 :][ordered[DUMMY_STREETS - 1 :] == ordered[: 1 - DUMMY_STREETS]])
    del ordered
    at = np.flatnonzero(np.isin(points, busy))
    of = keys[at] >> (NUMBER_BITS + TAIL_BITS)
    pairs = np.unique(np.stack([points[at], of]), axis=1)
    shared, count = np.unique(pairs[0], return_counts=True)
    at = at[np.isin(points[at], shared[count >= DUMMY_STREETS])]
    dummy = np.zeros(len(keys), dtype=bool)
    dummy[at] = True
    found: dict[tuple[int, int], list[tuple[Street, str]]] = defaultdict(list)
    for place in at.tolist():
        number, tail = (int(value) for value in _unpacked(keys[place]))
        written = f"{number}{tails[tail]}" if number >= 0 else ""
        found[int(x[place]), int(y[place])].append((streets[int(keys[place]) >> (NUMBER_BITS + TAIL_BITS)], written))
    return dummy, dict(found)
