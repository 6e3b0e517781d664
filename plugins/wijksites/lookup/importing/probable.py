"""Streets without addresses and the index go in; the streets that the index lacks, by ward, come out."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijksites.lookup.fold import fold
from wijksites.lookup.importing.columns import Preset
from wijksites.lookup.importing.index import wards_key
from wijksites.lookup.importing.refusal import Refusal
from wijksites.lookup.importing.rows import Source
from wijksites.lookup.importing.spelling import in_order, right_name, sound_of
from wijksites.words import translate, translate_count

STREETS = Preset(
    name="streets",
    credit="© OpenStreetMap-bijdragers",
    licence="ODbL 1.0",
    street=("name", "naam", "straat"),
    ward=("wijknr", "ward", "wijk_nr"),
)
# Nobody lives on these: numbers of roads, bridges, tunnels, ramps; two names in one; a word that is no name.
ROAD_NUMBER = re.compile(r"^(?:[ABENR]\d+[a-z]?|Ring \d+)$")
STRUCTURE = re.compile(
    r"(?:brug|bruggen|tunnel|viaduct|aquaduct|oprit|afrit|knooppunt|test track)$|^brug\b|onderdoorgang", re.IGNORECASE
)
NO_NAME = re.compile(r"^[a-z]|[/;]")
NO_STREET = re.compile(r"^(?:dienstenzone|koppelingsgebied\w*|parking|fietspad|wandelpad|finse piste)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probable:
    """`streets`: wards (`1,5`), names. `known`: rows that the index has. All others were left out."""

    streets: dict[str, list[str]]
    rows: int
    known: int
    no_streets: tuple[str, ...]
    twins: tuple[tuple[str, str], ...]
    unknown_wards: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Everything that was counted."""
        return {
            "rows": self.rows,
            "streets": sum(len(names) for names in self.streets.values()),
            "known": self.known,
            "no_streets": len(self.no_streets),
            "twins": len(self.twins),
        }


def import_streets(
    file: Path,
    index: Mapping[str, Any],
    wards: Collection[int],
    *,
    columns: Mapping[str, str],
    spellings: Mapping[str, str],
) -> Probable:
    """The streets of a file that an index lacks. `wards`: the numbers there are. Raises Refusal."""
    names = {name for by_wards in index["streets"].values() for names in by_wards.values() for name in names}
    keys = {fold(name) for name in names}
    sounds = {sound_of(name): name for name in sorted(names)}
    source = Source(file, columns, kinds=(STREETS,), needed=("street", "ward"))
    rows = known = 0
    found: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, str] = {}
    no_streets, twins, unknown = set(), set(), set()
    for row in (row for batch in source.batches() for row in batch if row):
        rows += 1
        name, ward = right_name(source.value(row, "street"), spellings), source.value(row, "ward").strip()
        key = fold(name)
        if key in keys:
            known += 1
        elif not ward.isdecimal() or int(ward) not in wards:
            unknown.add(ward)
        elif not key or not is_street(name):
            no_streets.add(name)
        elif sound_of(name) in sounds:
            twins.add((name, sounds[sound_of(name)]))
        else:
            found[key].add(int(ward))
            spelled[key] = min(name, spelled.get(key, name))
    if not rows:
        raise Refusal(translate("{file} has a header but no rows.", file=file.name))
    if unknown and not found:
        raise Refusal(translate("{file}: ‘{ward}’ is not the number of a ward.", file=file.name, ward=min(unknown)))
    grouped: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for key, here in found.items():
        grouped[tuple(sorted(here))].append(spelled[key])
    return Probable(
        streets={wards_key(here): sorted(names, key=in_order) for here, names in sorted(grouped.items())},
        rows=rows,
        known=known,
        no_streets=tuple(sorted(no_streets)),
        twins=tuple(sorted(twins)),
        unknown_wards=tuple(sorted(unknown)),
    )


def is_street(name: str) -> bool:
    """Whether someone can live there: no number of a road, no bridge or tunnel, one name with a capital."""
    return not any(pattern.search(name) for pattern in (ROAD_NUMBER, STRUCTURE, NO_NAME, NO_STREET))


def probable_summary(found: Probable) -> list[str]:
    """What was read and made, and what was left out."""
    counts = found.counts()
    first = translate_count(
        "{rows} rows read: {count} street that has no address in the index.",
        "{rows} rows read: {count} streets that have no address in the index.",
        counts["streets"],
        rows=counts["rows"],
    )
    return [first, *(heading for heading, _ in _sections(found))]


def probable_report(found: Probable) -> str:
    """The report of an import of streets, as Markdown."""
    title = translate("Report of the import of streets without addresses")
    parts = [f"# {title}", probable_summary(found)[0]]
    for heading, cases in _sections(found):
        parts += [f"## {heading}", *(["\n".join(f"- {case}" for case in cases)] if cases else [])]
    return "\n\n".join(parts) + "\n"


def _sections(found: Probable) -> list[tuple[str, list[str]]]:
    sections = []
    if found.no_streets:
        many = len(found.no_streets)
        heading = translate_count("{count} name left out: not a street.", "{count} names left out: no streets.", many)
        sections.append((heading, list(found.no_streets)))
    if found.twins:
        sections.append(
            (
                translate_count(
                    "{count} name left out: another spelling of a street with addresses.",
                    "{count} names left out: other spellings of streets with addresses.",
                    len(found.twins),
                ),
                [f"{name} → {known}" for name, known in found.twins],
            )
        )
    if found.unknown_wards:
        wards = ", ".join(found.unknown_wards)
        sections.append((translate("Rows left out, of wards that are not there: {wards}.", wards=wards), []))
    return sections
