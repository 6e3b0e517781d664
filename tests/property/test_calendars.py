"""Whatever an editor repeats, moves or cancels: programs read from our calendar what pages show."""

import os
from datetime import date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
from tests.cities import small_city
from tools.audit.definitions import FIRST, LAST, definitions, starts

CITY = small_city()
# The audit asks for others, and more: CALENDARS=10000 CALENDARS_SEED=7.
COUNT = int(os.environ.get("CALENDARS", "300"))
SEED = int(os.environ.get("CALENDARS_SEED", "1"))
PARTS = 10


def read(data):
    """Local start, the same in UTC, and whether it is cancelled, of what an independent reader finds."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(FIRST, LAST + timedelta(days=1))
    return sorted((_local(part.start), _utc(part.start), str(part.get("status")) == "CANCELLED") for part in found)


def _local(moment):
    return moment.replace(tzinfo=None).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _utc(moment):
    return f"{moment.timestamp():.0f}" if isinstance(moment, datetime) else ""


@pytest.mark.parametrize("part", range(PARTS))
def test_an_independent_reader_finds_the_occurrences_that_pages_show(part):
    for one in definitions(SEED * PARTS + part, COUNT // PARTS, CITY):
        calendar = icalendar.Calendar.from_ical(one.data)

        assert [found.errors for found in calendar.walk() if getattr(found, "errors", None)] == []
        assert read(one.data) == starts(one, CITY), one.text


def test_the_definitions_hold_what_goes_wrong_in_calendars():
    made = list(definitions(SEED, 300, CITY))
    texts = "".join(one.text for one in made)

    assert all(f"{key}: [" in texts for key in ("except", "moved", "cancelled", "skip"))
    assert all(word in texts for word in ("fifth", "last ", " weeks", "{every: year", "repeat: [", "-02-29", "-10-31"))
    days = {found.start for one in made for found in one.occurrences}
    assert any(isinstance(day, datetime) and (day.month, day.hour) == (3, 0) for day in days)
    assert date(2028, 2, 29) in {day.date() if isinstance(day, datetime) else day for day in days}
