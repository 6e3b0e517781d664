"""The page of an event in the reader's browser: what it says when the event is over, sharing, following."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MOVED = "/ledeberg/agenda/klankbordgroep-centrumplein/"  # on 14 January 2027; one signs up until 11 January
BEFORE, AFTER = "2027-01-11T23:59:00+01:00", "2027-01-16T00:00:01+01:00"
ORDER = """() => ['.notice:not([hidden])', 'h1', '.facts--event', '.prose', '#kop-vragen']
  .map((name) => [name, document.querySelector(`main ${name}`).getBoundingClientRect().top])
  .sort(([, one], [, other]) => one - other).map(([name]) => name)"""


def test_before_an_event_its_facts_come_first(visit):
    page = visit(MOVED).page

    assert page.evaluate(ORDER.replace("'.notice:not([hidden])', ", "")) == [
        "h1",
        ".facts--event",
        ".prose",
        "#kop-vragen",
    ]


def test_afterwards_a_page_that_nobody_made_again_tells_first_that_it_is_over_and_the_old_facts_last(visit):
    page = visit(MOVED, now=AFTER).page

    assert page.evaluate(ORDER) == [".notice:not([hidden])", "h1", ".prose", "#kop-vragen", ".facts--event"]
    expect(page.get_by_role("link", name="Zet in mijn agenda")).to_be_hidden()
    expect(page.get_by_role("link", name=re.compile("Affiche"))).to_be_hidden()


@pytest.mark.parametrize(("now", "late"), [(BEFORE, False), ("2027-01-12T00:00:00+01:00", True)])
def test_the_last_day_to_sign_up_passes_by_the_clock_of_the_reader(now, late, visit):
    page = visit(MOVED, now=now).page

    expect(page.get_by_text("Inschrijven kon tot en met maandag 11 januari 2027.")).to_be_visible(visible=late)
    expect(page.get_by_role("link", name="inschrijven@voorbeeld.example")).to_be_visible(visible=not late)


def test_a_button_copies_the_address_where_the_device_has_nothing_to_share_with(visit):
    visited = visit(MOVED, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page
    page.evaluate("() => { delete Navigator.prototype.share; }")

    page.get_by_role("button", name="Deel").click()

    expect(page.get_by_text("De link is gekopieerd.")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"https://wijken.gent.example{MOVED}"


def test_a_device_that_can_share_is_asked_to(visit):
    page = visit(MOVED).page
    page.evaluate("() => { Navigator.prototype.share = async (what) => { window.shared = what; }; }")

    page.get_by_role("button", name="Deel").click()

    shared = page.wait_for_function("() => window.shared").json_value()
    assert shared == {"title": "Klankbordgroep Centrumplein", "url": f"https://wijken.gent.example{MOVED}"}


@pytest.mark.parametrize("path", ["/ledeberg/agenda/", "/ledeberg/volgen/"])
def test_the_address_of_a_calendar_can_be_copied_and_opened_by_a_telephone(path, visit):
    page = visit(path, permissions=["clipboard-read", "clipboard-write"]).page
    address = "wijken.gent.example/ledeberg/agenda.ics"

    page.get_by_role("button", name="Kopieer het adres van de agenda").click()

    expect(page.get_by_text("Het adres is gekopieerd.")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"https://{address}"
    page.get_by_text("Op een iPhone of iPad").click()
    follow = page.get_by_role("link", name="Tik hier om de agenda te volgen.")
    expect(follow).to_have_attribute("href", f"webcal://{address}")


def test_without_scripts_the_address_of_a_calendar_is_there_to_read_and_no_button_is(visit):
    page = visit("/ledeberg/agenda/", scripts=False).page

    expect(page.get_by_text("https://wijken.gent.example/ledeberg/agenda.ics", exact=True).last).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer het adres van de agenda")).to_have_count(0)
