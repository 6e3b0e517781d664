"""Files to make: tasks with a key go in, what they made is written to staging; whose key is known is not made again.

A key is a digest of everything that a file is made from, and it is computed without making the file. So a task gets
nothing but what its key says: a page that could ask for the day would be wrong tomorrow.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple

from wijksites.build.digest import digest_of
from wijksites.build.files import Stamp, stamp_of

_FOLDERS = count()


class Task(NamedTuple):
    """A file to make: its path below the output, the key of what it is made from, and how."""

    path: str
    key: bytes
    make: Callable[[], bytes]


class Made(NamedTuple):
    """A file that was made, or that need not be (`stamp` is None). `digest`: SHA-256."""

    path: str
    key: bytes
    stamp: Stamp | None = None
    digest: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What was made for a part of the site: in which folder of staging its files are, and all its files."""

    name: str
    folder: str
    files: tuple[Made, ...]


def key_of(*values: object) -> bytes:
    """The key of what a file is made from."""
    return bytes.fromhex(digest_of(*values))


def carry_out(name: str, tasks: Iterable[Task], fresh: Mapping[str, bytes], staging: str) -> Unit:
    """Makes the files whose key differs from the one in `fresh`: the files in the output that are as they were made.

    Each call writes into a folder of its own, so that a job that is done twice, because the first attempt was lost,
    leaves two sets of files of which one is taken.
    """
    folder = Path(staging) / f"{name.replace('/', '.')}.{os.uname().nodename}.{os.getpid()}.{next(_FOLDERS)}"
    made = []
    parents: set[Path] = set()
    for task in tasks:
        if fresh.get(task.path) == task.key:
            made.append(Made(task.path, task.key))
            continue
        data = task.make()
        file = folder / task.path
        if file.parent not in parents:
            file.parent.mkdir(parents=True, exist_ok=True)
            parents.add(file.parent)
        made.append(Made(task.path, task.key, write(file, data), hashlib.sha256(data).digest()))
    return Unit(name=name, folder=str(folder), files=tuple(made))


def write(file: Path, data: bytes) -> Stamp:
    """Writes a new file; its stamp."""
    with file.open("xb") as opened:
        opened.write(data)
        opened.flush()
        return stamp_of(os.fstat(opened.fileno()))
