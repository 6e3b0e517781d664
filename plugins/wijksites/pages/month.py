"""The page of a month: what takes place in it goes in, a grid of weeks and days comes out."""

from dataclasses import dataclass
from datetime import date, datetime

from wijksites.agenda.month import Found, by_day, month_grid
from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import Ward
from wijksites.dates import say_hour, say_month, say_weekday, weekday_names
from wijksites.moments import day_of
from wijksites.pages.items import status_word, ward_names
from wijksites.pages.kinds import shape_of
from wijksites.pages.page import Crumb, Frame, Page, month_page_url
from wijksites.pages.ward import crumbs, place
from wijksites.posts.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEvent:
    """An event on a day. `hour`: when it begins, or on the last day of several, when it ends; `part`: which of them."""

    url: str
    title: str
    kind: str
    shape: str
    hour: str
    part: str
    wards: str
    status: str
    status_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of the grid. Its date in words is `before`, `number` and `after` together."""

    day: date
    before: str
    number: str
    after: str
    events: tuple[MonthEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthGrid:
    """A month as a table. `weeks`: Monday to Sunday, None for days of another month; `today`: the word for today."""

    place: str
    month: str
    zone: str
    today: str
    shapes: tuple[str, ...]  # of the kinds in it
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[MonthDay | None, ...], ...]
    busy: bool
    previous: Crumb | None
    following: Crumb | None
    agenda: str
    archive: Crumb | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a page of a month leads to: the months before and after it that have a page, and whether there is an
    archive of its year."""

    previous: date | None
    following: date | None
    archive: bool


def month_crumb(scene: Frame, base: str, month: date) -> Crumb:
    """A link to the page of a month."""
    return Crumb(title=say_month(month, scene.language), url=month_page_url(base, month))


def month_page(scene: Frame, ward: Ward | None, month: date, found: tuple[Found, ...], around: Around) -> Page:
    """The page of a month. `found`: what takes place in it, in order."""
    base = ward.url if ward else "/"
    name, said = place(scene, ward), say_month(month, scene.language)
    title = scene.say("Activities in {place} in {month}", place=name, month=said)
    changed = max((day_of(row.changed) for _, row in found), default=None)
    year = str(month.year)
    archive = Crumb(title=scene.say("What is over of {year}", year=year), url=f"{base}agenda/{year}/")
    view = MonthGrid(
        place=scene.say("Activities in {place}", place=name),
        month=said,
        zone=scene.city.zone_name,
        today=scene.say("today"),
        shapes=tuple(sorted({shape_of(scene.city, row.kind) for _, row in found})),
        weekdays=weekday_names(scene.language),
        weeks=_weeks(scene, ward, month, found),
        busy=bool(found),
        previous=month_crumb(scene, base, around.previous) if around.previous else None,
        following=month_crumb(scene, base, around.following) if around.following else None,
        agenda=f"{base}agenda/",
        archive=archive if around.archive else None,
    )
    return Page(
        url=month_page_url(base, month),
        template="month.html",
        title=title,
        description=scene.say("What is on in {place} in {month}, day by day.", place=name, month=said),
        view=view,
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("Activities"), url=f"{base}agenda/"), Crumb(title=said)),
        changed=changed,
        sample=any(row.sample for _, row in found),
        section="agenda",
    )


def _weeks(
    scene: Frame, ward: Ward | None, month: date, found: tuple[Found, ...]
) -> tuple[tuple[MonthDay | None, ...], ...]:
    days = by_day(found, month)
    return tuple(
        tuple(_day(scene, ward, day, days.get(day, ())) if day else None for day in week) for week in month_grid(month)
    )


def _day(scene: Frame, ward: Ward | None, day: date, found: tuple[Found, ...]) -> MonthDay:
    number = str(day.day)
    before, _, after = say_weekday(day, scene.language).partition(number)
    events = tuple(_event(scene, ward, day, one, row) for one, row in found)
    return MonthDay(day=day, before=before, number=number, after=after, events=events)


def _event(scene: Frame, ward: Ward | None, day: date, one: Occurrence, row: Row) -> MonthEvent:
    days = (one.last_night - one.first_day).days + 1
    part = ""
    if days > 1:
        part = scene.say("day {number} of {count}", number=(day - one.first_day).days + 1, count=days)
    status = one.status_of(row)
    return MonthEvent(
        url=row.url,
        title=row.title,
        kind=scene.city.kind_name(row.kind),
        shape=shape_of(scene.city, row.kind),
        hour=_hour(scene, day, one),
        part=part,
        wards="" if ward else ward_names(scene, row),
        status=status,
        status_word=status_word(scene, status),
    )


def _hour(scene: Frame, day: date, one: Occurrence) -> str:
    """When it begins, on the day it does; when it ends, on the last day of several."""
    if day == one.first_day:
        return say_hour(one.start, scene.language) if isinstance(one.start, datetime) else ""
    if day == one.last_day and isinstance(one.end, datetime):
        return scene.say("until {hour}", hour=say_hour(one.end, scene.language))
    return ""
