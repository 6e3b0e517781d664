"""The calendars of a ward, of the city and of single events as tasks: rows go in, iCalendar files come out.

An address once given keeps its file: there is a calendar for each kind and each series, also while nothing is in it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from wijksites.agenda.block import Block, kept
from wijksites.build.shared import BlockMaker, Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.city.model import Ward
from wijksites.posts.row import Row


class _Found(NamedTuple):
    """An event of a calendar: its row, the key of its entry, and what makes the entry."""

    row: Row
    key: bytes
    make: BlockMaker


def event_calendar(work: Workplace, volume: Volume, row: Row) -> Task:
    """The calendar file of one event."""
    key, make = work.block(volume, row)
    url = f"{work.shared.settings.site_url}{row.url}"
    return Task(
        row.url.strip("/") + ".ics",
        key_of(key, row.title),
        lambda: _calendar([make()], work, name=row.title, url=url),
    )


def ward_calendars(work: Workplace, ward: Ward) -> Iterator[Task]:
    """The calendar of a ward, and one for each kind of event."""
    found, base = _kept(work), f"{ward.slug}/agenda"
    yield _task(work, f"{base}.ics", found, work.scene.say("{ward}: activities", ward=ward.name), ward.url)
    for kind in work.scene.city.kinds:
        mine = (one for one in found if one.row.kind == kind.id)
        yield _task(work, f"{base}/soort/{kind.id}.ics", mine, f"{ward.name}: {kind.name}", ward.url)


def city_calendars(work: Workplace) -> Iterator[Task]:
    """The calendar of the city, and one for each series."""
    found, city = _kept(work), work.scene.city
    yield _task(work, "agenda.ics", found, work.scene.say("{ward}: activities", ward=city.name), "/")
    for series in city.series:
        mine = (one for one in found if one.row.series == series.id)
        yield _task(work, f"agenda/reeks/{series.id}.ics", mine, series.name, "/")


def _kept(work: Workplace) -> tuple[_Found, ...]:
    """What is coming, and what was over not long ago."""
    return tuple(
        _Found(row, *work.block(volume, row))
        for volume in work.restless
        for row in work.rows(volume)
        if row.type == "event" and kept(row, work.day)
    )


def _task(work: Workplace, path: str, found: Iterable[_Found], name: str, base: str) -> Task:
    found = tuple(found)
    url = f"{work.shared.settings.site_url}{base}agenda/"
    return Task(
        path,
        key_of(work.shared.data_key, "calendar", path, name, sorted(one.key for one in found)),
        _maker(found, work, name, url),
    )


def _maker(found: tuple[_Found, ...], work: Workplace, name: str, url: str) -> Callable[[], bytes]:
    return lambda: _calendar([one.make() for one in found], work, name=name, url=url)


def _calendar(blocks: list[Block], work: Workplace, *, name: str, url: str) -> bytes:
    # The library for calendars takes a while to load: only when one must be made.
    from wijksites.agenda.ical import calendar

    return calendar(blocks, work.frame.city, name=name, url=url)
