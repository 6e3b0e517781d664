"""What lists show of a post: rows go in, flat items come out that a template only has to print."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from wijksites.agenda.occurrences import Coming, Occurrence, coming, each_once, lasting, spares
from wijksites.city.venues import Venue
from wijksites.dates import say_day, say_short_month, say_weekday, weekday_names
from wijksites.moments import as_datetime, day_of, instant
from wijksites.pages.kinds import shape_of
from wijksites.pages.page import Frame, Scene
from wijksites.pages.when import say_hours_of, say_when, takes_days
from wijksites.posts.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """An event in a list. `over`: the instant (RFC 3339) from which the reader's browser may hide it; `spare`: hidden
    until then; `last_day`: of one that takes days. What the filters of a list ask: `kind_id`, `ward_slugs` (none: the
    whole city), `free`, `wheelchair`."""

    url: str
    title: str
    kind: str
    kind_id: str
    shape: str
    wards: str
    ward_slugs: tuple[str, ...]
    free: bool
    wheelchair: bool
    day: date
    last_day: date | None
    weekday: str
    day_number: int
    month: str
    day_text: str
    hours: str
    when: str
    start: str
    over: str
    place: str
    status: str
    status_word: str
    summary: str
    sample: bool
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some events that come first, each once. Those after them (`spare`) take their place in the reader's browser when
    they are over."""

    items: tuple[EventItem, ...]
    limit: int

    @property
    def shown(self) -> int:
        """How many are shown when the page is new."""
        return sum(not item.spare for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGroup:
    """The events of one day."""

    day: date
    title: str
    items: tuple[EventItem, ...]

    @property
    def spare(self) -> bool:
        """Whether all of them are."""
        return all(item.spare for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A news item in a list."""

    url: str
    title: str
    summary: str
    published: date
    day: str
    wards: str
    sample: bool
    image: str = ""  # path of a picture below the content folder


def status_word(scene: Frame, status: str) -> str:
    """The word for a status; nothing for what simply takes place."""
    return {
        "planned": "",
        "moved": scene.say("Moved"),
        "postponed": scene.say("Postponed"),
        "cancelled": scene.say("Cancelled"),
    }[status]


def ward_names(scene: Frame, row: Row) -> str:
    """The names of its wards, or that it is for the whole city."""
    if not row.wards:
        return scene.say("the whole city")
    return ", ".join(scene.city.ward(slug).name for slug in row.wards)


def event_item(scene: Frame, one: Occurrence, row: Row) -> EventItem:
    """An occurrence of an event as a list shows it."""
    language, zone = scene.language, scene.city.zone
    venue = scene.venues.get(one.venue or row.venue)
    status = one.status_of(row)
    start = instant(one.start, zone).isoformat() if isinstance(one.start, datetime) else one.start.isoformat()
    return EventItem(
        url=row.url,
        title=row.title,
        kind=scene.city.kind_name(row.kind),
        kind_id=row.kind,
        shape=shape_of(scene.city, row.kind),
        ward_slugs=row.wards,
        free=row.free,
        wheelchair=_wheelchair(row, venue),
        last_day=one.last_day if takes_days(one) else None,
        wards=ward_names(scene, row),
        day=one.first_day,
        weekday=weekday_names(language)[one.first_day.weekday()],
        day_number=one.first_day.day,
        month=say_short_month(one.first_day, language),
        day_text=say_weekday(one.first_day, language),
        hours=say_hours_of(one, language),
        when=say_when(one, language),
        start=start,
        over=instant(one.over, zone).isoformat(),
        place=venue.name if venue else "",
        status=status,
        status_word=status_word(scene, status),
        summary=row.summary,
        sample=row.sample,
    )


def _wheelchair(row: Row, venue: Venue | None) -> bool:
    """Whether one gets in with a wheelchair: what the event says comes before what is known of its place."""
    if row.wheelchair in ("yes", "no"):
        return row.wheelchair == "yes"
    return venue is not None and venue.access.wheelchair == "yes"


def coming_items(scene: Scene, rows: Iterable[Row], *, days: int, limit: int | None = None) -> tuple[EventItem, ...]:
    """What comes, in order of start; with a limit, each event once."""
    found = events_coming(scene, rows, days)
    if limit is not None:
        return tuple(event_item(scene, one, row) for one, row in each_once(found, limit))
    told = spares(found, scene.day, days)
    return tuple(
        replace(event_item(scene, one, row), spare=spare) for (one, row), spare in zip(found, told, strict=True)
    )


def events_coming(scene: Scene, rows: Iterable[Row], days: int) -> tuple[Coming, ...]:
    """What comes of rows of all types."""
    return coming((row for row in rows if row.type == "event"), scene.day, days)


def block_of(scene: Scene, found: Iterable[Coming], limit: int, spare: int) -> Block:
    """The first events of a list that is in order, and at most `spare` that may take their place."""
    pairs = lasting(found, scene.day, limit, spare)
    return block(scene, pairs, limit)


def block(scene: Frame, pairs: Iterable[Coming], limit: int) -> Block:
    """The same of what `lasting` chose."""
    chosen = tuple(pairs)
    first = {(row.id, one) for one, row in each_once(chosen, limit)}
    items = (replace(event_item(scene, one, row), spare=(row.id, one) not in first) for one, row in chosen)
    return Block(items=tuple(items), limit=limit)


def by_day(scene: Frame, items: Iterable[EventItem]) -> tuple[DayGroup, ...]:
    """Items grouped by their day, which must be in order."""
    groups: dict[date, list[EventItem]] = {}
    for item in items:
        groups.setdefault(item.day, []).append(item)
    return tuple(
        DayGroup(day=day, title=say_day(day, scene.language), items=tuple(found)) for day, found in groups.items()
    )


def news_item(scene: Frame, row: Row, *, with_picture: bool = False) -> NewsItem:
    """A news row as a list shows it. Whoever wants its picture has that in the key of the page."""
    day = day_of(row.published)
    return NewsItem(
        url=row.url,
        title=row.title,
        summary=row.summary,
        published=day,
        day=say_day(day, scene.language),
        wards=ward_names(scene, row),
        sample=row.sample,
        image=row.image if with_picture else "",
    )


def newest(rows: Iterable[Row], limit: int | None = None) -> tuple[Row, ...]:
    """News rows, the newest first."""
    news = sorted((row for row in rows if row.type == "news"), key=lambda row: row.id)
    news.sort(key=lambda row: as_datetime(row.published), reverse=True)
    return tuple(news[:limit])


def news_items(
    scene: Frame, rows: Iterable[Row], limit: int | None = None, *, with_picture: bool = False
) -> tuple[NewsItem, ...]:
    """News, the newest first."""
    return tuple(news_item(scene, row, with_picture=with_picture) for row in newest(rows, limit))
