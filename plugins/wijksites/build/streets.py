"""Third step, the list of streets: streets and who serves which ward go in, changed pages are written to staging."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wijksites.build.render import Done, work_on
from wijksites.build.shared import Job, Workplace
from wijksites.build.tasks import Task
from wijksites.city.model import City
from wijksites.lookup.street_file import PROBABLE, STREETS, StreetError, StreetFile, load_streets
from wijksites.pages.page import STREETS_URL
from wijksites.pages.paper import STREET_LIST_URL, Download, ward_streets_url
from wijksites.pages.streets import StreetFiles, letter_links, street_pages, unknown_wards
from wijksites.problems import Problem
from wijksites.settings import shown
from wijksites.words import translate

UNIT = "straten"  # as the folder: no ward may have that name


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsJob:
    """All that the list of streets needs."""

    job: Job
    files: StreetFiles
    paper: Download | None


def build_streets(streets: StreetsJob) -> Done:
    """Makes what changed of the list of streets."""
    work = Workplace(streets.job)
    return Done(place=UNIT, units=(work_on(work, UNIT, _tasks(work, streets)),), blocks={})


def _tasks(work: Workplace, streets: StreetsJob) -> Iterator[Task]:
    for page in street_pages(work.scene, streets.files, streets.paper):
        yield work.page(page)


def load_street_files(folder: Path, city: City) -> tuple[StreetFiles, tuple[Problem, ...]]:
    """The streets in the folder `data/`, and what is wrong with them."""
    problems = []
    files: dict[str, StreetFile | None] = {}
    for name in (STREETS, PROBABLE):
        files[name] = None
        try:
            files[name] = load_streets(folder / name)
        except StreetError as error:
            problems.append(Problem(path=shown(str(folder / name)), text=str(error)))
    found = StreetFiles(certain=files[STREETS], probable=files[PROBABLE])
    for number in unknown_wards(found, frozenset(ward.number for ward in city.wards)):
        text = translate(
            "streets lie in ward {number}, which is not in wards.yaml. Import the streets again, or add the ward.",
            number=number,
        )
        problems.append(Problem(path=shown(str(folder / STREETS)), text=text))
    return found, tuple(problems)


def street_paths(files: StreetFiles, city: City) -> frozenset[str]:
    """The pages of the list, and the lists on paper."""
    letters = {letter.url for letter in letter_links(files)}
    paper = {STREET_LIST_URL, *map(ward_streets_url, city.wards)} if files.certain else set()
    return frozenset({STREETS_URL, *letters, *paper} if letters else ())


def street_data(files: StreetFiles, city: City) -> tuple[tuple[str, bytes], ...]:
    """The streets as open data: name of the file in `/data/`, and its bytes."""
    slugs = {ward.number: ward.slug for ward in city.wards}
    known = ((STREETS, files.certain), (PROBABLE, files.probable))
    return tuple((name, file.with_wards(slugs)) for name, file in known if file)
