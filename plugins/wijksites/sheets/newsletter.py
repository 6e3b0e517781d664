"""A newsletter on paper: an edition as it was sent goes in, all that the sheet says comes out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wijksites.pages.edition import EditionPart, EditionView
from wijksites.pages.mail import paragraphs
from wijksites.pages.page import Frame
from wijksites.sheets.words import base_data, capital, code, contact, photo


def newsletter_data(
    scene: Frame, view: EditionView, site_url: str, colours: Mapping[str, str], picture: bytes = b""
) -> tuple[dict[str, Any], date]:
    """All that the sheet says, and the day the edition was sent. `picture`: its image (JPEG)."""
    day = date.fromisoformat(view.published)
    service = contact(view.service, view.phone, view.mail) | {"hours": capital(view.hours)}
    data = base_data(scene, colours, view.subject, day, sample=view.sample) | {
        "from": view.sender,
        "day": capital(view.day),
        "subject": view.subject,
        "preheader": view.preheader,
        "first": [_part(part, site_url) for part in view.first],
        "greeting": paragraphs(view.greeting),
        "signature": view.signature,
        "photo": photo(picture, view.alt),
        "parts": [_part(part, site_url) for part in view.parts],
        "contact_title": scene.say("Questions?"),
        "contact": service,
        "more": scene.say("Read this online, with all links:"),
        "qr": code(scene, f"{site_url}{view.url}"),
    }
    return data, day


def _part(part: EditionPart, site_url: str) -> dict[str, Any]:
    """A heading with its lines: the words before a link, the link's own and its address, the words after it."""
    lines = [[line.before, line.link, f"{site_url}{line.url}" if line.url else "", line.after] for line in part.lines]
    return {"title": part.title, "lines": lines, "changed": part.id == "changed"}
