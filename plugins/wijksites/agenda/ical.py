"""iCalendar (RFC 5545): events go in, the bytes of a calendar come out.

Everything a subscriber's calendar compares (UID, SEQUENCE, DTSTAMP, LAST-MODIFIED) comes from the post itself,
never from the build: the same post gives the same entry for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, vDuration, vRecur, vUri
from icalendar import Event as Entry

from wijksites.agenda.block import Block
from wijksites.agenda.title import told_title
from wijksites.agenda.zone import vtimezone
from wijksites.city.model import City
from wijksites.city.venues import Venue
from wijksites.moments import Moment, as_datetime, instant
from wijksites.posts.model import Event, Repeat

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
END = b"END:VCALENDAR\r\n"
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event for a calendar, with its place and its page's full address."""

    event: Event
    venue: Venue | None
    url: str


def block(item: Item, city: City) -> Block:
    """The entry of an event as bytes; calendars are joined from these, because making one takes a millisecond."""
    order = f"{as_datetime(item.event.start).isoformat()} {item.event.id}"
    return Block(order=order, data=entry(item, city).to_ical())


def calendar(blocks: Iterable[Block], city: City, *, name: str, url: str) -> bytes:
    """A calendar that can be followed. `url`: the page it belongs to."""
    frame = _frame(city, name, url).to_ical()
    head, end = frame[: -len(END)], frame[-len(END) :]
    assert end == END
    return head + b"".join(block.data for block in sorted(blocks)) + end


def _frame(city: City, name: str, url: str) -> Calendar:
    """A calendar without entries."""
    result = Calendar()
    result.add("prodid", f"-//{city.authority}//wijksites//{city.language.upper()}")
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    result.add("name", name)
    result.add("x-wr-calname", name)
    result.add("x-wr-timezone", city.zone_name)
    result.add("url", vUri(url))
    result.add("refresh-interval", vDuration(timedelta(hours=12)), parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", "PT12H")
    result.add_component(vtimezone(city.zone_name))
    return result


def entry(item: Item, city: City) -> Entry:
    """The VEVENT of an event."""
    event, zone = item.event, city.zone
    result = Entry()
    result.add("uid", f"{event.id}@{city.authority}")
    result.add("sequence", len(event.updated))
    changed = instant(event.changed, zone).astimezone(UTC)
    result.add("dtstamp", changed)
    result.add("last-modified", changed)
    result.add("created", instant(event.published, zone).astimezone(UTC))
    result.add("summary", told_title(event, city.language))
    _add_times(result, event, zone)
    if event.repeat:
        result.add("rrule", recurrence(event.repeat, event.start, zone))
    result.add("description", _description(item))
    result.add("url", vUri(item.url))
    if item.venue:
        result.add("location", item.venue.line)
        if item.venue.latitude is not None and item.venue.longitude is not None:
            result.add("geo", (item.venue.latitude, item.venue.longitude))
    result.add("categories", [city.kind_name(event.kind)])
    result.add("organizer", f"mailto:{city.service.mail}", parameters={"CN": city.service.name})
    result.add("status", STATUS.get(event.status, "CONFIRMED"))
    result.add("transp", "TRANSPARENT" if event.all_day or event.status == "cancelled" else "OPAQUE")
    return result


def _add_times(result: Entry, event: Event, zone: ZoneInfo) -> None:
    if event.all_day:
        last = event.end or event.start
        result.add("dtstart", event.start)
        result.add("dtend", last + timedelta(days=1))  # exclusive in iCalendar
        return
    result.add("dtstart", instant(event.start, zone))
    if event.end:
        result.add("dtend", instant(event.end, zone))


def recurrence(repeat: Repeat, start: Moment, zone: ZoneInfo) -> vRecur:
    """The rule; UNTIL is UTC when the start has a zone (RFC 5545, 3.3.10)."""
    frequency = {"week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}[repeat.every]
    rule: dict[str, object] = {"FREQ": frequency}
    if repeat.count:
        rule["COUNT"] = repeat.count
    if repeat.until and isinstance(start, datetime):
        rule["UNTIL"] = datetime.combine(repeat.until, time(23, 59, 59), zone).astimezone(UTC)
    elif repeat.until:
        rule["UNTIL"] = repeat.until
    if repeat.weekdays:
        rule["BYDAY"] = [f"{repeat.week or ''}{DAYS[number]}" for number in repeat.weekdays]
    return vRecur(rule)


def _description(item: Item) -> str:
    event = item.event
    parts = [event.reason if event.status != "planned" else "", event.summary, item.url]
    return "\n\n".join(part for part in parts if part)
