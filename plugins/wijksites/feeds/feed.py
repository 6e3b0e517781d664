"""RSS 2.0 and Atom (RFC 4287): a feed and its items go in, its bytes come out.

feedgen's default of "now" is never used: what a subscriber's reader compares comes from the posts alone.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from wijksites.city.model import City
from wijksites.feeds.item import fit, tag
from wijksites.feeds.kinds import Feed

MEDIA = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


def render(suffix: str, feed: Feed, items: Iterable[FeedEntry], city: City, *, site_url: str) -> bytes:
    """The RSS or Atom feed (`suffix`: rss, atom), its items in the order given."""
    items = tuple(items)
    generator = FeedGenerator()
    generator.id(tag(f"feeds{feed.path}", city))
    generator.title(fit(feed.title))
    generator.subtitle(fit(feed.description))
    generator.description(fit(feed.description))
    generator.language(city.language)
    generator.author(name=fit(city.service.name), email=city.service.mail)
    generator.managingEditor(f"{city.service.mail} ({fit(city.service.name)})")
    generator.generator("wijksites")
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.link(href=f"{site_url}{feed.path}.{suffix}", rel="self", type=MEDIA[suffix])
    # The last link becomes the channel's own in RSS.
    generator.link(href=f"{site_url}{feed.page}", rel="alternate", type="text/html")
    latest = max((item.updated() for item in items), default=datetime(city.year, 1, 1, tzinfo=UTC))
    generator.updated(latest)
    generator.lastBuildDate(latest)
    for item in items:
        generator.add_entry(item, order="append")
    made: bytes = generator.rss_str(pretty=True) if suffix == "rss" else generator.atom_str(pretty=True)
    return made
