"""Reads `venues.yaml`: the file goes in, places with their address and access facts come out."""

from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode

from wijksites.city.model import Address
from wijksites.city.tables import venue
from wijksites.fields import MISSING, SLUG
from wijksites.problems import Problem
from wijksites.reading import Reader, entries, read_mapping, read_text
from wijksites.records import Value, get
from wijksites.words import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Facts about getting in and taking part; `unknown` is an answer: nobody has looked yet."""

    wheelchair: str = "unknown"
    toilet: str = "unknown"
    lift: str = "unknown"
    hearing_loop: str = "unknown"
    parking: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place. `latitude` and `longitude` in degrees (WGS84), or neither."""

    id: str
    name: str
    address: Address
    ward: str = ""
    phone: str = ""
    access: Access = Access()
    latitude: float | None = None
    longitude: float | None = None

    @property
    def line(self) -> str:
        """`Buurtcentrum Macharius, Tarbotstraat 61A, 9000 Gent`."""
        return ", ".join(part for part in (self.name, self.address.line) if part)


def load_venues(
    file: Path, wards: frozenset[str], shown_as: str | None = None
) -> tuple[tuple[Venue, ...], tuple[Problem, ...]]:
    """All places that could be read, and what is wrong with the others; no file means no places."""
    reader = Reader(path=shown_as or file.as_posix())
    if not file.exists():
        return (), ()
    text = read_text(file, reader)
    node = read_mapping(text, reader) if text is not None else None
    if node is None:
        return (), tuple(reader.problems)
    venues = []
    kind = venue(wards)
    for id, (key_node, value_node) in entries(node, reader).items():
        SLUG.read(key_node, "venue", reader)
        if not isinstance(value_node, MappingNode):
            reader.problem(
                value_node,
                translate(
                    "after `{key}` we expect keys of its own, for example: `{{name: {example}}}`",
                    key=id,
                    example="...",
                ),
            )
            continue
        record = kind.read_entries(value_node, reader)
        if record is not MISSING and isinstance(record, dict):
            venues.append(_venue(id, record))
    return tuple(venues), tuple(reader.problems)


def _venue(id: str, record: dict[str, Value]) -> Venue:
    access = get(record, "access", {})
    return Venue(
        id=id,
        name=get(record, "name"),
        address=Address(
            street=get(record, "street", ""),
            number=get(record, "number", ""),
            postcode=get(record, "postcode", ""),
            town=get(record, "town", ""),
        ),
        ward=get(record, "ward", ""),
        phone=get(record, "phone", ""),
        access=Access(**{fact: value.value for fact, value in access.items()}),
        latitude=get(record, "latitude"),
        longitude=get(record, "longitude"),
    )
