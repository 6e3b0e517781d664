"""The list of streets on paper: streets and who serves which ward go in, all that the sheet says comes out."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from wijksites.city.model import Ward
from wijksites.lookup.street_file import Street, StreetFile
from wijksites.pages.page import STREETS_URL, Scene
from wijksites.pages.streets import StreetItem, letter_of, say_source_day, street_items
from wijksites.sheets.words import base_data, code, people_of, service_of, state_day


def streets_of(file: StreetFile, ward: Ward) -> tuple[Street, ...]:
    """The streets that lie in a ward, wholly or for some numbers."""
    return tuple(street for street in file.streets if ward.number in street.wards)


def street_list_data(
    scene: Scene,
    streets: Iterable[Street],
    source: tuple[str, str],
    site_url: str,
    colours: Mapping[str, str],
    ward: Ward | None = None,
) -> tuple[dict[str, Any], date]:
    """All that the list says, and its day: of the city, or of one ward. `source`: whom to credit, and the day (ISO
    8601) of the addresses."""
    say = scene.say
    day = state_day(scene, ward) if ward else state_day(scene)
    title = say("Streets of {place} from A to Z", place=ward.in_sentence if ward else scene.city.name)
    credit, source_day = source
    data = base_data(scene, colours, title, day, sample=scene.city.sample) | {
        "of_ward": ward is not None,
        "people": people_of(scene, ward) if ward else [],
        "service": service_of(scene.city),
        "columns": [say("Street and numbers"), say("Ward"), say("Wijkregisseur and phone")][: 1 if ward else 3],
        "letters": [
            {
                "letter": letter.upper() if len(letter) == 1 else letter,
                "rows": [row for item in items for row in _rows(scene, item, ward)],
            }
            for letter, items in groupby(street_items(scene, streets), key=lambda item: letter_of(item.name))
        ],
        "source": say(
            "Our addresses are of {day}. {credit}", day=say_source_day(source_day, scene.language), credit=credit
        ),
        "qr": code(scene, f"{site_url}{STREETS_URL}"),
    }
    return data, day


def _rows(scene: Scene, item: StreetItem, ward: Ward | None) -> list[list[str]]:
    """A row for each ward that a street lies in."""
    rows = []
    name = f"{item.name} ({item.postcode})" if item.postcode else item.name
    for place in item.places:
        if ward and place.ward != ward:
            continue
        row = [f"{name}: {place.numbers}" if place.numbers else name]
        if not ward:
            people = [" ".join((person["name"], person["phone"])) for person in people_of(scene, place.ward)]
            row += [place.ward.name, ", ".join(people)]
        rows.append(row)
    return rows
