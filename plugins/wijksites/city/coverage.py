"""A city's wards in degrees go in; simplified outlines that still fit together come out, with label and neighbours.

Only `import_outlines.py` imports this module: shapely is not needed to build the site.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, radians
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A ward as the source draws it, in degrees."""

    number: int
    name: str
    shape: Polygon | MultiPolygon

    def __str__(self) -> str:
        return f"{self.number} ({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleWard:
    """A ward as the map draws it, in degrees.

    `kind` and `coordinates` are the members of a GeoJSON geometry. `label`: a point well inside, for the ward's
    number. `neighbours`: numbers, ascending.
    """

    number: int
    name: str
    kind: str
    coordinates: list[Any]
    label: list[float]
    neighbours: list[int]


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


def simplify_wards(wards: Sequence[Ward], tolerance: float) -> list[SimpleWard]:
    """Simplify the wards as one coverage, so that neighbours keep the same border.

    `tolerance`: metres, the root of the area that a bend may have and still be left out. Raises OutlineError for
    wards that are no outlines, lie on one another or are too small for the tolerance.
    """
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
    return [
        SimpleWard(
            number=ward.number,
            name=ward.name,
            kind=outline.geom_type,
            coordinates=coordinates(outline),
            label=label,
            neighbours=near,
        )
        for ward, outline, label, near in zip(wards, outlines, labels, neighbours(wards, shapes), strict=True)
    ]


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
