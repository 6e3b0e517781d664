"""What was gathered goes in, one table of addresses sorted by street and number comes out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from wijksites.lookup.fold import fold
from wijksites.lookup.importing.gather import NUMBER_BITS, TAIL_BITS, Gathering, Packed, Street
from wijksites.lookup.importing.spelling import in_order

AT_ONCE = 500_000  # addresses
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
        firsts = np.arange(len(self.streets) + 1, dtype=np.int64) << (NUMBER_BITS + TAIL_BITS)
        bounds = np.searchsorted(self.keys, firsts).tolist()
        for street, (start, end) in zip(self.streets, pairwise(bounds), strict=True):
            if start == end:
                continue
            part = slice(start, end)
            number, tail = _unpacked(self.keys[part])
            yield street, Houses(number=number, tail=tail, ward=self.ward[part], x=self.x[part], y=self.y[part])


def tabulate(gathering: Gathering) -> Table:
    """The table; the gathering is emptied, so that the memory never holds both."""
    packed, gathering.packed = gathering.packed, Packed()
    streets, new_of, spellings = _merged(gathering.streets, packed.keys)
    keys = _joined(packed.keys)
    for part in _parts(len(keys)):
        keys[part] = _renumbered(keys[part], new_of)
    # Not stable: of rows of one address the order does not matter, and it needs less memory.
    order = np.argsort(keys).astype(np.int32)
    keys = keys[order]
    ward = _joined(packed.ward)[order]
    x = _joined(packed.x)[order]
    y = _joined(packed.y)[order]
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


def _joined(parts: list[Any]) -> Any:
    """Arrays as one; each is let go as soon as it was copied."""
    whole = np.empty(sum(map(len, parts)), dtype=parts[0].dtype)
    at = len(whole)
    while parts:
        part = parts.pop()
        whole[at - len(part) : at] = part
        at -= len(part)
    return whole


def _parts(length: int) -> Iterator[slice]:
    """A long array in parts, for what would need much memory for all of it at once."""
    for start in range(0, length, AT_ONCE):
        yield slice(start, min(start + AT_ONCE, length))


def _merged(spelled: list[Street], keys: list[Any]) -> tuple[list[Street], Any, list[tuple[str, ...]]]:
    """Streets in order, the new number of each old one, and the spellings that are one street.

    Spellings that differ in capitals, accents or signs are one street; the one on most addresses is kept.
    """
    counts = np.zeros(len(spelled), dtype=np.int64)
    for part in keys:
        counts += np.bincount(part >> (NUMBER_BITS + TAIL_BITS), minlength=len(spelled))
    same: dict[Street, list[int]] = defaultdict(list)
    for old, (postcode, name) in enumerate(spelled):
        same[postcode, fold(name)].append(old)
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
    points = np.empty(len(keys), dtype=np.int64)
    for part in _parts(len(keys)):
        points[part] = _point(x[part], y[part])
    points.sort()
    # A point that fills so many places in a row.
    busy = np.unique(points[DUMMY_STREETS - 1 :][points[DUMMY_STREETS - 1 :] == points[: 1 - DUMMY_STREETS]])
    del points
    at = np.concatenate(
        [part.start + np.flatnonzero(np.isin(_point(x[part], y[part]), busy)) for part in _parts(len(keys))]
    )
    points = _point(x[at], y[at])
    of = keys[at] >> (NUMBER_BITS + TAIL_BITS)
    pairs = np.unique(np.stack([points, of]), axis=1)
    shared, count = np.unique(pairs[0], return_counts=True)
    at = at[np.isin(points, shared[count >= DUMMY_STREETS])]
    dummy = np.zeros(len(keys), dtype=bool)
    dummy[at] = True
    found: dict[tuple[int, int], list[tuple[Street, str]]] = defaultdict(list)
    for place in at.tolist():
        number, tail = (int(value) for value in _unpacked(keys[place]))
        written = f"{number}{tails[tail]}" if number >= 0 else ""
        found[int(x[place]), int(y[place])].append((streets[int(keys[place]) >> (NUMBER_BITS + TAIL_BITS)], written))
    return dummy, dict(found)


def _point(x: Any, y: Any) -> Any:
    """A place as one number."""
    return x.astype(np.int64) << 32 | (y.astype(np.int64) + (1 << 31))
