"""Sheets in a build: which there are, what links say of them, when they are made, and what is told when they cannot."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from pikepdf import Pdf, Stream
from PIL import Image
from tests.projects import PARTY, make_project, surroundings, tree, write
from tests.reading_pdf import elements, has, words
from tests.unit.test_cache import build, text_of
from tests.unit.test_sheets import valid

from wijksites.build import load_sources, printing
from wijksites.build.letters import letter_problems
from wijksites.sheets import typeset as setting
from wijksites.shell import load_settings, today

POSTER = "kaai/affiche/feest.pdf"
PAGE = "kaai/agenda/feest/index.html"
SHAN = "\N{CJK UNIFIED IDEOGRAPH-5C71}"


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made)  # so that messages name files as they do for whoever builds there
    return made


@pytest.fixture
def made(monkeypatch):
    """The templates of the sheets that were set."""
    found, real = [], printing.typeset

    def typeset(template, data, day):
        found.append(template)
        return real(template, data, day)

    monkeypatch.setattr(printing, "typeset", typeset)
    return found


def change(project, path, old, new):
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def sheets(project):
    return {path: data for path, data in tree(project / "output").items() if path.endswith(".pdf")}


def test_a_ward_has_a_welcome_and_a_sheet_for_each_month_with_something_on(project):
    build(project)

    found = sheets(project)
    assert {"kaai/welkom.pdf", POSTER, "wijkregisseurs/overzicht-wijkregisseurs.pdf"} <= found.keys()
    assert "wijkregisseurs/overzicht-wijkregisseurs-grote-letters.pdf" in found
    assert not any("straten" in path for path in found)


def test_the_links_say_the_pages_and_the_true_size(project):
    build(project)

    for path, page in ((POSTER, PAGE), ("kaai/welkom.pdf", "kaai/index.html")):
        size = -(-(project / "output" / path).stat().st_size // 1000)
        assert f"(pdf, 1 bladzijde, {size}\N{NO-BREAK SPACE}kB)" in text_of(project, page) or (
            f"(pdf, 1 bladzijde, {size} kB)" in text_of(project, page)
        )


def test_an_event_may_do_without_a_poster(project):
    change(project, PARTY, "kind: feest", "kind: feest\nposter: false")

    build(project)

    assert POSTER not in sheets(project)
    assert "affiche" not in text_of(project, PAGE).casefold()


def test_what_did_not_change_is_not_set_again(project, made):
    build(project)
    first, before = len(made), sheets(project)

    build(project)
    build(project, BUILD_DAY="2026-12-02")

    assert first > 3
    assert len(made) == first
    assert sheets(project) == before


def test_one_changed_event_sets_its_own_sheets_only(project, made):
    build(project)
    made.clear()
    change(project, PARTY, "price: gratis", "price: 5 euro") if "price: gratis" in (
        project / PARTY
    ).read_text() else change(project, PARTY, "kind: feest", "kind: feest\nprice: 5 euro")

    build(project)

    assert "overview.typ" not in made
    assert "welcome.typ" not in made
    assert "poster.typ" in made


def test_a_lost_sheet_is_made_again(project):
    build(project)
    before = sheets(project)
    (project / "output" / POSTER).unlink()

    build(project)

    assert sheets(project) == before


def test_typst_is_loaded_only_when_a_sheet_must_be_made(project):
    program = """
import sys
from wijksites.build import build_site
from wijksites.shell import load_settings, today
settings = load_settings("pelicanconf.py", WARDS_FILE="wards.yaml", DATA_PATH="data", JOBS=1)
assert build_site(settings, today(settings)).status == 0
print(sorted({"typst", "pikepdf", "fontTools", "segno"} & sys.modules.keys()))
"""

    def loaded():
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=project,
            env=surroundings(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    assert loaded() == "['fontTools', 'pikepdf', 'segno', 'typst']"
    assert loaded() == "[]"


def test_the_sheets_are_the_same_in_another_zone_and_another_run(project, tmp_path):
    build(project)
    again = make_project(tmp_path / "elders")
    program = """
from wijksites.build import build_site
from wijksites.shell import load_settings, today
settings = load_settings("pelicanconf.py", WARDS_FILE="wards.yaml", DATA_PATH="data", JOBS=2)
assert build_site(settings, today(settings)).status == 0
"""

    subprocess.run(
        [sys.executable, "-c", program],
        cwd=again,
        env=surroundings(TZ="Pacific/Kiritimati", PYTHONHASHSEED="7"),
        check=True,
        capture_output=True,
    )

    assert sheets(again) == sheets(project)


def test_a_letter_that_no_font_has_names_the_post_and_the_field(project):
    change(project, PARTY, "title: ", f"title: {SHAN} ")

    outcome = build(project)

    [told] = [str(problem) for problem in outcome.problems if not problem.warning and "affiche" in str(problem)]
    assert outcome.status == 1
    assert told == (
        f"{PARTY}:1:1: `title`: ons lettertype heeft geen letters voor ‘{SHAN}’, dus {POSTER} kunnen we niet maken. "
        "Schrijf het in Latijnse letters."
    )
    assert not (project / "output").exists() or not sheets(project)


def test_with_keep_going_the_site_is_there_without_that_sheet_and_it_is_told_each_time(project):
    change(project, PARTY, "title: ", f"title: {SHAN} ")

    outcomes = [build(project, KEEP_GOING=True) for _ in range(2)]

    assert [outcome.status for outcome in outcomes] == [3, 3]
    assert outcomes[0].problems == outcomes[1].problems
    assert POSTER not in sheets(project)
    assert "kaai/welkom.pdf" in sheets(project)
    assert SHAN in text_of(project, PAGE)
    assert "affiche" not in text_of(project, PAGE).casefold()


def test_a_missing_font_is_told_and_the_pages_are_there_without_sheets(project, tmp_path, monkeypatch):
    monkeypatch.setattr(setting, "FONTS", tmp_path / "leeg")
    monkeypatch.setattr(printing, "typeset", setting.typeset)
    setting.compiler_of.cache_clear()

    outcome = build(project, KEEP_GOING=True)
    setting.compiler_of.cache_clear()

    assert outcome.status == 3
    assert "het lettertype Atkinson Hyperlegible ontbreekt" in "\n".join(map(str, outcome.problems))
    assert sheets(project) == {}
    assert text_of(project, PAGE)


@pytest.mark.parametrize("size", [None, (12_000, 9_000)], ids=["no picture", "12,000 px wide"])
def test_a_photo_that_cannot_be_used_holds_its_post_back_and_no_other_sheet(project, size):
    photo = project / "content/kaai/agenda/foto.png"
    if size:
        from PIL import Image

        Image.new("1", size).save(photo)
    else:
        write(photo, "geen beeld")
    change(project, PARTY, "kind: feest", 'kind: feest\nimage: foto.png\nalt: ""')

    outcome = build(project, KEEP_GOING=True)

    told = [str(problem) for problem in outcome.problems if not problem.warning]
    assert outcome.status == 3
    assert len(told) == 1 and told[0].startswith(f"{PARTY}:") and "foto.png" in told[0]
    assert POSTER not in sheets(project)
    assert "kaai/welkom.pdf" in sheets(project)


def test_a_poster_of_the_city_hangs_in_the_wards_it_names(project):
    write(
        project / "content/stad/agenda/tocht.md",
        "---\ntitle: Tocht\nkind: feest\npublished: 2026-11-01\nstart: 2027-01-05 19:00\nwards: [kaai]\n---\nTekst.\n",
    )

    build(project)

    assert has(words(sheets(project)["kaai/affiche/tocht.pdf"])[0], "Tocht")
    assert "../../kaai/affiche/tocht.pdf" in text_of(project, "agenda/tocht/index.html")


def test_a_held_post_keeps_its_poster_with_its_page(project):
    build(project)
    change(project, PARTY, "kind: feest", "kind: onbestaand")
    os.utime(project / PARTY)

    outcome = build(project, KEEP_GOING=True)

    assert outcome.status == 3
    assert POSTER in sheets(project)
    assert "affiche/feest.pdf" in text_of(project, PAGE)


def test_a_site_may_do_without_sheets(project, made):
    build(project, SHEETS=False)

    assert sheets(project) == {}
    assert made == []
    assert "(pdf" not in text_of(project, "index.html") + text_of(project, PAGE) + text_of(project, "kaai/index.html")

    build(project)
    assert POSTER in sheets(project)

    build(project, SHEETS=False)
    assert sheets(project) == {}


def jpeg(file, size=(80, 60), colour=(200, 30, 30)):
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(file)


def pictures_in(data):
    """The size in pixels of every picture in a sheet."""
    with Pdf.open(BytesIO(data)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, Stream) and item.get("/Subtype") == "/Image"]
        return [(int(item.Width), int(item.Height)) for item in streams]


def test_a_poster_shows_the_picture_of_its_event_and_a_new_picture_makes_a_new_poster(project, made):
    file = project / "content/kaai/agenda/kaai.jpg"
    jpeg(file)
    change(project, PARTY, "title: ", "image: kaai.jpg\nalt: De kaai in de zon\ntitle: ")
    build(project, JOBS=1)  # in this process, where `made` looks
    before = sheets(project)

    made.clear()
    jpeg(file, size=(90, 60), colour=(30, 30, 200))
    build(project, JOBS=1)

    after = sheets(project)
    assert made == ["poster.typ"]
    assert pictures_in(before[POSTER]) == [(80, 60)]
    assert pictures_in(after[POSTER]) == [(90, 60)]
    assert "De kaai in de zon" in [alt for name, _, alt in elements(after[POSTER]) if name == "/Figure"]
    assert valid(after[POSTER], "ua1") == []


def test_a_poster_that_says_cancelled_shows_no_picture(project):
    jpeg(project / "content/kaai/agenda/kaai.jpg")
    change(
        project,
        PARTY,
        "title: ",
        "image: kaai.jpg\nalt: De kaai\nstatus: cancelled\nupdated: [{on: 2026-11-20 10:00, note: Regen.}]\ntitle: ",
    )

    build(project)

    assert pictures_in(sheets(project)[POSTER]) == []


def test_the_welcome_shows_the_face_of_who_serves_the_ward(project):
    jpeg(project / "content/paginas/an.jpg", size=(70, 70))
    wards = project / "wards.yaml"
    wards.write_text(wards.read_text().replace("id: an,", "id: an, photo: paginas/an.jpg,"), encoding="utf-8")

    build(project)

    welcome = sheets(project)["kaai/welkom.pdf"]
    assert pictures_in(welcome) == [(70, 70)]
    assert "Foto van An Appel" in [alt for name, _, alt in elements(welcome) if name == "/Figure"]
    assert valid(welcome, "ua1") == []


def test_a_picture_of_12000_pixels_is_made_smaller_for_paper(project):
    jpeg(project / "content/kaai/agenda/kaai.jpg", size=(12_000, 3_000))
    change(project, PARTY, "title: ", "image: kaai.jpg\nalt: De kaai\ntitle: ")

    outcome = build(project)

    assert outcome.status == 0
    assert pictures_in(sheets(project)[POSTER]) == [(1000, 250)]


def test_a_picture_that_is_none_is_told_with_its_post_and_the_poster_is_there_without_it(project):
    write(project / "content/kaai/agenda/kaai.jpg", "geen foto")
    change(project, PARTY, "title: ", "image: kaai.jpg\nalt: De kaai\ntitle: ")

    outcome = build(project)

    [told] = [str(problem) for problem in outcome.problems if not problem.warning]
    assert told.startswith(f"{PARTY}:2:8: ")
    assert "kaai.jpg" in told


def checked(project, **overrides):
    settings = load_settings(str(project / "pelicanconf.py"), WARDS_FILE="wards.yaml", DATA_PATH="data", **overrides)
    loaded = load_sources(settings, today(settings))
    return [str(problem) for problem in letter_problems(loaded, settings, today(settings))]


def test_check_names_the_line_and_the_letters_that_no_sheet_can_show(project):
    change(project, PARTY, "title: ", f"summary: Kom naar {SHAN}\ntitle: {SHAN}{SHAN} ")
    change(project, PARTY, "Iedereen", f"# {SHAN} is op de pagina geen zorg\nIedereen")

    assert checked(project) == [
        f"{PARTY}:{line}:{column}: ons lettertype heeft geen letters voor ‘{SHAN}’, dus hiervan kunnen we geen blad "
        "op papier maken. Schrijf het in Latijnse letters."
        for line, column in ((2, 19), (3, 8))
    ]


def test_check_is_content_with_letters_of_europe_signs_and_what_is_over(project):
    change(project, PARTY, "title: ", "title: 🎉 Łódź, Ελλάδα en Київ ")
    write(
        project / "content/kaai/agenda/oud.md",
        f"---\ntitle: {SHAN}\nkind: feest\npublished: 2020-01-01\nstart: 2020-02-01\n---\nTekst.\n",
    )

    assert checked(project) == []
