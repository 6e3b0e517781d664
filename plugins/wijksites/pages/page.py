"""A page to be made: its address, its template, and what the template shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wijksites.city.model import City, Ward
from wijksites.city.venues import Venue
from wijksites.posts.model import Alert
from wijksites.words import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step in the trail to a page; the last has no link."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A feed of this page's subject, for the head of the page."""

    title: str
    url: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands above a page because it must be seen first. `word`: how serious it is; `over`, `after`: the instants
    (RFC 3339) from which the reader's browser hides or shows it, `after` only when it is not to be seen yet."""

    severity: str
    word: str
    title: str
    html: str
    period: str
    over: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `url` is its path on the site; a path that ends in a slash is a folder's index.html."""

    url: str
    template: str
    title: str
    description: str
    view: Any
    ward: Ward | None = None
    crumbs: tuple[Crumb, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    built: date | None = None  # the build day, only on pages that show it
    changed: date | None = None  # the day of its own last change
    sample: bool = False
    index: bool = True
    section: str = ""
    image: str = ""
    alerts: tuple[Note, ...] = ()
    card: str = ""  # the address of a picture of its own, to share

    @property
    def file(self) -> str:
        """The path of its file below the output folder."""
        return self.url.lstrip("/") + ("index.html" if self.url.endswith("/") else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page is made from, whatever the day: the city and its places. Who serves which ward depends on the
    day, so the city of a frame alone has no people in it."""

    city: City
    venues: dict[str, Venue] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the site."""
        return self.city.language

    def say(self, message: str, /, **values: object) -> str:
        """A sentence in the site's language."""
        return translate(message, language=self.language, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Frame):
    """The same on a day, with the people."""

    day: date
    alerts: Mapping[str, Alert] = field(default_factory=dict)  # by folder


LOOKUP_URL = "/wie-is-mijn-wijkregisseur/"
EMBED_URL = f"{LOOKUP_URL}inbouwen/"
ELEMENT_URL = f"{EMBED_URL}wijk-regisseur.js"
STREETS_URL = "/straten/"
SEARCH_FOLDER = "zoeken/"  # of the city and of each ward
PEOPLE_URL = "/wijkregisseurs/"
OVERVIEW_URL = "/wijkregisseurs/overzicht-wijkregisseurs.pdf"
FEED_KINDS = ("alles", "nieuws", "agenda", "nieuwsbrief")
FORMATS = (("rss", "RSS", "application/rss+xml"), ("atom", "Atom", "application/atom+xml"))


def month_page_url(base: str, month: date) -> str:
    """The address of the page of a month of a ward (base `/ledeberg/`) or of the city (base `/`)."""
    return f"{base}agenda/{month:%Y-%m}/"


def feed_titles(scene: Frame) -> dict[str, str]:
    """The name of each kind of feed."""
    return {
        "alles": scene.say("News and activities"),
        "nieuws": scene.say("News"),
        "agenda": scene.say("Activities"),
        "nieuwsbrief": scene.say("Newsletter"),
    }


def alternates(scene: Frame, base: str, name: str) -> tuple[Alternate, ...]:
    """The feeds of a ward (base `/ledeberg/`) or of the city (base `/`), for the head of a page."""
    return tuple(replace(feed, title=f"{name}: {feed.title}") for feed in feeds(scene, base))


def feeds(scene: Frame, base: str) -> tuple[Alternate, ...]:
    """The same feeds, each with what is in it and its format as title."""
    titles = feed_titles(scene)
    return tuple(
        Alternate(title=f"{titles[kind]} ({label})", url=f"{base}feeds/{kind}.{suffix}", media=media)
        for kind in FEED_KINDS
        for suffix, label, media in FORMATS
    )
