"""Days and hours: what is read, what is refused, and what we propose to write instead."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijksites.fields import MISSING
from wijksites.moments import (
    ClockKind,
    MomentKind,
    as_datetime,
    day_of,
    exists,
    guess_moment,
    instant,
    parse_moment,
    written,
)
from wijksites.reading import Reader, entries, read_mapping

ZONE = ZoneInfo("Europe/Brussels")
HALF_PAST_SEVEN = datetime(2026, 12, 8, 19, 30)


def read(kind, text, key="start"):
    """The value of one kind, and the sentences of what is wrong with it."""
    reader = Reader(path="a.md")
    node = entries(read_mapping(f"{key}: {text}\n", reader), reader)[key][1]
    value = kind.read(node, key, reader)
    return value, [str(problem) for problem in reader.problems]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-08", date(2026, 12, 8)),
        ("2026-12-08 19:30", HALF_PAST_SEVEN),
        ("2026-12-08T19:30", HALF_PAST_SEVEN),
        ("2026-12-08 19:30:00", HALF_PAST_SEVEN),
        (" 2026-12-8  9:05 ", datetime(2026, 12, 8, 9, 5)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_day_and_an_hour_with_the_year_first_are_read(text, moment):
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01",
        "2026-02-30",
        "2027-02-29",
        "2026-12-08 24:00",
        "2026-12-08 19:60",
        "8/12/2026",
        "26-12-08",
        "",
        "nu",
    ],
)
def test_what_is_no_day_or_hour_is_not_read(text):
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("8/12/2026 19u30", HALF_PAST_SEVEN),
        ("8-12-2026 19:30", HALF_PAST_SEVEN),
        ("8.12.2026 19.30 uur", HALF_PAST_SEVEN),
        ("8 december 2026 om 19u30", HALF_PAST_SEVEN),
        ("dinsdag 8 december 2026, 19.30 uur", HALF_PAST_SEVEN),
        ("8 dec. 2026", date(2026, 12, 8)),
        ("8/12/2026 19u", datetime(2026, 12, 8, 19)),
        ("3/4/2026", date(2026, 4, 3)),  # the day comes first here, never the month
    ],
)
def test_what_someone_meant_is_guessed_with_the_day_first(text, moment):
    assert guess_moment(text) == moment


@pytest.mark.parametrize("text", ["12/13/2026", "8/12/26", "morgen", "8 xyz 2026", "2026-12-08"])
def test_what_may_mean_anything_is_not_guessed(text):
    assert guess_moment(text) is None


def test_a_moment_is_read_in_the_zone():
    assert read(MomentKind(zone=ZONE), "2026-12-08 19:30") == (HALF_PAST_SEVEN, [])


def test_a_day_that_cannot_be_guessed_is_answered_with_an_example():
    assert read(MomentKind(zone=ZONE), "12/13/2026") == (
        MISSING,
        [
            "a.md:1:8: ‘12/13/2026’ kunnen we niet lezen. Schrijf eerst het jaar: `start: 2026-12-08 19:30`",
        ],
    )


def test_a_day_far_from_now_is_a_mistake_of_typing():
    assert read(MomentKind(zone=ZONE), "2926-12-08")[1] == [
        "a.md:1:8: het jaar 2926 ligt te ver weg. Schrijf een jaar van 1900 tot 2200: `start: 2026-12-08 19:30`"
    ]


def test_where_only_a_day_fits_the_guess_has_no_hour():
    assert read(MomentKind(hour=False), "8/12/2026 19u30", "until")[1] == [
        "a.md:1:8: ‘8/12/2026 19u30’ kunnen we niet lezen. Schrijf eerst het jaar: `until: 2026-12-08`"
    ]


def test_where_only_a_day_fits_an_hour_is_refused():
    assert read(MomentKind(hour=False), "2026-12-08 19:30", "until") == (
        MISSING,
        ["a.md:1:8: na `until` komt een dag zonder uur. Schrijf: `until: 2026-12-08`"],
    )


def test_an_hour_alone_is_read_where_it_may_stand_alone():
    assert read(MomentKind(zone=ZONE, hour_alone=True), "21:00", "end") == (time(21, 0), [])


def test_an_hour_alone_is_refused_elsewhere():
    assert read(MomentKind(zone=ZONE), "19:30")[1] == [
        "a.md:1:8: ‘19:30’ kunnen we niet lezen. Schrijf eerst het jaar: `start: 2026-12-08 19:30`"
    ]


@pytest.mark.parametrize("text", ["24:00", "19:60"])
def test_an_hour_alone_must_exist(text):
    assert read(MomentKind(zone=ZONE, hour_alone=True), text, "end")[1] == [
        f'a.md:1:6: het uur ‘{text}’ kunnen we niet lezen. Schrijf bijvoorbeeld: `end: "21:30"`'
    ]


def test_a_list_is_no_moment():
    assert read(MomentKind(zone=ZONE), "[2026-12-08]")[1] == [
        "a.md:1:8: na `start` verwachten we één waarde, bijvoorbeeld: `start: 2026-12-08 19:30`"
    ]


def test_an_hour_of_the_clock_is_read():
    assert read(ClockKind(), "9:00", "from") == (time(9, 0), [])


@pytest.mark.parametrize("text", ["21u30", "21.30", "21h30", "om 21u30", "21:30 uur"])
def test_an_hour_alone_in_dutch_is_answered_with_the_hour(text):
    assert read(MomentKind(zone=ZONE, hour_alone=True), text, "end")[1] == [
        f'a.md:1:6: het uur ‘{text}’ kunnen we niet lezen. Schrijf bijvoorbeeld: `end: "21:30"`'
    ]


@pytest.mark.parametrize(("text", "year"), [("0001-01-01", 1), ("9999-12-31", 9999), ("1850-01-01", 1850)])
def test_a_day_that_exists_but_lies_too_far_away_is_said_to(text, year):
    assert read(MomentKind(hour=False), text, "until")[1] == [
        f"a.md:1:8: het jaar {year} ligt te ver weg. Schrijf een jaar van 1900 tot 2200: `until: 2026-12-08`"
    ]


def test_an_hour_of_the_clock_in_words_is_answered_with_an_example():
    assert read(ClockKind(), "9 uur", "from")[1] == [
        'a.md:1:7: het uur ‘9 uur’ kunnen we niet lezen. Schrijf bijvoorbeeld: `from: "9:00"`'
    ]


def test_the_hour_that_the_clock_skips_does_not_exist():
    hours = [datetime(2027, 3, 28, hour, minute) for hour, minute in [(1, 59), (2, 0), (2, 30), (2, 59), (3, 0)]]

    assert [exists(hour, ZONE) for hour in hours] == [True, False, False, False, True]


def test_the_hour_that_the_clock_gives_twice_exists():
    assert exists(datetime(2026, 10, 25, 2, 30), ZONE)


def test_the_hour_that_the_clock_gives_twice_is_the_first_of_the_two():
    assert instant(datetime(2026, 10, 25, 2, 30), ZONE).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_begins_at_midnight_in_the_zone():
    assert instant(date(2026, 12, 8), ZONE).astimezone(UTC) == datetime(2026, 12, 7, 23, 0, tzinfo=UTC)


@settings(deadline=None, derandomize=True)
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)) | st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31)))
def test_what_is_written_is_read_again(moment):
    if isinstance(moment, datetime):
        moment = moment.replace(second=0, microsecond=0)

    assert parse_moment(written(moment)) == moment
    assert day_of(as_datetime(moment)) == day_of(moment)
