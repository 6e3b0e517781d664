"""The facts of an event: the event, its place and people go in, sentences for its page and its poster come out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from wijksites.city.model import Regisseur
from wijksites.city.venues import Access, Venue
from wijksites.dates import say_weekday
from wijksites.moments import day_of, instant
from wijksites.pages.contact import phone_link
from wijksites.pages.page import Frame
from wijksites.pages.turns import Turn
from wijksites.pages.when import say_moment
from wijksites.posts.model import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact about access: what, and whether it is there (yes, no, unknown)."""

    id: str
    name: str
    value: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Whom to ask about an event."""

    name: str
    phone: str
    phone_link: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """How to sign up: a sentence and the ways, until an instant (`over`); then `closed`, if there is something to say.
    Without a sentence it is too late already."""

    text: str
    closed: str
    over: str
    url: str
    mail: str
    phone: str
    phone_link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTurn:
    """Where it takes place and how one gets in, said from one instant until another. `line`: of access, in short;
    `unknown`: a sentence for what is not known."""

    venue: Venue | None
    route: str
    line: str
    access: tuple[Fact, ...]
    unknown: str
    after: str
    over: str


def status_text(scene: Frame, event: Event) -> tuple[str, ...]:
    """What a reader must know first when it does not simply take place."""
    language = scene.language
    day = say_weekday(day_of(event.start), language)
    was = next((update.was for update in reversed(event.updated) if update.was), None)
    lines = []
    if event.status == "cancelled":
        lines.append(scene.say("{title} of {day} is cancelled.", title=event.title, day=day))
    if event.status == "postponed":
        first = was.start if was and was.start else event.start
        lines.append(
            scene.say(
                "{title} does not take place on {day}. The new date is not known yet.",
                title=event.title,
                day=say_weekday(day_of(first), language),
            )
        )
    if event.status == "moved":
        if was and was.start:
            lines.append(
                scene.say(
                    "New date: {day} (first it was {old}).",
                    day=say_moment(event.start, language),
                    old=say_moment(was.start, language),
                )
            )
        if was and was.venue and was.venue != event.venue:
            new, old = scene.venues.get(event.venue), scene.venues.get(was.venue)
            lines.append(
                scene.say(
                    "Another place: {place} (first it was {old}).",
                    place=new.name if new else scene.say("not known yet"),
                    old=old.name if old else was.venue,
                )
            )
        if not lines:
            lines.append(event.updated[-1].note if event.updated else "")
    if event.reason:
        lines.append(event.reason)
    return tuple(line for line in lines if line)


def route_to(venue: Venue | None) -> str:
    """An address that the phone's own map program opens (RFC 5870); nothing is asked of a third party."""
    if venue is None or venue.latitude is None or venue.longitude is None:
        return ""
    return f"geo:{venue.latitude},{venue.longitude}"


def sign_up(scene: Frame, event: Event, can: bool, over: str, *, is_over: bool) -> SignUp | None:
    """How one signs up; `can`: whether the last day to do so is not over; `over`: the instant at which the event is."""
    registration = event.registration
    if registration is None:
        return None
    until = registration.until
    last = say_moment(until, scene.language) if until else ""
    text, closed = scene.say("Please sign up."), ""
    if until:
        text = scene.say("Sign up no later than {day}.", day=last)
        closed = scene.say("You could sign up until {day}.", day=last)
        end = until if isinstance(until, datetime) else datetime.combine(until, time()) + timedelta(days=1)
        shut = instant(end, scene.city.zone).isoformat()
        over = min(filter(None, (over, shut)), key=datetime.fromisoformat)
    if registration.full:
        text = scene.say("Full. Do you want to be on the waiting list? Contact us.")
    if is_over or not can:
        text = ""
    if not text and not closed:
        return None
    return SignUp(
        text=text,
        closed=closed,
        over=over,
        url=registration.url,
        mail=registration.mail,
        phone=registration.phone,
        phone_link=phone_link(registration.phone) if registration.phone else "",
    )


def places_of(scene: Frame, event: Event, turns: Iterable[Turn], contact: ContactLine) -> tuple[PlaceTurn, ...]:
    """Where it takes place: one place, unless a next date is elsewhere."""
    found = []
    for place, group in groupby(turns, key=lambda turn: turn.one.venue or event.venue):
        same = tuple(group)
        venue = scene.venues.get(place)
        access, unknown = access_facts(scene, event, venue, contact)
        found.append(
            PlaceTurn(
                venue=venue,
                route=route_to(venue),
                line=_in_short(scene, access),
                access=access,
                unknown=unknown,
                after=same[0].after,
                over=same[-1].over,
            )
        )
    return tuple(found)


def _in_short(scene: Frame, access: tuple[Fact, ...]) -> str:
    """Whether one gets in with a wheelchair, when that is known."""
    wheelchair = next((fact.value for fact in access if fact.id == "wheelchair"), "")
    return {
        "": "",
        "yes": scene.say("You can get in here with a wheelchair."),
        "no": scene.say("You cannot get in here with a wheelchair."),
    }[wheelchair]


def access_facts(scene: Frame, event: Event, venue: Venue | None, contact: ContactLine) -> tuple[tuple[Fact, ...], str]:
    """What is known about access, and a sentence for what is not."""
    place = venue.access if venue else Access()
    own = event.accessibility or Access()
    names = {
        "wheelchair": scene.say("You can get in with a wheelchair"),
        "toilet": scene.say("There is a toilet for wheelchair users"),
        "lift": scene.say("There is a lift"),
        "hearing_loop": scene.say("There is a hearing loop"),
        "parking": scene.say("There is a parking space for people with a disability"),
    }
    words = {"yes": scene.say("yes"), "no": scene.say("no")}
    facts = []
    unknown = ""
    for fact, name in names.items():
        value = getattr(own, fact)
        value = getattr(place, fact) if value == "unknown" else value
        if value != "unknown":
            facts.append(Fact(id=fact, name=name, value=value, word=words[value]))
        elif fact == "wheelchair":
            unknown = scene.say(
                "We do not know whether you can get in with a wheelchair. Call {phone}, we will find out for you.",
                phone=contact.phone or scene.city.service.phone,
            )
    return tuple(facts), unknown


def contact_line(scene: Frame, event: Event, people: tuple[Regisseur, ...]) -> ContactLine:
    """Whom the event names, else the ward's regisseur, else the service."""
    service = scene.city.service
    name, phone, mail = service.name, service.phone, service.mail
    if event.contact:
        name = event.contact.name or name
        phone, mail = event.contact.phone, event.contact.mail
        if not phone and not mail:
            phone, mail = service.phone, service.mail
    elif len(people) == 1:
        name, phone, mail = people[0].name, people[0].phone, people[0].mail
    return ContactLine(name=name, phone=phone, phone_link=phone_link(phone) if phone else "", mail=mail)


def language_needed(scene: Frame, event: Event) -> str:
    """How much Dutch one needs, where the city tells that."""
    if not scene.city.language_levels or not event.language_level:
        return ""
    return {
        1: scene.say("You need hardly any Dutch (level 1 of 4)."),
        2: scene.say("You need a little Dutch (level 2 of 4)."),
        3: scene.say("You need quite some Dutch (level 3 of 4)."),
        4: scene.say("You need good Dutch (level 4 of 4)."),
    }[event.language_level]
