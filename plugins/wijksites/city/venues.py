"""Reads `venues.yaml`: the file goes in, places with their address and access facts come out."""

from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode

from wijksites.city.model import Address
from wijksites.city.tables import venue
from wijksites.fields import MISSING, SLUG
from wijksites.problems import Problem
from wijksites.reading import Reader, entries, read_mapping, read_text
from wijksites.records import Value, get, mark_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What `venues.yaml` says. `readable`: False when the file as a whole is wrong, so that no build can go on.

    `known`: the ids that posts may use, also of places with a mistake of their own; None when there is no list, so
    that one mistake in it is not told again by every post.
    """

    venues: tuple[Venue, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: frozenset[str] | None = None
    readable: bool = True


def load_venues(
    file: Path, wards: frozenset[str], shown_as: str | None = None
) -> tuple[tuple[Venue, ...], tuple[Problem, ...]]:
    """The places and what is wrong with them, for who need not know whether the file as a whole can be used."""
    places = load_places(file, wards, shown_as)
    return places.venues, places.problems


def load_places(file: Path, wards: frozenset[str], shown_as: str | None = None) -> Places:
    """All places that could be read, and what is wrong with the others; no file means no places."""
    reader = Reader(path=shown_as or file.as_posix())
    if not file.exists():
        return Places()
    text = read_text(file, reader)
    node = read_mapping(text, reader) if text is not None else None
    if node is not None and not node.value:
        reader.problem(None, translate("there is no place in this file. Add one, or remove the file."))
    if node is None or reader.failed:
        return Places(problems=tuple(reader.problems), readable=False)
    venues, known = [], set()
    kind = venue(wards)
    for id, (key_node, value_node) in entries(node, reader).items():
        SLUG.read(key_node, "venue", reader)
        known.add(id)
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
            _check_coordinates(record, reader)
            venues.append(_venue(id, record))
    return Places(venues=tuple(venues), problems=tuple(reader.problems), known=frozenset(known))


def _check_coordinates(record: dict[str, Value], reader: Reader) -> None:
    """One without the other says nothing; both the wrong way round lie far from here."""
    latitude, longitude = get(record, "latitude"), get(record, "longitude")
    for key, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if key in record and other not in record and mark_of(record, key) and not reader.failed:
            reader.problem(
                mark_of(record, key),
                translate(
                    "there is `{key}` without `{other}`. Add the other one, or remove this line.", key=key, other=other
                ),
            )
    # Belgium lies between 49 and 52 degrees north and 2 and 7 degrees east, and so do all places near it.
    if latitude is not None and longitude is not None and abs(latitude) < 10 and 40 < longitude < 60:
        reader.problem(
            mark_of(record, "latitude"),
            translate(
                "`latitude` and `longitude` seem to have changed places. Write: `latitude: {latitude}` and "
                "`longitude: {longitude}`",
                latitude=longitude,
                longitude=latitude,
            ),
            warning=True,
        )


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
