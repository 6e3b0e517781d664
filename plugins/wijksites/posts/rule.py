"""Days of a repetition: a rule and its first moment go in, the days it falls on come out (dateutil's rrule)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Literal

from dateutil.rrule import MO, MONTHLY, WEEKLY, YEARLY, rrule

from wijksites.moments import Moment, day_of
from wijksites.posts.model import Repeat

WEEKDAYS = tuple(MO.__class__(number) for number in range(7))
FREQUENCY: dict[str, Literal[0, 1, 2]] = {"week": WEEKLY, "month": MONTHLY, "year": YEARLY}


def rule_of(repeat: Repeat, start: Moment) -> rrule:
    """The rule as dateutil's, in days: hours belong to the event and stay the same in local time."""
    days = tuple(WEEKDAYS[number](repeat.week) if repeat.week else WEEKDAYS[number] for number in repeat.weekdays)
    return rrule(
        FREQUENCY[repeat.every],
        dtstart=datetime.combine(day_of(start), time()),
        byweekday=days or None,
        until=datetime.combine(repeat.until, time()) if repeat.until else None,
        count=repeat.count,
        cache=False,
    )


def first_after(rule: rrule, day: date) -> date | None:
    """The first day of a rule on or after a day."""
    found = rule.after(datetime.combine(day, time()), inc=True)
    return found.date() if found else None


def days_between(rule: rrule, first: date, last: date) -> Iterator[date]:
    """The days of a rule between two days, both inclusive."""
    for found in rule.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True):
        yield found.date()
