"""What the jobs of one build have in common, and what a job needs to make the files of a ward or of the city."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from wijksites.agenda.block import Block
from wijksites.agenda.occurrences import Coming, coming
from wijksites.build.join import public_rows
from wijksites.build.months import Months
from wijksites.build.printing import Press, Printed
from wijksites.build.site import Site, page_bytes
from wijksites.build.store import Store
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.city.model import City
from wijksites.city.outlines import Outlines, emblem
from wijksites.city.venues import Venue
from wijksites.lookup.street_file import Street
from wijksites.moments import as_datetime
from wijksites.pages.edition import State
from wijksites.pages.page import Frame, Page, Scene
from wijksites.pages.ward import AGENDA_DAYS
from wijksites.pictures.model import Picture
from wijksites.posts.model import Alert, Event, Post
from wijksites.posts.paths import CITY_FOLDER
from wijksites.posts.row import Row, told_post
from wijksites.settings import Settings


class Order(NamedTuple):
    """By what rows are put in order: the moment of a row, and the latest one in a volume, or a later one."""

    when: Callable[[Row], datetime]
    latest: Callable[[Volume], datetime]


PUBLISHED = Order(lambda row: as_datetime(row.published), lambda volume: volume.newest)
TOLD = Order(lambda row: as_datetime(row.changed), lambda volume: volume.told)
PageMaker = Callable[[], Page]
BlockMaker = Callable[[], Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the jobs of one build have in common. `frame_key` stands for all of it that every page shows: code,
    settings, templates, and the city without its people, places and posts; `data_key` for that without templates."""

    settings: Settings
    city: City
    venues: Mapping[str, Venue]
    day: date
    outlines: Outlines | None
    assets: Mapping[str, str]
    statements: Mapping[str, str]  # the pages that every footer links to: source to path
    pictures: Mapping[str, Picture]
    colours: Mapping[str, str] = field(default_factory=dict)  # of the theme, for sheets
    version: str
    frame_key: str
    data_key: str
    staging: str
    store: str
    alerts: Mapping[str, Alert] = field(default_factory=dict)  # by folder
    streets_url: str = ""  # of the list of streets, when there is one

    @property
    def emblems(self) -> dict[str, str]:
        """Slug to the sign of each ward that has an outline."""
        numbers = {ward.number: ward.slug for ward in self.city.wards}
        drawn = self.outlines.outlines if self.outlines else ()
        return {numbers[outline.number]: emblem(outline) for outline in drawn if outline.number in numbers}

    def keyed(self, frame_key: str, data_key: str) -> "Shared":
        """The same with its keys."""
        return replace(self, frame_key=frame_key, data_key=data_key)

    @property
    def frame(self) -> Frame:
        """What pages are made from that do not depend on the day."""
        return Frame(city=replace(self.city, regisseurs=(), assignments=()), venues=dict(self.venues))

    @property
    def scene(self) -> Scene:
        """What the other pages are made from."""
        return Scene(city=self.city, day=self.day, venues=dict(self.venues), alerts=dict(self.alerts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that the files of one place need. `place`: a ward, `stad`, `paginas`, or nothing for the portal.

    `volumes`: its own posts; `context`: all volumes whose posts it may list; `nearby`: those of the wards around it;
    `elsewhere`: those of other wards with events of a series that goes on in the place;
    `todo`: the units to look at; `fresh`: of each, path to key of the files in the output that are as they were made;
    `links`: source or path to address, as far as its posts need them; `blocks`: calendar entries made earlier;
    `sheets`: of each unit, path to what is known of a sheet; `streets`: of a ward, with their credit and day; `months`:
    those of the place that have a page; `states`: what is known today of each post that a newsletter of the
    place told of.
    """

    shared: Shared
    place: str
    volumes: tuple[Volume, ...]
    context: tuple[Volume, ...]
    nearby: tuple[Volume, ...] = ()
    elsewhere: tuple[Volume, ...] = ()
    todo: frozenset[str]
    fresh: Mapping[str, Mapping[str, bytes]]
    links: Mapping[str, str]
    blocks: Mapping[bytes, Block] = field(default_factory=dict)
    sheets: Mapping[str, Mapping[str, Printed]] = field(default_factory=dict)
    streets: tuple[tuple[Street, ...], tuple[str, str]] | None = None
    states: Mapping[str, State] = field(default_factory=dict)
    months: Months = ()


class Workplace:
    """A job at work: what it reads is read once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.shared = job.shared
        self.day = job.shared.day
        self.frame = job.shared.frame
        self.scene = job.shared.scene
        self.blocks: dict[bytes, Block] = {}
        self._places: dict[str, bytes] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._found: dict[tuple[tuple[str, ...], int, Order], tuple[tuple[Volume, Row], ...]] = {}
        self._posts: dict[str, dict[str, Post]] = {}
        shared = job.shared
        self.site = Site(
            city=self.frame.city,
            url=shared.settings.site_url,
            assets=shared.assets,
            links={**shared.statements, **job.links},
            pictures=shared.pictures,
            emblems=shared.emblems,
            sample=shared.city.sample,
            sheets=shared.settings.sheets,
            search=shared.settings.search,
            streets_url=shared.streets_url,
        )

    def rows(self, volume: Volume) -> tuple[Row, ...]:
        """The rows of a volume that the site of the day shows; in a ward only those that concern it."""
        found = self._rows.get(volume.digest)
        if found is None:
            found = public_rows(volume, self.day, self.shared.settings.drafts)
            self._rows[volume.digest] = found
        if self.is_filtered(volume):
            return tuple(row for row in found if row.concerns(self.job.place))
        return found

    def is_filtered(self, volume: Volume) -> bool:
        """Whether only some of a volume's posts concern the place: a ward shows some posts of the city."""
        return volume.folder == CITY_FOLDER and self.job.place in self.shared.city.ward_slugs

    def post(self, volume: Volume, source: str) -> Post:
        """A post of a volume as it is told on the day. Raises Damaged."""
        if volume.store not in self._posts:
            self._posts[volume.store] = volume.posts(Store(self.shared.store))
        return told_post(self._posts[volume.store][source], self.day)

    def press(self, unit: str) -> Press:
        """What makes the sheets of a unit."""
        job = self.job
        return Press(
            job.sheets.get(unit, {}), job.fresh.get(unit, {}), self.shared.version, on=self.shared.settings.sheets
        )

    def photo(self, path: str) -> bytes:
        """A picture as a sheet shows it (JPEG); nothing when the site shows none of that name, or a drawing."""
        shown = self.shared.pictures.get(path)
        if shown is None or shown.is_drawing:
            return b""
        from wijksites.pictures.pixels import for_paper  # loads Pillow: only when a sheet must be made

        return for_paper((Path(self.shared.settings.content) / path).read_bytes())

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where all posts live that the place may list."""
        return frozenset(entry.url for volume in self.job.context for entry in volume.entries)

    @cached_property
    def restless(self) -> tuple[Volume, ...]:
        """The volumes in which the day matters."""
        return tuple(volume for volume in self.job.context if not volume.at_rest(self.day))

    @cached_property
    def current(self) -> tuple[Row, ...]:
        """The rows of the place that may be coming or new."""
        return tuple(row for volume in self.restless for row in self.rows(volume))

    @cached_property
    def coming_up(self) -> tuple[Coming, ...]:
        """What comes in the place, in order."""
        return coming((row for row in self.current if row.type == "event"), self.day, AGENDA_DAYS)

    @cached_property
    def of_series(self) -> Mapping[str, tuple[Coming, ...]]:
        """What comes of each series that an event of the place belongs to, in all wards, in order."""
        names = {row.series for row in self.current if row.series}
        beyond = (row for volume in self.job.elsewhere for row in self.rows(volume))
        rows = tuple(row for row in (*self.current, *beyond) if row.series in names)
        return {
            name: coming((row for row in rows if row.series == name), self.day, AGENDA_DAYS) for name in sorted(names)
        }

    def newest(self, types: tuple[str, ...], count: int) -> tuple[tuple[Volume, Row], ...]:
        """The rows last published, the newest first."""
        return self._last(types, count, PUBLISHED)

    def told_last(self, types: tuple[str, ...], count: int) -> tuple[tuple[Volume, Row], ...]:
        """The rows last published or changed for subscribers, the latest first: a feed tells that an event of long ago
        was cancelled, also when much was published since."""
        return self._last(types, count, TOLD)

    def _last(self, types: tuple[str, ...], count: int, by: Order) -> tuple[tuple[Volume, Row], ...]:
        """The last rows by an order; no volume is opened in which all is older than what was found."""
        if (types, count, by) not in self._found:
            found: list[tuple[Volume, Row]] = []
            for volume in sorted(self.job.context, key=by.latest, reverse=True):
                if len(found) >= count and by.latest(volume) < by.when(found[count - 1][1]):
                    break
                if types == ("edition",) and not volume.editions:
                    continue  # most volumes have none, and need not be opened for that
                found += [(volume, row) for row in self.rows(volume) if row.type in types]
                found.sort(key=lambda pair: pair[1].id)
                found.sort(key=lambda pair: by.when(pair[1]), reverse=True)
            self._found[types, count, by] = tuple(found[:count])
        return self._found[types, count, by]

    def resolved(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Where the links of a post lead, its pictures too."""
        return tuple((link.target, self.site.address(link.target)) for link in row.links)

    def pictured(self, rows: Iterable[Row]) -> tuple[tuple[str, Picture | None], ...]:
        """The pictures of posts, for the key of a list that shows them."""
        return tuple((row.image, self.shared.pictures.get(row.image)) for row in rows if row.image)

    def said(self, row: Row) -> tuple[object, ...]:
        """What a list can say of a post: its text, how much of it is told, and its places."""
        return row.url, row.digest, row.updates, self.places(row)

    def places(self, row: Row) -> tuple[bytes, ...]:
        """What stands for the places that a post names: most posts name the same few."""
        for place in row.places:
            if place not in self._places:
                self._places[place] = key_of(self.shared.venues.get(place))
        return tuple(self._places[place] for place in row.places)

    def page(self, page: Page, *parts: object) -> Task:
        """The task of a page that is seldom made: its key is all that it shows. `parts`: what its links lead to."""
        return self.page_task(page.file, key_of(self.shared.frame_key, page, parts), lambda: page)

    def page_task(self, file: str, key: bytes, page: PageMaker) -> Task:
        """The task of a page."""
        return Task(file, key, lambda: page_bytes(page(), self.site, self.shared.settings))

    def block(self, volume: Volume, row: Row) -> tuple[bytes, BlockMaker]:
        """The key of an event's calendar entry, and what makes it."""
        key = key_of(self.shared.data_key, "block", self.said(row))
        if key in self.job.blocks:
            self.blocks[key] = self.job.blocks[key]

        def make() -> Block:
            found = self.blocks.get(key)
            if found is None:
                from wijksites.agenda.ical import Item, block  # loads slowly: only when an entry must be made

                event = self.post(volume, row.source)
                assert isinstance(event, Event)
                venues = self.shared.venues
                item = Item(
                    event=event,
                    venue=venues.get(row.venue),
                    url=f"{self.shared.settings.site_url}{row.url}",
                    elsewhere={place: venues[place] for place in row.places if place in venues},
                )
                found = block(item, self.frame.city)
            self.blocks[key] = found
            return found

        return key, make
