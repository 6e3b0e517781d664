"""Files as they were last seen: paths go in, which of them are still the same comes out.

The digest of the bytes decides. Size, time of change and inode may only save reading a file, as in git: when all
three are the same, the bytes are. A file that changed in the very moment it was looked at could change again without
a trace in them, so of such a file nothing is remembered but the digest (git's "racy" files).
"""

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from wijksites.clock import nanoseconds

# A file system's clock may tick this slowly.
TICK = 50_000_000  # nanoseconds


class Stamp(NamedTuple):
    """What the file system says of a file: bytes, nanoseconds, number."""

    size: int
    changed: int
    inode: int


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def sure(stamp: Stamp, looked: int) -> Stamp:
    """The stamp, unless the file changed about when it was looked at."""
    return stamp if stamp.changed < looked - TICK else Stamp(stamp.size, 0, 0)


def read(path: str) -> tuple[bytes, Stamp]:
    """A file's bytes and its stamp. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        found = os.fstat(handle)
        # One read more than the size, so that a file that grows meanwhile is seen whole.
        parts = [os.read(handle, found.st_size + 1)]
        while parts[-1]:
            parts.append(os.read(handle, found.st_size + 1))
    finally:
        os.close(handle)
    return b"".join(parts), stamp_of(found)


@dataclass(slots=True)
class Seen:
    """Files by path: stamp, digest (SHA-256) and a key of 16 bytes. Columns, because there are very many."""

    paths: list[str] = field(default_factory=list)
    sizes: "array[int]" = field(default_factory=lambda: array("q"))
    changed: "array[int]" = field(default_factory=lambda: array("q"))
    inodes: "array[int]" = field(default_factory=lambda: array("Q"))
    digests: bytearray = field(default_factory=bytearray)
    keys: bytearray = field(default_factory=bytearray)

    def add(self, path: str, stamp: Stamp, digest: bytes, key: bytes = bytes(16)) -> None:
        """Remembers a file."""
        self.paths.append(path)
        self.sizes.append(stamp.size)
        self.changed.append(stamp.changed)
        self.inodes.append(stamp.inode)
        self.digests += digest
        self.keys += key

    def digest(self, number: int) -> bytes:
        """The digest of the file with a number in `paths`."""
        return bytes(self.digests[32 * number : 32 * number + 32])

    def key(self, number: int) -> bytes:
        """Its key."""
        return bytes(self.keys[16 * number : 16 * number + 16])

    def stamp(self, number: int) -> Stamp:
        """Its stamp."""
        return Stamp(self.sizes[number], self.changed[number], self.inodes[number])

    def restamp(self, number: int, stamp: Stamp) -> None:
        """The same bytes, another time of change."""
        self.sizes[number], self.changed[number], self.inodes[number] = stamp

    def entries(self) -> Iterator[tuple[str, Stamp, bytes, bytes]]:
        """Path, stamp, digest and key of each."""
        for number, path in enumerate(self.paths):
            yield path, self.stamp(number), self.digest(number), self.key(number)

    def __len__(self) -> int:
        return len(self.paths)


def changed_files(seen: Seen, root: str) -> tuple[frozenset[str], bool]:
    """The remembered paths below a folder whose file is missing or has other bytes; and whether any other got a new
    stamp."""
    looked = nanoseconds()
    lost = []
    restamped = False
    stat, sizes, changed, inodes = os.stat, seen.sizes, seen.changed, seen.inodes
    for number, path in enumerate(seen.paths):
        full = f"{root}/{path}"
        try:
            found = stat(full)
        except OSError:
            lost.append(path)
            continue
        if found.st_size != sizes[number]:
            lost.append(path)
        elif found.st_mtime_ns != changed[number] or found.st_ino != inodes[number]:
            if same_bytes(full, seen.digest(number)):
                seen.restamp(number, sure(stamp_of(found), looked))
                restamped = True
            else:
                lost.append(path)
    return frozenset(lost), restamped


def same_bytes(path: str, digest: bytes) -> bool:
    """Whether a file has the bytes of a digest."""
    try:
        return hashlib.sha256(read(path)[0]).digest() == digest
    except OSError:
        return False


def seen_of(entries: Iterable[tuple[str, Stamp, bytes, bytes]]) -> Seen:
    """Columns of entries."""
    found = Seen()
    for entry in entries:
        found.add(*entry)
    return found


def cache_folder(output: Path) -> Path:
    """Where the cache of an output lies: beside it, so that both can be kept together; anyone may delete it."""
    return output.parent / ".cache" / output.name
