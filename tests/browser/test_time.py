"""What time changes after the build, in the browser of the reader."""

import pytest
from playwright.sync_api import expect
from tests.demonstration import ALERTED

pytestmark = pytest.mark.browser

COFFEE = "/ledeberg/agenda/koffie-wijkwerking/"


def coffee(page):
    """The coffee of 4 December, from 10 to 12 in Brussels, in a list."""
    return page.locator(".event", has=page.get_by_role("link", name="Koffie met de wijkwerking")).first


def test_an_event_is_listed_until_its_end(visit):
    page = visit("/ledeberg/", now="2026-11-27T11:59:00+01:00").page

    expect(coffee(page)).to_be_visible()


def test_an_event_disappears_from_a_list_after_its_end(visit):
    page = visit("/ledeberg/", now="2026-11-27T12:00:01+01:00").page

    expect(page.locator(".event", has_text="Koffie met de wijkwerking").first).to_be_hidden()
    expect(page.get_by_role("link", name="Infomarkt over het Wijkbudget")).to_be_visible()


def test_a_day_of_which_all_is_over_disappears_from_the_agenda(visit):
    page = visit("/ledeberg/agenda/", now="2026-11-27T12:00:01+01:00").page

    expect(page.get_by_text("Vrijdag 27 november 2026", exact=True)).to_be_hidden()
    expect(page.get_by_text("Vrijdag 4 december 2026")).to_be_visible()


def test_a_day_that_is_not_over_stays_in_the_agenda(visit):
    page = visit("/ledeberg/agenda/", now="2026-11-27T11:59:00+01:00").page

    expect(page.get_by_text("Vrijdag 27 november 2026", exact=True)).to_be_visible()


def test_a_date_of_a_series_disappears_when_it_is_over(visit):
    page = visit(COFFEE, now="2026-12-11T12:00:01+01:00").page
    dates = page.get_by_role("region", name="De volgende data")

    expect(dates.get_by_text("Vrijdag 4 december 2026")).to_be_hidden()
    expect(dates.get_by_text("Vrijdag 18 december 2026")).to_be_visible()


@pytest.mark.parametrize(("now", "over"), [("2027-01-14T19:00:00+01:00", False), ("2027-01-16T00:00:01+01:00", True)])
def test_an_event_says_that_it_is_over_once_it_is(now, over, visit):
    page = visit("/ledeberg/agenda/klankbordgroep-centrumplein/", now=now).page

    expect(page.get_by_text("Deze activiteit is voorbij.")).to_be_visible(visible=over)


@pytest.mark.parametrize("path", ["/", "/ledeberg/", "/ledeberg/agenda/", "/agenda/"])
@pytest.mark.parametrize(("now", "stale"), [("2026-11-25T09:00:00+01:00", False), ("2026-12-03T09:00:00+01:00", True)])
def test_a_page_that_is_not_renewed_says_so_after_nine_days_and_not_after_one(path, now, stale, visit):
    page = visit(path, now=now).page
    notice = page.get_by_text(
        "Deze pagina is sinds 24 november 2026 niet meer bijgewerkt. Bel 09 210 10 10 voor je vertrekt."
    )

    expect(notice).to_have_count(1)
    expect(notice).to_be_visible(visible=stale)


@pytest.mark.parametrize("path", [f"/{ALERTED}/", f"/{ALERTED}/agenda/", f"/{ALERTED}/volgen/"])
@pytest.mark.parametrize(("now", "there"), [("2026-11-25T11:59:00+01:00", True), ("2026-11-25T12:00:01+01:00", False)])
def test_an_alert_is_over_at_its_end_on_a_site_that_was_not_built_again(path, now, there, visit):
    page = visit(path, now=now).page

    expect(page.get_by_role("status").filter(has_text="Let op: De Botestraat is dicht")).to_be_visible(visible=there)


@pytest.mark.parametrize("path", ["/", "/ledeberg/", COFFEE])
@pytest.mark.parametrize(
    ("now", "there"),
    [
        ("2026-11-26T17:59:00+01:00", False),
        ("2026-11-26T18:00:01+01:00", True),
        ("2026-11-28T00:00:01+01:00", False),
    ],
)
def test_an_alert_that_was_announced_comes_at_its_hour(path, now, there, visit):
    page = visit(path, now=now).page

    expect(page.get_by_text("Gevaar: Storm")).to_be_visible(visible=there)


def test_an_alert_stands_without_a_script_too(visit):
    page = visit(f"/{ALERTED}/", scripts=False).page

    expect(page.get_by_text("Let op: De Botestraat is dicht")).to_be_visible()
    expect(page.get_by_text("Dit geldt van dinsdag 24 november 2026 om 8 uur tot woensdag 25 november")).to_be_visible()


def test_an_alert_is_printed(visit):
    page = visit(f"/{ALERTED}/").page
    page.emulate_media(media="print")

    expect(page.get_by_text("Let op: De Botestraat is dicht")).to_be_visible()
