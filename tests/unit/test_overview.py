"""The overview PDF: what it says, that it is tagged, and that the same input makes the same bytes."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pikepdf
import pytest
from tests.cities import EMPTY, KAAI, LONG, SERVICE, assignment, regisseur, small_city

from wijksites.city.model import Ward
from wijksites.pages.page import Scene
from wijksites.sheets.overview import SMALL, overview_data, with_map
from wijksites.sheets.tokens import PLAIN
from wijksites.sheets.typeset import Unprintable, typeset
from wijksites.sheets.words import state_day

DAY = date(2026, 11, 24)
SITE = "https://wijken.kaaistad.example"
SAMPLE = "This is an example. These people and activities are not real."


def overview(scene, site_url, *, size=SMALL, outlines=None):
    """The sheet as the build makes it."""
    data, day = overview_data(scene, site_url, PLAIN, size=size)
    return typeset("overview.typ", with_map(data, scene, outlines), day)


def scene(day=DAY, **changes):
    return Scene(city=small_city(**changes), day=day)


def city_of(count):
    """What differs from the small city when it has so many wards; ten people serve them."""
    names = [LONG.name if number % 12 == 0 else f"Sint-Pieters - Kaai {number}" for number in range(count)]
    wards = [Ward(slug=f"wijk-{number}", number=number, name=name) for number, name in enumerate(names)]
    people = [
        regisseur(f"marieke.duizendblad{number}", f"Marieke Duizendblad {number}", number) for number in range(1, 11)
    ]
    return {
        "wards": tuple(wards),
        "regisseurs": tuple(people),
        "assignments": tuple(
            assignment(ward.slug, people[number % 10].id) for number, ward in enumerate(wards) if number != 3
        ),
    }


def opened(sheet):
    return pikepdf.open(io.BytesIO(sheet.data))


def letters(sheet):
    """The text of each page as it is drawn, without spaces."""
    with opened(sheet) as pdf:
        return ["".join("".join(drawn(sheet_page)).split()) for sheet_page in pdf.pages]


def drawn(sheet_page):
    tables = {name: code_table(font) for name, font in sheet_page.Resources.Font.items()}
    table = {}
    for operands, operator in pikepdf.parse_content_stream(sheet_page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) == "TJ":
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            yield from (table[first << 8 | second] for first, second in zip(codes[::2], codes[1::2], strict=True))


def code_table(font):
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def has(text, words):
    return "".join(words.split()) in text


def elements(sheet):
    """Every structure element: its name, and the names in its attributes."""
    with opened(sheet) as pdf:
        waiting, found = [pdf.Root.StructTreeRoot.K], []
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                parts = node.get("/A", ())
                parts = parts if isinstance(parts, pikepdf.Array) else [parts]
                scopes = [str(part.Scope) for part in parts if "/Scope" in part]
                found.append((str(node.S), *scopes))
                if "/K" in node:
                    waiting.append(node.K)
    return found


def links(sheet):
    with opened(sheet) as pdf:
        return [str(link.A.URI) for sheet_page in pdf.pages for link in sheet_page.get("/Annots", ())]


@pytest.fixture(scope="module")
def small():
    return overview(scene(), SITE)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("changes", [{}, city_of(25), city_of(90)], ids=["small", "one page", "three pages"])
def test_it_is_a_valid_accessible_and_archivable_pdf(profile, changes):
    sheet = overview(scene(**changes), SITE)

    report = page.validate_pdf_bytes(sheet.data, profile=profile)

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_it_has_a_title_a_language_and_a_sender(small):
    with opened(small) as pdf:
        assert str(pdf.docinfo["/Title"]) == scene().say("Who is my wijkregisseur?")
        assert str(pdf.docinfo["/Author"]) == "Stad Kaaistad"
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_columns_and_rows_have_header_cells_with_a_scope(small):
    found = elements(small)

    heads = [element for element in found if element[0] == "/TH"]
    # Two people serve Kaai: the second has a row without a header of its own, for the ward's cell spans both.
    assert sorted(heads) == [("/TH", "/Column")] * 3 + [("/TH", "/Row")] * 3
    assert [element[0] for element in found].count("/TR") == 1 + 4
    assert [element[0] for element in found].count("/H1") == 1


def test_every_ward_person_and_phone_is_shown_as_it_is_written(small):
    city = scene().city
    text = "".join(letters(small))

    for words in (
        *(ward.name for ward in city.wards),
        *(word for person in city.regisseurs for word in (person.name, person.phone, person.mail)),
        SERVICE.address.line,
        SERVICE.hours.replace("elke", "Elke"),
        "wijken.kaaistad.example",
    ):
        assert has(text, words), words


def test_phones_mails_and_the_site_are_links(small):
    assert {"tel:090000001", "mailto:an@voorbeeld.example", "tel:090000090", SITE} <= set(links(small))


def test_a_vacant_ward_shows_the_service(small):
    text = letters(small)[0]

    remark = scene().say("no regular wijkregisseur now")
    assert has(text, f"{EMPTY.name}{SERVICE.name} ({remark}){SERVICE.mail}{SERVICE.phone}")
    assert links(small).count("tel:090000090") == 2


def test_a_replacement_is_noted_in_words():
    people = small_city().assignments
    away = assignment("sint-jan", "bo", date(2026, 11, 1), role="replacement")
    now = scene(assignments=(*people, away))

    text = letters(overview(now, SITE))[0]

    assert has(text, f"Bo _van_ 't *Veld* ({now.say('replaces temporarily')})")
    assert not has(text, "Cy Één")


def test_a_change_is_told_from_the_day_it_is_announced():
    coming = assignment("een-en-al-weide", "cy", date(2027, 3, 1), announced=date(2026, 11, 24))
    changes = {"assignments": (*small_city().assignments, coming)}

    before = letters(overview(scene(date(2026, 11, 23), **changes), SITE))[0]
    after = letters(overview(scene(**changes), SITE))[0]

    assert not has(before, "1 maart 2027")
    assert has(after, "1 maart 2027")


def test_the_day_of_the_sheet_is_that_of_the_last_change_that_is_told():
    people = small_city().assignments
    secret = assignment("kaai", "cy", date(2026, 11, 30), announced=date(2026, 11, 30))
    ended = assignment("een-en-al-weide", "cy", end=date(2026, 11, 8))

    assert state_day(scene()) == date(2026, 10, 3)
    assert state_day(scene(day=date(2026, 10, 2))) == date(2026, 10, 2)
    assert state_day(scene(assignments=(*people, secret))) == date(2026, 10, 3)
    assert state_day(scene(assignments=(*people, ended))) == date(2026, 11, 9)
    assert state_day(scene(assignments=())) == DAY


def test_what_is_not_told_yet_or_lies_ahead_does_not_date_the_sheet():
    first, *others = small_city().regisseurs
    ahead = replace(first, checked=date(2026, 12, 24))
    ends = assignment("een-en-al-weide", "cy", end=DAY)

    assert state_day(scene(regisseurs=(ahead, *others))) == date(2026, 10, 3)
    assert state_day(scene(assignments=(*small_city().assignments, ends))) == date(2026, 10, 3)
    assert state_day(scene(date(2026, 11, 25), assignments=(*small_city().assignments, ends))) == date(2026, 11, 25)


def test_who_serves_no_ward_is_not_shown():
    text = letters(overview(scene(assignments=()), SITE))[0]

    assert not has(text, "Cy Één")


def test_the_band_is_on_every_page_of_a_sample_and_nowhere_else(small):
    invented = city_of(90)
    invented["service"] = replace(SERVICE, sample=True)

    sheet = overview(scene(**invented), SITE)

    band = scene().say(SAMPLE)
    assert sheet.pages > 1
    assert [has(text, band) for text in letters(sheet)] == [True] * sheet.pages
    assert not has(letters(small)[0], band)


def test_a_sign_without_a_font_becomes_a_box_and_other_scripts_stay():
    wards = (KAAI, LONG, replace(EMPTY, name="Wijk 😀 👩‍👧 \ue000 الحي \u202e"))

    sheet = overview(scene(wards=wards), SITE)

    assert has(letters(sheet)[0], "Wijk □ □")
    assert page.is_pdf_compliant_bytes(sheet.data, profile="ua1")


def test_a_letter_without_a_font_is_told():
    wards = (KAAI, LONG, replace(EMPTY, name="Wijk 中"))

    with pytest.raises(Unprintable) as caught:
        overview(scene(wards=wards), SITE)

    assert caught.value.text == "中"


def test_long_names_and_addresses_stay_on_the_page():
    long = "van.de.wijk-en-omstreken" * 4
    people = (regisseur(long, long.replace(".", " "), 1), *small_city().regisseurs[1:])
    served = (assignment("kaai", long), *small_city().assignments[1:])

    sheet = overview(scene(regisseurs=people, assignments=served), SITE)

    with opened(sheet) as pdf:
        edges = [link.Rect[2] for link in pdf.pages[0].Annots]
        assert max(edges) < pdf.pages[0].MediaBox[2]
    assert has(letters(sheet)[0], long)


def test_the_same_input_makes_the_same_bytes_in_every_process():
    program = """
import sys
from datetime import date
from tests.cities import small_city
from wijksites.pages.page import Scene
from wijksites.sheets.overview import overview_data, with_map
from wijksites.sheets.tokens import PLAIN
from wijksites.sheets.typeset import typeset
scene = Scene(city=small_city(), day=date(2026, 11, 24))
data, day = overview_data(scene, "https://wijken.kaaistad.example", PLAIN)
sys.stdout.buffer.write(typeset("overview.typ", with_map(data, scene, None), day).data)
"""
    made = [
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "plugins"},
        ).stdout
        for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles"))
    ]

    assert made[0] == made[1] == overview(scene(), SITE).data


def test_another_day_without_a_change_makes_the_same_bytes(small):
    assert overview(scene(day=date(2026, 12, 31)), SITE) == small
