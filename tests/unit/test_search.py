"""The search index: made of the pages that changed, beside the site, and never in its way."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.projects import PARTY, PARTY_URL, POSTS, WRONG_PARTY, make_project, pelican, tree, write

from wijksites.build import build_site, index_search
from wijksites.build import search as step
from wijksites.build.indexed import indexed
from wijksites.release import publish_folder, roll_back
from wijksites.shell import load_settings, today

ENTRY = "zoeken/index/pagefind-entry.json"
ALL = {"zoeken/index/", "kaai/zoeken/index/", "molen/zoeken/index/", "brug/zoeken/index/"}
FAILED = (
    "De pagina’s zijn gepubliceerd, maar nog niet allemaal te doorzoeken: de schijf is moe. Tot de volgende build "
    "doorzoeken lezers wat de vorige vond."
)


def build(project, **changes):
    settings = load_settings(
        str(project / "pelicanconf.py"),
        WARDS_FILE=str(project / "wards.yaml"),
        DATA_PATH=str(project / "data"),
        SHEETS=False,
        **changes,
    )
    return index_search(settings, today(settings), build_site(settings, today(settings)))


def indexes(output):
    """The files of all search indexes, without the stamps, which are not published."""
    return {path: data for path, data in tree(output).items() if "zoeken/index/" in path and "/.made" not in path}


@pytest.fixture
def project(tmp_path):
    """A project that was built and indexed once."""
    made = make_project(tmp_path / "project")
    assert build(made).notes == ()
    return made


@pytest.fixture
def output(project):
    return project / "output"


@pytest.fixture
def made(monkeypatch):
    """The folders of the indexes that are made from here on, with their pages."""
    found = {}
    real = step._make

    def make(output, place, work, language):
        found[place.folder] = sorted(place.pages)
        return real(output, place, work, language)

    monkeypatch.setattr(step, "_make", make)
    return found


def test_the_city_and_each_ward_have_an_index(output):
    assert sorted(
        path.parent.relative_to(output).as_posix() + "/" for path in output.rglob("pagefind-entry.json")
    ) == sorted(ALL)


def test_an_index_has_none_of_the_ready_made_search_boxes(output):
    names = {Path(path).name for path in indexes(output)}

    assert {name for name in names if name.endswith((".js", ".css"))} == {"pagefind.js", "pagefind-worker.js"}


def test_a_ward_finds_its_own_posts_and_those_of_the_city_that_concern_it(tmp_path, made):
    build(make_project(tmp_path / "project"))

    assert made["molen/zoeken/index/"] == [
        "molen/index.html",
        "molen/nieuws/wieken/index.html",
        "nieuws/brug/index.html",
    ]


def test_the_city_finds_what_is_recent_or_still_to_come(tmp_path, made):
    old = POSTS["content/stad/nieuws/brug.md"].replace("2026-11-03", "2025-11-30")
    standing = POSTS[PARTY].replace("published: 2026-11-01", "published: 2024-01-01")
    over = standing.replace("start: 2026-12-08", "start: 2024-12-08")
    posts = {
        "content/brug/nieuws/oud.md": old,
        "content/brug/agenda/straks.md": standing,
        "content/brug/agenda/voorbij.md": over,
    }

    build(make_project(tmp_path / "project", **posts))

    assert made["zoeken/index/"] == [
        "brug/agenda/straks/index.html",
        "brug/index.html",
        "index.html",
        "kaai/agenda/feest/index.html",
        "kaai/index.html",
        "molen/index.html",
        "molen/nieuws/wieken/index.html",
        "nieuws/brug/index.html",
        "wijkregisseurs/index.html",
    ]
    assert "brug/agenda/voorbij/index.html" in made["brug/zoeken/index/"]
    assert "brug/nieuws/oud/index.html" in made["brug/zoeken/index/"]


def test_when_nothing_changed_no_index_is_made(project, made):
    build(project)

    assert made == {}


def test_only_the_wards_with_a_changed_page_are_indexed_again(project, made):
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")

    build(project)

    assert list(made) == ["zoeken/index/", "kaai/zoeken/index/"]


def test_a_page_of_which_only_a_list_of_others_changed_is_not_indexed_again(project, output, made):
    page = output / "nieuws/brug/index.html"
    wieken = "content/molen/nieuws/wieken.md"
    write(project / wieken, POSTS[wieken].replace("draaien weer", "draaien"))
    build(project)  # from now on its text is known
    before = page.read_bytes()
    made.clear()
    write(project / wieken, POSTS[wieken].replace("draaien weer", "draaien nog"))

    build(project)

    assert page.read_bytes() != before
    assert list(made) == ["zoeken/index/", "molen/zoeken/index/"]


def test_an_index_after_an_edit_is_the_one_made_at_once(project, output, tmp_path):
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")
    build(project)
    build(project, OUTPUT_PATH=str(tmp_path / "elders/output"))

    assert indexes(output) == indexes(tmp_path / "elders/output")


def test_a_damaged_index_is_made_again(project, output, made):
    before = indexes(output)
    next((output / "molen/zoeken/index/fragment").iterdir()).unlink()

    build(project)

    assert list(made) == ["molen/zoeken/index/"]
    assert indexes(output) == before


def test_a_build_neither_counts_nor_removes_the_index(project, output):
    before = indexes(output)
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")
    shutil.rmtree(project / ".cache")
    settings = load_settings(str(project / "pelicanconf.py"), WARDS_FILE=str(project / "wards.yaml"), SHEETS=False)

    outcome = build_site(settings, date(2026, 12, 1))

    assert indexes(output) == before
    assert [path for path in outcome.manifest() if "zoeken/index/" in path] == []
    assert outcome.changes.removed == 0


@pytest.mark.parametrize("error", [OSError("de schijf is moe"), step.SearchError("de schijf is moe")])
def test_when_the_index_fails_the_site_is_published_and_the_last_index_stays(project, output, monkeypatch, error):
    before = indexes(output)
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")
    monkeypatch.setattr(step, "_make", lambda *_: (_ for _ in ()).throw(error))

    outcome = build(project)

    assert outcome.status == 0
    assert outcome.notes == (FAILED,)
    assert "Breng een stoel mee" in (output / PARTY_URL).read_text(encoding="utf-8")
    assert indexes(output) == before


def test_what_pagefind_says_is_said(project, monkeypatch):
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")
    monkeypatch.setattr(step, "_program", lambda: "false")

    [note] = build(project).notes

    assert "te doorzoeken: Pagefind stopte met 1." in note


def test_the_index_of_a_ward_that_is_gone_is_removed(project, output):
    shutil.rmtree(project / "content/brug", ignore_errors=True)
    text = (project / "wards.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if "slug: brug" not in line and "ward: brug" not in line]
    write(project / "wards.yaml", "".join(kept))

    assert build(project).status == 0
    assert not (output / "brug").exists()


def test_without_search_there_is_nothing_to_search_with(project, output):
    build(project, SEARCH=False)

    assert list(output.rglob("zoeken")) == []
    assert "zoeken/" not in (output / "index.html").read_text(encoding="utf-8")


def test_with_a_wrong_post_the_rest_can_be_searched(project, output, made):
    write(project / PARTY, WRONG_PARTY)
    write(project / "content/molen/agenda/dans.md", POSTS[PARTY].replace("Feest aan de kaai", "Dans in de molen"))

    outcome = build(project, KEEP_GOING=True)

    assert outcome.status == 3
    assert list(made) == ["zoeken/index/", "molen/zoeken/index/"]
    assert {PARTY_URL, "molen/agenda/dans/index.html"} <= set(made["zoeken/index/"])


def test_make_site_makes_the_index_and_make_serve_does_not(tmp_path):
    project = make_project(tmp_path / "project")
    settings = load_settings(str(project / "pelicanconf.py"), WARDS_FILE=str(project / "wards.yaml"), SHEETS=False)
    build_site(settings, today(settings))
    served = (project / "output" / ENTRY).exists()

    pelican(project, "content", "-s", "pelicanconf.py", "-e", "SHEETS=false")

    assert not served
    assert (project / "output" / ENTRY).is_file()


def test_a_release_has_the_index_without_its_stamp_and_shares_what_did_not_change(project, output, tmp_path):
    first = publish_folder(output, tmp_path / "www")
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")
    build(project)
    second = publish_folder(output, tmp_path / "www")
    releases = tmp_path / "www/releases"
    molen, kaai = "molen/zoeken/index/pagefind-entry.json", "kaai/zoeken/index/pagefind-entry.json"

    assert indexes(releases / second) == indexes(output)
    assert [path for path in tree(releases / second) if "/." in path] == []
    assert (releases / first / molen).stat().st_ino == (releases / second / molen).stat().st_ino
    assert (releases / first / kaai).read_bytes() != (releases / second / kaai).read_bytes()


def test_going_back_brings_the_earlier_index_back(project, output, tmp_path):
    before = indexes(output)
    publish_folder(output, tmp_path / "www")
    write(project / PARTY, POSTS[PARTY] + "Breng een stoel mee.\n")
    build(project)
    publish_folder(output, tmp_path / "www")

    roll_back(tmp_path / "www")

    assert indexes(tmp_path / "www/current") == before


PAGE = (
    "<header>Menu</header><main><h1>{0}</h1><dl><dt>{1}</dt><dd data-pagefind-ignore>{2}<br>"
    '<time data-pagefind-meta="when">{3}</time></dd></dl><p>{4}<img src="a.png" alt=""></p>'
    "<section data-pagefind-ignore><ul><li>{5}<li>{5}</ul></section><p>{6}</p></main><footer>Voet</footer>"
)


@pytest.mark.parametrize(
    ("changed", "counts"), [(0, True), (1, False), (2, False), (3, True), (4, True), (5, False), (6, True)]
)
def test_a_text_is_another_one_when_something_changed_that_the_index_takes(changed, counts):
    texts = ["tekst"] * 7
    other = [*texts[:changed], "anders", *texts[changed + 1 :]]

    assert (indexed(PAGE.format(*other)) != indexed(PAGE.format(*texts))) == counts


def test_what_stands_around_a_page_is_not_its_text():
    page = PAGE.format(*["tekst"] * 7)

    assert indexed(page.replace("Menu", "Ander menu").replace("Voet", "Andere voet")) == indexed(page)
