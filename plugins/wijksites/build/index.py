"""What earlier builds knew: one file in the cache, read at the start and written at the end.

It only ever saves work. Everything in it is checked: the file's own digest, the code and libraries it was made by,
and each file it speaks of. A build without it makes the same bytes.
"""

import fcntl
import hashlib
import pickle
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from wijksites.agenda.block import Block
from wijksites.build.files import Seen, cache_folder
from wijksites.build.pictures import Original
from wijksites.build.read import Folder

MAGIC = b"wijksites index 1\n"
SHA256 = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A unit of the output: the key of all it was made from, its files, and their lines in the site map."""

    key: bytes
    files: Seen
    sitemap: str = ""


@dataclass(slots=True, kw_only=True)
class Index:
    """What a build knows when it is done. `packed`: the folders, which
    are unpacked when it is read; `sources`: their files; `blocks`: calendar entries by place; `pages`: of each sheet,
    how many."""

    toolchain: str = ""
    frame_key: str = ""
    day: date = date.min
    packed: dict[str, bytes] = field(default_factory=dict)
    sources: dict[str, Seen] = field(default_factory=dict)
    units: dict[str, Shown] = field(default_factory=dict)
    blocks: dict[str, dict[bytes, Block]] = field(default_factory=dict)
    pictures: dict[str, Original] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)

    def packed_of(self, folders: Mapping[str, Folder]) -> dict[str, bytes]:
        """Folders as bytes; one that did not change is not packed again."""
        return {
            name: self.packed[name]
            if self.folders.get(name) is folder
            else pickle.dumps(folder, protocol=pickle.HIGHEST_PROTOCOL)
            for name, folder in folders.items()
        }


class Cache:
    """The folder beside the output in which an index and the store of posts are kept; anyone may delete it."""

    def __init__(self, output: Path) -> None:
        self.folder = cache_folder(output)
        self.store = self.folder / "posts"
        self.file = self.folder / "index"

    def prepare(self) -> None:
        """Makes the folders. Raises OSError."""
        self.store.mkdir(parents=True, exist_ok=True)

    def empty(self) -> None:
        """Forgets everything."""
        self.file.unlink(missing_ok=True)
        shutil.rmtree(self.store)
        self.prepare()

    def load(self, toolchain: str) -> tuple[Index, str]:
        """The index, empty when there is none that can be used; and why: `new`, `damaged`, `foreign` or nothing."""
        try:
            data = self.file.read_bytes()
        except FileNotFoundError:
            return Index(), "new"
        except OSError:
            return Index(), "damaged"
        body = data[len(MAGIC) + SHA256 :]
        if not data.startswith(MAGIC):
            return Index(), "foreign" if data.startswith(MAGIC[:16]) else "damaged"
        if hashlib.sha256(body).digest() != data[len(MAGIC) : len(MAGIC) + SHA256]:
            return Index(), "damaged"
        version, _, packed = body.partition(b"\n")
        if version.decode() != toolchain:
            return Index(), "foreign"
        found: Index = pickle.loads(packed)  # noqa: S301 (our own, and its digest is right)
        found.folders = {name: pickle.loads(folder) for name, folder in found.packed.items()}  # noqa: S301
        return found, ""

    def save(self, index: Index) -> None:
        """Writes the index as a whole, or leaves the old one; removes from the store what it does not name."""
        body = index.toolchain.encode() + b"\n" + pickle.dumps(replace(index, folders={}), protocol=5)
        draft = self.file.with_name("index.new")
        draft.write_bytes(MAGIC + hashlib.sha256(body).digest() + body)
        draft.replace(self.file)
        names = {volume.store for folder in index.folders.values() for volume in folder.volumes}
        for file in self.store.iterdir():
            if file.name not in names:
                with suppress(OSError):
                    file.unlink()

    @contextmanager
    def locked(self, waiting: Any) -> Iterator[None]:
        """Holds the output for one build; calls `waiting` when another build has it, and waits for it."""
        with (self.folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(file, fcntl.LOCK_EX)
            yield
