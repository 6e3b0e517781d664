"""What an editor reads before publishing: what changes, who is told, and who is not."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.checking import EVENT, HALL, VENUES, event, news
from tests.cities import small_city
from tests.projects import make_project, write

from wijksites.check.consequences import consequences
from wijksites.check.ledger import entry
from wijksites.cli import main
from wijksites.consequences import in_feeds, not_reached
from wijksites.pages.page import Frame
from wijksites.pages.share import change_text
from wijksites.posts.model import Event, Link, Update
from wijksites.posts.row import Row, row_of

DAY = date(2026, 12, 1)
NEW = "content/kaai/nieuws/kraan.md"
URL = "https://kaaistad.example/kaai/agenda/markt/"
OFF = (
    "status: cancelled",
    'reason: "De hal is niet vrij."',
    'updated: [{on: 2026-11-30 10:00, note: "gaat niet door"}]',
)
SOURCES = {EVENT: event(), VENUES: HALL}


@pytest.fixture
def asked(tmp_path, monkeypatch, capsys):
    """Asks what publishing would do, after these changes to what is online: what is printed."""
    make_project(tmp_path, **SOURCES)
    monkeypatch.chdir(tmp_path)
    ledger = tmp_path / "ids.json"
    write_ledger(ledger)

    def ask(*arguments, **files):
        for path, text in files.items():
            write(tmp_path / path, text)
        arguments = arguments or ("--ledger", str(ledger))
        try:
            status = main(["consequences", *arguments])
        except SystemExit as end:
            status = end.code
        out, err = capsys.readouterr()
        return status, out or err

    return ask


def write_ledger(file):
    from wijksites.build.sources import load_sources
    from wijksites.shell import load_settings

    rows = load_sources(load_settings("pelicanconf.py"), DAY).index.all_rows()
    file.write_text(json.dumps({"authority": "kaaistad.example", "posts": [entry(row) for row in rows]}), "utf-8")


def test_nothing_changed_is_said(asked):
    assert asked() == (0, "Er verandert niets: niemand merkt iets als je dit publiceert.\n")


def test_a_cancellation_says_who_is_told_and_who_is_not_with_a_text_to_share(asked):
    text = f"Geannuleerd. Kerstmarkt van dinsdag 8 december gaat niet door. De hal is niet vrij. {URL}"

    assert asked(**{EVENT: event(*OFF)}) == (
        0,
        f"""\
Als je dit publiceert: 1 pagina wijzigt, abonnees krijgen 1 melding en 1 activiteit wijzigt in agenda’s.

Gewijzigde pagina’s:
  /kaai/agenda/markt/  Kerstmarkt (content/kaai/agenda/markt.md)

Opnieuw gemeld in feeds:
  Kerstmarkt (aangepast op 30 november 2026)

Gewijzigd in agenda’s:
  Kerstmarkt

Wie het niet meteen weet:
  Google Agenda: tot een dag later.
  Affiches en maandbladen die al uithangen: daar staat nog het oude op.

Om te delen ({len(text)} tekens):
{text}
""",
    )


def test_what_is_new_comes_in_feeds_and_calendars(asked):
    files = {NEW: news(), "content/kaai/agenda/feest2.md": event(title="Zomerfeest")}

    assert asked(**files)[1].splitlines() == [
        "Als je dit publiceert: 2 pagina’s komen erbij, abonnees krijgen 2 meldingen en 1 activiteit komt in agenda’s "
        "bij.",
        "",
        "Nieuwe pagina’s:",
        "  /kaai/agenda/feest2/  Zomerfeest (content/kaai/agenda/feest2.md)",
        "  /kaai/nieuws/kraan/  Het park (content/kaai/nieuws/kraan.md)",
        "",
        "Nieuw in feeds:",
        "  Zomerfeest",
        "  Het park",
        "",
        "Nieuw in agenda’s:",
        "  Zomerfeest",
        "",
        "Wie het niet meteen weet:",
        "  Google Agenda: tot een dag later.",
    ]


def test_a_corrected_title_tells_nobody(asked):
    lines = asked(**{EVENT: event(title="Grote kerstmarkt")})[1].splitlines()

    assert lines[0] == "Als je dit publiceert: 1 pagina wijzigt en 1 activiteit wijzigt in agenda’s."
    assert "Opnieuw gemeld in feeds:" not in lines


def test_a_corrected_sentence_changes_a_page_alone(asked):
    lines = asked(**{EVENT: event(body="Iedereen is van harte welkom.\n")})[1].splitlines()

    assert lines[0] == "Als je dit publiceert: 1 pagina wijzigt."
    assert lines[2:] == ["Gewijzigde pagina’s:", "  /kaai/agenda/markt/  Kerstmarkt (content/kaai/agenda/markt.md)"]


def test_another_hour_without_an_entry_is_to_be_looked_at(asked):
    status, text = asked(**{EVENT: event(start="2026-12-08 20:00")})

    assert status == 0
    assert text.splitlines()[-2:] == [
        "Bekijk dit voor je publiceert:",
        "  content/kaai/agenda/markt.md:1:1: `start` was ‘2026-12-08 19:30’ en is nu ‘2026-12-08 20:00’, maar abonnees "
        'horen dat zo niet. Voeg bij `updated` toe: `{on: 2026-11-20 10:00, note: "..."}`',
    ]


def test_a_page_that_disappears_is_named(asked):
    Path(EVENT).unlink()

    _, text = asked()

    assert text.startswith("Als je dit publiceert: 1 pagina verdwijnt en 1 activiteit wijzigt in agenda’s.\n")
    assert "Weg uit agenda’s:\n  Kerstmarkt\n" in text
    assert "‘Kerstmarkt’ stond online en is nu weg." in text


def test_what_is_scheduled_does_nothing_yet(asked):
    assert asked(**{NEW: news(published="2026-12-24")})[1].startswith("Er verandert niets")


def test_on_its_day_it_does(asked):
    write(Path(NEW), news(published="2026-12-24"))

    assert asked("--ledger", "ids.json", "--day", "2026-12-24")[1].startswith(
        "Als je dit publiceert: 1 pagina komt erbij"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "LEDGER: ‘vroeger.json’ is geen ids.json van een vorige bouw. Kijk het pad na.\n"),
        ("geen JSON", "LEDGER: ‘vroeger.json’ is geen ids.json van een vorige bouw. Kijk het pad na.\n"),
        (
            '{"authority": "elders.example", "posts": []}',
            "LEDGER: ‘vroeger.json’ is de ids.json van een andere stad (elders.example). Neem die van "
            "kaaistad.example.\n",
        ),
    ],
)
def test_a_ledger_that_is_none_of_ours_is_said_in_a_sentence(asked, text, sentence):
    if text is not None:
        write(Path("vroeger.json"), text)

    assert asked("--ledger", "vroeger.json") == (1, sentence)


def test_without_a_ledger_one_is_asked_for(asked):
    assert asked("--settings", "pelicanconf.py") == (
        1,
        "Schrijf met welke ids.json je wilt vergelijken: make consequences LEDGER=ids.json\n",
    )


def test_what_has_a_problem_is_to_be_mended_first(asked):
    assert asked(**{NEW: news().replace("title:", "titel2:")}) == (
        1,
        f"{NEW}:2:1: ‘titel2’ kennen we niet. Bedoel je `title`?\n"
        "Verbeter eerst 1 probleem, en vraag het dan opnieuw.\n",
    )


# Rows


MARKET = Event(
    id="kaai/agenda/markt",
    source="kaai/agenda/markt.md",
    folder="kaai",
    slug="markt",
    url="/kaai/agenda/markt/",
    title="Kerstmarkt",
    published=date(2026, 11, 1),
    summary="",
    body="",
    digest="a" * 64,
    wards=("kaai",),
    start=datetime(2026, 12, 8, 19, 30),
    end=None,
    kind="feest",
)
GONE = replace(
    MARKET, status="cancelled", updated=(Update(on=datetime(2026, 11, 30, 10), note="gaat niet door"),), digest="b" * 64
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Row):
    """A row of an edition as far as this goes: what it lists."""

    items: tuple[str, ...] = field(default=())


def edition(slug, published, *items, folder="kaai", title="Nieuwsbrief"):
    values = {name: getattr(row_of(MARKET), name) for name in Row.__dataclass_fields__}
    return Edition(
        **values
        | {
            "id": f"{folder}/nieuwsbrief/{slug}",
            "type": "edition",
            "source": f"{folder}/nieuwsbrief/{slug}.md",
            "folder": folder,
            "slug": slug,
            "title": title,
            "published": published,
            "start": None,
        },
        items=items,
    )


def found(*rows, before=(MARKET,)):
    ledger = [entry(row_of(post)) for post in before]
    return consequences(ledger, rows, DAY, frozenset(row.id for row in rows), frozenset({MARKET.id}))


def test_the_last_edition_that_lists_a_changed_event_was_already_sent():
    rows = (
        edition("2026-10", date(2026, 9, 28), MARKET.id),
        edition("2026-12", date(2026, 11, 28), MARKET.id),
        edition("2027-01", date(2026, 11, 29)),
    )

    assert "  De nieuwsbrief van december 2026 is al verstuurd op 28 november 2026: Kerstmarkt." in not_reached(
        found(row_of(GONE), *rows)
    )


def test_an_edition_lists_what_it_links_to_as_an_item():
    link = Link(written=MARKET.id, target=f"item:{MARKET.id}", line=5, column=8)
    row = replace(edition("2026-12", date(2026, 11, 28)), links=(link,))

    assert found(row_of(GONE), row).sent == ((row_of(GONE), row),)


def test_an_edition_without_a_month_is_named_by_its_title():
    rows = (edition("rechtzetting", date(2026, 11, 28), MARKET.id, title="Rechtzetting"),)

    assert "  De nieuwsbrief van ‘Rechtzetting’ is al verstuurd op 28 november 2026: Kerstmarkt." in not_reached(
        found(row_of(GONE), *rows)
    )


def test_an_edition_says_nothing_wrong_of_an_event_whose_title_was_corrected():
    rows = (edition("2026-12", date(2026, 11, 28), MARKET.id),)

    assert found(row_of(replace(MARKET, title="Grote kerstmarkt")), *rows).sent == ()


def test_an_event_that_is_cancelled_already_is_not_told_again():
    assert found(row_of(replace(GONE, title="Kerstmarkt!")), before=(GONE,)).off == ()


def test_a_ledger_without_digests_knows_no_texts():
    old = entry(row_of(MARKET))
    del old["digest"]

    assert consequences([old], [row_of(replace(MARKET, digest="c" * 64))], DAY, frozenset(), frozenset()).nothing


def test_a_feed_holds_what_was_told_last():
    olds = [row_of(replace(MARKET, id=f"kaai/agenda/{n}", published=date(2026, 11, 2))) for n in range(30)]
    city = small_city()

    assert MARKET.id not in in_feeds([*olds, row_of(MARKET)], city)
    assert MARKET.id in in_feeds([*olds, row_of(GONE)], city)


@pytest.mark.parametrize("reason", ["", "De zaal staat onder water.", "Heel lang waarom. " * 40])
def test_a_text_to_share_fits_everywhere_and_ends_with_the_address(reason):
    text = change_text(Frame(city=small_city()), replace(GONE, reason=reason), URL)

    assert len(text) <= 280
    assert text.startswith("Geannuleerd. Kerstmarkt van dinsdag 8 december gaat niet door.")
    assert text.endswith(f" {URL}")


def test_a_text_to_share_of_a_day_that_is_off_names_the_event():
    one = replace(MARKET, updated=(Update(on=date(2026, 11, 30), note="niet op 15 december"),))

    assert change_text(Frame(city=small_city()), one, URL) == f"Kerstmarkt. Niet op 15 december. {URL}"
