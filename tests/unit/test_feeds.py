"""Feeds, read by feedparser: what subscribers get once, and never a second time."""

import re
from calendar import timegm
from dataclasses import replace
from datetime import UTC, date, datetime

import feedparser
import pytest
from tests.cities import small_city

from wijksites.feeds.feed import render
from wijksites.feeds.item import Attachment, Told, fit, make_item, tag
from wijksites.feeds.kinds import Feed
from wijksites.moments import written
from wijksites.posts.model import Event, News, Update

CITY = small_city()
DAY = date(2026, 12, 1)
SITE = "https://wijken.kaaistad.example/onder/pad"
FEED = Feed(
    kind="alles",
    path="/kaai/feeds/alles",
    page="/kaai/",
    title='\'t "Kaai" & <b>: Nieuws 🎄',
    description='Alles van \'t "Kaai" & <b>.',
)
BOTH = ("rss", "atom")
PHOTO = Attachment(url=f"{SITE}/beeld/foto.jpg", size=1234, width=640, height=480, media="image/jpeg")
LINKS = re.compile(r'(?:href|src)="([^"]*)"')


def common(id, **changes):
    folder, *_, name = id.split("/")
    values = {
        "id": id,
        "source": f"{id}.md",
        "folder": folder,
        "slug": name,
        "url": f"/{id}/",
        "title": f"Bericht {name}",
        "published": date(2026, 11, 2),
        "summary": "Kort.",
        "body": "<p>Lang.</p>",
        "digest": "",
        "wards": () if folder == "stad" else (folder,),
    }
    return values | changes


def news(id="kaai/nieuws/park", **changes):
    return News(**common(id, **changes))


def event(id="kaai/agenda/feest", **changes):
    return Event(**common(id, start=datetime(2026, 12, 8, 19, 30), end=None, kind="feest", **changes))


def address(target):
    kind, _, path = target.partition(":")
    return {
        "site": f"{SITE}{path}",
        "post": f"{SITE}/doel/#a" if path != "geheim.md" else "",
        "picture": f"{SITE}/beeld/foto.jpg",
    }[kind]


def told(post, site_url):
    """What the frame would say of a post."""
    is_event = isinstance(post, Event)
    return Told(
        when=f"op {written(post.start)}" if is_event else "",
        notes=tuple(f"Aangepast: {update.note}" for update in reversed(post.updated)),
        calendar=f"{site_url}{post.url.rstrip('/')}.ics" if is_event else "",
        picture=PHOTO if post.image else None,
    )


def made(*posts, city=CITY, site_url=SITE, feed=FEED):
    """Suffix to bytes."""
    items = [make_item(post, told(post, site_url), city, site_url=site_url, address=address) for post in posts]
    return {suffix: render(suffix, feed, items, city, site_url=site_url) for suffix in BOTH}


def read(data):
    """The feed as it was written: feedparser would otherwise tidy the texts and complete their links."""
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def instant_of(parsed):
    return datetime.fromtimestamp(timegm(parsed), UTC)


AWKWARD = (
    news(
        "kaai/nieuws/één & <twee>", title="Eén & \"twee\" <script>alert('x')</script> 🎉", body="<p>1 &lt; 2 ]]&gt;</p>"
    ),
    event("kaai/agenda/nacht", title="دعوة שלום", summary="Tot & met."),
    news("kaai/nieuws/park"),
)


@pytest.mark.parametrize("suffix", BOTH)
def test_a_strict_reader_finds_nothing_wrong(suffix):
    found = feedparser.parse(made(*AWKWARD)[suffix])

    assert not found.bozo
    assert found.version == {"rss": "rss20", "atom": "atom10"}[suffix]
    assert len(found.entries) == len(AWKWARD)


@pytest.mark.parametrize("suffix", BOTH)
def test_a_feed_without_items_is_a_feed(suffix):
    assert read(made()[suffix]).entries == []


@pytest.mark.parametrize("suffix", BOTH)
def test_an_empty_feed_has_no_date_of_its_build(suffix):
    assert instant_of(read(made()[suffix]).feed.updated_parsed) == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("suffix", BOTH)
def test_titles_come_out_as_they_were_written(suffix):
    first, second, _ = read(made(*AWKWARD)[suffix]).entries

    assert first.title == AWKWARD[0].title
    assert second.title == "دعوة שלום (op 2026-12-08 19:30)"


@pytest.mark.parametrize("suffix", BOTH)
def test_the_feed_has_its_title_language_and_own_address(suffix):
    found = read(made(news())[suffix]).feed
    links = {link.rel: link.href for link in found.links}

    assert found.title == FEED.title
    assert found.language == "nl"
    assert found.link == f"{SITE}/kaai/"
    assert links["self"] == f"{SITE}/kaai/feeds/alles.{suffix}"


@pytest.mark.parametrize("suffix", BOTH)
def test_an_item_links_to_its_page(suffix):
    [item] = read(made(news())[suffix]).entries

    assert item.link == f"{SITE}/kaai/nieuws/park/"


@pytest.mark.parametrize("suffix", BOTH)
def test_an_id_is_a_tag_of_the_authority_the_year_and_the_post(suffix):
    [item] = read(made(news("kaai/nieuws/één & <twee>"))[suffix]).entries

    assert item.id == "tag:kaaistad.example,2026:kaai/nieuws/%C3%A9%C3%A9n%20%26%20%3Ctwee%3E"


@pytest.mark.parametrize("suffix", BOTH)
def test_ids_are_unique(suffix):
    found = read(made(*AWKWARD, event("stad/agenda/park"))[suffix])

    assert len({item.id for item in found.entries} | {found.feed.get("id", "")}) == 5


def test_the_guid_of_rss_is_no_link():
    assert b'<guid isPermaLink="false">tag:kaaistad.example,2026:kaai/nieuws/park</guid>' in made(news())["rss"]


@pytest.mark.parametrize("suffix", BOTH)
def test_an_id_outlives_another_title_slug_and_domain(suffix):
    [before] = read(made(news())[suffix]).entries
    [after] = read(
        made(news(title="Anders", slug="anders", url="/kaai/nieuws/anders/"), site_url="https://elders.example")[suffix]
    ).entries

    assert (after.id, after.published) == (before.id, before.published)
    assert after.link != before.link


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2026, 7, 1), datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),
        (datetime(2026, 12, 1, 19, 30), datetime(2026, 12, 1, 18, 30, tzinfo=UTC)),
    ],
)
def test_the_day_of_publication_is_local_time_of_the_city(suffix, published, expected):
    [item] = read(made(news(published=published))[suffix]).entries

    assert instant_of(item.published_parsed) == expected


def test_without_update_an_item_was_updated_when_it_was_published():
    [item] = read(made(news())["atom"]).entries

    assert item.updated_parsed == item.published_parsed


def test_only_an_entry_in_updated_moves_the_date_of_an_item():
    before = news()
    typo = replace(before, title="Zonder typfout", body="<p>Beter.</p>", summary="Beter.", digest="anders")
    moved = replace(before, updated=(Update(on=datetime(2026, 11, 20, 10, 0), note="nieuwe zaal"),))

    [first], [second], [third] = (read(made(post)["atom"]).entries for post in (before, typo, moved))

    assert second.updated_parsed == first.updated_parsed
    assert instant_of(third.updated_parsed) == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert third.published_parsed == first.published_parsed


@pytest.mark.parametrize("suffix", BOTH)
def test_the_feed_was_updated_with_its_latest_item(suffix):
    late = Update(on=datetime(2026, 11, 20, 10, 0), note="nieuwe zaal")
    found = read(made(news("kaai/nieuws/nieuw", published=date(2026, 11, 5)), news(updated=(late,)))[suffix])

    assert instant_of(found.feed.updated_parsed) == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("suffix", BOTH)
def test_the_last_change_is_said_at_the_top(suffix):
    [item] = read(made(news(updated=(Update(on=date(2026, 11, 20), note="zaal <B> & C"),)))[suffix]).entries

    assert item.content[0].value.startswith("<p><strong>Aangepast: zaal &lt;B&gt; &amp; C</strong></p>")


@pytest.mark.parametrize("suffix", BOTH)
def test_an_event_begins_with_its_day_and_ends_with_its_calendar(suffix):
    [item] = read(made(event())[suffix]).entries
    lines = item.content[0].value.splitlines()

    assert lines[0] == "<p><strong>op 2026-12-08 19:30</strong></p>"
    assert lines[-1] == f'<p><a href="{SITE}/kaai/agenda/feest.ics">Zet in mijn agenda</a></p>'


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize(("summary", "times"), [("Kom langs & praat.", 1), ("Lang …", 0)])
def test_a_summary_that_is_the_beginning_of_the_text_is_not_repeated(suffix, summary, times):
    [item] = read(made(event(summary=summary))[suffix]).entries
    text = summary.replace("&", "&amp;")

    assert item.content[0].value.count(f"<p>{text}</p>") == times
    assert item.summary == summary


@pytest.mark.parametrize("suffix", BOTH)
def test_every_link_in_a_text_is_absolute(suffix):
    body = (
        '<p><a href="post:kaai/x.md#a">een</a> <a href="site:/zee/">twee</a> <a href="#onder">drie</a>'
        ' <a href="mailto:a@b.example">vier</a> <img alt="" src="picture:kaai/x.png"></p>'
    )
    content = read(made(news(body=body))[suffix]).entries[0].content[0].value

    assert LINKS.findall(content) == [
        f"{SITE}/doel/#a",
        f"{SITE}/zee/",
        f"{SITE}/kaai/nieuws/park/#onder",
        "mailto:a@b.example",
        f"{SITE}/beeld/foto.jpg",
    ]


@pytest.mark.parametrize("suffix", BOTH)
def test_a_link_to_what_is_not_public_is_no_link(suffix):
    [item] = read(made(news(body='<p><a href="post:geheim.md">wat komt</a></p>'))[suffix]).entries

    assert "<a>wat komt</a>" in item.content[0].value
    assert "geheim" not in item.content[0].value


@pytest.mark.parametrize("suffix", BOTH)
def test_a_picture_comes_before_the_text(suffix):
    [item] = read(made(news(image="kaai/foto.png", alt='Een "kraam"'))[suffix]).entries

    assert item.content[0].value == (
        f'<p><img src="{SITE}/beeld/foto.jpg" alt="Een &quot;kraam&quot;" width="640" height="480"></p>\n<p>Lang.</p>'
    )


@pytest.mark.parametrize("suffix", BOTH)
def test_a_picture_comes_with_its_item_apart_from_the_article(suffix):
    [item] = read(made(news(image="kaai/foto.png"))[suffix]).entries

    assert item.link == f"{SITE}/kaai/nieuws/park/"
    assert [(one.href, one.type, one.length) for one in item.enclosures] == [(PHOTO.url, "image/jpeg", "1234")]


@pytest.mark.parametrize("suffix", BOTH)
def test_an_item_without_a_picture_has_no_enclosure(suffix):
    [item] = read(made(news())[suffix]).entries

    assert item.enclosures == []


@pytest.mark.parametrize("suffix", BOTH)
def test_the_author_is_the_service_whoever_serves_the_ward(suffix):
    found = made(news())[suffix].decode()
    written = {
        "rss": ("author", "<author>dienst@voorbeeld.example (Dienst Wijken &amp; Co)</author>"),
        "atom": ("name", "<name>Dienst Wijken &amp; Co</name>"),
    }
    name, whole = written[suffix]

    assert whole in found
    assert set(re.findall(f"<{name}>.*</{name}>", found)) == {whole}


def test_categories_are_the_kind_and_the_wards():
    post = replace(event(), wards=("kaai", "sint-jan"))
    found = made(post)
    names = ["Feest", *(CITY.ward(slug).name for slug in post.wards)]

    assert [one.term for one in read(found["rss"]).entries[0].tags] == names
    assert [(one.term, one.label) for one in read(found["atom"]).entries[0].tags] == list(
        zip(("feest", "kaai", "sint-jan"), names, strict=True)
    )


@pytest.mark.parametrize("suffix", BOTH)
def test_every_change_is_said_the_latest_first(suffix):
    updated = (Update(on=date(2026, 11, 20), note="nieuwe zaal"), Update(on=date(2026, 11, 25), note="volzet"))
    [item] = read(made(replace(event(), updated=updated))[suffix]).entries

    assert item.content[0].value.splitlines()[:3] == [
        "<p><strong>op 2026-12-08 19:30</strong></p>",
        "<p><strong>Aangepast: volzet</strong></p>",
        "<p><strong>Aangepast: nieuwe zaal</strong></p>",
    ]


@pytest.mark.parametrize("suffix", BOTH)
def test_what_is_cancelled_says_so_in_its_title_and_its_first_line(suffix):
    gone = replace(event(), status="cancelled", updated=(Update(on=date(2026, 11, 20), note="gaat niet door"),))
    [item] = read(made(gone)[suffix]).entries

    assert item.title == "GEANNULEERD: Bericht feest (op 2026-12-08 19:30)"
    assert item.content[0].value.splitlines()[0] == "<p><strong>GEANNULEERD: op 2026-12-08 19:30</strong></p>"


@pytest.mark.parametrize("suffix", BOTH)
def test_what_xml_cannot_carry_is_left_out(suffix):
    [item] = read(made(news(title="Be\x0bl\ufffe", body="<p>\x00hier</p>"))[suffix]).entries

    assert item.title == "Bel"
    assert item.content[0].value == "<p>hier</p>"


def test_text_that_xml_can_carry_stays():
    assert fit("\t1\n🎉 é") == "\t1\n🎉 é"


def test_the_same_posts_give_the_same_bytes():
    assert made(*AWKWARD) == made(*AWKWARD)


# Which posts


def test_a_tag_keeps_its_slashes_and_encodes_the_rest():
    assert tag("wijk/agenda/ñ %", CITY) == "tag:kaaistad.example,2026:wijk/agenda/%C3%B1%20%25"
