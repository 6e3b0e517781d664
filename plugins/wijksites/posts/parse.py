"""Reads one post: its path and bytes go in, a typed post comes out, or every problem it has."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from wijksites.city.holidays import Holidays
from wijksites.city.model import City, Ward
from wijksites.fields import MISSING
from wijksites.moments import as_datetime
from wijksites.posts import markdown
from wijksites.posts.edition import check_edition_slug, parse_edition
from wijksites.posts.event import parse_event
from wijksites.posts.image import image_of
from wijksites.posts.links import plain_words
from wijksites.posts.model import (
    Contact,
    Intro,
    News,
    Page,
    Post,
    Update,
    Was,
)
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER, RESERVED_EVENT_SLUG, SLUG, YEAR, post_type, url_of
from wijksites.posts.sense import check_days, check_template
from wijksites.posts.tables import edition_table, event_table, news_table, page_table
from wijksites.problems import Problem
from wijksites.reading import Mark, Reader, decode, read_mapping
from wijksites.records import Record, Value, get, made, mark_of
from wijksites.words import translate

FENCE = "---"

Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Rules:
    """What posts may refer to, and the zone of their hours."""

    zone: ZoneInfo
    tables: Mapping[str, Record]
    holidays: Mapping[str, frozenset[date]]

    @classmethod
    def of(cls, city: City, venues: frozenset[str] | None, holidays: Iterable[Holidays] = ()) -> "Rules":
        """The rules of a city. `venues`: the ids of its places, None when their list could not be read; `holidays`:
        the lists of days that a repetition may skip."""
        days = {one.id: one.days() for one in holidays}
        names = {name: ward.slug for ward in city.wards for name in _names(ward)}
        page = page_table(zone=city.zone)
        tables = {"page": page, "intro": page, "edition": edition_table(zone=city.zone)}
        for folder, with_wards in (("", False), (f"{CITY_FOLDER}/", True)):
            tables[f"{folder}event"] = event_table(
                zone=city.zone,
                kinds=frozenset(kind.id for kind in city.kinds),
                venues=venues,
                series=frozenset(series.id for series in city.series),
                holidays=frozenset(days),
                wards=city.ward_slugs,
                ward_names=names,
                with_wards=with_wards,
            )
            tables[f"{folder}news"] = news_table(
                zone=city.zone, wards=city.ward_slugs, ward_names=names, with_wards=with_wards
            )
        return cls(zone=city.zone, tables=tables, holidays=days)

    def table(self, kind: str, source: str) -> Record:
        """The keys that a post may have: only in the city's own folder it says which wards it concerns."""
        folder = f"{CITY_FOLDER}/"
        return self.tables[folder + kind if source.startswith(folder) else kind]


def parse_post(
    data: bytes, source: str, rules: Rules, content: Path, shown_as: str | None = None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """The post in a file, and its problems; no post when any of them is more than a warning.

    `source`: its path below the `content` folder (where its pictures are looked for); `shown_as`: the path to print.
    """
    reader = Reader(path=shown_as or source)
    kind = post_type(source)
    assert kind is not None, source
    text = decode(data, reader)
    parts = split(text, reader) if text is not None else None
    if parts is None:
        return None, tuple(reader.problems)
    front, body, body_line = parts
    reader.first_line = 2
    node = read_mapping(front, reader)
    if node is None:
        return None, tuple(reader.problems)
    values = rules.table(kind, source).read_entries(node, reader)
    html = markdown.render(body, source, body_line, reader)
    if values is MISSING or not isinstance(values, dict):
        return None, tuple(reader.problems)
    if kind != "event" and not body.strip():
        reader.problem(
            Mark(body_line, 1),
            translate("there is no text below the details. Write it under the last `---`."),
        )
    post = _post(kind, source, values, html, body_line, hashlib.sha256(data).hexdigest(), rules, content, reader)
    return (None if reader.failed else post), tuple(reader.problems)


def _names(ward: Ward) -> tuple[str, ...]:
    """What people call a ward besides its slug, in small letters."""
    return tuple(name.casefold() for name in (ward.name, *ward.aliases, *ward.neighbourhoods))


def split(text: str, reader: Reader) -> tuple[str, str, int] | None:
    """Front matter, body and the line the body starts on; None (with a problem) when they cannot be told apart."""
    if not text.strip():
        reader.problem(None, translate("this file is empty. Write a post in it, or remove the file."))
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        reader.problem(
            None,
            translate(
                "the details at the top are missing. Start the file with a line `---`, then `title:` and the rest."
            ),
        )
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    reader.problem(
        None,
        translate("the details at the top are not closed. Put `---` on a line of its own, below the last detail."),
    )
    return None


def _post(
    kind: str,
    source: str,
    values: Values,
    text: markdown.Text,
    body_line: int,
    digest: str,
    rules: Rules,
    content: Path,
    reader: Reader,
) -> Post:
    path = PurePosixPath(source)
    slug = get(values, "slug", path.stem)
    _check_slug(kind, slug, values, reader)
    check_days(values, reader)
    check_template(values, text.html, body_line, reader)
    links = list(text.links)
    image = image_of(kind, values, source, links, reader)
    common: dict[str, Any] = {
        "id": get(values, "id", str(path.with_suffix(""))),
        "source": source,
        "folder": path.parts[0],
        "slug": slug,
        "url": url_of(source, slug),
        "title": get(values, "title"),
        "published": get(values, "published"),
        "summary": get(values, "summary") or first_words(text.html),
        "body": text.html,
        "digest": digest,
        "wards": _wards(path.parts[0], values),
        "updated": _updates(values, reader),
        "image": image,
        "alt": get(values, "alt", ""),
        "credit": get(values, "credit", ""),
        "contact": made(Contact, get(values, "contact")),
        "sample": get(values, "sample", False),
        "draft": get(values, "draft", False),
        "formerly": get(values, "formerly", ()),
        "links": tuple(links),
        "id_line": values["id"].mark.line if "id" in values else 1,
    }
    if kind == "event":
        return parse_event(common, values, rules.zone, rules.holidays, reader)
    if kind == "edition":
        return parse_edition(common, values, body_line, reader)
    return {"news": News, "intro": Intro, "page": Page}[kind](**common)


def _check_slug(kind: str, slug: str, values: Values, reader: Reader) -> None:
    if kind == "edition":
        check_edition_slug(slug, reader)
        return
    if not SLUG.fullmatch(slug) and kind != "intro":
        reader.problem(
            mark_of(values, "slug"),
            translate(
                "the file name ‘{value}’ cannot be part of a web address. Use small letters, digits and hyphens, or "
                "add a line, for example: `slug: wijkbeurs-ledeberg`",
                value=slug,
            ),
        )
    if kind == "news" and YEAR.fullmatch(slug):
        reader.problem(
            mark_of(values, "slug"),
            translate(
                "‘{value}’ is the address of the news of that year. Choose another file name, or add a line, for "
                "example: `slug: nieuws-{value}`",
                value=slug,
            ),
        )
    if kind == "event" and RESERVED_EVENT_SLUG.fullmatch(slug):
        reader.problem(
            mark_of(values, "slug"),
            translate(
                "‘{value}’ is used by the calendar itself and cannot be the name of an event. Choose another file "
                "name, or add a line, for example: `slug: wijkbeurs-{value}`",
                value=slug,
            ),
        )


def _wards(folder: str, values: Values) -> tuple[str, ...]:
    wards: tuple[str, ...] = tuple(dict.fromkeys(get(values, "wards", ())))
    if folder == CITY_FOLDER:
        return wards
    return () if folder == PAGE_FOLDER else (folder,)


def _updates(values: Values, reader: Reader) -> tuple[Update, ...]:
    found: list[Update] = []
    for record in get(values, "updated", ()):
        was = get(record, "was")
        update = Update(on=get(record, "on"), note=get(record, "note"), was=made(Was, was))
        if found and as_datetime(update.on) < as_datetime(found[-1].on):
            reader.problem(
                mark_of(record, "on"),
                translate(
                    "the changes are not in order of day. Put the oldest first, or run `make fix` to have it done."
                ),
            )
        found.append(update)
    return tuple(found)


def first_words(html: str, limit: int = 160) -> str:
    """The beginning of a text without its markup, cut after a word."""
    plain = plain_words(html)
    if len(plain) <= limit:
        return plain
    return plain[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
