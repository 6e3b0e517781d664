"""What one sees first, in which order, and on paper."""

import pytest
from playwright.sync_api import expect
from tests.browser.kinds import LONGEST, REPLACED, TWO_PEOPLE, VACANT

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 360, 740
WARDS = ("ledeberg", LONGEST, VACANT, TWO_PEOPLE, REPLACED)


def in_view(page, thing):
    """Whether all of a thing is on the screen before one scrolls."""
    box = thing.bounding_box()
    assert page.evaluate("() => scrollY") == 0
    return box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= WIDTH and box["y"] + box["height"] <= HEIGHT


def order(page, things):
    """The names of things in the order of the page. `things`: name to locator."""
    position = "(one) => [...document.querySelectorAll('*')].indexOf(one)"
    return sorted(things, key=lambda name: things[name].first.evaluate(position))


def headings(page):
    """The h2 of the main part, from top to bottom."""
    return page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()


@pytest.mark.parametrize("ward", WARDS)
def test_without_scrolling_a_phone_shows_the_name_of(ward, visit):
    page = visit(f"/{ward}/", width=WIDTH, height=HEIGHT).page

    assert in_view(page, page.get_by_role("heading", level=1))


@pytest.mark.parametrize("ward", WARDS)
def test_without_scrolling_a_phone_shows_whom_to_call_in(ward, visit):
    page = visit(f"/{ward}/", width=WIDTH, height=HEIGHT).page
    phone = page.locator(".card.contact a[href^='tel:']").first

    assert in_view(page, phone)
    assert phone.inner_text().startswith("09 ")


@pytest.mark.parametrize("ward", WARDS)
def test_without_scrolling_a_phone_shows_the_first_activity_of(ward, visit):
    page = visit(f"/{ward}/", width=WIDTH, height=HEIGHT).page
    first = page.get_by_role("region", name="Binnenkort").locator(".event").first

    assert in_view(page, first.get_by_role("link"))


def test_the_portal_asks_first_and_then_follows_the_agreed_order(visit):
    page = visit("/").page
    main = page.get_by_role("main")

    assert order(
        page,
        {
            "list": main.get_by_role("region", name="De 25 wijken"),
            "h1": main.locator("h1"),
            "form": main.locator("form"),
        },
    ) == ["h1", "form", "list"]
    assert headings(page) == [
        "Waar moet ik zijn?",
        "Binnenkort",
        "De 25 wijken",
        "Blijf op de hoogte",
        "Nieuws",
        "Op papier",
        "De wijken op de kaart",
    ]


def test_a_wijksite_shows_the_person_first_and_then_follows_the_agreed_order(visit):
    page = visit("/ledeberg/").page
    main = page.get_by_role("main")

    assert order(
        page,
        {
            "agenda": main.get_by_role("region", name="Binnenkort"),
            "card": main.locator(".card.contact"),
            "h1": main.locator("h1"),
        },
    ) == ["h1", "card", "agenda"]
    assert headings(page) == ["Binnenkort", "Blijf op de hoogte", "Nieuws", "Over de wijk", "Niet jouw wijk?"]


def test_a_wijksite_shows_at_most_three_activities_and_three_news_items(visit):
    page = visit("/ledeberg/").page

    assert page.get_by_role("region", name="Binnenkort").locator(".event").count() == 3
    assert page.get_by_role("region", name="Nieuws").get_by_role("listitem").count() == 3


def test_a_cancelled_event_says_so_before_its_title_and_then_follows_the_agreed_order(visit):
    page = visit("/ledeberg/agenda/infomarkt-wijkbudget/").page
    main = page.get_by_role("main")

    assert order(
        page,
        {
            "contact": main.get_by_role("heading", name="Vragen?"),
            "access": main.get_by_role("heading", name="Toegankelijkheid"),
            "text": main.get_by_text("Op de infomarkt heeft elk project"),
            "summary": main.get_by_text("Aan elke tafel hoor je"),
            "when": main.get_by_text("Wanneer", exact=True),
            "h1": main.locator("h1"),
            "status": main.locator(".alert"),
        },
    ) == ["status", "h1", "when", "summary", "text", "access", "contact"]
    assert main.locator("h1").inner_text() == "Geannuleerd Infomarkt over het Wijkbudget"


def test_the_facts_of_an_event_are_when_where_how_and_for_whom(visit):
    page = visit("/ledeberg/agenda/klankbordgroep-centrumplein/").page

    assert page.get_by_role("main").locator("dt").all_inner_texts() == [
        "Wanneer",
        "Waar",
        "Inschrijven",
        "Prijs",
        "Voor wie",
    ]


def test_a_repeated_event_ends_with_its_next_dates_and_what_else_there_is(visit):
    page = visit("/ledeberg/agenda/koffie-wijkwerking/").page

    assert headings(page) == [
        "Toegankelijkheid",
        "Vragen?",
        "De volgende data",
        "Nog te doen in Ledeberg",
        "Blijf op de hoogte",
    ]


def test_on_paper_there_is_no_menu_and_no_form(visit):
    page = visit("/ledeberg/").page
    expect(page.get_by_role("navigation").first).to_be_visible()

    page.emulate_media(media="print")

    assert [menu.is_visible() for menu in page.locator("nav").all()] == [False]
    assert not page.locator(".skip").is_visible()


def test_on_paper_there_are_the_name_the_person_and_the_activities(visit):
    page = visit("/ledeberg/").page

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".card.contact a[href^='tel:']").first).to_be_visible()
    expect(page.get_by_role("region", name="Binnenkort").locator(".event").first).to_be_visible()


def test_paper_is_white_for_a_reader_with_a_dark_screen_too(visit):
    page = visit("/ledeberg/", scheme="dark").page

    page.emulate_media(media="print", color_scheme="dark")

    assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgba(0, 0, 0, 0)"
    ink = page.locator("body").evaluate("(body) => getComputedStyle(body).color")
    assert sum(int(part) for part in ink.removeprefix("rgb(").removesuffix(")").split(", ")) < 3 * 80
