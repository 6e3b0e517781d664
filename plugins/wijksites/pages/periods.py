"""Whom to contact on the reader's day: a ward and the build day go in, cards with the moments between which they hold.

A page that was built weeks ago is read today. What was announced by the build day is in it with its dates, and the
browser shows the card of its own day; nothing is in it that was not announced.
"""

from dataclasses import dataclass, replace
from datetime import date

from wijksites.city.model import Ward
from wijksites.city.serving import serving, told, told_changes
from wijksites.dates import join_words
from wijksites.moments import instant
from wijksites.pages.contact import ContactCard, contact_card
from wijksites.pages.page import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A card, and from when to when it holds: moments (RFC 3339), nothing where there is no bound.

    `who`: the people in a sentence; nothing in a vacancy.
    """

    after: str
    over: str
    card: ContactCard
    who: str


def periods(scene: Scene, ward: Ward) -> tuple[Period, ...]:
    """The cards of a ward from the scene's day on."""
    city = scene.city
    announced = replace(city, assignments=told(city, ward.slug, scene.day))
    days = (scene.day, *told_changes(city, ward.slug, scene.day))
    now = {person.id for person in serving(city, ward.slug, scene.day).people}
    namable = now | {item.regisseur for item in announced.assignments if item.start > scene.day}
    found: list[Period] = []
    for day, end in zip(days, (*days[1:], None), strict=True):
        later = replace(scene, city=announced, day=day)
        card = contact_card(later, ward)
        if not {person.id for person in card.people} <= namable:
            card = _unsaid(later, ward)
        found.append(
            Period(
                after=_moment(scene, day) if day != scene.day else "",
                over=_moment(scene, end) if end else "",
                card=card,
                who=_who(scene, card),
            )
        )
    return tuple(found)


def _moment(scene: Scene, day: date) -> str:
    return instant(day, scene.city.zone).isoformat()


def _unsaid(scene: Scene, ward: Ward) -> ContactCard:
    """The service's contact: a replacement is over, and who comes back may not be named before that day."""
    nobody = replace(scene, city=replace(scene.city, assignments=()))
    note = scene.say(
        "Who is the wijkregisseur of {ward} now? The {service} tells you.",
        ward=ward.in_sentence,
        service=scene.city.service.name,
    )
    return replace(contact_card(nobody, ward), notes=(note,))


def _who(scene: Scene, card: ContactCard) -> str:
    names = join_words(tuple(person.name for person in card.people), scene.language)
    if not names:
        return ""
    if card.replaced:
        return scene.say("{name} temporarily replaces your wijkregisseur.", name=names)
    if len(card.people) > 1:
        return scene.say("Your wijkregisseurs are {names}.", names=names)
    return scene.say("Your wijkregisseur is {name}.", name=names)
