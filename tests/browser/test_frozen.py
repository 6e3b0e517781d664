"""A site that nobody builds any more: at any moment of the month after it, its lists show what is not over."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import served
from tests.browser.frozen import AUTUMN, SPRING, Frozen, moments

pytestmark = pytest.mark.browser

ZONES = ("Europe/Brussels", "America/New_York")
# What a reader sees of a list: where each leads, its day and its hour.
BY_DAY = """() => [...document.querySelectorAll('.day')].filter((day) => day.checkVisibility()).flatMap((day) =>
  [...day.querySelectorAll('.event')].filter((item) => item.checkVisibility())
    .map((item) => [new URL(item.querySelector('a').href).pathname, day.querySelector('time').dateTime]))"""
FIRST = """(label) => [...document.querySelectorAll(`[aria-labelledby=${label}] .event`)]
  .filter((item) => item.checkVisibility())
  .map((item) => [new URL(item.querySelector('a').href).pathname, item.querySelector('time').dateTime.slice(0, 16)])"""
DATES = """() => [...document.querySelectorAll('[aria-labelledby=kop-data] li')]
  .filter((item) => item.checkVisibility()).map((item) => item.querySelector('time').dateTime.slice(0, 10))"""
EMPTY_DAYS = """() => [...document.querySelectorAll('.day')].filter((day) => day.checkVisibility())
  .filter((day) => ![...day.querySelectorAll('.event')].some((item) => item.checkVisibility())).length"""


@pytest.fixture(scope="module", params=[SPRING, AUTUMN], ids=["spring", "autumn"])
def frozen(request, tmp_path_factory):
    city = Frozen(tmp_path_factory.mktemp("frozen") / "project", *request.param)
    with served(city.output) as address:
        yield city, address, moments(*request.param)


@pytest.fixture(params=ZONES)
def zone(request):
    return request.param


@pytest.fixture
def whens(frozen, zone):
    """Name to moment: elsewhere only those at which it is another day there."""
    return {name: when for name, when in frozen[2].items() if zone == ZONES[0] or "eleven" in name}


@pytest.fixture
def reader(frozen, browser, zone):
    """A browser in a zone: reader(moment) has its clock there; it opens paths one after another."""
    context = browser.new_context(timezone_id=zone, locale="nl-BE")
    page = context.new_page()

    def at(moment):
        context.clock.set_fixed_time(moment)

        def go(path):
            page.goto(f"{frozen[1]}{path}")
            return page

        return go

    yield at
    context.close()


def by_day(page):
    """Everything that an agenda shows, and no day without anything."""
    assert page.evaluate(EMPTY_DAYS) == 0
    return sorted(map(tuple, page.evaluate(BY_DAY)))


def first(page, label):
    return [tuple(one) for one in page.evaluate(FIRST, label)]


def hours(found):
    """Address and start, to the minute; of a whole day its date."""
    return [(url, start[:16] if "T00:00" not in start else start[:10]) for url, _, start in found]


def test_the_agendas_show_exactly_what_is_not_over(frozen, whens, reader):
    city = frozen[0]
    for name, moment in whens.items():
        go = reader(moment)
        for ward in ("", "kaai", "molen"):
            expected = sorted((url, day) for url, day, _ in city.left(moment, ward))

            assert by_day(go(f"/{ward}/agenda/".replace("//", "/"))) == expected, (name, ward)


def test_the_homes_show_exactly_what_comes_first(frozen, whens, reader):
    city = frozen[0]
    for name, moment in whens.items():
        go = reader(moment)

        assert first(go("/"), "kop-week") == hours(city.of_the_week(moment)), name
        for ward in ("kaai", "molen"):
            assert first(go(f"/{ward}/"), "kop-agenda") == hours(city.of_a_ward(moment, ward)), (name, ward)


def test_what_comes_next_of_a_repetition_is_named_on_its_page(frozen, whens, reader):
    city = frozen[0]
    weekly = "/kaai/agenda/elke-zondag/"
    for name, moment in whens.items():
        page = reader(moment)(weekly)
        dates = [day for url, day, _ in city.left(moment, "kaai") if url == weekly]
        shown = page.evaluate(DATES)

        assert shown[: len(dates)] == dates[: len(shown)] and len(shown) == 4, name
        when = page.locator("dt", has_text="Wanneer").locator("xpath=..").locator("time:visible")
        cancelled = page.locator("[aria-labelledby=kop-data] li:visible", has_text="Geannuleerd").locator("time")
        off = [time.get_attribute("datetime")[:10] for time in cancelled.all()]
        assert [when.get_attribute("datetime")[:10]] == [day for day in shown if day not in off][:1], name


def test_when_all_is_over_the_reader_is_told_and_not_left_with_an_empty_list(frozen, reader):
    city, _, whens = frozen
    nothing = (
        "Er zijn nu geen activiteiten gepland in Brug. Schrijf je in op de nieuwsbrief, dan mis je de volgende niet."
    )
    for name in ("at once", "thirty days later"):
        gone = city.left(whens[name], "brug") == []
        for path in ("/brug/", "/brug/agenda/"):
            expect(reader(whens[name])(path).get_by_text(nothing)).to_be_visible(visible=gone)
