"""The overview on paper: the city and a day go in, all that the sheet of all wijkregisseurs says comes out."""

import re
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from wijksites.city.model import City, Ward
from wijksites.city.outlines import Outlines
from wijksites.city.serving import serving
from wijksites.dates import say_date
from wijksites.pages.contact import coming_note, contact_card, phone_link
from wijksites.pages.lookup import by_name
from wijksites.pages.page import LOOKUP_URL, Scene
from wijksites.sheets.map import Drawing, paper_map
from wijksites.sheets.qr import qr_code

SMALL, LARGE = 9, 16  # points
MAP_HEIGHT = {SMALL: 50.0, LARGE: 112.0}  # millimetres
CENTRE_WIDTH = {SMALL: 62.0, LARGE: 172.0}
NAMES = 58  # letters of names that people search by: two lines


def overview_data(
    scene: Scene, site_url: str, outlines: Outlines | None, colours: dict[str, str], *, size: int = SMALL
) -> tuple[dict[str, Any], date]:
    """All that the overview says, and its day. `site_url`: the site's full address; `size`: of its letters, in points."""
    city, say = scene.city, scene.say
    day = state_day(scene)
    wards = by_name(city.wards)
    names = {ward.slug: _names(ward, NAMES if size == SMALL else 1000) for ward in wards}
    numbers = {ward.number: place for place, ward in enumerate(wards, start=1)}
    data = base_data(scene, colours, say("Who is my wijkregisseur?"), day) | {
        "size": size,
        "state": say("Situation on {day}", day=say_date(day, scene.language)),
        "columns": {
            "ward": say("Ward"),
            "names": say("Neighbourhoods"),
            "people": say("Wijkregisseur and e-mail"),
            "phone": say("Phone"),
        },
        "neighbourhoods": any(names.values()),
        "wards": [
            {
                "number": place,
                "name": ward.name,
                "neighbourhoods": ", ".join(names[ward.slug]),
                "people": people_of(scene, ward),
            }
            for place, ward in enumerate(wards, start=1)
        ],
        "notes_title": say("Good to know"),
        "notes": [note for ward in wards if (note := coming_note(scene, ward))],
        "service": service_of(city),
        "site": {"url": site_url, "name": bare(site_url)},
        "qr": qr_code(f"{site_url}{LOOKUP_URL}"),
        "qr_link": f"{site_url}{LOOKUP_URL}",
        "qr_alt": say("QR code that leads to {address}", address=f"{site_url}{LOOKUP_URL}"),
        "qr_words": say("In which street do you live? Scan the code and find your wijkregisseur."),
        "map": _map(scene, outlines, numbers, size),
    }
    return data, day


def base_data(scene: Scene, colours: dict[str, str], title: str, day: date, *, sample: bool = False) -> dict[str, Any]:
    """What every sheet says, whatever it is about."""
    band = scene.say("This is an example. These people and activities are not real.")
    return {
        "language": scene.language,
        "title": title,
        "sender": scene.city.sender,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "band": band if scene.city.sample or sample else "",
        "colours": colours,
    }


def state_day(scene: Scene) -> date:
    """The last change or check that may be told, not after the scene's day; that day when there is none."""
    city = scene.city
    days = [person.checked for ward in city.wards for person in serving(city, ward.slug, scene.day).people]
    for item in city.assignments:
        if item.announced <= scene.day:
            days.append(item.start)
            if item.end and item.end < date.max:
                days.append(item.end + timedelta(days=1))
    return max((day for day in days if day <= scene.day), default=scene.day)


def _names(ward: Ward, most: int) -> list[str]:
    """The other names that people search by, as many as there is room for; not what the ward's name says already."""
    shown: list[str] = []
    for name in (*ward.neighbourhoods, *ward.aliases):
        if name.casefold() not in ward.name.casefold() and len(", ".join([*shown, name])) <= most:
            shown.append(name)
    return shown


def people_of(scene: Scene, ward: Ward) -> list[dict[str, str]]:
    """Whom to contact in a ward, each with what to know about it."""
    card = contact_card(scene, ward)
    if card.vacant:
        return [service_of(scene.city) | {"remark": scene.say("no regular wijkregisseur now")}]
    remark = scene.say("replaces temporarily") if card.replaced else ""
    return [contact(person.name, person.phone, person.mail) | {"remark": remark} for person in card.people]


def service_of(city: City) -> dict[str, str]:
    """The service behind the wijkregisseurs."""
    service = city.service
    return contact(service.name, service.phone, service.mail) | {
        "address": service.address.line,
        "hours": service.hours[:1].upper() + service.hours[1:],
    }


def contact(name: str, phone: str, mail: str) -> dict[str, str]:
    """Someone with the links that a sheet needs; the spaces in a telephone number do not break."""
    return {
        "name": name,
        "phone": phone.replace(" ", "\N{NO-BREAK SPACE}"),
        "phone_link": phone_link(phone) if phone else "",
        "mail": mail,
        "mail_link": "mailto:" + quote(mail, safe="@+") if mail else "",
    }


def bare(url: str) -> str:
    """An address as one reads it aloud."""
    return re.sub(r"^https?://|/$", "", url)


def _map(scene: Scene, outlines: Outlines | None, numbers: dict[int, int], size: int) -> dict[str, Any] | None:
    if outlines is None:
        return None
    drawn = paper_map(outlines, height=MAP_HEIGHT[size], centre_width=CENTRE_WIDTH[size])

    def plain(drawing: Drawing) -> dict[str, Any]:
        labels = [asdict(label) | {"number": numbers[label.number]} for label in drawing.labels if label.number in numbers]
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
