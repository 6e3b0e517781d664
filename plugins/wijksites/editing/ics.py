"""Reads an association's calendar (RFC 5545): bytes go in, events in the words of a post come out, or a sentence."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

from wijksites.city.tables import WEEKDAYS
from wijksites.editing.new import EditingError
from wijksites.moments import Moment, day_of, written
from wijksites.posts.repeat import WEEKS
from wijksites.words import translate

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNITS = {"DAILY": "week", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}
MOST_DAYS = 100  # of a rule that we have no words for


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event of a calendar. `facts`: key of a post to what an editor would write after it, only what is known;
    `last`: the day after which nothing comes, None for never; `where`: the place in words."""

    uid: str
    title: str
    facts: Mapping[str, str]
    text: str
    where: str
    categories: tuple[str, ...]
    last: date | None
    cancelled: bool


def read_calendar(data: bytes, zone: ZoneInfo) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The events of a calendar in order of start, and a sentence for each that cannot be used. Raises EditingError."""
    try:
        calendars: list[Any] = list(Calendar.from_ical(data, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        calendars = []
    if not calendars or any(one.name != "VCALENDAR" for one in calendars):
        raise EditingError(translate("this is not a calendar. Ask for a file that ends in .ics, and try again."))
    groups: dict[str, list[Any]] = {}
    for entry in (entry for one in calendars for entry in one.walk("VEVENT")):
        groups.setdefault(str(entry.get("uid", "")), []).append(entry)
    if not groups:
        raise EditingError(translate("there is no event in this calendar. Look whether it is the right file."))
    found, wrong = [], []
    for uid, entries in groups.items():
        first = next((entry for entry in entries if "recurrence-id" not in entry), entries[0])
        try:
            found.append(_found(uid, first, [entry for entry in entries if entry is not first], zone))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            wrong.append(
                translate(
                    "‘{title}’ in this calendar has no id or no start that we can read, and is passed over.",
                    title=_plain(first.get("summary")) or uid,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.facts["start"], one.uid))), tuple(wrong)


def _plain(value: object) -> str:
    """Text without what nobody sees, on one line."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]", " ", str(value or "")).split())


def _moment(value: date | datetime, zone: ZoneInfo) -> Moment:
    """Local time of the city, without seconds; a day stays a day."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is not None:
        value = value.astimezone(zone)
    return value.replace(tzinfo=None, second=0, microsecond=0)


def _found(uid: str, entry: Any, others: Iterable[Any], zone: ZoneInfo) -> Found:
    if not uid:
        raise ValueError(uid)
    start = _moment(entry["dtstart"].dt, zone)
    end = _end(entry, start, zone)
    title = _plain(entry.get("summary"))[:150] or translate("Activity without a title")
    facts = {"title": json.dumps(title, ensure_ascii=False), "start": written(start)}
    if end is not None:
        facts["end"] = written(end)
    last: date | None = day_of(end or start)
    rule = entry.get("rrule")
    rule = rule[0] if isinstance(rule, list) else rule
    extra = [day_of(_moment(value, zone)) for value in _dates(entry, "rdate")]
    if rule or extra:
        repeat, last = _repeat(rule, extra, start, zone)
        facts["repeat"] = repeat
        facts |= _exceptions(entry, others, start, zone)
    return Found(
        uid=uid,
        title=title,
        facts=facts,
        text=_text(entry),
        where=_plain(entry.get("location")),
        categories=tuple(_plain(word) for word in _categories(entry)),
        last=last,
        cancelled=str(entry.get("status", "")).upper() == "CANCELLED",
    )


def _categories(entry: Any) -> list[object]:
    value = entry.get("categories")
    each = value if isinstance(value, list) else [value] if value else []
    return [word for one in each for word in one.cats]


def _end(entry: Any, start: Moment, zone: ZoneInfo) -> Moment | None:
    """The end as editors write it: that of whole days is inclusive."""
    if "dtend" in entry:
        end = _moment(entry["dtend"].dt, zone)
    elif "duration" in entry:
        end = start + entry["duration"].dt
    else:
        return None
    if isinstance(end, datetime) != isinstance(start, datetime):
        return None
    if not isinstance(end, datetime):
        end -= timedelta(days=1)
        return end if end > day_of(start) else None
    return end if end > start else None


def _dates(entry: Any, key: str) -> list[date | datetime]:
    """The moments of EXDATE or RDATE, which may stand on several lines; of a period, its start."""
    value = entry.get(key)
    lists = value if isinstance(value, list) else [value] if value else []
    moments = [one.dt for each in lists for one in each.dts]
    return [one[0] if isinstance(one, tuple) else one for one in moments]


def _repeat(rule: Any, extra: list[date], start: Moment, zone: ZoneInfo) -> tuple[str, date | None]:
    """The rule in our words, or its days; and the last of them when they end."""
    words = _words(rule, start, zone) if rule and not extra else None
    if words:
        endless = "until:" not in words and "count:" not in words
        return words, None if endless else max(_days(rule, start, zone))
    days = sorted({day_of(start), *extra, *(_days(rule, start, zone) if rule else ())})[:MOST_DAYS]
    return f"[{', '.join(map(str, days))}]", days[-1]


def _words(rule: Any, start: Moment, zone: ZoneInfo) -> str | None:
    parts = {key.upper(): value if isinstance(value, list) else [value] for key, value in rule.items()}
    unit = UNITS.get(parts["FREQ"][0])
    gap = int(parts.get("INTERVAL", [1])[0])
    days = [str(day) for day in parts.get("BYDAY", [])]
    on = _on(parts, unit, days, day_of(start))
    if unit is None or on is None or set(parts) - KNOWN or (parts["FREQ"] == ["DAILY"] and gap > 1):
        return None
    words = [f"every: {unit}" if gap == 1 else f"every: {gap} {unit}s", on]
    if "COUNT" in parts:
        words.append(f"count: {parts['COUNT'][0]}")
    elif "UNTIL" in parts:
        words.append(f"until: {day_of(_moment(parts['UNTIL'][0], zone))}")
    return f"{{{', '.join(word for word in words if word)}}}"


def _on(parts: Mapping[str, list[Any]], unit: str | None, days: list[str], start: date) -> str | None:
    """What comes after `on`; nothing when the day is that of the start, None for what we have no words for."""
    if any(value != start.day for value in parts.get("BYMONTHDAY", [])):
        return None
    if any(value != start.month for value in parts.get("BYMONTH", [])) or ("BYMONTH" in parts and unit != "year"):
        return None
    if parts["FREQ"] == ["DAILY"] and not days:
        return f"on: [{', '.join(WEEKDAYS)}]"
    if not days:
        return ""
    if unit == "week" and all(day in CODES for day in days):
        return f"on: [{', '.join(WEEKDAYS[number] for number, code in enumerate(CODES) if code in days)}]"
    position = parts.get("BYSETPOS", [""])[0]
    match = re.fullmatch(r"\+?(-?\d*)([A-Z]{2})", days[0])
    if unit != "month" or len(days) > 1 or "BYMONTHDAY" in parts or not match:
        return None
    names = {str(number): name for name, number in WEEKS.items()}
    week = names.get(match[1] or str(position))
    return f"on: {week} {WEEKDAYS[CODES.index(match[2])]}" if week else None


def _days(rule: Any, start: Moment, zone: ZoneInfo) -> list[date]:
    """The days of a rule, as many as we take."""
    parts = dict(rule)
    until = parts.pop("UNTIL", [None])[0]
    text = type(rule)(parts).to_ical().decode()
    last = day_of(_moment(until, zone)) if until else date.max
    found: list[date] = []
    for moment in rrulestr(text, dtstart=datetime.combine(day_of(start), datetime.min.time())):
        if moment.date() > last or len(found) == MOST_DAYS * 10:
            break
        found.append(moment.date())
    return found or [day_of(start)]


def _exceptions(entry: Any, others: Iterable[Any], start: Moment, zone: ZoneInfo) -> dict[str, str]:
    """Days that are left out, moved or cancelled."""
    left_out = {day_of(_moment(value, zone)) for value in _dates(entry, "exdate")} - {day_of(start)}
    moved, cancelled = [], []
    for other in others:
        if "recurrence-id" not in other:
            continue
        day = day_of(_moment(other["recurrence-id"].dt, zone))
        to = _moment(other["dtstart"].dt, zone)
        if str(other.get("status", "")).upper() == "CANCELLED":
            cancelled.append(day)
        elif to != start + (day - day_of(start)):
            moved.append(f"{{from: {day}, to: {written(to)}}}")
    named = {"except": [str(day) for day in sorted(left_out - set(cancelled))], "moved": sorted(moved)}
    named["cancelled"] = [str(day) for day in sorted(cancelled)]
    return {key: f"[{', '.join(values)}]" for key, values in named.items() if values}


def _text(entry: Any) -> str:
    """The description as plain text, and the link."""
    text = re.sub(r"<br\s*/?>|</p>", "\n", str(entry.get("description", "")), flags=re.IGNORECASE)
    lines = [_plain(re.sub(r"<[^>]+>", "", line)) for line in text.splitlines()]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    url = _plain(entry.get("url"))
    if url.startswith(("http://", "https://")) and url not in text:
        more = translate("More about this")
        text = f"{text}\n\n[{more}]({url})".strip()
    return text
