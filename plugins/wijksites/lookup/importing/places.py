"""A city's wards at full resolution and many points go in, the number of each point's ward comes out.

A point on a border is in both wards: a place is known to a decimetre at best, so nobody can say which one is right.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from wijksites.city.coverage import Ward, check_validity
from wijksites.city.import_outlines import check_numbers, parse_ward, read_features

NOWHERE = -1  # the number of no ward
ON_BORDER = 1e-7  # degrees, about a centimetre: so precise a place is kept


class Places:
    """The wards, prepared for many questions."""

    def __init__(self, source: Path, name_key: str, number_key: str, expected: Mapping[int, str] | None) -> None:
        """Reads the GeoJSON that the outlines were made from. Raises OutlineError with the reason for a wrong one."""
        found = [
            parse_ward(feature, f"features[{at}]", name_key, number_key)
            for at, feature in enumerate(read_features(source))
        ]
        self.wards: list[Ward] = sorted(found, key=lambda ward: ward.number)
        check_numbers(self.wards, expected)
        check_validity(self.wards)
        shapes = [ward.shape for ward in self.wards]
        shapely.prepare(shapes)
        self.bounds = shapely.total_bounds(shapes)
        sides = [_sides(shape) for shape in shapes]
        self._border = shapely.STRtree(np.concatenate(sides))
        numbers = [np.full(len(some), ward.number) for ward, some in zip(self.wards, sides, strict=True)]
        self._border_of = np.concatenate(numbers).astype(np.int16)

    def wards_of(self, lon: Any, lat: Any) -> Any:
        """The number of the ward of each point (int16), NOWHERE outside all; on a border the lowest number."""
        found = np.full(len(lon), NOWHERE, dtype=np.int16)
        for ward in self.wards:
            west, south, east, north = ward.shape.bounds
            near = np.flatnonzero((found == NOWHERE) & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            inside = shapely.intersects_xy(ward.shape, lon[near], lat[near])
            found[near[inside]] = ward.number
        return found

    def others_of(self, lon: Any, lat: Any, wards: Any) -> tuple[Any, Any]:
        """Of points on a border: their position in the arrays, and the ward that they are in too."""
        at, side = self._border.query(shapely.points(lon, lat), predicate="dwithin", distance=ON_BORDER)
        other = self._border_of[side]
        pairs = np.unique(np.stack([at, other]), axis=1)
        return tuple(pairs[:, pairs[1] != wards[pairs[0]]])


def _sides(shape: Any) -> Any:
    """The sides of a polygon, one line each."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points = [shapely.get_coordinates(ring) for ring in rings]
    return np.concatenate([shapely.linestrings(np.stack([ring[:-1], ring[1:]], axis=1)) for ring in points])
