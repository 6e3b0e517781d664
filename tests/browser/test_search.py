"""Searching: on the device of the reader, by word, street or name; from the keyboard, for a screen reader, by link."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.test_pages import TOO_WIDE, objections

pytestmark = pytest.mark.browser

CITY, WARD = "/zoeken/", "/ledeberg/zoeken/"
WORD = "standaertsite"


def ask(page, word):
    """Types a word, presses Enter, and waits for what is said of it."""
    page.get_by_role("searchbox", name="Wat zoek je?").fill(word)
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text(f"‘{word}’")


def said(page):
    return page.locator("[data-search-status]")


def results(page):
    return page.get_by_role("region", name="Resultaten").get_by_role("listitem")


def result(page, title):
    return results(page).filter(has=page.get_by_role("link", name=title, exact=True))


@pytest.mark.parametrize(
    ("word", "title", "kind"),
    [
        ("piept", "Herstelnamiddag in De Punt", "activiteit"),  # a word in its text
        ("cafe", "Herstelnamiddag in De Punt", "activiteit"),  # which says “repair café”
        ("debatcafe", "Debatcafé van het dorp", "activiteit"),
        ("lamp", "Herstelnamiddag in De Punt", "activiteit"),
        ("lampen", "Herstelnamiddag in De Punt", "activiteit"),  # which says “lamp”
        ("zaal", "Mariakerke", "wijk"),
        ("Kortrijksesteenweg", "Kortrijksesteenweg", "straat"),
        ("kortrijksestwg 100", "Kortrijksesteenweg 100", "straat"),
        ("Rachid Sleutelbloem", "Rachid Sleutelbloem", "persoon"),
        ("patershol", "Binnenstad", "wijk"),
    ],
)
def test_the_city_finds(word, title, kind, visit):
    page = visit(CITY).page

    ask(page, word)

    expect(result(page, title).first).to_be_visible()
    expect(result(page, title).first.locator(".tag").first).to_have_text(kind)


def test_a_plural_is_found_by_its_singular(visit):
    page = visit(CITY).page

    ask(page, "wijkregisseur")
    ask(page, "kaart")

    expect(results(page).first).to_contain_text(re.compile("kaart"))


def test_a_street_leads_to_the_lookup_with_its_answer(visit):
    page = visit(CITY).page
    ask(page, "Kortrijksesteenweg 100")

    page.get_by_role("link", name="Kortrijksesteenweg 100").click()

    expect(page).to_have_url(re.compile("/wie-is-mijn-wijkregisseur/#q=Kortrijksesteenweg%20100$"))
    expect(page.locator('[data-lookup-state="answer"]')).to_be_visible()


def test_a_person_leads_to_each_of_the_wards(visit, site):
    page = visit(CITY).page
    ask(page, "Rachid Sleutelbloem")
    links = page.get_by_role("link", name="Rachid Sleutelbloem")
    expect(links).to_have_count(2)

    links.first.click()

    expect(page).to_have_url(f"{site}/gentbrugge/")
    expect(page.get_by_text("Rachid Sleutelbloem").first).to_be_visible()


def test_a_result_says_what_it_is_when_and_where(visit):
    page = visit(CITY).page

    ask(page, "infomarkt wijkbudget")

    found = results(page).filter(has_text="Infomarkt over het Wijkbudget").first
    expect(found.locator(".status--cancelled")).to_have_text("Geannuleerd ")
    expect(found).to_contain_text("Dinsdag 8 december 2026, van 19 tot 21 uur · Ledeberg")
    expect(found.locator("mark").first).to_be_visible()


def test_what_is_over_says_so_and_comes_last(visit):
    page = visit(WARD).page

    ask(page, WORD)

    expect(results(page)).to_have_count(4)
    expect(results(page).last.locator(".tag").nth(1)).to_have_text("voorbij")
    expect(results(page).nth(1).locator(".tag")).to_have_text("nieuws")
    expect(results(page).nth(2).locator(".tag")).to_have_text("nieuwsbrief")


def test_what_is_over_only_since_the_site_was_built_says_so_too(visit):
    page = visit(CITY, now="2026-12-24T09:00:00+01:00").page

    ask(page, "schrijf het verhaal van je straat")

    expect(result(page, "Workshop: schrijf het verhaal van je straat")).to_contain_text("voorbij")


def test_nothing_found_says_what_one_can_do(visit):
    page = visit(CITY).page

    ask(page, "xylofonist")

    expect(said(page)).to_have_text(
        "Niets gevonden voor ‘xylofonist’. Kijk na of het juist geschreven is, of probeer een ander woord."
    )
    expect(page.get_by_role("region", name="Resultaten")).to_be_hidden()


def test_a_street_that_is_misspelled_is_offered(visit):
    page = visit(CITY).page
    ask(page, "kortrijkse")

    said(page).get_by_role("link", name="Kortrijksesteenweg").click()

    expect(result(page, "Kortrijksesteenweg")).to_be_visible()


def test_what_is_found_is_announced(visit):
    page = visit(WARD).page

    ask(page, WORD)

    expect(page.get_by_role("status")).to_have_text(f"4 resultaten voor ‘{WORD}’.")


def test_one_searches_and_opens_a_result_with_the_keyboard_alone(visit, site):
    page = visit(WARD, width=1280).page
    page.get_by_role("searchbox").focus()
    page.keyboard.type(WORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zoeken")).to_be_focused()
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(4)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zoek in alle wijken")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/ledeberg/nieuws/standaertsite/")


def test_more_results_come_on_request_and_the_first_of_them_has_the_focus(visit):
    page = visit(CITY).page
    ask(page, "wijk")
    before = results(page).count()

    page.get_by_role("button", name="Toon meer resultaten").click()

    expect(results(page).nth(before).get_by_role("link")).to_be_focused()


def test_a_search_is_a_link_that_one_can_share_and_go_back_to(visit):
    page = visit(f"{WARD}#q={WORD}").page
    expect(results(page)).to_have_count(4)
    ask(page, "plein")

    page.go_back()

    expect(said(page)).to_have_text(f"4 resultaten voor ‘{WORD}’.")
    expect(page.get_by_role("searchbox")).to_have_value(WORD)


def test_from_a_ward_one_goes_on_in_the_whole_city_with_the_same_word(visit, site):
    page = visit(WARD).page
    ask(page, "koffie")

    page.get_by_role("link", name="Zoek in alle wijken").click()

    expect(page).to_have_url(f"{site}/zoeken/#q=koffie")
    expect(said(page)).to_contain_text("resultaten voor ‘koffie’")


@pytest.mark.parametrize("path", [CITY, WARD])
def test_what_is_typed_is_asked_of_nobody(path, visit, site):
    visited = visit(path)

    ask(visited.page, "standaertsite")
    ask(visited.page, "Kortrijksesteenweg 100")

    asked = [url for url, _ in visited.requests]
    assert any("/zoeken/index/fragment/" in url or "/zoeken/index/index/" in url for url in asked)
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert [url for url in asked if re.search("standaert|kortrijk", url.partition("#")[0], re.IGNORECASE)] == []
    assert visited.complaints == []
    assert visited.context.cookies() == []
    assert visited.page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_what_somebody_wrote_behind_a_question_mark_goes_behind_the_hash(visit, site):
    page = visit(f"{WARD}?q={WORD}").page

    expect(page).to_have_url(f"{site}{WARD}#q={WORD}")
    expect(results(page)).to_have_count(4)


def test_nothing_of_the_index_is_asked_before_one_searches(visit):
    visited = visit(CITY)
    visited.page.wait_for_load_state("networkidle")

    assert [url for url, _ in visited.requests if "/index/" in url or url.endswith(".json")] == []


def test_only_the_pages_to_search_on_may_run_webassembly(output):
    allowed = {
        path.parent.relative_to(output).as_posix()
        for path in output.rglob("*.html")
        if "wasm-unsafe-eval" in path.read_text(encoding="utf-8")
    }

    assert "ledeberg/zoeken" in allowed
    assert len(allowed) == 26
    assert {path.rpartition("/")[2] for path in allowed} == {"zoeken"}


def test_without_an_index_the_page_says_that_it_does_not_work_now(visit):
    visited = visit(CITY)
    visited.page.route("**/zoeken/index/**", lambda route: route.abort())

    visited.page.get_by_role("searchbox").fill("xylofonist")
    visited.page.keyboard.press("Enter")

    expect(said(visited.page)).to_have_text(
        "Zoeken lukt nu niet. Kijk in het overzicht op deze pagina, of probeer het later opnieuw."
    )


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_objects_to_no_result_and_none_is_too_wide(width, scheme, visit):
    page = visit(CITY, width=width, scheme=scheme).page

    ask(page, "wijk")

    assert objections(page) == []
    assert page.evaluate(TOO_WIDE) == []


def test_without_javascript_there_is_no_form_but_a_map_of_the_site(visit, site):
    page = visit(CITY, scripts=False).page

    expect(page.locator("form")).to_be_hidden()
    expect(page.get_by_text("Zoeken lukt alleen als JavaScript aanstaat.")).to_be_visible()
    expect(page.get_by_role("region", name="De 25 wijken").get_by_role("link")).to_have_count(25)
    page.get_by_role("link", name="Straten met K").click()
    expect(page).to_have_url(f"{site}/straten/k/")


@pytest.mark.parametrize(("path", "leads"), [("/", CITY), ("/ledeberg/nieuws/", WARD)])
def test_every_page_leads_to_where_one_searches(path, leads, visit, site):
    page = visit(path).page

    page.get_by_role("banner").get_by_role("link", name="Zoeken").click()

    expect(page).to_have_url(f"{site}{leads}")
