"""Days that differ from a rule: those left out, skipped, moved or cancelled go in, what cannot be so is told."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wijksites.dates import say_date
from wijksites.moments import Moment, as_datetime, day_of
from wijksites.posts.model import MovedDay, Repeat
from wijksites.posts.rule import first_after, first_before, kept_days
from wijksites.reading import Reader
from wijksites.records import Value, get, mark_of
from wijksites.words import translate

Values = dict[str, Value]


def at(start: Moment, day: date) -> str:
    """Another day at the same hour, as editors write it."""
    return day.isoformat() + (start.strftime(" %H:%M") if isinstance(start, datetime) else "")


def named_days(
    repeat: Repeat, start: Moment, key: str, values: Values, days: set[date], reader: Reader
) -> tuple[date, ...]:
    """Days of the rule that a key names."""
    for day in get(values, key, ()):
        _check_day(repeat, start, day, key, mark_of(values, key), days, reader)
    return tuple(sorted(set(get(values, key, ()))))


def _check_day(repeat: Repeat, start: Moment, day: date, key: str, place: Any, days: set[date], reader: Reader) -> None:
    if day in days:
        return
    near = [first_before(repeat, start, day), first_after(repeat, start, day)]
    known = sorted((one for one in near if one and one >= day_of(start)), key=lambda one: abs((one - day).days))
    reader.problem(
        place,
        translate(
            "`{key}`: {day} is not a day of this repetition. Near it is {near}: `{written}`",
            key=key,
            day=say_date(day),
            near=say_date(known[0]),
            written=known[0].isoformat(),
        ),
    )


def moved_days(
    repeat: Repeat, start: Moment, end: Moment | None, values: Values, days: set[date], reader: Reader
) -> tuple[MovedDay, ...]:
    """The days that are at another time or place."""
    length = as_datetime(end) - as_datetime(start) if end else None
    found: dict[date, MovedDay] = {}
    for record in get(values, "moved", ()):
        day, to, venue = get(record, "from"), get(record, "to"), get(record, "venue", "")
        _check_day(repeat, start, day, "moved", mark_of(record, "from"), days, reader)
        usual = start + (day - day_of(start))
        if to is None:
            to = usual
        elif isinstance(start, datetime) and not isinstance(to, datetime):
            to = datetime.combine(to, start.time())
        elif isinstance(to, datetime) and not isinstance(start, datetime):
            reader.problem(
                mark_of(record, "to"),
                translate("this takes all day, so `to` has no hour. Write: `to: {day}`", day=to.date().isoformat()),
            )
            continue
        if to == usual and venue in ("", get(values, "venue", "")):
            reader.problem(
                mark_of(record, "from"),
                translate(
                    "what is moved needs another day, hour or place. Write for example: `{{from: {day}, to: {to}}}`",
                    day=day.isoformat(),
                    to=at(start, day.replace(day=day.day % 28 + 1)),
                ),
            )
            continue
        if day in found:
            reader.problem(mark_of(record, "from"), translate("{day} is moved twice. Keep one.", day=say_date(day)))
        moved_end = to + length if length is not None else None
        found[day] = MovedDay(day=day, start=to, end=moved_end, venue=venue)
    return tuple(found[day] for day in sorted(found))


def skipped_days(values: Values, days: set[date], holidays: Mapping[str, frozenset[date]]) -> tuple[date, ...]:
    """The days of the rule that lie in the lists to pass over, but for those of which something else is said."""
    off = frozenset[date]().union(*(holidays.get(name, frozenset()) for name in get(values, "skip", ())))
    named = {*get(values, "cancelled", ()), *(get(record, "from") for record in get(values, "moved", ()))}
    return tuple(sorted(off.intersection(days) - named))


def check_together(repeat: Repeat, start: Moment, values: Values, reader: Reader) -> None:
    """Days that two keys name, a first day that is left out, a repetition of which nothing is left."""
    named = {
        "except": set(repeat.left_out),
        "moved": {one.day for one in repeat.moved},
        "cancelled": set(repeat.cancelled),
    }
    names = tuple(named)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            for day in sorted(named[one] & named[other])[:1]:
                reader.problem(
                    mark_of(values, other),
                    translate(
                        "{day} stands after `{one}` and after `{other}`. Keep one of the two.",
                        day=say_date(day),
                        one=one,
                        other=other,
                    ),
                )
    _check_left(repeat, start, values, reader)
    _check_told(repeat, values, reader)


def _check_left(repeat: Repeat, start: Moment, values: Values, reader: Reader) -> None:
    first = next(kept_days(repeat, start, day_of(start), date.max), None)
    if first is None:
        reader.problem(
            mark_of(values, "except") or mark_of(values, "skip"),
            translate("no day is left of this repetition. Check `until`, `except` and `skip`."),
        )
    elif first != day_of(start):
        reader.problem(
            mark_of(values, "start"),
            translate(
                "{day} is left out, but it is the first day. Write the first day that takes place: "
                "`start: {suggestion}`",
                day=say_date(day_of(start)),
                suggestion=at(start, first),
            ),
        )


def _check_told(repeat: Repeat, values: Values, reader: Reader) -> None:
    if (repeat.moved or repeat.cancelled) and not get(values, "updated"):
        key = "moved" if repeat.moved else "cancelled"
        if mark_of(values, "updated") not in reader.broken:
            reader.problem(
                mark_of(values, key),
                translate(
                    "subscribers must hear of `{key}`. Add a line, for example: "
                    '`updated: [{{on: 2026-11-20 10:00, note: "{note}"}}]`',
                    key=key,
                    note=translate("new date") if key == "moved" else translate("is cancelled once"),
                ),
            )
