"""What the operator asked goes in, `data/streets.json` or its layer of newer streets is written, lines come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijksites.lookup.importing.addresses import document_of, import_addresses
from wijksites.lookup.importing.difference import difference, read_last
from wijksites.lookup.importing.index import index_text
from wijksites.lookup.importing.places import Places
from wijksites.lookup.importing.probable import STREETS, import_streets, probable_report, probable_summary
from wijksites.lookup.importing.refusal import Refusal
from wijksites.lookup.importing.report import report, summary
from wijksites.lookup.importing.spelling import load_spellings
from wijksites.words import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What both imports are told. `out`: the file to write; its last version gives what is not said again.

    `columns`: the operator's own, by role. `spellings`: the hand list. `report`: where to write what was found.
    `wards`: names by number. `day`: of the data, 2026-11 or 2026-11-24.
    """

    out: Path
    columns: Mapping[str, str]
    spellings: Path
    report: Path | None
    wards: Mapping[int, str]
    credit: str
    licence: str
    day: str


def run_addresses(
    files: Sequence[Path], outlines: Path, name_key: str, number_key: str, system: str, wanted: Wanted
) -> list[str]:
    """Writes the street index; what to say about it. Raises Refusal or OutlineError, and then wrote nothing."""
    places = Places(outlines, name_key, number_key, wanted.wards)
    imported = import_addresses(
        files, places, columns=wanted.columns, spellings=load_spellings(wanted.spellings), system=system
    )
    last = read_last(wanted.out)
    names = " ".join(file.name for file in files)
    command = (
        f"python -m wijksites import-addresses {names} --outlines {outlines.name} "
        f"--name {name_key} --number {number_key}{_options(wanted)}"
    )
    document = document_of(
        imported,
        credit=wanted.credit or last.get("credit") or imported.credit,
        licence=wanted.licence or last.get("licence") or imported.licence,
        day=wanted.day,
        command=command,
    )
    if wanted.report:
        write_file(report(imported, wanted.wards), wanted.report)
    write_file(index_text(document), wanted.out)
    return [*summary(imported), *difference(last, document)]


def run_streets(file: Path, index: Path, wanted: Wanted) -> list[str]:
    """Writes the layer of streets without addresses; what to say about it. Raises Refusal, and then wrote nothing."""
    known = read_last(index)
    if not known:
        raise Refusal(translate("{file} is missing or damaged. Import the addresses first.", file=index.name))
    found = import_streets(
        file, known, wanted.wards, columns=wanted.columns, spellings=load_spellings(wanted.spellings)
    )
    last = read_last(wanted.out)
    document = {
        "credit": wanted.credit or last.get("credit") or STREETS.credit,
        "licence": wanted.licence or last.get("licence") or STREETS.licence,
        "day": wanted.day,
        "command": f"python -m wijksites import-streets {file.name} --streets {index.name}{_options(wanted)}",
        "made_from": found.counts(),
        "streets": found.streets,
    }
    if wanted.report:
        write_file(probable_report(found), wanted.report)
    write_file(index_text(document), wanted.out)
    return [*probable_summary(found), *difference(last, document)]


def write_file(text: str, path: Path) -> None:
    """Writes a file as a whole, or leaves the old one. Raises Refusal when that is not possible."""
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise Refusal(translate("{file} cannot be written: {reason}", file=path, reason=error.strerror)) from None


def _options(wanted: Wanted) -> str:
    return "".join(f" --column {role}={name}" for role, name in wanted.columns.items())
