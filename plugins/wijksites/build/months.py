"""Which months have a page: volumes and a day go in, for each place its months come out.

This month and those ahead always have one, a month that is past only when something took place in it. Nothing of a
volume at rest is opened: what it has for each month was worked out when it was made.
"""

import re
from collections.abc import Iterable, Iterator, Set
from datetime import date

from wijksites.agenda.month import earliest_month, in_month, months_from
from wijksites.agenda.occurrences import takes_place
from wijksites.build.volume import ALWAYS, Month, Volume, endless, months_of
from wijksites.city.model import City
from wijksites.pages.page import month_page_url
from wijksites.posts.paths import CITY_FOLDER
from wijksites.posts.row import Row, is_public, told_row

CITY = ""  # the place that shows everything
Months = tuple[tuple[date, bool], ...]  # first days in order, and whether something takes place in that month
ADDRESS = re.compile(r"(/(?:[^/]+/)?)agenda/(\d{4})-(0[1-9]|1[0-2])/?")


def months_by_place(city: City, volumes: Iterable[Volume], day: date, ahead: int, *, drafts: bool) -> dict[str, Months]:
    """The months of each ward, by its slug, and of the city. `ahead`: how many after this one have a page."""
    coming = months_from(day, ahead + 1)
    busy: dict[str, set[date]] = {place: set() for place in (CITY, *(ward.slug for ward in city.wards))}
    forever = []
    for volume in volumes:
        for month in shown_months(volume, day, drafts=drafts):
            if month.events and month.first <= coming[-1]:
                for place in _places(city, volume.folder, month.wards):
                    busy[place].add(month.first)
        forever += [(volume.folder, row) for row in endless_rows(volume, day, drafts=drafts)]
    for folder, row in forever:
        _add_endless(row, coming, [busy[place] for place in _places(city, folder, row.wards)])
    return {
        place: tuple((month, month in found) for month in sorted(found | set(coming))) for place, found in busy.items()
    }


def _places(city: City, folder: str, wards: tuple[str, ...]) -> Iterator[str]:
    """Where events show that lie in a folder and name some wards."""
    yield CITY
    if folder in city.ward_slugs:
        yield folder
    else:
        yield from (ward.slug for ward in city.wards if not wards or ward.slug in wards)


def _add_endless(row: Row, coming: tuple[date, ...], places: list[set[date]]) -> None:
    """Adds the months of what repeats for ever where they are not known yet: asking a rule for each takes long."""
    for month in endless_months(row, coming):
        lacking = [found for found in places if month not in found]
        if lacking and in_month((row,), month):
            for found in lacking:
                found.add(month)


def endless_months(row: Row, coming: tuple[date, ...]) -> tuple[date, ...]:
    """The months in which an event that repeats for ever may take place; it need not in all of them."""
    first = earliest_month(row)
    last = coming[-1]
    return months_from(first, max((last.year - first.year) * 12 + last.month - first.month + 1, 0))


def shown_months(volume: Volume, day: date, *, drafts: bool) -> tuple[Month, ...]:
    """What a volume has for each month as far as the site of a day shows its posts."""
    if drafts or volume.at_rest(day) or not any(entry.published > day for entry in volume.entries):
        return volume.months
    return months_of(row for row in volume.rows() if row.draft or is_public(row, day))


def untold(volume: Volume, day: date) -> tuple[tuple[str, int], ...]:
    """The posts of a volume of which a change is told later, with how many are told by the day."""
    if volume.at_rest(day):
        return ()
    return tuple(
        (entry.source, sum(change <= day for change in entry.changes))
        for entry in volume.entries
        if any(change > day for change in entry.changes)
    )


def endless_rows(volume: Volume, day: date, *, drafts: bool) -> tuple[Row, ...]:
    """The events of a volume that repeat for ever, as the site of a day tells them."""
    if volume.label != ALWAYS or not any(entry.type == "event" for entry in volume.entries):
        return ()
    return tuple(
        told_row(row, day)
        for row in volume.rows()
        if row.type == "event" and endless(row) and takes_place(row) and (drafts or is_public(row, day))
    )


def concerns(volume: Volume, wards: tuple[str, ...], place: str) -> bool:
    """Whether a place shows the events of a volume that name some wards."""
    return place == CITY or volume.folder != CITY_FOLDER or not wards or place in wards


def addresses(city: City, months: dict[str, Months]) -> dict[str, bool]:
    """The address of every page of a month, and whether something takes place in it."""
    bases = {CITY: "/", **{ward.slug: ward.url for ward in city.wards}}
    return {month_page_url(bases[place], month): busy for place, found in months.items() for month, busy in found}


def month_links(city: City, targets: Set[str]) -> frozenset[str]:
    """Those of some paths that are of a month, whether it has a page or not: that depends on the day."""
    bases = {"/", *(ward.url for ward in city.wards)}
    matches = ((target, ADDRESS.fullmatch(target)) for target in targets)
    return frozenset(target for target, match in matches if match and match[1] in bases)
