"""The pages of months in a build: which there are, and that none is made for which nothing changed."""

import re
from datetime import date, timedelta

import pytest
from tests.checking import EVENT, event, said
from tests.projects import make_project, tree, write

from wijksites.build import build_site, month_tasks
from wijksites.shell import load_settings

DAY = date(2026, 12, 15)
MONTH = re.compile(r"(.*?)/?agenda/(\d{4}-\d{2})/index\.html")
PAST = event(title="Oude markt", published="2025-01-01", start="2025-03-08")
OLDER = event(title="Oudere markt", published="2024-01-01", start="2024-06-08")
OLD, ELDER = "content/kaai/agenda/oud.md", "content/kaai/agenda/ouder.md"


class City:
    """A project that is built again and again; `made`: place and month of the grids that the last build made."""

    def __init__(self, folder, patch, **files):
        self.folder = make_project(folder / "project", **files)
        self.made = []
        patch.setattr(month_tasks, "month_page", self.page)
        self.real = month_tasks.month_page

    def page(self, scene, ward, month, *rest):
        self.made.append((ward.slug if ward else "", f"{month:%Y-%m}"))
        return self.real(scene, ward, month, *rest)

    def build(self, day=DAY, output="output", **changes):
        settings = load_settings(
            str(self.folder / "pelicanconf.py"),
            PATH=str(self.folder / "content"),
            WARDS_FILE=str(self.folder / "wards.yaml"),
            DATA_PATH=str(self.folder / "data"),
            OUTPUT_PATH=str(self.folder / output),
            JOBS=1,
            SHEETS=False,
            **changes,
        )
        self.made.clear()
        outcome = build_site(settings, day)
        assert outcome.status == 0, outcome.problems
        return outcome

    def months(self, place="kaai"):
        """The months of a place that have a page."""
        found = [MONTH.fullmatch(path) for path in tree(self.folder / "output")]
        return sorted(match[2] for match in found if match and match[1] == place)

    def text(self, path):
        return (self.folder / "output" / path).read_text(encoding="utf-8")

    def write(self, path, text):
        write(self.folder / path, text)


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A project with activities in 2024, 2025 and (from the project itself) December 2026, not built yet."""
    real = month_tasks.month_page
    made = City(tmp_path, monkeypatch, **{OLD: PAST, ELDER: OLDER})
    made.real = real
    return made


def ahead(first, count):
    months = [first.year * 12 + first.month - 1 + number for number in range(count)]
    return [f"{month // 12}-{month % 12 + 1:02}" for month in months]


def test_this_month_and_twelve_ahead_have_a_page_and_of_the_past_what_had_activities(city):
    city.build()

    assert city.months() == ["2024-06", "2025-03", *ahead(DAY, 13)]
    assert city.months("") == ["2024-06", "2025-03", *ahead(DAY, 13)]
    assert city.months("molen") == ahead(DAY, 13)


def test_how_many_months_ahead_is_a_setting(city):
    city.build(AGENDA_MONTHS=1)
    assert city.months("molen") == ["2026-12", "2027-01"]

    city.build(AGENDA_MONTHS=2)
    assert city.months("molen") == ["2026-12", "2027-01", "2027-02"]
    # January leads to February now.
    assert sorted({month for _, month in city.made}) == ["2027-01", "2027-02"]


def test_the_previous_month_of_one_is_the_last_that_has_a_page(city):
    city.build()

    assert 'href="../2025-03/" rel="prev"' in city.text("kaai/agenda/2026-12/index.html")
    assert 'href="../2026-12/" rel="next"' in city.text("kaai/agenda/2025-03/index.html")
    assert 'rel="prev"' not in city.text("kaai/agenda/2024-06/index.html")
    assert 'rel="next"' not in city.text("kaai/agenda/2027-12/index.html")


def test_lists_and_archives_lead_to_months_and_back(city):
    city.build()

    assert '<a href="2026-12/">Bekijk per maand</a>' in city.text("kaai/agenda/index.html")
    assert '<a href="../2025-03/">Maart 2025</a>' in city.text("kaai/agenda/2025/index.html")
    assert '<a href="../2025/">Wat voorbij is van 2025</a>' in city.text("kaai/agenda/2025-03/index.html")
    assert '<a href="../">Bekijk als lijst</a>' in city.text("kaai/agenda/2025-03/index.html")


def test_an_edit_makes_only_the_months_of_its_activity_again(city):
    city.build()
    city.write(OLD, PAST.replace("Oude", "Heel oude"))

    city.build()

    assert sorted(city.made) == [("", "2025-03"), ("kaai", "2025-03")]


def test_an_edit_of_news_makes_no_month_again(city):
    city.build()
    city.write("content/kaai/nieuws/park.md", event().replace("kind: feest\n", "").replace("start", "# start"))

    city.build()

    assert city.made == []


def test_an_activity_that_moves_to_another_month_makes_both_again(city):
    city.build()
    city.write(OLD, PAST.replace("start: 2025-03-08", "start: 2024-06-20"))

    city.build()

    # March is gone, so December 2026 has another month before it.
    assert city.months() == ["2024-06", *ahead(DAY, 13)]
    assert sorted(month for place, month in city.made if place == "kaai") == ["2024-06", "2026-12"]


def test_when_the_day_turns_no_month_is_made_again(city):
    city.build()

    city.build(DAY + timedelta(days=1))

    assert city.made == []


def test_when_a_month_passes_a_new_last_one_comes_and_an_empty_one_goes(city):
    city.build()

    city.build(date(2027, 1, 1))

    assert city.months("molen") == ahead(date(2027, 1, 1), 13)
    assert city.months() == ["2024-06", "2025-03", "2026-12", *ahead(date(2027, 1, 1), 13)]
    # Of the ward with a party in December: the new last one, and the one before it, which leads to it.
    assert sorted(month for place, month in city.made if place == "kaai") == ["2027-12", "2028-01"]
    # Of the other: January too, which has no month before it any more.
    assert sorted(month for place, month in city.made if place == "molen") == ["2027-01", "2027-12", "2028-01"]


def test_after_months_came_and_went_the_site_is_the_one_made_at_once(city):
    city.build()
    city.build(date(2027, 1, 31))
    city.build(date(2027, 3, 30))

    city.build(date(2027, 3, 30), output="elders/output")

    assert tree(city.folder / "output") == tree(city.folder / "elders/output")


def test_an_activity_of_the_city_is_in_the_months_of_the_wards_it_names(city):
    city.build()
    front = event(title="Stoet", published="2025-01-01", start="2025-05-01").replace("kind:", "wards: [molen]\nkind:")
    city.write("content/stad/agenda/stoet.md", front)

    city.build()

    assert city.months("molen") == ["2025-05", *ahead(DAY, 13)]
    assert "2025-05" not in city.months("brug")
    assert ("molen", "2025-05") in city.made
    assert {place for place, _ in city.made} == {"", "molen"}


def test_what_repeats_for_ever_is_in_every_month_since_it_began(city):
    weekly = event("repeat: {every: week, on: [tuesday]}", published="2026-08-01", start="2026-09-01 10:00")
    city.write("content/molen/agenda/koffie.md", weekly)

    city.build()

    assert city.months("molen") == ["2026-09", "2026-10", "2026-11", *ahead(DAY, 13)]
    assert city.text("molen/agenda/2026-10/index.html").count("Kerstmarkt") == 4


def test_what_repeats_once_in_a_while_leaves_the_other_months_empty(city):
    yearly = event("repeat: {every: year}", published="2024-08-01", start="2024-09-01 10:00")
    city.write("content/molen/agenda/kermis.md", yearly)

    city.build()

    assert city.months("molen") == ["2024-09", "2025-09", "2026-09", *ahead(DAY, 13)]
    assert "In augustus 2027 is er nog niets gepland. Kijk later nog eens." in city.text(
        "molen/agenda/2027-08/index.html"
    )
    assert "Kerstmarkt" in city.text("molen/agenda/2027-09/index.html")


@pytest.mark.parametrize("more", ["draft: true", "status: postponed\nupdated: [{on: 2025-01-02, note: later}]"])
def test_a_past_month_with_only_what_is_not_shown_has_no_page(city, more):
    city.write(OLD, PAST.replace("kind:", f"{more}\nkind:"))

    city.build()

    assert city.months() == ["2024-06", *ahead(DAY, 13)]


def test_what_is_published_later_comes_into_its_month_then(city):
    city.write(OLD, event(title="Laat verslag", published="2026-12-20", start="2026-10-01"))
    city.build()
    assert city.months() == ["2024-06", *ahead(DAY, 13)]

    city.build(date(2026, 12, 20))

    assert city.months() == ["2024-06", "2026-10", *ahead(DAY, 13)]


def test_months_with_activities_are_in_the_site_map_and_empty_ones_are_not(city):
    city.build()
    found = city.text("sitemap.xml")

    assert "<loc>https://kaaistad.example/kaai/agenda/2025-03/</loc>" in found
    assert "<loc>https://kaaistad.example/kaai/agenda/2026-12/</loc>" in found
    assert "<loc>https://kaaistad.example/kaai/agenda/2027-01/</loc>" not in found
    assert "<loc>https://kaaistad.example/molen/agenda/2026-12/</loc>" not in found


@pytest.mark.parametrize("day", [DAY, date(2027, 2, 1)])
def test_a_link_to_a_month_is_right_whether_it_has_a_page_or_not(tmp_path, day):
    body = "Zie [januari](/kaai/agenda/2027-01/) en [later](/kaai/agenda/2030-01).\n"

    assert said(tmp_path, {EVENT: event(body=body)}, day) == []


@pytest.mark.parametrize("path", ["/kaai/agenda/2027-13/", "/nergens/agenda/2027-01/", "/kaai/agenda/2027-01.ics"])
def test_a_link_to_no_month_is_told(tmp_path, path):
    found = said(tmp_path, {EVENT: event(body=f"Zie [hier]({path}).\n")}, DAY)

    assert [sentence.partition(": ")[2][: len("de link naar")] for sentence in found] == ["de link naar"]


def test_a_link_to_a_month_without_a_page_is_text(city):
    city.write(OLD, PAST + "Zie [toen](/molen/agenda/2026-12/).\n")
    city.build()
    assert '<a href="../../../molen/agenda/2026-12/">toen</a>' in city.text("kaai/agenda/oud/index.html")

    city.build(date(2027, 1, 1))

    assert "Zie toen." in city.text("kaai/agenda/oud/index.html")
