"""RSS 2.0 and Atom (RFC 4287): posts go in, the bytes of both feeds come out.

Ids and dates come from the posts alone, so that a rebuild, a corrected title or another domain tells nobody
anything. feedgen's default of "now" is never used.
"""

import re
from collections.abc import Callable, Container
from datetime import UTC, datetime
from urllib.parse import quote

from feedgen.feed import FeedGenerator

from wijksites.agenda.title import told_title
from wijksites.city.model import City
from wijksites.feeds.kinds import Feed
from wijksites.moments import instant
from wijksites.posts.links import resolve
from wijksites.posts.model import Event, Post
from wijksites.words import translate

# A link to a place on the post's own page, which in a feed is somewhere else.
WITHIN = re.compile(r'(<a\b[^>]*\shref=")(?=#)')
# Characters that XML 1.0 cannot carry (section 2.2).
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def tag(post_id: str, city: City) -> str:
    """The id of an item, the same for decades (RFC 4151)."""
    return f"tag:{city.authority},{city.year}:{quote(post_id, safe='/')}"


def render(
    suffix: str,
    feed: Feed,
    posts: tuple[Post, ...],
    city: City,
    *,
    site_url: str,
    address: Callable[[str], str],
    first_line: Callable[[Event], str],
    note: Callable[[Post], str],
    with_calendar: Container[str],
) -> bytes:
    """The RSS or Atom feed (`suffix`: rss, atom).

    `address` gives the full address of a link's target; `first_line` an event's own day and place in words;
    `note` the sentence about the last change, or nothing; `with_calendar`: the ids of events that have a calendar file.
    """
    zone = city.zone
    generator = FeedGenerator()
    generator.id(tag(f"feeds{feed.path}", city))
    generator.title(fit(feed.title))
    generator.subtitle(fit(feed.description))
    generator.description(fit(feed.description))
    generator.language(city.language)
    generator.author(name=city.service.name, email=city.service.mail)
    generator.generator("wijksites")
    generator.docs("https://www.rssboard.org/rss-specification")
    media = {"rss": "application/rss+xml", "atom": "application/atom+xml"}[suffix]
    generator.link(href=f"{site_url}{feed.path}.{suffix}", rel="self", type=media)
    # The last link becomes the channel's own in RSS.
    generator.link(href=f"{site_url}{feed.page}", rel="alternate", type="text/html")
    latest = max((instant(post.changed, zone) for post in posts), default=datetime(city.year, 1, 1, tzinfo=UTC))
    generator.updated(latest)
    generator.lastBuildDate(latest)
    for post in posts:
        item = generator.add_entry(order="append")
        url = f"{site_url}{post.url}"
        item.id(tag(post.id, city))
        item.title(fit(_title(post, city.language, first_line)))
        item.link(href=url, rel="alternate", type="text/html")
        item.published(instant(post.published, zone))
        item.updated(instant(post.changed, zone))
        item.author(name=city.service.name, email=city.service.mail)
        if post.type == "event" and isinstance(post, Event):
            item.category(term=post.kind, label=city.kind_name(post.kind))
        item.summary(fit(post.summary)) if suffix == "atom" else None
        content = fit(_content(post, city.language, address, first_line, note, post.id in with_calendar))
        item.content(content, type="html" if suffix == "atom" else None)
        if suffix == "rss":
            item.description(fit(post.summary), isSummary=True)
    return generator.rss_str(pretty=True) if suffix == "rss" else generator.atom_str(pretty=True)


def _title(post: Post, language: str, first_line: Callable[[Event], str]) -> str:
    if not isinstance(post, Event):
        return post.title
    return f"{told_title(post.title, post.status, language)} ({first_line(post)})"


def _content(
    post: Post,
    language: str,
    address: Callable[[str], str],
    first_line: Callable[[Event], str],
    note: Callable[[Post], str],
    with_calendar: bool,
) -> str:
    parts = []
    told = note(post)
    if told:
        parts.append(f"<p><strong>{_escaped(told)}</strong></p>")
    if isinstance(post, Event):
        parts.append(f"<p><strong>{_escaped(first_line(post))}</strong></p>")
    if post.image:
        parts.append(f'<p><img src="{_escaped(address("picture:" + post.image))}" alt="{_escaped(post.alt)}"></p>')
    if isinstance(post, Event) and post.summary:
        parts.append(f"<p>{_escaped(post.summary)}</p>")
    own = _escaped(address("site:" + post.url))
    parts.append(WITHIN.sub(lambda found: found[1] + own, resolve(post.body, address)))
    if with_calendar:
        label = translate("Put in my calendar", language=language)
        calendar = address("site:" + post.url.rstrip("/") + ".ics")
        parts.append(f'<p><a href="{_escaped(calendar)}">{_escaped(label)}</a></p>')
    return "\n".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def fit(text: str) -> str:
    """The text without what XML cannot carry."""
    return UNFIT.sub("", text)
