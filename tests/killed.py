"""Kills a publication or a build at its changes on disk: run as a program by tests/unit/test_publish.py.

Usage: python -m tests.killed publish|build|first FOLDER STEP (`first`: a build that knows nothing of earlier ones).
Leaves FOLDER/<number>/ for each death: the disk as the dead process left it. A process of its own, since it forks and
an audit hook cannot be taken off.
"""

import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from tests.remembered import remembering

from wijksites.build import build_site, printing
from wijksites.build.files import same_bytes
from wijksites.build.publish import Move, prepare, publish
from wijksites.build.tasks import Task, carry_out, key_of
from wijksites.shell import load_settings, today

KILLED = 9
CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})

# A page stays, changes, comes, goes; a file becomes a folder and a folder a file.
OLD = {
    "build.json": b"1",
    "gone/deep/index.html": b"gone",
    "index.html": b"old front page",
    "kaai/index.html": b"stays",
    "swap": b"a file",
    "turn/index.html": b"in a folder",
}
NEW = {
    "build.json": b"2",
    "index.html": b"new front page",
    "kaai/index.html": b"stays",
    "kaai/nieuws/index.html": b"new",
    "swap/deep/index.html": b"in a folder now",
    "turn": b"a file now",
}


def die_at(number: int) -> None:
    """Ends this process as a power cut would, just before its change on disk with this number (from 0)."""
    done = count()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writing = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
        if (writing or event in CHANGES) and next(done) == number:
            os._exit(KILLED)

    sys.addaudithook(hook)


def publish_site(output: Path, site: dict[str, bytes], kept: tuple[str, ...] = ()) -> None:
    """Stages and publishes a site, knowing nothing of what is there."""
    staging = prepare(output)
    tasks = [Task(path, key_of(data), lambda data=data: data) for path, data in site.items()]
    unit = carry_out("site", tasks, {}, str(staging))
    moves = [
        Move(path=made.path, folder=Path(unit.folder).name, staged=made.staged)
        for made in unit.files
        if not same_bytes(str(output / made.path), made.digest)
    ]
    publish(output, staging, moves, site.keys(), None, kept)


def build_project(project: Path) -> None:
    """Builds the project in a folder."""
    os.chdir(project)
    settings = load_settings("pelicanconf.py")
    build_site(settings, today(settings))


def deaths(folder: Path, step: int, before: Callable[[Path], None], work: Callable[[Path], None]) -> None:
    """Lets the work die at one change later each time, until it lives."""
    for number in count(0, step):
        place = folder / f"{number:04}"
        before(place)
        child = os.fork()
        if child == 0:
            die_at(number)
            work(place)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == 0:
            shutil.rmtree(place)
            return
        if status != KILLED:
            sys.exit(f"the work ended by itself, with status {status}")


if __name__ == "__main__":
    kind, folder, step = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if kind == "publish":
        deaths(
            folder,
            step,
            before=lambda place: publish_site(place / "output", OLD),
            work=lambda place: publish_site(place / "output", NEW),
        )
    else:

        def copy(place: Path) -> None:
            shutil.copytree(folder.parent / "before", place)
            if kind == "first":
                shutil.rmtree(place / ".cache")

        # Setting sheets takes longer than all the rest, and each death would set them again: those of the living are
        # known to all that die after it.
        printing.typeset = remembering(printing.typeset)
        trial = folder / "trial"
        copy(trial)
        os.chdir(trial)
        build_project(trial)
        os.chdir(folder)
        shutil.rmtree(trial)
        deaths(folder, step, before=copy, work=build_project)
