"""The sheets of the demonstration: sizes, tags, words, reading order, and what a telephone reads off them."""

import os
import subprocess
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import page
import pytest
from tests.cities import KAAI, LONG, assignment, small_city
from tests.demonstration import ROOT
from tests.reading_pdf import (
    bookmarks,
    cells,
    elements,
    has,
    links,
    places,
    print_of,
    reading_order,
    scanned,
    smallest_letters,
    words,
)
from tools.machine import MissingTool, ensure_pdfinfo

from wijksites.agenda.month import in_month
from wijksites.city.load import load_city
from wijksites.city.model import Regisseur
from wijksites.city.outlines import load_outlines
from wijksites.city.serving import serving
from wijksites.city.venues import Venue
from wijksites.lookup.street_file import load_streets
from wijksites.pages.lookup import by_name
from wijksites.pages.page import Frame, Scene
from wijksites.posts.model import Contact, Event, Registration, Repeat, Update, Was
from wijksites.posts.row import row_of
from wijksites.sheets.month import month_data
from wijksites.sheets.overview import LARGE, SMALL, overview_data, with_map
from wijksites.sheets.poster import poster_data
from wijksites.sheets.streets import street_list_data, streets_of
from wijksites.sheets.tokens import colours
from wijksites.sheets.typeset import typeset
from wijksites.sheets.welcome import welcome_data

DAY = date(2026, 11, 24)
SITE = "https://wijken.gent.example"
LARGEST = 30_060
GOLDEN = ROOT / "tests/golden/overview-reading-order.txt"
COLOURS = colours((ROOT / "themes/gent/static/css/site.css").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ghent():
    city, _ = load_city(ROOT / "wards.yaml")
    return Scene(city=city, day=DAY)


def overview(scene, **options):
    data, day = overview_data(scene, SITE, COLOURS, **options)
    return typeset("overview.typ", with_map(data, scene, load_outlines(ROOT / "data/outlines.json")), day)


@pytest.fixture(scope="module")
def sheet(ghent):
    return overview(ghent)


def valid(data, *profiles):
    return [
        failure.message for profile in profiles for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


def event(**changes):
    made = Event(
        id="kaai/agenda/feest",
        source="kaai/agenda/feest.md",
        folder="kaai",
        slug="feest",
        url="/kaai/agenda/feest/",
        title="Feest op het plein",
        published=date(2026, 11, 1),
        summary="Kom mee vieren.",
        body="",
        digest="1",
        wards=("kaai",),
        start=datetime(2026, 12, 8, 19, 30),
        end=datetime(2026, 12, 8, 21, 0),
        kind="feest",
        venue="hal",
        price="gratis",
        audience="iedereen",
    )
    return replace(made, **changes)


HAL = Venue(id="hal", name="De Hal", address=small_city().service.address)


def poster(*people, sample=False, **changes):
    frame = Frame(city=replace(small_city(), regisseurs=(), assignments=()), venues={"hal": HAL})
    return typeset("poster.typ", *poster_data(frame, event(**changes), people, SITE, COLOURS, sample=sample))


def month(rows, ward=KAAI):
    scene = Scene(city=small_city(), day=DAY, venues={"hal": HAL})
    first = date(2026, 12, 1)
    return typeset("month.typ", *month_data(scene, ward, first, in_month(rows, first), SITE, COLOURS))


def test_the_overview_of_25_wards_is_no_larger_than_the_citys_own_and_one_page(sheet):
    assert sheet.pages == 1
    assert len(sheet.data) <= LARGEST
    assert valid(sheet.data, "ua1", "2a") == []


def test_the_overview_says_what_the_data_say(ghent, sheet):
    [text] = words(sheet.data)

    for ward in ghent.city.wards:
        assert has(text, ward.name)
        for person in serving(ghent.city, ward.slug, DAY).people:
            assert has(text, person.name)
            assert has(text, person.phone)
            assert has(text, person.mail)
    assert has(text, ghent.say("This is an example. These people and activities are not real."))
    assert has(text, "Patershol")
    assert has(text, "Vanaf maandag 1 maart 2027 is Tenzin Klaproosveld de wijkregisseur van")


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_overview_numbers_the_wards_as_the_city_does_and_lists_neighbourhoods_only(ghent, size):
    data, _ = overview_data(ghent, SITE, COLOURS, size=size)
    drawn = with_map(data, ghent, load_outlines(ROOT / "data/outlines.json"))["map"]
    labels = [label["number"] for part in (drawn["whole"], drawn["centre"]) for label in part["labels"]]
    own = {ward.name: ward for ward in ghent.city.wards}

    assert {row["name"]: row["number"] for row in data["wards"]} == {name: ward.number for name, ward in own.items()}
    assert sorted(labels) == sorted(ward.number for ward in own.values())
    for row in data["wards"]:
        assert set(filter(None, row["neighbourhoods"].split(", "))) <= set(own[row["name"]].neighbourhoods)


def test_the_overview_has_header_cells_in_both_directions_bookmarks_and_alternative_texts(ghent, sheet):
    heads, rows = cells(sheet.data)
    alternatives = [alt for name, _, alt in elements(sheet.data) if name == "/Figure"]

    assert heads.count("/Column") == 4
    assert heads.count("/Row") == 25
    assert rows == 1 + 26  # a ward with two people has two rows
    assert bookmarks(sheet.data) == [ward.name for ward in by_name(ghent.city.wards)]
    assert len(alternatives) == 3 and all(alternatives)


def test_every_link_of_the_overview_says_where_it_leads(sheet):
    found = links(sheet.data)

    assert all(found.values())
    assert {"tel:090000001", "mailto:noor.waterlelie@voorbeeld.example", SITE} <= found.keys()


def test_the_letters_of_the_overview_are_large_enough_and_its_rows_high_enough(sheet):
    credit = load_outlines(ROOT / "data/outlines.json").credit  # below the map, in 7 points
    tops = [top for _, top in places(sheet.data)]

    assert smallest_letters(sheet.data, without=credit) >= 9
    assert min(above - below for above, below in pairwise(tops)) >= 4.5 * 72 / 25.4


def test_the_overview_has_room_for_a_second_person_in_two_more_wards(ghent):
    """Of a real city, where the band of examples takes no room."""
    city, shared = ghent.city, ("oostakker", "drongen")
    more = [assignment(ward, "noor-waterlelie", shared=True) for ward in shared]
    usual = [replace(item, shared=item.shared or item.ward in shared) for item in city.assignments]
    people = tuple(replace(person, sample=False) for person in city.regisseurs)
    service = replace(city.service, sample=False)
    real = replace(city, assignments=(*usual, *more), regisseurs=people, service=service)

    made = overview(Scene(city=real, day=DAY))

    assert not has(words(made.data)[0], "Dit is een voorbeeld")
    assert cells(made.data)[1] == 1 + 28
    assert made.pages == 1
    assert len(made.data) <= LARGEST


@pytest.fixture(scope="module")
def pdfinfo():
    try:
        return ensure_pdfinfo()
    except (MissingTool, subprocess.CalledProcessError) as error:
        pytest.skip(str(error))


def test_the_overview_is_read_aloud_in_the_approved_order(sheet, pdfinfo):
    made = reading_order(sheet.data, pdfinfo)
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")

    assert made.split() == GOLDEN.read_text(encoding="utf-8").split()


def test_when_the_overview_is_too_large_the_neighbourhoods_give_way(ghent):
    data, day = overview_data(ghent, SITE, COLOURS)

    shorter = typeset("overview.typ", data | {"neighbourhoods": False}, day)

    assert not has(words(shorter.data)[0], "Patershol")
    assert has(words(shorter.data)[0], "Noor Waterlelie")
    assert cells(shorter.data)[0].count("/Column") == 3


def test_the_overview_in_large_letters_has_none_below_12_points(ghent):
    large = overview(ghent, size=LARGE)
    text = "".join(words(large.data))

    assert smallest_letters(large.data) >= 11
    assert all(has(text, ward.name) for ward in ghent.city.wards)
    assert valid(large.data, "ua1") == []
    assert cells(large.data)[0].count("/Row") == 25


def test_the_codes_lead_where_they_say(ghent, sheet):
    assert scanned(sheet.data) == f"{SITE}/wie-is-mijn-wijkregisseur/"
    assert scanned(poster().data) == f"{SITE}/kaai/agenda/feest/"
    assert scanned(month([row_of(event())]).data) == f"{SITE}/kaai/agenda/"
    ward = ghent.city.ward("ledeberg")
    assert scanned(typeset("welcome.typ", *welcome_data(ghent, ward, SITE, COLOURS)).data) == f"{SITE}/ledeberg/"


def test_a_poster_says_when_where_what_and_whom_to_ask_on_one_page():
    made = poster(registration=Registration(phone="09 000 00 11", mail="hal@voorbeeld.example"))
    [text] = words(made.data)

    for wanted in (
        "Feest op het plein",
        "Dinsdag 8 december",
        "van 19.30 tot 21 uur",
        "De Hal",
        HAL.address.line,
        "Kom mee vieren.",
        "Iedereen",
        "Gratis",
        "09 000 00 11",
        "Dienst Wijken & Co",
        "09 000 00 90",
        "dienst@voorbeeld.example",
    ):
        assert has(text, wanted), wanted
    assert made.pages == 1
    assert len(made.data) < 60_000
    assert valid(made.data, "ua1") == []
    assert smallest_letters(made.data) >= 12


@pytest.mark.parametrize(("status", "word"), [("cancelled", "GEANNULEERD"), ("moved", "VERPLAATST")])
def test_a_poster_tells_at_the_door_that_it_does_not_take_place_there(status, word):
    change = Update(on=date(2026, 11, 20), note="anders", was=Was(start=datetime(2026, 12, 1, 19, 30)))

    [text] = words(poster(status=status, updated=(change,), reason="De zaal is dicht.").data)

    assert has(text, word)
    assert has(text, "De zaal is dicht.")


def test_a_poster_of_a_repetition_says_its_rule_so_that_it_can_stay():
    repeat = Repeat(every="week", weekdays=(1,))

    [text] = words(poster(repeat=repeat).data)

    assert has(text, "Elke dinsdag")
    assert not has(text, "8 december")


def test_a_poster_has_a_name_a_phone_and_an_address_even_when_the_event_names_but_one():
    somebody = Regisseur(
        id="an", name="An Peeters", role="wijkregisseur", phone="09 000 00 01", mail="an@voorbeeld.example", checked=DAY
    )

    [text] = words(poster(somebody, contact=Contact(name="Café De Zon", phone="09 000 00 55")).data)

    assert has(text, "Café De Zon")
    assert has(text, "09 000 00 55")
    assert has(text, "an@voorbeeld.example")


def test_a_poster_says_which_interpreter_is_there():
    assert has(words(poster(interpreter="vlaamse Gebarentaal").data)[0], "Tolk: Vlaamse Gebarentaal")


def test_a_poster_of_an_example_says_so():
    band = "Dit is een voorbeeld."

    assert has(words(poster(sample=True).data)[0], band)
    assert has(words(poster(sample=False).data)[0], band) is False


@pytest.mark.parametrize("title", ["x" * 140, "Een titel die lang is " * 6 + "en meer", "Kort"])
def test_the_longest_title_and_text_stay_on_one_page_and_inside_it(title):
    made = poster(title=title, summary="Een lange inleiding over het plein. " * 8)

    assert made.pages == 1
    assert has(words(made.data)[0], title)
    picture = print_of(made.data)
    edge = 30  # dots: 5 millimetres
    assert all(part.min() == 255 for part in (picture[:, :edge], picture[:, -edge:], picture[:edge], picture[-edge:]))


def test_a_month_of_60_events_goes_on_with_its_header_repeated():
    rows = [
        row_of(
            event(
                id=f"kaai/agenda/nummer-{number}",
                slug=f"nummer-{number}",
                title=f"Activiteit {number}",
                start=datetime(2026, 12, number % 28 + 1, 19, 0),
                end=None,
            )
        )
        for number in range(60)
    ]

    made = month(rows, ward=LONG)
    pages = words(made.data)

    assert made.pages > 1
    assert len(made.data) < 60_000
    assert valid(made.data, "ua1") == []
    assert all(has(text, "WanneerWat en waar") for text in pages if has(text, "Activiteit"))
    assert all(has("".join(pages), f"Activiteit {number}") for number in range(60))
    assert cells(made.data)[0].count("/Row") == 60
    assert smallest_letters(made.data) >= 11


def test_a_month_says_in_which_role_somebody_answers():
    assert has("".join(words(month([row_of(event())]).data)), "An O'Neill-#Peeters, wijkregisseur")


def test_a_month_shows_what_was_cancelled_and_leaves_out_what_has_no_day():
    gone = event(id="a", status="cancelled", title="Afgelast", updated=(Update(on=date(2026, 11, 2), note="x"),))
    without = event(id="b", status="postponed", title="Uitgesteld")

    text = "".join(words(month([row_of(gone), row_of(without)]).data))

    assert has(text, "GEANNULEERD: Afgelast")
    assert not has(text, "Uitgesteld")


def test_a_month_does_not_depend_on_the_day_it_is_made():
    rows = in_month([row_of(event())], date(2026, 12, 1))
    city = small_city()

    made = [
        month_data(Scene(city=city, day=day), KAAI, date(2026, 12, 1), rows, SITE, COLOURS)
        for day in (DAY, date(2026, 12, 30))
    ]

    assert made[0] == made[1]


@pytest.mark.parametrize("slug", ["ledeberg", "brugse-poort-rooigem", "moscou-vogelhoek", LONG.slug])
def test_a_welcome_says_who_where_and_how_to_follow(ghent, slug):
    scene = ghent if slug != LONG.slug else Scene(city=small_city(), day=DAY)
    ward = scene.city.ward(slug)
    data, day = welcome_data(scene, ward, SITE, COLOURS)

    made = typeset("welcome.typ", data, day)
    text = "".join(words(made.data))

    assert has(text, f"Welkom in {ward.in_sentence}")
    now = serving(scene.city, slug, DAY)
    for person in now.people:
        assert has(text, person.name) and has(text, person.phone) and has(text, person.mail)
    assert now.people or has(text, scene.city.service.phone)
    assert has(text, "Waar moet ik zijn?") and has(text, "112")
    assert has(text, f"de nieuwsbrief? Mail naar {scene.city.newsletter.mail}")
    assert has(text, f"Buurten: {', '.join(ward.neighbourhoods)}.") == bool(ward.neighbourhoods)
    assert len(made.data) < 60_000
    assert valid(made.data, "ua1") == []
    assert smallest_letters(made.data) >= 11


def test_the_list_of_streets_has_every_street_with_its_ward_and_phone(ghent):
    file = load_streets(ROOT / "data/streets.json")
    some = tuple(street for street in file.streets if street.name.startswith("Kortrijk"))

    made = typeset("streets.typ", *street_list_data(ghent, some, (file.credit, file.day), SITE, COLOURS))
    text = "".join(words(made.data))

    assert some
    for street in some:
        assert has(text, street.name)
        for number in street.wards:
            ward = next(ward for ward in ghent.city.wards if ward.number == number)
            assert has(text, ward.name)
            assert all(has(text, person.phone) for person in serving(ghent.city, ward.slug, DAY).people)
    assert has(text, "oneven nummers")
    assert valid(made.data, "ua1") == []
    heads, _ = cells(made.data)
    assert heads.count("/Column") == 3
    assert heads.count("/Row") == sum(len(street.wards) for street in some)


def test_the_list_of_a_ward_has_its_streets_only(ghent):
    file = load_streets(ROOT / "data/streets.json")
    ward = ghent.city.ward("ledeberg")
    own = streets_of(file, ward)

    made = typeset("streets.typ", *street_list_data(ghent, own, (file.credit, file.day), SITE, COLOURS, ward))
    text = "".join(words(made.data))

    assert all(has(text, street.name) for street in own)
    assert not has(text, "Aaigemstraat")
    assert valid(made.data, "ua1") == []


def test_a_theme_without_colours_prints_black_on_white():
    assert colours("")["ink"] == "#000000"
    assert colours(":root { --ink: light-dark(#123456, #fff); }")["ink"] == "#123456"
    assert colours(":root { --ink: #123456; } .dark { --ink: #fff; }")["ink"] == "#123456"


def test_every_template_is_in_the_package():
    made = {file.name for file in Path(ROOT / "plugins/wijksites/sheets").glob("*.typ")}

    names = {"card", "common", "letters", "month", "overview", "poster", "streets", "welcome"}
    assert made == {f"{name}.typ" for name in names}
