"""What must be seen first: the file `alert.md` of a ward or of the city goes in, an alert comes out, or what is wrong.

It is no post: it has no page, no subscriber hears of it, and when it is over nothing is left of it.
"""

import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

from wijksites.dates import say_date, say_hour
from wijksites.fields import MISSING, Choice, Text
from wijksites.moments import Moment, MomentKind, day_of
from wijksites.posts import markdown
from wijksites.posts.model import Alert
from wijksites.posts.parse import split
from wijksites.problems import Problem
from wijksites.reading import Mark, Reader, decode, read_mapping
from wijksites.records import Key, Record, get, mark_of
from wijksites.words import noted, translate

MOST = 400  # characters of text
BELOW = noted("‘{value}’ is not needed. Write the text itself under the last `---`, and remove this line.")
SEVERITIES = ("info", "warning", "danger")
SEVERITY_ALIASES = {
    "informatie": "info",
    "laag": "info",
    "waarschuwing": "warning",
    "let op": "warning",
    "opgelet": "warning",
    "oranje": "warning",
    "hinder": "warning",
    "gevaar": "danger",
    "alarm": "danger",
    "ernstig": "danger",
    "rood": "danger",
    "dringend": "danger",
}
ALIASES = {
    "titel": "title",
    "ernst": "severity",
    "soort": "severity",
    "niveau": "severity",
    "van": "from",
    "vanaf": "from",
    "begin": "from",
    "start": "from",
    "tot": "until",
    "tot en met": "until",
    "einde": "until",
    "end": "until",
}


def alert_table(zone: ZoneInfo | None = None) -> Record:
    """The keys of an alert."""
    return Record(
        keys={
            "title": Key(Text(limit=80, example="Geen water in de Hundelgemsesteenweg"), "What it is", required=True),
            "severity": Key(Choice(choices=SEVERITIES, aliases=SEVERITY_ALIASES), "How serious it is", required=True),
            "from": Key(MomentKind(zone=zone, sample="2026-12-08 8:00"), "From when; absent: at once"),
            "until": Key(
                MomentKind(zone=zone, sample="2026-12-09"), "Until when; a day alone is inclusive", required=True
            ),
        },
        aliases=ALIASES,
        elsewhere=dict.fromkeys(("text", "tekst", "bericht", "inhoud"), BELOW),
    )


def parse_alert(data: bytes, source: str, zone: ZoneInfo, shown_as: str) -> tuple[Alert | None, tuple[Problem, ...]]:
    """The alert in a file, and its problems; no alert when there are any. `source`: below the content folder."""
    reader = Reader(path=shown_as)
    text = decode(data, reader)
    parts = split(text, reader) if text is not None else None
    if parts is None:
        return None, tuple(reader.problems)
    front, body, line = parts
    reader.first_line = 2
    node = read_mapping(front, reader)
    values = alert_table(zone).read_entries(node, reader) if node else MISSING
    found = markdown.render(body, source, line, reader)
    if not isinstance(values, dict):
        return None, tuple(reader.problems)
    _check_text(body, found, line, reader)
    start, end = get(values, "from"), get(values, "until")
    if start and end and _ends_first(start, end):
        reader.problem(
            mark_of(values, "until"),
            translate(
                "the end ({end}) comes before the beginning ({start}). Check the days and the hours.",
                end=_say(end),
                start=_say(start),
            ),
        )
    if reader.failed:
        return None, tuple(reader.problems)
    alert = Alert(
        source=source,
        severity=get(values, "severity"),
        title=get(values, "title"),
        html=found.html,
        start=start,
        end=end,
        links=found.links,
    )
    return alert, tuple(reader.problems)


def _say(moment: Moment) -> str:
    day = say_date(day_of(moment))
    return f"{day}, {say_hour(moment)}" if isinstance(moment, datetime) else day


def _ends_first(start: Moment, end: Moment) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end <= start
    return day_of(end) < day_of(start)


def _check_text(body: str, found: markdown.Text, line: int, reader: Reader) -> None:
    if not body.strip():
        reader.problem(
            Mark(line, 1),
            translate("there is no text below the details. Write under the last `---` what people must know and do."),
        )
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", found.html)).split())
    if len(plain) > MOST:
        reader.problem(
            Mark(line, 1),
            translate(
                "the text has {length} characters; at most {most} fit in an alert. Write the rest as news, and link "
                "to it.",
                length=len(plain),
                most=MOST,
            ),
        )
    for link in found.links:
        if link.target.startswith("picture:"):
            reader.problem(
                Mark(link.line, link.column),
                translate("an alert has no pictures. Put the picture with a news item, and link to that."),
            )
