"""Whatever the month: it has every day once, in weeks from Monday, and on each what occurs that day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cities import small_city
from tools.audit.definitions import FIRST, LAST, definitions

from wijksites.agenda.month import by_day, in_month, last_of, month_grid, month_of, months_from, touched_months
from wijksites.agenda.occurrences import occurrences_between
from wijksites.posts.row import row_of

CITY = small_city()
MONTHS = months_from(FIRST, 9 * 12)


@given(st.dates(FIRST, LAST))
def test_a_grid_has_every_day_of_its_month_once_and_its_weeks_begin_on_monday(day):
    weeks = month_grid(month_of(day))
    days = [one for week in weeks for one in week if one]

    assert days == [month_of(day) + timedelta(days=number) for number in range(last_of(day).day)]
    assert {len(week) for week in weeks} == {7}
    assert all(one is None or one.weekday() == number for week in weeks for number, one in enumerate(week))
    assert all(any(week) for week in weeks)


def nights(one):
    """The days of an occurrence, written out: the hours before six are the night before's."""
    last = one.end.date() if isinstance(one.end, datetime) else one.end or one.first_day
    if isinstance(one.end, datetime) and one.end.hour < 6 and last != one.first_day:
        last -= timedelta(days=1)
    return [one.first_day + timedelta(days=number) for number in range((last - one.first_day).days + 1)]


@pytest.mark.parametrize("seed", range(4))
def test_the_days_of_all_months_are_those_of_the_occurrences(seed):
    for one in definitions(1000 + seed, 30, CITY):
        row = replace(row_of(one.event), status="planned")  # what is postponed is in no month
        shown = {
            (day, found.start)
            for month in MONTHS
            for day, pairs in by_day(in_month([row], month), month).items()
            for found, _ in pairs
        }

        expected = {(day, found.start) for found in one.occurrences for day in nights(found) if FIRST <= day <= LAST}
        assert shown == expected, one.text


@pytest.mark.parametrize("seed", range(4))
def test_the_months_that_an_event_knows_are_those_with_something_in_them(seed):
    for one in definitions(2000 + seed, 30, CITY):
        if one.event.repeat and one.event.repeat.endless:
            continue
        known = set(touched_months(one.event))
        everything = occurrences_between(one.event, date(1900, 1, 1), date(2199, 12, 31))

        assert known == {month_of(day) for found in everything for day in nights(found)}, one.text
