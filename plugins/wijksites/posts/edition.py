"""The items of a newsletter: what an editor wrote under `items:` goes in, the lines as they are sent come out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from wijksites.dates import say_month
from wijksites.posts.links import plain_words
from wijksites.posts.model import Edition, EditionItem, Link
from wijksites.posts.paths import EDITION_SLUG
from wijksites.reading import Mark, Reader
from wijksites.records import Value, get, mark_of
from wijksites.words import translate

MOST_WORDS = 80  # of a greeting
ITEM = "item:"  # the kind of link that an item is: to whatever has its id


def parse_edition(common: dict[str, Any], values: dict[str, Value], body_line: int, reader: Reader) -> Edition:
    """The edition, with a link for each item, so that what is linked to is found as with other posts."""
    items = _items(values, reader)
    if not items and "items" in values and values["items"].mark not in reader.broken:
        reader.problem(
            mark_of(values, "items"),
            translate("a newsletter without items tells nothing. Write at least one, or remove this file."),
        )
    words = len(plain_words(common["body"]).split())
    if words > MOST_WORDS:
        reader.problem(
            Mark(body_line, 1),
            translate(
                "the greeting has {words} words; at most {most} read well. Can it be shorter?",
                words=words,
                most=MOST_WORDS,
            ),
            warning=True,
        )
    links = tuple(Link(written=one.id, target=f"{ITEM}{one.id}", line=one.line, column=one.column) for one in items)
    preheader = get(values, "preheader", "")
    return Edition(
        **{**common, "summary": preheader or common["summary"], "links": (*common["links"], *links)},
        preheader=preheader,
        items=items,
    )


def _items(values: dict[str, Value], reader: Reader) -> tuple[EditionItem, ...]:
    found: list[EditionItem] = []
    seen: dict[str, int] = {}
    for record in get(values, "items", ()):
        place = mark_of(record, "id") or Mark(1, 1)
        item = EditionItem(id=get(record, "id"), text=get(record, "text"), line=place.line, column=place.column)
        item = replace(item, part=get(record, "part") or usual_part(item.id))
        if item.id in seen:
            reader.problem(
                place,
                translate(
                    "‘{id}’ stands in this newsletter twice (first on line {line}). Remove one of the two.",
                    id=item.id,
                    line=seen[item.id],
                ),
            )
        seen.setdefault(item.id, place.line)
        found.append(item)
    return tuple(found)


def usual_part(id: str) -> str:
    """The part of an item that names none: an id tells whether it was made for an event."""
    return "coming" if "agenda" in id.split("/") else "news"


def check_edition_slug(slug: str, reader: Reader) -> None:
    """A newsletter is called after its month, so that there is one for each."""
    match = EDITION_SLUG.fullmatch(slug)
    if match:
        return
    month = re.match(r"(\d{4}-(?:0[1-9]|1[0-2]))-", slug)
    if month:
        reader.problem(
            None,
            translate(
                "there is one newsletter for each month, and `{month}.md` is that of {said}. Call a correction "
                "`{month}-rechtzetting.md`.",
                month=month[1],
                said=say_month(date.fromisoformat(f"{month[1]}-01")),
            ),
        )
        return
    reader.problem(
        None,
        translate("a newsletter is called after its month. Give this file a name such as `2026-12.md`."),
    )


def wanted_ids(links: Iterable[Link]) -> tuple[str, ...]:
    """The ids that a post's items name."""
    return tuple(link.target.removeprefix(ITEM) for link in links if link.target.startswith(ITEM))
