"""schema.org's Event: what search engines read says what the page says."""

import json
from dataclasses import replace
from datetime import date, datetime

from tests.cities import small_city
from tests.unit.test_ical import CANCELLED, DIFFERENT, HALL, event

from wijksites.agenda.jsonld import event_data
from wijksites.agenda.occurrences import Occurrence, occurrences_between
from wijksites.city.model import Series
from wijksites.posts.model import Registration, Repeat, Update, Was

CITY = small_city(series=(Series(id="beurs", name="Wijkbeurzen 2026"),))
URL = "https://site.example/x/"


def data_of(one, occurrence=None, venue=HALL):
    return json.loads(event_data(one, occurrence or Occurrence(one.start, one.end), CITY, venue, URL))


def test_hours_have_the_offset_of_their_day():
    assert data_of(event())["startDate"] == "2026-12-08T19:30:00+01:00"
    assert data_of(event(start=datetime(2026, 7, 1, 20), end=None))["startDate"] == "2026-07-01T20:00:00+02:00"


def test_whole_days_have_no_hour():
    found = data_of(event(start=date(2026, 12, 21), end=date(2026, 12, 23)))

    assert (found["startDate"], found["endDate"]) == ("2026-12-21", "2026-12-23")


def test_what_moved_tells_its_former_day():
    was = Was(start=datetime(2026, 7, 1, 19, 30))
    found = data_of(event(status="moved", updated=(Update(on=date(2026, 11, 20), note="later", was=was),)))

    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2026-07-01T19:30:00+02:00"


def test_a_day_that_was_moved_or_cancelled_says_so():
    moved, cancelled = occurrences_between(DIFFERENT, date(2026, 6, 17), date(2026, 6, 23))

    assert data_of(DIFFERENT, moved)["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data_of(DIFFERENT, moved)["previousStartDate"] == "2026-06-16T19:30:00+02:00"
    assert data_of(DIFFERENT, cancelled)["eventStatus"] == "https://schema.org/EventCancelled"
    assert data_of(event(status="cancelled", updated=(CANCELLED,)))["eventStatus"].endswith("/EventCancelled")


def test_a_picture_has_its_whole_address():
    one = event()
    picture = "https://site.example/beeld/markt.jpg"

    found = json.loads(event_data(one, Occurrence(one.start, one.end), CITY, HALL, URL, picture))

    assert found["image"] == picture
    assert "image" not in data_of(one)


def test_an_event_always_has_a_place():
    assert data_of(event(), venue=None)["location"]["address"]["addressLocality"] == "Kaaistad"
    assert data_of(event())["location"]["address"]["streetAddress"] == "Dorp 1"


def test_a_rule_is_a_schedule_without_the_days_that_differ():
    assert data_of(DIFFERENT)["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "startDate": "2026-06-02",
        "endDate": "2026-07-14",
        "startTime": "19:30:00",
        "endTime": "21:00:00",
        "scheduleTimezone": "Europe/Brussels",
        "exceptDate": ["2026-06-09", "2026-06-16", "2026-06-23", "2026-07-14"],
    }


def test_the_first_wednesday_of_each_other_month_is_told():
    rule = Repeat(every="month", gap=2, weekdays=(2,), week=1, count=5)
    found = data_of(event(start=datetime(2026, 12, 2, 19), end=None, repeat=rule))["eventSchedule"]

    assert (found["repeatFrequency"], found["byDay"], found["repeatCount"]) == ("P2M", "1WE", 5)


def test_who_it_is_for_what_it_belongs_to_and_how_to_sign_up():
    way = Registration(url="https://inschrijven.example/", until=date(2026, 12, 4), full=True)
    found = data_of(event(price="gratis", audience="iedereen", series="beurs", registration=way))

    assert found["isAccessibleForFree"] is True
    assert found["audience"]["audienceType"] == "iedereen"
    assert found["superEvent"] == {"@type": "EventSeries", "name": "Wijkbeurzen 2026"}
    assert found["offers"] == {
        "@type": "Offer",
        "url": "https://inschrijven.example/",
        "availability": "https://schema.org/SoldOut",
        "validThrough": "2026-12-04",
        "price": 0,
        "priceCurrency": "EUR",
    }


def test_a_title_cannot_end_the_script():
    assert "</script>" not in event_data(
        replace(event(), title="</script><b>"), Occurrence(event().start, None), CITY, None, URL
    )
