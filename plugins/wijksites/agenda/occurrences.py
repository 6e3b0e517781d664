"""When an event takes place: its start, end and rule go in, occurrences in local time come out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge

from wijksites.moments import Moment, as_datetime, day_of
from wijksites.posts.model import Event, MovedDay
from wijksites.posts.row import Row
from wijksites.posts.rule import kept_days, last_days

KEPT_DAYS = 90  # what is over stays in calendars this long
FROZEN_DAYS = 31  # to the end of the thirtieth day after a build lists are right: they carry what browsers show then
SMALL_HOURS = 6  # until this hour a night belongs to the day before


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time an event takes place, in local time. An all-day `end` is inclusive; None: not told.

    `status`: `moved` or `cancelled` when only this one is, else `planned`; `venue`: where only this one takes place;
    `original`: its start by the rule, of one that was moved or cancelled (RFC 5545's RECURRENCE-ID).
    """

    start: Moment
    end: Moment | None
    status: str = "planned"
    venue: str = ""
    original: Moment | None = None

    @property
    def all_day(self) -> bool:
        """Whether it has days but no hours."""
        return not isinstance(self.start, datetime)

    @property
    def over(self) -> datetime:
        """The local minute at which it is over: its end, or the end of its (last) day."""
        if isinstance(self.end, datetime):
            return self.end
        last = self.end or day_of(self.start)
        return datetime.combine(last, time()) + timedelta(days=1)

    @property
    def first_day(self) -> date:
        """The day it starts."""
        return day_of(self.start)

    @property
    def last_day(self) -> date:
        """The day it ends."""
        return day_of(self.end) if self.end else self.first_day

    @property
    def last_night(self) -> date:
        """The last day it belongs to: a party that ends in the small hours is the day before's."""
        last = self.last_day
        small = isinstance(self.end, datetime) and self.end.hour < SMALL_HOURS and last > self.first_day
        return last - timedelta(days=1) if small else last

    @property
    def order(self) -> datetime:
        """The local minute at which it begins."""
        return as_datetime(self.start)

    def status_of(self, event: Event | Row) -> str:
        """What is to be said of it: what holds for the whole event comes first."""
        return self.status if event.status in ("planned", "moved") and self.status != "planned" else event.status


def occurrences_between(event: Event | Row, first: date, last: date) -> tuple[Occurrence, ...]:
    """The occurrences that touch a stretch of days, both inclusive, in order of start: moved ones where they are now,
    cancelled ones with their status, never those left out or skipped."""
    found = _occurrences(event, first, last)
    return tuple(one for one in found if one.first_day <= last and one.last_day >= first)


def ahead(event: Event | Row, day: date) -> Iterator[Occurrence]:
    """The occurrences that are not over when a day begins, in order of start; of an endless rule there is no last."""
    begin = datetime.combine(day, time())
    return (one for one in _occurrences(event, day, date.max) if one.over > begin)


def first_from(event: Event | Row, day: date) -> Occurrence | None:
    """The first occurrence that is not over when a day begins."""
    return next(ahead(event, day), None)


def next_from(event: Event | Row, day: date) -> Occurrence | None:
    """The first occurrence that takes place and is not over when a day begins; when none takes place any more, the
    first that was to."""
    return next((one for one in ahead(event, day) if one.status != "cancelled"), None) or first_from(event, day)


def exceptions(event: Event | Row) -> tuple[Occurrence, ...]:
    """The occurrences that differ from the rule: moved or cancelled, in order of their day by the rule."""
    if event.repeat is None:
        return ()
    moved = [_moved(event, one) for one in event.repeat.moved]
    cancelled = [_on(event, day) for day in event.repeat.cancelled]
    return tuple(sorted((*moved, *cancelled), key=lambda one: as_datetime(one.original or one.start)))


def over_for_good(event: Event | Row) -> date | None:
    """The day on which the last occurrence ends; None for a rule without end."""
    start, end, repeat = event.start, event.end, event.repeat
    assert start is not None
    if repeat is None:
        return day_of(end or start)
    if repeat.endless:
        return None
    elsewhere = repeat.absent | {one.day for one in repeat.moved}
    last = next((day for day in last_days(repeat, start) if day not in elsewhere), None)
    days = [_moved(event, one).last_day for one in repeat.moved]
    return max([*days, *([last + _length(event)] if last else [])], default=day_of(end or start))


def _length(event: Event | Row) -> timedelta:
    assert event.start is not None
    return day_of(event.end) - day_of(event.start) if event.end else timedelta()


def _occurrences(event: Event | Row, first: date, last: date) -> Iterator[Occurrence]:
    """In order of start, about those of a stretch of days: none is missing, some may lie before it."""
    start, repeat = event.start, event.repeat
    assert start is not None
    if repeat is None:
        return iter((Occurrence(start, event.end),))
    elsewhere = {one.day for one in repeat.moved}
    # An event that lasts days is counted from its first; one that ends in the small hours, from the day before.
    days = kept_days(repeat, start, max(first - _length(event), day_of(start)), last)
    usual = (_on(event, day) for day in days if day not in elsewhere)
    moved = sorted((_moved(event, one) for one in repeat.moved), key=lambda one: one.order)
    return merge(usual, moved, key=lambda one: one.order)


def _on(event: Event | Row, day: date) -> Occurrence:
    """The occurrence of a day of the rule, at its usual time."""
    assert event.start is not None and event.repeat is not None
    shift = day - day_of(event.start)
    start, end = event.start + shift, event.end + shift if event.end else None
    if day in event.repeat.cancelled:
        return Occurrence(start, end, status="cancelled", original=start)
    return Occurrence(start, end)


def _moved(event: Event | Row, one: MovedDay) -> Occurrence:
    assert event.start is not None
    original = event.start + (one.day - day_of(event.start))
    return Occurrence(one.start, one.end, status="moved", venue=one.venue, original=original)


Coming = tuple[Occurrence, Row]


def takes_place(event: Event | Row) -> bool:
    """Whether it belongs in a list of what is coming; of a postponed event the day is not known."""
    return event.status != "postponed"


def coming(rows: Iterable[Row], day: date, days: int) -> tuple[Coming, ...]:
    """What is not over when a day begins, in order: all occurrences of the next `days` days, and of what only
    comes later the first; of what is over within FROZEN_DAYS also the first after these `days` (`spares` tells which).
    """
    horizon, begin = day + timedelta(days=days), datetime.combine(day, time())
    thaw = begin + timedelta(days=FROZEN_DAYS)
    found: list[Coming] = []
    for row in rows:
        if not takes_place(row):
            continue
        near = [one for one in occurrences_between(row, day, horizon) if one.over > begin]
        found += [(one, row) for one in near]
        if all(one.over <= thaw for one in near):
            later = first_from(row, horizon + timedelta(days=1) if near else day)
            found += [(later, row)] if later else []
    return tuple(sorted(found, key=lambda pair: (pair[0].order, pair[1].title, pair[1].id)))


def spares(found: Iterable[Coming], day: date, days: int) -> tuple[bool, ...]:
    """Of each that `coming` found, whether it only takes the place of an earlier one of the same event."""
    horizon, seen, told = day + timedelta(days=days), set(), []
    for one, row in found:
        told.append(one.first_day > horizon and row.id in seen)
        seen.add(row.id)
    return tuple(told)


def each_once(found: Iterable[Coming], limit: int) -> tuple[Coming, ...]:
    """The first occurrence of each event, up to a limit."""
    chosen: dict[str, Coming] = {}
    for one, row in found:
        if len(chosen) == limit:
            break
        chosen.setdefault(row.id, (one, row))
    return tuple(chosen.values())


def lasting(found: Iterable[Coming], day: date, limit: int, spare: int) -> tuple[Coming, ...]:
    """All that a block of `limit` events shows, each once, at one moment or another of the FROZEN_DAYS after a day
    begins, in order; no more than `spare` besides the first. The reader's browser chooses in the same way."""
    everything = left = tuple(found)
    kept = set[tuple[str, Occurrence]]()
    moment = datetime.combine(day, time())
    thaw = moment + timedelta(days=FROZEN_DAYS)
    while moment <= thaw:
        left = tuple(pair for pair in left if pair[0].over > moment)
        now = each_once(left, limit)
        for one, row in now:
            if len(kept) < limit + spare:
                kept.add((row.id, one))
        if not now or len(kept) == limit + spare:
            break
        moment = min(one.over for one, _ in now)
    return tuple((one, row) for one, row in everything if (row.id, one) in kept)


def past(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    """The events that are over for good when a day begins, the latest first."""
    over = [row for row in rows if first_from(row, day) is None]
    return tuple(sorted(over, key=lambda row: (as_datetime(row.start or day), row.id), reverse=True))
