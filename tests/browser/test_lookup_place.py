"""The place of the reader: allowed, refused, near a border, not precise, outside; and it never leaves the device."""

import pytest
from playwright.sync_api import expect
from tests.browser.test_lookup import LOOKUP, STATE, state, wards
from tests.browser.test_lookup_answers import heading

pytestmark = pytest.mark.browser

KORENMARKT = {"latitude": 51.05440, "longitude": 3.72190}
# In the middle of a border of two wards, and on the border of the city.
BORDER = {"latitude": 51.03762, "longitude": 3.69916}
EDGE = {"latitude": 50.98781, "longitude": 3.71989}
BRUSSELS = {"latitude": 50.84670, "longitude": 4.35250}


def located(visit, place, accuracy=10, path=LOOKUP):
    """A reader at a place, who taps the button. `accuracy`: of the fix, in metres."""
    visited = visit(path, geolocation={**place, "accuracy": accuracy}, permissions=["geolocation"])
    visited.page.get_by_role("button", name="Gebruik mijn locatie").click()
    return visited


def test_a_place_well_inside_a_ward_is_answered_with_it(visit):
    page = located(visit, KORENMARKT).page

    expect(heading(page)).to_have_text("Je bent nu in de wijk Binnenstad. Je wijkregisseur is Youssef Zilverberk.")
    expect(heading(page)).to_be_focused()
    assert state(page) == "answer"
    assert wards(page) == ["binnenstad"]


def test_a_place_near_a_border_is_answered_with_both_wards(visit):
    page = located(visit, BORDER).page

    expect(heading(page)).to_have_text("Je bent dicht bij de grens van twee wijken.")
    expect(page.locator(STATE)).to_contain_text("Typ je straat en je huisnummer, dan weten we het zeker.")
    assert state(page) == "ambiguous"
    assert sorted(wards(page)) == ["stationsbuurt-noord", "stationsbuurt-zuid"]


def test_a_fix_that_is_not_precise_is_answered_with_every_ward_it_may_be_in(visit):
    page = located(visit, KORENMARKT, accuracy=600).page

    expect(heading(page)).to_contain_text("Je bent dicht bij de grens van")
    assert state(page) == "ambiguous"
    assert "binnenstad" in wards(page)


def test_a_fix_that_may_be_anywhere_is_not_answered(visit):
    page = located(visit, KORENMARKT, accuracy=4000).page

    expect(page.get_by_text("Je toestel weet niet precies genoeg waar je bent.")).to_be_visible()
    assert state(page) == "idle"


def test_a_place_near_the_border_of_the_city_is_not_sure_either(visit):
    page = located(visit, EDGE).page

    expect(heading(page)).to_have_text("Je bent dicht bij de grens van Gent.")
    assert state(page) == "ambiguous"


def test_a_place_outside_all_wards_is_outside(visit):
    page = located(visit, BRUSSELS).page

    expect(heading(page)).to_have_text("De plaats waar je nu bent, ligt niet in Gent.")
    expect(page.locator(STATE).get_by_role("link", name="09 210 10 10")).to_be_visible()
    assert state(page) == "outside"


def test_who_refuses_reads_what_to_do(visit):
    page = visit(LOOKUP, permissions=[]).page

    page.get_by_role("button", name="Gebruik mijn locatie").click()

    expect(page.get_by_text("We kennen je locatie niet. Typ je straat in het veld.")).to_be_visible()
    assert state(page) == "idle"


@pytest.mark.parametrize("code", [2, 3], ids=["unavailable", "too late"])
def test_who_cannot_be_found_reads_what_to_do(code, visit):
    page = visit(LOOKUP).page
    page.evaluate("(code) => { navigator.geolocation.getCurrentPosition = (_, failed) => failed({ code }) }", code)

    page.get_by_role("button", name="Gebruik mijn locatie").click()

    expect(page.get_by_text("We kennen je locatie niet. Typ je straat in het veld.")).to_be_visible()
    assert state(page) == "idle"


def test_back_from_it_one_is_on_the_portal_again(visit):
    visited = visit("/", geolocation={**KORENMARKT, "accuracy": 10}, permissions=["geolocation"])
    visited.page.get_by_role("link", name="Gebruik mijn locatie").click()
    expect(heading(visited.page)).to_contain_text("Je bent nu in de wijk Binnenstad.")

    visited.page.go_back()

    expect(visited.page).to_have_url(f"{visited.site}/")


def test_the_portal_leads_to_it(visit):
    visited = visit("/", geolocation={**KORENMARKT, "accuracy": 10}, permissions=["geolocation"])

    visited.page.get_by_role("link", name="Gebruik mijn locatie").click()

    expect(heading(visited.page)).to_contain_text("Je bent nu in de wijk Binnenstad.")


def test_the_place_is_in_no_request_and_in_no_link(visit):
    visited = located(visit, KORENMARKT)
    expect(heading(visited.page)).to_be_visible()
    visited.page.get_by_role("button", name="Deel").click()

    sent = " ".join(f"{url} {headers}" for url, headers in visited.requests) + visited.page.content()

    assert "51.05" not in sent
    assert "#" not in visited.page.url


def test_it_works_without_a_network(visit):
    visited = visit(LOOKUP, geolocation={**KORENMARKT, "accuracy": 10}, permissions=["geolocation"])
    visited.page.wait_for_load_state("networkidle")
    visited.context.set_offline(True)

    visited.page.get_by_role("button", name="Gebruik mijn locatie").click()

    expect(heading(visited.page)).to_contain_text("Je bent nu in de wijk Binnenstad.")
