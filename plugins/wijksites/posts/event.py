"""What only events have: the keys of an event go in, an `Event` comes out, or its problems."""

from collections.abc import Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from wijksites.city.venues import Access
from wijksites.dates import say_date, say_hour
from wijksites.moments import Moment, ambiguous, as_datetime, day_of, exists
from wijksites.posts.model import Event, Registration
from wijksites.posts.repetition import read_repeat
from wijksites.posts.report import read_report
from wijksites.posts.sense import check_event
from wijksites.reading import Reader
from wijksites.records import Value, get, made, mark_of
from wijksites.words import translate

Values = dict[str, Value]


def parse_event(
    common: dict[str, Any], values: Values, zone: ZoneInfo, holidays: Mapping[str, frozenset[date]], reader: Reader
) -> Event:
    """The event of a front matter. `common`: what all posts have; `zone`: that of the clock's changes; `holidays`: the
    days of each named list."""
    start = get(values, "start")
    end = _end(start, values, zone, reader)
    repeat = read_repeat(start, end, values, holidays, zone, reader)
    status = get(values, "status", "planned")
    if status != "planned" and not common["updated"] and mark_of(values, "updated") not in reader.broken:
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
    registration = made(Registration, get(values, "registration"))
    way = isinstance(registration, Registration) and (
        registration.url or registration.mail or registration.phone or registration.full
    )
    if registration is not None and not way and mark_of(values, "registration") not in reader.broken:
        reader.problem(
            mark_of(values, "registration"),
            translate("`registration` needs a way to sign up. Add `url:`, `mail:` or `phone:`."),
        )
    check_event(values, start, end, repeat, reader)
    report = read_report(values, common, reader)
    if repeat and repeat.skip:
        # What stands in another file belongs to what the post says: with other holidays it is another post.
        common["digest"] = sha256(f"{common['digest']} {repeat.skipped}".encode()).hexdigest()
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
        accessibility=made(Access, get(values, "accessibility")),
        interpreter=get(values, "interpreter", ""),
        language_level=get(values, "language_level", 0),
        series=get(values, "series", ""),
        follows=get(values, "follows", ""),
        poster=get(values, "poster", True),
        report=report,
        imported=get(values, "imported", ""),
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
    if isinstance(end, datetime) and ambiguous(end, zone):
        reader.problem(
            place,
            translate(
                "on {day} the hour {hour} comes twice, because the clock then goes back. We take the first. Is that "
                "right?",
                day=say_date(end.date()),
                hour=say_hour(end),
            ),
            warning=True,
        )
    if end == start and isinstance(end, datetime):
        reader.problem(
            place, translate("the end is the same hour as the start. Remove `end`, or write the right hour.")
        )
    return end
