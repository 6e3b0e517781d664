"""Third step, the sheets of the city: people, outlines and streets go in, changed PDFs are written to staging."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wijksites.build.printing import Press, Printed, Words, Written, written_in
from wijksites.build.render import Done, work_on
from wijksites.build.shared import Job, Workplace
from wijksites.build.tasks import Task
from wijksites.city.serving import serving
from wijksites.lookup.street_file import StreetFile
from wijksites.pages.page import OVERVIEW_URL, Scene
from wijksites.pages.paper import LARGE_URL, STREET_LIST_URL, Download
from wijksites.settings import shown
from wijksites.sheets.overview import LARGE, SMALL, overview_data, with_map
from wijksites.sheets.streets import street_list_data
from wijksites.sheets.words import state_day

UNIT = "sheets"
# The city's own download, which ours must not be larger than, in bytes: the names of neighbourhoods give way.
LARGEST = 30_060


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsJob:
    """All that the sheets of the city need."""

    job: Job
    streets: StreetFile | None


def build_sheets(sheets: SheetsJob) -> Done:
    """Makes what changed of the sheets of the city."""
    work = Workplace(sheets.job)
    press = work.press(UNIT)
    unit = work_on(work, UNIT, _tasks(work, press, sheets.streets))
    return Done(place=UNIT, units=(unit,), blocks={}, sheets={UNIT: press.made})


def titles(scene: Scene) -> dict[str, str]:
    """What links to the sheets of the city say."""
    return {
        OVERVIEW_URL: scene.say("Who is my wijkregisseur?"),
        LARGE_URL: scene.say("In large letters"),
        STREET_LIST_URL: scene.say("All streets from A to Z"),
    }


def downloads(scene: Scene, printed: Mapping[str, Printed]) -> tuple[Download, ...]:
    """What the pages say of the sheets of the city."""
    found = ((url, title, printed.get(url.lstrip("/"))) for url, title in titles(scene).items())
    return tuple(
        Download(url=url, title=title, pages=sheet.pages, size=sheet.size)
        for url, title, sheet in found
        if sheet and not sheet.problem
    )


def _tasks(work: Workplace, press: Press, streets: StreetFile | None) -> Iterator[Task]:
    shared, scene = work.shared, work.scene
    url, colours = shared.settings.site_url, shared.colours

    def written() -> Iterator[Written]:
        return written_in(shown(shared.settings.wards_file), shared.city)

    named = titles(scene)
    for address, size in ((OVERVIEW_URL, SMALL), (LARGE_URL, LARGE)):
        said = overview_data(scene, url, colours, size=size)
        press.sheet(
            address,
            named[address],
            "overview.typ",
            (shared.data_key, shared.city.wards, said, shared.outlines),
            lambda said=said: (with_map(said[0], scene, shared.outlines), said[1]),  # type: ignore[misc]
            written,
            shorter=_without_names if size == SMALL else None,
            largest=LARGEST,
        )
    if streets:
        credit = (streets.credit, streets.day)
        people = [serving(shared.city, ward.slug, work.day) for ward in shared.city.wards]
        parts = (shared.data_key, streets.text, people, state_day(scene), sorted(colours.items()))
        press.sheet(
            STREET_LIST_URL,
            named[STREET_LIST_URL],
            "streets.typ",
            parts,
            lambda: street_list_data(scene, streets.streets, credit, url, colours),
            written,
        )
    yield from press.done()


def _without_names(said: Words) -> Words:
    return said[0] | {"neighbourhoods": False}, said[1]
