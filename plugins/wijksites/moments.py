"""Days and hours as editors write them: `2026-12-08 19:30` goes in, a local date or datetime comes out.

Every moment is local time in the city's zone and has no zone of its own; `instant` gives it one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from yaml.nodes import Node

from wijksites.dates import say_date, say_hour
from wijksites.fields import MISSING, Kind, scalar
from wijksites.reading import Reader
from wijksites.words import translate

Moment = date | datetime  # a date alone means the whole day

ISO_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::00)?)?")
HOUR = re.compile(r"(\d{1,2}):(\d{2})")
DUTCH_MOMENT = re.compile(
    r"(?:[a-z]+\s+)?(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[a-z]+)\.?\s*[-/. ]\s*(\d{4})"
    r"(?:[\s,]+(?:om\s+)?(\d{1,2})(?:\s*[:.uh]\s*(\d{2})?)?\s*(?:uur|u)?)?",
    re.IGNORECASE,
)
DUTCH_HOUR = re.compile(r"(?:om\s+)?(\d{1,2})(?:\s*[.:uh]\s*(\d{2}))?\s*(?:uur|u|h)?", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2200
DUTCH_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def parse_moment(text: str) -> Moment | None:
    """`2026-12-08` or `2026-12-08 19:30` as a moment; None when it is not a day that exists."""
    match = ISO_MOMENT.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hour, minute = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        return datetime(int(year), int(month), int(day), int(hour), int(minute))
    except ValueError:
        return None


def parse_hour(text: str) -> time | None:
    """`9:00` as an hour; None when it is not one."""
    match = HOUR.fullmatch(text.strip())
    return time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def guess_hour(text: str) -> time | None:
    """What someone meant who wrote `21u30`, `21.30` or `21 uur`; None when there is no such hour."""
    match = DUTCH_HOUR.fullmatch(text.strip())
    return parse_hour(f"{match[1]}:{match[2] or '00'}") if match else None


def guess_moment(text: str) -> Moment | None:
    """What someone meant who wrote `8/12/2026 19u30` or `8 december 2026`: a guess to propose, never to take."""
    match = DUTCH_MOMENT.fullmatch(text.strip())
    if not match:
        return None
    day, month, year, hour, minute = match.groups()
    if not month.isdigit():
        months = [number for number, name in enumerate(DUTCH_MONTHS, 1) if name.startswith(month.lower()[:3])]
        if not months:
            return None
        month = str(months[0])
    written = f"{year}-{month}-{day}" + (f" {hour}:{minute or '00'}" if hour else "")
    return parse_moment(written)


def written(moment: Moment) -> str:
    """A moment as editors write it."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()


def instant(moment: Moment, zone: ZoneInfo) -> datetime:
    """The moment with the city's zone; a day without hour is its first minute."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=zone)
    return datetime.combine(moment, time(), zone)


def exists(moment: datetime, zone: ZoneInfo) -> bool:
    """False for an hour that the clock skips when summer time begins."""
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment


def ambiguous(moment: datetime, zone: ZoneInfo) -> bool:
    """True for an hour that comes twice because the clock goes back when summer time ends."""
    first, second = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
    return first.utcoffset() != second.utcoffset() and exists(moment, zone)


def day_of(moment: Moment) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def as_datetime(moment: Moment) -> datetime:
    """The local minute at which a moment begins."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


@dataclass(frozen=True, slots=True)
class MomentKind(Kind):
    """A day, or a day and an hour. `hour`: whether an hour may be, must not be, or alone may be written."""

    zone: ZoneInfo | None = None  # when known, an hour that the clock skips is refused
    hour: bool = True
    hour_alone: bool = False
    once: bool = False  # whether an hour that comes twice is refused too
    sample: str = ""  # another example, where a day to come would be wrong

    @property
    def example(self) -> str:  # type: ignore[override]
        if self.sample:
            return self.sample
        return "2026-12-08 19:30" if self.hour else "2026-12-08"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        hour = parse_hour(text) if self.hour_alone else None
        if hour is not None:
            return hour
        moment = parse_moment(text)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            reader.problem(
                node,
                translate(
                    "the year {year} is too far away. Write a year from {first} to {last}: `{key}: {example}`",
                    year=moment.year,
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                    key=key,
                    example=self.example,
                ),
            )
            return MISSING
        if moment is None:
            reader.problem(node, self._unreadable(text, key))
            return MISSING
        if isinstance(moment, datetime) and not self.hour:
            reader.problem(
                node,
                translate(
                    "after `{key}` comes a day without an hour. Write: `{key}: {day}`",
                    key=key,
                    day=moment.date().isoformat(),
                ),
            )
            return MISSING
        if isinstance(moment, datetime) and self.zone and not exists(moment, self.zone):
            reader.problem(
                node,
                translate(
                    "on {day} the hour {hour} does not exist, because the clock then goes forward. Choose another "
                    "hour.",
                    day=say_date(moment.date()),
                    hour=say_hour(moment.time()),
                ),
            )
            return MISSING
        if isinstance(moment, datetime) and self.zone and self.once and ambiguous(moment, self.zone):
            reader.problem(
                node,
                translate(
                    "on {day} the hour {hour} comes twice, because the clock then goes back. Choose another hour.",
                    day=say_date(moment.date()),
                    hour=say_hour(moment.time()),
                ),
            )
            return MISSING
        return moment

    def _unreadable(self, text: str, key: str) -> str:
        match = ISO_MOMENT.fullmatch(text.strip())
        if match:
            return translate(
                "‘{value}’ does not exist. Check the day and the hour, and write for example: `{key}: {example}`",
                value=text,
                key=key,
                example=self.example,
            )
        if self.hour_alone and DUTCH_HOUR.fullmatch(text.strip()):
            hour = guess_hour(text)
            return translate(
                "we cannot read the hour ‘{value}’. Write for example: `{key}: {example}`",
                value=text,
                key=key,
                example=f'"{hour.hour}:{hour:%M}"' if hour else '"21:30"',
            )
        meant = guess_moment(text)
        if meant and not self.hour:
            meant = day_of(meant)
        return translate(
            "we cannot read ‘{value}’. Write the year first: `{key}: {example}`",
            value=text,
            key=key,
            example=written(meant) if meant else self.example,
        )

    def schema(self) -> dict[str, Any]:
        day = r"\d{4}-\d{1,2}-\d{1,2}"
        hour = r"\d{1,2}:\d{2}"
        if not self.hour:
            return {"type": "string", "pattern": f"^{day}$"}
        forms = f"{day}([ T]+{hour}(:00)?)?" + (f"|{hour}" if self.hour_alone else "")
        return {"type": "string", "pattern": f"^({forms})$"}


@dataclass(frozen=True, slots=True)
class ClockKind(Kind):
    """An hour of the day, `9:00`."""

    example: str = '"9:00"'

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        hour = parse_hour(text)
        if hour is not None:
            return hour
        meant = guess_hour(text)
        reader.problem(
            node,
            translate(
                "we cannot read the hour ‘{value}’. Write for example: `{key}: {example}`",
                value=text,
                key=key,
                example=f'"{meant.hour}:{meant:%M}"' if meant else self.example,
            ),
        )
        return MISSING

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}
