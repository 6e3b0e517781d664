"""An item of a feed: a post and what is told of it go in, an entry that RSS and Atom are written from comes out.

The item of a post is the same in every feed. Its id and dates come from the post alone, so that a rebuild, a
corrected title or another domain tells nobody anything.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import quote

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.util import xml_elem

from wijksites.agenda.title import told_title
from wijksites.city.model import City
from wijksites.moments import instant
from wijksites.posts.links import resolve
from wijksites.posts.model import Event, Post
from wijksites.words import translate

# A link to a place on the post's own page, which in a feed is somewhere else.
WITHIN = re.compile(r'(<a\b[^>]*\shref=")(?=#)')
TAG = re.compile(r"<[^>]*>")
# Characters that XML 1.0 cannot carry (section 2.2).
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture that comes with an item: its full address, its size in bytes and in pixels, its media type."""

    url: str
    size: int
    width: int
    height: int
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an item says besides its post. `when`: the day and place of an event in words; `status`: why it does not
    take place as planned; `notes`: what changed, the latest first; `calendar`: the full address of its calendar file,
    while it has one."""

    when: str = ""
    status: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    calendar: str = ""
    picture: Attachment | None = None


class Enclosure(BaseEntryExtension):
    """The picture of an item, as each format wants it.

    feedgen's own enclosure loses `rel` and `type` in Atom, so that readers open the picture instead of the article.
    """

    attachment: Attachment | None = None

    def extend_atom(self, entry: Any) -> Any:
        """RFC 4287, section 4.2.7."""
        if one := self.attachment:
            xml_elem("link", entry, rel="enclosure", href=one.url, type=one.media, length=str(one.size))
        return entry

    def extend_rss(self, item: Any) -> Any:
        """RSS 2.0, https://www.rssboard.org/rss-profile#element-channel-item-enclosure"""
        if one := self.attachment:
            xml_elem("enclosure", item, url=one.url, length=str(one.size), type=one.media)
        return item


def tag(post_id: str, city: City) -> str:
    """The id of an item, the same for decades (RFC 4151)."""
    return f"tag:{city.authority},{city.year}:{quote(post_id, safe='/')}"


def make_item(post: Post, told: Told, city: City, *, site_url: str, address: Callable[[str], str]) -> FeedEntry:
    """The item of a post. `address` gives the full address of a link's target, or nothing for what is not public."""
    url = f"{site_url}{post.url}"
    item = FeedEntry()
    item.id(tag(post.id, city))
    item.title(fit(_title(post, told, city.language)))
    item.link(href=url, rel="alternate", type="text/html")
    item.published(instant(post.published, city.zone))
    item.updated(instant(post.changed, city.zone))
    # Never a person: who serves a ward may have left when somebody reads this.
    item.author(name=fit(city.service.name), email=city.service.mail)
    if isinstance(post, Event):
        item.category(term=post.kind, label=fit(city.kind_name(post.kind)))
    for slug in post.wards:
        item.category(term=slug, label=fit(city.ward(slug).name))
    item.content(fit(_content(post, told, city.language, url, address)), type="html")
    item.description(fit(post.summary or told.when or post.title), isSummary=True)
    item.register_extension("enclosure_", Enclosure)
    item.enclosure_.attachment = told.picture
    return item


def _title(post: Post, told: Told, language: str) -> str:
    if not isinstance(post, Event):
        return post.title
    return f"{told_title(post.title, post.status, language)} ({told.when})"


def _content(post: Post, told: Told, language: str, url: str, address: Callable[[str], str]) -> str:
    lines = [told_title(told.when, post.status, language)] if isinstance(post, Event) else []
    parts = [f"<p><strong>{_text(line)}</strong></p>" for line in (*lines, *told.notes)]
    parts += [f"<p>{_text(line)}</p>" for line in told.status]
    if told.picture:
        one = told.picture
        size = f'width="{one.width}" height="{one.height}"'
        parts.append(f'<p><img src="{escape(one.url)}" alt="{escape(post.alt)}" {size}></p>')
    if isinstance(post, Event) and post.summary and not _opens(post.body, post.summary):
        parts.append(f"<p>{_text(post.summary)}</p>")
    parts.append(WITHIN.sub(lambda found: found[1] + escape(url), resolve(post.body, address)))
    if told.calendar:
        label = translate("Put in my calendar", language=language)
        parts.append(f'<p><a href="{escape(told.calendar)}">{_text(label)}</a></p>')
    return "\n".join(parts)


def _opens(html: str, summary: str) -> bool:
    """Whether a text begins with its summary: one that was not written is the beginning of the text."""
    plain = " ".join(unescape(TAG.sub(" ", html[: 4 * len(summary) + 400])).split())
    return plain.startswith(summary.removesuffix(" …"))


def _text(text: str) -> str:
    return escape(text, quote=False)


def fit(text: str) -> str:
    """The text without what XML cannot carry."""
    return UNFIT.sub("", text)
