"""Posts as data: what an event, a news item, an introduction and a page are once read.

Moments are local time in the city's zone (see `wijksites.moments`). `body` is sanitised HTML in which links
to other posts stand as `post:<source>` and pictures as `picture:<path>`; `posts.links` makes them real.
"""

from dataclasses import dataclass
from datetime import date, datetime

from wijksites.city.venues import Access
from wijksites.moments import Moment
from wijksites.pickling import quickly_packed

# How editors say that something costs nothing.
FREE = frozenset({"gratis", "free", "gratuit"})


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """What an event's facts were before a change."""

    start: Moment | None = None
    end: Moment | None = None
    venue: str = ""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A change that subscribers must hear of."""

    on: Moment
    note: str
    was: Was | None = None


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask: a name or a role, and how."""

    name: str = ""
    phone: str = ""
    mail: str = ""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """How one signs up; web, mail and phone are equals. `until` is the last day or hour."""

    url: str = ""
    mail: str = ""
    phone: str = ""
    until: Moment | None = None
    full: bool = False


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A rule in words. `weekdays`: 0 is Monday; `week`: 1 to 4, or -1 for the last of the month (0: not used)."""

    every: str  # "week", "month" or "year"
    weekdays: tuple[int, ...] = ()
    week: int = 0
    until: date | None = None
    count: int | None = None


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in a post's text: what was written, what it leads to, and where it stands."""

    written: str
    target: str  # "post:<source>", "site:<path>" or "picture:<path below content>"
    line: int
    column: int


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What all posts have. `source` is the path below the content folder; `folder` its first part."""

    id: str
    source: str
    folder: str
    slug: str
    url: str
    title: str
    published: Moment
    summary: str
    body: str
    digest: str
    wards: tuple[str, ...]  # the wards it concerns; for the city as a whole: none
    updated: tuple[Update, ...] = ()
    image: str = ""
    alt: str = ""
    contact: Contact | None = None
    sample: bool = False
    draft: bool = False
    formerly: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    id_line: int = 1  # where `id` was written

    @property
    def type(self) -> str:
        """`event`, `news`, `intro` or `page`."""
        return type(self).__name__.lower()

    @property
    def changed(self) -> Moment:
        """When subscribers last had something to hear: the last update, else the publication."""
        return self.updated[-1].on if self.updated else self.published


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Post):
    """Something that takes place. Without `end` it is over at the end of the day it starts."""

    start: Moment
    end: Moment | None
    kind: str
    venue: str = ""
    status: str = "planned"
    reason: str = ""
    repeat: Repeat | None = None
    registration: Registration | None = None
    price: str = ""
    audience: str = ""
    accessibility: Access | None = None

    @property
    def all_day(self) -> bool:
        """Whether it has days but no hours."""
        return not isinstance(self.start, datetime)

    @property
    def free(self) -> bool:
        """Whether the price says that it costs nothing."""
        return self.price.casefold() in FREE


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class News(Post):
    """A news item."""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Intro(Post):
    """The introduction of a ward, shown on its home page."""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Post):
    """A page that stands by itself."""
