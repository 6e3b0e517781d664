"""The overview on paper: the city and a day go in, a tagged PDF of all wijkregisseurs comes out."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wijksites.city.model import City
from wijksites.city.serving import serving
from wijksites.dates import say_date
from wijksites.pages.contact import ContactCard, contact_card, phone_link
from wijksites.pages.lookup import by_name
from wijksites.pages.page import Scene

TEMPLATE = Path(__file__).with_name("overview.typ")
FONTS = Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))
# How Typst names what no font can draw, and what PDF/A forbids: as Rust prints a string.
UNDRAWABLE = re.compile(r'(?:the text|the codepoint) `"((?:[^"\\]|\\.)+)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
BOX = "\N{WHITE SQUARE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A PDF and its number of pages."""

    data: bytes
    pages: int


def overview(scene: Scene, site_url: str) -> Sheet:
    """Who serves which ward on the scene's day. `site_url`: the site's full address, linked at the bottom.

    PDF/UA-1 and PDF/A-2a. The same input makes the same bytes: the time in the file is that of `state_day`.
    """
    return typeset(*overview_data(scene, site_url))


def overview_data(scene: Scene, site_url: str) -> tuple[dict[str, Any], date]:
    """All that the overview says, and its day: what it is made from."""
    day = state_day(scene)
    return _data(scene, site_url, day), day


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


def _data(scene: Scene, site_url: str, day: date) -> dict[str, Any]:
    city, say = scene.city, scene.say
    cards = [contact_card(scene, ward) for ward in by_name(city.wards)]
    return {
        "language": scene.language,
        "title": say("Who is my wijkregisseur?"),
        "sender": city.sender,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "state": say("Situation on {day}", day=say_date(day, scene.language)),
        "band": say("This is an example. These people and activities are not real.") if city.sample else "",
        "columns": [say("Ward"), say("Wijkregisseur"), say("Phone"), say("E-mail")],
        "wards": [{"name": card.ward.name, "people": _people(scene, card)} for card in cards],
        "notes_title": say("Good to know"),
        "notes": [note for card in cards for note in card.notes],
        "service": _service(city),
        "site": {"url": site_url, "name": re.sub(r"^https?://|/$", "", site_url)},
    }


def _people(scene: Scene, card: ContactCard) -> list[dict[str, str]]:
    if card.vacant:
        return [_service(scene.city) | {"remark": scene.say("no regular wijkregisseur now")}]
    replaced = serving(scene.city, card.ward.slug, scene.day).replaced
    remark = scene.say("replaces temporarily") if replaced else ""
    return [_contact(person.name, person.phone, person.mail) | {"remark": remark} for person in card.people]


def _service(city: City) -> dict[str, str]:
    service = city.service
    return _contact(service.name, service.phone, service.mail) | {
        "address": service.address.line,
        "hours": service.hours[:1].upper() + service.hours[1:],
    }


def _contact(name: str, phone: str, mail: str) -> dict[str, str]:
    return {
        "name": name,
        "phone": phone,
        "phone_link": phone_link(phone) if phone else "",
        "mail": mail,
        "mail_link": "mailto:" + quote(mail, safe="@+") if mail else "",
    }


def typeset(data: dict[str, Any], day: date) -> Sheet:
    """Runs Typst; what it cannot draw (an emoji, a script without a font) becomes a box."""
    # Typst takes a while to load: only when a sheet must be made.
    from typst import Compiler, TypstError

    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    text = json.dumps(data, ensure_ascii=False)
    compiler = Compiler(
        input=TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
    )
    while True:
        try:
            made = compiler.compile(
                format="pdf", sys_inputs={"data": text}, pdf_standards=["a-2a", "ua-1"], timestamp=moment
            )
        except TypstError as error:
            drawable = _without(text, UNDRAWABLE.findall(error.diagnostic))
            if drawable == text:
                raise
            text = drawable
        else:
            break
    assert isinstance(made, bytes)
    return Sheet(data=made, pages=json.loads(compiler.query("<pages>", field="value", one=True)))


def _without(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = text.replace(ESCAPED.sub(lambda code: chr(int(code[1], 16)), part), BOX)
    return text
