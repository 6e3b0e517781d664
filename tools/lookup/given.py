"""The project's own files go in, what the lookup's index is made of comes out, as its page carries it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from wijksites.city.load import load_city
from wijksites.city.model import City
from wijksites.city.serving import serving
from wijksites.lookup.names import names

ROOT = Path(__file__).resolve().parents[2]


def given_of(city: City, day: date, data: Path) -> dict[str, Any]:
    """What there is to find in a city on a day; `data`: the folder of its streets."""
    served: dict[str, list[str]] = {}
    for ward in city.wards:
        for person in serving(city, ward.slug, day).people:
            served.setdefault(person.name, []).append(ward.slug)
    slugs = {str(ward.number): ward.slug for ward in city.wards}
    return {
        "streets": {**json.loads((data / "streets.json").read_text(encoding="utf-8")), "wards": slugs},
        "probable": {**json.loads((data / "streets-probable.json").read_text(encoding="utf-8")), "wards": slugs},
        "names": [{"name": one.name, "ward": one.ward, "kind": one.kind} for one in names(city)],
        "people": [{"name": name, "wards": wards} for name, wards in served.items()],
        "neighbours": [
            {"name": near.name, "postcodes": list(near.postcodes), "aliases": list(near.aliases)}
            for near in city.neighbours
        ],
        "city": city.name,
    }


def demonstration() -> dict[str, Any]:
    """The same of the demonstration, on a day of its own."""
    city, _ = load_city(ROOT / "wards.yaml")
    assert city
    return given_of(city, date(2026, 11, 24), ROOT / "data")
