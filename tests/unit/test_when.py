"""When something takes place, in words: no hour is told that nobody knows."""

from datetime import date, datetime

import pytest

from wijksites.agenda.occurrences import Occurrence
from wijksites.pages.when import say_change, say_hours_of, say_repeat, say_series, say_when
from wijksites.posts.model import Repeat

DAY = Occurrence(date(2026, 12, 8), None)
EVENING = Occurrence(datetime(2026, 12, 8, 19, 30), datetime(2026, 12, 8, 21, 0))


@pytest.mark.parametrize("one", [DAY, Occurrence(date(2026, 12, 8), date(2026, 12, 8))])
def test_of_a_day_without_hours_only_the_day_is_told(one):
    assert say_when(one, "nl") == "dinsdag 8 december 2026"
    assert say_hours_of(one, "nl") == ""


def test_several_days_without_hours_are_told_with_their_last():
    one = Occurrence(date(2026, 12, 8), date(2026, 12, 10))

    assert say_when(one, "nl") == "van dinsdag 8 december 2026 tot en met donderdag 10 december 2026"
    assert say_hours_of(one, "nl") == "tot en met donderdag 10 december 2026"


def test_hours_that_are_known_are_told():
    assert say_when(EVENING, "nl") == "dinsdag 8 december 2026, van 19.30 tot 21 uur"
    assert say_hours_of(EVENING, "nl") == "van 19.30 tot 21 uur"


@pytest.mark.parametrize(("one", "said"), [(DAY, "elke dinsdag"), (EVENING, "elke dinsdag, van 19.30 tot 21 uur")])
def test_a_series_is_told_with_its_hours_when_they_are_known(one, said):
    assert say_series(Repeat(every="week"), one, "nl") == said


@pytest.mark.parametrize(
    ("status", "original", "said"),
    [
        ("planned", None, ""),
        ("cancelled", datetime(2026, 12, 8, 19, 30), "Deze keer gaat het niet door."),
        ("moved", datetime(2026, 12, 8, 19, 30), "Deze keer op een andere plaats."),
        ("moved", datetime(2026, 12, 7, 19, 30), "Verplaatst. Eerst was dat maandag 7 december 2026 om 19.30 uur."),
    ],
)
def test_what_is_different_about_a_day_is_told(status, original, said):
    one = Occurrence(datetime(2026, 12, 8, 19, 30), None, status=status, original=original)

    assert say_change(one, "nl") == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Repeat(every="week", gap=2), "om de 2 weken op dinsdag"),
        (
            Repeat(every="month", gap=3, weekdays=(1,), week=2),
            "elke tweede dinsdag van de maand, één keer om de 3 maanden",
        ),
        (Repeat(every="month", gap=2), "om de 2 maanden op dag 8"),
        (Repeat(every="year", gap=2), "om de 2 jaar op 8 december"),
        (Repeat(every="month", weekdays=(1,), week=5), "elke vijfde dinsdag van de maand"),
        (
            Repeat(every="dates", dates=(date(2026, 12, 8), date(2027, 1, 12))),
            "op 8 december 2026 en 12 januari 2027",
        ),
        (
            Repeat(every="dates", dates=tuple(date(2027, month, 1) for month in range(1, 7))),
            "op 1 januari 2027, 1 februari 2027, 1 maart 2027, en op 3 andere dagen",
        ),
    ],
)
def test_a_rule_is_told_in_words(rule, said):
    assert say_repeat(rule, date(2026, 12, 8), "nl") == said
