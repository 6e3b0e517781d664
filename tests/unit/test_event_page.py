"""The page of an event: what editors wrote of interpreters, language, series and what came of it is shown."""

import re

import pytest
from tests.projects import PARTY, PARTY_URL, POSTS, WARDS, make_project, write
from tests.unit.test_cache import build

LATER = "2026-12-20"
REPORT = "---\ntitle: Wat we beslisten\npublished: {day}\n---\nEr komt een bank.\n"
SERIES = "series:\n  - {id: feesten, name: Feesten aan het water}\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made)
    return made


def party(title, day, *lines):
    rule = "\n".join(("kind: feest", *lines))
    return POSTS[PARTY].replace("kind: feest", rule).replace("Feest aan de kaai", title).replace("2026-12-08", day)


def page(project, *lines, day="2026-12-01", **files):
    """The page of the party with more lines in its front matter, on a day."""
    for path, text in {PARTY: party("Feest aan de kaai", "2026-12-08", *lines), **files}.items():
        write(project / path, text)
    build(project, BUILD_DAY=day)
    return (project / "output" / PARTY_URL).read_text(encoding="utf-8")


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_interpreter_stands_with_what_one_must_know_to_come(project):
    assert "Tolk Vlaamse Gebarentaal" in words(page(project, "interpreter: Vlaamse Gebarentaal"))


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        (1, "Je hebt bijna geen Nederlands nodig (niveau 1 van 4)."),
        (2, "Je hebt een beetje Nederlands nodig (niveau 2 van 4)."),
        (3, "Je hebt vrij veel Nederlands nodig (niveau 3 van 4)."),
        (4, "Je hebt veel Nederlands nodig (niveau 4 van 4)."),
    ],
)
def test_how_much_dutch_one_needs_is_told_where_the_city_wants_that(project, level, sentence):
    on = WARDS.replace("year: 2026}", "year: 2026, language_levels: true}")

    assert f"Nederlands {sentence}" in words(page(project, f"language_level: {level}", **{"wards.yaml": on}))


def test_without_the_citys_wish_no_page_says_how_much_dutch_one_needs(project):
    assert "niveau" not in page(project, "language_level: 2")


def test_what_came_of_it_stands_above_in_place_of_no_report(project):
    found = words(page(project, 'report: "Er komt een bank."', day=LATER))

    assert "Deze activiteit is voorbij. Wat er beslist is: Er komt een bank. Feest aan de kaai" in found
    assert "Er is nog geen verslag." not in found


def test_without_a_report_the_page_says_that_there_is_none_yet(project):
    assert "Deze activiteit is voorbij. Er is nog geen verslag." in words(page(project, day=LATER))


def test_of_what_was_cancelled_no_report_is_promised(project):
    lines = ("status: cancelled", 'updated: [{on: 2026-11-20 10:00, note: "gaat niet door"}]')

    assert "Er is nog geen verslag." not in page(project, *lines, day=LATER)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../nieuws/verslag.md", "../../nieuws/verslag/"),
        ("https://stad.example/verslag", "https://stad.example/verslag"),
        ("/kaai/nieuws/", "../../nieuws/"),
    ],
)
def test_a_report_elsewhere_is_a_link(project, written, target):
    news = {"content/kaai/nieuws/verslag.md": REPORT.format(day="2026-12-10")}

    found = page(project, f"report: {written}", day=LATER, **news)

    assert f'<p class="notice"><a href="{target}">Lees wat er beslist is</a></p>' in found


def test_a_report_that_is_not_online_yet_is_no_link_until_its_day(project):
    news = {"content/kaai/nieuws/verslag.md": REPORT.format(day="2026-12-21")}

    before = words(page(project, "report: ../nieuws/verslag.md", day=LATER, **news))
    after = words(page(project, "report: ../nieuws/verslag.md", day="2026-12-21", **news))

    assert "Er is nog geen verslag." in before and "Lees wat er beslist is" not in before
    assert "Lees wat er beslist is" in after


def test_an_event_of_a_series_leads_to_its_calendar_and_the_others_that_come(project):
    others = {
        "content/kaai/agenda/vuur.md": party("Vuur aan de kaai", "2026-12-10", "series: feesten"),
        "content/kaai/agenda/los.md": party("Iets anders", "2026-12-11"),
        "wards.yaml": WARDS + SERIES,
    }

    found = page(project, "series: feesten", **others)

    assert 'Feesten aan het water<br><a href="../../../agenda/reeks/feesten.ics">' in found
    series, more = found.split('id="kop-reeks"')[1].split('id="kop-meer"')
    assert "Ook in de reeks Feesten aan het water" in series
    assert ">Vuur aan de kaai</a>" in series and "Iets anders" not in series
    assert ">Iets anders</a>" in more and "Vuur aan de kaai" not in more


TOUR = ("series: feesten",)
ELSEWHERE = "content/molen/agenda/feest.md"


def molen(day="2026-12-10", *lines):
    return {"wards.yaml": WARDS + SERIES, ELSEWHERE: party("Feest aan de molen", day, *TOUR, *lines)}


def test_the_others_of_a_series_are_named_in_all_wards(project):
    text = page(project, *TOUR, **molen())

    assert "Ook in de reeks Feesten aan het water" in words(text)
    assert 'href="../../../molen/agenda/feest/">Feest aan de molen' in text


def test_a_change_in_another_ward_reaches_the_pages_of_its_series(project):
    page(project, *TOUR, **molen())

    write(project / ELSEWHERE, party("Feest aan de oude molen", "2026-12-10", *TOUR))
    build(project, BUILD_DAY="2026-12-01")

    assert "Feest aan de oude molen" in (project / "output" / PARTY_URL).read_text(encoding="utf-8")


def test_what_goes_on_from_an_event_that_is_over_comes_before_its_old_facts(project):
    more = {"content/kaai/agenda/vervolg.md": party("Vervolg", "2027-01-08", "follows: kaai/agenda/feest")}
    text = words(page(project, day=LATER, **more))

    assert text.index("Zo gaat het verder") < text.index("Wanneer")


def test_of_what_is_cancelled_nobody_reads_how_to_sign_up(project):
    told = 'updated: [{on: 2026-11-20, note: "gaat niet door"}]'
    text = page(project, "status: cancelled", told, "registration: {mail: feest@voorbeeld.example}")

    assert "feest@voorbeeld.example" not in text


def test_what_is_postponed_is_not_said_to_be_over(project):
    text = page(project, "status: postponed", 'updated: [{on: 2026-11-20, note: "later"}]', day=LATER)

    assert "De nieuwe datum is nog niet bekend." in words(text)
    assert "Deze activiteit is voorbij." not in text
