"""What publishing would do: an earlier ledger and the rows of now go in, what people would notice comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wijksites.check.ledger import DIGITS, FACTS, facts
from wijksites.moments import day_of
from wijksites.posts.row import Row, is_public

FOLLOWED = ("event", "news", "edition")  # the types of posts that feeds tell of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A post that was online: its id, type, title and address."""

    id: str
    type: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What publishing would do. `new`, `changed`, `gone`: pages; `told_new`, `told_again`: items of feeds;
    `in_calendars`, `from_calendars`: events that come, or are another, in the calendars that people follow; `off`:
    events that are cancelled, postponed or moved since; `sent`: events that others read of in an edition, and it."""

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    gone: tuple[Gone, ...]
    told_new: tuple[Row, ...]
    told_again: tuple[Row, ...]
    calendar_new: tuple[Row, ...]
    calendar_changed: tuple[Row, ...]
    calendar_gone: tuple[Gone, ...]
    off: tuple[Row, ...]
    sent: tuple[tuple[Row, Row], ...]

    @property
    def nothing(self) -> bool:
        """Whether nobody would notice."""
        return not (self.new or self.changed or self.gone)


def consequences(
    before: Iterable[dict[str, Any]], rows: Iterable[Row], day: date, in_feeds: frozenset[str], kept: frozenset[str]
) -> Consequences:
    """Compares. `in_feeds`: ids of the posts that a feed holds now; `kept`: of the events that a calendar holds."""
    old = {entry["id"]: entry for entry in before}
    now = {row.id: row for row in sorted(rows, key=lambda row: row.source) if is_public(row, day)}
    changed = tuple(row for row in now.values() if row.id in old and _differs(old[row.id], row))
    told = tuple(row for row in changed if row.updates > int(old[row.id].get("updates") or 0))
    new = tuple(row for row in now.values() if row.id not in old)
    gone = tuple(
        Gone(id=id_, type=entry["type"], title=str(entry.get("title") or id_), url=entry["url"])
        for id_, entry in sorted(old.items())
        if id_ not in now
    )
    events = tuple(row for row in changed if row.type == "event")
    altered = tuple(row for row in events if row in told or _facts(old[row.id]) != _facts({"facts": facts(row)}))
    return Consequences(
        new=new,
        changed=changed,
        gone=gone,
        told_new=tuple(row for row in new if row.type in FOLLOWED and row.id in in_feeds),
        told_again=tuple(row for row in told if row.type in FOLLOWED and row.id in in_feeds),
        calendar_new=tuple(row for row in new if row.id in kept),
        calendar_changed=tuple(row for row in events if row.id in kept and _in_calendar(old[row.id], row)),
        calendar_gone=tuple(one for one in gone if one.type == "event"),
        off=tuple(row for row in altered if _is_off(old[row.id], row)),
        sent=_sent(altered, now.values()),
    )


def _differs(entry: dict[str, Any], row: Row) -> bool:
    """Whether the page of a post changed; an old ledger does not know all of it."""
    same_text = entry.get("digest", row.digest[:DIGITS]) == row.digest[:DIGITS]
    return not same_text or entry["url"] != row.url or _in_calendar(entry, row)


def _in_calendar(entry: dict[str, Any], row: Row) -> bool:
    """Whether what a calendar shows of a post changed."""
    return (
        (entry.get("title", row.title), entry["url"]) != (row.title, row.url)
        or row.updates != int(entry.get("updates") or 0)
        or _facts(entry) != _facts({"facts": facts(row)})
    )


def _facts(entry: dict[str, Any]) -> list[Any]:
    found = entry.get("facts") or {}
    return [found.get(key) or None for key in FACTS]


def _is_off(entry: dict[str, Any], row: Row) -> bool:
    """Whether somebody who knew of an event would come in vain: it, or a day of it, is off since."""
    was, is_now = entry.get("facts") or {}, facts(row)
    if row.status != "planned" and was.get("status") != row.status:
        return True
    return any((is_now.get(key) or None) != (was.get(key) or None) for key in ("cancelled", "moved"))


def _sent(events: Iterable[Row], rows: Iterable[Row]) -> tuple[tuple[Row, Row], ...]:
    """Each event with the last edition of every place that listed it."""
    editions = sorted((row for row in rows if row.type == "edition"), key=lambda row: (day_of(row.published), row.id))
    found = []
    for event in events:
        last = {row.folder: row for row in editions if event.id in _listed(row)}
        found += [(event, edition) for _, edition in sorted(last.items())]
    return tuple(found)


def _listed(edition: Row) -> frozenset[str]:
    """The ids that an edition lists: its links of the kind `item:`, and its items when a row has them."""
    links = (link.target.partition(":") for link in edition.links)
    items = (str(getattr(item, "id", item)) for item in getattr(edition, "items", ()))
    return frozenset((*(target for kind, _, target in links if kind == "item"), *items))
