"""The addresses of one street go in; its wards, the runs of its house numbers and the exceptions come out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np

from wijksites.city.coverage import METRES_PER_DEGREE
from wijksites.lookup.importing.gather import NO_NUMBER, PER_DEGREE
from wijksites.lookup.importing.table import Houses

# An address this far (metres) from all others of its street, in another ward than the numbers beside it, is a stray.
FAR = 300.0
# Of a street that is scattered altogether no address is a stray: this part must stand together.
TOGETHER = 0.75
MOST_HOUSES = 20_000  # no street has more: in a ‘street’ of all addresses without one nobody looks for strays

Run = tuple[int, int, int]  # first and last known number, ward
Runs = dict[str, list[list[int]]]  # "odd" and "even", as the index has them
House = tuple[int, str]  # number, what follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An address with a place that is not believed. `metres`: to the nearest other address of the street."""

    number: str
    wards: tuple[int, ...]
    metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetWards:
    """What the index says about a street. `odd`, `even`: empty unless it has several wards."""

    wards: tuple[int, ...]
    odd: tuple[Run, ...] = ()
    even: tuple[Run, ...] = ()
    exact: Mapping[str, tuple[int, ...]]
    strays: tuple[Stray, ...] = ()
    two_places: tuple[str, ...] = ()


def wards_of_street(houses: Houses, tails: Sequence[str]) -> StreetWards:
    """What the index says about a street, from its addresses."""
    first = int(houses.ward[0])
    if (houses.ward == first).all():
        return StreetWards(wards=(first,), exact={})
    lonely = _lonely(houses)
    found: dict[House, set[int]] = defaultdict(set)
    apart: dict[House, tuple[set[int], float]] = {}
    together = _believed(houses, lonely)
    for number, tail, ward, metres in zip(
        houses.number.tolist(), houses.tail.tolist(), houses.ward.tolist(), lonely.tolist(), strict=True
    ):
        if metres <= FAR or not together or number == NO_NUMBER or ward in _beside(number, together):
            found[number, tails[tail]].add(ward)
        else:
            nearest = min(together, key=lambda other: _steps(number, other))
            apart[number, tails[tail]] = {ward, min(together[nearest])}, metres
    return _described(found, apart)


def ends_of(houses: Houses) -> Runs:
    """The lowest and highest number on each side of a street, as a run in its first ward."""
    ward = int(houses.ward[0])
    numbers = houses.number[houses.number != NO_NUMBER]
    sides = {"odd": numbers[numbers % 2 == 1], "even": numbers[numbers % 2 == 0]}
    return {side: [[int(known.min()), int(known.max()), ward]] if len(known) else [] for side, known in sides.items()}


def _described(found: Mapping[House, set[int]], apart: Mapping[House, tuple[set[int], float]]) -> StreetWards:
    wards = tuple(sorted(set().union(*found.values())))
    by_number: dict[int, dict[str, set[int]]] = defaultdict(dict)
    for (number, tail), here in found.items():
        if number != NO_NUMBER:
            by_number[number][tail] = here
    even: tuple[Run, ...] = ()
    odd: tuple[Run, ...] = ()
    exact: dict[House, tuple[int, ...]] = {}
    if len(wards) > 1:
        base = {number: _ward_of_number(variants) for number, variants in by_number.items()}
        even, odd = _runs(base, 0), _runs(base, 1)
        exact = _exceptions(by_number, (even, odd))
    exact |= {house: tuple(sorted(both)) for house, (both, _) in apart.items()}
    strays = [
        Stray(number=f"{number}{tail}", wards=exact[number, tail], metres=round(metres))
        for (number, tail), (_, metres) in sorted(apart.items())
    ]
    return StreetWards(
        wards=wards,
        odd=odd,
        even=even,
        exact={f"{number}{tail}": exact[number, tail] for number, tail in sorted(exact)},
        strays=tuple(strays),
        two_places=tuple(f"{number}{tail}" for (number, tail), here in sorted(found.items()) if len(here) > 1),
    )


def _exceptions(
    by_number: Mapping[int, Mapping[str, set[int]]], runs: tuple[tuple[Run, ...], tuple[Run, ...]]
) -> dict[House, tuple[int, ...]]:
    """The addresses whose ward is not what the runs (even, odd) say."""
    exact: dict[House, tuple[int, ...]] = {}
    for number, variants in by_number.items():
        said = _ward_at(runs[number % 2], number)
        for tail, here in variants.items():
            if here != {said}:
                exact[number, tail] = tuple(sorted(here))
        known = set().union(*variants.values())
        if "" not in variants and len(known) > 1:
            # Only 12A and 12B are known, in two wards: nobody can say where 12 is.
            exact[number, ""] = tuple(sorted(known))
    return exact


def _ward_of_number(variants: Mapping[str, set[int]]) -> int | None:
    """The ward of a whole number, when it has one itself or all that begins with it agrees."""
    here = variants.get("") or set().union(*variants.values())
    return next(iter(here)) if len(here) == 1 else None


def _lonely(houses: Houses) -> Any:
    """How many metres each address stands from the nearest one with another number; 0 where that is not far."""
    squeeze = cos(radians(float(houses.y[0]) / PER_DEGREE))
    x = houses.x / PER_DEGREE * METRES_PER_DEGREE * squeeze
    y = houses.y / PER_DEGREE * METRES_PER_DEGREE
    metres = np.zeros(len(x))
    _, starts, of = np.unique(houses.number, return_index=True, return_inverse=True)
    if len(starts) == 1 or len(x) > MOST_HOUSES:
        return metres
    # Nearly every address stands beside the number before or after it: only the others are compared with all.
    before = np.where(of > 0, starts[of] - 1, -1)
    after = np.append(starts[1:], -1)[of]
    near = np.zeros(len(x), dtype=bool)
    for other in (before, after):
        near |= (other >= 0) & (np.hypot(x - x[other], y - y[other]) <= FAR)
    for at in np.flatnonzero(~near).tolist():
        others = of != of[at]
        metres[at] = np.hypot(x[others] - x[at], y[others] - y[at]).min()
    return metres


def _believed(houses: Houses, lonely: Any) -> dict[int, set[int]]:
    """The wards of each number that stands with the others; nothing for a street that is scattered altogether."""
    near = lonely <= FAR
    if near.mean() < TOGETHER:
        return {}
    wards: dict[int, set[int]] = defaultdict(set)
    for number, ward in zip(houses.number[near].tolist(), houses.ward[near].tolist(), strict=True):
        if number != NO_NUMBER:
            wards[number].add(ward)
    return dict(wards)


def _beside(number: int, together: Mapping[int, set[int]]) -> set[int]:
    """The wards of the numbers before and after, on the same side; of both sides when there are none."""
    side = [other for other in together if other % 2 == number % 2] or list(together)
    before = max((other for other in side if other < number), default=None)
    after = min((other for other in side if other > number), default=None)
    return set().union(
        *(together[other] for other in (before, number, after) if other is not None and other in together)
    )


def _steps(number: int, other: int) -> tuple[int, int, int]:
    """How far a number is from another: the same side first, then the nearest, then the lower."""
    return (other - number) % 2, abs(other - number), other


def _runs(base: Mapping[int, int | None], side: int) -> tuple[Run, ...]:
    """Numbers of one side (0: even) as runs of one ward."""
    runs: list[Run] = []
    for number, ward in sorted(base.items(), key=lambda item: item[0]):
        if ward is None or number % 2 != side:
            continue
        if runs and runs[-1][2] == ward:
            runs[-1] = runs[-1][0], number, ward
        else:
            runs.append((number, number, ward))
    return tuple(runs)


def _ward_at(runs: Iterable[Run], number: int) -> int | None:
    return next((ward for first, last, ward in runs if first <= number <= last), None)
