"""The feeds of a ward or of the city as tasks: the posts told last go in, RSS and Atom come out."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from wijksites.agenda.block import kept
from wijksites.agenda.occurrences import Occurrence
from wijksites.build.shared import Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.feeds.kinds import KINDS, NEWEST, Feed
from wijksites.pages.event_facts import status_text
from wijksites.pages.page import FEED_KINDS, Frame, feed_titles
from wijksites.pages.post import change_notes
from wijksites.pages.when import say_series, say_when
from wijksites.posts.model import Event, Post
from wijksites.posts.row import Row, is_public

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry

    from wijksites.feeds.item import Attachment

MEDIA = {".jpg": "image/jpeg", ".svg": "image/svg+xml"}  # of the pictures on the site


def feed_tasks(work: Workplace, *, base: str, name: str, place: str) -> Iterator[Task]:
    """All feeds of a place. `base`: the path of its pages; `place`: its name within a sentence."""
    frame, shared = work.frame, work.shared
    titles = feed_titles(frame)
    items = Items(work)
    for kind in FEED_KINDS:
        feed = Feed(
            kind=kind,
            path=f"{base}feeds/{kind}",
            page={"alles": base, "nieuws": f"{base}nieuws/", "agenda": f"{base}agenda/"}[kind],
            title=f"{name}: {titles[kind]}",
            description=frame.say(
                "{what} of {place}, from {sender}.", what=titles[kind], place=place, sender=frame.city.sender
            ),
        )
        # `make serve` shows drafts too; subscribers never get one.
        chosen = tuple(pair for pair in work.told_last(KINDS[kind], NEWEST) if is_public(pair[1], work.day))
        told = [(work.said(row), work.resolved(row), items.has_calendar(row)) for _, row in chosen]
        for suffix in ("rss", "atom"):
            yield Task(
                f"{feed.path.lstrip('/')}.{suffix}",
                key_of(shared.data_key, suffix, feed, told),
                lambda suffix=suffix, feed=feed, chosen=chosen: items.render(suffix, feed, chosen),  # type: ignore[misc]
            )


class Items:
    """The items of one place, each made once for all its feeds and both formats."""

    def __init__(self, work: Workplace) -> None:
        self.work = work
        self.url = work.shared.settings.site_url
        self._made: dict[str, FeedEntry] = {}

    def has_calendar(self, row: Row) -> bool:
        """Whether there is a calendar file of a post."""
        return row.type == "event" and kept(row, self.work.day)

    def render(self, suffix: str, feed: Feed, chosen: tuple[tuple[Volume, Row], ...]) -> bytes:
        """The bytes of a feed."""
        # feedgen takes a while to load: only when a feed must be made.
        from wijksites.feeds.feed import render

        items = (self._item(volume, row) for volume, row in chosen)
        return render(suffix, feed, items, self.work.frame.city, site_url=self.url)

    def _item(self, volume: Volume, row: Row) -> "FeedEntry":
        if row.id not in self._made:
            from wijksites.feeds.item import Told, make_item

            frame = self.work.frame
            post = self.work.post(volume, row.source)
            told = Told(
                when=_when(frame, post) if isinstance(post, Event) else "",
                status=_status(frame, post) if isinstance(post, Event) else (),
                notes=change_notes(frame, post),
                calendar=self._address(f"site:{row.url.rstrip('/')}.ics") if self.has_calendar(row) else "",
                picture=self._picture(post),
            )
            self._made[row.id] = make_item(post, told, frame.city, site_url=self.url, address=self._address)
        return self._made[row.id]

    def _address(self, target: str) -> str:
        path = self.work.site.address(target)
        return f"{self.url}{path}" if path.startswith("/") else path

    def _picture(self, post: Post) -> "Attachment | None":
        """The picture of a post; a post that is held back may have lost it."""
        from wijksites.feeds.item import Attachment

        found = self.work.shared.pictures.get(post.image) if post.image else None
        if found is None:
            return None
        return Attachment(
            url=f"{self.url}{found.url}",
            size=found.size,
            width=found.width,
            height=found.height,
            media=MEDIA[PurePosixPath(found.url).suffix],
        )


def _when(frame: Frame, event: Event) -> str:
    """The day and place of an event."""
    first = Occurrence(event.start, event.end)
    when = say_series(event.repeat, first, frame.language) if event.repeat else say_when(first, frame.language)
    venue = frame.venues.get(event.venue)
    return f"{when}, {venue.name}" if venue else when


def _status(frame: Frame, event: Event) -> tuple[str, ...]:
    """Why an event does not take place as planned, but for what its notes say already."""
    said = [update.note for update in event.updated]
    return tuple(line for line in status_text(frame, event) if line not in said)
