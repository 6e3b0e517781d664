"""The grid of a month in the browser: today, the table that a screen reader meets, and one sheet of paper."""

import io
import re

import pikepdf
import pypdf
import pytest
from playwright.sync_api import expect
from tests.browser.test_keyboard import walk
from tests.browser.test_pages import LINES, objections

pytestmark = pytest.mark.browser

DECEMBER = "/ledeberg/agenda/2026-12/"
COFFEE = "10 uur Koffie met de wijkwerking Overleg"
# Each activity of a month again and again, until there are sixty.
SIXTY = """() => {
  const cells = [...document.querySelectorAll('.month td:not(.month__none)')];
  const events = [...document.querySelectorAll('.month__events li')];
  for (let number = events.length; number < 60; number += 1) {
    const cell = cells[(number * 7) % cells.length];
    const list = cell.querySelector('ul') ?? cell.appendChild(document.createElement('ul'));
    list.className = 'month__events';
    const copy = list.appendChild(events[number % events.length].cloneNode(true));
    copy.querySelector('.month__what').textContent += ` nummer${number}einde`;
  }
}"""


@pytest.fixture
def reader(browser, site):
    """reader(path, now, zone) opens a page for somebody who is anywhere."""
    contexts = []

    def open_path(path, now, zone, width=1280):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="nl-BE", timezone_id=zone, reduced_motion="reduce"
        )
        contexts.append(context)
        context.clock.set_fixed_time(now)
        page = context.new_page()
        page.goto(f"{site}{path}")
        return page

    yield open_path
    for context in contexts:
        context.close()


def today(page):
    """The days that are marked, and the words beside them."""
    marked = page.locator('[aria-current="date"]')
    return [
        (cell.locator("time").get_attribute("datetime"), cell.get_by_text("vandaag", exact=True).is_visible())
        for cell in marked.all()
    ]


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("path", "now", "day"),
    [
        (DECEMBER, "2026-12-08T09:00:00+01:00", "2026-12-08"),
        (DECEMBER, "2026-12-08T00:00:00+01:00", "2026-12-08"),
        ("/agenda/2027-03/", "2027-03-27T23:30:00+01:00", "2027-03-27"),
        ("/agenda/2027-03/", "2027-03-28T00:30:00+01:00", "2027-03-28"),
        ("/agenda/2027-03/", "2027-03-28T23:30:00+02:00", "2027-03-28"),
        ("/agenda/2027-10/", "2027-10-30T23:30:00+02:00", "2027-10-30"),
        ("/agenda/2027-10/", "2027-10-31T23:30:00+01:00", "2027-10-31"),
        # Half past eleven at night in New York, when it is morning in the city.
        (DECEMBER, "2026-12-08T23:30:00-05:00", "2026-12-09"),
    ],
)
def test_today_is_the_day_it_is_in_the_city_wherever_the_reader_is(path, now, day, zone, reader):
    assert today(reader(path, now, zone)) == [(day, True)]


@pytest.mark.parametrize("now", ["2026-11-30T23:59:59+01:00", "2027-01-01T00:00:00+01:00"])
def test_in_another_month_no_day_is_today(now, reader):
    assert today(reader(DECEMBER, now, "Europe/Brussels")) == []


def test_who_comes_back_to_the_page_the_next_day_sees_that_day(reader):
    page = reader(DECEMBER, "2026-12-08T09:00:00+01:00", "Europe/Brussels")
    page.clock.set_fixed_time("2026-12-09T09:00:00+01:00")

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    assert today(page) == [("2026-12-09", True)]


def test_a_free_day_is_listed_on_a_phone_only_when_it_is_today(reader):
    page = reader(DECEMBER, "2026-12-09T09:00:00+01:00", "Europe/Brussels", width=360)

    expect(page.get_by_text("Woensdag 9 december")).to_be_visible()
    expect(page.get_by_text("Donderdag 10 december")).to_be_hidden()
    expect(page.get_by_text("Vrijdag 11 december")).to_be_visible()


def test_without_scripts_no_day_is_marked(visit):
    page = visit(DECEMBER, scripts=False, now="2026-12-08T09:00:00+01:00").page

    expect(page.locator("[aria-current=date]")).to_have_count(0)
    assert "vandaag" not in page.evaluate(LINES)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_meets_a_table_whose_cells_say_their_date_in_full(width, visit):
    page = visit(DECEMBER, width=width).page
    table = page.get_by_role("table", name="December 2026")

    expect(table.get_by_role("columnheader")).to_have_count(7)
    expect(table.get_by_role("columnheader").first).to_have_text("maandag")
    cell = table.get_by_role("cell", name="Vrijdag 4 december")
    expect(cell.get_by_role("link")).to_have_accessible_name(COFFEE)


def test_every_week_of_the_table_is_a_row_of_seven(visit):
    table = visit(DECEMBER, width=1280).page.get_by_role("table")

    rows = [row.get_by_role("cell").count() for row in table.get_by_role("row").all()]
    assert rows == [0, 7, 7, 7, 7, 7]


def test_a_cancelled_activity_says_so_first(visit):
    link = visit(DECEMBER).page.get_by_role("link", name=re.compile("Infomarkt over het Wijkbudget"))

    expect(link).to_have_accessible_name("19 uur Geannuleerd Infomarkt over het Wijkbudget Infomarkt")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [DECEMBER, "/agenda/2026-12/"])
def test_the_tab_key_meets_the_activities_in_the_order_of_the_days_and_leaves(path, width, visit):
    count, met = walk(visit(path, width=width).page)

    assert [one["number"] for one in met] == list(range(count))
    assert [one["name"] for one in met if not one["seen"]] == []


def test_one_goes_from_the_list_to_the_month_and_on(visit, site):
    page = visit("/ledeberg/agenda/").page

    page.get_by_role("link", name="Bekijk per maand").click()
    expect(page).to_have_url(f"{site}/ledeberg/agenda/2026-11/")
    page.get_by_role("link", name="Volgende maand: December 2026").click()
    expect(page).to_have_url(f"{site}{DECEMBER}")
    page.get_by_role("link", name="Bekijk als lijst").click()
    expect(page).to_have_url(f"{site}/ledeberg/agenda/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_objects_to_nothing_on_a_month_with_today_in_it(width, scheme, visit):
    page = visit(DECEMBER, width=width, scheme=scheme, now="2026-12-08T09:00:00+01:00").page

    assert today(page) == [("2026-12-08", True)]
    assert objections(page) == []


def sheets(page):
    """The print of a page, and the sizes of its sheets in points."""
    data = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(data)) as document:
        return data, [[round(float(side)) for side in sheet.mediabox[2:]] for sheet in document.pages]


@pytest.mark.parametrize("month", ["2026-12", "2027-02", "2027-08"])  # five, four and six weeks
@pytest.mark.parametrize("ward", ["ledeberg", "elisabethbegijnhof-prinsenhof-papegaai-sint-michiels"])
def test_a_month_is_one_sheet_of_a4_on_its_side(ward, month, visit):
    _, sizes = sheets(visit(f"/{ward}/agenda/{month}/", width=1280).page)

    assert sizes == [[842, 595]]


def test_today_is_not_printed(visit):
    page = visit(DECEMBER, width=1280, now="2026-12-08T09:00:00+01:00").page
    page.emulate_media(media="print")

    expect(page.get_by_text("vandaag", exact=True)).to_be_hidden()


def test_of_a_month_with_sixty_activities_all_is_printed_on_a_few_sheets(visit):
    page = visit(DECEMBER, width=1280).page
    page.evaluate(SIXTY)
    data, sizes = sheets(page)
    with pypdf.PdfReader(io.BytesIO(data)) as reader:
        text = "".join("".join(sheet.extract_text().split()) for sheet in reader.pages)

    assert page.locator(".month__event").count() == 60
    assert 1 < len(sizes) <= 3
    assert len(set(re.findall(r"nummer(\d+)einde", text))) > 50
    assert text.count("maandag") == text.count("zondag") > 1
