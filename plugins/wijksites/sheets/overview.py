"""The overview on paper: the city and a day go in, all that the sheet of all wijkregisseurs says comes out."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from wijksites.city.model import Ward
from wijksites.city.outlines import Outlines
from wijksites.dates import say_date
from wijksites.pages.contact import coming_note
from wijksites.pages.lookup import by_name
from wijksites.pages.page import LOOKUP_URL, Scene
from wijksites.sheets.map import Drawing, paper_map
from wijksites.sheets.words import bare, base_data, code, people_of, service_of, state_day

SMALL, LARGE = 9, 16  # points
MAP_HEIGHT = {SMALL: 50.0, LARGE: 112.0}  # millimetres
CENTRE_WIDTH = {SMALL: 62.0, LARGE: 172.0}
NAMES = 58  # letters of names of neighbourhoods: two lines


def overview_data(
    scene: Scene, site_url: str, colours: Mapping[str, str], *, size: int = SMALL
) -> tuple[dict[str, Any], date]:
    """All that the overview says but for its map, and its day. `site_url`: the site's full address; `size`: of its
    letters, in points."""
    city, say = scene.city, scene.say
    day = state_day(scene)
    wards = by_name(city.wards)
    names = {ward.slug: _names(ward, NAMES if size == SMALL else 1000) for ward in wards}
    data = base_data(scene, colours, say("Who is my wijkregisseur?"), day, sample=city.sample) | {
        "size": size,
        "state": say("Situation on {day}", day=say_date(day, scene.language)),
        "columns": {
            "ward": say("Ward"),
            "names": say("Neighbourhoods"),
            "people": say("Wijkregisseur and e-mail") if size == SMALL else say("Wijkregisseur, phone and e-mail"),
            "phone": say("Phone"),
        },
        "neighbourhoods": any(names.values()),
        "wards": [
            {
                "number": ward.number,
                "name": ward.name,
                "neighbourhoods": ", ".join(names[ward.slug]),
                "people": people_of(scene, ward),
            }
            for ward in wards
        ],
        "notes_title": say("Good to know"),
        "notes": [note for ward in wards if (note := coming_note(scene, ward))],
        "service": service_of(city),
        "site": {"url": site_url, "name": bare(site_url)},
        "qr": code(scene, f"{site_url}{LOOKUP_URL}"),
        "qr_words": say("In which street do you live? Scan the code and find your wijkregisseur."),
        "map": None,
    }
    return data, day


def with_map(data: dict[str, Any], scene: Scene, outlines: Outlines | None) -> dict[str, Any]:
    """The same with the map, which takes a while to draw."""
    if outlines is None:
        return data
    return data | {"map": _map(scene, outlines, data["size"])}


def _names(ward: Ward, most: int) -> list[str]:
    """Its neighbourhoods, as many as there is room for; not what the ward's name says already. Other names of the ward
    help who searches, but are not neighbourhoods."""
    shown: list[str] = []
    for name in ward.neighbourhoods:
        if name.casefold() not in ward.name.casefold() and len(", ".join([*shown, name])) <= most:
            shown.append(name)
    return shown


def _map(scene: Scene, outlines: Outlines, size: int) -> dict[str, Any]:
    """The wards have the numbers that the city gives them, on every map and in every table of the site."""
    numbers = {ward.number for ward in scene.city.wards}
    drawn = paper_map(outlines, height=MAP_HEIGHT[size], centre_width=CENTRE_WIDTH[size])

    def plain(drawing: Drawing) -> dict[str, Any]:
        labels = [asdict(label) for label in drawing.labels if label.number in numbers]
        return asdict(drawing) | {"labels": labels}

    return {
        "d": drawn.d,
        "whole": plain(drawn.whole),
        "centre": plain(drawn.centre) if drawn.centre else None,
        "alt": scene.say(
            "Map of the {count} wards of {city}. The numbers are those of the table.",
            count=len(numbers),
            city=scene.city.name,
        ),
        "centre_alt": scene.say("The centre of the map, enlarged."),
        "credit": outlines.credit,
    }
