"""schema.org's Event: an event and one of its occurrences go in, JSON for a script element comes out."""

import json
from datetime import datetime

from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import City
from wijksites.city.venues import Venue
from wijksites.moments import Moment, instant
from wijksites.posts.model import Event

STATUS = {
    "planned": "EventScheduled",
    "moved": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}


def event_data(event: Event, one: Occurrence, city: City, venue: Venue | None, url: str) -> str:
    """https://schema.org/Event as JSON that is safe inside a script element. `url`: the page's full address."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": url,
        "startDate": _stamp(one.start, city),
        "eventStatus": f"https://schema.org/{STATUS[event.status]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": {"@type": "Organization", "name": city.service.name, "email": city.service.mail},
        "inLanguage": city.language,
    }
    if one.end is not None:
        data["endDate"] = _stamp(one.end, city)
    was = next((update.was.start for update in reversed(event.updated) if update.was and update.was.start), None)
    if was is not None:
        data["previousStartDate"] = _stamp(was, city)
    if venue:
        data["location"] = _place(venue)
    if event.free:
        data["isAccessibleForFree"] = True
    # "</" or "<!--" in a title would end or break the script element.
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


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
