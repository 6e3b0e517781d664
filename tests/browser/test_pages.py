"""One page of each kind: axe objects to nothing, nothing is asked elsewhere, nothing is too wide or needs a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.kinds import ALL, HOLDING
from tests.demonstration import NEW_URL, OLD_URL

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What is wider than the page, outermost first.
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.body.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 0.5)
    .map((one) => one.tagName + '.' + one.getAttribute('class'));
}"""
# Text that is cut off, where no one can scroll to it. The ward in the header is said in full below it.
CUT_OFF = """() => [...document.body.querySelectorAll('*')]
  .filter((one) => !one.matches('.visually-hidden, .visually-hidden *, svg *, .top__ward'))
  .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX))
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.innerText)"""
DOUBLE_TEXT = """() => {
  const root = document.documentElement;
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + 'px';
}"""
# The lines a reader sees, but for the forms and buttons that only a script can answer, and what a form hides.
LINES = """() => {
  document.querySelectorAll('form, [data-needs-script]').forEach((one) => one.remove());
  return document.querySelector('main').innerText.split('\\n').map((line) => line.trim()).filter(Boolean);
}"""


def objections(page):
    """What axe objects to: rule, element and reason."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], node["html"], node["failureSummary"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_objects_to_nothing_on(kind, width, scheme, visit):
    page = visit(ALL[kind], width=width, scheme=scheme).page

    assert objections(page) == []


def test_axe_would_have_said_so(visit):
    page = visit("/").page
    page.evaluate("() => { document.querySelector('h1').remove(); }")

    assert [rule for rule, *_ in objections(page)] == ["page-has-heading-one"]


@pytest.fixture(scope="module", params=HOLDING)
def settled(request, visit_for_all):
    """A page of each kind after all it asks for has come."""
    visited = visit_for_all(HOLDING[request.param])
    visited.page.wait_for_load_state("networkidle")
    return visited


def test_nothing_goes_wrong_on(settled):
    assert settled.complaints == []


def test_nothing_is_asked_of_another_site_by(settled, site):
    # The page, its style sheet and its script at the least.
    assert len(settled.requests) >= 3
    assert [url for url, _ in settled.requests if not url.startswith(f"{site}/")] == []


def test_nothing_is_kept_on_the_device_of_the_reader_by(settled):
    assert settled.context.cookies() == []
    assert settled.page.evaluate("() => localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("kind", ALL)
def test_at_320_pixels_one_need_not_scroll_sideways_on(kind, visit):
    page = visit(ALL[kind], width=320).page

    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("kind", ALL)
def test_with_text_twice_as_large_nothing_is_lost_on(kind, visit):
    page = visit(ALL[kind], width=640).page
    page.evaluate(DOUBLE_TEXT)

    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("kind", ALL)
def test_without_scripts_one_reads_the_same_on(kind, visit):
    with_scripts = visit(ALL[kind]).page.evaluate(LINES)
    without = visit(ALL[kind], scripts=False).page

    expect(without.get_by_role("heading", level=1)).to_be_visible()
    assert [line for line in with_scripts if line not in without.evaluate(LINES)] == []


def test_without_scripts_every_ward_can_be_reached_from_the_portal_by_links(visit, site):
    page = visit("/", scripts=False).page
    links = page.get_by_role("region", name=re.compile("25 wijken")).get_by_role("link")
    expect(links).to_have_count(25)
    names = {link.inner_text(): link.evaluate("(link) => link.href") for link in links.all()}

    for name, address in names.items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("path", ["/", "/wie-is-mijn-wijkregisseur/"])
def test_without_scripts_the_form_of_the_lookup_is_not_shown(path, visit):
    page = visit(path, scripts=False).page

    expect(page.locator("form")).to_have_count(1)
    expect(page.locator("form")).to_be_hidden()


def test_without_scripts_the_lookup_is_a_list_of_all_names(visit):
    page = visit("/wie-is-mijn-wijkregisseur/", scripts=False).page

    expect(page.get_by_role("heading", name="Alle wijken en buurten van A tot Z")).to_be_visible()
    page.get_by_role("link", name="Patershol (Binnenstad)").click()
    expect(page).to_have_url(re.compile("/binnenstad/$"))


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_brings_the_reader_to_the_new_one(scripts, visit, site):
    visited = visit("/ledeberg/", scripts=scripts)

    visited.page.goto(f"{site}{OLD_URL}")

    visited.page.wait_for_url(f"{site}{NEW_URL}")
    # What a page still asks for when the reader leaves it is given up.
    assert [complaint for complaint in visited.complaints if not complaint.endswith("net::ERR_ABORTED")] == []


def test_an_address_that_does_not_exist_shows_the_404_with_its_style_and_its_links(visit, site):
    page = visit("/ledeberg/agenda/bestaat/niet/").page

    expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina vinden we niet")
    assert page.evaluate("() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    page.get_by_role("main").get_by_role("link", name="Zoek je wijkregisseur").click()
    expect(page).to_have_url(f"{site}/wie-is-mijn-wijkregisseur/")
