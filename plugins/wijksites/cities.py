"""Many cities in one run: a list of settings files goes in, each city's site is built, all on the same workers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import SequenceNode

from wijksites.build import Outcome, build_site, index_search
from wijksites.build.pool import Pool, pool_of
from wijksites.fields import MISSING, Text
from wijksites.reading import Reader, read_node, read_text
from wijksites.records import Key, Record, get
from wijksites.settings import SettingsError, shown
from wijksites.shell import REFUSALS, load_settings, today
from wijksites.words import translate

CITY = Record(
    keys={
        "settings": Key(Text(), "Settings file of the city, from this file's folder", required=True),
        "output": Key(Text(), "Where its site goes, from this file's folder", required=True),
    }
)
AT_ONCE = 4  # cities in hand; each waits for its own wards


@dataclass(frozen=True, slots=True, kw_only=True)
class CityBuild:
    """A city to build: its settings file and output folder, both absolute."""

    settings: str
    output: str


def read_cities(file: Path) -> tuple[tuple[CityBuild, ...], tuple[str, ...]]:
    """The cities of a file, and what is wrong with it, a sentence each."""
    reader = Reader(path=shown(file))
    text = read_text(file, reader)
    node = read_node(text, reader) if text is not None else None
    if node is not None and not isinstance(node, SequenceNode):
        reader.problem(
            node,
            translate("we expect a list here, for example: `- {{settings: gent/settings.py, output: www/gent}}`"),
        )
    found = []
    for item in node.value if isinstance(node, SequenceNode) else ():
        record = CITY.read(item, "city", reader)
        if record is not MISSING:
            base = file.absolute().parent
            found.append(
                CityBuild(settings=str(base / get(record, "settings")), output=str(base / get(record, "output")))
            )
    return tuple(found), tuple(map(str, reader.problems))


def build_cities(
    cities: tuple[CityBuild, ...], scheduler: str, jobs: int, say: Callable[[str], None]
) -> dict[CityBuild, int]:
    """Builds every city; its exit status. One that fails does not hold back the others. Raises ClusterError."""
    with pool_of(jobs, scheduler) as pool, ThreadPoolExecutor(AT_ONCE) as threads:
        done = threads.map(lambda city: _build(city, pool, say), cities)
        return dict(zip(cities, done, strict=True))


def _build(city: CityBuild, pool: Pool, say: Callable[[str], None]) -> int:
    try:
        settings = load_settings(city.settings, OUTPUT_PATH=city.output)
        day = today(settings)
        outcome: Outcome = index_search(settings, day, build_site(settings, day, pool=pool))
    except (*REFUSALS, SettingsError, ValueError, OSError) as error:
        say(f"{shown(city.settings)}: {error}")
        return 1
    for line in (*outcome.notes, *map(str, outcome.problems), outcome.summary):
        say(f"{shown(city.settings)}: {line}")
    return outcome.status
