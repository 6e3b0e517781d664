"""iCalendar, read by icalendar, recurring-ical-events and vobject: what calendars compare comes from the post alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
import vobject
from tests.cities import small_city
from tests.projects import ROOT

from wijksites.agenda.block import kept
from wijksites.agenda.ical import Item, block, calendar
from wijksites.agenda.zone import vtimezone
from wijksites.city.model import Address
from wijksites.city.venues import Venue
from wijksites.posts.model import Event, MovedDay, Repeat, Update, Was

CITY = small_city()
SITE = "https://wijken.kaaistad.example"
CANCELLED = Update(on=datetime(2026, 11, 20, 10, 0), note="is afgelast")
HALL = Venue(
    id="zon",
    name='Café "De Zon"; zaal 1, links',
    address=Address(street="Dorp", number="1", postcode="9999", town="Kaaistad"),
    latitude=51.0536,
    longitude=3.7304,
)


def event(**changes):
    values = {
        "id": "kaai/agenda/feest",
        "source": "kaai/agenda/feest.md",
        "folder": "kaai",
        "slug": "feest",
        "url": "/kaai/agenda/feest/",
        "title": "Feest",
        "published": date(2026, 11, 2),
        "summary": "Kort.",
        "body": "",
        "digest": "",
        "wards": ("kaai",),
        "start": datetime(2026, 12, 8, 19, 30),
        "end": datetime(2026, 12, 8, 21, 0),
        "kind": "feest",
    }
    return Event(**values | changes)


def data_of(*events, venue=None, city=CITY):
    blocks = [block(Item(event=one, venue=venue, url=f"{SITE}{one.url}"), city) for one in events]
    return calendar(blocks, city, name="Kaai: activiteiten", url=f"{SITE}/kaai/agenda/")


def read(data):
    found = icalendar.Calendar.from_ical(data)
    assert [part.errors for part in found.walk() if getattr(part, "errors", None)] == []
    return found


def entry_of(one, **more):
    [entry] = read(data_of(one, **more)).events
    return entry


def local_starts(one, first, last):
    """Local start of every occurrence between two days, as an independent reader sees them."""
    found = recurring_ical_events.of(read(data_of(one))).between(first, last)
    starts = [part.start for part in found]
    return sorted(
        start.astimezone(CITY.zone).replace(tzinfo=None) if isinstance(start, datetime) else start for start in starts
    )


WEEKLY = event(start=datetime(2026, 6, 2, 19, 30), end=datetime(2026, 6, 2, 21, 0), repeat=Repeat(every="week"))
AWKWARD = (
    event(title='Eén, twee; "drie" \\n vier & <b> 🎄' + " é" * 60, summary="Regel\neen\r\ntwee; drie, vier \\"),
    event(id="kaai/agenda/één twee", title="دعوة שלום", start=date(2026, 12, 21), end=date(2026, 12, 23)),
    replace(WEEKLY, id="kaai/agenda/koffie"),
)


# The form of the file


def test_an_independent_reader_finds_no_errors():
    assert len(read(data_of(*AWKWARD, venue=HALL)).events) == len(AWKWARD)


def test_another_reader_finds_the_same_events():
    found = vobject.readOne(data_of(*AWKWARD, venue=HALL).decode())

    assert sorted(part.uid.value for part in found.vevent_list) == sorted(
        f"{one.id}@kaaistad.example" for one in AWKWARD
    )


def test_every_line_ends_with_carriage_return_and_line_feed():
    data = data_of(*AWKWARD, venue=HALL)

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_no_line_is_longer_than_75_octets_and_none_breaks_a_letter():
    lines = data_of(*AWKWARD, venue=HALL).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert [line.decode() for line in lines]


def test_texts_come_out_as_they_were_written():
    entry = entry_of(AWKWARD[0], venue=HALL)

    assert str(entry["summary"]) == AWKWARD[0].title
    assert str(entry["location"]) == 'Café "De Zon"; zaal 1, links, Dorp 1, 9999 Kaaistad'


def test_the_calendar_has_a_name_an_address_and_a_pace():
    found = read(data_of())

    assert str(found["name"]) == str(found["x-wr-calname"]) == "Kaai: activiteiten"
    assert str(found["url"]) == f"{SITE}/kaai/agenda/"
    assert found["refresh-interval"].dt == timedelta(hours=12)
    assert str(found["prodid"]) == "-//kaaistad.example//wijksites//NL"


def test_a_calendar_without_events_can_be_followed():
    assert read(data_of()).events == []


def test_the_order_of_events_is_that_of_their_start():
    assert data_of(*AWKWARD) == data_of(*AWKWARD[::-1])


def test_an_event_links_to_its_page_and_place():
    entry = entry_of(event(), venue=HALL)

    assert str(entry["url"]) == f"{SITE}/kaai/agenda/feest/"
    assert str(entry["description"]) == f"Kort.\n\n{SITE}/kaai/agenda/feest/"
    assert entry["geo"].to_ical() == "51.0536;3.7304"


# What a subscriber's calendar compares


def identity(one):
    entry = entry_of(one)
    return {key: entry[key].to_ical() for key in ("uid", "sequence", "dtstamp", "last-modified", "created")}


def test_identity_and_stamps_come_from_the_post():
    assert identity(event()) == {
        "uid": b"kaai/agenda/feest@kaaistad.example",
        "sequence": b"0",
        "dtstamp": b"20261101T230000Z",
        "last-modified": b"20261101T230000Z",
        "created": b"20261101T230000Z",
    }


def test_each_update_raises_the_sequence_and_the_last_one_is_the_stamp():
    updates = (Update(on=date(2026, 7, 1), note="nieuwe zaal"), CANCELLED)

    assert identity(event(updated=updates)) == {
        "uid": b"kaai/agenda/feest@kaaistad.example",
        "sequence": b"2",
        "dtstamp": b"20261120T090000Z",
        "last-modified": b"20261120T090000Z",
        "created": b"20261101T230000Z",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Groot feest"},
        {"summary": "Anders.", "body": "<p>Anders.</p>", "digest": "anders"},
        {"slug": "groot-feest", "url": "/kaai/agenda/groot-feest/"},
        {"source": "kaai/agenda/groot-feest.md"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_no_update_leaves_identity_and_stamps_as_they_are(change):
    assert identity(event(**change)) == identity(event())


def test_a_post_gives_the_same_bytes_every_time():
    assert data_of(*AWKWARD, venue=HALL) == data_of(*AWKWARD, venue=HALL)


# Status


@pytest.mark.parametrize(
    ("status", "expected", "title"),
    [
        ("planned", "CONFIRMED", "Feest"),
        ("moved", "CONFIRMED", "Feest"),
        ("postponed", "TENTATIVE", "UITGESTELD: Feest"),
        ("cancelled", "CANCELLED", "GEANNULEERD: Feest"),
    ],
)
def test_a_status_is_in_the_entry_and_in_its_title(status, expected, title):
    was = Was(start=datetime(2026, 12, 1, 19, 30))
    entry = entry_of(event(status=status, updated=(replace(CANCELLED, was=was),)))

    assert str(entry["status"]) == expected
    assert str(entry["summary"]) == title


def test_why_it_is_cancelled_stands_first_in_the_description():
    entry = entry_of(event(status="cancelled", reason="De zaal is stuk.", updated=(CANCELLED,)))

    assert str(entry["description"]).startswith("De zaal is stuk.\n\n")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (event(), "OPAQUE"),
        (event(status="cancelled", updated=(CANCELLED,)), "TRANSPARENT"),
        (event(start=date(2026, 12, 21), end=None), "TRANSPARENT"),
    ],
)
def test_only_what_takes_hours_keeps_somebody_busy(one, expected):
    assert str(entry_of(one)["transp"]) == expected


# Days and hours


def test_an_hour_is_local_time_of_the_city():
    entry = entry_of(event())

    assert entry["dtstart"].to_ical() == b"20261208T193000"
    assert entry["dtstart"].params["tzid"] == "Europe/Brussels"
    assert (entry.start.astimezone(UTC), entry.end.astimezone(UTC)) == (
        datetime(2026, 12, 8, 18, 30, tzinfo=UTC),
        datetime(2026, 12, 8, 20, 0, tzinfo=UTC),
    )


def test_without_an_end_none_is_told():
    assert "dtend" not in entry_of(event(end=None))


def test_an_end_after_midnight_is_on_the_next_day():
    entry = entry_of(event(start=datetime(2026, 12, 31, 22, 0), end=datetime(2027, 1, 1, 3, 0)))

    assert entry["dtend"].to_ical() == b"20270101T030000"


@pytest.mark.parametrize(
    ("end", "expected"), [(None, b"20261222"), (date(2026, 12, 21), b"20261222"), (date(2027, 1, 3), b"20270104")]
)
def test_the_end_of_whole_days_is_the_day_after(end, expected):
    entry = entry_of(event(start=date(2026, 12, 21), end=end))

    assert entry["dtstart"].to_ical() == b"20261221"
    assert entry["dtend"].to_ical() == expected


@pytest.mark.parametrize(("month", "hour"), [(6, 17), (12, 18)])
def test_half_past_seven_stays_half_past_seven_in_summer_and_winter(month, hour):
    found = recurring_ical_events.of(read(data_of(WEEKLY))).between(date(2026, month, 1), date(2026, month, 8))
    [part] = found

    assert part.start.astimezone(UTC).hour == hour
    assert part.end - part.start == timedelta(hours=1, minutes=30)


# Repetition


def test_a_rule_until_a_day_is_until_its_last_second_in_utc():
    summer = replace(WEEKLY, repeat=Repeat(every="week", until=date(2026, 6, 30)))
    winter = replace(WEEKLY, repeat=Repeat(every="week", until=date(2026, 12, 29)))

    assert b"RRULE:FREQ=WEEKLY;UNTIL=20260630T215959Z\r\n" in data_of(summer)
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20261229T225959Z\r\n" in data_of(winter)


def test_a_rule_of_whole_days_is_until_a_day():
    one = event(start=date(2026, 12, 21), end=None, repeat=Repeat(every="week", until=date(2026, 12, 28)))

    assert b"RRULE:FREQ=WEEKLY;UNTIL=20261228\r\n" in data_of(one)
    assert local_starts(one, date(2026, 12, 1), date(2027, 2, 1)) == [date(2026, 12, 21), date(2026, 12, 28)]


def test_the_last_day_of_a_rule_takes_part():
    one = replace(WEEKLY, repeat=Repeat(every="week", until=date(2026, 6, 16)))

    assert [start.day for start in local_starts(one, date(2026, 6, 1), date(2026, 8, 1))] == [2, 9, 16]


@pytest.mark.parametrize(
    ("start", "repeat", "expected"),
    [
        (
            datetime(2026, 12, 8, 19, 30),
            Repeat(every="week", weekdays=(1, 4), count=3),
            [datetime(2026, 12, 8, 19, 30), datetime(2026, 12, 11, 19, 30), datetime(2026, 12, 15, 19, 30)],
        ),
        (
            datetime(2026, 9, 30, 20, 0),
            Repeat(every="month", weekdays=(2,), week=-1, count=3),
            [datetime(2026, 9, 30, 20, 0), datetime(2026, 10, 28, 20, 0), datetime(2026, 11, 25, 20, 0)],
        ),
        (
            datetime(2026, 12, 31, 10, 0),
            Repeat(every="month", count=3),
            [datetime(2026, 12, 31, 10, 0), datetime(2027, 1, 31, 10, 0), datetime(2027, 3, 31, 10, 0)],
        ),
        (date(2024, 2, 29), Repeat(every="year", until=date(2028, 3, 1)), [date(2024, 2, 29), date(2028, 2, 29)]),
    ],
    ids=["weekdays", "last wednesday", "31st", "29 February"],
)
def test_an_independent_reader_finds_the_days_of_a_rule(start, repeat, expected):
    assert local_starts(event(start=start, end=None, repeat=repeat), date(2024, 1, 1), date(2030, 1, 1)) == expected


# Days that differ


MOVED = MovedDay(
    day=date(2026, 6, 16), start=datetime(2026, 6, 17, 20, 0), end=datetime(2026, 6, 17, 21, 30), venue="zon"
)
DIFFERENT = replace(
    WEEKLY,
    updated=(CANCELLED,),
    repeat=Repeat(
        every="week",
        until=date(2026, 7, 14),
        left_out=(date(2026, 6, 9),),
        skipped=(date(2026, 7, 14),),
        moved=(MOVED,),
        cancelled=(date(2026, 6, 23),),
    ),
)


def entries_of(one, **more):
    """The entry of the series, and those of days that differ."""
    first, *others = read(data_of(one, **more)).events
    assert "recurrence-id" not in first
    return first, others


def test_a_day_that_is_left_out_or_skipped_is_an_exception_of_the_rule():
    first, _ = entries_of(DIFFERENT)

    assert first["exdate"].to_ical() == b"20260609T193000,20260714T193000"
    assert first["exdate"].params["tzid"] == "Europe/Brussels"


def test_a_day_left_out_of_whole_days_is_a_day():
    one = event(start=date(2026, 12, 21), end=None, repeat=Repeat(every="week", left_out=(date(2026, 12, 28),)))

    assert b"\r\nEXDATE;VALUE=DATE:20261228\r\n" in data_of(one)


def test_a_moved_day_has_an_entry_with_its_day_by_the_rule():
    _, (moved, _) = entries_of(DIFFERENT)

    assert moved["recurrence-id"].to_ical() == b"20260616T193000"
    assert moved["recurrence-id"].params["tzid"] == "Europe/Brussels"
    assert moved["dtstart"].to_ical() == b"20260617T200000"
    assert moved["dtend"].to_ical() == b"20260617T213000"
    assert str(moved["status"]) == "CONFIRMED"
    assert str(moved["description"]).startswith("Verplaatst. Eerst was dat dinsdag 16 juni 2026 om 19.30 uur.\n\n")


def test_a_moved_day_is_at_its_own_place():
    item = Item(event=DIFFERENT, venue=None, url=SITE, elsewhere={"zon": HALL})
    first, moved, _ = read(calendar([block(item, CITY)], CITY, name="", url=SITE)).events

    assert "location" not in first
    assert str(moved["location"]) == HALL.line


def test_a_cancelled_day_stays_and_says_so():
    _, (_, cancelled) = entries_of(DIFFERENT)

    assert cancelled["recurrence-id"].to_ical() == cancelled["dtstart"].to_ical() == b"20260623T193000"
    assert str(cancelled["summary"]) == "GEANNULEERD: Feest"
    assert (str(cancelled["status"]), str(cancelled["transp"])) == ("CANCELLED", "TRANSPARENT")


def test_all_entries_of_a_series_have_the_sequence_and_stamps_of_the_post():
    first, others = entries_of(DIFFERENT)

    for key in ("uid", "sequence", "dtstamp", "last-modified", "created", "organizer"):
        assert {entry[key].to_ical() for entry in others} == {first[key].to_ical()}
    assert first["sequence"] == 1


def test_when_all_of_it_is_cancelled_so_is_each_day():
    first, others = entries_of(replace(DIFFERENT, status="cancelled"))

    assert {str(entry["status"]) for entry in (first, *others)} == {"CANCELLED"}
    assert {str(entry["summary"]) for entry in (first, *others)} == {"GEANNULEERD: Feest"}


def test_another_reader_accepts_days_that_differ():
    found = vobject.readOne(data_of(DIFFERENT).decode())

    assert found.validate()
    assert len(found.vevent_list) == 3


def test_a_list_of_days_is_told_as_days():
    days = (date(2026, 6, 2), date(2026, 6, 9), date(2026, 6, 24), date(2027, 1, 5))
    one = replace(WEEKLY, repeat=Repeat(every="dates", dates=days, left_out=(days[1],)))
    data = data_of(one)

    assert b"RDATE;TZID=Europe/Brussels:20260624T193000,20270105T193000\r\n" in data
    assert b"\r\nRRULE:FREQ=DAILY;COUNT=1\r\n" in data  # else ical.js leaves the first day out
    assert [start.date() for start in local_starts(one, date(2026, 1, 1), date(2028, 1, 1))] == [days[0], *days[2:]]


@pytest.mark.parametrize(
    ("start", "repeat", "rule"),
    [
        (datetime(2026, 6, 2, 19, 30), Repeat(every="week", gap=2), b"FREQ=WEEKLY;INTERVAL=2"),
        (datetime(2026, 8, 31, 9, 0), Repeat(every="month", weekdays=(0,), week=5), b"FREQ=MONTHLY;BYDAY=5MO"),
        (datetime(2026, 8, 31, 9, 0), Repeat(every="month"), b"FREQ=MONTHLY;BYMONTHDAY=31"),
        (date(2024, 2, 29), Repeat(every="year"), b"FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2"),
        (date(2024, 2, 28), Repeat(every="year"), b"FREQ=YEARLY"),
    ],
)
def test_a_rule_says_what_programs_might_guess(start, repeat, rule):
    assert b"\r\nRRULE:" + rule + b"\r\n" in data_of(event(start=start, end=None, repeat=repeat))


# What changes, and what does not


def changed_lines(one, other, **more):
    """The names of the properties that differ between the calendars of two events."""
    before, after = (set(data_of(each, **more).replace(b"\r\n ", b"").split(b"\r\n")) for each in (one, other))
    return {line.partition(b":")[0].partition(b";")[0].decode() for line in before ^ after}


@pytest.mark.parametrize("one", [event(), DIFFERENT], ids=["one day", "days that differ"])
def test_a_corrected_title_changes_the_title_and_nothing_else(one):
    assert changed_lines(one, replace(one, title="Groot feest")) == {"SUMMARY"}


def test_a_former_id_keeps_the_entry_as_it_was_but_for_the_address():
    renamed = event(source="kaai/agenda/nieuw.md", slug="nieuw", url="/kaai/agenda/nieuw/", formerly=(event().url,))

    assert changed_lines(event(), renamed) == {"URL", "DESCRIPTION"}


def test_another_spelling_of_a_place_changes_the_place_and_nothing_else():
    before = data_of(event(), venue=HALL)
    after = data_of(event(), venue=replace(HALL, name="De Zon"))

    assert [line for line in after.split(b"\r\n") if line not in before] == [
        b"LOCATION:De Zon\\, Dorp 1\\, 9999 Kaaistad"
    ]


def test_another_domain_changes_addresses_and_nothing_else():
    one = event()
    before, after = (
        calendar([block(Item(event=one, venue=None, url=f"{site}/x/"), CITY)], CITY, name="x", url=f"{site}/")
        for site in ("https://oud.example", "https://nieuw.example")
    )

    assert after == before.replace(b"oud.example", b"nieuw.example")


def test_a_move_raises_the_sequence():
    was = Was(start=datetime(2026, 12, 1, 19, 30))
    moved = event(status="moved", updated=(Update(on=date(2026, 11, 20), note="later", was=was),))

    assert changed_lines(event(), moved) == {"SEQUENCE", "DTSTAMP", "LAST-MODIFIED"}


# The zone


def test_the_zone_is_told_with_the_rule_that_holds_now():
    assert vtimezone("Europe/Brussels").to_ical().decode().splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Brussels",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_zone_without_summer_time_has_one_part():
    assert vtimezone("America/Paramaribo").to_ical().decode().splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Paramaribo",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:-03",
        "TZOFFSETFROM:-0300",
        "TZOFFSETTO:-0300",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize("name", ["Europe/Brussels", "Atlantic/Azores", "America/New_York", "Australia/Sydney"])
def test_a_program_that_knows_no_zones_by_name_finds_the_right_hours_in_the_file(name):
    city = replace(CITY, zone_name=name)
    lines = data_of(replace(WEEKLY, start=datetime(2026, 1, 6, 19, 30), end=None), city=city)
    unknown = lines.replace(f"X-WR-TIMEZONE:{name}\r\n".encode(), b"").replace(
        name.encode(), f"Kaaistad-{name}".encode()
    )

    found = recurring_ical_events.of(icalendar.Calendar.from_ical(unknown)).between(date(2026, 1, 1), date(2027, 1, 1))
    starts = [part.start for part in found]

    assert len(starts) == 52
    assert {start.utcoffset() for start in starts} == {
        datetime(2026, month, 6, 19, 30, tzinfo=city.zone).utcoffset() for month in (1, 7)
    }
    assert [start for start in starts if start != start.replace(tzinfo=city.zone)] == []


# What stays in a calendar


@pytest.mark.parametrize(("day", "expected"), [(date(2027, 3, 8), True), (date(2027, 3, 9), False)])
def test_what_is_over_stays_ninety_days(day, expected):
    assert kept(event(), day) is expected


def test_what_repeats_without_end_stays():
    assert kept(WEEKLY, date(2040, 1, 1))


# The calendars of the golden city


@pytest.mark.parametrize("file", sorted((ROOT / "tests/golden/output").rglob("*.ics")), ids=lambda file: file.stem)
def test_every_calendar_that_we_make_is_right(file):
    data = file.read_bytes()
    found = read(data)
    entries = found.events
    keys = [
        (str(entry["uid"]), entry["recurrence-id"].to_ical() if "recurrence-id" in entry else b"") for entry in entries
    ]

    assert vobject.readOne(data.decode()).validate()
    assert len(set(keys)) == len(keys)
    assert all("dtstamp" in entry and "organizer" in entry for entry in entries)
    zones = {str(zone["tzid"]) for zone in found.walk("VTIMEZONE")}
    used = {
        value.params["tzid"]
        for entry in entries
        for key in ("dtstart", "dtend", "recurrence-id", "exdate", "rdate")
        for value in [entry.get(key)]
        if value is not None and "tzid" in value.params
    }
    assert used <= zones
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_a_comma_in_the_name_of_a_calendar_is_no_second_name():
    """RFC 7986, 5.1: NAME is TEXT, in which a comma parts values."""
    data = calendar([], CITY, name="Markt, feest; en meer", url=f"{SITE}/")

    assert b"\r\nNAME:Markt\\, feest\\; en meer\r\n" in data
