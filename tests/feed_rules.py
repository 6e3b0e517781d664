"""What a feed must be: its bytes go in, what is wrong with it comes out.

Atom by RFC 4287; RSS by the RSS 2.0 specification and its best-practices profile (rssboard.org/rss-profile).
"""

import re
from collections import Counter
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as Tree
from zoneinfo import ZoneInfo

ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
MAIL = re.compile(r"\S+@\S+\.\S+ \(.+\)")
WEB = re.compile(r"https?://[^\s/]+/\S*")
ABSOLUTE = re.compile(r"(https?://[^\s/]+|mailto:|tel:|geo:|webcal://)")
CHANNEL = {"title", "link", "description", "language", "docs", "generator", "lastBuildDate", "managingEditor", "item"}
ITEM = {"title", "link", "description", "author", "guid", "category", "pubDate", "enclosure"}


class _Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src", "action", "poster", "data")]


def complaints(data, *, url, day, zone="UTC"):
    """What is wrong with the feed at an address, built on a day in a zone."""
    root = Tree.fromstring(data)
    end = datetime.combine(day, time.max, ZoneInfo(zone))
    found = list(_atom(root, url, end) if root.tag == f"{ATOM}feed" else _rss(root, url, end))
    if not data.startswith((b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>')):
        found.append("it does not say that it is UTF-8")
    return found


def _once(element, names, about):
    counts = Counter(child.tag for child in element)
    for name in names:
        if counts[name] != 1:
            yield f"{about}: {counts[name]} times {name.rpartition('}')[2]}"
        elif not "".join(element.find(name).itertext()).strip():
            yield f"{about}: {name.rpartition('}')[2]} is empty"


def _twice(values, what):
    yield from (f"{what} twice: {value}" for value, count in Counter(values).items() if count > 1)


def _content(html, about):
    yield from (f"{about}: {link} is not absolute" for link in _Links(html).found if not ABSOLUTE.match(link or ""))


def _enclosure(one, address, about):
    if not WEB.fullmatch(address or ""):
        yield f"{about}: the enclosure has no address"
    if not (one.get("length") or "").isdigit() or not re.fullmatch(r"\w+/[\w+.-]+", one.get("type") or ""):
        yield f"{about}: the enclosure has no length or type"


def _atom(feed, url, end):
    yield from _once(feed, [f"{ATOM}{name}" for name in ("id", "title", "updated", "author", "subtitle")], "feed")
    if not feed.get(LANGUAGE):
        yield "feed: no language"
    own = [link.attrib for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if own != [{"rel": "self", "href": url, "type": "application/atom+xml"}]:
        yield f"feed: its own address is {own}"
    entries = feed.findall(f"{ATOM}entry")
    yield from _twice([feed.findtext(f"{ATOM}id"), *(one.findtext(f"{ATOM}id") for one in entries)], "id")
    yield from _dates(feed, ("updated",), "feed", end)
    for entry in entries:
        about = entry.findtext(f"{ATOM}id") or "entry"
        names = ("id", "title", "updated", "published", "author", "content", "summary")
        yield from _once(entry, [f"{ATOM}{name}" for name in names], about)
        if not re.match(r"[a-z][a-z0-9+.-]*:\S+$", about):
            yield f"{about}: is no IRI"
        yield from _dates(entry, ("published", "updated"), about, end)
        links = entry.findall(f"{ATOM}link")
        pages = [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]
        if len(pages) != 1 or not WEB.fullmatch(pages[0]):
            yield f"{about}: its pages are {pages}"
        for one in links:
            if one.get("rel") == "enclosure":
                yield from _enclosure(one, one.get("href"), about)
        yield from _content(entry.findtext(f"{ATOM}content") or "", about)
        if entry.find(f"{ATOM}content").get("type") != "html":
            yield f"{about}: its text is not HTML"


def _dates(element, names, about, end):
    """The dates must be in order, and none after the end."""
    before = None
    for name in names:
        text = element.findtext(f"{ATOM}{name}") or ""
        if not RFC_3339.fullmatch(text):
            yield f"{about}: {name} is ‘{text}’"
            return
        moment = datetime.fromisoformat(text)
        if moment > end:
            yield f"{about}: {name} lies in the future"
        if before and moment < before:
            yield f"{about}: {name} before it was published"
        before = moment


def _rss(root, url, end):
    channel = root.find("channel")
    if root.get("version") != "2.0" or [child.tag for child in root] != ["channel"]:
        yield "rss: no channel of version 2.0"
    names = [name for name in sorted(CHANNEL) if name != "item"]
    yield from _once(channel, names, "channel")
    own = [link.attrib for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if own != [{"rel": "self", "href": url, "type": "application/rss+xml"}]:
        yield f"channel: its own address is {own}"
    if not WEB.fullmatch(channel.findtext("link") or ""):
        yield f"channel: its page is {channel.findtext('link')}"
    if not MAIL.fullmatch(channel.findtext("managingEditor") or ""):
        yield f"channel: its editor is {channel.findtext('managingEditor')}"
    yield from (f"channel: {child.tag}" for child in channel if child.tag not in CHANNEL | {f"{ATOM}link"})
    yield from _dated(channel.findtext("lastBuildDate"), "channel", end)
    items = channel.findall("item")
    yield from _twice([item.findtext("guid") for item in items], "guid")
    for item in items:
        about = item.findtext("guid") or "item"
        yield from _once(item, ("title", "link", "description", ENCODED, "author", "guid", "pubDate"), about)
        yield from (f"{about}: {child.tag}" for child in item if child.tag not in ITEM | {ENCODED})
        yield from _dated(item.findtext("pubDate"), about, end)
        if item.find("guid").get("isPermaLink") != "false":
            yield f"{about}: passes for a link"
        if not WEB.fullmatch(item.findtext("link") or ""):
            yield f"{about}: its page is {item.findtext('link')}"
        if not MAIL.fullmatch(item.findtext("author") or ""):
            yield f"{about}: its author is {item.findtext('author')}"
        tags = [child.tag for child in item]
        if tags.index("description") > tags.index(ENCODED):
            yield f"{about}: the text comes before the summary"
        enclosures = item.findall("enclosure")
        if len(enclosures) > 1:
            yield f"{about}: {len(enclosures)} enclosures"
        for one in enclosures:
            yield from _enclosure(one, one.get("url"), about)
        yield from _content(item.findtext(ENCODED) or "", about)


def _dated(text, about, end):
    if not RFC_822.fullmatch(text or ""):
        yield f"{about}: its date is ‘{text}’"
    elif parsedate_to_datetime(text) > end.astimezone(UTC):
        yield f"{about}: its date lies in the future"
