"""Digests: values and files go in, a short text that stands for them comes out."""

import hashlib
import sys
from functools import cache
from pathlib import Path

import markdown

from wijksites import words

PACKAGE = Path(__file__).parents[1]
# What we are made of; typesetting and the templates of posts count as code.
CODE = frozenset({".py", ".typ", ".md"})


def digest_of(*values: object) -> str:
    """A digest of values whose `repr` says all about them: text, numbers, days, tuples and dataclasses of these."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digest_of_files(folders: tuple[Path, ...], suffixes: frozenset[str] = frozenset()) -> str:
    """A digest of the names and bytes of all files below some folders, or of those with one of some suffixes; hidden
    files do not count."""
    found = hashlib.sha256()
    for number, folder in enumerate(folders):
        for file in sorted(folder.rglob("*")):
            if file.name.startswith(".") or (suffixes and file.suffix not in suffixes):
                continue
            if file.is_file():
                name = f"{number}/{file.relative_to(folder).as_posix()}"
                found.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:32]


def toolchain() -> str:
    """A digest of our code, the catalogues, Python and every installed library: what was made with others is old."""
    return digest_of(_libraries(), digest_of_files((PACKAGE,), CODE), digest_of_files((words.LOCALE_FOLDER,)))


@cache
def _libraries() -> str:
    """Python and the installed packages by name and version, without opening one of them."""
    return f"{sys.version}\n" + "\n".join(installed())


def installed() -> tuple[str, ...]:
    """The installed packages."""
    packages = Path(markdown.__file__).parents[1]
    return tuple(sorted(path.name for path in packages.glob("*.dist-info")))
