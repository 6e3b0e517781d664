"""An association's calendar: drafts that the check accepts, renewed by UID, and one sentence for bad files."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cities import small_city

from wijksites.city.model import Address
from wijksites.city.venues import Venue
from wijksites.editing.import_ics import import_calendar
from wijksites.editing.new import EditingError
from wijksites.posts.parse import Rules, parse_post

CITY = small_city()
DAY = date(2026, 11, 24)
HALL = Venue(id="hal", name="De Hal", address=Address(street="Dorp", number="1", postcode="9999", town="Kaaistad"))
FILE = "content/kaai/agenda/yoga-in-het-park.md"


def entry(*lines, uid="a@club.example", title="Yoga in het park"):
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"SUMMARY:{title}", *lines, "END:VEVENT"]


def calendar(*entries):
    lines = [line for one in entries for line in one]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//club//nl", *lines, "END:VCALENDAR", ""]).encode()


def imported(folder, data, ward="kaai", day=DAY):
    file = folder / "club.ics"
    file.write_bytes(data)
    done = import_calendar(file, folder / "content", CITY, (HALL,), ward=ward, day=day, shown="content")
    return [one.said for one in done]


def draft(folder, *lines, **more):
    """The event in the draft of one entry, read as the build reads it."""
    imported(folder, calendar(entry(*lines, **more)))
    [file] = (folder / "content/kaai/agenda").glob("*.md")
    rules = Rules.of(CITY, frozenset({"hal"}))
    post, problems = parse_post(file.read_bytes(), f"kaai/agenda/{file.name}", rules, Path())
    assert [str(problem) for problem in problems] == []
    return post


def test_a_draft_holds_what_the_calendar_says(tmp_path):
    said = imported(
        tmp_path,
        calendar(
            entry(
                "DTSTART:20261208T183000Z",
                "DTEND:20261208T200000Z",
                "LOCATION:De Hal\\, Dorp 1\\, Kaaistad",
                "DESCRIPTION:Breng een matje mee.\\n\\nTot dan!",
                "URL:https://club.example/yoga",
                "CATEGORIES:Feest",
            )
        ),
    )

    assert said == [f"{FILE}: gemaakt. Kijk de tekst na en wis dan `draft: true`."]
    assert (tmp_path / FILE).read_text(encoding="utf-8") == (
        '---\ntitle: "Yoga in het park"\ndraft: true\n## Kijk na of dit de juiste soort is.\nkind: feest\n'
        "published: 2026-11-24\nstart: 2026-12-08 19:30\nend: 2026-12-08 21:00\nvenue: hal\n"
        'imported: "a@club.example"\n---\nBreng een matje mee.\n\nTot dan!\n\n'
        "[Meer hierover](https://club.example/yoga)\n"
    )


def test_a_place_that_we_do_not_know_is_left_to_the_editor(tmp_path):
    imported(tmp_path, calendar(entry("DTSTART:20261208T183000Z", "LOCATION:Café Het Zwin")))

    assert "\n# Café Het Zwin\n" in (tmp_path / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20261224"], "2026-12-21", "2026-12-23"),
        (["DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20261222"], "2026-12-21", "None"),
        (
            ["DTSTART;TZID=America/New_York:20261208T133000", "DURATION:PT90M"],
            "2026-12-08 19:30:00",
            "2026-12-08 21:00:00",
        ),
        (["DTSTART:20261208T193000"], "2026-12-08 19:30:00", "None"),
    ],
)
def test_moments_are_local_time_of_the_city(tmp_path, lines, start, end):
    post = draft(tmp_path, *lines)

    assert (str(post.start), str(post.end)) == (start, end)


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,FR;COUNT=5", "{every: week, on: [tuesday, friday], count: 5}"),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270301T183000Z", "{every: 2 weeks, until: 2027-03-01}"),
        ("FREQ=MONTHLY;BYDAY=2TU", "{every: month, on: second tuesday}"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "{every: month, on: second tuesday}"),
        ("FREQ=MONTHLY;BYMONTHDAY=8;COUNT=2", "{every: month, count: 2}"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8", "{every: year}"),
        (
            "FREQ=DAILY;COUNT=3",
            "{every: week, on: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], count: 3}",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=8,20;COUNT=3", "[2026-12-08, 2026-12-20, 2027-01-08]"),
    ],
)
def test_a_rule_is_told_in_our_words_or_as_days(tmp_path, rule, written):
    draft(tmp_path, "DTSTART:20261208T183000Z", f"RRULE:{rule}")

    assert f"\nrepeat: {written}\n" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_days_that_differ_are_kept(tmp_path):
    series = entry("DTSTART:20261208T183000Z", "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20261215T183000Z")
    moved = entry("RECURRENCE-ID:20261222T183000Z", "DTSTART:20261223T190000Z")
    off = entry("RECURRENCE-ID:20261229T183000Z", "DTSTART:20261229T183000Z", "STATUS:CANCELLED")
    imported(tmp_path, calendar(moved, series, off))

    text = (tmp_path / FILE).read_text(encoding="utf-8")

    assert (
        "\nexcept: [2026-12-15]\nmoved: [{from: 2026-12-22, to: 2026-12-23 20:00}]\ncancelled: [2026-12-29]\n" in text
    )
    assert '\nupdated: [{on: 2026-11-24, note: "andere dagen"}]\n' in text


def test_what_is_over_or_cancelled_makes_no_draft(tmp_path):
    past = entry("DTSTART:20261101T183000Z")
    ended = entry("DTSTART:20260101T183000Z", "RRULE:FREQ=WEEKLY;COUNT=5", uid="b")
    off = entry("DTSTART:20261208T183000Z", "STATUS:CANCELLED", uid="c")

    assert imported(tmp_path, calendar(past, ended, off)) == []


def test_a_second_import_changes_nothing(tmp_path):
    data = calendar(entry("DTSTART:20261208T183000Z", "RRULE:FREQ=WEEKLY;COUNT=5"))
    imported(tmp_path, data)
    before = (tmp_path / FILE).read_bytes()

    assert imported(tmp_path, data) == [f"{FILE}: niet gewijzigd."]
    assert (tmp_path / FILE).read_bytes() == before


def test_a_second_import_renews_a_draft_and_keeps_what_an_editor_wrote(tmp_path):
    imported(tmp_path, calendar(entry("DTSTART:20261208T183000Z", "DTEND:20261208T193000Z")))
    file = tmp_path / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("kind: infomarkt", "kind: feest\nprice: gratis"))

    said = imported(tmp_path, calendar(entry("DTSTART:20261209T183000Z", "RRULE:FREQ=WEEKLY;COUNT=3")))

    assert said == [f"{FILE}: vernieuwd: `start`, `end`, `repeat`."]
    assert file.read_text(encoding="utf-8").startswith(
        '---\ntitle: "Yoga in het park"\ndraft: true\n## Kijk na of dit de juiste soort is.\nkind: feest\n'
        "price: gratis\npublished: 2026-11-24\nstart: 2026-12-09 19:30\nrepeat: {every: week, count: 3}\nimported: "
    )


def test_a_second_import_leaves_a_published_post_alone_and_says_what_differs(tmp_path):
    imported(tmp_path, calendar(entry("DTSTART:20261208T183000Z")))
    file = tmp_path / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("draft: true\n", ""))
    before = file.read_bytes()

    said = imported(tmp_path, calendar(entry("DTSTART:20261209T183000Z")))

    assert said == [
        f"{FILE}: is geen ontwerp meer, en de agenda zegt iets anders. Pas het zelf aan, met een regel bij `updated`: "
        "start: 2026-12-09 19:30"
    ]
    assert file.read_bytes() == before


def test_what_is_cancelled_later_is_told(tmp_path):
    imported(tmp_path, calendar(entry("DTSTART:20261208T183000Z")))

    said = imported(tmp_path, calendar(entry("DTSTART:20261208T183000Z", "STATUS:CANCELLED")))

    assert said == [
        f"{FILE}: gaat niet door volgens de agenda. Is dit nog een ontwerp? Wis het dan. Staat het online? Schrijf dan "
        "`status: cancelled`."
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "dit is geen agenda. Vraag een bestand dat op .ics eindigt, en probeer opnieuw."),
        (b"\x89PNG\r\n\x1a\n\x00", "dit is geen agenda. Vraag een bestand dat op .ics eindigt, en probeer opnieuw."),
        (b"<html>", "dit is geen agenda. Vraag een bestand dat op .ics eindigt, en probeer opnieuw."),
        (calendar(), "er staat geen activiteit in deze agenda. Kijk na of het het juiste bestand is."),
    ],
)
def test_a_file_that_is_no_calendar_gets_one_sentence(tmp_path, data, sentence):
    with pytest.raises(EditingError) as error:
        imported(tmp_path, data)

    assert str(error.value) == sentence


@pytest.mark.parametrize("lines", [[], ["DTSTART:morgen"], ["DTSTART:20261308T183000Z"]])
def test_an_event_that_cannot_be_read_is_passed_over(tmp_path, lines):
    said = imported(tmp_path, calendar(entry(*lines, uid="x"), entry("DTSTART:20261208T183000Z", title="Markt")))

    assert said == [
        "‘Yoga in het park’ in deze agenda heeft geen kenmerk of geen begin dat we kunnen lezen. We slaan die "
        "activiteit over.",
        "content/kaai/agenda/markt.md: gemaakt. Kijk de tekst na en wis dan `draft: true`.",
    ]


def test_an_unknown_ward_gets_one_sentence(tmp_path):
    with pytest.raises(EditingError) as error:
        imported(tmp_path, calendar(entry("DTSTART:20261208T183000Z")), ward="kaaai")

    assert "Bedoel je ‘kaai’?" in str(error.value)


def test_a_title_of_signs_is_a_good_title(tmp_path):
    post = draft(tmp_path, "DTSTART:20261208T183000Z", title='Yoga: "kom" # mee \\, \\; {x}')

    assert post.title == 'Yoga: "kom" # mee , ; {x}'
    assert json.loads(json.dumps(post.imported)) == "a@club.example"
