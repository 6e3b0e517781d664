"""Compares with what was published: an earlier `ids.json` and the rows of now go in, problems come out."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wijksites.dates import say_date
from wijksites.moments import day_of, parse_moment, written
from wijksites.posts.repeat import exceptions_written, rule_written
from wijksites.posts.repetition import written_rule
from wijksites.posts.row import Row
from wijksites.posts.rule import days_between
from wijksites.problems import Problem
from wijksites.words import translate

FACTS = ("start", "end", "venue", "status", "repeat", "except", "skip", "moved", "cancelled")
DIGITS = 12  # of a digest: enough to see that a text is another one


class LedgerError(Exception):
    """The earlier ledger cannot be read."""


def facts(row: Row) -> dict[str, Any]:
    """What a subscriber must hear of when it changes: dates, place and status."""
    if row.type != "event":
        return {}
    return {
        "start": written(row.start) if row.start else None,
        "end": written(row.end) if row.end else None,
        "venue": row.venue,
        "status": row.status,
        "repeat": rule_written(row.repeat) if row.repeat else None,
        **exceptions_written(row.repeat),
    }


def entry(row: Row) -> dict[str, Any]:
    """A post's entry in the ledger."""
    return {
        "id": row.id,
        "type": row.type,
        "url": row.url,
        "title": row.title,
        "source": row.source,
        "updates": row.updates,
        "facts": facts(row),
        "digest": row.digest[:DIGITS],
    }


def ledger_lines(rows: Iterable[Row]) -> str:
    """Entries of the ledger, one to a line."""
    return ",\n".join(json.dumps(entry(row), ensure_ascii=False, sort_keys=True) for row in rows)


def load_ledger(file: Path, authority: str) -> list[dict[str, Any]]:
    """An earlier ledger of a city. Raises LedgerError with a sentence."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        entries = [entry for entry in found["posts"] if entry["id"] and entry["url"] and entry["type"]]
        other = str(found.get("authority") or authority)
    except (OSError, ValueError, KeyError, TypeError):
        raise LedgerError(
            translate("LEDGER: ‘{value}’ is not an ids.json of an earlier build. Check the path.", value=file)
        ) from None
    if other != authority:
        raise LedgerError(
            translate(
                "LEDGER: ‘{value}’ is the ids.json of another city ({other}). Take the one of {authority}.",
                value=file,
                other=other,
                authority=authority,
            )
        )
    return entries


def compare(
    before: list[dict[str, Any]],
    rows: tuple[Row, ...],
    withdrawn: frozenset[str],
    held: frozenset[str],
    day: date,
    shown: Mapping[str, str],
) -> tuple[Problem, ...]:
    """Ids that vanished or changed owner, and facts that changed without an `updated` entry. What became a draft, or
    is to be published on a later day than `day`, has vanished too."""
    now = {row.id: row for row in rows if not row.draft and day_of(row.published) <= day}
    sources = {row.source: row for row in rows}
    found = []
    for old in before:
        row = now.get(old["id"])
        source = str(old.get("source", old["id"] + ".md"))
        if row is None:
            if old["id"] in withdrawn or source in held:
                continue
            found.append(_gone(old, source, sources, rows, shown))
        elif row.type != old["type"]:
            found.append(
                Problem(
                    path=shown[row.source],
                    text=translate(
                        "the id ‘{id}’ was that of a post of another type (‘{title}’). Give this post another file "
                        "name or `id`.",
                        id=row.id,
                        title=old.get("title", ""),
                    ),
                )
            )
        elif row.type == "event":
            found += _changed(old, row, shown) + _altered(old, row, day, shown)
    return tuple(found)


def _gone(
    old: dict[str, Any],
    source: str,
    sources: Mapping[str, Row],
    rows: tuple[Row, ...],
    shown: Mapping[str, str],
) -> Problem:
    renamed = [row for row in rows if row.title == old.get("title") and row.type == old["type"] and row.id != old["id"]]
    if len(renamed) == 1:
        return Problem(
            path=shown[renamed[0].source],
            line=2,
            text=translate(
                "this file had another name (`{source}`). Add this line, then subscribers notice nothing: `id: {id}`",
                source=source,
                id=old["id"],
            ),
        )
    prefix = next((path.removesuffix(source) for source, path in shown.items()), "")
    return Problem(
        path=prefix + source,
        text=translate(
            "‘{title}’ was online and is gone now. Is it cancelled? Put the file back and write `status: cancelled` "
            'and `updated: [{{on: 2026-11-20 10:00, note: "{note}"}}]`. Must the page really go? Ask the web editors.',
            title=old.get("title", old["id"]),
            note=translate("is cancelled"),
        ),
    )


def _changed(old: dict[str, Any], row: Row, shown: Mapping[str, str]) -> list[Problem]:
    before, after = old.get("facts") or {}, facts(row)
    different = [key for key in FACTS if before.get(key) != after.get(key)]
    if not different or row.updates > int(old.get("updates", 0)):
        return []
    key = different[0]
    return [
        Problem(
            path=shown[row.source],
            text=translate(
                "`{key}` was ‘{old}’ and is now ‘{new}’, but subscribers do not hear of it. Add to `updated`: "
                '`{{on: 2026-11-20 10:00, note: "..."}}`',
                key=key,
                old=before.get(key) or "-",
                new=after.get(key) or "-",
            ),
        )
    ]


def _altered(old: dict[str, Any], row: Row, day: date, shown: Mapping[str, str]) -> list[Problem]:
    """A rule that was edited so that it says something else of days that are past: archives and calendars change."""
    before = old.get("facts") or {}
    start = parse_moment(str(before.get("start")))
    rule = str(before.get("repeat") or "")
    if not rule or row.repeat is None or row.start is None or start is None:
        return []
    if rule == rule_written(row.repeat) and day_of(start) == day_of(row.start):
        return []
    earlier = written_rule(rule, start)
    if earlier is None:
        return []
    yesterday = day - timedelta(days=1)
    then = set(days_between(earlier, start, day_of(start), yesterday))
    now = set(days_between(row.repeat, row.start, day_of(row.start), yesterday))
    different = sorted(then ^ now)
    if not different:
        return []
    return [
        Problem(
            path=shown[row.source],
            text=translate(
                "the new rule also changes days that are past, such as {day}. Let the old event end with `until: "
                "{until}`, and begin a new one with `follows: {id}`.",
                day=say_date(different[-1]),
                until=max((one for one in then if one < day), default=day).isoformat(),
                id=row.id,
            ),
            warning=True,
        )
    ]
