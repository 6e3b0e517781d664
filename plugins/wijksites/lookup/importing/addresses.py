"""Files of addresses and a city's outlines go in, the document for `data/streets.json` and its findings come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijksites.lookup.importing.gather import Gathering, LeftOut, Street
from wijksites.lookup.importing.index import Index, index_of
from wijksites.lookup.importing.places import Places
from wijksites.lookup.importing.refusal import Refusal
from wijksites.lookup.importing.rows import Source
from wijksites.lookup.importing.spelling import seems_cut_off, sound_of
from wijksites.lookup.importing.table import Table, tabulate
from wijksites.words import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The index, and what an operator should know.

    `outside`: addresses outside all wards by street. `alike`: names of one sound in one postcode, perhaps one street.
    `spellings`: names that were taken for one street. `corrected`: the source's name and ours.
    """

    index: Index
    rows: int
    left_out: LeftOut
    outside: dict[Street, int]
    doubles: int
    dummies: dict[tuple[int, int], list[tuple[Street, str]]]
    spellings: tuple[tuple[str, ...], ...]
    alike: tuple[tuple[str, ...], ...]
    cut_off: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]
    credit: str
    licence: str

    def counts(self) -> dict[str, int]:
        """Everything that was counted, for the file itself and for the screen."""
        return {
            "rows": self.rows,
            **self.index.counts(),
            "strays": len(self.index.strays),
            "two_places": len(self.index.two_places),
            "doubles": self.doubles,
            "dummies": sum(len(found) for found in self.dummies.values()),
            "outside": sum(self.outside.values()),
            "no_place": self.left_out.no_place,
            "no_street": self.left_out.no_street,
            "no_number": self.left_out.no_number,
            "gone": self.left_out.gone,
            "spellings": len(self.spellings),
            "alike": len(self.alike),
            "cut_off": len(self.cut_off),
            "corrected": len(self.corrected),
        }


def import_addresses(
    files: Sequence[Path],
    places: Places,
    *,
    columns: Mapping[str, str],
    spellings: Mapping[str, str],
    system: str,
) -> Imported:
    """Reads all files and makes the index. Raises Refusal for what cannot be imported.

    `columns`: the operator's own, by role. `system`: EPSG code of the places, "" to find out by the first.
    """
    gathering = Gathering(places, spellings)
    credits_, licences = [], []
    for file in files:
        source = Source(file, columns)
        gathering.read(source, system)
        credits_.append(source.columns.preset.credit)
        licences.append(source.columns.preset.licence)
    if not gathering.packed.keys:
        raise Refusal(_nothing_inside(gathering, files[0].name))
    table = tabulate(gathering)
    if not len(table.keys):
        raise Refusal(translate("{file}: all addresses stand on points that many streets share.", file=files[0].name))
    left = gathering.left_out
    return Imported(
        index=index_of(table),
        rows=gathering.rows,
        left_out=left,
        outside={gathering.streets[street]: count for street, count in sorted(left.outside.items())},
        doubles=table.doubles - gathering.on_border,
        dummies=table.dummies,
        spellings=tuple(table.spellings),
        alike=_alike(table),
        cut_off=tuple(sorted({name for _, name in table.streets if seems_cut_off(name)})),
        corrected=tuple(sorted(gathering.corrected.items())),
        credit=", ".join(dict.fromkeys(credits_)),
        licence=", ".join(dict.fromkeys(licences)),
    )


def document_of(imported: Imported, *, credit: str, licence: str, day: str, command: str) -> dict[str, Any]:
    """The index as `data/streets.json` has it; `day`: of the addresses, 2026-11 or 2026-11-24."""
    return {
        "credit": credit,
        "licence": licence,
        "day": day,
        "command": command,
        "made_from": imported.counts(),
        "streets": imported.index.streets,
        "split": imported.index.split,
        "exact": imported.index.exact,
    }


def _nothing_inside(gathering: Gathering, file: str) -> str:
    left = gathering.left_out
    if not gathering.outside_example:
        if left.no_place:
            return translate(
                "{file}: no address has a place. Choose the columns with --column x=... and --column y=...", file=file
            )
        return translate("{file}: no row is an address that is still in use.", file=file)
    lon, lat = gathering.outside_example
    west, south, east, north = gathering.places.bounds
    if west <= lat <= east and south <= lon <= north:
        return translate(
            "{file}: no address lies in a ward. Longitude and latitude are swapped: choose --column x=... for the "
            "longitude and --column y=... for the latitude.",
            file=file,
        )
    return translate(
        "{file}: no address lies in a ward. The first one lies at longitude {lon}, latitude {lat}; the wards lie "
        "between {west} and {east}, {south} and {north}.",
        file=file,
        lon=round(lon, 5),
        lat=round(lat, 5),
        west=round(west, 5),
        east=round(east, 5),
        south=round(south, 5),
        north=round(north, 5),
    )


def _alike(table: Table) -> tuple[tuple[str, ...], ...]:
    groups: dict[Street, set[str]] = {}
    for postcode, name in table.streets:
        groups.setdefault((postcode, sound_of(name)), set()).add(name)
    return tuple(sorted({tuple(sorted(names)) for names in groups.values() if len(names) > 1}))
