"""What one pastes about an event: short, true, with its address."""

from dataclasses import replace
from datetime import date

import pytest
from tests.cities import small_city
from tests.unit.test_sheets import HAL, event

from wijksites.agenda.occurrences import Occurrence
from wijksites.pages.page import Frame
from wijksites.pages.share import MOST, share_text
from wijksites.posts.model import Repeat, Update

URL = "https://kaaistad.example/kaai/agenda/feest/"
FRAME = Frame(city=replace(small_city(), regisseurs=(), assignments=()), venues={"hal": HAL})


def shared(**changes):
    one = event(**changes)
    return share_text(FRAME, one, Occurrence(one.start, one.end), URL)


def test_it_says_what_when_where_and_why():
    assert shared() == (
        f"Feest op het plein. Dinsdag 8 december 2026, van 19.30 tot 21 uur, De Hal. Kom mee vieren. {URL}"
    )


def test_of_a_repetition_it_says_the_rule():
    assert "Elke dinsdag, De Hal." in shared(repeat=Repeat(every="week", weekdays=(1,)))


def test_what_is_cancelled_says_so_first():
    change = Update(on=date(2026, 11, 20), note="De zaal is dicht.")

    assert shared(status="cancelled", updated=(change,)).startswith("Geannuleerd. Feest op het plein van ")


@pytest.mark.parametrize("length", [10, 200, 1000])
def test_it_is_never_longer_than_280_characters_and_keeps_its_address(length):
    text = shared(title="Een lang woord " * (length // 15 + 1), summary="Veel tekst. " * length)

    assert len(text) <= MOST
    assert text.endswith(f" {URL}")
