"""Pictures to share and signs of wards: what shows beside a link, and in the browser's bar."""

from io import BytesIO

import pytest
from PIL import Image
from tests.projects import PARTY, PARTY_URL, ROOT, make_project, tree
from tests.unit.test_cache import build, text_of

from wijksites.build import cards
from wijksites.city.outlines import emblem, icon, load_outlines

CARD = "kaai/agenda/feest.png"


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "project")


@pytest.fixture
def drawn(monkeypatch):
    """The pictures that were drawn."""
    found, real = [], cards.draw

    def draw(template, data):
        found.append(data["title"])
        return real(template, data)

    monkeypatch.setattr(cards, "draw", draw)
    return found


def change(project, old, new):
    file = project / PARTY
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def size_of(project, path):
    return Image.open(BytesIO((project / "output" / path).read_bytes())).size


def test_the_city_its_wards_and_coming_events_have_a_picture(project):
    build(project)

    assert size_of(project, "deelbeeld.png") == size_of(project, "kaai/deelbeeld.png") == (1200, 630)
    assert size_of(project, CARD) == (1080, 1080)
    assert f'content="https://kaaistad.example/{CARD}"' in text_of(project, PARTY_URL)
    assert 'content="https://kaaistad.example/molen/deelbeeld.png"' in text_of(project, "molen/index.html")
    assert 'content="https://kaaistad.example/deelbeeld.png"' in text_of(project, "index.html")


def test_an_event_that_is_over_shows_the_picture_of_its_ward(project):
    build(project, BUILD_DAY="2026-12-10")

    assert CARD not in tree(project / "output")
    assert 'content="https://kaaistad.example/kaai/deelbeeld.png"' in text_of(project, PARTY_URL)


def test_a_picture_is_drawn_again_when_its_event_changes_and_not_when_the_day_does(project, drawn):
    build(project)
    drawn.clear()

    build(project, BUILD_DAY="2026-12-02")
    assert drawn == []
    change(project, "Feest aan de kaai", "Groot feest")
    build(project, BUILD_DAY="2026-12-02")

    assert drawn == ["Groot feest"]


def test_the_same_words_give_the_same_bytes(project, tmp_path):
    build(project)
    again = make_project(tmp_path / "again")
    build(again)

    pictures = {path: data for path, data in tree(project / "output").items() if path.endswith(".png")}
    assert len(pictures) == 1 + 3 + 1
    assert pictures == {path: data for path, data in tree(again / "output").items() if path.endswith(".png")}


def test_a_site_without_sheets_has_no_pictures_and_names_none(project):
    build(project, SHEETS=False)

    assert not any(path.endswith(".png") for path in tree(project / "output"))
    assert "og:image" not in text_of(project, PARTY_URL)


def test_the_longest_title_with_signs_is_a_picture_too(project):
    change(project, "title: Feest aan de kaai", f"title: 🎉 {'Lange titel ' * 10}")

    build(project)

    assert size_of(project, CARD) == (1080, 1080)


def test_every_sign_is_small_and_every_ward_has_its_own():
    outlines = load_outlines(ROOT / "data/outlines.json").outlines
    signs = [emblem(outline) for outline in outlines]

    assert len(set(signs)) == len(outlines)
    assert max(map(len, signs)) < 500  # each page of the ward carries it
    assert icon(signs[0], "#0b5563").startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">')
