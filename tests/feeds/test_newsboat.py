"""What a subscriber with newsboat sees after each kind of change: everything once, and only what is news as news."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.projects import PARTY, POSTS, make_project, write
from tools.audit.newsboat import Newsboat, served
from tools.machine import MissingTool, ensure_newsboat

from wijksites.build import build_site
from wijksites.shell import load_settings

DAY = date(2026, 12, 1)
FEEDS = (
    "kaai/feeds/alles.rss",
    "kaai/feeds/alles.atom",
    "kaai/feeds/agenda.atom",
    "kaai/feeds/nieuws.rss",
    "molen/feeds/alles.rss",
    "feeds/alles.atom",
)
PARTY_ID = "tag:kaaistad.example,2026:kaai/agenda/feest"
BRIDGE = "content/stad/nieuws/brug.md"
PLAN = "content/stad/agenda/plan.md"
PLAN_TEXT = """\
---
title: Praten over het plan
kind: overleg
published: 2026-11-04
start: 2026-12-15 19:30
wards: [kaai]
---
Kom je ook?
"""
PLAN_ID = "tag:kaaistad.example,2026:stad/agenda/plan"
NEW_HALL = 'updated: [{on: 2026-11-30 10:00, note: "nieuwe zaal"}]\n'
CANCELLED = 'status: cancelled\nupdated: [{on: 2026-11-30 10:00, note: "gaat niet door"}]\n'


@pytest.fixture(scope="module")
def program():
    try:
        return ensure_newsboat()
    except (MissingTool, subprocess.CalledProcessError) as error:
        pytest.skip(str(error))


@pytest.fixture
def city(tmp_path, monkeypatch):
    """Kaaistad, built; `build` builds it again, `change` replaces in a post, `output` is what is served."""
    project = make_project(tmp_path / "stad", **{PLAN: PLAN_TEXT})
    monkeypatch.chdir(project)
    output = project / "output"

    def build(day=DAY, **changes):
        settings = load_settings("pelicanconf.py", OUTPUT_PATH=str(output), SHEETS=False, JOBS=1, **changes)
        outcome = build_site(settings, day)
        assert outcome.status == 0, outcome.problems

    def change(path, old, new):
        text = Path(path).read_text(encoding="utf-8")
        assert old in text
        write(Path(path), text.replace(old, new))

    build()
    return SimpleNamespace(build=build, change=change, output=output)


@pytest.fixture
def served_city(city):
    with served(city.output) as address:
        yield tuple(f"{address}/{feed}" for feed in FEEDS)


@pytest.fixture
def reader(program, served_city, tmp_path):
    """Somebody who has read everything."""
    return subscribed(program, tmp_path / "lezer", served_city)


@pytest.fixture
def strict_reader(program, served_city, tmp_path):
    """The same, whose newsboat marks an item as unread when its text is another."""
    return subscribed(program, tmp_path / "strenge-lezer", served_city, strict=True)


def subscribed(program, folder, feeds, **options):
    made = Newsboat(program, folder, feeds, **options)
    assert made.reload() == ""
    made.read_all()
    return made


def ids(items):
    return [item.guid for item in items]


def news_to(reader):
    """What the reader sees as unread after reading all feeds again; nothing may be there twice."""
    assert reader.reload() == ""
    assert sorted(set(ids(reader.items()))) == ids(reader.items())
    return [item.guid for item in reader.items() if item.unread]


def test_every_item_is_there_once_with_the_address_of_its_page(reader):
    assert [(item.guid.rpartition(":")[2], item.url) for item in reader.items()] == [
        ("kaai/agenda/feest", "https://kaaistad.example/kaai/agenda/feest/"),
        ("molen/nieuws/wieken", "https://kaaistad.example/molen/nieuws/wieken/"),
        ("stad/agenda/plan", "https://kaaistad.example/agenda/plan/"),
        ("stad/nieuws/brug", "https://kaaistad.example/nieuws/brug/"),
    ]


def test_a_rebuild_is_no_news(city, strict_reader):
    before = strict_reader.items()

    city.build()

    assert news_to(strict_reader) == []
    assert strict_reader.items() == before


def test_the_build_of_a_fresh_clone_on_another_day_is_no_news(city, strict_reader):
    before = strict_reader.items()
    shutil.rmtree(city.output)
    shutil.rmtree(".cache")

    city.build(date(2026, 12, 5))

    assert news_to(strict_reader) == []
    assert strict_reader.items() == before


def test_a_corrected_title_is_no_news(city, strict_reader):
    city.change(PARTY, "Feest aan de kaai", "Groot feest aan de kaai")

    city.build()

    assert news_to(strict_reader) == []
    assert strict_reader.items()[0].title.startswith("Groot feest aan de kaai (")


def test_another_slug_is_no_news(city, reader):
    city.change(PARTY, "kind: feest", "kind: feest\nslug: kaaifeest\nformerly: [/kaai/agenda/feest/]")

    city.build()

    assert news_to(reader) == []
    assert reader.items()[0].url == "https://kaaistad.example/kaai/agenda/kaaifeest/"


def test_another_file_name_with_the_old_id_is_no_news(city, reader):
    city.change(PARTY, "kind: feest", "kind: feest\nid: kaai/agenda/feest\nformerly: [/kaai/agenda/feest/]")
    Path(PARTY).rename(Path(PARTY).with_name("kaaifeest.md"))
    city.change("content/molen/nieuws/wieken.md", "/kaai/agenda/feest.md", "/kaai/agenda/kaaifeest.md")

    city.build()

    assert news_to(reader) == []
    assert reader.items()[0].url == "https://kaaistad.example/kaai/agenda/kaaifeest/"


def test_another_domain_is_no_news(city, reader):
    city.build(SITEURL="https://wijken.kaaistad.example/site")

    assert news_to(reader) == []
    assert reader.items()[0].url == "https://wijken.kaaistad.example/site/kaai/agenda/feest/"


def test_a_post_that_concerns_a_second_ward_is_no_news_for_who_has_it(city, reader):
    city.change(PLAN, "wards: [kaai]", "wards: [kaai, molen]")

    city.build()

    assert news_to(reader) == []
    assert PLAN_ID in (city.output / "molen/feeds/alles.rss").read_text(encoding="utf-8")


def test_a_post_of_a_ward_that_becomes_one_of_two_is_no_news(city, reader):
    city.change(PARTY, "kind: feest", "kind: feest\nid: kaai/agenda/feest\nwards: [kaai, molen]")
    Path(PARTY).rename("content/stad/agenda/feest.md")
    city.change("content/molen/nieuws/wieken.md", "/kaai/agenda/feest.md", "/stad/agenda/feest.md")

    city.build()

    assert news_to(reader) == []
    assert PARTY_ID in (city.output / "molen/feeds/alles.rss").read_text(encoding="utf-8")


def test_a_change_that_one_must_hear_of_is_told_of_that_item_alone(city, strict_reader):
    city.change(PARTY, "kind: feest\n", f"kind: feest\n{NEW_HALL}")

    city.build()

    assert news_to(strict_reader) == [PARTY_ID]
    assert strict_reader.items()[0].content.count("Aangepast op maandag 30 november 2026: nieuwe zaal") == 1


def test_a_cancellation_is_told_once(city, strict_reader):
    city.change(PARTY, "kind: feest\n", f"kind: feest\n{CANCELLED}")
    city.build()
    assert news_to(strict_reader) == [PARTY_ID]
    assert strict_reader.items()[0].title.startswith("GEANNULEERD: Feest aan de kaai (")

    strict_reader.read_all()
    city.build(date(2026, 12, 2))

    assert news_to(strict_reader) == []


def test_what_is_new_is_new_once(city, reader):
    write(Path("content/kaai/nieuws/kraan.md"), POSTS[BRIDGE].replace("De brug is open", "De kraan draait"))

    city.build()

    assert news_to(reader) == ["tag:kaaistad.example,2026:kaai/nieuws/kraan"]


def test_a_post_with_a_picture_opens_the_article(city, reader):
    Path("content/kaai/nieuws").mkdir()
    shutil.copy(Path(__file__).parents[1] / "golden/city/content/kaai/agenda/markt.png", "content/kaai/nieuws")
    text = POSTS[BRIDGE].replace("published:", 'image: markt.png\nalt: "Kramen"\npublished:')
    write(Path("content/kaai/nieuws/kraan.md"), text)

    city.build()
    news_to(reader)
    [item] = [item for item in reader.items() if item.guid.endswith("kraan")]

    assert item.url == "https://kaaistad.example/kaai/nieuws/kraan/"
    assert '<img src="https://kaaistad.example/beeld/markt-' in item.content
