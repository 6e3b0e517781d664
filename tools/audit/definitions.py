"""Random events as editors write them: a seed goes in, posts come out whose days programs must agree about.

What goes wrong in calendars stands in every third: the nights of the clock, 29 February, the 31st, the fifth weekday,
midnight, and ends of whole days.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from wijksites.agenda.ical import Item, block, calendar
from wijksites.agenda.occurrences import Occurrence, occurrences_between
from wijksites.city.holidays import Holidays, Stretch
from wijksites.city.model import City
from wijksites.city.tables import WEEKDAYS
from wijksites.moments import Moment, instant
from wijksites.posts.model import Event
from wijksites.posts.parse import Rules, parse_post
from wijksites.posts.repeat import WEEKS
from wijksites.posts.rule import days_between

FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
HOURS = "00:00 00:30 01:30 02:00 02:30 03:00 04:30 09:00 12:00 19:30 22:00 23:30 23:59".split()
WINTER = Holidays(
    id="winter",
    title="de winter",
    stretches=tuple(Stretch(name="Winter", first=date(y, 12, 20), last=date(y + 1, 1, 5)) for y in range(2023, 2033)),
)


@dataclass(frozen=True, slots=True)
class Definition:
    """An event, the calendar we make of it, and the occurrences we show."""

    text: str
    event: Event
    data: bytes
    occurrences: tuple[Occurrence, ...]


def definitions(seed: int, count: int, city: City) -> Iterator[Definition]:
    """Random events that the check accepts; the same for the same seed."""
    random = Random(seed)  # noqa: S311 (not for secrets)
    rules = Rules.of(city, frozenset(), (WINTER,))
    made = 0
    while made < count:
        source = f"{city.wards[0].slug}/agenda/reeks-{made}.md"
        text = _text(random, rules, source)
        post, _ = parse_post(text.encode(), source, rules, Path())
        if not isinstance(post, Event):
            continue  # an hour that does not exist, a day named twice
        made += 1
        found = block(Item(event=post, venue=None, url=f"https://site.example{post.url}"), city)
        data = calendar([found], city, name="Reeks", url="https://site.example/")
        yield Definition(text, post, data, occurrences_between(post, FIRST, LAST))


def starts(definition: Definition, city: City) -> list[tuple[str, str, bool]]:
    """What two programs must agree about: local start, the same in seconds since 1970, and whether it is cancelled."""
    return sorted(
        (one.start.isoformat(), _utc(one.start, city), one.status_of(definition.event) == "cancelled")
        for one in definition.occurrences
    )


def _utc(moment: Moment, city: City) -> str:
    if not isinstance(moment, datetime):
        return ""
    return f"{instant(moment, city.zone).timestamp():.0f}"


def _text(random: Random, rules: Rules, source: str) -> str:
    day = _day(random)
    hour = random.choice(HOURS) if random.random() < 0.8 else ""
    lines = [f"title: Reeks\nkind: infomarkt\npublished: 2023-01-01\nstart: {day} {hour}".rstrip()]
    lines += _end(random, day, hour)
    rule = _rule(random, day)
    if rule:
        lines.append(f"repeat: {rule}")
        lines += _exceptions(random, _days(day, rule, rules, source), hour)
    status = random.choice(["planned"] * 8 + ["cancelled", "postponed"])
    if status != "planned":
        lines.append(f"status: {status}")
    lines.append("updated: [{on: 2023-06-01 10:00, note: anders}]")
    return "---\n" + "\n".join(lines) + "\n---\nTekst.\n"


def _day(random: Random) -> date:
    year = random.randrange(FIRST.year, LAST.year)
    clock = [_last_sunday(year, month) for month in (3, 10)]
    odd = [*clock, *(one - timedelta(days=1) for one in clock), date(year, 12, 31), date(year, 1, 31)]
    odd += [date(year, month, 29 if month != 2 or year % 4 == 0 else 28) for month in range(1, 13)]
    if random.random() < 0.4:
        return random.choice(odd)
    return date(year, 1, 1) + timedelta(days=random.randrange(365))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _end(random: Random, day: date, hour: str) -> list[str]:
    if random.random() < 0.2:
        return []
    if not hour:
        return [f"end: {day + timedelta(days=random.choice([0, 0, 1, 2, 10]))}"]
    start = datetime.combine(day, time.fromisoformat(hour))
    midnight = datetime.combine(day + timedelta(days=1), time())
    lengths = [timedelta(minutes=number) for number in (30, 90, 180, 480, 1440, 3000)]
    return [f"end: {random.choice([midnight, *(start + length for length in lengths)]):%Y-%m-%d %H:%M}"]


def _rule(random: Random, day: date) -> str:
    name = WEEKDAYS[day.weekday()]
    gap = random.choice([1, 1, 1, 2, 3])
    kind = random.choice(["", "week", "week", "week", "month", "month", "weekday", "weekday", "year", "dates"])
    if kind == "":
        return ""
    if kind == "dates":
        days = sorted(day + timedelta(days=random.randrange(1, 900)) for _ in range(random.randrange(1, 6)))
        return f"[{', '.join(map(str, days))}]"
    every, on = ("month" if kind == "weekday" else kind), ""
    if kind == "week" and random.random() < 0.6:
        names = [one for one in WEEKDAYS if one == name or random.random() < 0.3]
        on = f", on: [{', '.join(names)}]"
    elif kind == "weekday":
        last = day.day + 7 > monthrange(day.year, day.month)[1]
        order = "last" if last and random.random() < 0.5 else list(WEEKS)[(day.day - 1) // 7]
        on = f", on: {order} {name}"
    ends = [
        "",
        f", count: {random.choice([1, 2, 5, 10, 40])}",
        f", until: {day + timedelta(days=random.randrange(1500))}",
    ]
    return f"{{every: {every if gap == 1 else f'{gap} {every}s'}{on}{random.choice(ends)}}}"


def _exceptions(random: Random, days: list[date], hour: str) -> list[str]:
    """Some days of the rule that are left out, skipped, moved or cancelled."""
    random.shuffle(days)
    lines = ["skip: [winter]"] if random.random() < 0.2 else []
    for key in ("except", "cancelled"):
        some = [days.pop() for _ in range(random.choice([0, 0, 1, 3])) if days]
        if some:
            lines.append(f"{key}: [{', '.join(map(str, some))}]")
    moved = []
    for _ in range(random.choice([0, 0, 1, 2])):
        if days:
            one = days.pop()
            to = one + timedelta(days=random.choice([-40, -1, 1, 3, 30]))
            moved.append(f"{{from: {one}, to: {to} {random.choice(HOURS) if hour else ''}".rstrip() + "}")
    return [*lines, *([f"moved: [{', '.join(moved)}]"] if moved else [])]


def _days(day: date, rule: str, rules: Rules, source: str) -> list[date]:
    """The days after the first, as many as may be named in exceptions."""
    text = f"---\ntitle: x\nkind: infomarkt\npublished: 2023-01-01\nstart: {day}\nrepeat: {rule}\n---\nTekst.\n"
    post, _ = parse_post(text.encode(), source, rules, Path())
    if not isinstance(post, Event) or post.repeat is None:
        return []
    return list(days_between(post.repeat, post.start, day, LAST))[1:60]
