"""What all sheets say: the city and a day go in, senders, people and addresses come out as plain data."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from wijksites.city.model import City, Ward
from wijksites.city.serving import serving
from wijksites.pages.contact import contact_card, phone_link
from wijksites.pages.page import Frame, Scene


def base_data(scene: Frame, colours: Mapping[str, str], title: str, day: date, *, sample: bool) -> dict[str, Any]:
    """What every sheet says, whatever it is about."""
    band = scene.say("This is an example. These people and activities are not real.")
    return {
        "language": scene.language,
        "title": title,
        "sender": scene.city.sender,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "band": band if sample else "",
        "colours": dict(colours),
    }


def state_day(scene: Scene, *wards: Ward) -> date:
    """The last change or check that may be told, of some wards or of all; not after the scene's day, and that day when
    there is none."""
    city = scene.city
    chosen = wards or city.wards
    slugs = {ward.slug for ward in chosen}
    days = [person.checked for ward in chosen for person in serving(city, ward.slug, scene.day).people]
    for item in city.assignments:
        if item.announced <= scene.day and item.ward in slugs:
            days.append(item.start)
            if item.end and item.end < date.max:
                days.append(item.end + timedelta(days=1))
    return max((day for day in days if day <= scene.day), default=scene.day)


def people_of(scene: Scene, ward: Ward) -> list[dict[str, Any]]:
    """Whom to contact in a ward, each with what to know about it."""
    card = contact_card(scene, ward)
    if card.vacant:
        return [service_of(scene.city) | {"role": "", "remark": scene.say("no regular wijkregisseur now")}]
    remark = scene.say("replaces temporarily") if card.replaced else ""
    return [
        contact(person.name, person.phone, person.mail) | {"role": person.role, "remark": remark}
        for person in card.people
    ]


def service_of(city: City) -> dict[str, Any]:
    """The service behind the wijkregisseurs."""
    service = city.service
    return contact(service.name, service.phone, service.mail) | {
        "address": service.address.line,
        "hours": capital(service.hours),
    }


def contact(name: str, phone: str, mail: str) -> dict[str, Any]:
    """Someone with the links that a sheet needs; the spaces in a telephone number do not break."""
    return {
        "name": name,
        "phone": unbroken(phone),
        "phone_link": phone_link(phone) if phone else "",
        "mail": mail,
        "mail_link": "mailto:" + quote(mail, safe="@+") if mail else "",
    }


def photo(data: bytes, alt: str) -> dict[str, Any] | None:
    """A picture (JPEG) for a sheet, as numbers because words travel as JSON; `alt`: what one sees on it."""
    return {"bytes": list(data), "alt": alt} if data else None


def unbroken(words: str) -> str:
    """Words that stay on one line, such as a telephone number."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def bare(url: str) -> str:
    """An address as one reads it aloud."""
    return re.sub(r"^https?://|/$", "", url)


def code(scene: Frame, address: str) -> dict[str, str]:
    """An address as a QR code, which `typeset` draws, and in words: nothing stands in a code alone."""
    return {
        "link": address,
        "name": bare(address),
        "alt": scene.say("QR code that leads to {address}", address=address),
    }


def capital(words: str) -> str:
    """Text with its first letter made a capital, for what begins a line."""
    return words[:1].upper() + words[1:]
