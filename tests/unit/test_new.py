"""`make new`: whatever the title, the post passes the check and never replaces another."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cities import small_city

from wijksites.city.holidays import Holidays
from wijksites.city.model import Series
from wijksites.editing import EditingError, new_post
from wijksites.editing.new import example_day, slug_of
from wijksites.moments import day_of
from wijksites.posts.model import Event
from wijksites.posts.parse import Rules, parse_post
from wijksites.posts.paths import SLUG
from wijksites.posts.tables import event_table, news_table, page_table
from wijksites.words import translate

CITY = small_city(series=(Series(id="id-van-de-reeks", name="Reeks"),))
HOLIDAYS = (Holidays(id="feestdagen", title="feestdagen", stretches=()),)
DAY = date(2026, 11, 24)
VENUES = frozenset({"id-van-de-plaats"})
PLACES = [("agenda", "kaai"), ("nieuws", "kaai"), ("agenda", "stad"), ("nieuws", "stad"), ("paginas", "")]


def write(content, title="Wijkbeurs", folder="agenda", ward="kaai", city=CITY, day=DAY):
    return new_post(content, city, folder=folder, ward=ward, title=title, day=day)


def read(file, content, data=None):
    data = file.read_bytes() if data is None else data
    post, problems = parse_post(data, file.relative_to(content).as_posix(), Rules.of(CITY, VENUES, HOLIDAYS), content)
    assert problems == ()
    return post


def refused(content, message, /, values=None, **arguments):
    with pytest.raises(EditingError) as error:
        write(content, **arguments)
    assert str(error.value) == translate(message, **(values or {}))
    assert not list(content.rglob("*.md"))


@pytest.mark.parametrize(("folder", "ward"), PLACES)
def test_a_fresh_post_passes_the_check(tmp_path, folder, ward):
    file = write(tmp_path, 'Wijkbeurs: kom "mee" #1', folder, ward)

    post = read(file, tmp_path)

    assert file == tmp_path.joinpath(*filter(None, [ward, folder])) / "wijkbeurs-kom-mee-1.md"
    assert post.title == 'Wijkbeurs: kom "mee" #1'
    assert post.published == DAY
    assert post.draft


@pytest.mark.parametrize(("folder", "ward"), PLACES)
def test_every_optional_line_is_valid_too(tmp_path, folder, ward):
    file = write(tmp_path, "Wijkbeurs", folder, ward)
    text = re.sub(r"(?m)^# (?!yaml-language-server)", "", file.read_text(encoding="utf-8"))

    post = read(file, tmp_path, text.encode())

    assert post.sample
    assert post.wards == {"stad": ("kaai", "sint-jan"), "kaai": ("kaai",), "": ()}[ward]


@pytest.mark.parametrize(
    ("folder", "table"), [("agenda", event_table()), ("nieuws", news_table()), ("paginas", page_table())]
)
def test_every_key_is_there_below_a_line_that_explains_it(tmp_path, folder, table):
    ward = "" if folder == "paginas" else "stad"
    lines = write(tmp_path, "Wijkbeurs", folder, ward).read_text(encoding="utf-8").splitlines()

    keys = [(match[1], above) for above, line in pairwise(lines) if (match := re.match(r"(?:# )?(\w+):", line))]

    # `imported` is written by a command.
    assert {key for key, _ in keys} == set(table.keys) - {"imported"}
    assert all(above.startswith("## ") for _, above in keys)


@pytest.mark.parametrize(
    ("folder", "ward", "path"),
    [
        ("agenda", "kaai", "../../../data/schema/event.json"),
        ("nieuws", "stad", "../../../data/schema/news.json"),
        ("paginas", "", "../../data/schema/page.json"),
    ],
)
def test_the_first_line_inside_names_the_schema(tmp_path, folder, ward, path):
    content = tmp_path / "content"

    file = write(content, "Wijkbeurs", folder, ward)

    assert file.read_text(encoding="utf-8").startswith(f"---\n# yaml-language-server: $schema={path}\n")
    assert (file.parent / path).resolve().parent == (tmp_path / "data/schema").resolve()


@settings(max_examples=150, deadline=None)
@given(title=st.text(max_size=160), day=st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_any_title_is_written_as_it_is_or_refused_in_a_sentence(tmp_path_factory, title, day):
    content = tmp_path_factory.mktemp("content")

    try:
        file = write(content, title, day=day)
    except EditingError:
        return

    assert read(file, content).title == " ".join(title.split())
    assert SLUG.fullmatch(file.stem)
    assert len(file.stem) <= 60


@pytest.mark.parametrize(
    "title",
    [
        '\'t Is "feest"',
        "a: b # c",
        "back\\slash \\n",
        "🎉",
        "سوق الحي",
        "- [x] {y}",
        "---",
        "$title $$ ${x}",
        "NO",
        "{title}",
        "x" * 150,
    ],
)
def test_an_awkward_title_comes_through(tmp_path, title):
    assert read(write(tmp_path, title), tmp_path).title == title


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Café Één & Œuvre", "cafe-een-oeuvre"),
        ("Foto's in 't Zand", "fotos-in-t-zand"),
        ("2026-12", "activiteit-2026-12"),
        ("2026", "activiteit-2026"),
        ("Reeks", "activiteit-reeks"),
        ("Con", "activiteit-con"),
        ("🎉", "activiteit"),
        (
            "een heel lange titel die na een woord wordt afgebroken want zo hoort het",
            "een-heel-lange-titel-die-na-een-woord-wordt-afgebroken-want",
        ),
        ("x" * 100, "x" * 60),
    ],
)
def test_the_slug_of_a_title(title, slug):
    assert slug_of(title, "event") == slug


def test_a_second_post_with_the_same_title_is_numbered(tmp_path):
    first, second, third = (write(tmp_path, "Wijkbeurs") for _ in range(3))

    assert [file.name for file in (first, second, third)] == ["wijkbeurs.md", "wijkbeurs-2.md", "wijkbeurs-3.md"]


def test_a_numbered_slug_keeps_to_sixty_characters(tmp_path):
    write(tmp_path, "x" * 60)

    assert write(tmp_path, "x" * 60).stem == "x" * 58 + "-2"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("kaai/agenda/ander.md", "id: kaai/agenda/wijkbeurs"),
        ("kaai/agenda/ander.md", "slug: wijkbeurs"),
        ("kaai/nieuws/ander.md", "formerly: [/kaai/agenda/wijkbeurs/]"),
        ("vervallen.yaml", "- {id: kaai/agenda/wijkbeurs, on: 2026-01-01, reason: ingetrokken}"),
    ],
)
def test_the_id_and_address_of_another_post_are_not_taken(tmp_path, path, line):
    other = tmp_path / path
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text(f"---\n{line}\n---\n" if path.endswith(".md") else f"{line}\n", encoding="utf-8")

    assert write(tmp_path, "Wijkbeurs").stem == "wijkbeurs-2"


def test_the_example_starts_on_a_tuesday_of_next_month(tmp_path):
    post = read(write(tmp_path), tmp_path)

    assert isinstance(post, Event)
    assert day_of(post.start) == date(2026, 12, 8)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_example_day_is_a_weekday_of_the_next_month(day):
    found = example_day(day)

    assert (found.year, found.month) == ((day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1))
    assert found.weekday() == 1
    assert 8 <= found.day <= 14


def test_the_kind_comes_from_the_title(tmp_path):
    assert read(write(tmp_path, "Groot feest"), tmp_path).kind == "feest"
    assert read(write(tmp_path, "Iets anders"), tmp_path).kind == "infomarkt"


@pytest.mark.parametrize(
    ("ward", "slug"),
    [
        (" Kaai ", "kaai"),
        ("Sint Jan", "sint-jan"),
        ("Elisabethbegijnhof - Prinsenhof - Papegaai - Sint-Michiels", "sint-jan"),
        ("Stad", "stad"),
    ],
)
def test_a_wards_full_name_is_as_good_as_its_slug(tmp_path, ward, slug):
    assert write(tmp_path, ward=ward).relative_to(tmp_path).parts[0] == slug


@pytest.mark.parametrize(("ward", "meant"), [("kaay", "kaai"), ("sintjan", "sint-jan"), ("stadt", "stad")])
def test_an_unknown_ward_with_a_near_one(tmp_path, ward, meant):
    refused(
        tmp_path,
        "the ward ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`",
        {"value": ward, "meant": meant, "line": f"WARD={meant}"},
        ward=ward,
    )


def test_a_neighbourhood_leads_to_its_ward(tmp_path):
    kaai = replace(CITY.wards[0], neighbourhoods=("Rode Molen",))

    with pytest.raises(EditingError) as error:
        write(tmp_path, ward="Rode Molen", city=small_city(wards=(kaai, *CITY.wards[1:])))

    assert str(error.value) == translate(
        "the ward ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`",
        value="Rode Molen",
        meant="kaai",
        line="WARD=kaai",
    )


def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path):
    refused(
        tmp_path,
        "the ward ‘{value}’ does not exist. Choose one of: {choices}",
        {"value": "../x", "choices": "een-en-al-weide, kaai, sint-jan, stad"},
        ward="../x",
    )
    refused(
        tmp_path,
        "say for which ward, for example WARD={example}, or WARD=stad for several or all wards.",
        {"example": "kaai"},
        ward="",
    )
    refused(
        tmp_path,
        "the folder ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: FOLDER={meant}",
        {"value": "agena", "meant": "agenda"},
        folder="agena",
    )
    refused(
        tmp_path,
        "the folder ‘{value}’ does not exist. Choose one of: {choices}",
        {"value": "../..", "choices": "agenda, nieuws, paginas, nieuwsbrief, rechtzetting"},
        folder="../..",
    )
    refused(
        tmp_path,
        "say what it will be: FOLDER=agenda. Choose one of: {choices}",
        {"choices": "agenda, nieuws, paginas, nieuwsbrief, rechtzetting"},
        folder="",
    )
    refused(tmp_path, "a page does not belong to a ward. Leave out WARD and try again.", folder="paginas")
    refused(tmp_path, 'there is no title yet. Add it, for example: TITLE="Wijkbeurs"', title=" \n\t ")
    refused(
        tmp_path,
        "the title has {length} characters; at most {limit} fit. Make it shorter.",
        {"length": 300, "limit": 150},
        title="é" * 300,
    )
    for sign in ("\x07", "\udce9", "\ufeff", "\x9f"):
        refused(
            tmp_path,
            "the title has an invisible character that does not belong there. Type it again.",
            title=f"Wijk{sign}beurs",
        )


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "kaai").write_text("", encoding="utf-8")

    with pytest.raises(EditingError, match=r"kaai/agenda/wijkbeurs\.md"):
        write(tmp_path)


def test_the_templates_fit_a_city_with_one_ward(tmp_path):
    alone = small_city(wards=CITY.wards[:1])

    text = write(tmp_path, ward="stad", city=alone).read_text(encoding="utf-8")

    assert "# wards: [kaai]\n" in text


def test_the_last_example_day_comes_after_the_first():
    assert example_day(DAY) + timedelta(weeks=10) == date(2027, 2, 16)


def test_the_templates_are_files_beside_the_code():
    folder = Path(new_post.__code__.co_filename).parent / "templates"

    assert {file.name for file in folder.iterdir()} == {"edition.md", "event.md", "news.md", "page.md", "wards.md"}
