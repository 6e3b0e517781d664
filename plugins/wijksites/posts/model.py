"""Posts as data: what an event, a news item, an edition, an introduction and a page are once read.

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
class MovedDay:
    """One day of a repetition that takes place at another time, or elsewhere (`venue`, when not empty)."""

    day: date  # the day by the rule
    start: Moment
    end: Moment | None
    venue: str = ""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A rule in words, and what differs from it. `weekdays`: 0 is Monday; `week`: 1 to 5, or -1 for the last of the
    month (0: not used). All days are days by the rule, sorted."""

    every: str  # "week", "month", "year", or "dates"
    gap: int = 1  # each second week: 2
    weekdays: tuple[int, ...] = ()
    week: int = 0
    dates: tuple[date, ...] = ()  # with "dates": all of them, the first day too
    until: date | None = None
    count: int | None = None
    left_out: tuple[date, ...] = ()
    skip: tuple[str, ...] = ()  # names of lists of days in data/holidays.yaml
    skipped: tuple[date, ...] = ()  # the days of the rule in those lists
    moved: tuple[MovedDay, ...] = ()
    cancelled: tuple[date, ...] = ()

    @property
    def absent(self) -> frozenset[date]:
        """The days of the rule on which nothing takes place and nothing is told."""
        return frozenset((*self.left_out, *self.skipped))

    @property
    def endless(self) -> bool:
        """Whether the rule goes on for ever."""
        return self.until is None and self.count is None and not self.dates


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of an event: a sentence, or a link (`target` as in texts: `post:<source>`, a path or an address)."""

    text: str = ""
    target: str = ""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in a post's text: what was written, what it leads to, and where it stands."""

    written: str
    target: str  # "post:<source>", "site:<path>", "item:<id>" or "picture:<path below content>"
    line: int
    column: int
    focus: tuple[int, int] | None = None  # of a picture of which lists show a square: percent from the left and top


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
    credit: str = ""  # who made the picture
    contact: Contact | None = None
    sample: bool = False
    draft: bool = False
    formerly: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    id_line: int = 1  # where `id` was written

    @property
    def type(self) -> str:
        """`event`, `news`, `edition`, `intro` or `page`."""
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
    interpreter: str = ""
    language_level: int = 0  # 1 to 4; 0: not told
    series: str = ""  # id under `series:` in wards.yaml
    follows: str = ""  # id of the event that this one goes on from
    poster: bool = True  # whether there is one to hang up
    report: Report | None = None
    imported: str = ""  # its UID in the calendar that it was imported from

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
class EditionItem:
    """A line of a newsletter, as it is sent, and the post it is about. `part`: the heading it stands under."""

    id: str
    text: str
    part: str = ""
    line: int = 1
    column: int = 1


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Post):
    """One issue of a newsletter: its title is the subject, its body the greeting."""

    preheader: str
    items: tuple[EditionItem, ...]


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Intro(Post):
    """The introduction of a ward, shown on its home page."""


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Post):
    """A page that stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What must be seen first, above the pages of a ward or of the city; no post. A day alone as `end` is inclusive;
    `html`: as the body of posts."""

    source: str
    severity: str  # "info", "warning" or "danger"
    title: str
    html: str
    start: Moment | None
    end: Moment
    links: tuple[Link, ...] = ()
