"""Everything a build reads: settings and a day go in, the city, its posts and all problems come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from wijksites.build.alerts import load_alerts
from wijksites.build.digest import digest_of
from wijksites.build.files import Seen
from wijksites.build.join import CityIndex, join
from wijksites.build.looking import can_be_shown, look_at_pictures
from wijksites.build.pool import Pool
from wijksites.build.read import (
    PLACES,
    WITHDRAWN,
    Folder,
    Reading,
    ReadJob,
    Sources,
    changed_sources,
    read_folder,
    scan,
)
from wijksites.build.store import Store
from wijksites.build.streets import load_street_files, street_paths
from wijksites.check.assignments import gap_warnings, old_data_warnings, sample_problems
from wijksites.check.ledger import compare, load_ledger
from wijksites.check.required import missing_places
from wijksites.check.rows import missing_outlines
from wijksites.check.withdrawn import Withdrawn, load_withdrawn
from wijksites.city.holidays import Holidays, load_holidays
from wijksites.city.load import load_city
from wijksites.city.model import City
from wijksites.city.outlines import OutlineError, Outlines, load_outlines
from wijksites.city.venues import Venue, load_places
from wijksites.pages.search import search_paths
from wijksites.pages.streets import NO_STREETS, StreetFiles
from wijksites.posts.model import Alert
from wijksites.problems import Problem
from wijksites.settings import Settings, shown
from wijksites.words import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an earlier build knew of the content: its posts by folder, and their files."""

    folders: Mapping[str, Folder]
    files: Mapping[str, Seen]
    alerts: Mapping[str, Alert] = field(default_factory=dict)


HOLIDAYS = "holidays.yaml"
NOTHING = Before(folders={}, files={})
# What reading a post takes, in milliseconds: for deciding whether starting processes pays.
POST = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read. `fatal`: a problem that no build can go on with (the city, the outlines, sample data)."""

    city: City | None
    venues: tuple[Venue, ...]
    outlines: Outlines | None
    streets: StreetFiles = NO_STREETS
    holidays: tuple[Holidays, ...] = ()
    index: CityIndex | None
    withdrawn: tuple[Withdrawn, ...] = ()
    alerts: Mapping[str, Alert] = field(default_factory=dict)  # by folder
    problems: tuple[Problem, ...]
    fatal: bool


def load_sources(
    settings: Settings,
    day: date,
    *,
    pool: Pool | None = None,
    before: Before = NOTHING,
    store: Path | None = None,
    usable: frozenset[str] = frozenset(),
) -> Loaded:
    """Reads and checks everything. `before`: what an earlier build knew, with its posts in `store`; `usable`: pictures
    that were looked at and have not changed since. Raises Damaged when what `before` speaks of is not there."""
    if store is None:
        with TemporaryDirectory() as folder:
            return load_sources(settings, day, pool=pool, store=Path(folder))
    city, problems = load_city(Path(settings.wards_file), shown(settings.wards_file))
    if city is None:
        return Loaded(city=None, venues=(), outlines=None, index=None, problems=sorted_once(problems), fatal=True)
    content, shown_content = Path(settings.content), shown(settings.content)
    places = load_places(content / PLACES, city.ward_slugs, f"{shown_content}/{PLACES}")
    problems += places.problems
    outlines, found = _outlines(settings, city)
    streets, wrong = load_street_files(Path(settings.data), city)
    found += wrong + _language(settings, city) + _photos(city, content, shown(settings.wards_file), usable)
    problems += found
    fatal = bool(found) or not places.readable
    sources = scan(content, city, settings.ignore, shown_content)
    problems += sources.problems
    holidays, found = _off_days(settings)
    problems += found
    readings = _read(settings, city, places.known, holidays, sources, before, store, pool)
    index = join(
        readings,
        city,
        day,
        settings,
        content,
        shown_content,
        before=before.folders,
        store=Store(str(store)),
        looked=look_at_pictures(readings, content, usable, pool),
        more_paths=street_paths(streets, city) | (search_paths(city) if settings.search else frozenset()),
    )
    alerts, found = load_alerts(city, content, shown_content, index, day, before.alerts)
    problems += index.problems + found
    withdrawn, found = _day_checks(settings, city, index, day)
    problems += found
    if not withdrawn and any(problem.path.endswith(WITHDRAWN) and not problem.warning for problem in found):
        fatal = True  # the file as a whole is wrong: without it, pages of withdrawn posts would vanish
    if not (content / PLACES).exists():
        problems += missing_places(index.all_rows(), content, shown_content)
    found = _samples(settings, city, index, shown_content)
    problems += found
    fatal = fatal or bool(found)
    return Loaded(
        city=city,
        venues=places.venues,
        outlines=outlines,
        streets=streets,
        holidays=holidays,
        index=index,
        withdrawn=withdrawn,
        alerts=alerts,
        problems=sorted_once(problems),
        fatal=fatal,
    )


def _read(
    settings: Settings,
    city: City,
    venues: frozenset[str] | None,
    holidays: tuple[Holidays, ...],
    sources: Sources,
    before: Before,
    store: Path,
    pool: Pool | None,
) -> tuple[Reading, ...]:
    """The folders of content as they are now; on the pool when there is much to read."""
    content, shown_content = settings.content, shown(settings.content)
    frame = replace(city, regisseurs=(), assignments=())
    named = (city.wards, city.kinds, city.series, holidays)
    rules = digest_of(city.zone_name, *named, None if venues is None else sorted(venues), shown_content)
    readings: dict[str, Reading] = {}
    jobs = []
    for name, found in sorted(sources.by_folder.items()):
        folder = before.folders.get(name, Folder(name=name))
        known = before.files.get(name, Seen()) if folder.rules == rules else Seen()
        changed, same = changed_sources(known, found, content)
        gone = any(entry.source not in found for volume in folder.volumes for entry in volume.entries)
        if not changed and not gone and folder.rules == rules:
            readings[name] = Reading(folder=folder, files=same)
            continue
        jobs.append(
            ReadJob(
                before=folder,
                same=same,
                sources=tuple(sorted(changed)),
                rules=rules,
                content=content,
                shown=shown_content,
                city=frame,
                venues=venues,
                holidays=holidays,
                store=str(store),
            )
        )
    executor = pool.started(POST * sum(len(job.sources) for job in jobs)) if pool else None
    for reading in executor.map(read_folder, jobs) if executor else map(read_folder, jobs):
        readings[reading.folder.name] = reading
    return tuple(readings[name] for name in sorted(readings))


def _samples(settings: Settings, city: City, index: CityIndex, shown_content: str) -> tuple[Problem, ...]:
    """Sample data, where none may be."""
    if settings.allow_sample:
        return ()
    samples = tuple(f"{shown_content}/{row.source}" for row in index.all_rows() if row.sample)
    return sample_problems(city, samples, shown(settings.wards_file))


def _day_checks(
    settings: Settings, city: City, index: CityIndex, day: date
) -> tuple[tuple[Withdrawn, ...], tuple[Problem, ...]]:
    """The posts that were withdrawn, and what the day, `vervallen.yaml` and an earlier ledger say."""
    wards_file, shown_content = shown(settings.wards_file), shown(settings.content)
    problems = gap_warnings(city, day, wards_file) + old_data_warnings(city, day, wards_file)
    file = Path(settings.content) / WITHDRAWN
    withdrawn, found = load_withdrawn(file, index.paths, f"{shown_content}/{WITHDRAWN}")
    problems += found
    if settings.ledger:
        rows = index.all_rows()
        gone = frozenset(post.id for post in withdrawn)
        paths = {row.source: f"{shown_content}/{row.source}" for row in rows}
        problems += compare(load_ledger(Path(settings.ledger), city.authority), rows, gone, index.held, day, paths)
    return withdrawn, problems


def sorted_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by place."""
    return tuple(sorted(set(problems)))


def _off_days(settings: Settings) -> tuple[tuple[Holidays, ...], tuple[Problem, ...]]:
    file = Path(settings.data) / HOLIDAYS
    return load_holidays(file, shown(file))


def _outlines(settings: Settings, city: City) -> tuple[Outlines | None, tuple[Problem, ...]]:
    file = Path(settings.data) / "outlines.json"
    if not file.exists():
        return None, ()  # a city may begin without a map
    try:
        outlines = load_outlines(file)
    except OutlineError as error:
        return None, (Problem(path=shown(file), text=str(error)),)
    return outlines, missing_outlines(city, outlines, shown(file))


def _language(settings: Settings, city: City) -> tuple[Problem, ...]:
    """Pelican's TIMEZONE and DEFAULT_LANG may say what wards.yaml says, and nothing else."""
    found = []
    if settings.zone_name and settings.zone_name != city.zone_name:
        found.append(
            Problem(
                path=shown(settings.wards_file),
                text=translate(
                    "the setting TIMEZONE ({setting}) differs from `zone: {zone}` here. Make them equal.",
                    setting=settings.zone_name,
                    zone=city.zone_name,
                ),
            )
        )
    if settings.language != city.language:
        found.append(
            Problem(
                path=shown(settings.wards_file),
                text=translate(
                    "the setting DEFAULT_LANG ({setting}) differs from the first of `languages: [{first}]` here. "
                    "Make them equal.",
                    setting=settings.language,
                    first=city.language,
                ),
            )
        )
    return tuple(found)


def _photos(city: City, content: Path, wards_file: str, usable: frozenset[str]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            path=wards_file,
            text=translate(
                "the photo `{name}` of {person} does not exist or is damaged. Put it in the content folder, or remove "
                "the line `photo:`.",
                name=regisseur.photo,
                person=regisseur.name,
            ),
        )
        for regisseur in city.regisseurs
        if regisseur.photo and not can_be_shown(regisseur.photo, content, usable)
    )
