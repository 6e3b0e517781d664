"""The VTIMEZONE of a zone: its IANA name goes in, the component with its yearly rules comes out.

icalendar's own generator lists past changes one by one, which some readers take for the end of summer time.
The rule that holds now stands in the last line of the zone's TZif file (RFC 9636, 3.3).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

FOOTER = re.compile(
    r"(?P<std><[^>]+>|[A-Za-z]+)(?P<offset>[+-]?[\d:]+)"
    r"(?:(?P<dst><[^>]+>|[A-Za-z]+)(?P<dst_offset>[+-]?[\d:]+)?,(?P<start>[^,]+),(?P<end>[^,]+))?"
)
CHANGE = re.compile(r"M(?P<month>\d+)\.(?P<week>\d)\.(?P<day>\d)(?:/(?P<hour>-?[\d:]+))?")
DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
SINCE_YEAR = 1996  # the rule of the European Union (directive 94/21) holds since then


@dataclass(frozen=True, slots=True)
class _Change:
    month: int
    week: int  # 5: the last of the month
    day: int  # 0: Sunday
    hour: timedelta

    @property
    def rule(self) -> dict[str, object]:
        week = -1 if self.week == 5 else self.week
        return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": f"{week}{DAYS[self.day]}"}

    def first(self, year: int) -> datetime:
        days = [datetime(year, self.month, 1) + timedelta(days=number) for number in range(31)]
        fitting = [day for day in days if day.month == self.month and (day.weekday() + 1) % 7 == self.day]
        return fitting[-1 if self.week == 5 else self.week - 1] + self.hour


def _span(text: str) -> timedelta:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])


def _change(text: str) -> _Change:
    match = CHANGE.fullmatch(text)
    if not match:
        raise ValueError(f"no monthly rule: {text}")
    return _Change(int(match["month"]), int(match["week"]), int(match["day"]), _span(match["hour"] or "2"))


@cache
def _footer(name: str) -> str:
    file = files("tzdata.zoneinfo").joinpath(*name.split("/"))
    return file.read_bytes().rstrip(b"\n").rsplit(b"\n", 1)[-1].decode("ascii")


def vtimezone(name: str) -> Timezone:
    """The zone as iCalendar's component (RFC 5545, 3.6.5)."""
    match = FOOTER.fullmatch(_footer(name))
    if not match:
        raise ValueError(f"zone without a rule: {name}")
    standard = -_span(match["offset"])  # POSIX counts westward
    zone = Timezone()
    zone.add("tzid", name)
    if not match["dst"]:
        zone.add_component(_part(TimezoneStandard(), match["std"], standard, standard, datetime(1970, 1, 1)))
        return zone
    daylight = -_span(match["dst_offset"]) if match["dst_offset"] else standard + timedelta(hours=1)
    begin, end = _change(match["start"]), _change(match["end"])
    zone.add_component(_part(TimezoneDaylight(), match["dst"], standard, daylight, begin.first(SINCE_YEAR), begin.rule))
    zone.add_component(_part(TimezoneStandard(), match["std"], daylight, standard, end.first(SINCE_YEAR), end.rule))
    return zone


def _part(
    part: TimezoneStandard | TimezoneDaylight,
    name: str,
    before: timedelta,
    after: timedelta,
    start: datetime,
    rule: dict[str, object] | None = None,
) -> TimezoneStandard | TimezoneDaylight:
    part.add("tzname", name.strip("<>"))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("dtstart", start)
    if rule:
        part.add("rrule", vRecur(rule))
    return part
