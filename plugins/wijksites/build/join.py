"""Second step: the folders go in, the city's index and all problems of the city come out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wijksites.agenda.block import kept
from wijksites.agenda.occurrences import past
from wijksites.build.files import Seen, seen_of
from wijksites.build.months import Months, addresses, month_links, months_by_place
from wijksites.build.read import WITHDRAWN, Folder, Reading
from wijksites.build.store import Store
from wijksites.build.volume import Entry, Volume, merge
from wijksites.check.editions import edition_items
from wijksites.check.rows import doubles, follows, former_addresses, links
from wijksites.check.withdrawn import ON_REQUEST, Withdrawn, load_withdrawn
from wijksites.city.model import City
from wijksites.moments import day_of
from wijksites.pages.edition import REMOVED, editions_url
from wijksites.pages.page import EMBED_URL, FEED_KINDS, LOOKUP_URL, OVERVIEW_URL, PEOPLE_URL
from wijksites.pages.paper import LARGE_URL, welcome_url
from wijksites.pages.ward import NEWS_LISTED
from wijksites.pictures.refusal import Refusal
from wijksites.posts.edition import wanted_ids
from wijksites.posts.model import Post
from wijksites.posts.paths import CITY_FOLDER, path_of
from wijksites.posts.row import Row, is_public, told_row
from wijksites.problems import Problem
from wijksites.settings import Settings

NONE: Mapping[str, Refusal | None] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CityIndex:
    """What all posts make together. `files`: the sources as they were read; `links` leads from a source to the
    address of its page, and from a path or source that is not public yet to nothing; `paths`: every path of the site
    that a link may lead to; `months`: of each ward by its slug, and of the city."""

    folders: dict[str, Folder]
    files: dict[str, Seen]
    links: dict[str, str]
    problems: tuple[Problem, ...]
    held: frozenset[str]
    paths: frozenset[str]
    months: dict[str, Months]
    day: date
    drafts: bool

    @property
    def volumes(self) -> tuple[Volume, ...]:
        """All volumes, by folder and label."""
        return tuple(volume for _, folder in sorted(self.folders.items()) for volume in folder.volumes)

    def entries(self) -> Iterable[Entry]:
        """What is public."""
        return (entry for volume in self.volumes for entry in volume.entries if shown(entry, self.day, self.drafts))

    def all_rows(self) -> tuple[Row, ...]:
        """The rows of all posts, drafts and scheduled ones too."""
        return tuple(told_row(row, self.day) for volume in self.volumes for row in volume.rows())


def shown(entry: Entry | Row, day: date, drafts: bool) -> bool:
    """Whether the site of a day shows a post."""
    return drafts or (not entry.draft and day_of(entry.published) <= day)


def public_rows(volume: Volume, day: date, drafts: bool) -> tuple[Row, ...]:
    """The rows of a volume that the site of a day shows, as they are told that day."""
    return tuple(told_row(row, day) for row in volume.rows() if drafts or is_public(row, day))


def join(
    readings: Iterable[Reading],
    city: City,
    day: date,
    settings: Settings,
    content: Path,
    shown_content: str,
    *,
    before: Mapping[str, Folder],
    store: Store,
    looked: Mapping[str, Refusal | None] = NONE,
    more_paths: frozenset[str] = frozenset(),
) -> CityIndex:
    """The city's index. A post that clashes with another is held back too: its last good version takes its place
    (`before`: what an earlier build published), or none does. `looked`: pictures, and why they cannot be shown;
    `more_paths`: of pages that are not made from posts. Raises Damaged when the cache is."""
    readings = tuple(readings)
    # Newsletters must know which posts are gone; what is wrong with the list is said when all paths are known.
    withdrawn, _ = load_withdrawn(content / WITHDRAWN, frozenset(), shown_content)
    held = frozenset[str]().union(*(reading.held for reading in readings))
    wrong = tuple(problem for reading in readings for problem in reading.problems)
    warnings = tuple(problem for reading in readings for found in reading.folder.warnings.values() for problem in found)
    first = _check(readings, city, day, settings, content, shown_content, held, looked, more_paths, withdrawn)
    clashing = frozenset(problem.path for problem in first.problems if not problem.warning)
    back = {f"{shown_content}/{source}": source for reading in readings for source in _sources(reading.folder)}
    clashing = frozenset(back[path] for path in clashing)
    settled = tuple(_settle(reading, clashing, before, store) for reading in readings)
    if clashing:
        settled, dropped = _one_of_each(settled, before, store)
        clashing |= dropped
    index = first
    if clashing:
        held |= clashing
        index = _check(settled, city, day, settings, content, shown_content, held, looked, more_paths, withdrawn)
    return replace(index, problems=(*wrong, *warnings, *first.problems), held=held)


def _sources(folder: Folder) -> tuple[str, ...]:
    return tuple(entry.source for volume in folder.volumes for entry in volume.entries)


def _settle(reading: Reading, clashing: frozenset[str], before: Mapping[str, Folder], store: Store) -> Reading:
    """The folder without its posts that clash: a new version makes way for the last good one."""
    folder = reading.folder
    mine = clashing.intersection(_sources(folder))
    if not mine:
        return reading
    again = mine & reading.parsed
    files = [entry for entry in reading.files.entries() if entry[0] not in mine]
    return replace(
        reading,
        files=seen_of(files),
        folder=replace(
            folder,
            volumes=merge(folder.name, folder.volumes, again, _good(before.get(folder.name), again, store), store),
        ),
    )


def _one_of_each(
    readings: tuple[Reading, ...], before: Mapping[str, Folder], store: Store
) -> tuple[tuple[Reading, ...], frozenset[str]]:
    """The folders with one post for each id and address: what was online before stays, what came later makes way;
    and the sources that made way."""
    online = {source for folder in before.values() for source in _sources(folder)}
    entries = [entry for reading in readings for volume in reading.folder.volumes for entry in volume.entries]
    taken: set[tuple[str, str]] = set()
    dropped = set()
    for entry in sorted(entries, key=lambda entry: (entry.source not in online, entry.source)):
        names = {("id", entry.id), ("url", entry.url)}
        if taken & names:
            dropped.add(entry.source)
        else:
            taken |= names
    kept = []
    for reading in readings:
        folder, mine = reading.folder, dropped.intersection(_sources(reading.folder))
        if mine:
            volumes = merge(folder.name, folder.volumes, frozenset(mine), (), store)
            files = seen_of(entry for entry in reading.files.entries() if entry[0] not in mine)
            reading = replace(reading, files=files, folder=replace(folder, volumes=volumes))
        kept.append(reading)
    return tuple(kept), frozenset(dropped)


def _good(folder: Folder | None, sources: frozenset[str], store: Store) -> list[Post]:
    found = []
    for volume in folder.volumes if folder else ():
        if not sources.isdisjoint(entry.source for entry in volume.entries):
            found += [post for source, post in volume.posts(store).items() if source in sources]
    return found


def _check(
    readings: tuple[Reading, ...],
    city: City,
    day: date,
    settings: Settings,
    content: Path,
    shown_content: str,
    held: frozenset[str],
    looked: Mapping[str, Refusal | None],
    more_paths: frozenset[str],
    withdrawn: tuple[Withdrawn, ...],
) -> CityIndex:
    """What the posts of all folders say of each other."""
    folders = {reading.folder.name: reading.folder for reading in readings}
    volumes = [volume for folder in folders.values() for volume in folder.volumes]
    entries = [entry for volume in volumes for entry in volume.entries]
    shown_as, drafts = _Shown(shown_content), settings.drafts
    public = [entry for entry in entries if shown(entry, day, drafts)]
    later = [entry for entry in entries if not shown(entry, day, drafts)]
    months = months_by_place(city, volumes, day, settings.agenda_months, drafts=drafts)
    pages = frozenset(addresses(city, months))
    targets = {link.target for entry in entries for link in entry.links if link.target.startswith("site:")}
    wanted = {target.removeprefix("site:").partition("#")[0] for target in targets}
    # A month without activities has a page until it is over: a link to it was right, and breaks no later build.
    passing = month_links(city, wanted)
    known = site_paths(city, volumes, public, day, drafts) | more_paths | pages | passing
    hidden = {entry.url for entry in later} | {entry.url.rstrip("/") + ".ics" for entry in later}
    problems = [
        *doubles(entries, shown_as),
        *follows(entries, held, shown_as),
        *edition_items(entries, held, frozenset(post.id for post in withdrawn), shown_as),
        *former_addresses(entries, known | {entry.url for entry in entries}, shown_as),
        *links(
            entries,
            {entry.source: entry for entry in entries},
            held,
            known | {path_of(source) for source in held},
            frozenset({entry.source for entry in later} | hidden - known),
            content,
            shown_as,
            looked,
        ),
    ]
    no_page = {path for path in passing if f"{path.rstrip('/')}/" not in pages}
    nowhere = (hidden - known) | _ended(volumes, wanted, day) | no_page
    return CityIndex(
        folders=folders,
        files={reading.folder.name: reading.files for reading in readings},
        links=dict.fromkeys(nowhere, "") | {entry.source: entry.url for entry in public} | _of_items(public, withdrawn),
        problems=tuple(problems),
        held=held,
        paths=known,
        months=months,
        day=day,
        drafts=drafts,
    )


def _of_items(public: Iterable[Entry], withdrawn: Iterable[Withdrawn]) -> dict[str, str]:
    """Where the items of newsletters lead, by id: of a post that was withdrawn, to what stands at its address now; of
    one that was removed on request, nowhere, and its line goes."""
    public = tuple(public)
    wanted = {id for entry in public if entry.type == "edition" for id in wanted_ids(entry.links)}
    if not wanted:
        return {}
    gone = {one.id: REMOVED if one.reason == ON_REQUEST else one.to or path_of(f"{one.id}.md") for one in withdrawn}
    here = {entry.id: entry.url for entry in public if entry.id in wanted}
    return {id: url for id, url in gone.items() if id in wanted} | here


def _ended(volumes: Iterable[Volume], targets: Iterable[str], day: date) -> set[str]:
    """Those of the paths to which posts link that are calendar files of events that were over too long ago to have
    one."""
    wanted = {target for target in targets if target.endswith(".ics")}
    found = set()
    for volume in volumes:
        urls = {entry.url: f"{entry.url.rstrip('/')}.ics" for entry in volume.entries if entry.type == "event"}
        if wanted.isdisjoint(urls.values()):
            continue
        rows = () if volume.at_rest(day) else (row for row in volume.rows() if row.url in urls)
        found |= set(urls.values()) - {urls[row.url] for row in rows if kept(row, day)}
    return found & wanted


class _Shown(dict[str, str]):
    """Source to the path that is printed."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.content = content

    def __missing__(self, source: str) -> str:
        return f"{self.content}/{source}"


def site_paths(
    city: City, volumes: Iterable[Volume], public: Iterable[Entry], day: date, drafts: bool
) -> frozenset[str]:
    """Every path of the site that a link may lead to."""
    paths = {entry.url for entry in public} | {
        entry.url.rstrip("/") + ".ics" for entry in public if entry.type == "event"
    }
    paths |= {"/", LOOKUP_URL, EMBED_URL, PEOPLE_URL, "/data/", OVERVIEW_URL, LARGE_URL}
    for base in ("/", *(ward.url for ward in city.wards)):
        paths |= {base, f"{base}agenda/", f"{base}nieuws/"}
        paths |= {f"{base}feeds/{kind}.{suffix}" for kind in FEED_KINDS for suffix in ("rss", "atom")}
    for ward in city.wards:
        paths |= {f"{ward.url}volgen/", editions_url(ward), f"{ward.url}wijkregisseur.vcf", welcome_url(ward)}
    paths |= set(calendar_paths(city))
    return frozenset(paths | _archives(city, tuple(volumes), day, drafts))


def calendar_paths(city: City) -> Iterator[str]:
    """The addresses of all calendars but those of single events."""
    yield "/agenda.ics"
    yield from (f"/agenda/reeks/{series.id}.ics" for series in city.series)
    for ward in city.wards:
        yield f"{ward.url}agenda.ics"
        yield from (f"{ward.url}agenda/soort/{kind.id}.ics" for kind in city.kinds)


def _archives(city: City, volumes: tuple[Volume, ...], day: date, drafts: bool) -> set[str]:
    """The pages of years: of every year in which an event took place, and of news when a place has much of it."""
    events: set[str] = set()
    news: dict[str, dict[str, int]] = {}
    for volume in volumes:
        for base, over, told in _places(city, volume, day, drafts):
            if over:
                events.add(f"{base}agenda/{volume.label}/")
            if told:
                of_place = news.setdefault(base, {})
                of_place[volume.label] = of_place.get(volume.label, 0) + told
    much = ((base, found) for base, found in news.items() if sum(found.values()) > NEWS_LISTED)
    return events | {f"{base}nieuws/{label}/" for base, found in much for label in found}


def _places(city: City, volume: Volume, day: date, drafts: bool) -> Iterable[tuple[str, int, int]]:
    """Where the archives show a volume: path of the place, past events, news."""
    if not volume.label.isdigit():
        return
    if volume.folder in city.ward_slugs and volume.at_rest(day):
        yield "/", volume.events, volume.news
        yield f"/{volume.folder}/", volume.events, volume.news
        return
    rows = public_rows(volume, day, drafts)
    over = past((row for row in rows if row.type == "event"), day)
    told = [row for row in rows if row.type == "news"]
    yield "/", len(over), len(told)
    for ward in city.wards:
        if ward.slug == volume.folder or volume.folder == CITY_FOLDER:
            mine = [sum(row.concerns(ward.slug) for row in found) for found in (over, told)]
            yield ward.url, mine[0], mine[1]
