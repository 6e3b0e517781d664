"""Days of a repetition: a rule and its first moment go in, the days it falls on come out (dateutil's rrule)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.rrule import MO, MONTHLY, WEEKLY, YEARLY, rrule

from wijksites.moments import Moment, day_of
from wijksites.posts.model import Repeat

WEEKDAYS = tuple(MO.__class__(number) for number in range(7))
FREQUENCY: dict[str, Literal[0, 1, 2]] = {"week": WEEKLY, "month": MONTHLY, "year": YEARLY}


def days_between(repeat: Repeat, start: Moment, first: date, last: date) -> Iterator[date]:
    """The days of a rule between two days, both inclusive; also those that are left out, moved or cancelled."""
    return _between(repeat, day_of(start), first, last)


def first_after(repeat: Repeat, start: Moment, day: date) -> date | None:
    """The first day of a rule on or after a day."""
    return next(_between(repeat, day_of(start), day, date.max), None)


def first_before(repeat: Repeat, start: Moment, day: date) -> date | None:
    """The last day of a rule on or before a day."""
    if repeat.dates:
        return max((one for one in repeat.dates if one <= day), default=None)
    found = _rule(repeat, day_of(start)).before(datetime.combine(day, time()), inc=True)
    return found.date() if found else None


def last_days(repeat: Repeat, start: Moment) -> Iterator[date]:
    """The days of a rule that ends, the latest first."""
    assert not repeat.endless
    return iter(_all(repeat, day_of(start))[::-1])


def kept_days(repeat: Repeat, start: Moment, first: date, last: date) -> Iterator[date]:
    """The days of a rule between two days that are not left out."""
    absent = repeat.absent
    return (day for day in days_between(repeat, start, first, last) if day not in absent)


def _between(repeat: Repeat, start: date, first: date, last: date) -> Iterator[date]:
    if repeat.dates or repeat.count:
        yield from (day for day in _all(repeat, start) if first <= day <= last)
        return
    begin = _near(repeat, start, first)
    end = min(last, repeat.until or date.max)
    for found in _rule(repeat, begin).xafter(datetime.combine(max(first, start), time()), inc=True):
        if found.date() > end:
            return
        yield found.date()


def _near(repeat: Repeat, start: date, day: date) -> date:
    """A day of the rule's own rhythm, shortly before another: so that a rule of twenty years is not counted out."""
    if repeat.every != "week" or day <= start:
        return start
    rhythm = 7 * repeat.gap
    return start + timedelta(days=max((day - start).days // rhythm - 1, 0) * rhythm)


@lru_cache(maxsize=256)
def _all(repeat: Repeat, start: date) -> tuple[date, ...]:
    return repeat.dates or tuple(found.date() for found in _rule(repeat, start))


def _rule(repeat: Repeat, start: date) -> rrule:
    """The rule as dateutil's, in days: hours belong to the event and stay the same in local time."""
    days = tuple(WEEKDAYS[number](repeat.week) if repeat.week else WEEKDAYS[number] for number in repeat.weekdays)
    return rrule(
        FREQUENCY[repeat.every],
        dtstart=datetime.combine(start, time()),
        interval=repeat.gap,
        byweekday=days or None,
        until=datetime.combine(repeat.until, time()) if repeat.until else None,
        count=repeat.count,
        cache=False,
    )
