"""The wards' outlines: the small file in `data/` goes in, outlines and drawings of them (SVG) come out."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, pairwise
from math import ceil, cos, radians
from pathlib import Path
from typing import Any

from wijksites.words import translate

# Room for half a stroke around a drawing, in units of its view box.
MARGIN = 2
EMBLEM = 32  # units across

# What makes the file that we read here.
COMMAND = "python -m wijksites import-outlines FILE.geojson --name NAME --number NUMBER"

Point = tuple[float, float]
Ring = tuple[Point, ...]


class OutlineError(Exception):
    """Outlines that cannot be imported or read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One ward on the map. Points are (longitude, latitude) in degrees, WGS84.

    `rings`: the outer and inner rings of all its polygons, each closed (first point = last point).
    `label`: a point well inside, for the ward's number. `neighbours`: numbers, ascending.
    """

    number: int
    name: str
    rings: tuple[Ring, ...]
    label: Point
    neighbours: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """All wards of a city, in the order of their numbers. `source_date`: the day of the source data."""

    credit: str
    source_date: date
    outlines: tuple[Outline, ...]

    def by_number(self, number: int) -> Outline:
        """The outline of a ward. Raises KeyError when there is none."""
        for outline in self.outlines:
            if outline.number == number:
                return outline
        raise KeyError(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One ward as SVG: path data `d` (draw it with `fill-rule: evenodd`), and the place of its label."""

    number: int
    d: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SvgMap:
    """A drawing: the `viewBox` and what stands in it."""

    view_box: str
    shapes: tuple[Shape, ...]


def load_outlines(path: Path) -> Outlines:
    """Read what `import-outlines` wrote. Raises OutlineError when the file is missing or damaged."""
    try:
        return _parse_outlines(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        reason = translate("{file} is missing. Make it: {command}", file=path, command=COMMAND)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        reason = translate("{file} is damaged. Make it again: {command}", file=path, command=COMMAND)
    raise OutlineError(reason)


def svg_map(outlines: Outlines, *, width: int = 600) -> SvgMap:
    """Draw all wards in whole units, `width` units wide, north up; shared borders have the same points."""
    extent = _extent(outlines.outlines)
    scale = (width - 2 * MARGIN) / extent.across
    height = ceil(extent.down * scale) + 2 * MARGIN
    drawing = _Drawing(extent=extent, scale=scale, left=MARGIN, top=MARGIN, steps=1)
    shapes = tuple(drawing.shape(outline) for outline in outlines.outlines)
    return SvgMap(view_box=f"0 0 {width} {height}", shapes=shapes)


def svg_outline(outline: Outline, *, size: int = 100, steps: int = 10) -> SvgMap:
    """Draw one ward in parts of units (`steps` to a unit), north up, in the middle of a square of `size` units."""
    extent = _extent((outline,))
    scale = (size - 2 * MARGIN) / max(extent.across, extent.down)
    left, top = (size - extent.across * scale) / 2, (size - extent.down * scale) / 2
    drawing = _Drawing(extent=extent, scale=scale, left=left, top=top, steps=steps)
    return SvgMap(view_box=f"0 0 {size} {size}", shapes=(drawing.shape(outline),))


def emblem(outline: Outline) -> str:
    """The path of a ward as a sign of 32 units square, in as few bytes as every page can carry."""
    return svg_outline(outline, size=EMBLEM, steps=1).shapes[0].d


def icon(sign: str, colour: str) -> str:
    """The sign of a ward as a picture of its own (SVG): white on a ground that shows on any browser's bar."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="8" '
        f'fill="{colour}"/><path transform="translate(4 4)" d="{sign}" fill="#fff" fill-rule="evenodd"/></svg>\n'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extent:
    """The rectangle around outlines, in degrees; `squeeze` is the cosine of its middle latitude.

    `across` and `down` are its width and height in degrees of latitude.
    """

    west: float
    north: float
    squeeze: float
    across: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """From degrees to units: equirectangular, y downwards.

    `scale`: units per degree of latitude. `left`, `top`: where the extent begins, in units. `steps`: how many
    positions a unit is divided in; points are rounded to these before anything else, so borders stay shared.
    """

    extent: _Extent
    scale: float
    left: float
    top: float
    steps: int

    def shape(self, outline: Outline) -> Shape:
        x, y = self._place(outline.label)
        return Shape(
            number=outline.number,
            d="".join(self._subpath(ring) for ring in outline.rings),
            x=round(x / self.steps),
            y=round(y / self.steps),
        )

    def _place(self, point: Point) -> tuple[int, int]:
        """The nearest position, counted in steps from the top left."""
        lon, lat = point
        x = self.left + (lon - self.extent.west) * self.extent.squeeze * self.scale
        y = self.top + (self.extent.north - lat) * self.scale
        return round(x * self.steps), round(y * self.steps)

    def _subpath(self, ring: Ring) -> str:
        """A closed ring as `Mx yldx dy...z`; nothing when too small to be seen."""
        places = [place for place, _ in groupby(self._place(point) for point in ring)]
        if len(places) < 4:
            return ""
        moves = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(places[:-1])]
        return f"M{self._numbers(places[0])}l{self._numbers(chain.from_iterable(moves))}z"

    def _numbers(self, counts: Iterable[int]) -> str:
        """Numbers as short as path data may be: `.5-3 4`. https://www.w3.org/TR/SVG2/paths.html#PathDataBNF"""
        texts = (re.sub(r"^(-?)0\.", r"\1.", f"{count / self.steps:g}") for count in counts)
        return " ".join(texts).replace(" -", "-")


def _extent(outlines: Iterable[Outline]) -> _Extent:
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    lons, lats = zip(*points, strict=True)
    squeeze = cos(radians((min(lats) + max(lats)) / 2))
    return _Extent(
        west=min(lons),
        north=max(lats),
        squeeze=squeeze,
        across=(max(lons) - min(lons)) * squeeze,
        down=max(lats) - min(lats),
    )


def _parse_outlines(document: Any) -> Outlines:
    """Raises ValueError, KeyError or TypeError for anything that `import-outlines` does not write."""
    outlines = tuple(_parse_outline(feature) for feature in document["features"])
    numbers = [outline.number for outline in outlines]
    if not numbers or numbers != sorted(set(numbers)):
        raise ValueError("numbers are not ascending")
    return Outlines(
        credit=str(document["credit"]),
        source_date=date.fromisoformat(document["source_date"]),
        outlines=outlines,
    )


def _parse_outline(feature: Any) -> Outline:
    properties, geometry = feature["properties"], feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = tuple(_parse_ring(ring) for polygon in polygons for ring in polygon)
    if not rings:
        raise ValueError("an outline is empty")
    return Outline(
        number=int(properties["number"]),
        name=str(properties["name"]),
        rings=rings,
        label=_parse_point(properties["label"]),
        neighbours=tuple(int(number) for number in properties["neighbours"]),
    )


def _parse_ring(positions: Any) -> Ring:
    ring = tuple(_parse_point(position) for position in positions)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring is not closed")
    return ring


def _parse_point(position: Any) -> Point:
    lon, lat = position
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("a point is not in degrees")
    return float(lon), float(lat)
