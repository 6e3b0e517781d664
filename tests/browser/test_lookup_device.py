"""What the lookup does on the device of the reader alone: remembering, sharing, working without a network."""

import gzip

import pytest
from playwright.sync_api import expect
from tests.browser.test_lookup import LOOKUP, STATE, ask, field, wards
from tests.browser.test_lookup_answers import heading

pytestmark = pytest.mark.browser

TYPED = "korenmarkt 1"
KEPT = "() => JSON.stringify(localStorage)"


def test_the_ward_is_remembered_only_when_asked_and_then_stands_at_the_top(visit, site):
    page = visit(f"{LOOKUP}#q={TYPED}").page
    expect(heading(page)).to_be_visible()
    assert page.evaluate(KEPT) == "{}"

    page.get_by_role("button", name="Onthoud mijn wijk op dit toestel").click()

    assert page.evaluate(KEPT) == '{"wijkregisseur.wijk":"binnenstad"}'
    expect(page.get_by_text("Je toestel onthoudt je wijk.")).to_be_visible()
    for path in ("/", LOOKUP):
        page.goto(f"{site}{path}")
        link = page.locator("form").get_by_role("link", name="Binnenstad")
        expect(link).to_be_visible()
        assert link.evaluate("(link) => link.href") == f"{site}/binnenstad/"


@pytest.mark.parametrize("path", ["/", LOOKUP])
def test_the_ward_can_be_forgotten(path, visit, site):
    page = visit(f"{LOOKUP}#q={TYPED}").page
    page.get_by_role("button", name="Onthoud mijn wijk op dit toestel").click()
    page.goto(f"{site}{path}")

    page.get_by_role("button", name="Vergeet mijn wijk").first.click()

    assert page.evaluate(KEPT) == "{}"
    expect(page.locator("[data-lookup-mine]")).to_be_hidden()


def test_who_forgets_the_ward_below_the_answer_can_remember_it_again(visit):
    page = visit(f"{LOOKUP}#q={TYPED}").page
    page.get_by_role("button", name="Onthoud mijn wijk op dit toestel").click()
    forget = page.locator(STATE).get_by_role("button", name="Vergeet mijn wijk")
    expect(forget).to_be_focused()

    forget.click()

    expect(page.get_by_role("button", name="Onthoud mijn wijk op dit toestel")).to_be_focused()
    expect(page.locator("[data-lookup-mine]")).to_be_hidden()


def test_a_ward_that_is_no_more_is_not_shown(visit, site):
    page = visit(LOOKUP).page
    page.evaluate("() => localStorage.setItem('wijkregisseur.wijk', 'weg')")

    page.goto(f"{site}/")

    expect(page.locator("[data-lookup-mine]")).to_be_hidden()


def test_to_share_an_answer_copies_its_link(visit, site):
    page = visit(f"{LOOKUP}#q={TYPED}", permissions=["clipboard-read", "clipboard-write"]).page

    page.get_by_role("button", name="Deel").click()

    expect(page.get_by_text("De link is gekopieerd.")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{site}{LOOKUP}#q=korenmarkt%201"


def test_where_copying_is_not_possible_the_link_is_shown(visit, site):
    page = visit(f"{LOOKUP}#q={TYPED}").page
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")

    page.get_by_role("button", name="Deel").click()

    expect(page.locator(STATE)).to_contain_text(f"{site}{LOOKUP}#q=korenmarkt%201")


def test_once_loaded_it_answers_without_a_network(visit):
    visited = visit(LOOKUP)
    visited.page.wait_for_load_state("networkidle")
    visited.context.set_offline(True)

    ask(visited.page, TYPED)

    expect(heading(visited.page)).to_contain_text("Korenmarkt 1 ligt in de wijk Binnenstad.")
    assert wards(visited.page) == ["binnenstad"]


def test_without_the_streets_it_says_so_and_answers_names(visit):
    visited = visit("/")
    visited.page.route("**/data/streets.json", lambda route: route.abort())
    visited.page.goto(f"{visited.site}{LOOKUP}")

    ask(visited.page, "patershol")

    expect(heading(visited.page)).to_contain_text("Patershol hoort bij de wijk Binnenstad.")
    expect(visited.page.get_by_text("We konden de straten niet laden.")).to_be_visible()


def test_the_page_with_everything_it_asks_for_is_at_most_80_kilobytes_compressed(visit, output):
    visited = visit(LOOKUP)
    visited.page.wait_for_load_state("networkidle")

    paths = {url.removeprefix(visited.site).partition("#")[0].removesuffix("index.html") for url, _ in visited.requests}
    sizes = {path: packed(output, path) for path in paths}

    assert {"/data/streets.json", "/data/streets-probable.json", "/data/wards.geojson"} < set(sizes)
    assert sum(sizes.values()) <= 80_000, sizes
    assert sizes["/data/streets.json"] + sizes["/data/streets-probable.json"] <= 28_000


def packed(output, path):
    """How large a file is as a server sends it."""
    file = output / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
    return len(gzip.compress(file.read_bytes(), 9))


def everywhere(visited):
    """Whatever left the browser: addresses without what stays behind the #, headers and bodies."""
    return [f"{url.partition('#')[0]} {headers}".casefold() for url, headers in visited.requests]


@pytest.mark.parametrize("path", ["/", LOOKUP, f"{LOOKUP}inbouwen/"])
def test_nothing_typed_leaves_the_browser(path, visit, site):
    visited = visit(path, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page

    field(page).press_sequentially("knuppelpa")
    page.wait_for_timeout(700)
    field(page).press_sequentially("d")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Knuppelpad")
    if path == LOOKUP:
        page.get_by_role("button", name="Deel").click()
        expect(page.get_by_text("De link is gekopieerd.")).to_be_visible()
    page.reload()
    expect(heading(page)).to_contain_text("Knuppelpad")
    page.locator(STATE).get_by_role("link", name="Waar moet ik zijn?").click()
    page.goto(f"{site}{LOOKUP}#q=knuppelpad")
    expect(heading(page)).to_contain_text("Knuppelpad")
    page.get_by_role("link", name="Naar de wijksite van Drongen").click()
    page.wait_for_load_state("networkidle")

    assert len(visited.requests) > 10
    assert [sent for sent in everywhere(visited) if "knuppel" in sent] == []
    assert [sent for sent in everywhere(visited) if "referer" in sent and LOOKUP in sent.partition(" ")[2]] == []


def test_a_number_typed_leaves_the_browser_neither(visit):
    visited = visit(f"{LOOKUP}#q=Kortrijksesteenweg, 9000")
    page = visited.page

    page.get_by_label("Wat is je huisnummer?").press_sequentially("1013")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Kortrijksesteenweg 1013")

    assert [sent for sent in everywhere(visited) if "1013" in sent.partition(" ")[0] or "kortrijk" in sent] == []


def test_who_asks_before_the_streets_have_come_reads_that_they_are_coming(visit):
    visited = visit("/")
    visited.page.clock.resume()
    held = []
    visited.page.route("**/data/streets.json", lambda route: held.append(route))
    visited.page.goto(f"{visited.site}{LOOKUP}")

    ask(visited.page, TYPED)
    expect(visited.page.get_by_text("We halen de lijst van straten op.")).to_be_visible()
    held[0].continue_()

    expect(heading(visited.page)).to_contain_text("Korenmarkt 1 ligt in de wijk Binnenstad.")
    expect(visited.page.get_by_text("We halen de lijst van straten op.")).to_be_hidden()
