"""The filters of an agenda: what one chooses is shown, counted, kept in the address, and can be taken back."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.test_keyboard import walk
from tests.browser.test_pages import objections

pytestmark = pytest.mark.browser

CITY = "/agenda/"
SHOWN = """() => [...document.querySelectorAll('.day .event')].filter((item) => item.checkVisibility())
  .map((item) => ({
    kind: item.querySelector('.tag').textContent.trim(),
    about: item.querySelector('.event__meta').textContent,
    day: item.closest('.day').querySelector('time').dateTime,
  }))"""
EMPTY_DAYS = """() => [...document.querySelectorAll('.day')].filter((day) => day.checkVisibility())
  .filter((day) => ![...day.querySelectorAll('.event')].some((item) => item.checkVisibility())).length"""


def shown(page):
    return page.evaluate(SHOWN)


def opened(page):
    page.get_by_text("Kies wat je wilt zien").click()
    return page


def test_a_kind_shows_only_that_kind_and_says_how_many(visit):
    page = opened(visit(CITY).page)

    page.get_by_label("Soort activiteit").select_option("Bevraging")

    assert {one["kind"] for one in shown(page)} == {"Bevraging"}
    expect(page.get_by_role("status").first).to_have_text(f"{len(shown(page))} activiteiten")
    assert page.evaluate(EMPTY_DAYS) == 0


def test_a_ward_shows_its_own_events_and_those_of_the_whole_city(visit):
    page = opened(visit(CITY).page)

    page.get_by_label("Wijk", exact=True).select_option("Ledeberg")

    found = [one["about"] for one in shown(page)]
    assert any("Ledeberg" in about for about in found)
    assert [about for about in found if "Ledeberg" not in about and "heel de stad" not in about] == []


def test_what_is_chosen_stands_in_the_address_and_no_request_is_made(visit):
    visited = visit(CITY)
    page = opened(visited.page)
    before = {url for url, _ in visited.requests}

    page.get_by_label("Soort activiteit").select_option("Overleg")
    page.get_by_label("Alleen wat gratis is").check()

    expect(page).to_have_url(re.compile(r"/agenda/#soort=overleg&gratis$"))
    assert {url for url, _ in visited.requests} - before == set()


def test_a_link_with_choices_shows_what_it_was_made_for(visit):
    page = visit(f"{CITY}#soort=overleg&gratis").page

    expect(page.get_by_label("Soort activiteit")).to_have_value("overleg")
    expect(page.get_by_label("Alleen wat gratis is")).to_be_checked()
    assert {one["kind"] for one in shown(page)} == {"Overleg"}


def test_back_takes_back_one_choice_at_a_time(visit):
    page = opened(visit(CITY).page)
    counts = [len(shown(page))]
    page.get_by_label("Soort activiteit").select_option("Overleg")
    counts.append(len(shown(page)))
    page.get_by_label("Alleen waar je met een rolstoel binnen kunt").check()
    assert len(shown(page)) < counts[1] < counts[0]

    page.go_back()

    expect(page.get_by_label("Alleen waar je met een rolstoel binnen kunt")).not_to_be_checked()
    assert len(shown(page)) == counts[1]
    page.go_back()
    assert len(shown(page)) == counts[0]


# Tuesday at nine in the morning in Ghent; Sunday in Ghent while it is still Saturday in New York.
@pytest.mark.parametrize(
    ("now", "when", "first", "last"),
    [
        ("2026-11-24T09:00:00+01:00", "week", "2026-11-24", "2026-11-29"),
        ("2026-11-24T09:00:00+01:00", "weekend", "2026-11-28", "2026-11-29"),
        ("2026-11-29T00:30:00+01:00", "weekend", "2026-11-29", "2026-11-29"),
        ("2026-11-29T00:30:00+01:00", "week", "2026-11-29", "2026-11-29"),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/New_York"])
def test_this_week_and_the_weekend_are_those_of_the_city(now, when, first, last, zone, site, browser):
    context = browser.new_context(timezone_id=zone)
    context.clock.set_fixed_time(now)
    page = context.new_page()

    page.goto(f"{site}{CITY}")
    inside = [one for one in shown(page) if first <= one["day"] <= last]
    page.goto(f"{site}{CITY}#wanneer={when}")
    page.wait_for_function("() => document.querySelector('[name=wanneer]').value")

    assert shown(page) == inside
    context.close()


def test_when_nothing_fits_one_is_told_and_can_take_all_choices_back(visit):
    page = visit(f"{CITY}#soort=feest&wijk=ledeberg").page
    expect(page.get_by_text("We vinden niets wat bij al je keuzes past.")).to_be_visible()
    assert shown(page) == []

    page.get_by_role("button", name="Wis filters").click()

    assert len(shown(page)) > 50
    expect(page).to_have_url(re.compile(r"/agenda/$"))
    expect(page.get_by_text("We vinden niets wat bij al je keuzes past.")).to_be_hidden()
    expect(page.get_by_text("Kies wat je wilt zien")).to_be_focused()


def test_a_link_past_the_menu_takes_no_choice_away(visit):
    page = visit(f"{CITY}#soort=overleg").page
    count = len(shown(page))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()
    assert len(shown(page)) == count


def test_without_scripts_the_list_is_complete_and_there_is_no_filter(visit):
    expected = visit(CITY, now="2026-11-24T00:00:01+01:00").page.locator(".day .event:visible").count()

    page = visit(f"{CITY}#soort=overleg", scripts=False).page

    expect(page.locator("[data-filter]")).to_be_hidden()
    assert page.locator(".day .event:visible").count() == expected


def test_the_keyboard_alone_chooses_and_clears(visit):
    page = visit(CITY, width=1280).page
    page.get_by_text("Kies wat je wilt zien").focus()
    page.keyboard.press("Enter")
    everything = len(shown(page))

    page.keyboard.press("Tab")
    page.keyboard.type("Over")
    assert {one["kind"] for one in shown(page)} == {"Overleg"}
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Alleen wat gratis is")).to_be_checked()
    page.get_by_role("button", name="Wis filters").focus()
    page.keyboard.press("Enter")

    assert len(shown(page)) == everything


def test_tab_meets_the_open_filters_in_the_order_of_the_page(visit):
    page = opened(visit("/ledeberg/agenda/", width=1280).page)
    page.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); }")
    page.reload()
    page.evaluate("() => { document.querySelector('.filter details').open = true; }")

    count, met = walk(page)

    assert [one["number"] for one in met] == list(range(count))
    assert [one["name"] for one in met if not one["seen"]] == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("choice", ["#soort=overleg&rolstoel", "#soort=feest&wijk=ledeberg"])
def test_axe_objects_to_nothing_on_a_filtered_list(choice, width, scheme, visit):
    page = visit(f"{CITY}{choice}", width=width, scheme=scheme).page
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert objections(page) == []


def test_at_320_pixels_the_open_filters_fit(visit):
    page = opened(visit(CITY, width=320).page)

    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_the_names_of_the_controls_say_what_they_are_for(visit):
    page = opened(visit(CITY).page)

    for role, name in (
        ("combobox", "Soort activiteit"),
        ("combobox", "Wijk"),
        ("combobox", "Wanneer"),
        ("checkbox", "Alleen wat gratis is"),
        ("checkbox", "Alleen waar je met een rolstoel binnen kunt"),
    ):
        expect(page.get_by_role(role, name=name, exact=True)).to_be_visible()


def test_kinds_are_told_apart_by_shape_too(visit):
    page = visit(CITY).page
    shapes = page.evaluate(
        "() => [...document.querySelectorAll('.day .tag:has(svg)')]"
        ".map((tag) => [tag.textContent.trim(), tag.querySelector('use').getAttribute('href')])"
    )

    kinds = dict(map(tuple, shapes))
    assert len(kinds) > 2
    assert len(set(kinds.values())) == len(kinds)
    drawn = page.evaluate("() => [...document.querySelectorAll('symbol')].map((one) => `#${one.id}`)")
    assert set(kinds.values()) <= set(drawn)
