"""Fourth step: staged files go in, the output folder comes out changed at once, or not at all.

Nothing touches the output before every file is staged. Then a journal is written; from there on the moves are
only repeated until they are done, by this run or, after a crash, by the next. A file is replaced by one rename,
so that no reader ever gets half of it.
"""

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

from wijksites.words import translate

JOURNAL = "journal.json"
MARKER = "build.json"  # a folder with this file is ours
FOREIGN = re.compile(r"([^/]+/)?zoeken/index/")  # made after the build, by the search indexer


class PublishError(Exception):
    """The output folder cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something to move in: its path below the output, the folder below staging in which it waits, and where there
    (at the same path, unless it takes the place of a file)."""

    path: str
    folder: str
    staged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What publication did, in files."""

    written: int
    removed: int
    unchanged: int


def staging_folder(output: Path) -> Path:
    """Where files wait: beside the output, on the same file system, so that a rename is enough."""
    return output.parent / f".{output.name}.staging"


def prepare(output: Path) -> Path:
    """An empty staging folder. Completes a publication that was interrupted; raises PublishError when the output
    folder holds somebody else's files."""
    if output.exists() and not output.is_dir():
        raise PublishError(translate("OUTPUT_PATH: ‘{value}’ is a file, not a folder. Choose a folder.", value=output))
    if not (output / MARKER).is_file() and _files(output):
        staging = staging_folder(output)
        if not (staging / JOURNAL).is_file():
            raise PublishError(
                translate(
                    "OUTPUT_PATH: the folder ‘{value}’ holds files that this site did not make. Choose an empty "
                    "folder.",
                    value=output,
                )
            )
    recover(output)
    staging = staging_folder(output)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def recover(output: Path) -> bool:
    """Completes what an interrupted run had begun to move in; whether there was anything to do."""
    staging = staging_folder(output)
    journal = staging / JOURNAL
    if not journal.is_file():
        return False
    _carry_out(output, staging, json.loads(journal.read_text(encoding="utf-8")))
    return True


def publish(
    output: Path,
    staging: Path,
    moves: Sequence[Move],
    made: Set[str],
    earlier: Set[str] | None,
    kept: tuple[str, ...] = (),
) -> Changes:
    """Moves staged files into the output and removes what is no longer made.

    `made`: every path of the site; `earlier`: those of an earlier build, None when they are not known and the output
    must be searched; `kept`: folders whose files stay although nothing was made for them (posts that are held back).
    """
    there = set(_files(output)) if earlier is None else earlier
    stale = sorted(path for path in there - made if not (FOREIGN.match(path) or path.startswith(kept)))
    # The marker last: until it is there, a first publication is not complete.
    ordered = sorted(moves, key=lambda move: (move.path == MARKER, move.folder, move.path))
    steps = [[f"{move.folder}/{move.staged}", move.path] for move in _whole_folders(output, ordered)]
    plan = {"move": steps, "remove": stale}
    if ordered or stale:
        journal = staging / JOURNAL
        draft = staging / f"{JOURNAL}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(plan, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(journal)
    _carry_out(output, staging, plan)
    return Changes(written=len(ordered), removed=len(stale), unchanged=len(made) - len(ordered))


def _whole_folders(output: Path, moves: Iterable[Move]) -> Iterator[Move]:
    """The same moves with fewer steps: a folder that the output does not have is moved as a whole. Making a folder
    costs more than moving a file."""
    there: dict[str, bool] = {}
    covered: set[tuple[str, str]] = set()
    for folder, group in groupby(moves, key=lambda move: move.folder):
        made: set[str] = set()
        for move in group:
            if move.staged != move.path:
                yield move
                continue
            parents = list(accumulate(move.path.split("/")[:-1], lambda one, name: f"{one}/{name}"))
            for parent in parents:
                if parent not in there:
                    there[parent] = (output / parent).is_dir()
            missing = next((parent for parent in parents if not there[parent]), None)
            made.update(parents)
            if missing is None:
                yield move
            elif (folder, missing) not in covered:
                covered.add((folder, missing))
                yield Move(path=missing, folder=folder, staged=missing)
        there |= dict.fromkeys(made, True)


def _carry_out(output: Path, staging: Path, plan: dict[str, Any]) -> None:
    """Every step may have been done already: a run that died half-way is repeated from the start."""
    for staged, path in plan["move"]:
        source, target = f"{staging}/{staged}", f"{output}/{path}"
        try:
            os.replace(source, target)  # noqa: PTH105 (a third of the time of Path.replace, for 25,000 files)
        except OSError:
            # What is in the way of a first try: no folder yet, a folder or file of that name, or it was done already.
            if os.path.exists(source):  # noqa: PTH110
                _force(Path(source), Path(target), output)
    for path in plan["remove"]:
        target = output / path
        if target.is_file() or target.is_symlink():  # else a folder took its place, or its folder is a file now
            target.unlink()
        _prune(target.parent, output)
    shutil.rmtree(staging)


def _make_way(folder: Path, output: Path) -> None:
    """Removes a file that stands where a folder must come."""
    for place in (folder, *folder.parents):
        if place == output:
            return
        if place.is_file() or place.is_symlink():
            place.unlink()


def _force(source: Path, target: Path, output: Path) -> None:
    """A move for which the output must change first."""
    _make_way(target.parent, output)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except (IsADirectoryError, NotADirectoryError):
        _clear(target)
        source.replace(target)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _files(folder: Path) -> list[str]:
    """Every file below the output but those whose name begins with a dot, which are the server's."""
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(root).relative_to(folder)
        found += [(base / name).as_posix() for name in names if not name.startswith(".")]
    return found


def _prune(folder: Path, output: Path) -> None:
    """Removes folders that became empty; an earlier run may have begun with it."""
    while folder != output:
        if folder.is_dir():
            if any(folder.iterdir()):
                return
            folder.rmdir()
        folder = folder.parent
