"""Repetitions: what an editor writes becomes days; what cannot be so gets its place, a sentence and what to write."""

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.checking import EVENT, event, said
from tests.cities import small_city

from wijksites.agenda.occurrences import Occurrence, coming, first_from, occurrences_between, over_for_good
from wijksites.city.holidays import load_holidays
from wijksites.posts.parse import Rules, parse_post
from wijksites.posts.row import row_of

HOLIDAYS = """\
vakanties:
  title: de vakanties
  days:
    - {name: Kerstvakantie, from: 2026-12-21, until: 2027-01-03}
"""
PLAN = "updated: [{on: 2026-11-20 10:00, note: anders}]"
WEEKLY = "repeat: {every: week, until: 2027-01-26}"


@pytest.fixture
def holidays(tmp_path):
    file = tmp_path / "holidays.yaml"
    file.write_text(HOLIDAYS, encoding="utf-8")
    found, problems = load_holidays(file, "data/holidays.yaml")
    assert problems == ()
    return found


def parsed(*lines, holidays=(), **values):
    """The row of an event that must be right."""
    rules = Rules.of(small_city(), frozenset({"hal", "zaal"}), holidays)
    found, problems = parse_post(event(*lines, **values).encode(), "kaai/agenda/markt.md", rules, Path("content"))
    assert [str(problem) for problem in problems] == []
    return row_of(found)


def days(row, first=date(2026, 1, 1), last=date(2028, 12, 31)):
    return [one.first_day for one in occurrences_between(row, first, last)]


# What is written


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("2026-12-01", "{every: 2 weeks, on: [tuesday], count: 3}", [(12, 1), (12, 15), (12, 29)]),
        ("2026-12-01", "{every: 2 weeks, on: [tuesday, friday], count: 4}", [(12, 1), (12, 4), (12, 15), (12, 18)]),
        ("2026-06-29", "{every: month, on: fifth monday, until: 2026-12-31}", [(6, 29), (8, 31), (11, 30)]),
        ("2026-10-31", "{every: month, until: 2026-12-31}", [(10, 31), (12, 31)]),
        ("2026-01-14", "{every: 6 months, on: second wednesday, until: 2026-12-31}", [(1, 14), (7, 8)]),
        ("2026-12-01", "[2026-12-15, 2026-12-03]", [(12, 1), (12, 3), (12, 15)]),
        ("2026-12-01", "2026-12-03", [(12, 1), (12, 3)]),
    ],
)
def test_a_rule_in_words_is_days(start, rule, expected):
    assert days(parsed(f"repeat: {rule}", start=start)) == [date(2026, month, day) for month, day in expected]


def test_the_29th_of_february_comes_every_four_years():
    row = parsed("repeat: {every: year}", start="2024-02-29", published="2024-01-01")

    assert days(row, date(2024, 1, 1), date(2032, 12, 31)) == [date(year, 2, 29) for year in (2024, 2028, 2032)]


def test_what_is_left_out_or_skipped_does_not_take_place(holidays):
    row = parsed(WEEKLY, "except: [2026-12-15]", "skip: [vakanties]", holidays=holidays)

    assert days(row) == [date(2026, 12, 8), date(2027, 1, 5), date(2027, 1, 12), date(2027, 1, 19), date(2027, 1, 26)]


def test_holidays_are_part_of_what_a_post_says(holidays):
    with_days = parsed(WEEKLY, "skip: [vakanties]", holidays=holidays)
    later = tuple(type(one)(id=one.id, title=one.title, stretches=()) for one in holidays)

    assert with_days.digest != parsed(WEEKLY, "skip: [vakanties]", holidays=later).digest


def test_a_moved_day_is_where_it_went_and_a_cancelled_one_stays():
    row = parsed(
        WEEKLY,
        "end: '21:00'",
        "moved: [{from: 2026-12-15, to: 2026-12-16 20:00, venue: zaal}, {from: 2026-12-22, venue: zaal}]",
        "cancelled: [2026-12-29]",
        PLAN,
    )

    assert occurrences_between(row, date(2026, 12, 9), date(2026, 12, 31)) == (
        Occurrence(
            datetime(2026, 12, 16, 20), datetime(2026, 12, 16, 21, 30), "moved", "zaal", datetime(2026, 12, 15, 19, 30)
        ),
        Occurrence(
            datetime(2026, 12, 22, 19, 30), datetime(2026, 12, 22, 21), "moved", "zaal", datetime(2026, 12, 22, 19, 30)
        ),
        Occurrence(
            datetime(2026, 12, 29, 19, 30), datetime(2026, 12, 29, 21), "cancelled", "", datetime(2026, 12, 29, 19, 30)
        ),
    )


def test_a_day_without_hour_keeps_the_usual_hour():
    row = parsed(WEEKLY, "moved: [{from: 2026-12-15, to: 2026-12-17}]", PLAN)

    assert occurrences_between(row, date(2026, 12, 17), date(2026, 12, 17))[0].start == datetime(2026, 12, 17, 19, 30)


def test_the_last_day_counts_where_it_was_moved_to():
    moved = parsed(WEEKLY, "moved: [{from: 2026-12-15, to: 2027-03-01}]", PLAN)
    shortened = parsed(WEEKLY, "except: [2027-01-26]")

    assert over_for_good(moved) == date(2027, 3, 1)
    assert first_from(moved, date(2027, 2, 1)).first_day == date(2027, 3, 1)
    assert over_for_good(shortened) == date(2027, 1, 19)


def test_a_moved_day_stands_in_order_among_what_comes():
    row = parsed(WEEKLY, "moved: [{from: 2026-12-15, to: 2026-12-30}]", PLAN)

    found = [one.first_day.day for one, _ in coming([row], date(2026, 12, 8), 30)]

    # The last takes the place of the others when they are over and nobody made the list again.
    assert found == [8, 22, 29, 30, 5, 12]


def test_a_rule_of_many_years_is_not_counted_out():
    row = parsed("repeat: {every: week}", start="1900-01-02 10:00", published="1900-01-01")

    assert first_from(row, date(2190, 1, 1)).first_day == date(2190, 1, 5)


# What is wrong


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            [WEEKLY, "except: [2026-12-16]"],
            "7:9: `except`: 16 december 2026 is geen dag van deze herhaling. Het dichtst erbij ligt 15 december 2026: "
            "`2026-12-15`",
        ),
        (
            [WEEKLY, "moved: [{from: 2026-12-16, to: 2026-12-17}]", PLAN],
            "7:16: `moved`: 16 december 2026 is geen dag van deze herhaling. Het dichtst erbij ligt 15 december 2026: "
            "`2026-12-15`",
        ),
        (
            [WEEKLY, "cancelled: [2027-02-02]", PLAN],
            "7:12: `cancelled`: 2 februari 2027 is geen dag van deze herhaling. Het dichtst erbij ligt 26 januari "
            "2027: `2027-01-26`",
        ),
        (
            [WEEKLY, "cancelled: [2026-12-15]"],
            "7:12: abonnees moeten weten dat er `cancelled` staat. Voeg een regel toe, bijvoorbeeld: "
            '`updated: [{on: 2026-11-20 10:00, note: "gaat één keer niet door"}]`',
        ),
        (
            [WEEKLY, "except: [2026-12-15]", "cancelled: [2026-12-15]", PLAN],
            "8:12: 15 december 2026 staat bij `except` en bij `cancelled`. Houd er één over.",
        ),
        (
            [WEEKLY, "moved: [{from: 2026-12-15}]", PLAN],
            "7:16: wat verplaatst is, heeft een andere dag, een ander uur of een andere plaats. Schrijf bijvoorbeeld: "
            "`{from: 2026-12-15, to: 2026-12-16 19:30}`",
        ),
        (
            ["repeat: {every: week, until: 2026-12-15}", "except: [2026-12-08, 2026-12-15]"],
            "7:9: er blijft geen dag over van deze herhaling. Kijk `until`, `except` en `skip` na.",
        ),
        (
            [WEEKLY, "except: [2026-12-08]"],
            "5:8: 8 december 2026 valt weg, maar is ook de eerste dag. Schrijf de eerste dag die wel doorgaat: "
            "`start: 2026-12-15 19:30`",
        ),
        (
            ["repeat: {every: week, until: 2026-12-01}"],
            "6:30: de laatste dag (1 december 2026) valt vóór de eerste dag (8 december 2026). Kijk de dagen na.",
        ),
        (
            ["repeat: {every: month, on: fifth tuesday, until: 2026-12-20}"],
            "6:9: er is geen enkele dag in deze herhaling. Kijk `until`, `on` en `start` na.",
        ),
        (
            [
                "repeat: {every: week, on: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], "
                "until: 2200-12-31}"
            ],
            "6:100: tot en met 31 december 2200 is dit meer dan 5000 keer. Schrijf een vroegere dag bij `until`.",
        ),
        (
            ["repeat: {every: week, count: 100000}"],
            "6:30: ‘100000’ is geen heel getal van 1 tot 1000. Schrijf bijvoorbeeld: `count: 10`",
        ),
        (["except: [2026-12-15]"], "6:9: `except` hoort bij een herhaling. Voeg `repeat:` toe, of wis deze regel."),
        (
            ["repeat: {every: week, except: [2026-12-15]}"],
            "6:23: ‘except’ hoort niet binnen `repeat`. Zet het op een eigen regel, onder `repeat`.",
        ),
        (
            ["repeat: [2026-12-01]"],
            "6:9: 1 december 2026 komt vóór `start` (8 december 2026). Schrijf bij `start` de eerste dag.",
        ),
        (
            [WEEKLY, "skip: [vakantie]"],
            "7:8: de lijst ‘vakantie’ bestaat niet. Kijk in `data/holidays.yaml`, of schrijf de dagen bij `except`.",
        ),
        (
            ["series: wijkbeurs"],
            "6:9: de reeks ‘wijkbeurs’ bestaat niet. Voeg ze toe onder `series:` in `wards.yaml`, of wis deze regel.",
        ),
        (
            ["follows: nergens"],
            "1:1: `follows`: er is geen activiteit met het id ‘nergens’. Schrijf het pad van haar bestand, "
            "zonder `.md`.",
        ),
        (
            ["report: ../nieuws/weg.md"],
            "6:9: de link naar `../nieuws/weg.md` werkt niet, want die pagina bestaat niet. Kijk het adres na.",
        ),
    ],
)
def test_what_cannot_be_so_gets_one_sentence(tmp_path, lines, sentence):
    assert said(tmp_path, {EVENT: event(*lines)}) == [f"{EVENT}:{sentence}"]


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("2026-03-29 02:30", "29 maart 2026 om 2.30 uur bestaat niet, want dan gaat de klok een uur vooruit."),
        ("2026-10-25 02:30", "25 oktober 2026 om 2.30 uur komt twee keer voor, want dan gaat de klok een uur terug."),
    ],
)
def test_an_hour_that_is_not_there_once_is_refused(tmp_path, start, sentence):
    text = event(start=start, published="2026-01-01")

    assert said(tmp_path, {EVENT: text}) == [f"{EVENT}:5:8: {sentence} Kies een ander uur."]


def test_an_end_in_the_hour_that_comes_twice_is_a_question(tmp_path):
    text = event("end: '02:30'", start="2026-10-25 01:00", published="2026-01-01")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:6:6: 25 oktober 2026 om 2.30 uur komt twee keer voor, want dan gaat de klok een uur terug. We nemen "
        "de eerste keer. Klopt dat?"
    ]


# Lists of days


def test_a_list_of_days_can_be_skipped(tmp_path):
    files = {"data/holidays.yaml": HOLIDAYS, EVENT: event(WEEKLY, "skip: [vakanties]")}

    assert said(tmp_path, files) == []


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        (
            HOLIDAYS.replace("until: 2027-01-03", "until: 2026-01-03"),
            "4:54",
            "de laatste dag (3 januari 2026) valt vóór de eerste dag (21 december 2026). Kijk de dagen na.",
        ),
        (
            HOLIDAYS.replace("title: de", "titel: de"),
            "2:3",
            "‘titel’ kennen we niet. Bedoel je `title`?",
        ),
        (
            "vakanties: {title: x, days: []}\n",
            "1:29",
            "er staat niets na `days`. Schrijf bijvoorbeeld: `days: [{name: Kerstvakantie, from: 2026-12-21, until: "
            "2027-01-03}]`",
        ),
    ],
)
def test_a_mistake_in_a_list_of_days_is_told(tmp_path, text, place, sentence):
    assert said(tmp_path, {"data/holidays.yaml": text})[0] == f"data/holidays.yaml:{place}: {sentence}"
