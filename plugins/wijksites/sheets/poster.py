"""The poster of an event: the event, its place and whom to ask go in, all that the sheet says comes out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import Regisseur
from wijksites.dates import say_weekday
from wijksites.moments import day_of
from wijksites.pages.event import Around, EventPage, event_page
from wijksites.pages.page import Frame
from wijksites.pages.when import say_hours_of
from wijksites.posts.model import Event
from wijksites.sheets.words import base_data, capital, code, contact, photo, unbroken


def poster_data(
    scene: Frame,
    event: Event,
    people: tuple[Regisseur, ...],
    site_url: str,
    colours: Mapping[str, str],
    *,
    sample: bool,
    picture: bytes = b"",
) -> tuple[dict[str, Any], date]:
    """All that the poster says, and its day: the event's last change. The same whatever the day.

    `people`: who serves the ward on whose walls it hangs; `picture`: its image (JPEG).
    """
    once = Occurrence(event.start, event.end)
    # Whether one can still sign up depends on the day; on paper the last day to do so must be enough.
    around = Around(occurrence=once, is_over=False, people=people, can_sign_up=True)
    view = event_page(scene, event, around, site_url).view
    assert isinstance(view, EventPage)
    place = view.places[0]
    when, hours = _when(scene, event, once, view)
    data = base_data(scene, colours, event.title, day_of(event.changed), sample=sample or event.sample) | {
        "status": view.status_word,
        "status_text": " ".join(view.status_text),
        "kind": view.kind,
        "wards": view.wards,
        "when": when,
        "hours": hours,
        "place": place.venue.name if place.venue else "",
        "address": place.venue.address.line if place.venue else "",
        "summary": event.summary,
        # What hangs at a door that stays closed does not invite.
        "photo": None if event.status in ("cancelled", "postponed") else photo(picture, event.alt),
        "facts": [] if event.status in ("cancelled", "postponed") else _facts(scene, view),
        "contact_title": scene.say("Questions?"),
        "contact": _contact(scene, view, people),
        "qr": code(scene, f"{site_url}{event.url}"),
        "more": scene.say("More about this, and the latest news:"),
    }
    return data, day_of(event.changed)


def _when(scene: Frame, event: Event, once: Occurrence, view: EventPage) -> tuple[str, str]:
    """The day and the hours, each on a line of its own; several days in one sentence."""
    if event.status == "postponed":
        return scene.say("The new date is not known yet."), ""
    if view.repeat:
        return capital(view.repeat), say_hours_of(once, scene.language)
    if once.first_day == once.last_day:
        return capital(say_weekday(once.first_day, scene.language)), say_hours_of(once, scene.language)
    return capital(view.when[0].when), ""


def _facts(scene: Frame, view: EventPage) -> list[list[str]]:
    """What one must know to come: a name and a value each."""
    facts = []
    if view.audience:
        facts.append([scene.say("For whom"), capital(view.audience)])
    if view.price:
        facts.append([scene.say("Price"), capital(view.price)])
    if view.interpreter:
        facts.append([scene.say("Interpreter"), capital(view.interpreter)])
    if view.language_level:
        facts.append([scene.say("Dutch"), view.language_level])
    if view.sign_up:
        ways = [way for way in (unbroken(view.sign_up.phone), view.sign_up.mail, view.sign_up.url) if way]
        facts.append([scene.say("Sign up"), " ".join([view.sign_up.text, " · ".join(ways)]).strip()])
    known = [f"{fact.name}: {fact.word}." for fact in view.places[0].access]
    if view.places[0].unknown:
        known.append(view.places[0].unknown)
    facts.append([scene.say("Access"), " ".join(known)])
    return facts


def _contact(scene: Frame, view: EventPage, people: tuple[Regisseur, ...]) -> dict[str, Any]:
    """A name, a telephone number and a mail address: all three must stand on the board where it hangs."""
    service = scene.city.service
    phone, mail = (people[0].phone, people[0].mail) if len(people) == 1 else (service.phone, service.mail)
    return contact(view.contact.name, view.contact.phone or phone, view.contact.mail or mail)
