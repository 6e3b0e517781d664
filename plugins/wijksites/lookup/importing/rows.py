"""A file of addresses (CSV, or GeoJSON with a feature a line) goes in, its rows come out a batch at a time."""

import csv
import json
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from wijksites.lookup.importing.columns import NEEDED, PRESETS, Columns, Preset, recognise
from wijksites.lookup.importing.refusal import Refusal
from wijksites.words import translate

BATCH = 20_000  # rows in memory at a time
BLOCK = 1 << 20  # bytes
SEPARATORS = ";,\t|"
COORDINATES = ("lon", "lat")  # what the place of a GeoJSON feature is called

Row = list[str]


class Source:
    """One open file: what its columns are, and its rows, streamed."""

    def __init__(
        self,
        path: Path,
        chosen: Mapping[str, str],
        kinds: Sequence[Preset] = PRESETS,
        needed: Sequence[str] = NEEDED,
    ) -> None:
        """Raises Refusal for a file that cannot be read or that lacks a needed column."""
        self.path = path
        encoding = _encoding(path)
        self._file = path.open(encoding=encoding, newline="")
        try:
            self.header, self._rows = _open_rows(self._file, path)
            self.columns: Columns = recognise(self.header, kinds, needed, chosen, path.name)
        except (Refusal, csv.Error, UnicodeDecodeError) as error:
            self._file.close()
            raise error if isinstance(error, Refusal) else _unreadable(error, path) from None

    def batches(self) -> Iterator[list[Row]]:
        """The rows, some thousands at a time. Raises Refusal for what is not a table after all."""
        rows = iter(self._rows)
        with self._file:
            try:
                while batch := list(islice(rows, BATCH)):
                    yield batch
            except (csv.Error, UnicodeDecodeError) as error:
                raise _unreadable(error, self.path) from None

    def value(self, row: Row, role: str) -> str:
        """What a row says; nothing where it is too short or the source has no such column."""
        at = self.columns.at.get(role, len(row))
        return row[at] if at < len(row) else ""


def _encoding(path: Path) -> str:
    """UTF-8 when all of the file is, else Latin-1 as Windows writes it."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            first = file.read(BLOCK)
            _check_start(first, path.name)
            block = first
            while block:
                decoder.decode(block)
                block = file.read(BLOCK)
        decoder.decode(b"", final=True)
    except OSError as error:
        raise Refusal(translate("{file} cannot be read: {reason}", file=path.name, reason=error.strerror)) from None
    except UnicodeDecodeError:
        return "utf-8-sig" if first.startswith(BOM_UTF8) else "cp1252"
    return "utf-8-sig"


def _check_start(first: bytes, file: str) -> None:
    if not first.strip():
        raise Refusal(translate("{file} is empty: there is no address in it.", file=file))
    if first.startswith(b"PK"):
        raise Refusal(translate("{file} is a ZIP file: unpack it and name the CSV file in it.", file=file))
    if b"\0" in first:
        raise Refusal(translate("{file} is not a text file. Export the addresses as CSV.", file=file))


def _unreadable(error: Exception, path: Path) -> Refusal:
    if isinstance(error, UnicodeDecodeError):
        return Refusal(translate("{file} has letters of several encodings. Export it as UTF-8.", file=path.name))
    return Refusal(translate("{file} is not a CSV file: a row in it cannot be read.", file=path.name))


def _open_rows(file: TextIO, path: Path) -> tuple[Row, Iterable[Row]]:
    first = file.readline()
    while first and not first.strip():
        first = file.readline()
    if first.lstrip("\x1e").startswith("{"):
        return _json_rows(first, file, path)
    separator = max(SEPARATORS, key=first.count)
    header = next(csv.reader([first], delimiter=separator))
    return header, csv.reader(file, delimiter=separator)


def _json_rows(first: str, rest: Iterable[str], path: Path) -> tuple[Row, Iterator[Row]]:
    """Features as rows: their properties, in the order of the first feature's, and their point."""
    properties, _ = _feature(first, path, 1)
    keys = [key for key in properties if key not in COORDINATES]

    def rows() -> Iterator[Row]:
        for line, text in enumerate(_chain(first, rest), 1):
            if text.strip():
                values, point = _feature(text, path, line)
                yield [_text(values.get(key)) for key in keys] + point

    return [*keys, *COORDINATES], rows()


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _feature(text: str, path: Path, line: int) -> tuple[Mapping[str, Any], Row]:
    try:
        found = json.loads(text.strip().lstrip("\x1e"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("properties"), dict):
        raise Refusal(
            translate("{file}, line {line}: write one GeoJSON feature on each line.", file=path.name, line=line)
        )
    geometry = found.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(point, list) or len(point) < 2:
        return found["properties"], ["", ""]
    return found["properties"], [_text(point[0]), _text(point[1])]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
