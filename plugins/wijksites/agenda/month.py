"""A month: events go in, what takes place in it and on each of its days comes out."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from wijksites.agenda.occurrences import Occurrence, occurrences_between, over_for_good, takes_place
from wijksites.moments import FIRST_YEAR, day_of
from wijksites.posts.model import Event
from wijksites.posts.row import Row

Found = tuple[Occurrence, Row]
Week = tuple[date | None, ...]


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return date(day.year, day.month, 1)


def last_of(month: date) -> date:
    """The last day of a month, of which `month` is the first."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def months_from(month: date, count: int) -> tuple[date, ...]:
    """The first days of a number of months in a row; `month`: a day in the first of them."""
    numbers = range(month.year * 12 + month.month - 1, month.year * 12 + month.month - 1 + count)
    return tuple(date(number // 12, number % 12 + 1, 1) for number in numbers)


def month_grid(month: date) -> tuple[Week, ...]:
    """The weeks of a month, Monday to Sunday: every day once, and None where a week has days of another month."""
    days: list[date | None] = [month.replace(day=number + 1) for number in range(last_of(month).day)]
    padded = [None] * month.weekday() + days
    padded += [None] * (-len(padded) % 7)
    return tuple(tuple(padded[number : number + 7]) for number in range(0, len(padded), 7))


def in_month(rows: Iterable[Row], month: date) -> tuple[Found, ...]:
    """What takes place in a month, in order. What a night of the month before ends with is no part of it, nor is an
    event of which the date is not known."""
    last = last_of(month)
    found = [
        (one, row)
        for row in rows
        if row.type == "event" and takes_place(row)
        for one in occurrences_between(row, month, last)
        if one.last_night >= month
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0].order, pair[1].title, pair[1].id)))


def by_day(found: Iterable[Found], month: date) -> dict[date, tuple[Found, ...]]:
    """What takes place on each day of a month, in the order given; what lasts days, on each of them."""
    days: dict[date, list[Found]] = {}
    last = last_of(month)
    for one, row in found:
        day = max(one.first_day, month)
        while day <= min(one.last_night, last):
            days.setdefault(day, []).append((one, row))
            day += timedelta(days=1)
    return {day: tuple(pairs) for day, pairs in days.items()}


def touched_months(event: Event | Row) -> tuple[date, ...]:
    """The months in which an event that ends takes place, in order."""
    last = over_for_good(event)
    assert last is not None
    if event.repeat is None:
        assert event.start is not None
        spans = [Occurrence(event.start, event.end)]
    else:
        spans = list(occurrences_between(event, date(FIRST_YEAR, 1, 1), last))
    return _months(spans)


def _months(spans: Iterable[Occurrence]) -> tuple[date, ...]:
    found = set()
    for (first, last), _ in groupby((month_of(one.first_day), month_of(one.last_night)) for one in spans):
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        found |= set(months_from(first, count))
    return tuple(sorted(found))


def earliest_month(event: Event | Row) -> date:
    """The first month in which an event may take place: no occurrence is before it."""
    assert event.start is not None
    moved = event.repeat.moved if event.repeat else ()
    return month_of(min([day_of(event.start), *(day_of(one.start) for one in moved)]))
