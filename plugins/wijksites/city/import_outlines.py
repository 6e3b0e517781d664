"""The city's polygons (GeoJSON, WGS84) go in, the small file of outlines for `data/` comes out.

Only the command `import-outlines` imports this module: shapely is not needed to build the site.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon

from wijksites.city.coverage import SimpleWard, Ward, simplify_wards
from wijksites.city.outlines import OutlineError
from wijksites.words import translate

# What people export instead of WGS84: EPSG code, name, and where (metres) the x and y of a Belgian city lie.
OTHER_SYSTEMS = (
    ("31370", "Lambert 72", range(20_000, 300_001), range(20_000, 300_001)),
    ("3812", "Lambert 2008", range(450_000, 850_001), range(450_000, 850_001)),
    ("3857", "Web Mercator", range(200_000, 900_001), range(6_200_000, 7_200_001)),
)


def import_outlines(
    source: Path,
    *,
    name_key: str,
    number_key: str,
    expected: Mapping[int, str] | None,
    credit: str,
    source_date: date,
    command: str,
    tolerance: float = 25.0,
) -> dict[str, Any]:
    """Read the wards of a GeoJSON file and simplify them, so that neighbours keep the same border.

    `name_key`, `number_key`: the properties of the source that hold a ward's name and number. `expected`:
    number and name of every ward there must be (None: do not compare). `tolerance`: metres, the root of the
    area that a bend may have and still be left out. Raises OutlineError with the reason for a wrong source.
    The output is GeoJSON with foreign members: https://www.rfc-editor.org/rfc/rfc7946#section-6.1
    """
    wards = [
        parse_ward(feature, f"features[{index}]", name_key, number_key)
        for index, feature in enumerate(read_features(source))
    ]
    wards.sort(key=lambda ward: ward.number)
    check_numbers(wards, expected)
    return {
        "type": "FeatureCollection",
        "credit": credit,
        "source_date": source_date.isoformat(),
        "command": command,
        "tolerance_m": tolerance,
        "features": [feature_of(ward) for ward in simplify_wards(wards, tolerance)],
    }


def feature_of(ward: SimpleWard) -> dict[str, Any]:
    """A ward as a GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": {
            "number": ward.number,
            "name": ward.name,
            "label": ward.label,
            "neighbours": ward.neighbours,
        },
        "geometry": {"type": ward.kind, "coordinates": ward.coordinates},
    }


def write_outlines(document: Mapping[str, Any], path: Path) -> None:
    """Write the document as JSON with one feature a line, so that a difference shows which ward changed."""
    members = {key: value for key, value in document.items() if key != "features"}
    lines = ",\n".join(compact(feature) for feature in document["features"])
    text = f'{compact(members)[:-1]},"features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def compact(value: Any) -> str:
    """JSON without spaces, accents as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_features(source: Path) -> list[Any]:
    """The features of a GeoJSON file in WGS84. Raises OutlineError for any other file."""
    try:
        document = json.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise OutlineError(
            translate("{file} cannot be read: {reason}", file=source.name, reason=error.strerror)
        ) from None
    except (ValueError, RecursionError):
        raise OutlineError(
            translate("{file} is not JSON. Export the wards as GeoJSON in WGS84.", file=source.name)
        ) from None
    kind = document.get("type") if isinstance(document, dict) else None
    if kind != "FeatureCollection" or not isinstance(document.get("features"), list):
        raise OutlineError(
            translate(
                "{file} is not a GeoJSON FeatureCollection. Export the wards as GeoJSON in WGS84.",
                file=source.name,
            )
        )
    if not document["features"]:
        raise OutlineError(translate("{file} has no features: there is no ward in it.", file=source.name))
    check_crs(document.get("crs"))
    return document["features"]


def check_crs(crs: Any) -> None:
    """Refuse the old member `crs` unless it names WGS84. https://geojson.org/geojson-spec.html#named-crs"""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name")) if isinstance(properties, dict) else str(crs)
    if re.search(r"(CRS84|EPSG:.*:4326|EPSG:4326|WGS ?84)$", name):
        return
    for code, system, _, _ in OTHER_SYSTEMS:
        if name.endswith(f":{code}"):
            raise OutlineError(
                translate("crs is ‘{value}’, {system}: convert to WGS84 first.", value=name, system=system)
            )
    raise OutlineError(translate("crs is ‘{value}’: convert to WGS84 first.", value=name))


def parse_ward(feature: Any, where: str, name_key: str, number_key: str) -> Ward:
    """A ward from a feature; `where` is its place in the file, for messages."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise OutlineError(translate("{where} is not a feature with properties.", where=where))
    name = read_property(properties, name_key, "--name", where)
    number = read_property(properties, number_key, "--number", where)
    if not re.fullmatch(r"[0-9]{1,4}", number):
        raise OutlineError(
            translate(
                "{where}: ‘{value}’ ({key}) is not a whole number. Choose another property with --number.",
                where=where,
                value=number,
                key=number_key,
            )
        )
    return Ward(number=int(number), name=name, shape=parse_shape(feature.get("geometry"), where))


def read_property(properties: Mapping[str, Any], key: str, option: str, where: str) -> str:
    """The value of a property, as text on one line. `option`: where another one is chosen."""
    value = properties.get(key)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
    if text:
        return text
    raise OutlineError(
        translate(
            "{where} has no ‘{key}’. Choose one of its properties with {option}: {keys}",
            where=where,
            key=key,
            option=option,
            keys=", ".join(sorted(properties)),
        )
    )


def parse_shape(geometry: Any, where: str) -> Polygon | MultiPolygon:
    """A Polygon or MultiPolygon in degrees; a height (third number) is left out."""
    where = f"{where}.geometry"
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise OutlineError(
            translate("{where} is not a Polygon or MultiPolygon but ‘{value}’.", where=where, value=kind)
        )
    parts = geometry.get("coordinates")
    parts = [parts] if kind == "Polygon" else parts
    if not isinstance(parts, list) or not parts:
        raise OutlineError(translate("{where} has no coordinates.", where=where))
    polygons = [parse_polygon(part, where) for part in parts]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def parse_polygon(rings: Any, where: str) -> Polygon:
    """An outer ring and its holes, in degrees; each ring is closed if the source does not."""
    if not isinstance(rings, list) or not rings:
        raise OutlineError(translate("{where} has no coordinates.", where=where))
    for ring in rings:
        if not isinstance(ring, list) or len(ring) < 4:
            raise OutlineError(translate("{where} has a ring of fewer than four points.", where=where))
    outer, *holes = [[parse_point(position, where) for position in ring] for ring in rings]
    return Polygon(outer, holes)


def parse_point(position: Any, where: str) -> tuple[float, float]:
    """Longitude and latitude in degrees."""
    numbers = position[:2] if isinstance(position, list) else ()
    if len(numbers) < 2 or not all(type(number) in (int, float) for number in numbers):
        raise OutlineError(translate("{where}: ‘{value}’ is not a point.", where=where, value=position))
    x, y = numbers
    if -180 <= x <= 180 and -90 <= y <= 90:
        return float(x), float(y)
    for _, system, xs, ys in OTHER_SYSTEMS:
        if xs.start <= x < xs.stop and ys.start <= y < ys.stop:
            raise OutlineError(
                translate(
                    "{where}: {x}, {y} is not in degrees. It looks like {system}: convert to WGS84 first.",
                    where=where,
                    x=x,
                    y=y,
                    system=system,
                )
            )
    raise OutlineError(translate("{where}: {x}, {y} is not in degrees. Convert to WGS84 first.", where=where, x=x, y=y))


def check_numbers(wards: Sequence[Ward], expected: Mapping[int, str] | None) -> None:
    """Every expected ward once, and no other."""
    for ward, other in pairwise(wards):
        if ward.number == other.number:
            raise OutlineError(
                translate(
                    "{number} is the number of two wards: {name} and {other}.",
                    number=ward.number,
                    name=ward.name,
                    other=other.name,
                )
            )
    if expected is None:
        return
    found = {ward.number for ward in wards}
    missing = [f"{number} ({name})" for number, name in sorted(expected.items()) if number not in found]
    if missing:
        raise OutlineError(translate("these wards of wards.yaml are missing: {wards}", wards=", ".join(missing)))
    extra = [str(ward) for ward in wards if ward.number not in expected]
    if extra:
        raise OutlineError(translate("these wards are not in wards.yaml: {wards}", wards=", ".join(extra)))
