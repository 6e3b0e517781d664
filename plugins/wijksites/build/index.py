"""What earlier builds knew: one file in the cache, read at the start and written at the end.

It only ever saves work. Everything in it is checked: the file's own digest, the code and libraries it was made by,
and each file it speaks of. A build without it makes the same bytes.
"""

import fcntl
import hashlib
import pickle
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO

from wijksites.agenda.block import Block
from wijksites.build.digest import digest_of, digest_of_files, installed
from wijksites.build.files import Seen, cache_folder
from wijksites.build.pictures import UNIT as PICTURES
from wijksites.build.pictures import Original
from wijksites.build.printing import Printed
from wijksites.build.read import Folder
from wijksites.posts.model import Alert

MAGIC = b"wijksites index 2\n"
SHA256 = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A unit of the output: the key of all it was made from, its files, and their lines in the site map."""

    key: bytes
    files: Seen
    sitemap: str = ""


@dataclass(slots=True, kw_only=True)
class Index:
    """What a build knows when it is done. `folders`: the posts; `sources`: their files; `blocks`: calendar entries by
    place; `sheets`: by unit, path to what is known of a PDF; `packed`: group and name of a part to its bytes in the
    file."""

    toolchain: str = ""
    frame_key: str = ""
    day: date = date.min
    folders: dict[str, Folder] = field(default_factory=dict)
    sources: dict[str, Seen] = field(default_factory=dict)
    units: dict[str, Shown] = field(default_factory=dict)
    blocks: dict[str, dict[bytes, Block]] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)
    pictures: dict[str, Original] = field(default_factory=dict)
    sheets: dict[str, Mapping[str, Printed]] = field(default_factory=dict)
    packed: dict[tuple[str, str], memoryview] = field(default_factory=dict)

    def parts(self, before: "Index") -> Iterator[tuple[tuple[str, str], bytes | memoryview]]:
        """Each part as bytes, the frame of all first; what is the very value of an earlier index is not packed
        again."""
        bare: dict[str, Any] = {name: {} for name in (*GROUPS, "packed")}
        yield ("", ""), pickle.dumps(replace(self, **bare), pickle.HIGHEST_PROTOCOL)
        for group in GROUPS:
            earlier = getattr(before, group)
            for name, value in getattr(self, group).items():
                known = before.packed.get((group, name))
                same = known is not None and earlier[name] is value
                yield (group, name), known if same and known else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    @classmethod
    def of(cls, packed: dict[tuple[str, str], memoryview]) -> "Index":
        """The index of some parts."""
        found: Index = pickle.loads(packed.pop(("", "")))  # noqa: S301 (our own, and its digest is right)
        found.packed = packed
        for (group, name), part in packed.items():
            getattr(found, group)[name] = pickle.loads(part)  # noqa: S301
        return found


# Each part of these is packed by itself: one pickle of everything needs as much memory again, and all of it each time.
GROUPS = ("folders", "sources", "units", "blocks")
LENGTHS = Struct("<QQ")  # of a part's name and its bytes


def _write(file: BinaryIO, version: str, parts: Iterable[tuple[tuple[str, str], bytes | memoryview]]) -> None:
    """MAGIC, the version in a line, the parts, and the digest of all but MAGIC."""
    digest = hashlib.sha256()

    def write(data: bytes | memoryview) -> None:
        digest.update(data)
        file.write(data)

    file.write(MAGIC)
    write(version.encode() + b"\n")
    for (group, name), data in parts:
        label = f"{group}/{name}".encode()
        write(LENGTHS.pack(len(label), len(data)))
        write(label)
        write(data)
    file.write(digest.digest())


def _parts(body: memoryview) -> Iterator[tuple[tuple[str, str], memoryview]]:
    """The parts that were written one after the other."""
    at = 0
    while at < len(body):
        label, data = LENGTHS.unpack_from(body, at)
        at += LENGTHS.size
        group, _, name = bytes(body[at : at + label]).decode().partition("/")
        at += label
        yield (group, name), body[at : at + data]
        at += data


def picture_version() -> str:
    """What copies of pictures are made by: with the same of that, other code makes the same copies."""
    here = Path(__file__)
    libraries = sorted(name for name in installed() if name.startswith(("pillow-", "py_svg_hush-")))
    code = digest_of_files((here.parents[1] / "pictures",), frozenset({".py"}))
    return digest_of(libraries, code, here.with_name("pictures.py").read_bytes())


class Cache:
    """The folder beside the output in which an index and the store of posts are kept; anyone may delete it."""

    def __init__(self, output: Path) -> None:
        self.folder = cache_folder(output)
        self.store = self.folder / "posts"
        self.file = self.folder / "index"
        self.pictures = self.folder / "pictures"

    def prepare(self) -> None:
        """Makes the folders. Raises OSError."""
        self.store.mkdir(parents=True, exist_ok=True)

    def empty(self) -> None:
        """Forgets everything."""
        self.file.unlink(missing_ok=True)
        self.pictures.unlink(missing_ok=True)
        shutil.rmtree(self.store)
        self.prepare()

    def load(self, toolchain: str) -> tuple[Index, str]:
        """The index, and why there is none that can be used: `new`, `damaged`, `foreign` or nothing. Then it still
        has the pictures, when these would be made in the same way: they take longer than all the rest."""
        index, why = self._index(toolchain)
        return index or self._pictures(), why

    def _index(self, toolchain: str) -> tuple[Index | None, str]:
        try:
            data = self.file.read_bytes()
        except FileNotFoundError:
            return None, "new"
        except OSError:
            return None, "damaged"
        if not data.startswith(MAGIC):
            return None, "foreign" if data.startswith(MAGIC[:16]) else "damaged"
        body, digest = memoryview(data)[len(MAGIC) : -SHA256], data[-SHA256:]
        if len(body) == 0 or hashlib.sha256(body).digest() != digest:
            return None, "damaged"
        start = data.index(b"\n", len(MAGIC)) + 1
        if data[len(MAGIC) : start - 1].decode() != toolchain:
            return None, "foreign"
        return Index.of(dict(_parts(memoryview(data)[start:-SHA256]))), ""

    def _pictures(self) -> Index:
        try:
            data = self.pictures.read_bytes()
        except OSError:
            return Index()
        if hashlib.sha256(data[SHA256:]).digest() != data[:SHA256]:
            return Index()
        version, packed = pickle.loads(data[SHA256:])  # noqa: S301 (our own, and its digest is right)
        if version != picture_version():
            return Index()
        pictures, shown = pickle.loads(packed)  # noqa: S301
        return Index(pictures=pictures, units={PICTURES: shown})

    def save(self, index: Index, before: Index) -> None:
        """Writes the index as a whole, or leaves the old one; removes from the store what it does not name. `before`:
        what was loaded."""
        draft = self.file.with_name("index.new")
        with draft.open("wb") as file:
            _write(file, index.toolchain, index.parts(before))
        draft.replace(self.file)
        if index.pictures or before.pictures:
            kept = pickle.dumps((index.pictures, index.units[PICTURES]), pickle.HIGHEST_PROTOCOL)
            packed = pickle.dumps((picture_version(), kept), pickle.HIGHEST_PROTOCOL)
            draft.write_bytes(hashlib.sha256(packed).digest() + packed)
            draft.replace(self.pictures)
        names = {volume.store for folder in index.folders.values() for volume in folder.volumes}
        for stored in self.store.iterdir():
            if stored.name not in names:
                with suppress(OSError):
                    stored.unlink()

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
