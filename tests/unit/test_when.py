"""When something takes place, in words: no hour is told that nobody knows."""

from datetime import date, datetime

import pytest

from wijksites.agenda.occurrences import Occurrence
from wijksites.pages.when import say_hours_of, say_series, say_when
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
