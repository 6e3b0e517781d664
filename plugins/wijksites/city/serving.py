"""Who serves a ward: assignments and a day go in, the people to contact that day come out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wijksites.city.model import Assignment, City, Regisseur


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that may be told: from `day` on these people serve the ward."""

    day: date
    people: tuple[Regisseur, ...]
    replacing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Whom to contact in a ward on a day. `replaced`: these people stand in for the regisseur."""

    people: tuple[Regisseur, ...]
    replaced: bool = False
    coming: Change | None = None

    @property
    def vacant(self) -> bool:
        """Nobody: the service's own contact is shown."""
        return not self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days without a regisseur, both inclusive; `last` is None when the gap is open."""

    ward: str
    first: date
    last: date | None


def serving(city: City, ward: str, day: date) -> Serving:
    """Who serves a ward on a day, and the next change that has been announced by then.

    A replacement comes instead of the regisseur: why someone is away, or who left, is nobody's business.
    """
    items = told(city, ward, day)
    people, replaced = _people(city, items, day)
    coming = None
    starts = [item.start for item in items if item.start > day]
    if starts:
        after, replacing = _people(city, items, min(starts))
        if after != people:
            coming = Change(day=min(starts), people=after, replacing=replacing)
    return Serving(people=people, replaced=replaced, coming=coming)


def told(city: City, ward: str, day: date) -> tuple[Assignment, ...]:
    """The assignments of a ward that may be told on a day."""
    return tuple(item for item in city.assignments if item.ward == ward and item.announced <= day)


def told_changes(city: City, ward: str, day: date) -> tuple[date, ...]:
    """The days after `day` on which others serve a ward, as far as may be told on it, ascending.

    A last day counts when it is that of a replacement, or when a later start has been announced: that somebody leaves
    is not told before it is known who comes.
    """
    items = told(city, ward, day)
    starts = {item.start for item in items if item.start > day}
    ends = {
        item.end + timedelta(days=1)
        for item in items
        if item.end and (item.role == "replacement" or item.end < max(starts, default=date.min)) and item.end < date.max
    }
    return tuple(sorted(starts | {end for end in ends if end > day}))


def _people(city: City, told: Iterable[Assignment], day: date) -> tuple[tuple[Regisseur, ...], bool]:
    holding = [item for item in told if item.covers(day)]
    standing_in = [item for item in holding if item.role == "replacement"]
    shown = standing_in or holding
    return tuple(city.regisseur(item.regisseur) for item in shown), bool(standing_in)


def gaps(city: City, ward: str, first: date, last: date) -> tuple[Gap, ...]:
    """The stretches of days between two days, inclusive, on which nobody serves a ward."""
    held = sorted(
        (item for item in city.assignments if item.ward == ward),
        key=lambda item: (item.start, item.end or date.max),
    )
    found = []
    day = first
    for item in held:
        if item.start > last:
            break
        if item.start > day:
            found.append(Gap(ward=ward, first=day, last=item.start - timedelta(days=1)))
        if item.end is None:
            return tuple(found)
        day = max(day, item.end + timedelta(days=1))
    if day <= last:
        later = [item.start for item in held if item.start > last]
        found.append(Gap(ward=ward, first=day, last=min(later) - timedelta(days=1) if later else None))
    return tuple(found)


def overlaps(city: City) -> tuple[tuple[Assignment, Assignment], ...]:
    """Pairs of assignments in the same role in one ward on the same day that do not both say `shared`."""
    found = []
    for number, one in enumerate(city.assignments):
        for other in city.assignments[number + 1 :]:
            same = one.ward == other.ward and one.role == other.role
            if same and _meet(one, other) and not (one.shared and other.shared):
                found.append((one, other))
    return tuple(found)


def _meet(one: Assignment, other: Assignment) -> bool:
    return one.start <= (other.end or date.max) and other.start <= (one.end or date.max)
