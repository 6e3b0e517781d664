"""The map on paper: outlines go in, a drawing of the city and one of its crowded centre come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import cos, radians
from typing import Any

from wijksites.city.outlines import Outlines, Point

# A drawing of this size cannot show bends smaller than a hundred metres: about 0.001 degree.
TOLERANCE = 0.001  # degrees of latitude; the square root of the area that a bend may have and still be left out
# Coordinates are whole tenths of a millimetre, so that they take few bytes.
STEPS = 10
ROOM = 2.3  # millimetres around the number of a ward
MARGIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A ward's number on a drawing, in millimetres from its top left."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle on a drawing, in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A part of the map, in millimetres: its size, where it begins on the whole map drawn at its own scale, how much
    larger than that map it is, and where the numbers stand."""

    width: float
    height: float
    left: float = 0
    top: float = 0
    scale: float = 1
    labels: tuple[Label, ...]
    frame: Frame | None = None  # what another drawing shows larger


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMap:
    """The whole city, and its centre when wards are too small there for their number. `d`: all borders as SVG path
    data in tenths of a millimetre of the whole map; the centre shows a part of them."""

    d: str
    whole: Drawing
    centre: Drawing | None


def paper_map(outlines: Outlines, *, height: float, centre_width: float) -> PaperMap:
    """Draws the city `height` millimetres high, and beside it what is too small, at most `centre_width` wide.

    Borders that two wards share are drawn once.
    """
    # Loads slowly: only when a map must be drawn.
    import shapely

    squeeze = cos(radians(sum(outline.label[1] for outline in outlines.outlines) / len(outlines.outlines)))
    numbers = [outline.number for outline in outlines.outlines]
    simple = shapely.coverage_simplify([_shape(outline.rings, squeeze) for outline in outlines.outlines], TOLERANCE)
    lines = shapely.line_merge(shapely.union_all([shape.boundary for shape in simple]))
    points = {
        outline.number: shapely.Point(outline.label[0] * squeeze, outline.label[1]) for outline in outlines.outlines
    }
    west, south, east, north = lines.bounds
    plane = _Plane(west=west, north=north, scale=(height - 2 * MARGIN) / (north - south))
    small = [
        shape
        for number, shape in zip(numbers, simple, strict=True)
        if shape.boundary.distance(points[number]) * plane.scale < ROOM
    ]
    width = (east - west) * plane.scale + 2 * MARGIN
    if len(small) < 2:
        whole = Drawing(width=round(width, 1), height=height, labels=plane.labels(points))
        return PaperMap(d=plane.path(lines), whole=whole, centre=None)
    box = shapely.box(*shapely.union_all(small).bounds)
    inner = box.buffer(-ROOM / plane.scale / 2)
    seen = {number: point for number, point in points.items() if inner.contains(point)}
    others = {number: point for number, point in points.items() if number not in seen}
    left, bottom, right, top = box.bounds
    x, y = plane.place((left, top))
    across, down = (right - left) * plane.scale, (top - bottom) * plane.scale
    larger = round(min(centre_width / across, height / down), 2)
    frame = Frame(x=x, y=y, width=round(across, 1), height=round(down, 1))
    labels = tuple(
        Label(number=label.number, x=round((label.x - x) * larger, 1), y=round((label.y - y) * larger, 1))
        for label in plane.labels(seen)
    )
    return PaperMap(
        d=plane.path(lines),
        whole=Drawing(width=round(width, 1), height=height, labels=plane.labels(others), frame=frame),
        centre=Drawing(
            width=round(across * larger, 1),
            height=round(down * larger, 1),
            left=round(x * larger, 1),
            top=round(y * larger, 1),
            scale=larger,
            labels=labels,
            frame=Frame(x=0, y=0, width=round(across * larger, 1), height=round(down * larger, 1)),
        ),
    )


def _shape(rings: Iterable[tuple[Point, ...]], squeeze: float) -> Any:
    """A ward as a polygon of shapely: a ring inside another is a hole in it, as with `fill-rule: evenodd`."""
    import shapely

    flat = [shapely.Polygon([(x * squeeze, y) for x, y in ring]) for ring in rings]
    found: Any = flat[0]
    for polygon in flat[1:]:
        found = found.symmetric_difference(polygon)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plane:
    """From squeezed degrees to millimetres, y downwards."""

    west: float
    north: float
    scale: float

    def place(self, point: Point) -> tuple[float, float]:
        """A point on the map, in millimetres from its top left."""
        return (
            round((point[0] - self.west) * self.scale + MARGIN, 1),
            round((self.north - point[1]) * self.scale + MARGIN, 1),
        )

    def labels(self, points: Mapping[int, Any]) -> tuple[Label, ...]:
        """Where the numbers stand."""
        places = [(number, self.place((point.x, point.y))) for number, point in sorted(points.items())]
        return tuple(Label(number=number, x=x, y=y) for number, (x, y) in places)

    def path(self, lines: Any) -> str:
        """Path data in an order that only depends on the lines."""
        found = []
        for line in getattr(lines, "geoms", [lines]):
            places = [self.place(point) for point in line.coords]
            whole = [(round(x * STEPS), round(y * STEPS)) for x, y in places]
            kept = [place for place, _ in groupby(whole)]
            if len(kept) > 1:
                found.append(min(kept, kept[::-1]))
        return "".join(_line(places) for places in sorted(found))


def _line(places: list[tuple[int, int]]) -> str:
    """`Mx yldx dy...`, closed when it ends where it began."""
    closed = places[0] == places[-1]
    moves = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(places)]
    if closed:
        moves.pop()
    return f"M{places[0][0]} {places[0][1]}l{' '.join(moves)}".replace(" -", "-") + ("z" if closed else "")
