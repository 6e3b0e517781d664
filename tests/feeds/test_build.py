"""Which feeds a build makes, and what of a post reaches them."""

from datetime import date
from pathlib import Path

import feedparser
import pytest
from tests.projects import PARTY, POSTS, make_project, write

from wijksites.build import build_site
from wijksites.shell import load_settings

DAY = date(2026, 12, 1)
BRIDGE = "content/stad/nieuws/brug.md"
NEWS = "content/kaai/nieuws/kraan.md"
LARGEST = 150_000
PARAGRAPH = (
    "Vorige maand kwamen **vijftig bewoners** samen in de refter van de school. Ze keken naar de plannen en schreven "
    "hun vragen op [grote vellen papier](https://stad.gent/nl). De Stad bekijkt nu welke ideeën haalbaar zijn.\n\n"
)


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Builds Kaaistad with these posts added or changed; the outcome."""
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(files=None, day=DAY, **changes):
        for path, text in (files or {}).items():
            write(Path(path), text)
        return build_site(load_settings("pelicanconf.py", SHEETS=False, JOBS=1, **changes), day)

    return run


def news(title, published="2026-11-20", body="Tekst.\n"):
    return f'---\ntitle: "{title}"\npublished: {published}\n---\n{body}'


def feeds():
    """Every feed and the file it is: one that is made again is another file."""
    return {path.as_posix(): path.stat().st_ino for path in sorted(Path("output").rglob("feeds/*.*"))}


def entries(path):
    found = feedparser.parse(Path("output", path).read_bytes(), sanitize_html=False)
    assert not found.bozo
    return found.entries


def test_an_edit_makes_the_feeds_again_that_the_post_is_in_and_no_others(build):
    build({NEWS: news("De kraan")})
    before = feeds()

    build({NEWS: news("De kraan", body="Andere tekst.\n")})
    after = feeds()

    assert sorted(path.removeprefix("output/") for path in after if after[path] != before[path]) == sorted(
        f"{place}feeds/{kind}.{suffix}"
        for place in ("", "kaai/")
        for kind in ("alles", "nieuws")
        for suffix in ("atom", "rss")
    )


def test_another_day_makes_no_feed_again(build):
    build()
    before = feeds()

    build(day=date(2026, 12, 2))

    assert feeds() == before


def test_an_event_published_long_ago_that_is_cancelled_is_told(build):
    build({f"content/kaai/nieuws/nieuws-{number}.md": news(f"Nieuws {number}") for number in range(40)})
    assert not [one for one in entries("kaai/feeds/alles.atom") if "Feest" in one.title]

    cancelled = 'status: cancelled\nupdated: [{on: 2026-11-30 10:00, note: "gaat niet door"}]\nkind: feest'
    build({PARTY: POSTS[PARTY].replace("kind: feest", cancelled)})
    found = entries("kaai/feeds/alles.atom")

    assert len(found) == 30
    assert found[0].title.startswith("GEANNULEERD: Feest aan de kaai (")


def test_a_change_that_is_to_come_is_not_told_yet(build):
    later = 'updated: [{on: 2026-12-05 10:00, note: "nieuwe zaal"}]\nkind: feest'
    build({PARTY: POSTS[PARTY].replace("kind: feest", later)})

    assert b"nieuwe zaal" not in Path("output/kaai/feeds/alles.atom").read_bytes()
    assert [one.updated for one in entries("kaai/feeds/agenda.atom")] == ["2026-11-01T00:00:00+01:00"]


def test_thirty_whole_texts_of_three_hundred_words_are_small_enough_for_a_telephone(build):
    text = PARAGRAPH * 10
    assert len(text.split()) > 300
    build({f"content/kaai/nieuws/nieuws-{number}.md": news(f"Nieuws {number}", body=text) for number in range(31)})

    assert len(entries("kaai/feeds/nieuws.atom")) == 30
    assert Path("output/kaai/feeds/nieuws.atom").stat().st_size < LARGEST


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_signs_that_mean_something_elsewhere_are_text(build, suffix):
    title = "]]> & <script>alert(1)</script> 🎉 שלום"
    outcome = build({NEWS: news(title, body="Eerst ]]&gt; dan `]]>` & 1 < 2 🎄 مرحبا\n")})
    [item] = [one for one in entries(f"kaai/feeds/nieuws.{suffix}") if "kraan" in one.id]

    assert outcome.status == 0
    assert item.title == title
    assert item.content[0].value == ("<p>Eerst ]]&gt; dan <code>]]&gt;</code> &amp; 1 &lt; 2 🎄 مرحبا</p>")


@pytest.mark.parametrize("sign", ["\x07", "\x0b", "\x1b"])
@pytest.mark.parametrize(("kind", "place"), [("details", "2:11"), ("text", "5:4")])
def test_a_control_character_is_refused_with_its_place(build, sign, kind, place):
    text = news(f"De{sign} kraan") if kind == "details" else news("De kraan", body=f"Een{sign} kraan.\n")
    outcome = build({NEWS: text})

    assert [str(problem) for problem in outcome.problems] == [
        f"{NEWS}:{place}: hier staat een onzichtbaar teken (code U+{ord(sign):04X}) dat niet in een tekst hoort. "
        "Wis het."
    ]


def test_a_control_character_that_yaml_makes_is_refused_too(build):
    outcome = build({NEWS: news("De\\x07 kraan")})

    assert [str(problem) for problem in outcome.problems] == [
        f"{NEWS}:2:8: hier staat een onzichtbaar teken (code U+0007) dat niet in een tekst hoort. Wis het."
    ]


def test_a_picture_that_is_gone_takes_no_feed_with_it(build):
    picture = Path(__file__).parents[1] / "golden/city/content/kaai/agenda/markt.png"
    Path("content/kaai/nieuws").mkdir()
    Path("content/kaai/nieuws/markt.png").write_bytes(picture.read_bytes())
    build({NEWS: news("De kraan").replace("published:", 'image: markt.png\nalt: "Kramen"\npublished:')})
    assert len(entries("kaai/feeds/nieuws.rss")[0].enclosures) == 1

    Path("content/kaai/nieuws/markt.png").unlink()
    outcome = build(KEEP_GOING=True)

    assert outcome.status == 3
    assert [str(problem) for problem in outcome.problems] == [
        f"{NEWS}:3:8: de foto `markt.png` bestaat niet. Zet ze naast dit bestand, of kijk de naam na."
    ]
    assert [len(one.enclosures) for one in entries("kaai/feeds/nieuws.rss")] == [0, 0]
    assert b'src=""' not in Path("output/kaai/feeds/nieuws.rss").read_bytes()
