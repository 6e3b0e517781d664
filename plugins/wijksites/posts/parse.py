"""Reads one post: its path and bytes go in, a typed post comes out, or every problem it has."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from wijksites.city.model import City
from wijksites.city.venues import Access
from wijksites.dates import say_date, say_hour
from wijksites.fields import MISSING, Record, Value, get, mark_of
from wijksites.moments import Moment, as_datetime, day_of, exists
from wijksites.posts import markdown
from wijksites.posts.model import (
    Contact,
    Event,
    Intro,
    Link,
    News,
    Page,
    Post,
    Registration,
    Repeat,
    Update,
    Was,
)
from wijksites.posts.rule import first_after, rule_of
from wijksites.posts.tables import event_table, news_table, page_table
from wijksites.problems import Problem
from wijksites.reading import Mark, Reader, decode, read_mapping
from wijksites.words import translate

FENCE = "---"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED_EVENT_SLUG = re.compile(r"\d{4}|\d{4}-\d{2}|soort|reeks")
STATEMENTS = frozenset({"over", "privacy", "toegankelijkheid"})
CITY_FOLDER, PAGE_FOLDER = "stad", "paginas"
# Tags that do not part words: "<a>het feest</a>." has no space before its point.
INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|q|s|small|strong|sub|sup)\b[^>]*>")
PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})

Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Rules:
    """What posts may refer to, and the zone of their hours."""

    zone: ZoneInfo
    tables: Mapping[str, Record]

    @classmethod
    def of(cls, city: City, venues: frozenset[str]) -> "Rules":
        """The rules of a city."""
        known = city.ward_slugs
        page = page_table(zone=city.zone)
        return cls(
            zone=city.zone,
            tables={
                "event": event_table(
                    zone=city.zone,
                    kinds=frozenset(kind.id for kind in city.kinds),
                    venues=venues,
                    wards=known,
                ),
                "news": news_table(zone=city.zone, wards=known),
                "page": page,
                "intro": page,
            },
        )


def post_type(source: str) -> str | None:
    """The type of the post at a path below the content folder; None when no post belongs there."""
    parts = PurePosixPath(source).parts
    if len(parts) == 2 and parts[0] == PAGE_FOLDER:
        return "page"
    if len(parts) == 2 and parts[1] == "index.md" and parts[0] != CITY_FOLDER:
        return "intro"
    if len(parts) == 3 and parts[0] != PAGE_FOLDER:
        return {"agenda": "event", "nieuws": "news"}.get(parts[1])
    return None


def url_of(source: str, slug: str) -> str:
    """The path on the site of the post at a source path."""
    parts = PurePosixPath(source).parts
    if parts[0] == PAGE_FOLDER:
        return f"/{slug}/" if slug in STATEMENTS else f"/{PAGE_FOLDER}/{slug}/"
    if len(parts) == 2:
        return f"/{parts[0]}/"
    if parts[0] == CITY_FOLDER:
        return f"/{parts[1]}/{slug}/"
    return f"/{parts[0]}/{parts[1]}/{slug}/"


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
    values = rules.tables[kind].read_entries(node, reader)
    html = markdown.render(body, source, body_line, reader)
    if values is MISSING or not isinstance(values, dict):
        return None, tuple(reader.problems)
    if kind != "event" and not body.strip():
        reader.problem(
            Mark(body_line, 1),
            translate("there is no text below the details. Write it under the last `---`."),
        )
    post = _post(kind, source, values, html, hashlib.sha256(data).hexdigest(), rules, content, reader)
    return (None if reader.failed else post), tuple(reader.problems)


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
    digest: str,
    rules: Rules,
    content: Path,
    reader: Reader,
) -> Post:
    path = PurePosixPath(source)
    slug = get(values, "slug", path.stem)
    _check_slug(kind, slug, values, reader)
    links = list(text.links)
    image = _image(values, source, content, links, reader)
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
        "wards": _wards(path.parts[0], values, reader),
        "updated": _updates(values, reader),
        "image": image,
        "alt": get(values, "alt", ""),
        "contact": _made(Contact, get(values, "contact")),
        "sample": get(values, "sample", False),
        "draft": get(values, "draft", False),
        "formerly": get(values, "formerly", ()),
        "links": tuple(links),
    }
    if kind == "event":
        return _event(common, values, rules.zone, reader)
    return {"news": News, "intro": Intro, "page": Page}[kind](**common)


def _check_slug(kind: str, slug: str, values: Values, reader: Reader) -> None:
    if not SLUG.fullmatch(slug) and kind != "intro":
        reader.problem(
            mark_of(values, "slug"),
            translate(
                "the file name ‘{value}’ cannot be part of a web address. Use small letters, digits and hyphens, or "
                "add a line, for example: `slug: wijkbeurs-ledeberg`",
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


def _wards(folder: str, values: Values, reader: Reader) -> tuple[str, ...]:
    wards: tuple[str, ...] = tuple(dict.fromkeys(get(values, "wards", ())))
    if folder == CITY_FOLDER:
        return wards
    if "wards" in values:
        reader.problem(
            mark_of(values, "wards"),
            translate(
                "`wards` is only allowed in `content/stad`. Remove this line, or move the file to "
                "`content/stad` when it concerns several wards."
            ),
        )
    return () if folder == PAGE_FOLDER else (folder,)


def _updates(values: Values, reader: Reader) -> tuple[Update, ...]:
    found: list[Update] = []
    for record in get(values, "updated", ()):
        was = get(record, "was")
        update = Update(on=get(record, "on"), note=get(record, "note"), was=_made(Was, was))
        if found and as_datetime(update.on) < as_datetime(found[-1].on):
            reader.problem(
                mark_of(record, "on"),
                translate(
                    "the changes are not in order of day. Put the oldest first, or run `make fix` to have it done."
                ),
            )
        found.append(update)
    return tuple(found)


def _made(made: Any, record: Values | None) -> Any:
    return made(**{key: value.value for key, value in record.items()}) if record is not None else None


def _image(values: Values, source: str, content: Path, links: list[Link], reader: Reader) -> str:
    written = get(values, "image")
    if not written:
        return ""
    place = mark_of(values, "image") or Mark(1, 1)
    if "alt" not in values:
        reader.problem(
            place,
            translate(
                "the picture `{name}` has no description. Write after `alt:` in one sentence what one sees. Is the "
                'picture only decoration? Write `alt: ""`',
                name=PurePosixPath(written).name,
            ),
        )
    path = markdown.below_content(written, source)
    links.append(Link(written=written, target=f"picture:{path}", line=place.line, column=place.column))
    return path


def first_words(html: str, limit: int = 160) -> str:
    """The beginning of a text without its markup, cut after a word."""
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", INLINE.sub("", html))).split())
    if len(plain) <= limit:
        return plain
    return plain[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _event(common: dict[str, Any], values: Values, zone: ZoneInfo, reader: Reader) -> Event:
    start = get(values, "start")
    end = _end(start, values, zone, reader)
    repeat = _repeat(start, values, reader)
    status = get(values, "status", "planned")
    if status != "planned" and not common["updated"]:
        reader.problem(
            mark_of(values, "status"),
            translate(
                "subscribers must hear of `status: {status}`. Add a line, for example: "
                '`updated: [{{on: 2026-11-20 10:00, note: "{note}"}}]`',
                status=status,
                note={
                    "cancelled": translate("is cancelled"),
                    "moved": translate("new date"),
                    "postponed": translate("is postponed"),
                }[status],
            ),
        )
    registration = _made(Registration, get(values, "registration"))
    if isinstance(registration, Registration) and not (
        registration.url or registration.mail or registration.phone or registration.full
    ):
        reader.problem(
            mark_of(values, "registration"),
            translate("`registration` needs a way to sign up. Add `url:`, `mail:` or `phone:`."),
        )
    return Event(
        **common,
        start=start,
        end=end,
        kind=get(values, "kind"),
        venue=get(values, "venue", ""),
        status=status,
        reason=get(values, "reason", ""),
        repeat=repeat,
        registration=registration,
        price=get(values, "price", ""),
        audience=get(values, "audience", ""),
        accessibility=_made(Access, get(values, "accessibility")),
    )


def _end(start: Moment, values: Values, zone: ZoneInfo, reader: Reader) -> Moment | None:
    end = get(values, "end")
    if end is None:
        return None
    place = mark_of(values, "end")
    if isinstance(end, time) and isinstance(start, datetime):
        end = datetime.combine(start.date(), end)
        if not exists(end, zone):
            reader.problem(
                place,
                translate(
                    "on {day} the hour {hour} does not exist, because the clock then goes forward. Choose another "
                    "hour.",
                    day=say_date(end.date()),
                    hour=say_hour(end),
                ),
            )
    if isinstance(end, time) or isinstance(end, datetime) != isinstance(start, datetime):
        reader.problem(
            place,
            translate("only one of `start` and `end` has an hour. Give both an hour, or neither (all day)."),
        )
        return None
    if end < start:
        hours = isinstance(end, datetime) and isinstance(start, datetime) and end.date() == start.date()
        reader.problem(
            place,
            translate(
                "the end ({end}) comes before the start ({start}). Check the hours.",
                end=say_hour(as_datetime(end)),
                start=say_hour(as_datetime(start)),
            )
            if hours
            else translate(
                "the end ({end}) comes before the start ({start}). Check the days.",
                end=say_date(day_of(end)),
                start=say_date(day_of(start)),
            ),
        )
    if end == start and isinstance(end, datetime):
        reader.problem(
            place, translate("the end is the same hour as the start. Remove `end`, or write the right hour.")
        )
    return end


def _repeat(start: Moment, values: Values, reader: Reader) -> Repeat | None:
    record = get(values, "repeat")
    if record is None:
        return None
    place = mark_of(values, "repeat")
    week, weekdays = get(record, "on", (0, ()))
    repeat = Repeat(
        every=get(record, "every"),
        weekdays=weekdays,
        week=week,
        until=get(record, "until"),
        count=get(record, "count"),
    )
    if (repeat.every == "month" and weekdays and not week) or (repeat.every != "month" and week):
        reader.problem(
            mark_of(record, "on") or place,
            translate(
                "`on` does not fit `every: {every}`. For a week write `on: [tuesday]`, for a month `on: first "
                "wednesday`.",
                every=repeat.every,
            ),
        )
        return None
    if repeat.every == "year" and weekdays:
        reader.problem(mark_of(record, "on"), translate("with `every: year` the day is that of `start`. Remove `on`."))
        return None
    if repeat.until and repeat.count:
        reader.problem(place, translate("`until` and `count` do not go together. Remove one of the two."))
        return None
    if repeat.until and repeat.until < day_of(start):
        reader.problem(
            mark_of(record, "until"),
            translate(
                "the last day ({end}) comes before the first day ({start}). Check the days.",
                end=say_date(repeat.until),
                start=say_date(day_of(start)),
            ),
        )
        return None
    _check_first(start, repeat, mark_of(values, "start"), reader)
    return repeat


def _check_first(start: Moment, repeat: Repeat, place: Mark | None, reader: Reader) -> None:
    """A calendar's rule counts from its first occurrence (RFC 5545, 3.8.5.3): `start` must be one."""
    first = first_after(rule_of(repeat, start), day_of(start))
    if first is not None and first != day_of(start):
        suggestion = first.isoformat() + (start.strftime(" %H:%M") if isinstance(start, datetime) else "")
        reader.problem(
            place,
            translate(
                "{day} is not a day of this repetition. The first day after it is: `start: {suggestion}`",
                day=say_date(day_of(start)),
                suggestion=suggestion,
            ),
        )


def is_public(post: Post, day: date) -> bool:
    """Whether a post may be shown on a day: no draft, and published by then."""
    return not post.draft and day_of(post.published) <= day
