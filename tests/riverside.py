"""Rivierdal, an invented city for the import of addresses: a river without a ward, an enclave, split streets."""

import json
from pathlib import Path

from tests.projects import WARDS, make_project

from wijksites.cli import main

# Wards are rectangles (west, south, east, north) in thousandths of a degree from 4.7 east, 50.9 north, about 70 by
# 111 metres each. Between 40 and 44 flows the river, which is in no ward; Hof lies inside Centrum.
HOLE = (10, 10, 20, 20)
BOXES = {4: (0, 0, 40, 40), 7: (44, 0, 80, 40), 11: HOLE, 12: (0, 40, 80, 60)}
NAMES = {4: "Centrum", 7: "Overdal", 11: "Hof", 12: "Noord"}
OUTLINES = "wijken.geojson"
STREETS = Path("data/streets.json")
PROBABLE = Path("data/streets-probable.json")
HEADER = "postcode,straat,huisnr,lat,lon"

Address = tuple[str, str, str, float, float]  # postcode, street, number, x and y in thousandths of a degree

# Hoofdstraat crosses the river; Ringlaan passes through the enclave; Kerkstraat is the name of two streets.
ADDRESSES: tuple[Address, ...] = (
    *(("3990", "Hoofdstraat", str(number), 30 + number / 2, 5) for number in range(1, 20, 2)),
    *(("3990", "Hoofdstraat", str(number), 34 + number / 2, 5) for number in range(21, 40, 2)),
    *(("3990", "Hoofdstraat", str(number), 30 + number / 2, 6) for number in range(2, 15, 2)),
    *(("3990", "Hoofdstraat", str(number), 34 + number / 2, 6) for number in range(22, 31, 2)),
    ("3990", "Hoofdstraat", "19A", 44.5, 5),
    *(("3990", "Ringlaan", str(number), number + 0.5, 15) for number in range(2, 31, 2)),
    *(("3990", "Kerkstraat", str(number), 2 + number / 10, 30) for number in range(1, 9)),
    *(("3991", "Kerkstraat", str(number), 50 + number / 10, 30) for number in range(1, 9)),
    *(("3991", "Ijsbaan", str(number), 60, 50 + number / 10) for number in range(1, 6)),
)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a place in thousandths."""
    return round(4.7 + x / 1000, 7), round(50.9 + y / 1000, 7)


def _ring(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    west, south, east, north = box
    return [degrees(*corner) for corner in ((west, south), (east, south), (east, north), (west, north), (west, south))]


def outlines() -> str:
    """The city's own GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"naam": NAMES[number], "nr": number},
            "geometry": {"type": "Polygon", "coordinates": [_ring(box), *([_ring(HOLE)] if number == 4 else [])]},
        }
        for number, box in BOXES.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def crab(addresses: tuple[Address, ...] = ADDRESSES, header: str = HEADER, separator: str = ",") -> str:
    """Addresses as CSV, in the columns of CRAB."""
    rows = [header.replace(",", separator)]
    for postcode, street, number, x, y in addresses:
        lon, lat = degrees(x, y)
        rows.append(separator.join((postcode, street, number, str(lat), str(lon))))
    return "\n".join(rows) + "\n"


def make_riverside(folder: Path) -> Path:
    """The city in a folder: settings and outlines, no data yet."""
    start = WARDS.index("wards:\n")
    slugs = {number: name.lower() for number, name in NAMES.items()}
    wards = "".join(f"  - {{slug: {slugs[number]}, number: {number}, name: {NAMES[number]}}}\n" for number in NAMES)
    people = WARDS[WARDS.index("regisseurs:\n") : WARDS.index("assignments:\n")]
    serving = "".join(
        f"  - {{ward: {slug}, regisseur: an, role: regisseur, from: 2024-01-01}}\n" for slug in slugs.values()
    )
    text = f"{WARDS[:start]}wards:\n{wards}{people}assignments:\n{serving}".replace("Kaaistad", "Rivierdal")
    return make_project(folder, **{"wards.yaml": text, OUTLINES: outlines()})


def import_addresses(*options: str, files: tuple[str, ...] = ("adressen.csv",)) -> int:
    """Runs the command in the city's folder; its exit status."""
    return main(["import-addresses", *files, "--outlines", OUTLINES, "--name", "naam", "--number", "nr", *options])


def streets() -> dict:
    """What the import wrote."""
    return json.loads(STREETS.read_text(encoding="utf-8"))
