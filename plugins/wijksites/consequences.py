"""The command `consequences`: settings, an earlier ledger and a day go in, the lines that an editor reads come out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from wijksites.agenda.block import kept
from wijksites.build.join import CityIndex
from wijksites.build.sources import Loaded, load_sources
from wijksites.build.store import Store
from wijksites.check.consequences import Consequences, consequences
from wijksites.check.ledger import LedgerError, compare, load_ledger
from wijksites.city.model import City
from wijksites.dates import join_words, say_date, say_month
from wijksites.editing.new import EditingError
from wijksites.feeds.kinds import KINDS, NEWEST
from wijksites.moments import as_datetime, day_of
from wijksites.pages.page import Frame
from wijksites.pages.share import change_text
from wijksites.posts.model import Event, Post
from wijksites.posts.row import Row, is_public, told_post
from wijksites.problems import errors
from wijksites.settings import Settings, shown
from wijksites.words import translate, translate_count

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def consequences_of(settings: Settings, ledger: str | None, day: date) -> Iterator[str]:
    """What publishing would do, compared with a ledger (else the one of the settings). Raises EditingError."""
    ledger = ledger or settings.ledger
    if not ledger:
        raise EditingError(translate("Write with which ids.json to compare: make consequences LEDGER=ids.json"))
    with TemporaryDirectory() as store:
        loaded = load_sources(replace(settings, ledger=""), day, store=Path(store))
        wrong = errors(loaded.problems)
        if loaded.city is None or loaded.index is None or wrong:
            first = translate_count(
                "First mend {count} problem, then ask again.",
                "First mend {count} problems, then ask again.",
                len(wrong),
            )
            raise EditingError("\n".join([*map(str, wrong), first]))
        try:
            before = load_ledger(Path(ledger), loaded.city.authority)
        except LedgerError as error:
            raise EditingError(str(error)) from None
        rows = loaded.index.all_rows()
        public = [row for row in rows if is_public(row, day)]
        found = consequences(
            before,
            rows,
            day,
            in_feeds(public, loaded.city),
            frozenset(row.id for row in public if row.type == "event" and kept(row, day)),
        )
        if found.nothing:
            yield translate("Nothing changes: nobody notices anything when you publish this.")
            return
        yield summary(found)
        yield from lists(found, settings)
        yield from not_reached(found)
        yield from to_share(found, loaded, lambda row: _post(loaded.index, row, Store(store), day), settings.site_url)
    gone = frozenset(post.id for post in loaded.withdrawn)
    paths = {row.source: f"{shown(settings.content)}/{row.source}" for row in rows}
    look = compare(before, rows, gone, loaded.index.held, day, paths)
    if look:
        yield from ("", translate("Look at this before you publish:"), *(f"  {problem}" for problem in look))


def in_feeds(rows: Iterable[Row], city: City) -> frozenset[str]:
    """The ids of all posts that a feed of the city or of a ward holds."""
    rows = sorted(sorted(rows, key=lambda row: row.id), key=lambda row: as_datetime(row.changed), reverse=True)
    places = [rows, *([row for row in rows if row.concerns(ward)] for ward in sorted(city.ward_slugs))]
    return frozenset(
        row.id
        for place in places
        for types in KINDS.values()
        for row in [row for row in place if row.type in types][:NEWEST]
    )


def summary(found: Consequences) -> str:
    """The whole in a sentence."""
    new, changed, gone = map(len, (found.new, found.changed, found.gone))
    told = len(found.told_new) + len(found.told_again)
    added, other = len(found.calendar_new), len(found.calendar_changed) + len(found.calendar_gone)
    said = {
        translate_count("{count} page is new", "{count} pages are new", new): new,
        translate_count("{count} page changes", "{count} pages change", changed): changed,
        translate_count("{count} page disappears", "{count} pages disappear", gone): gone,
        translate_count("subscribers get {count} message", "subscribers get {count} messages", told): told,
        translate_count("{count} event is new in calendars", "{count} events are new in calendars", added): added,
        translate_count("{count} event changes in calendars", "{count} events change in calendars", other): other,
    }
    what = join_words(tuple(part for part, count in said.items() if count))
    return translate("When you publish this: {what}.", what=what)


def lists(found: Consequences, settings: Settings) -> Iterator[str]:
    """Each consequence with what it is about."""

    def page(row: Row) -> str:
        return f"{row.url}  {row.title} ({shown(settings.content)}/{row.source})"

    def note(row: Row) -> str:
        return translate("{title} (last changed on {day})", title=row.title, day=say_date(day_of(row.changed)))

    yield from _list(translate("New pages:"), map(page, found.new))
    yield from _list(translate("Changed pages:"), map(page, found.changed))
    yield from _list(translate("Pages that disappear:"), (f"{one.url}  {one.title}" for one in found.gone))
    yield from _list(translate("New in feeds:"), (row.title for row in found.told_new))
    yield from _list(translate("Told again in feeds:"), map(note, found.told_again))
    yield from _list(translate("New in calendars:"), (row.title for row in found.calendar_new))
    yield from _list(translate("Changed in calendars:"), (row.title for row in found.calendar_changed))
    yield from _list(translate("Gone from calendars:"), (one.title for one in found.calendar_gone))


def not_reached(found: Consequences) -> Iterator[str]:
    """Who does not hear of it, or not at once."""
    lines = []
    if found.calendar_new or found.calendar_changed or found.calendar_gone:
        lines.append(translate("Google Calendar: up to a day later."))
    lines += [
        translate(
            "The newsletter of {month} was already sent on {day}: {title}.",
            month=_name(edition),
            day=say_date(day_of(edition.published)),
            title=event.title,
        )
        for event, edition in found.sent
    ]
    if any(row.poster for row in found.off):
        lines.append(translate("Posters and month sheets that hang somewhere still say the old."))
    yield from _list(translate("Who does not know at once:"), lines)


def _name(edition: Row) -> str:
    """What an edition is called: its month, else its title."""
    month = MONTH.fullmatch(edition.slug)
    return say_month(date(int(month[1]), int(month[2]), 1)) if month else f"‘{edition.title}’"


def to_share(found: Consequences, loaded: Loaded, post: Callable[[Row], Post], site_url: str) -> Iterator[str]:
    """A message to share for each event that is off, and how long it is."""
    assert loaded.city
    frame = Frame(city=loaded.city, venues={venue.id: venue for venue in loaded.venues})
    for row in found.off:
        event = post(row)
        assert isinstance(event, Event)
        text = change_text(frame, event, f"{site_url}{row.url}")
        yield from ("", translate("To share ({count} characters):", count=len(text)), text)


def _post(index: CityIndex | None, row: Row, store: Store, day: date) -> Post:
    assert index
    volume = next(one for one in index.volumes if any(entry.source == row.source for entry in one.entries))
    return told_post(volume.posts(store)[row.source], day)


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = tuple(lines)
    if lines:
        yield from ("", title, *(f"  {line}" for line in lines))
