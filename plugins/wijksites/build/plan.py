"""What a build must look at: the city's index and what an earlier build knew go in, jobs and keys come out.

The output is divided into units: one per volume (the pages of its posts), one per ward (its home, lists, feeds and
calendar), one for the portal and one for the list of streets. A unit whose key is known and whose files are all there
is passed over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from wijksites.build.assets import theme_assets
from wijksites.build.index import Index
from wijksites.build.join import CityIndex
from wijksites.build.months import CITY, Months
from wijksites.build.portal import CALENDAR, PORTAL, PortalJob
from wijksites.build.printing import Printed
from wijksites.build.schemas import schemas
from wijksites.build.shared import Job, Shared
from wijksites.build.sheets import UNIT as SHEETS
from wijksites.build.sheets import SheetsJob, downloads
from wijksites.build.site import Site
from wijksites.build.sources import Loaded
from wijksites.build.streets import UNIT as STREETS_UNIT
from wijksites.build.streets import StreetsJob, street_data
from wijksites.build.tasks import key_of
from wijksites.build.volume import Volume
from wijksites.city.serving import Serving, serving, told
from wijksites.lookup.street_file import Street
from wijksites.moments import day_of
from wijksites.pages.edition import State
from wijksites.pages.page import EMBED_URL
from wijksites.pages.paper import STREET_LIST_URL, Download
from wijksites.pictures.model import Picture
from wijksites.posts.edition import wanted_ids
from wijksites.posts.model import Alert
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER
from wijksites.sheets.streets import streets_of
from wijksites.sheets.words import state_day

# What making a page takes, in milliseconds: for deciding whether starting processes pays.
PAGE = 1.0
SHEET = 20.0  # one page of paper


@dataclass(slots=True, kw_only=True)
class Plan:
    """`keys`: of the units to look at; `untouched`: of those to pass over; `amount`: milliseconds of work, about."""

    jobs: list[Job] = field(default_factory=list)
    portal: PortalJob | None = None
    calendar: Job | None = None
    streets: StreetsJob | None = None
    sheets: SheetsJob | None = None
    keys: dict[str, bytes] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    amount: float = 0


class Planner:
    """Finds what an earlier build does not account for. `lost`: of each unit, the files that are not as they were made;
    `fresh`: path to key of the others."""

    def __init__(
        self,
        shared: Shared,
        loaded: Loaded,
        before: Index,
        lost: Mapping[str, frozenset[str]],
        fresh: Mapping[str, Mapping[str, bytes]],
    ) -> None:
        assert loaded.index and loaded.city
        self.shared, self.loaded = shared, loaded
        self.before, self.lost, self.fresh = before, lost, fresh
        self.index, self.city = loaded.index, loaded.city
        self.volumes = loaded.index.volumes
        self.venues = key_of(sorted(shared.venues.items()))
        self.outlines = key_of(loaded.outlines)
        self.serving: dict[str, Serving] = {
            ward.slug: serving(self.city, ward.slug, shared.day) for ward in self.city.wards
        }
        site = Site(
            city=self.city,
            url=shared.settings.site_url,
            assets=shared.assets,
            links=loaded.index.links,
            pictures=shared.pictures,
        )
        self.states = _states(loaded.index)
        self.resolved = {volume.digest: _resolved(volume, site.address, self.states) for volume in self.volumes}
        self.made = Plan()

    def plan(self) -> Plan:
        """Jobs for all that must be looked at, but for what `plan_rest` adds."""
        for place in (*(ward.slug for ward in self.city.wards), CITY_FOLDER, PAGE_FOLDER):
            self._place(place)
        self._sheets()
        return self.made

    def plan_rest(self, printed: Mapping[str, Printed]) -> None:
        """Adds the jobs of pages that say how large the sheets of the city are, now that these are made."""
        paper = downloads(self.shared.scene, printed)
        self._portal(paper)
        self._streets(paper)

    def _sheets(self) -> None:
        file = self.loaded.streets.certain
        people = sorted(self.serving.items())
        key = (self.shared.day, people, self.city, self.outlines, file.text if file else "")
        if self._due(SHEETS, key):
            job = self._job("", (), (), (), frozenset({SHEETS}))
            self.made.sheets = SheetsJob(job=job, streets=file)

    def _place(self, place: str) -> None:
        """A job for a ward or for the posts of the city, unless there is nothing to do."""
        ward = place in self.city.ward_slugs
        own = tuple(volume for volume in self.volumes if volume.folder == place)
        context = self.volumes
        if ward:
            context = tuple(volume for volume in self.volumes if volume.folder in (place, CITY_FOLDER))
        nearby = self._nearby(place) if ward else ()
        elsewhere, of_series = self._elsewhere(context) if ward else ((), ())
        people = self.serving.get(place)
        todo = set()
        around = self._digests(context)
        for volume in own:
            key: tuple[object, ...] = (self._digests((volume,)), self.venues)
            if not volume.at_rest(self.shared.day):
                key = (*key, self.shared.day, around, of_series, people if ward else sorted(self.serving.items()))
                key = (*key, self._alerts(place), self._faces(people) if people and volume.editions else ())
            if self._due(f"{place}/{volume.label}", key, volume):
                todo.add(f"{place}/{volume.label}")
        if ward:
            photos = self._photos(place)
            streets = self._ward_streets(place)
            happening = tuple((volume.folder, volume.label, volume.happening) for volume in nearby)
            told = state_day(self.shared.scene, self.city.ward(place))
            alerts = self._alerts(place)
            key = (
                self.shared.day,
                around,
                happening,
                self.venues,
                people,
                told,
                self.outlines,
                photos,
                streets,
                alerts,
                self.shared.settings.agenda_months,
            )
            if self._due(place, key):
                todo.add(place)
        if todo:
            job = self._job(place, own, context, nearby, frozenset(todo))
            self.made.jobs.append(replace(job, elsewhere=elsewhere))

    def _faces(self, people: Serving) -> tuple[object, ...]:
        """The photos of whoever serves a ward: they stand on its newsletters."""
        return tuple(self.shared.pictures.get(person.photo) for person in people.people)

    def _portal(self, paper: tuple[Download, ...]) -> None:
        copies = [(url, source, url) for url, source in theme_assets(Path(self.shared.settings.theme))[1]]
        if self.loaded.outlines:
            file = Path(self.shared.settings.data) / "outlines.json"
            copies.append(("/data/wards.geojson", str(file), sha256(file.read_bytes()).hexdigest()))
        theme = Path(self.shared.settings.theme)
        copies += [
            (f"{EMBED_URL}{file.name}", str(file), sha256(file.read_bytes()).hexdigest())
            for file in sorted((theme / "embed").glob("*.js"))
        ]
        made = schemas()
        data = street_data(self.loaded.streets, self.city)
        key = (
            self.shared.day,
            self._digests(self.volumes),
            self.venues,
            sorted(self.serving.items()),
            # The lookup shows every change that may be told, also one that comes after the next.
            [told(self.city, ward.slug, self.shared.day) for ward in self.city.wards],
            self.outlines,
            [self._photos(ward.slug) for ward in self.city.wards],
            sorted(self.shared.alerts.items()),
            self.loaded.withdrawn,
            copies,
            made,
            data,
            paper,
            self.shared.settings.agenda_months,
        )
        if self._due(PORTAL, key):
            self.made.portal = PortalJob(
                job=self._job("", (), self.volumes, (), frozenset({PORTAL})),
                withdrawn=self.loaded.withdrawn,
                copies=tuple(copies),
                schemas=made,
                streets=self.loaded.streets,
                street_data=data,
                paper=paper,
            )
        restless = tuple(volume for volume in self.volumes if not volume.at_rest(self.shared.day))
        if self._due(CALENDAR, (self.shared.day, self._digests(restless), self.venues)):
            self.made.calendar = self._job("", (), restless, (), frozenset({CALENDAR}))

    def _streets(self, paper: tuple[Download, ...]) -> None:
        """The list of streets is made again when a street changed, or who serves a ward."""
        files = self.loaded.streets
        if not files.all:
            return
        texts = [file.text for file in (files.certain, files.probable) if file]
        sheet = next((one for one in paper if one.url == STREET_LIST_URL), None)
        if self._due(STREETS_UNIT, (texts, sorted(self.serving.items()), sheet)):
            job = self._job("", (), (), (), frozenset({STREETS_UNIT}))
            self.made.streets = StreetsJob(job=job, files=files, paper=sheet)

    def _due(self, unit: str, parts: tuple[object, ...], volume: Volume | None = None) -> bool:
        """Whether a unit must be looked at."""
        key = key_of(self.shared.frame_key, unit, parts)
        known = self.before.units.get(unit)
        if known and known.key == key and not self.lost[unit]:
            self.made.untouched.append(unit)
            return False
        self.made.keys[unit] = key
        self.made.amount += self._amount(unit, volume)
        return True

    def _amount(self, unit: str, volume: Volume | None) -> float:
        """How much there may be to make in a unit, in milliseconds."""
        posts = len(volume.entries) if volume else 10 + len(self._months(unit))
        if unit not in self.before.units or self.before.frame_key != self.shared.frame_key:
            return posts * PAGE + self._paper(unit, volume)
        turned = self.before.day != self.shared.day and volume is not None and not volume.at_rest(self.shared.day)
        return len(self.lost[unit]) * PAGE + (posts * PAGE / 2 if turned else 0)

    def _months(self, unit: str) -> Months:
        """The months of the ward or the city that a unit is."""
        return self.index.months.get(CITY if unit == PORTAL else unit, ())

    def _paper(self, unit: str, volume: Volume | None) -> float:
        """The work of the sheets in a unit that nothing is known of, in milliseconds; a new theme makes none again."""
        if unit in self.before.units:
            return 0
        if volume:
            return 0 if volume.at_rest(self.shared.day) else volume.events * SHEET
        if unit == SHEETS:
            return (100 if self.loaded.streets.certain else 8) * SHEET
        return 2 * SHEET if unit in self.city.ward_slugs else 0

    def _digests(self, volumes: Iterable[Volume]) -> tuple[object, ...]:
        """What stands for volumes: their posts, whether they are at rest, and where their links lead."""
        return tuple(
            (volume.folder, volume.label, volume.digest, volume.at_rest(self.shared.day), self.resolved[volume.digest])
            for volume in volumes
        )

    def _nearby(self, place: str) -> tuple[Volume, ...]:
        """The volumes of the wards around a ward in which something may be coming."""
        if self.loaded.outlines is None:
            return ()
        numbers = self.loaded.outlines.by_number(self.city.ward(place).number).neighbours
        around = {ward.slug for ward in self.city.wards if ward.number in numbers}
        return tuple(
            volume
            for volume in self.volumes
            if volume.folder in around and volume.events and not volume.at_rest(self.shared.day)
        )

    def _alerts(self, place: str) -> tuple[Alert | None, ...]:
        """What stands above the pages of a place."""
        return self.shared.alerts.get(CITY_FOLDER), self.shared.alerts.get(place)

    def _photos(self, place: str) -> list[Picture | None]:
        """The photos of whoever serves a ward; the pictures of posts are known by where their links lead."""
        return [self.shared.pictures.get(person.photo) for person in self.serving[place].people]

    def _elsewhere(self, context: tuple[Volume, ...]) -> tuple[tuple[Volume, ...], tuple[object, ...]]:
        """The volumes beyond a ward's own in which a series goes on that it takes part in, and what of them matters."""
        day = self.shared.day
        names = {name for volume in context if not volume.at_rest(day) for name, _ in volume.series}
        known = {(volume.folder, volume.label) for volume in context}
        found, parts = [], list[object]()
        for volume in self.volumes if names else ():
            of_series = tuple(pair for pair in volume.series if pair[0] in names)
            if of_series and not volume.at_rest(day) and (volume.folder, volume.label) not in known:
                found.append(volume)
                parts.append((volume.folder, volume.label, of_series))
        return tuple(found), tuple(parts)

    def _ward_streets(self, place: str) -> tuple[tuple[Street, ...], tuple[str, str]] | None:
        """The streets of a ward, whom to credit for them and of when they are."""
        file = self.loaded.streets.certain
        if file is None or place not in self.city.ward_slugs:
            return None
        return streets_of(file, self.city.ward(place)), (file.credit, file.day)

    def _job(
        self,
        place: str,
        own: tuple[Volume, ...],
        context: tuple[Volume, ...],
        nearby: tuple[Volume, ...],
        todo: frozenset[str],
    ) -> Job:
        blocks = {}
        for name in (place, CITY_FOLDER) if place in self.city.ward_slugs else self.before.blocks:
            blocks.update(self.before.blocks.get(name, {}))
        return Job(
            shared=self.shared,
            place=place,
            volumes=own,
            context=context,
            nearby=nearby,
            todo=todo,
            fresh={name: self.fresh[name] for name in todo if name in self.fresh},
            links=_needed((*own, *context), self.index.links),
            blocks=blocks,
            sheets={name: self.before.sheets[name] for name in todo if name in self.before.sheets},
            streets=self._ward_streets(place) if place in todo else None,
            states={id: self.states[id] for volume in own for id in _told_of(volume) if id in self.states},
            months=self.index.months.get(place, ()) if todo & {place, PORTAL} else (),
        )


def _resolved(volume: Volume, address: Callable[[str], str], states: Mapping[str, State]) -> bytes:
    """Where the links of a volume's posts lead, and what became of what its newsletters told of."""
    links = [(link.target, address(link.target)) for entry in volume.entries for link in entry.links]
    return key_of(links, [states.get(id) for id in _told_of(volume)]) if links else b""


def _told_of(volume: Volume) -> tuple[str, ...]:
    """The ids that the newsletters of a volume name."""
    editions = (entry for entry in volume.entries if entry.type == "edition") if volume.editions else ()
    return tuple(id for entry in editions for id in wanted_ids(entry.links))


def _states(index: CityIndex) -> dict[str, State]:
    """What is known on the day of each post that a newsletter told of."""
    wanted = {id for volume in index.volumes for id in _told_of(volume)}
    if not wanted:
        return {}
    return {
        entry.id: State(
            status=entry.status, start=entry.start, told=tuple(on for on in entry.told if day_of(on) <= index.day)
        )
        for entry in index.entries()
        if entry.id in wanted
    }


def _needed(volumes: Iterable[Volume], links: Mapping[str, str]) -> dict[str, str]:
    """The part of all links that some posts have."""
    targets = {
        link.target.partition(":")[2].partition("#")[0]
        for volume in volumes
        for entry in volume.entries
        for link in entry.links
    }
    return {target: links[target] for target in targets if target in links}
