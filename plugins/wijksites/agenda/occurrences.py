"""When an event takes place: its start, end and rule go in, occurrences in local time come out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wijksites.moments import Moment, as_datetime, day_of
from wijksites.posts.model import Event
from wijksites.posts.row import Row
from wijksites.posts.rule import days_between, rule_of

KEPT_DAYS = 90  # what is over stays in calendars this long


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time an event takes place, in local time. An all-day `end` is inclusive; None: not told."""

    start: Moment
    end: Moment | None

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


def occurrences_between(event: Event | Row, first: date, last: date) -> tuple[Occurrence, ...]:
    """The occurrences that touch a stretch of days, both inclusive, in order of start."""
    start, end = event.start, event.end
    assert start is not None
    if event.repeat is None:
        one = Occurrence(start, end)
        return (one,) if one.first_day <= last and one.last_day >= first else ()
    length = day_of(end) - day_of(start) if end else timedelta()
    found = []
    for day in days_between(rule_of(event.repeat, start), first - length, last):
        shift = day - day_of(start)
        found.append(Occurrence(start + shift, end + shift if end else None))
    return tuple(found)


def first_from(event: Event | Row, day: date) -> Occurrence | None:
    """The first occurrence that is not over when a day begins."""
    start, end = event.start, event.end
    assert start is not None
    if event.repeat is None:
        one = Occurrence(start, end)
        return one if one.over > datetime.combine(day, time()) else None
    length = day_of(end) - day_of(start) if end else timedelta()
    rule = rule_of(event.repeat, start)
    moment = rule.after(datetime.combine(day - length, time()), inc=True)
    while moment is not None:
        shift = moment.date() - day_of(start)
        one = Occurrence(start + shift, end + shift if end else None)
        if one.over > datetime.combine(day, time()):
            return one
        moment = rule.after(moment)
    return None


def over_for_good(event: Event | Row) -> date | None:
    """The day on which the last occurrence ends; None for a rule without end."""
    start, end, repeat = event.start, event.end, event.repeat
    assert start is not None
    if repeat is None:
        return day_of(end or start)
    if repeat.until is None and repeat.count is None:
        return None
    length = day_of(end) - day_of(start) if end else timedelta()
    last = rule_of(repeat, start).before(datetime.combine(date.max, time()))
    return (last.date() if last else day_of(start)) + length


def takes_place(event: Event | Row) -> bool:
    """Whether it belongs in a list of what is coming; of a postponed event the day is not known."""
    return event.status != "postponed"


def coming(rows: Iterable[Row], day: date, days: int) -> tuple[tuple[Occurrence, Row], ...]:
    """What is not over when a day begins, in order: all occurrences of the next `days` days, and of what only
    comes later the first."""
    horizon = day + timedelta(days=days)
    found = []
    for row in rows:
        if not takes_place(row):
            continue
        first = first_from(row, day)
        if first is None:
            continue
        near = [one for one in occurrences_between(row, day, horizon) if one >= first] if row.repeat else []
        found += [(one, row) for one in near or [first]]
    return tuple(sorted(found, key=lambda pair: (as_datetime(pair[0].start), pair[1].title, pair[1].id)))


def past(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    """The events that are over for good when a day begins, the latest first."""
    over = [row for row in rows if first_from(row, day) is None]
    return tuple(sorted(over, key=lambda row: (as_datetime(row.start or day), row.id), reverse=True))
