"""Alerts: what an editor may write, where it stands, and that it is over when it says so."""

from datetime import date

import pytest
from tests.checking import problems, said
from tests.projects import PARTY, POSTS, make_project, write

from wijksites.build import build_site
from wijksites.shell import load_settings

WARD, CITY = "content/kaai/alert.md", "content/stad/alert.md"
TITLE = "Geen water in de Kaaistraat"
DAY = date(2026, 12, 1)


def alert(*lines, title=TITLE, severity="warning", until="2026-12-09", body="Haal water bij de hal.\n"):
    given = {"title": title, "severity": severity, "until": until}
    front = [f"{key}: {value}" for key, value in given.items() if value]
    return "\n".join(["---", *front, *lines, "---", body])


def built(project, day=DAY, **changes):
    settings = load_settings(
        str(project / "pelicanconf.py"),
        WARDS_FILE=str(project / "wards.yaml"),
        DATA_PATH=str(project / "data"),
        SHEETS=False,
        JOBS=1,
        **changes,
    )
    return build_site(settings, day)


def shown_on(project):
    """The pages that have an alert."""
    output = project / "output"
    # The page of components shows one of each.
    found = (file for file in output.rglob("*.html") if 'class="alert__title"' in file.read_text(encoding="utf-8"))
    pages = {file.relative_to(output).as_posix().removesuffix("index.html") for file in found}
    return sorted(pages - {"stijl/"})


def shown(project, page="kaai/index.html"):
    text = (project / "output" / page).read_text(encoding="utf-8")
    return text[text.index('<div class="alert ') :].partition("</div>")[0] if '<div class="alert ' in text else ""


@pytest.fixture
def project(tmp_path):
    """A project without alerts, built once."""
    made = make_project(tmp_path / "project")
    assert built(made).status == 0
    return made


# What an editor may write


def test_an_alert_in_full_is_right(tmp_path):
    text = alert("from: 2026-12-08 8:00", until="2026-12-09 17:00", body="Lees [meer](/kaai/agenda/feest.md).\n")

    assert said(tmp_path, {WARD: text}) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            alert(severity="ernstig"),
            "3:11: ‘ernstig’ kennen we niet bij `severity`. Schrijf: `severity: danger`",
        ),
        (
            alert(severity="xyzzy"),
            "3:11: ‘xyzzy’ kennen we niet bij `severity`. Kies uit: info, warning, danger",
        ),
        (
            alert("from: 2026-12-10"),
            "4:8: het einde (9 december 2026) valt vóór het begin (10 december 2026). Kijk de dagen en de uren na.",
        ),
        (
            alert("from: 2026-12-09 12:00", until="2026-12-09 12:00"),
            "4:8: het einde (9 december 2026, 12 uur) valt vóór het begin (9 december 2026, 12 uur). Kijk de dagen en "
            "de uren na.",
        ),
        (
            alert(until=""),
            "2:1: er staat geen `until`. Voeg een regel toe, bijvoorbeeld: `until: 2026-12-09`",
        ),
        (
            alert(body=""),
            "6:1: onder de gegevens staat geen tekst. Schrijf onder de laatste `---` wat mensen moeten weten en doen.",
        ),
        (
            alert(body="x" * 401),
            "6:1: de tekst heeft 401 tekens; in een melding passen er hoogstens 400. Schrijf de rest als nieuws en "
            "maak er een link naartoe.",
        ),
        (
            alert("tekst: Geen water"),
            "5:1: ‘tekst’ is niet nodig. Schrijf de tekst zelf onder de laatste `---` en wis deze regel.",
        ),
        (
            alert(body="![Kraan](kraan.jpg)\n"),
            "6:10: een melding heeft geen foto. Zet de foto bij een nieuwsbericht en maak daar een link naartoe.",
        ),
        (
            alert(body="Lees [meer](/kaai/nieuws/weg/).\n"),
            "6:13: de link naar `/kaai/nieuws/weg/` werkt niet, want die pagina bestaat niet. Kijk het adres na.",
        ),
    ],
)
def test_a_mistake_gets_one_sentence(tmp_path, text, sentence):
    assert said(tmp_path, {WARD: text})[:1] == [f"{WARD}:{sentence}"]


def test_an_alert_that_is_over_is_a_warning(tmp_path):
    (problem,) = problems(tmp_path, {WARD: alert(until="2026-11-09")})

    assert problem.warning
    assert problem.text == "deze melding liep tot en met 9 november 2026 en staat niet meer online. Wis het bestand."


# Where it stands


def test_the_alert_of_a_ward_stands_where_one_looks_what_is_happening_there(project):
    write(project / WARD, alert())

    assert built(project).status == 0
    assert shown_on(project) == [
        "kaai/",
        "kaai/agenda/",
        "kaai/agenda/feest/",
        "kaai/nieuws/",
        "kaai/volgen/",
        "wie-is-mijn-wijkregisseur/",
        "wie-is-mijn-wijkregisseur/inbouwen/",
    ]


def test_the_alert_of_the_city_stands_in_every_ward_and_above_that_of_the_ward(project):
    write(project / CITY, alert(title="Storm", severity="danger"))
    write(project / WARD, alert())

    assert built(project).status == 0
    pages = shown_on(project)
    assert {"", "agenda/", "nieuws/", "wijkregisseurs/", "molen/", "brug/agenda/", "kaai/agenda/feest/"} <= set(pages)
    assert "molen/nieuws/wieken/" not in pages
    home = (project / "output/kaai/index.html").read_text(encoding="utf-8")
    assert home.index("<strong>Gevaar:</strong> Storm") < home.index(f"<strong>Let op:</strong> {TITLE}")
    assert home.index(TITLE) < home.index("<h1")


def test_what_is_past_is_not_made_again_for_an_alert(project):
    past = POSTS[PARTY].replace("2026-12-08", "2026-11-08")
    write(project / "content/kaai/agenda/oud.md", past)
    assert built(project).status == 0
    write(project / WARD, alert())

    changes = built(project).changes

    assert changes.written == len(shown_on(project))
    assert "kaai/agenda/oud/" not in shown_on(project)


def test_an_alert_that_goes_leaves_what_was_there_before(project):
    before = {file: file.read_bytes() for file in (project / "output").rglob("*") if file.is_file()}
    write(project / WARD, alert())
    assert built(project).status == 0
    (project / WARD).unlink()

    assert built(project).status == 0
    assert {file: file.read_bytes() for file in (project / "output").rglob("*") if file.is_file()} == before


def test_links_in_an_alert_lead_from_every_page_to_the_same(project):
    write(project / WARD, alert(body="Lees [meer](/kaai/agenda/feest.md).\n"))

    assert built(project).status == 0
    assert 'href="agenda/feest/"' in shown(project)
    assert 'href="../kaai/agenda/feest/"' in shown(project, "wie-is-mijn-wijkregisseur/index.html")


def test_an_alert_with_a_mistake_leaves_the_last_good_one(project):
    write(project / WARD, alert())
    assert built(project).status == 0
    write(project / WARD, alert(title="Anders", severity="erg"))

    assert built(project, KEEP_GOING=True).status == 3
    assert TITLE in shown(project)


# From when until when


@pytest.mark.parametrize(
    ("lines", "until", "period", "over", "after"),
    [
        ([], "2026-12-09", "Dit geldt tot en met woensdag 9 december 2026.", "2026-12-10T00:00:00+01:00", ""),
        ([], "2026-12-01", "Dit geldt tot en met dinsdag 1 december 2026.", "2026-12-02T00:00:00+01:00", ""),
        (
            ["from: 2026-12-01"],
            "2026-12-01",
            "Dit geldt op dinsdag 1 december 2026.",
            "2026-12-02T00:00:00+01:00",
            "",
        ),
        (
            ["from: 2026-11-20"],
            "2026-12-09",
            "Dit geldt tot en met woensdag 9 december 2026.",
            "2026-12-10T00:00:00+01:00",
            "",
        ),
        (
            ["from: 2026-12-08"],
            "2026-12-09",
            "Dit geldt van dinsdag 8 december 2026 tot en met woensdag 9 december 2026.",
            "2026-12-10T00:00:00+01:00",
            "2026-12-08T00:00:00+01:00",
        ),
    ],
)
def test_an_alert_says_how_long_it_holds_in_words_and_for_the_browser(project, lines, until, period, over, after):
    write(project / WARD, alert(*lines, until=until))

    assert built(project).status == 0
    found = shown(project)
    assert f'<p class="alert__period">{period}</p>' in found
    assert f'data-over="{over}"' in found
    assert (f'data-shown-after="{after}" hidden' in found) == bool(after)


def test_an_alert_with_hours_says_them(project):
    write(project / WARD, alert("from: 2026-12-01 14:00", until="2026-12-01 18:30"))

    assert built(project).status == 0
    found = shown(project)
    assert "hidden" not in found  # without a script nobody would see it before tomorrow
    assert 'data-over="2026-12-01T18:30:00+01:00"' in found
    assert "14 uur" in found and "18.30 uur" in found


@pytest.mark.parametrize(
    ("day", "there"), [(date(2026, 10, 1), False), (date(2026, 12, 1), True), (date(2026, 12, 10), False)]
)
def test_an_alert_waits_in_pages_that_are_made_shortly_before_it_and_goes_when_it_is_over(project, day, there):
    write(project / WARD, alert("from: 2026-12-08"))

    assert built(project, day).status == 0
    assert bool(shown(project)) == there
