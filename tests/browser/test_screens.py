"""What one sees first, in which order, and on paper."""

import pytest
from playwright.sync_api import expect
from tests.browser.kinds import REPLACED, VACANT
from tests.demonstration import ALERTED, ROOT

from wijksites.city.load import load_city

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 360, 740
WARDS = tuple(ward.slug for ward in load_city(ROOT / "wards.yaml")[0].wards)
# The widest letters that a phone or a computer may have instead of its own.
WIDEST = "() => document.documentElement.style.setProperty('--font', '\"DejaVu Sans\", Verdana, sans-serif')"
# How many lines an element's text takes for each of its words: more than one is a word that is broken.
BROKEN_WORDS = """(one) => {
  const text = one.firstChild;
  const range = document.createRange();
  return [...text.data.matchAll(/[^\\s-]+-?/g)]
    .filter((word) => {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      return new Set([...range.getClientRects()].map((box) => box.top)).size > 1;
    })
    .map((word) => word[0]);
}"""
# The rows that the links of the menu stand in.
MENU_ROWS = "(all) => new Set(all.map((one) => one.getBoundingClientRect().bottom)).size"


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


@pytest.mark.parametrize("ward", [ward for ward in WARDS if ward != ALERTED])  # an alert comes before all
def test_without_scrolling_a_phone_with_wide_letters_shows_name_phone_and_first_activity_of(ward, visit):
    page = visit(f"/{ward}/", width=WIDTH, height=HEIGHT).page
    page.evaluate(WIDEST)
    phone = page.locator(".card.contact a[href^='tel:']").first
    first = page.get_by_role("region", name="Binnenkort").locator(".event").first

    assert in_view(page, page.get_by_role("heading", level=1))
    assert in_view(page, phone)
    assert phone.inner_text().startswith("09")
    assert in_view(page, first.get_by_role("link"))


@pytest.mark.parametrize("ward", WARDS)
def test_at_320_pixels_no_word_is_broken_in_the_name_of(ward, visit):
    page = visit(f"/{ward}/", width=320).page
    page.evaluate(WIDEST)

    assert page.get_by_role("heading", level=1).evaluate(BROKEN_WORDS) == []


@pytest.mark.parametrize(
    ("path", "width"),
    [("/", 360), ("/wijkregisseurs/", 360), ("/agenda/", 360), ("/ledeberg/", 320), ("/ledeberg/agenda/", 320)],
)
def test_the_menu_is_one_row_with_wide_letters_too(path, width, visit):
    page = visit(path, width=width).page
    page.evaluate(WIDEST)

    assert page.locator(".nav__list a").evaluate_all(MENU_ROWS) == 1


def test_a_replacement_is_not_called_your_wijkregisseur(visit):
    card = visit(f"/{REPLACED}/").page.locator(".card.contact")

    expect(card.locator(".person__role")).to_have_text("vervangt tijdelijk je wijkregisseur")
    expect(card).to_have_attribute("aria-label", "Je contact in Mariakerke")


@pytest.mark.parametrize(
    ("path", "sentence", "phone"),
    [
        ("/wijkregisseurs/", "Intussen helpt de Dienst", "09 210 10 10"),
        ("/404.html", "kijk in de agenda of bel", "09 210 10 10"),
        ("/ledeberg/", "Krijg je geen antwoord?", "09 210 10 10"),
        ("/ledeberg/", "niet meer bijgewerkt", "09 210 10 10"),
        ("/ledeberg/agenda/klankbordgroep-centrumplein/", "met een rolstoel", "09 000 00 01"),
    ],
)
def test_a_telephone_number_in_a_sentence_can_be_called(path, sentence, phone, visit):
    found = visit(path).page.locator("p", has_text=sentence).first.locator("a[href^='tel:']")

    assert found.get_attribute("href") == "tel:" + phone.replace(" ", "")
    assert found.text_content() == phone.replace(" ", "\u00a0")


def test_in_a_vacancy_the_phone_of_the_service_is_large_and_stands_once(visit):
    card = visit(f"/{VACANT}/").page.locator(".card.contact")

    expect(card.locator(".contact__note")).not_to_contain_text("09 210 10 10")
    expect(card.locator(".person__phone")).to_have_attribute("href", "tel:092101010")


def test_the_people_by_ward_are_one_link_below_the_lead(visit):
    page = visit("/wijkregisseurs/", width=WIDTH).page

    page.get_by_role("link", name="Zoek per wijk").click()

    expect(page.get_by_role("heading", name="Per wijk")).to_be_in_viewport()
    expect(page.get_by_text("vervangt tijdelijk de wijkregisseur", exact=True)).to_have_count(1)


def test_the_hyphen_of_half_a_word_stays_with_it(visit):
    page = visit("/").page
    name = page.locator(".wards [data-ward=gentse-kanaaldorpen-en-zone]")

    lines = name.evaluate(
        """(link) => {
          link.style.cssText = "display: block; overflow-wrap: normal; width: 0";
          const range = document.createRange();
          range.selectNodeContents(link.querySelector("span"));
          return new Set([...range.getClientRects()].map((box) => box.top)).size;
        }"""
    )

    assert lines == 4  # Gentse, Kanaaldorpen, en, -zone


def test_no_line_is_drawn_under_the_space_behind_a_status(visit):
    title = visit(f"/{VACANT}/").page.get_by_role("link", name="Geannuleerd Infomarkt").first

    expect(title.locator(".status")).to_have_css("display", "inline-block")
    assert not title.evaluate("(link) => link.lastChild.data.startsWith(' ')")


@pytest.mark.parametrize("width", [320, 360])
def test_no_line_of_code_is_wider_than_the_screen(width, visit):
    boxes = (
        visit("/data/", width=width)
        .page.locator(".code")
        .evaluate_all("(all) => all.map((one) => [one.scrollWidth, one.clientWidth])")
    )

    assert [wide for wide, room in boxes if wide > room] == []


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
        "Deze week",
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
    assert headings(page) == [
        "Binnenkort",
        "Blijf op de hoogte",
        "Nieuws",
        "Over de wijk",
        "Niet jouw wijk?",
        "Op papier",
    ]


def test_a_wijksite_shows_at_most_three_activities_and_three_news_items(visit):
    page = visit("/ledeberg/").page

    assert page.get_by_role("region", name="Binnenkort").locator(".event:visible").count() == 3
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


def test_on_paper_what_the_contact_is_for_is_open_and_no_link_or_button_is_left_over(visit):
    page = visit("/ledeberg/").page

    page.emulate_media(media="print")

    assert page.get_by_text("Krijg je geen antwoord?").bounding_box()["height"] > 0
    expect(page.locator(".subscribe")).to_be_hidden()
    expect(page.locator(".foot__links")).to_be_hidden()


def test_to_print_what_is_closed_opens_and_then_closes_again(visit):
    page = visit("/ledeberg/").page
    details = page.locator("details")

    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(details).to_have_attribute("open", "")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")

    expect(details).not_to_have_attribute("open", "")


def test_on_paper_the_ways_to_follow_are_addresses(visit):
    page = visit("/ledeberg/volgen/").page

    page.emulate_media(media="print")

    expect(page.get_by_text("nieuwsbrief@voorbeeld.example", exact=True)).to_be_visible()
    expect(page.get_by_text("https://wijken.gent.example/ledeberg/agenda.ics").first).to_be_visible()


def test_the_map_shows_the_name_of_the_ward_that_has_the_focus(visit):
    page = visit("/").page
    ward = page.locator(".map").get_by_role("link", name="Mariakerke", exact=True)

    ward.focus()

    expect(page.locator(".map__name")).to_have_text("Mariakerke")
    expect(ward.locator("text")).to_have_text("24")


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
