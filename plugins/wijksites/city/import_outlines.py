"""The city's polygons (GeoJSON, WGS84) go in, the small file of outlines for `data/` comes out.

Only the command `import-outlines` imports this module: shapely is not needed to build the site.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon, STRtree

from wijksites.city.outlines import OutlineError
from wijksites.words import translate

# One degree of latitude in metres, on a sphere of the earth's mean radius (6,371,008.8 m).
METRES_PER_DEGREE = 111_195.08
# Five decimals of a degree: a grid of about a metre.
DECIMALS = 5
# Two wards may overlap by so many square metres: the inaccuracy of a drawing. More is a mistake in it.
OVERLAP_LIMIT = 100.0
# Neighbours share more metres of border than this; wards that meet at a crossroads are no neighbours.
NEIGHBOUR_BORDER = 20.0
# Borders this close (metres) are one border, where the source did not draw them with the same points.
SAME_BORDER = 0.5
# How near the best place a label must be, in metres.
LABEL_PRECISION = 5.0

# What people export instead of WGS84: EPSG code, name, and where (metres) the x and y of a Belgian city lie.
OTHER_SYSTEMS = (
    ("31370", "Lambert 72", range(20_000, 300_001), range(20_000, 300_001)),
    ("3812", "Lambert 2008", range(450_000, 850_001), range(450_000, 850_001)),
    ("3857", "Web Mercator", range(200_000, 900_001), range(6_200_000, 7_200_001)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A ward as the source draws it, in degrees."""

    number: int
    name: str
    shape: Polygon | MultiPolygon

    def __str__(self) -> str:
        return f"{self.number} ({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMetres:
    """Degrees to metres and back, equirectangular around (`lon`, `lat`): good for a city, not more."""

    lon: float
    lat: float

    @property
    def _metres(self) -> Any:
        return np.array([METRES_PER_DEGREE * cos(radians(self.lat)), METRES_PER_DEGREE])

    def to_metres(self, degrees: Any) -> Any:
        """An array of (longitude, latitude) as one of (x, y): metres east and north of the origin."""
        return (degrees - np.array([self.lon, self.lat])) * self._metres

    def to_grid(self, metres: Any) -> Any:
        """An array of (x, y) as one of (longitude, latitude), rounded: equal points stay equal."""
        return np.round(metres / self._metres + np.array([self.lon, self.lat]), DECIMALS)


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
    """Simplify the wards as one coverage, so that neighbours keep the same border.

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
    check_validity(wards)
    centre = shapely.centroid(shapely.GeometryCollection([ward.shape for ward in wards]))
    plane = LocalMetres(lon=centre.x, lat=centre.y)
    shapes = shapely.transform([ward.shape for ward in wards], plane.to_metres)
    check_overlaps(wards, shapes)
    if not shapely.coverage_is_valid(shapes):
        # types-shapely does not know this function of shapely 2.2.
        shapes = shapely.coverage_clean(shapes, gap_width=SAME_BORDER)  # type: ignore[attr-defined]
    simple = shapely.coverage_simplify(shapes, tolerance)
    outlines = shapely.transform(simple, plane.to_grid)
    check_result(wards, outlines, tolerance)
    outlines = shapely.orient_polygons(shapely.remove_repeated_points(outlines))
    labels = [plane.to_grid(label_point(shape))[0].tolist() for shape in simple]
    return {
        "type": "FeatureCollection",
        "credit": credit,
        "source_date": source_date.isoformat(),
        "command": command,
        "tolerance_m": tolerance,
        "features": [
            {
                "type": "Feature",
                "properties": {"number": ward.number, "name": ward.name, "label": label, "neighbours": near},
                "geometry": {"type": outline.geom_type, "coordinates": coordinates(outline)},
            }
            for ward, outline, label, near in zip(wards, outlines, labels, neighbours(wards, shapes), strict=True)
        ],
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


def check_validity(wards: Sequence[Ward]) -> None:
    """No outline crosses itself."""
    for ward in wards:
        if not shapely.is_valid(ward.shape):
            reason = shapely.is_valid_reason(ward.shape)
            raise OutlineError(translate("the outline of ward {ward} is not valid: {reason}", ward=ward, reason=reason))


def check_overlaps(wards: Sequence[Ward], shapes: Any) -> None:
    """No two wards (in metres) lie on one another."""
    tree = STRtree(shapes)
    for first, second in sorted(tree.query(shapes, predicate="intersects").T.tolist()):
        if first >= second:
            continue
        area = shapely.area(shapely.intersection(shapes[first], shapes[second]))
        if area > OVERLAP_LIMIT:
            raise OutlineError(
                translate(
                    "wards {ward} and {other} overlap by {area} m2; {limit} m2 is allowed.",
                    ward=wards[first],
                    other=wards[second],
                    area=round(area),
                    limit=round(OVERLAP_LIMIT),
                )
            )


def check_result(wards: Sequence[Ward], outlines: Any, tolerance: float) -> None:
    """After simplifying and rounding, every ward is still an outline and all still fit together."""
    fits = shapely.is_valid(outlines) & ~shapely.is_empty(outlines)
    if fits.all():
        fits = shapely.is_empty(shapely.coverage_invalid_edges(outlines))
    broken = [str(ward) for ward, fit in zip(wards, fits, strict=True) if not fit]
    if broken:
        raise OutlineError(
            translate(
                "{tolerance} m is too coarse for these wards: {wards}",
                tolerance=f"{tolerance:g}",
                wards=", ".join(broken),
            )
        )


def neighbours(wards: Sequence[Ward], shapes: Any) -> list[list[int]]:
    """For each ward the numbers of those it shares a border with, ascending."""
    near: dict[int, list[int]] = {ward.number: [] for ward in wards}
    borders = shapely.boundary(shapes)
    for (ward, border), (other, line) in combinations(zip(wards, borders, strict=True), 2):
        if shapely.length(shapely.intersection(border, line)) > NEIGHBOUR_BORDER:
            near[ward.number].append(other.number)
            near[other.number].append(ward.number)
    return [sorted(numbers) for numbers in near.values()]


def label_point(shape: Any) -> Any:
    """The point of a shape that is farthest from its border, as an array of one (x, y)."""
    return shapely.get_coordinates(shapely.maximum_inscribed_circle(shape, LABEL_PRECISION))[:1]


def coordinates(outline: Any) -> list[Any]:
    """The member `coordinates` of a Polygon or a MultiPolygon."""
    if outline.geom_type == "MultiPolygon":
        return [coordinates(polygon) for polygon in outline.geoms]
    return [shapely.get_coordinates(ring).tolist() for ring in (outline.exterior, *outline.interiors)]
