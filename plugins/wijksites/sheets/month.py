"""The month on paper: what takes place in a ward in a month goes in, all that the sheet says comes out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import Ward
from wijksites.dates import say_month, say_weekday
from wijksites.moments import day_of
from wijksites.pages.items import event_item
from wijksites.pages.page import Scene
from wijksites.posts.row import Row
from wijksites.sheets.words import base_data, capital, code, people_of, service_of


def month_data(
    scene: Scene,
    ward: Ward,
    month: date,
    found: tuple[tuple[Occurrence, Row], ...],
    site_url: str,
    colours: Mapping[str, str],
) -> tuple[dict[str, Any], date]:
    """All that the sheet says, and its day: the last change of what it shows."""
    say = scene.say
    day = max(day_of(row.changed) for _, row in found)
    title = say("Activities in {place}", place=ward.in_sentence)
    sample = scene.city.sample or any(row.sample for _, row in found)
    data = base_data(scene, colours, f"{title}, {say_month(month, scene.language)}", day, sample=sample) | {
        "heading": title,
        "month": capital(say_month(month, scene.language)),
        "columns": [say("When"), say("What and where")],
        "events": [_event(scene, one, row, site_url) for one, row in found],
        "contact_title": say("Questions?"),
        "people": people_of(scene, ward),
        "service": service_of(scene.city),
        "qr": code(scene, f"{site_url}{ward.url}agenda/"),
        "more": say("New activities and changes:"),
    }
    return data, day


def _event(scene: Scene, one: Occurrence, row: Row, site_url: str) -> dict[str, str]:
    item = event_item(scene, one, row)
    several = one.first_day != one.last_day and one.all_day
    venue = scene.venues.get(one.venue or row.venue)
    return {
        "day": capital(item.when if several else say_weekday(one.first_day, scene.language)),
        "hours": "" if several else item.hours,
        "title": row.title,
        "status": item.status_word,
        "place": venue.line if venue else "",
        "price": capital(row.price),
        "link": f"{site_url}{row.url}",
    }
