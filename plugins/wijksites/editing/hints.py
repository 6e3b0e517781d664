"""Hints about a post that an editor is writing: the post and the city's rows go in, at most three sentences come out.

Nothing here is wrong, so nothing here is a problem: it is what a colleague would ask who reads along.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wijksites.agenda.occurrences import Occurrence, first_from, occurrences_between, over_for_good
from wijksites.city.holidays import Holidays
from wijksites.city.model import City
from wijksites.city.venues import Venue
from wijksites.dates import say_date, say_day
from wijksites.moments import day_of
from wijksites.posts.model import Event
from wijksites.posts.row import Row, row_of
from wijksites.words import translate

MOST = 3  # more is not read
AHEAD = timedelta(days=180)  # how far occurrences are compared
POSTER_DAYS = 30  # a place in the neighbourhood's showcase is asked for a month before
USUAL = timedelta(hours=2)  # of what has no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an event is compared with. `rows`: of all events; `day`: today."""

    rows: tuple[Row, ...]
    city: City
    venues: tuple[Venue, ...]
    holidays: tuple[Holidays, ...]
    day: date


def hints(event: Event, around: Surroundings) -> tuple[str, ...]:
    """What an editor may want to look at again, the most important first."""
    found = [*_past(event, around), *_clashes(event, around), *_holidays(event, around), *_soon(event, around)]
    return tuple(found[:MOST])


def _past(event: Event, around: Surroundings) -> Iterator[str]:
    """An event that is over and is published as if it were to come."""
    last = over_for_good(event)
    if last is not None and last < min(around.day, day_of(event.published)) and event.report is None:
        yield translate(
            "this event was over on {day}, before it is published. Check the year, or tell with `report:` what came "
            "of it.",
            day=say_date(last),
        )


def _clashes(event: Event, around: Surroundings) -> Iterator[str]:
    """What else takes place at the same hour: in the same place, else in the same ward; one sentence each."""
    mine = _ahead(event, around)
    others = [row for row in around.rows if row.type == "event" and row.id != event.id and _counts(row)]
    pairs = [
        (one, other, row)
        for row in others
        if _meets(event, row)
        for other in _ahead(row, around)
        for one in mine
        if _together(one, other)
    ]
    pairs.sort(key=lambda pair: (pair[0].order, pair[2].id))
    names = {venue.id: venue.name for venue in around.venues}
    same_place = [
        pair for pair in pairs if _place(pair[0], event) and _place(pair[0], event) == _place(pair[1], pair[2])
    ]
    for one, _, row in same_place[:1]:
        yield translate(
            "on {day} ‘{title}’ is in {place} at the same hour (`{source}`). Is the place free?",
            day=say_day(one.first_day),
            title=row.title,
            place=names.get(_place(one, event), _place(one, event)),
            source=row.source,
        )
    for one, _, row in [pair for pair in pairs if pair not in same_place and not pair[0].all_day][:1]:
        yield translate(
            "on {day} ‘{title}’ is for the same people at the same hour (`{source}`). Can one of the two be moved?",
            day=say_day(one.first_day),
            title=row.title,
            source=row.source,
        )


def _counts(row: Event | Row) -> bool:
    return not row.draft and row.status in ("planned", "moved")


def _ahead(event: Event | Row, around: Surroundings) -> tuple[Occurrence, ...]:
    if event.status not in ("planned", "moved"):
        return ()
    found = occurrences_between(event, around.day, around.day + AHEAD)
    return tuple(one for one in found if one.status != "cancelled")


def _meets(event: Event, row: Row) -> bool:
    """Whether two events can get in each other's way: a ward or a place in common."""
    wards = set(event.wards) & set(row.wards) or (row.folder == event.folder)
    return bool(wards) or bool(set(row_of(event).places) & set(row.places))


def _together(one: Occurrence, other: Occurrence) -> bool:
    """Whether two occurrences overlap in hours; what has no hours keeps nobody from the rest."""
    if one.all_day or other.all_day:
        return False
    return one.order < _over(other) and other.order < _over(one)


def _over(one: Occurrence) -> datetime:
    return one.end if isinstance(one.end, datetime) else one.order + USUAL


def _place(one: Occurrence, event: Event | Row) -> str:
    return one.venue or event.venue


def _holidays(event: Event, around: Surroundings) -> Iterator[str]:
    """The first day on which most people are free."""
    for one in _ahead(event, around):
        for listed in around.holidays:
            name = listed.on(one.first_day) if listed.public else ""
            if name and event.repeat:
                yield translate(
                    "{day} is a public holiday ({name}). Does it not take place then? Write: `skip: [{id}]`",
                    day=say_day(one.first_day),
                    name=name,
                    id=listed.id,
                )
                return
            if name:
                yield translate(
                    "{day} is a public holiday ({name}). Is that right?", day=say_day(one.first_day), name=name
                )
                return


def _soon(event: Event, around: Surroundings) -> Iterator[str]:
    """An event within a month of which a poster would not say whom to ask."""
    contact = event.contact
    complete = contact is not None and contact.name and contact.phone and contact.mail
    first = first_from(event, around.day)
    if complete or first is None or not event.poster or event.status != "planned":
        return
    days = (first.first_day - around.day).days
    if 0 <= days < POSTER_DAYS:
        yield translate(
            "this event is {days} days away, and for a place in the neighbourhood's showcase one asks a month before. "
            "A poster there needs a name, a telephone number and an e-mail address: add `contact:`.",
            days=days,
        )
