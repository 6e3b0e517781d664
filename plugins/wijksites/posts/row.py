"""What the city index knows of a post: enough for lists, feeds' order, links and checks, without its text."""

from dataclasses import dataclass, fields, replace
from datetime import date

from wijksites.moments import Moment, day_of
from wijksites.pickling import quickly_packed
from wijksites.posts.model import FREE, Event, Link, Post, Repeat


@quickly_packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A post in the city index. The event's own fields are empty for other posts."""

    id: str
    type: str
    source: str
    folder: str
    slug: str
    url: str
    title: str
    summary: str
    published: Moment
    updated_on: tuple[Moment, ...]
    digest: str
    wards: tuple[str, ...]
    sample: bool
    draft: bool
    formerly: tuple[str, ...]
    links: tuple[Link, ...]
    id_line: int
    image: str = ""
    start: Moment | None = None
    end: Moment | None = None
    repeat: Repeat | None = None
    status: str = ""
    kind: str = ""
    venue: str = ""
    price: str = ""
    deadline: Moment | None = None  # until when one can sign up
    full: bool = False
    wheelchair: str = ""  # what the event itself says of it: yes, no or unknown
    language_level: int = 0
    series: str = ""
    follows: str = ""
    poster: bool = True
    reported: bool = False
    places: tuple[str, ...] = ()  # every place it names: its own, those of moved days, former ones

    @property
    def changed(self) -> Moment:
        """When subscribers last had something to hear: the last update, else the publication."""
        return self.updated_on[-1] if self.updated_on else self.published

    @property
    def updates(self) -> int:
        """How often subscribers had something to hear."""
        return len(self.updated_on)

    @property
    def free(self) -> bool:
        """Whether the price says that it costs nothing."""
        return self.price.casefold() in FREE

    def concerns(self, ward: str) -> bool:
        """Whether it belongs in the lists of a ward; a post of the city without wards belongs in all."""
        return ward in self.wards or (not self.wards and self.folder == "stad")


OF_EVENTS = frozenset("start end repeat status kind venue price language_level series follows poster".split())
WORKED_OUT = frozenset({"type", "updated_on", "deadline", "full", "wheelchair", "reported", "places"})
NAMES = frozenset(field.name for field in fields(Row)) - WORKED_OUT


def row_of(post: Post) -> Row:
    """The row of a post."""
    is_event = isinstance(post, Event)
    values = {name: getattr(post, name) for name in (NAMES if is_event else NAMES - OF_EVENTS)}
    if isinstance(post, Event):
        values["places"] = _places(post)
        values["reported"] = post.report is not None
        values["wheelchair"] = post.accessibility.wheelchair if post.accessibility else "unknown"
        if post.registration:
            values |= {"deadline": post.registration.until, "full": post.registration.full}
    return Row(type=post.type, updated_on=tuple(update.on for update in post.updated), **values)


def _places(event: Event) -> tuple[str, ...]:
    moved = [one.venue for one in event.repeat.moved] if event.repeat else []
    former = [update.was.venue for update in event.updated if update.was]
    return tuple(dict.fromkeys(place for place in (event.venue, *moved, *former) if place))


def told_row(row: Row, day: date) -> Row:
    """The row as subscribers know it on a day: a change that lies in the future is told when its day comes."""
    told = tuple(on for on in row.updated_on if day_of(on) <= day)
    return row if told == row.updated_on else replace(row, updated_on=told)


def told_post(post: Post, day: date) -> Post:
    """The same for a post."""
    told = tuple(update for update in post.updated if day_of(update.on) <= day)
    return post if told == post.updated else replace(post, updated=told)


def is_public(row: Row | Post, day: date) -> bool:
    """Whether a post may be shown on a day: no draft, and published by then."""
    return not row.draft and day_of(row.published) <= day
