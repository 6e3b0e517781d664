"""What only events have: the keys of an event go in, an `Event` comes out, or its problems."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wijksites.city.venues import Access
from wijksites.dates import say_date, say_hour
from wijksites.moments import Moment, as_datetime, day_of, exists
from wijksites.posts.model import Event, Registration, Repeat
from wijksites.posts.rule import days_between, first_after, rule_of
from wijksites.posts.sense import check_event
from wijksites.reading import Mark, Reader
from wijksites.records import Value, get, made, mark_of
from wijksites.words import translate

Values = dict[str, Value]


def parse_event(common: dict[str, Any], values: Values, zone: ZoneInfo, reader: Reader) -> Event:
    """The event of a front matter. `common`: what all posts have; `zone`: that of the clock's changes."""
    start = get(values, "start")
    end = _end(start, values, zone, reader)
    repeat = _repeat(start, values, reader)
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
    if repeat is not None and isinstance(start, datetime):
        _check_hours(start, repeat, values, zone, reader)
    check_event(values, start, end, repeat, reader)
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


def _check_hours(start: datetime, repeat: Repeat, values: Values, zone: ZoneInfo, reader: Reader) -> None:
    """An hour of the night that the clock skips on one of the days, or passes twice, in the first ten years."""
    if start.hour > 4:  # nowhere does the clock change by day
        return
    last = day_of(start).replace(month=12, day=31, year=start.year + 10)
    for day in days_between(rule_of(repeat, start), day_of(start), last):
        moment = datetime.combine(day, start.time())
        if not exists(moment, zone):
            reader.problem(
                mark_of(values, "start"),
                translate(
                    "this repetition also falls on {day}, and then the hour {hour} does not exist, because the clock "
                    "goes forward. Choose another hour.",
                    day=say_date(day),
                    hour=say_hour(moment),
                ),
                warning=True,  # the other days are right, and whoever holds a wake may mean it
            )
            return


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
