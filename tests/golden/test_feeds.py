"""The feeds of the golden city, by the rules of their formats and by a reader that shares no code with ours."""

import re

import feedparser
import pytest
from tests.feed_rules import complaints
from tests.golden.building import DAY, SITE
from tests.golden.test_golden import APPROVED

FEEDS = sorted(file.relative_to(APPROVED).as_posix() for file in APPROVED.rglob("feeds/*") if file.is_file())
ZONE = "Atlantic/Azores"
LARGEST = 150_000
ALTERNATE = re.compile(r'<link rel="alternate" type="application/(?:rss|atom)\+xml" title="[^"]+" href="([^"]+)"')
AUTHOR = 'Dienst "Wijken" & <Buren>'


def test_every_ward_and_the_city_have_each_kind_in_both_formats():
    places = ("", "elisabeth/", "kaai/", "zee/")
    kinds = ("agenda", "alles", "nieuws")

    assert set(FEEDS) >= {
        f"{place}feeds/{kind}.{suffix}" for place in places for kind in kinds for suffix in ("rss", "atom")
    }


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_follows_the_rules_of_its_format(path):
    assert complaints((APPROVED / path).read_bytes(), url=f"{SITE}{path}", day=DAY, zone=ZONE) == []


@pytest.mark.parametrize("path", FEEDS)
def test_a_reader_has_nothing_to_complain_about(path):
    found = feedparser.parse((APPROVED / path).read_bytes())
    pages = {f"{SITE}{file.parent.relative_to(APPROVED).as_posix()}/" for file in APPROVED.rglob("index.html")}

    assert not found.bozo
    assert all(entry.published_parsed for entry in found.entries)
    assert {entry.link for entry in found.entries} <= pages
    assert {one.href.removeprefix(SITE) for entry in found.entries for one in entry.enclosures} <= {
        file.relative_to(APPROVED).as_posix() for file in APPROVED.rglob("beeld/*")
    }


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_small_enough_for_a_telephone(path):
    assert (APPROVED / path).stat().st_size < LARGEST


def test_a_post_of_two_wards_is_the_same_item_in_all_feeds():
    found = [
        entry
        for place in ("", "elisabeth/", "kaai/")
        for entry in feedparser.parse((APPROVED / place / "feeds/alles.atom").read_bytes()).entries
        if entry.id.endswith("stad/nieuws/twee-wijken")
    ]

    assert len(found) == 3
    assert found[0] == found[1] == found[2]


def test_no_feed_names_a_person():
    names = {
        name
        for path in FEEDS
        for name in re.findall(r"<(?:author|name|managingEditor)>([^<\n]+)<", (APPROVED / path).read_text("utf-8"))
    }

    assert {name.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for name in names} == {
        AUTHOR,
        f"dienst@kaaistad.example ({AUTHOR})",
    }


def test_every_page_leads_to_feeds_that_are_there():
    alone = {"404.html"}
    for file in sorted(APPROVED.rglob("*.html")):
        text = file.read_text("utf-8")
        if 'http-equiv="refresh"' in text or "inbouwen" in file.parts or file.name == "mail.html":
            continue
        feeds = re.findall(
            r'<link rel="alternate" type="application/(?:rss|atom)\+xml" title="[^"]+" href="([^"]+)"', text
        )

        assert feeds, file
        for feed in feeds if file.name not in alone else ():
            assert (file.parent / feed).is_file(), (file, feed)


def test_following_begins_with_mail_then_a_calendar_then_one_address():
    text = (APPROVED / "kaai/volgen/index.html").read_text("utf-8")
    steps = (
        '<h2 id="kop-mail">',
        'href="mailto:nieuwsbrief@kaaistad.example?subject=',
        '<h2 id="kop-agenda">',
        f'data-copy="{SITE}kaai/agenda.ics"',
        '<h2 id="kop-rss">Gebruik je een RSS-lezer? Kopieer dit adres.</h2>',
        f'data-copy="{SITE}kaai/feeds/alles.rss"',
        "<summary>Andere manieren</summary>",
        'href="../feeds/nieuws.atom"',
        'href="../../feeds/alles.rss" type="application/rss+xml">',
        'href="../agenda/soort/feest.ics"',
    )
    found = [text.rindex(step) for step in steps]

    assert found == sorted(found)


@pytest.mark.parametrize("path", ["kaai/index.html", "kaai/agenda/kerstmarkt/index.html", "kaai/agenda/index.html"])
def test_one_can_sign_up_for_the_newsletter_of_a_ward_on_its_pages(path):
    text = (APPROVED / path).read_text("utf-8")

    assert text.count('href="mailto:nieuwsbrief@kaaistad.example?subject=') == 1


def test_every_answer_of_the_lookup_ends_with_the_newsletter_of_its_ward():
    text = (APPROVED / "wie-is-mijn-wijkregisseur/index.html").read_text("utf-8")

    assert text.count('<div class="answer__follow">') == 3


BROKEN = {
    'href="https://': ('href="/', "is not absolute"),
    "<id>tag:": ("<id>", "is no IRI"),
    'rel="self"': ('rel="via"', "its own address"),
    "<published>2026": ("<published>2036", "lies in the future"),
    "T00:00:00": (" 00:00:00", "published is"),
    'length="': ('size="', "no length or type"),
    ' type="html"': ("", "its text is not HTML"),
}


@pytest.mark.parametrize(("old", "new", "complaint"), [(old, *rest) for old, rest in BROKEN.items()])
def test_the_rules_find_what_is_wrong(old, new, complaint):
    data = (APPROVED / "kaai/feeds/alles.atom").read_text("utf-8")
    wrong = data.replace(old, new).replace('&lt;a href="/', '&lt;a href="')

    found = complaints(wrong.encode(), url=f"{SITE}kaai/feeds/alles.atom", day=DAY, zone=ZONE)

    assert any(complaint in one for one in found), found
