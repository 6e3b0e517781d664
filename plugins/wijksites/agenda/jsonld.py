"""schema.org's Event: an event and one of its occurrences go in, JSON for a script element comes out."""

import json
from datetime import datetime

from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import City
from wijksites.city.venues import Venue
from wijksites.moments import Moment, day_of, instant
from wijksites.posts.model import Event, Repeat

SCHEMA = "https://schema.org/"
STATUS = {
    "planned": "EventScheduled",
    "moved": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PERIOD = {"week": "W", "month": "M", "year": "Y"}


def event_data(event: Event, one: Occurrence, city: City, venue: Venue | None, url: str, image: str = "") -> str:
    """https://schema.org/Event as JSON that is safe inside a script element. `url`, `image`: full addresses, of the
    page and of its picture."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": url,
        "startDate": _stamp(one.start, city),
        "eventStatus": f"{SCHEMA}{STATUS[one.status_of(event)]}",
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": _place(venue) if venue else _somewhere(city),
        "organizer": {"@type": "Organization", "name": city.service.name, "email": city.service.mail},
        "inLanguage": city.language,
        "keywords": city.kind_name(event.kind),
    }
    if image:
        data["image"] = image
    if one.end is not None:
        data["endDate"] = _stamp(one.end, city)
    was = next((update.was.start for update in reversed(event.updated) if update.was and update.was.start), None)
    previous = one.original if one.original != one.start and one.original else was
    if previous is not None:
        data["previousStartDate"] = _stamp(previous, city)
    if event.free:
        data["isAccessibleForFree"] = True
    if event.audience:
        data["audience"] = {"@type": "Audience", "audienceType": event.audience}
    if event.series:
        data["superEvent"] = {"@type": "EventSeries", "name": city.series_name(event.series)}
    if event.registration and event.registration.url:
        data["offers"] = _offer(event, event.registration.url, city)
    if event.repeat and not event.repeat.dates:
        data["eventSchedule"] = _schedule(event, event.repeat, city)
    # "</" or "<!--" in a title would end or break the script element.
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _offer(event: Event, url: str, city: City) -> dict[str, object]:
    """How one signs up, and whether there are places left."""
    registration = event.registration
    assert registration is not None
    offer: dict[str, object] = {
        "@type": "Offer",
        "url": url,
        "availability": f"{SCHEMA}{'SoldOut' if registration.full else 'InStock'}",
    }
    if event.free:
        offer |= {"price": 0, "priceCurrency": "EUR"}
    if registration.until:
        offer["validThrough"] = _stamp(registration.until, city)
    return offer


def _schedule(event: Event, repeat: Repeat, city: City) -> dict[str, object]:
    """https://schema.org/Schedule: the rule, and the days that are left out, moved or cancelled."""
    first = day_of(event.start)
    off = {*repeat.absent, *repeat.cancelled, *(one.day for one in repeat.moved)}
    weekdays = [DAYS[number] for number in repeat.weekdays]
    schedule: dict[str, object] = {
        "@type": "Schedule",
        "repeatFrequency": f"P{repeat.gap}{PERIOD[repeat.every]}",
        "startDate": first.isoformat(),
        "scheduleTimezone": city.zone_name,
    }
    if weekdays and repeat.week:
        # RFC 5545's form, for "the first Wednesday".
        schedule["byDay"] = f"{repeat.week}{weekdays[0][:2].upper()}"
    elif weekdays:
        schedule["byDay"] = [f"{SCHEMA}{name}" for name in weekdays]
    elif repeat.every == "month":
        schedule["byMonthDay"] = first.day
    if repeat.until:
        schedule["endDate"] = repeat.until.isoformat()
    if repeat.count:
        schedule["repeatCount"] = repeat.count
    if isinstance(event.start, datetime):
        schedule["startTime"] = event.start.time().isoformat()
    if isinstance(event.end, datetime):
        schedule["endTime"] = event.end.time().isoformat()
    if off:
        schedule["exceptDate"] = [day.isoformat() for day in sorted(off)]
    return schedule


def _somewhere(city: City) -> dict[str, object]:
    """Of a place that nobody wrote down: the city, because an event without a place is not read at all."""
    return {"@type": "Place", "name": city.name, "address": {"@type": "PostalAddress", "addressLocality": city.name}}


def _stamp(moment: Moment, city: City) -> str:
    return instant(moment, city.zone).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _place(venue: Venue) -> dict[str, object]:
    address = venue.address
    place: dict[str, object] = {
        "@type": "Place",
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": " ".join(part for part in (address.street, address.number) if part),
            "postalCode": address.postcode,
            "addressLocality": address.town,
        },
    }
    if venue.latitude is not None and venue.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude}
    return place
