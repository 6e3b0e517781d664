"""Files to make: tasks with a key go in, what they made is written to staging; whose key is known is not made again.

A key is a digest of everything that a file is made from, and it is computed without making the file. So a task gets
nothing but what its key says: a page that could ask for the day would be wrong tomorrow.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
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
    """A file that was made, or that need not be (`stamp` is None). `digest`: SHA-256; `staged`: where it waits, below
    the unit's folder."""

    path: str
    key: bytes
    stamp: Stamp | None = None
    digest: bytes = b""
    staged: str = ""


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
    folder = f"{staging}/{name.replace('/', '.')}.{os.uname().nodename}.{os.getpid()}.{next(_FOLDERS)}"
    made: list[Made] = []
    parents: set[str] = set()
    for task in tasks:
        if fresh.get(task.path) == task.key:
            made.append(Made(task.path, task.key))
            continue
        data = task.make()
        # What takes the place of a file needs no folders of its own to wait in: making these costs more than the file.
        staged = f"+{len(made)}" if task.path in fresh else task.path
        file = f"{folder}/{staged}"
        parent = file.rpartition("/")[0]
        if parent not in parents:
            make_folder(parent)
            parents.add(parent)
        made.append(Made(task.path, task.key, write(file, data), hashlib.sha256(data).digest(), staged))
    return Unit(name=name, folder=folder, files=tuple(made))


def make_folder(folder: str) -> None:
    """Makes a folder where most often the one above is there already: asking first costs as much as making."""
    try:
        os.mkdir(folder)  # noqa: PTH102 (Path.mkdir takes twice as long, for 25,000 folders)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def write(file: str, data: bytes) -> Stamp:
    """Writes a new file; its stamp."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return stamp_of(os.fstat(handle))
    finally:
        os.close(handle)
