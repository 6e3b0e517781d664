"""The streets of `data/`: the list of them, the pages that need no script, and what is made again."""

import json
from datetime import date

import pytest
from tests.cities import small_city
from tests.projects import make_project, tree, write
from tests.unit.test_cache import build

from wijksites.build.files import stamp_of
from wijksites.lookup.street_file import Run, Street, StreetError, load_streets
from wijksites.pages.page import Scene
from wijksites.pages.streets import StreetFiles, say_source_day, street_items, street_pages

DAY = date(2026, 12, 1)
SOURCE = {"credit": "Bron: Adressen", "licence": "Vrij", "day": "2013-10", "command": "x"}
STREETS = {
    **SOURCE,
    "streets": {"9999": {"1": ["Appelstraat"], "1,2": ["Dijk"]}, "9998": {"3": ["Appelstraat", "1 Meilaan"]}},
    "split": {"9999": {"Dijk": {"odd": [[1, 9, 1], [11, 11, 2]], "even": [[2, 20, 1]]}}},
    "exact": {},
}
PROBABLE = {**SOURCE, "streets": {"2": ["Verse Kaai"]}}
FILES = {"data/streets.json": json.dumps(STREETS), "data/streets-probable.json": json.dumps(PROBABLE)}


def loaded(folder, streets=STREETS, probable=PROBABLE):
    write(folder / "streets.json", json.dumps(streets))
    write(folder / "streets-probable.json", json.dumps(probable))
    return StreetFiles(
        certain=load_streets(folder / "streets.json"), probable=load_streets(folder / "streets-probable.json")
    )


def pages(folder):
    """Each page of the list by its address."""
    return {page.url: page for page in street_pages(Scene(city=small_city(), day=DAY), loaded(folder))}


def test_a_file_of_streets_is_read_whole(tmp_path):
    files = loaded(tmp_path)

    assert Street(name="Appelstraat", postcode="9998", wards=(3,)) in files.certain.streets
    assert files.certain.streets[-3:][0].name in {"1 Meilaan", "Dijk", "Appelstraat"}
    dijk = next(street for street in files.certain.streets if street.name == "Dijk")
    assert dijk.wards == (1, 2)
    assert dijk.runs == (
        Run(side="odd", first=1, last=9, ward=1),
        Run(side="odd", first=11, last=11, ward=2),
        Run(side="even", first=2, last=20, ward=1),
    )
    assert files.probable.streets == (Street(name="Verse Kaai", wards=(2,)),)


def test_a_file_that_is_not_there_is_no_file(tmp_path):
    assert load_streets(tmp_path / "streets.json") is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"credit": 1}', json.dumps({**STREETS, "streets": {"9999": {"een": ["A"]}}})]
)
def test_a_damaged_file_says_how_to_make_it_again(tmp_path, text):
    write(tmp_path / "streets.json", text)

    with pytest.raises(
        StreetError, match=r"streets\.json is beschadigd\. Maak het opnieuw: python -m wijksites import"
    ):
        load_streets(tmp_path / "streets.json")


def test_there_is_a_page_for_each_letter_and_one_for_digits(tmp_path):
    assert list(pages(tmp_path)) == ["/straten/", "/straten/a/", "/straten/d/", "/straten/v/", "/straten/0-9/"]


def test_a_street_has_its_ward_and_the_people_of_the_day(tmp_path):
    first, second = pages(tmp_path)["/straten/a/"].view.streets

    assert (first.postcode, second.postcode) == ("9998", "9999")
    assert first.places[0].people == "Dienst Wijken & Co"
    assert second.places[0].people == "An O'Neill-#Peeters en Bo _van_ 't *Veld*"
    assert second.places[0].numbers == ""


def test_a_street_in_several_wards_has_the_numbers_of_each(tmp_path):
    [dijk] = pages(tmp_path)["/straten/d/"].view.streets

    assert {place.ward.number: place.numbers for place in dijk.places} == {
        1: "oneven nummers 1-9 en even nummers 2-20",
        2: "nummer 11",
    }


@pytest.mark.parametrize(
    ("odd", "even", "said"),
    [
        ([[1, 9, 1]], [[2, 2, 1]], "oneven nummers 1-9 en nummer 2"),
        ([[5, 5, 1]], [[2, 8, 1]], "even nummers 2-8 en nummer 5"),
        ([[5, 5, 1]], [[8, 8, 1]], "nummers 5 en 8"),
        ([[5, 5, 1], [7, 7, 2], [9, 9, 1]], [[8, 8, 2]], "oneven nummers 5, 9"),
        ([], [[8, 8, 1]], "nummer 8"),
        ([[5, 5, 2]], [], "enkele nummers"),
    ],
)
def test_a_single_number_is_no_odd_or_even_numbers(odd, even, said, tmp_path):
    streets = {**STREETS, "split": {"9999": {"Dijk": {"odd": odd, "even": even}}}}
    files = loaded(tmp_path, streets=streets)
    listed = street_items(Scene(city=small_city(), day=DAY), files.certain.streets)
    [dijk] = [street for street in listed if street.name == "Dijk"]

    assert {place.ward.number: place.numbers for place in dijk.places}[1] == said


def test_a_street_of_the_other_file_is_probable(tmp_path):
    [street] = pages(tmp_path)["/straten/v/"].view.streets

    assert street.probable


@pytest.mark.parametrize(
    ("day", "said"), [("2013-10", "oktober 2013"), ("2026-04-09", "9 april 2026"), ("2020", "2020"), ("oud", "oud")]
)
def test_the_day_of_the_source_is_said_as_precisely_as_it_is_known(day, said):
    assert say_source_day(day, "nl") == said


def test_the_site_publishes_the_streets_with_the_slugs_of_the_wards(tmp_path):
    project = make_project(tmp_path / "project", **FILES)
    assert build(project).status == 0

    made = json.loads((project / "output/data/streets.json").read_text(encoding="utf-8"))

    assert made == {**STREETS, "wards": {"1": "kaai", "2": "molen", "3": "brug"}}
    assert b": " not in (project / "output/data/streets.json").read_bytes().replace(b"Bron: ", b"")


def test_without_streets_there_is_no_list_and_nothing_leads_to_it(tmp_path):
    project = make_project(tmp_path / "project")
    assert build(project).status == 0

    files = tree(project / "output")

    assert not [path for path in files if path.startswith(("straten/", "data/streets"))]
    assert not [path for path, data in files.items() if path.endswith(".html") and b'straten/"' in data]


def test_a_post_may_link_to_the_list(tmp_path):
    text = "---\ntitle: Zoek\npublished: 2026-11-03\n---\n[Lijst](/straten/a/)\n"
    project = make_project(tmp_path / "project", **FILES, **{"content/stad/nieuws/zoek.md": text})

    assert build(project).problems == ()


def test_a_street_in_a_ward_that_is_not_there_stops_the_build(tmp_path):
    wrong = json.dumps({**PROBABLE, "streets": {"7": ["Verse Kaai"]}})
    outcome = build(make_project(tmp_path / "project", **{"data/streets-probable.json": wrong}))

    assert outcome.status == 1
    assert [problem.text for problem in outcome.problems] == [
        "er liggen straten in wijk 7, maar die staat niet in wards.yaml. Importeer de straten opnieuw, of voeg de wijk "
        "toe."
    ]


def test_a_damaged_file_stops_the_build(tmp_path):
    outcome = build(make_project(tmp_path / "project", **{"data/streets.json": "{"}))

    assert (outcome.status, outcome.published, len(outcome.problems)) == (1, False, 1)


def test_another_day_makes_no_page_of_the_list_again(tmp_path):
    project = make_project(tmp_path / "project", **FILES)
    assert build(project).status == 0
    files = sorted((project / "output/straten").rglob("*.html"))
    before = [stamp_of(file.stat()) for file in files]

    settings = project / "pelicanconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('BUILD_DAY = "2026-12-01"', 'BUILD_DAY = "2026-12-02"')
    )
    assert build(project).status == 0

    assert len(files) == 5
    assert [stamp_of(file.stat()) for file in files] == before


def test_another_person_changes_only_the_letters_with_streets_of_theirs(tmp_path):
    project = make_project(tmp_path / "project", **FILES)
    assert build(project).status == 0
    before = tree(project / "output/straten")

    wards = project / "wards.yaml"
    wards.write_text(wards.read_text(encoding="utf-8").replace("name: An Appel", "name: An Anders"), encoding="utf-8")
    assert build(project).status == 0
    after = tree(project / "output/straten")

    assert {path for path in before if before[path] != after[path]} == {
        "stratenlijst.pdf",
        *(f"{letter}/index.html" for letter in ("a", "d", "v", "0-9") if b"An Appel" in before[f"{letter}/index.html"]),
    }
    assert any(b"An Anders" in data for data in after.values())


def test_the_frame_for_other_sites_and_its_element_are_there_and_search_engines_stay_out(tmp_path):
    project = make_project(tmp_path / "project", **FILES)
    assert build(project).status == 0

    frame = (project / "output/wie-is-mijn-wijkregisseur/inbouwen/index.html").read_text(encoding="utf-8")

    assert '<meta name="robots" content="noindex">' in frame
    assert (project / "output/wie-is-mijn-wijkregisseur/inbouwen/wijk-regisseur.js").is_file()
    assert "inbouwen" not in (project / "output/sitemap.xml").read_text(encoding="utf-8")
    assert "/straten/d/" in (project / "output/sitemap.xml").read_text(encoding="utf-8")
