"""Last step: a finished site goes in, the indexes that readers search it with are written beside its pages.

An index for the city and one for each ward, in `zoeken/index/`, made by Pagefind from the pages as they are published.
The index of the build does not know these files: an output with an old search index, or none, is complete.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wijksites.agenda.occurrences import over_for_good
from wijksites.build.build import Outcome, Progress, quiet
from wijksites.build.index import Cache
from wijksites.build.indexed import indexed
from wijksites.build.join import public_rows, shown
from wijksites.build.volume import Volume
from wijksites.city.model import City
from wijksites.moments import day_of
from wijksites.pages.page import PEOPLE_URL
from wijksites.pages.search import INDEX_FOLDER
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER
from wijksites.posts.row import Row
from wijksites.settings import Settings
from wijksites.words import translate

RECENT = 365  # days: what was published before, one finds in its ward
PATIENCE = 600  # seconds for one index
STAMP = ".made-from.json"  # begins with a dot: it is not published
ENTRY = "pagefind-entry.json"
# Of all that Pagefind writes, what our own page asks for; not its ready-made search boxes.
SCRIPTS = frozenset({"pagefind.js", "pagefind-worker.js", ENTRY})
PARTS = frozenset({".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort"})


class SearchError(Exception):
    """An index cannot be made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one searches: the folder of its index below the output; path to digest of the pages in it."""

    folder: str
    pages: dict[str, str]


def index_search(settings: Settings, day: date, outcome: Outcome, progress: Progress = quiet) -> Outcome:
    """Makes the indexes of which a page changed. When that cannot be done, the outcome says so in a sentence, and the
    earlier indexes stay."""
    if outcome.city is None:
        return outcome
    output = Path(settings.output)
    cache = Cache(output)
    wanted = tuple(places(outcome, outcome.city, day, drafts=settings.drafts)) if settings.search else ()
    work = cache.folder / "search"
    progress(translate("Making the search index"), 0, 1)
    try:
        with cache.locked(lambda: None):
            _remove_others(output, {place.folder for place in wanted})
            for place in wanted:
                _index(output, place, work, outcome.index.toolchain, outcome.city.language)
    except (OSError, SearchError) as error:
        text = translate(
            "The pages are published, but not all of them can be searched yet: {reason}. Until the next build, readers "
            "search what the last one found.",
            reason=error,
        )
        return replace(outcome, notes=(*outcome.notes, text))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return outcome


def places(outcome: Outcome, city: City, day: date, *, drafts: bool) -> Iterator[Place]:
    """The city, then each ward, with what one finds there."""
    manifest = outcome.manifest()
    volumes = tuple(volume for _, folder in sorted(outcome.index.folders.items()) for volume in folder.volumes)
    of_city = [row for volume in volumes if volume.folder == CITY_FOLDER for row in public_rows(volume, day, drafts)]
    homes = [ward.url for ward in city.wards]
    recent = [row.url for volume in volumes for row in _recent(volume, day, drafts)]
    yield _place("/", ["/", PEOPLE_URL, *homes, *recent], manifest)
    for ward in city.wards:
        own = [
            entry.url
            for volume in volumes
            if volume.folder == ward.slug
            for entry in volume.entries
            if entry.type != "intro" and shown(entry, day, drafts)
        ]
        shared = [row.url for row in of_city if row.concerns(ward.slug)]
        yield _place(ward.url, [ward.url, *own, *shared], manifest)


def _place(base: str, urls: Iterable[str], manifest: dict[str, str]) -> Place:
    paths = (f"{url.lstrip('/')}index.html" for url in urls)
    pages = {path: manifest[path] for path in paths if path in manifest}
    return Place(folder=f"{base.lstrip('/')}{INDEX_FOLDER}", pages=pages)


def _recent(volume: Volume, day: date, drafts: bool) -> list[Row]:
    """The posts of a volume that the index of the city has: pages, what was published lately, what is still to come."""
    since = day - timedelta(days=RECENT)
    if volume.folder != PAGE_FOLDER and volume.at_rest(day) and volume.newest.date() < since:
        return []
    return [
        row
        for row in public_rows(volume, day, drafts)
        if row.type == "page"
        or (row.type != "intro" and day_of(row.published) >= since)
        or (row.type == "event" and (over_for_good(row) or day) >= day)
    ]


def _index(output: Path, place: Place, work: Path, toolchain: str, language: str) -> None:
    """Makes the index of a place, unless it is all there and was made from the same texts."""
    folder = output / place.folder
    before = _stamp(folder)
    pages = dict(_texts(output, place, before.get("pages", {})))
    now = {"made_with": f"{toolchain} {language}", "pages": pages}
    texts = [{path: text for path, (_, text) in some.items()} for some in (pages, before.get("pages", {}))]
    same = before and before["made_with"] == now["made_with"] and texts[0] == texts[1]
    if not same or before["files"] != _sizes(folder):
        shutil.rmtree(work, ignore_errors=True)
        _move_in(_make(output, place, work, language), folder)
    elif before["pages"] == pages:
        return
    draft = folder / f"{STAMP}.new"
    draft.write_text(json.dumps({**now, "files": _sizes(folder)}), encoding="utf-8")
    draft.replace(folder / STAMP)


def _stamp(folder: Path) -> dict[str, Any]:
    """What an index was made from, and its files; nothing when that is not known."""
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.keys() == {"made_with", "pages", "files"} else {}


def _texts(output: Path, place: Place, before: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Of each page its digest and that of its text. Reading takes as long as indexing, so only a page that changed is
    read: of the many that never do, the text is not known, and differs from any other."""
    for path, digest in place.pages.items():
        known = before.get(path)
        if known is None:
            yield path, [digest, ""]
        elif known[0] == digest:
            yield path, known
        else:
            yield path, [digest, indexed((output / path).read_text(encoding="utf-8"))]


def _sizes(folder: Path) -> dict[str, int]:
    """The files of an index and their sizes; most have a digest in their name."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(STAMP)
    }


def _make(output: Path, place: Place, work: Path, language: str) -> Path:
    """An index in a folder of its own. Raises SearchError and OSError."""
    site, made = work / "site", work / "made"
    for path in place.pages:
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(output / path, target)
        except OSError:  # a file system without hard links, or the cache on another one
            shutil.copyfile(output / path, target)
    command = [_program(), "--site", str(site), "--output-path", str(made), "--root-selector", "main"]
    try:
        done = subprocess.run(
            [*command, "--exclude-selectors", "dt", "--force-language", language, "--silent"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SearchError(translate("Pagefind took longer than {count} seconds", count=PATIENCE)) from None
    if done.returncode or not (made / ENTRY).is_file():
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise SearchError(said[-1].strip() if said else translate("Pagefind ended with {code}", code=done.returncode))
    return made


def _program() -> str:
    try:
        from pagefind_bin import get_executable

        return str(get_executable())
    except (ImportError, FileNotFoundError):
        raise SearchError(translate("Pagefind is not installed")) from None


def _move_in(made: Path, folder: Path) -> None:
    """Puts an index in the place of an earlier one. Its parts have digests as names, and what names them comes last:
    who searches meanwhile gets the old index or the new one."""
    languages = json.loads((made / ENTRY).read_text(encoding="utf-8"))["languages"].values()
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    names = [name for name in _sizes(made) if name in SCRIPTS | engines or Path(name).suffix in PARTS]
    for name in sorted(names, key=lambda name: (name == ENTRY, name)):
        target = folder / name
        if target.is_file() and target.read_bytes() == (made / name).read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(target)
    for name in _sizes(folder).keys() - set(names):
        (folder / name).unlink()


def _remove_others(output: Path, wanted: set[str]) -> None:
    """Removes the indexes of places that are gone."""
    for folder in (output / INDEX_FOLDER, *output.glob(f"*/{INDEX_FOLDER}")):
        if folder.is_dir() and f"{folder.relative_to(output).as_posix()}/" not in wanted:
            shutil.rmtree(folder)
            for parent in (folder.parent, folder.parent.parent):
                if parent != output and not any(parent.iterdir()):
                    parent.rmdir()
