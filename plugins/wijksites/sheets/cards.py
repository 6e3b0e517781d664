"""Pictures to share: a place or an event goes in, all that its picture says comes out."""

from collections.abc import Mapping
from typing import Any

from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import Ward
from wijksites.dates import say_weekday
from wijksites.pages.items import status_word, ward_names
from wijksites.pages.page import Frame
from wijksites.pages.when import say_hours_of, say_repeat, say_when
from wijksites.posts.model import Event
from wijksites.posts.row import row_of
from wijksites.sheets.words import capital


def place_card(scene: Frame, ward: Ward | None, sign: str, colours: Mapping[str, str]) -> dict[str, Any]:
    """The picture of a ward, or of the city. `sign`: its outline (SVG path), or nothing."""
    sender = scene.city.sender
    line = scene.say("Who is my wijkregisseur, and what is on?")
    return _base(scene, sign, colours, sample=scene.city.sample) | {
        "kind": "place",
        "title": ward.name if ward else scene.say("Ward websites"),
        "line": line,
        "sender": sender,
    }


def event_card(
    scene: Frame, event: Event, shown: Occurrence, sign: str, colours: Mapping[str, str], *, sample: bool
) -> dict[str, Any]:
    """The picture of an event. `shown`: the occurrence it speaks of; of a repetition it says the rule."""
    language = scene.language
    venue = scene.venues.get(shown.venue or event.venue)
    when, hours = capital(say_when(shown, language)), ""
    if event.status == "postponed":
        when = scene.say("The new date is not known yet.")
    elif event.repeat:
        when, hours = capital(say_repeat(event.repeat, event.start, language)), say_hours_of(shown, language)
    elif shown.first_day == shown.last_day:
        when, hours = capital(say_weekday(shown.first_day, language)), say_hours_of(shown, language)
    return _base(scene, sign, colours, sample=sample or event.sample) | {
        "kind": "event",
        "status": status_word(scene, event.status),
        "line": f"{scene.city.kind_name(event.kind)} · {ward_names(scene, row_of(event))}",
        "title": event.title,
        "when": when,
        "hours": hours,
        "place": venue.name if venue else "",
        "sender": scene.city.sender,
    }


def _base(scene: Frame, sign: str, colours: Mapping[str, str], *, sample: bool) -> dict[str, Any]:
    drawn = ""
    if sign:
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="{sign}" fill-rule="evenodd" '
            f'fill="{colours["brand-tint"]}" stroke="{colours["brand"]}" stroke-width="0.6"/></svg>'
        )
    return {
        "language": scene.language,
        "colours": dict(colours),
        "band": scene.say("example") if sample else "",
        "sign": drawn,
    }
