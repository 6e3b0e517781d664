"""JSON Schemas of the open data: what programs of others may rely on, by the name of each file."""

from typing import Any

TEXT = {"type": "string"}
WARDS = {"type": "string", "pattern": "^[0-9]+(,[0-9]+)*$"}
NAMES = {"type": "array", "items": TEXT}
SLUGS = {
    "description": "Number of a ward to its slug, the part of its web address",
    "type": "object",
    "additionalProperties": TEXT,
}
RUNS = {
    "description": "From and until house number, both inclusive, and the number of the ward; ascending",
    "type": "array",
    "items": {
        "type": "array",
        "prefixItems": [{"type": "integer"}, {"type": "integer"}, {"type": "integer"}],
        "minItems": 3,
        "maxItems": 3,
    },
}
SOURCE = {
    "credit": {**TEXT, "description": "Whom to name when you use this"},
    "licence": TEXT,
    "day": {**TEXT, "description": "Day, month or year of the source (ISO 8601)"},
    "command": {**TEXT, "description": "How the file was made"},
    "wards": SLUGS,
}


def _by(keys: str, values: dict[str, Any], about: str = "") -> dict[str, Any]:
    return {"description": f"By {keys}. {about}".rstrip(), "type": "object", "additionalProperties": values}


STREETS = {
    "title": "streets.json",
    "description": "Every street with its wards. To find the ward of an address: first `exact`, then `split`, then the "
    "only ward of the street.",
    "type": "object",
    "required": ["credit", "licence", "day", "wards", "streets", "split", "exact"],
    "properties": {
        **SOURCE,
        "made_from": {"description": "What the import counted", "type": "object"},
        "streets": _by("postcode", _by("the numbers of its wards, with commas", NAMES), "Names of streets."),
        "split": _by(
            "postcode",
            _by("name of the street", {"type": "object", "properties": {"odd": RUNS, "even": RUNS}}),
            "Streets in several wards.",
        ),
        "exact": _by(
            "postcode",
            _by(
                "name of the street",
                _by("house number", {"type": "array", "items": {"type": "integer"}}, "Numbers of wards."),
            ),
            "Addresses that lie elsewhere than `split` or the only ward of the street says; several wards: not sure.",
        ),
    },
}
PROBABLE = {
    "title": "streets-probable.json",
    "description": "Streets that streets.json does not have. Their wards come from a map: probable, not certain.",
    "type": "object",
    "required": ["credit", "licence", "day", "wards", "streets"],
    "properties": {**SOURCE, "streets": _by("the numbers of its wards, with commas", NAMES, "Names of streets.")},
}
PERSON = {
    "type": "object",
    "required": ["name", "role", "phone", "mail", "sample"],
    "properties": {
        "name": TEXT,
        "role": TEXT,
        "phone": TEXT,
        "mail": TEXT,
        "sample": {"description": "Invented, for a demonstration", "type": "boolean"},
    },
}
REGISSEURS = {
    "title": "regisseurs.json",
    "description": "Who serves which ward on the day of the build.",
    "type": "object",
    "required": ["wards"],
    "properties": {
        "wards": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["number", "name", "slug", "regisseurs", "replaced"],
                "properties": {
                    "number": {"type": "integer"},
                    "name": TEXT,
                    "slug": TEXT,
                    "regisseurs": {"type": "array", "items": PERSON},
                    "replaced": {"description": "They stand in for the regisseur", "type": "boolean"},
                },
            },
        },
    },
}
OUTLINES = {
    "title": "wards.geojson",
    "description": "The outlines of the wards: GeoJSON (RFC 7946), simplified; neighbours share their border.",
    "type": "object",
    "required": ["type", "credit", "source_date", "tolerance_m", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "credit": TEXT,
        "source_date": TEXT,
        "command": TEXT,
        "tolerance_m": {"description": "Metres: the root of the area of a bend that may be left out", "type": "number"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "properties", "geometry"],
                "properties": {
                    "properties": {
                        "type": "object",
                        "required": ["number", "name", "label", "neighbours"],
                        "properties": {
                            "number": {"type": "integer"},
                            "name": TEXT,
                            "label": {"description": "A point well inside", "type": "array"},
                            "neighbours": {"type": "array", "items": {"type": "integer"}},
                        },
                    }
                },
            },
        },
    },
}
DATA: dict[str, dict[str, Any]] = {
    "data-regisseurs.json": REGISSEURS,
    "data-streets.json": STREETS,
    "data-streets-probable.json": PROBABLE,
    "data-wards.json": OUTLINES,
}
