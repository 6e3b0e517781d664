"""iCalendar (RFC 5545): events go in, the bytes of a calendar come out.

Everything a subscriber's calendar compares (UID, SEQUENCE, DTSTAMP, LAST-MODIFIED) comes from the post itself,
never from the build: the same post gives the same entry for ever.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, vDuration, vRecur, vText, vUri
from icalendar import Event as Entry

from wijksites.agenda.block import Block
from wijksites.agenda.occurrences import Occurrence, exceptions
from wijksites.agenda.title import told_title
from wijksites.agenda.zone import vtimezone
from wijksites.city.model import City
from wijksites.city.venues import Venue
from wijksites.dates import say_day, say_hour
from wijksites.moments import Moment, as_datetime, day_of, instant
from wijksites.posts.model import Event, Repeat
from wijksites.words import translate

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FRAME = Calendar()  # what writes a line
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
FREQUENCY = {"week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event for a calendar, with its place, its page's full address, and the places of moved days by id."""

    event: Event
    venue: Venue | None
    url: str
    elsewhere: Mapping[str, Venue] = field(default_factory=dict)


def block(item: Item, city: City) -> Block:
    """The entries of an event as bytes; calendars are joined from these, because making one takes a millisecond."""
    order = f"{as_datetime(item.event.start).isoformat()} {item.event.id}"
    return Block(order=order, data=b"".join(entry.to_ical() for entry in entries(item, city)))


def calendar(blocks: Iterable[Block], city: City, *, name: str, url: str) -> bytes:
    """A calendar that can be followed. `url`: the page it belongs to."""
    own = {"NAME": vText(name), "X-WR-CALNAME": vText(name), "URL": vUri(url)}
    *head, end = [
        _line(key, own[key]) if key in own else line
        for key, line in _frame(city.authority, city.language, city.zone_name)
    ]
    return b"".join([*head, _zone(city.zone_name), *(block.data for block in sorted(blocks)), end])


@cache
def _zone(name: str) -> bytes:
    return vtimezone(name).to_ical()


@cache
def _frame(authority: str, language: str, zone_name: str) -> tuple[tuple[str, bytes], ...]:
    """The lines of a calendar without entries, each with its property: made once, because there are many calendars.
    Name and address are still to be put in."""
    result = Calendar()
    result.add("prodid", f"-//{authority}//wijksites//{language.upper()}")
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    result.add("name", "")
    result.add("x-wr-calname", "")
    result.add("x-wr-timezone", zone_name)
    result.add("url", vUri(""))
    result.add("refresh-interval", vDuration(timedelta(hours=12)), parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", "PT12H")
    return tuple((key, _line(key, value)) for key, value in result.property_items())


def _line(key: str, value: object) -> bytes:
    line: bytes = FRAME.content_line(key, value).to_ical()
    return line + b"\r\n"


def entries(item: Item, city: City) -> Iterator[Entry]:
    """The VEVENT of an event, then one for each of its days that was moved or cancelled."""
    event, zone = item.event, city.zone
    first = _entry(item, Occurrence(event.start, event.end), city)
    if event.repeat:
        _add_rule(first, event, event.repeat, zone)
    yield first
    for one in exceptions(event):
        assert one.original is not None
        other = _entry(item, one, city)
        other.add("recurrence-id", _local(one.original, zone))
        yield other


def _entry(item: Item, one: Occurrence, city: City) -> Entry:
    """A VEVENT with all but the rule."""
    event, zone = item.event, city.zone
    status = one.status_of(event)
    venue = item.elsewhere.get(one.venue, item.venue)
    result = Entry()
    result.add("uid", f"{event.id}@{city.authority}")
    result.add("sequence", len(event.updated))
    changed = instant(event.changed, zone).astimezone(UTC)
    result.add("dtstamp", changed)
    result.add("last-modified", changed)
    result.add("created", instant(event.published, zone).astimezone(UTC))
    result.add("summary", told_title(event.title, status, city.language))
    _add_times(result, one, zone)
    result.add("description", _description(item, one, city.language))
    result.add("url", vUri(item.url))
    if venue:
        result.add("location", venue.line)
        if venue.latitude is not None and venue.longitude is not None:
            result.add("geo", (venue.latitude, venue.longitude))
    result.add("categories", [city.kind_name(event.kind)])
    result.add("organizer", f"mailto:{city.service.mail}", parameters={"CN": city.service.name})
    result.add("status", STATUS.get(status, "CONFIRMED"))
    result.add("transp", "TRANSPARENT" if one.all_day or status == "cancelled" else "OPAQUE")
    return result


def _local(moment: Moment, zone: ZoneInfo) -> Moment:
    """The moment with the city's zone; a day stays a day."""
    return instant(moment, zone) if isinstance(moment, datetime) else moment


def _add_times(result: Entry, one: Occurrence, zone: ZoneInfo) -> None:
    result.add("dtstart", _local(one.start, zone))
    if one.all_day:
        result.add("dtend", one.last_day + timedelta(days=1))  # exclusive in iCalendar
    elif one.end:
        result.add("dtend", _local(one.end, zone))


def _add_rule(result: Entry, event: Event, repeat: Repeat, zone: ZoneInfo) -> None:
    """When it repeats. What can be said as a rule is; a list of days is RDATE, and days left out are EXDATE."""
    first, absent = day_of(event.start), repeat.absent

    def moments(days: Iterable[date]) -> list[Moment]:
        return [_local(event.start + (day - first), zone) for day in days]

    if repeat.dates:
        others = moments(day for day in repeat.dates if day not in absent and day != first)
        if others:
            # A rule for the first day alone: without one, ical.js (Thunderbird) leaves it out.
            result.add("rrule", vRecur({"FREQ": "DAILY", "COUNT": 1}))
            result.add("rdate", others)
        return
    result.add("rrule", recurrence(repeat, event.start, zone))
    if absent:
        result.add("exdate", moments(sorted(absent)))


def recurrence(repeat: Repeat, start: Moment, zone: ZoneInfo) -> vRecur:
    """The rule; UNTIL is UTC when the start has a zone (RFC 5545, 3.3.10)."""
    rule: dict[str, object] = {"FREQ": FREQUENCY[repeat.every]}
    day = day_of(start)
    if repeat.gap > 1:
        rule["INTERVAL"] = repeat.gap
    if repeat.count:
        rule["COUNT"] = repeat.count
    if repeat.until and isinstance(start, datetime):
        rule["UNTIL"] = datetime.combine(repeat.until, time(23, 59, 59), zone).astimezone(UTC)
    elif repeat.until:
        rule["UNTIL"] = repeat.until
    if repeat.weekdays:
        rule["BYDAY"] = [f"{repeat.week or ''}{DAYS[number]}" for number in repeat.weekdays]
    elif repeat.every != "week" and day.day > 28:
        # Months without such a day are passed over; programs that are not told so take the last day, or the next.
        rule["BYMONTHDAY"] = day.day
        if repeat.every == "year":
            rule["BYMONTH"] = day.month
    return vRecur(rule)


def _description(item: Item, one: Occurrence, language: str) -> str:
    event = item.event
    moved = ""
    if one.status == "moved" and one.original and one.original != one.start:
        moved = translate("Moved. First it was {when}.", language=language, when=_when(one.original, language))
    parts = [event.reason if event.status != "planned" else "", moved, event.summary, item.url]
    return "\n\n".join(part for part in parts if part)


def _when(moment: Moment, language: str) -> str:
    day = say_day(day_of(moment), language)
    if not isinstance(moment, datetime):
        return day
    return translate("{day} at {hour}", language=language, day=day, hour=say_hour(moment, language))
