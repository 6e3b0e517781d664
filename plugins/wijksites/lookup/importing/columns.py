"""A header goes in, the columns that hold a street, its number, postcode and place come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wijksites.lookup.importing.refusal import Refusal
from wijksites.words import translate

# What a row must tell, and what it may.
NEEDED = ("street", "number", "postcode", "x", "y")
ALLOWED = (*NEEDED, "letter", "status", "ward")
OPEN_LICENCE = "Gratis Open Data Licentie Vlaanderen v1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A kind of source. Each column: the names it may have in the header, small letters.

    `letter`: what comes after the number, in a column of its own. `status`: whether the address is still one.
    `ward`: the ward's number, of streets without addresses.
    """

    name: str
    credit: str = ""
    licence: str = ""
    street: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    postcode: tuple[str, ...] = ("postcode",)
    x: tuple[str, ...] = ()
    y: tuple[str, ...] = ()
    letter: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()


# The first that fits is taken, so the ones with the most telling names come first.
PRESETS = (
    Preset(
        name="best",
        credit="Bron: BeSt Address, FOD BOSA",
        licence="BeSt Address Open Data",
        street=("streetname_nl", "streetname_fr", "streetname_de"),
        number=("house_number",),
        x=("epsg:4326_lon", "epsg:4258_lon", "epsg:3812_x", "epsg:31370_x"),
        y=("epsg:4326_lat", "epsg:4258_lat", "epsg:3812_y", "epsg:31370_y"),
        status=("status",),
    ),
    Preset(
        name="adressenregister",
        credit="Bron: Adressenregister, Digitaal Vlaanderen",
        licence=OPEN_LICENCE,
        street=("straatnm", "straatnaam"),
        number=("huisnr", "huisnummer"),
        x=("x", "x_lambert2008", "x_lambert72", "lon"),
        y=("y", "y_lambert2008", "y_lambert72", "lat"),
        status=("adresstatus", "adrstatus", "status"),
    ),
    Preset(
        name="crab",
        credit="Bron: CRAB, Digitaal Vlaanderen",
        licence=OPEN_LICENCE,
        street=("straat",),
        number=("huisnr",),
        x=("lon", "x"),
        y=("lat", "y"),
    ),
    Preset(
        name="openaddresses",
        credit="Bron: OpenAddresses",
        licence="zie openaddresses.io",
        street=("street",),
        number=("number",),
        x=("lon",),
        y=("lat",),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each value stands in a row, by role; a role that the source does not have is not there."""

    preset: Preset
    at: Mapping[str, int]


def recognise(
    header: Sequence[str],
    kinds: Sequence[Preset],
    needed: Sequence[str],
    chosen: Mapping[str, str],
    file: str,
) -> Columns:
    """The columns of a file of one of these kinds; `chosen`: the operator's own columns by role.

    Raises Refusal when a needed column is not there.
    """
    names = [name.strip().lower() for name in header]
    own: dict[str, Any] = {role: (name.strip().lower(),) for role, name in chosen.items()}
    missing: list[str] = []
    for kind in (replace(kind, **own) for kind in kinds):
        found = _columns(names, kind)
        lacking = [role for role in dict.fromkeys((*needed, *chosen)) if role not in found]
        if not lacking:
            return Columns(preset=kind, at=found)
        if not missing or len(lacking) < len(missing):
            missing = lacking
    role = missing[0]
    raise Refusal(
        translate(
            "{file} has no column for: {missing}. Its columns are: {columns}. Say which to take: --column {role}=NAME",
            file=file,
            missing=", ".join(missing),
            columns=", ".join(header) or "-",
            role=role,
        )
    )


def _columns(names: Sequence[str], kind: Preset) -> dict[str, int]:
    """The place of each role whose column is there."""
    found = {}
    for role in ALLOWED:
        accepted = next((name for name in getattr(kind, role) if name in names), None)
        if accepted is not None:
            found[role] = names.index(accepted)
    # Degrees and Lambert do not mix: the y that belongs to the x.
    pairs = [(x, y) for x, y in zip(kind.x, kind.y, strict=False) if x in names and y in names]
    if pairs:
        found["x"], found["y"] = (names.index(name) for name in pairs[0])
    return found
