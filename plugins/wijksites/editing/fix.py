"""`make fix`: files as they are go in, repaired files and a sentence for each repair come out."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from wijksites.editing.repairs import in_order, known_words, with_published, without_tabs
from wijksites.posts.parse import split
from wijksites.posts.paths import post_type
from wijksites.posts.tables import event_table, news_table, page_table
from wijksites.reading import Reader, reason
from wijksites.records import Record
from wijksites.words import translate

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was done to a file. `path` is the content folder's with what is below it.

    When not `done`, the sentence says why the file is as it was.
    """

    path: str
    sentence: str
    done: bool = True

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


@cache
def _table(kind: str) -> Record:
    return {"event": event_table, "news": news_table}.get(kind, page_table)()


def fix_text(text: str, source: str, day: date) -> tuple[str, tuple[str, ...]]:
    """The repaired text and a sentence for each repair. `source`: its path below the content folder.

    `day`: what a missing `published` becomes. Below the front matter only line ends change. A second time
    changes nothing.
    """
    text, said = _plain(text)
    if source.endswith((".yaml", ".yml")):
        text, more = without_tabs(text)
        return text, said + more
    parts = split(text, Reader(path=source))
    if parts is None:
        return text, said
    closing = parts[2] - 2
    lines = text.split("\n")
    front = "".join(f"{line}\n" for line in lines[1:closing])
    front, more = _fix_front(front, source, day)
    return f"{lines[0]}\n{front}" + "\n".join(lines[closing:]), said + more


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    said = []
    if text.startswith(BYTE_ORDER_MARK):
        text = text.lstrip(BYTE_ORDER_MARK)
        said.append(translate("the invisible mark at the start of the file is gone."))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        said.append(translate("the line ends of Windows are now those of the other files."))
    return text, tuple(said)


def _fix_front(front: str, source: str, day: date) -> tuple[str, tuple[str, ...]]:
    front, said = without_tabs(front)
    kind = post_type(source)
    if kind is None:
        return front, said
    table = _table(kind)
    front, more = known_words(front, table)
    said += more
    front, more = in_order(front)
    said += more
    front, more = with_published(front, table, day)
    return front, said + more


def fix_files(content: Path, day: date, ignore: Iterable[str] = ()) -> tuple[Repair, ...]:
    """Repairs the posts and lists below the content folder, and says what was done, in order of path.

    A file is replaced in one step, and only when it changes. `ignore`: Pelican's IGNORE_FILES.
    """
    found: list[Repair] = []
    for source in _sources(content, tuple(ignore)):
        file = content / source
        try:
            said = _fix_file(file, source, day)
        except UnicodeDecodeError:
            sentence = translate(
                "this file has a character that is not UTF-8. Save the file again with the encoding UTF-8."
            )
            found.append(Repair(path=file.as_posix(), sentence=sentence, done=False))
        except OSError as error:
            sentence = translate(
                "this could not be repaired{reason} and is as it was. Close it elsewhere, then try again.",
                reason=reason(error),
            )
            found.append(Repair(path=file.as_posix(), sentence=sentence, done=False))
        else:
            found += [Repair(path=file.as_posix(), sentence=sentence) for sentence in said]
    return tuple(found)


def _sources(content: Path, patterns: tuple[str, ...]) -> Iterator[str]:
    """Markdown and YAML files by path; links are left alone, what they lead to is repaired where it is."""

    def ignored(path: str) -> bool:
        name = path.rsplit("/", 1)[-1]
        return any(fnmatch(each, pattern) for pattern in patterns for each in (name, path, f"/{path}"))

    found: list[str] = []
    for root, folders, names in os.walk(content):
        base = Path(root).relative_to(content)
        folders[:] = [name for name in folders if not ignored((base / name).as_posix())]
        found += [(base / name).as_posix() for name in names]
    for source in sorted(found):
        file = content / source
        if source.endswith((".md", ".yaml")) and not ignored(source) and not file.is_symlink():
            yield source


def _fix_file(file: Path, source: str, day: date) -> tuple[str, ...]:
    data = file.read_bytes()
    text, said = fix_text(data.decode("utf-8"), source, day)
    repaired = text.encode("utf-8")
    if repaired == data:
        return ()
    _replace(file, repaired)
    return said


def _replace(file: Path, data: bytes) -> None:
    """The file with other bytes and its old rights: all of them, or, when that fails, the file as it was."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(file, temporary)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
