"""The list of streets: the way to an answer without a script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_without_scripts_one_gets_from_the_portal_to_a_street_its_ward_and_its_person(visit):
    page = visit("/", scripts=False).page

    page.get_by_role("main").get_by_role("link", name="Lijst van alle straten").click()
    page.get_by_role("link", name="K", exact=True).click()

    item = page.get_by_role("listitem").filter(has_text=re.compile(r"^\s*Korenmarkt 9000"))
    expect(item).to_contain_text("Binnenstad, Youssef Zilverberk")
    item.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/binnenstad/$"))


def test_the_lookup_without_scripts_leads_to_the_letters(visit):
    page = visit("/wie-is-mijn-wijkregisseur/", scripts=False).page

    expect(page.locator("form")).to_be_hidden()
    page.get_by_role("link", name="Straten met K", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Straten met K")


def test_a_street_in_several_wards_tells_which_numbers_lie_where(visit):
    page = visit("/straten/k/").page
    item = page.locator(".streets__item", has_text="Kortrijksesteenweg 9000")

    expect(item.get_by_role("listitem")).to_have_count(5)
    expect(item).to_contain_text("Stationsbuurt-Noord, Youssef Zilverberk: oneven nummers 1-677 en even nummers 6-472")


def test_a_street_that_only_the_map_knows_has_a_mark_and_the_map_is_credited(visit):
    page = visit("/straten/k/").page

    expect(page.locator(".streets__item", has_text="Knuppelpad")).to_contain_text("*")
    expect(page.get_by_role("main")).to_contain_text("© OpenStreetMap-bijdragers")
    expect(page.get_by_role("main")).to_contain_text("Bron: CRAB, Digitaal Vlaanderen")
