"""The lookup in a frame on a site of somebody else, with an address of its own."""

import json

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import served

pytestmark = pytest.mark.browser

FRAME = "/wie-is-mijn-wijkregisseur/inbouwen/"
WAYS = {
    "element": '<script async src="{site}{frame}wijk-regisseur.js"></script><wijk-regisseur></wijk-regisseur>',
    "iframe": '<iframe src="{site}{frame}" title="Wie is mijn wijkregisseur?" width="100%" height="640"></iframe>',
}


@pytest.fixture(scope="module")
def elsewhere(site, tmp_path_factory):
    """Another site, with a page for each way to take the lookup over."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name, body in WAYS.items():
        page = folder / name / "index.html"
        page.parent.mkdir()
        text = body.format(site=site, frame=FRAME)
        page.write_text(f"<!doctype html><html lang=nl><title>Buurt</title><h1>Buurt</h1>{text}", encoding="utf-8")
    (folder / "404.html").write_text("weg", encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.fixture
def opened(visit, elsewhere):
    """opened(way) opens the page of the other site."""

    def open_way(way):
        visited = visit("/data/")
        visited.page.goto(f"{elsewhere}/{way}/")
        return visited, visited.page.frame_locator("iframe")

    return open_way


def ask(frame, question):
    """Types a question in the frame and presses Enter."""
    field = frame.get_by_label("In welke straat woon je?")
    field.press_sequentially(question)
    field.press("Enter")


@pytest.mark.parametrize("way", WAYS)
def test_a_frame_on_another_site_answers(way, opened):
    _, frame = opened(way)

    ask(frame, "korenmarkt 1")

    expect(frame.get_by_role("heading", level=2)).to_contain_text("Korenmarkt 1 ligt in de wijk Binnenstad.")
    expect(frame.get_by_role("link", name="09 000 00 02")).to_be_visible()


def test_the_frame_has_a_title_and_is_as_high_as_its_content(opened):
    visited, frame = opened("element")
    element = visited.page.locator("iframe")
    expect(element).to_have_attribute("title", "Wie is mijn wijkregisseur?")
    expect(frame.get_by_role("button", name="Zoek mijn wijkregisseur")).to_be_visible()
    visited.page.wait_for_timeout(300)
    before = element.bounding_box()["height"]

    ask(frame, "korenmarkt 1")
    expect(frame.get_by_role("heading", level=2)).to_be_visible()
    visited.page.wait_for_timeout(300)

    assert element.bounding_box()["height"] > before
    inner = frame.locator("html").evaluate("(html) => [html.scrollHeight, html.clientHeight]")
    assert inner[0] <= inner[1]


def test_only_the_frame_itself_is_believed_about_its_height(opened):
    visited, frame = opened("element")
    expect(frame.get_by_role("button", name="Zoek mijn wijkregisseur")).to_be_visible()
    visited.page.wait_for_timeout(300)
    before = visited.page.locator("iframe").bounding_box()["height"]

    message = json.dumps({"name": "wijk-regisseur", "height": 9999})
    visited.page.evaluate(f"() => window.postMessage({message}, '*')")
    visited.page.wait_for_timeout(200)

    assert visited.page.locator("iframe").bounding_box()["height"] == before


def test_a_link_in_the_frame_opens_in_the_whole_window(opened, site):
    visited, frame = opened("iframe")
    ask(frame, "korenmarkt 1")

    frame.get_by_role("link", name="Waar moet ik zijn?").click()

    visited.page.wait_for_url(f"{site}/wie-is-mijn-wijkregisseur/#waar-moet-ik-zijn")


def test_the_back_button_stays_that_of_the_other_site(opened):
    visited, frame = opened("iframe")
    before = visited.page.evaluate("() => history.length")

    ask(frame, "korenmarkt 1")
    expect(frame.get_by_role("heading", level=2)).to_be_visible()

    assert visited.page.evaluate("() => history.length") == before


@pytest.mark.parametrize("way", WAYS)
def test_the_other_site_hears_nothing_of_what_is_typed(way, opened):
    visited, frame = opened(way)
    visited.page.evaluate("() => { window.heard = []; addEventListener('message', (e) => heard.push(e.data)); }")

    ask(frame, "knuppelpad")
    expect(frame.get_by_role("heading", level=2)).to_contain_text("Knuppelpad")

    assert "knuppel" not in json.dumps(visited.page.evaluate("() => heard")).casefold()
    assert [url for url, headers in visited.requests if "knuppel" in f"{url} {headers}".casefold()] == []
