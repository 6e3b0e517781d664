"""Volumes: the posts of a folder that end in the same year, together, so that a build can pass over years at rest.

Nothing about a volume that is at rest depends on the day any more: its events were over, and its news was published,
so long ago that no list of what is coming or new shows them.
"""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from wijksites.agenda.month import touched_months
from wijksites.agenda.occurrences import KEPT_DAYS, over_for_good, takes_place
from wijksites.build.digest import digest_of
from wijksites.build.store import Damaged, Store
from wijksites.check.ledger import ledger_lines
from wijksites.moments import as_datetime, day_of
from wijksites.posts.model import Link, Post
from wijksites.posts.row import Row, row_of

ALWAYS = "always"  # pages, introductions, and events that never end


class Entry(NamedTuple):
    """What the check of links and doubles needs of a post; few enough to be read for all posts in every build."""

    source: str
    id: str
    type: str
    title: str
    url: str
    published: date
    changes: tuple[date, ...]  # its publication and its updates
    draft: bool
    id_line: int
    formerly: tuple[str, ...]
    links: tuple[Link, ...]
    follows: str


class Month(NamedTuple):
    """What a volume has for the page of a month: how many events that are no drafts, and the digest of all of them. One
    for each list of wards that they name, since a wijksite shows not all that the city does."""

    first: date
    wards: tuple[str, ...]
    events: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The posts of a folder and year. `rest`: the last day on which the day can matter; `happening`: the digest of its
    events alone; `series`: of each series its events belong to, the digest of these; `store`: the name of the posts in
    the store; `ledger`: their entries in `ids.json`; `newest`: the latest publication; `told`: the latest publication
    or change, also one to come; `events`, `news`: how many there are, without drafts; `months`: of its events that
    end."""

    folder: str
    label: str
    rest: date
    digest: str
    happening: str
    series: tuple[tuple[str, str], ...]
    store: str
    entries: tuple[Entry, ...]
    packed_rows: bytes
    ledger: str
    newest: datetime
    told: datetime
    events: int
    news: int
    months: tuple[Month, ...]

    def rows(self) -> tuple[Row, ...]:
        """Its rows, by source."""
        found: tuple[Row, ...] = pickle.loads(self.packed_rows)  # noqa: S301 (ours, its digest was checked)
        return found

    def posts(self, store: Store) -> dict[str, Post]:
        """Source to post. Raises Damaged."""
        found: dict[str, Post] = unpacked(store.get(self.store))
        return found

    def at_rest(self, day: date) -> bool:
        """Whether nothing in it depends on the day any more."""
        return self.rest < day


def unpacked(data: bytes) -> Any:
    """What was packed. Raises Damaged for bytes of another version."""
    try:
        return pickle.loads(data)  # noqa: S301 (from our own cache, its digest was checked)
    except Exception as error:
        raise Damaged(str(error)) from error


def label_of(row: Row) -> str:
    """The volume of a post: the year in which an event ends for good, or in which news was published."""
    if row.type in ("intro", "page"):
        return ALWAYS
    last = over_for_good(row) if row.type == "event" else day_of(row.published)
    return str(last.year) if last else ALWAYS


def rest_of(row: Row) -> date:
    """The last day on which the day can matter to a post."""
    if label_of(row) == ALWAYS:
        return date.max
    last = over_for_good(row) if row.type == "event" else None
    days = [day_of(row.published), *map(day_of, row.updated_on), *([last] if last else [])]
    return min(max(days), date.max - timedelta(days=KEPT_DAYS)) + timedelta(days=KEPT_DAYS)


def make_volumes(folder: str, posts: Iterable[Post], store: Store) -> tuple[Volume, ...]:
    """Posts of a folder as volumes, in order of label."""
    groups: dict[str, list[tuple[Row, Post]]] = {}
    for post in posts:
        row = row_of(post)
        groups.setdefault(label_of(row), []).append((row, post))
    return tuple(_volume(folder, label, pairs, store) for label, pairs in sorted(groups.items()))


def _volume(folder: str, label: str, pairs: list[tuple[Row, Post]], store: Store) -> Volume:
    pairs.sort(key=lambda pair: pair[0].source)
    rows = tuple(row for row, _ in pairs)
    return Volume(
        folder=folder,
        label=label,
        rest=max(map(rest_of, rows)),
        digest=digest_of(folder, label, [(row.source, row.digest) for row in rows]),
        happening=digest_of([(row.source, row.digest) for row in rows if row.type == "event"]),
        series=_series(rows),
        store=store.put(pickle.dumps({post.source: post for _, post in pairs}, protocol=5)),
        entries=tuple(_entry(row) for row in rows),
        packed_rows=pickle.dumps(rows, protocol=5),
        ledger=ledger_lines(row for row in rows if not row.draft),
        newest=max(as_datetime(row.published) for row in rows),
        told=max(as_datetime(on) for row in rows for on in (row.published, *row.updated_on)),
        events=sum(row.type == "event" and not row.draft for row in rows),
        news=sum(row.type == "news" and not row.draft for row in rows),
        months=months_of(rows),
    )


def _series(rows: tuple[Row, ...]) -> tuple[tuple[str, str], ...]:
    names = sorted({row.series for row in rows if row.series})
    return tuple((name, digest_of([(row.source, row.digest) for row in rows if row.series == name])) for name in names)


def months_of(rows: Iterable[Row]) -> tuple[Month, ...]:
    """The months in which events take place that end, in order. What never ends has no last month: see `endless`."""
    groups: dict[tuple[date, tuple[str, ...]], list[Row]] = {}
    for row in rows:
        if row.type == "event" and takes_place(row) and not endless(row):
            for month in touched_months(row):
                groups.setdefault((month, row.wards), []).append(row)
    return tuple(
        Month(month, wards, sum(not row.draft for row in found), digest_of([(row.source, row.digest) for row in found]))
        for (month, wards), found in sorted(groups.items(), key=lambda group: group[0])
    )


def endless(row: Row) -> bool:
    """Whether a row is of an event that repeats for ever."""
    return row.repeat is not None and row.repeat.endless


def _entry(row: Row) -> Entry:
    return Entry(
        source=row.source,
        id=row.id,
        type=row.type,
        title=row.title,
        url=row.url,
        published=day_of(row.published),
        changes=(day_of(row.published), *map(day_of, row.updated_on)),
        draft=row.draft,
        id_line=row.id_line,
        formerly=row.formerly,
        links=row.links,
        follows=row.follows,
    )


def merge(
    folder: str, volumes: Iterable[Volume], drop: frozenset[str], add: Iterable[Post], store: Store
) -> tuple[Volume, ...]:
    """Volumes without some sources and with some posts; those that neither touches stay as they are."""
    groups: dict[str, list[Post]] = {}
    for post in add:
        groups.setdefault(label_of(row_of(post)), []).append(post)
    kept = []
    for volume in volumes:
        mine = [entry.source for entry in volume.entries]
        if volume.label not in groups and drop.isdisjoint(mine):
            kept.append(volume)
            continue
        posts = volume.posts(store)
        groups.setdefault(volume.label, []).extend(posts[source] for source in mine if source not in drop)
    made = make_volumes(folder, (post for posts in groups.values() for post in posts), store)
    return tuple(sorted((*kept, *made), key=lambda volume: volume.label))
