"""The feeds of a ward or of the city as tasks: the newest posts go in, RSS and Atom come out."""

from collections.abc import Callable, Iterator

from wijksites.agenda.block import kept
from wijksites.agenda.occurrences import Occurrence
from wijksites.build.editions import with_items
from wijksites.build.shared import Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.dates import say_day
from wijksites.feeds.kinds import KINDS, NEWEST, Feed
from wijksites.moments import day_of
from wijksites.pages.page import FEED_KINDS, Frame, feed_titles
from wijksites.pages.when import say_series, say_when
from wijksites.posts.model import Edition, Event, Post
from wijksites.posts.row import Row, is_public


def feed_tasks(work: Workplace, *, base: str, name: str, place: str) -> Iterator[Task]:
    """All feeds of a place. `base`: the path of its pages; `place`: its name within a sentence."""
    frame, shared = work.frame, work.shared
    titles = feed_titles(frame)
    for kind in FEED_KINDS:
        feed = Feed(
            kind=kind,
            path=f"{base}feeds/{kind}",
            page=_page_of(kind, base),
            title=f"{name}: {titles[kind]}",
            description=frame.say(
                "{what} of {place}, from {sender}.", what=titles[kind], place=place, sender=frame.city.sender
            ),
        )
        # `make serve` shows drafts too; subscribers never get one.
        chosen = tuple(pair for pair in work.newest(KINDS[kind], NEWEST) if is_public(pair[1], work.day))
        current = frozenset(row.id for _, row in chosen if row.type == "event" and kept(row, work.day))
        told = [(work.said(row), work.resolved(row), row.id in current) for _, row in chosen]
        for suffix in ("rss", "atom"):
            yield Task(
                f"{feed.path.lstrip('/')}.{suffix}",
                key_of(shared.data_key, suffix, feed, told),
                lambda suffix=suffix, feed=feed, chosen=chosen, current=current: _render(  # type: ignore[misc]
                    work, suffix, feed, chosen, current
                ),
            )


def _render(
    work: Workplace, suffix: str, feed: Feed, chosen: tuple[tuple[Volume, Row], ...], current: frozenset[str]
) -> bytes:
    # feedgen takes a while to load: only when a feed must be made.
    from wijksites.feeds.feed import render

    return render(
        suffix,
        feed,
        tuple(_whole(work, volume, row) for volume, row in chosen),
        work.frame.city,
        site_url=work.shared.settings.site_url,
        address=_address(work),
        first_line=_first_line(work.frame),
        note=_note(work.frame),
        with_calendar=current,
    )


def _page_of(kind: str, base: str) -> str:
    """The page that a feed tells the news of; the city as a whole has no newsletter."""
    if kind == "alles" or (kind == "nieuwsbrief" and base == "/"):
        return base
    return f"{base}{kind}/"


def _whole(work: Workplace, volume: Volume, row: Row) -> Post:
    """A post as a feed tells it; of a newsletter everything that was sent."""
    post = work.post(volume, row.source)
    return with_items(work, row, post) if isinstance(post, Edition) else post


def _address(work: Workplace) -> Callable[[str], str]:
    def address(target: str) -> str:
        path = work.site.address(target)
        return f"{work.site.url}{path}" if path else ""

    return address


def _first_line(frame: Frame) -> Callable[[Event], str]:
    def line(event: Event) -> str:
        first = Occurrence(event.start, event.end)
        when = say_series(event.repeat, first, frame.language) if event.repeat else say_when(first, frame.language)
        venue = frame.venues.get(event.venue)
        return f"{when}, {venue.name}" if venue else when

    return line


def _note(frame: Frame) -> Callable[[Post], str]:
    def note(post: Post) -> str:
        if not post.updated:
            return ""
        last = post.updated[-1]
        return frame.say("Changed on {day}: {note}", day=say_day(day_of(last.on), frame.language), note=last.note)

    return note
