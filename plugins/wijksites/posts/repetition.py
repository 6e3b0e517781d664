"""The repetition of an event: its keys and its start go in, a `Repeat` comes out, or what cannot be so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wijksites.dates import say_date, say_hour
from wijksites.fields import MISSING
from wijksites.moments import Moment, ambiguous, day_of, exists
from wijksites.posts.exceptions import at, check_together, moved_days, named_days, skipped_days
from wijksites.posts.model import Repeat
from wijksites.posts.repeat import REPEAT
from wijksites.posts.rule import days_between, first_after, kept_days
from wijksites.reading import Reader, read_node
from wijksites.records import Value, get, mark_of
from wijksites.words import translate

Values = dict[str, Value]
MOST = 5000  # days of a rule that ends: ten years of every day fit
MOST_EXCEPT = 6  # days that a sentence proposes to leave out
BESIDE = ("except", "skip", "moved", "cancelled")


def read_repeat(
    start: Moment,
    end: Moment | None,
    values: Values,
    holidays: Mapping[str, frozenset[date]],
    zone: ZoneInfo,
    reader: Reader,
) -> Repeat | None:
    """The repetition of an event that starts at `start`; None when it has none, or one that cannot be."""
    if "repeat" not in values:
        for key in BESIDE:
            if key in values and not reader.failed:
                reader.problem(
                    mark_of(values, key),
                    translate("`{key}` belongs to a repetition. Add `repeat:`, or remove this line.", key=key),
                )
        return None
    repeat = _rule(start, values, reader)
    if repeat is None:
        return None
    before = reader.errors
    days = set(days_between(repeat, start, day_of(start), _horizon(repeat, values, holidays)))
    repeat = replace(
        repeat,
        left_out=named_days(repeat, start, "except", values, days, reader),
        cancelled=named_days(repeat, start, "cancelled", values, days, reader),
        skip=get(values, "skip", ()),
        skipped=skipped_days(values, days, holidays),
        moved=moved_days(repeat, start, end, values, days, reader),
    )
    if reader.errors == before:
        check_together(repeat, start, values, reader)
    if reader.errors == before and isinstance(start, datetime):
        _check_hours(start, repeat, values, zone, reader)
    return repeat


def written_rule(text: str, start: Moment) -> Repeat | None:
    """A rule that was right once, from one line as `rule_written` wrote it; None for what cannot be read any more."""
    reader = Reader(path="")
    node = read_node(text if text.startswith("[") else f"{{{text}}}", reader)
    record: Any = REPEAT.read(node, "repeat", reader) if node is not None else MISSING
    return None if record is MISSING or reader.problems else _made(start, record)


def _made(start: Moment, record: Values) -> Repeat:
    """The rule that a record says."""
    if "dates" in record:
        return Repeat(every="dates", dates=tuple(sorted({day_of(start), *get(record, "dates")})))
    week, weekdays = get(record, "on", (0, ()))
    every, gap = get(record, "every")
    until, count = get(record, "until"), get(record, "count")
    return Repeat(every=every, gap=gap, weekdays=weekdays, week=week, until=until, count=count)


def _rule(start: Moment, values: Values, reader: Reader) -> Repeat | None:
    record = get(values, "repeat")
    first = day_of(start)
    if "dates" in record:
        early = next((day for day in get(record, "dates") if day < first), None)
        if early:
            reader.problem(
                mark_of(record, "dates"),
                translate(
                    "{day} comes before `start` ({start}). Let `start` be the first day.",
                    day=say_date(early),
                    start=say_date(first),
                ),
            )
            return None
        return _made(start, record)
    repeat = _made(start, record)
    if not _fits(repeat, start, values, record, reader):
        return None
    found = first_after(repeat, start, first)
    if found is None:
        reader.problem(
            mark_of(values, "repeat"),
            translate("no day is left of this repetition. Check `until`, `on` and `start`."),
        )
        return None
    if found != first:
        # A calendar's rule counts from its first occurrence (RFC 5545, 3.8.5.3): `start` must be one.
        reader.problem(
            mark_of(values, "start"),
            translate(
                "{day} is not a day of this repetition. The first day after it is: `start: {suggestion}`",
                day=say_date(first),
                suggestion=at(start, found),
            ),
        )
        return None
    return repeat


def _fits(repeat: Repeat, start: Moment, values: Values, record: Values, reader: Reader) -> bool:
    """Whether the parts of a rule go together; says so when not."""
    place, every, weekdays, week = mark_of(values, "repeat"), repeat.every, repeat.weekdays, repeat.week
    if (every == "month" and weekdays and not week) or (every != "month" and week):
        reader.problem(
            mark_of(record, "on") or place,
            translate(
                "`on` does not fit `every: {every}`. For a week write `on: [tuesday]`, for a month `on: first "
                "wednesday`.",
                every=every,
            ),
        )
    elif every == "year" and weekdays:
        reader.problem(mark_of(record, "on"), translate("with `every: year` the day is that of `start`. Remove `on`."))
    elif repeat.until and repeat.count:
        reader.problem(place, translate("`until` and `count` do not go together. Remove one of the two."))
    elif repeat.until and repeat.until < day_of(start):
        reader.problem(
            mark_of(record, "until"),
            translate(
                "the last day ({end}) comes before the first day ({start}). Check the days.",
                end=say_date(repeat.until),
                start=say_date(day_of(start)),
            ),
        )
    elif repeat.until and _is_long(repeat, start):
        reader.problem(
            mark_of(record, "until"),
            translate(
                "up to {end} this takes place more than {most} times. Write an earlier day after `until`.",
                end=say_date(repeat.until),
                most=MOST,
            ),
        )
    else:
        return True
    return False


def _is_long(repeat: Repeat, start: Moment) -> bool:
    found = days_between(repeat, start, day_of(start), date.max)
    return any(number >= MOST for number, _ in enumerate(found))


def _horizon(repeat: Repeat, values: Values, holidays: Mapping[str, frozenset[date]]) -> date:
    """The last day that anything here speaks of."""
    if not repeat.endless:
        return date.max
    named = [*get(values, "except", ()), *get(values, "cancelled", ())]
    named += [get(record, "from") for record in get(values, "moved", ())]
    named += [max(holidays[name], default=date.min) for name in get(values, "skip", ()) if name in holidays]
    return max(named, default=date.min)


def _check_hours(start: datetime, repeat: Repeat, values: Values, zone: ZoneInfo, reader: Reader) -> None:
    """An hour of the night that the clock skips or passes twice on one of the days, in the first 28 years: programs
    disagree about what is meant."""
    if start.hour > 4:  # nowhere does the clock change by day
        return
    last = date(min(start.year + 28, 2200), 12, 31)
    elsewhere = {one.day for one in repeat.moved}
    usual = (day for day in kept_days(repeat, start, day_of(start), last) if day not in elsewhere)
    moments = [datetime.combine(day, start.time()) for day in usual]
    wrong = [moment for moment in moments if not exists(moment, zone) or ambiguous(moment, zone)]
    if not wrong:
        return
    said = {
        "day": say_date(wrong[0].date()),
        "hour": say_hour(wrong[0]),
        "written": ", ".join(moment.date().isoformat() for moment in wrong[:MOST_EXCEPT]),
    }
    reader.problem(
        mark_of(values, "start"),
        translate(
            "this repetition also falls on {day}, and then the hour {hour} comes twice, because the clock goes back. "
            "Choose another hour, or add `except: [{written}]`",
            **said,
        )
        if exists(wrong[0], zone)
        else translate(
            "this repetition also falls on {day}, and then the hour {hour} does not exist, because the clock goes "
            "forward. Choose another hour, or add `except: [{written}]`",
            **said,
        ),
    )
