"""Everything a build reads: settings and a day go in, the city, its posts and all problems come out."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wijksites.build.join import CityIndex, join
from wijksites.build.read import PLACES, WITHDRAWN, ReadJob, WardIndex, read_ward, scan
from wijksites.check.assignments import gap_warnings, old_data_warnings, sample_problems
from wijksites.check.ledger import compare, load_ledger
from wijksites.check.rows import inside, is_file, missing_outlines, readable
from wijksites.check.withdrawn import Withdrawn, load_withdrawn
from wijksites.city.load import load_city
from wijksites.city.model import City
from wijksites.city.outlines import OutlineError, Outlines, load_outlines
from wijksites.city.venues import Venue, load_venues
from wijksites.problems import Problem
from wijksites.settings import Settings, shown
from wijksites.words import translate

Map = Callable[[Callable[[ReadJob], WardIndex], Iterable[ReadJob]], Iterable[WardIndex]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read. `fatal`: a problem that no build can go on with (the city, the outlines, sample data)."""

    city: City | None
    venues: tuple[Venue, ...]
    outlines: Outlines | None
    index: CityIndex | None
    withdrawn: tuple[Withdrawn, ...] = ()
    problems: tuple[Problem, ...]
    fatal: bool


def load_sources(settings: Settings, day: date, executor: Executor | None = None) -> Loaded:
    """Reads and checks everything; with an executor, the wards in parallel."""
    wards_file = shown(settings.wards_file)
    city, problems = load_city(Path(settings.wards_file), wards_file)
    if city is None:
        return Loaded(city=None, venues=(), outlines=None, index=None, problems=sorted_once(problems), fatal=True)
    content, shown_content = Path(settings.content), shown(settings.content)
    venues, found = load_venues(content / PLACES, city.ward_slugs, f"{shown_content}/{PLACES}")
    problems += found
    outlines, found = _outlines(settings, city)
    found += _language(settings, city) + _photos(city, content, wards_file)
    problems += found
    fatal = bool(found)
    sources = scan(content, city, settings.ignore, shown_content)
    problems += sources.problems
    jobs = [
        ReadJob(
            folder=folder,
            sources=files,
            content=settings.content,
            shown=shown_content,
            city=city,
            venues=frozenset(venue.id for venue in venues),
        )
        for folder, files in sorted(sources.by_folder.items())
    ]
    indexes = tuple(executor.map(read_ward, jobs) if executor else map(read_ward, jobs))
    index = join(indexes, city, day, content, shown_content, drafts=settings.drafts)
    problems += index.problems
    problems += gap_warnings(city, day, wards_file) + old_data_warnings(city, day, wards_file)
    withdrawn, found = load_withdrawn(content / WITHDRAWN, index.paths, f"{shown_content}/{WITHDRAWN}")
    problems += found
    if settings.ledger:
        gone = frozenset(post.id for post in withdrawn)
        paths = {row.source: f"{shown_content}/{row.source}" for row in index.all_rows}
        problems += compare(load_ledger(Path(settings.ledger)), index.all_rows, gone, index.held, day, paths)
    if not settings.allow_sample:
        samples = tuple(f"{shown_content}/{row.source}" for row in index.all_rows if row.sample)
        found = sample_problems(city, samples, wards_file)
        problems += found
        fatal = fatal or bool(found)
    return Loaded(
        city=city,
        venues=venues,
        outlines=outlines,
        index=index,
        withdrawn=withdrawn,
        problems=sorted_once(problems),
        fatal=fatal,
    )


def sorted_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by place."""
    return tuple(sorted(set(problems)))


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


def _usable(photo: Path, content: Path) -> bool:
    return is_file(photo) and inside(photo, content) and readable(photo)


def _photos(city: City, content: Path, wards_file: str) -> tuple[Problem, ...]:
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
        if regisseur.photo and not _usable(content / regisseur.photo, content)
    )
