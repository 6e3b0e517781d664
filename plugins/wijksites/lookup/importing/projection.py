"""Places as the source writes them go in (degrees, Lambert 72, Lambert 2008), degrees in WGS84 come out."""

from collections.abc import Callable
from typing import Any

import numpy as np

from wijksites.city.import_outlines import OTHER_SYSTEMS
from wijksites.lookup.importing.refusal import Refusal
from wijksites.words import translate

DEGREES = "4326"
# What we convert ourselves; another system is refused by its name.
CONVERTED = ("31370", "3812")

Convert = Callable[[Any, Any], tuple[Any, Any]]


def system_of(x: float, y: float, file: str) -> str:
    """The EPSG code of the system in which a Belgian city has such a place. Raises Refusal when there is none."""
    if abs(x) <= 180 and abs(y) <= 90:
        return DEGREES
    for code, name, xs, ys in OTHER_SYSTEMS:
        if xs.start <= x < xs.stop and ys.start <= y < ys.stop:
            if code in CONVERTED:
                return code
            raise Refusal(
                translate(
                    "{file}: {x}, {y} looks like {system}. Export the addresses in degrees (WGS84), Lambert 72 or "
                    "Lambert 2008.",
                    file=file,
                    x=x,
                    y=y,
                    system=name,
                )
            )
    raise Refusal(
        translate(
            "{file}: {x}, {y} is no place in Belgium, in degrees, in Lambert 72 or in Lambert 2008. Choose other "
            "columns with --column x=... and --column y=...",
            file=file,
            x=x,
            y=y,
        )
    )


def converter(code: str) -> Convert:
    """From arrays of x and y in a system to arrays of longitude and latitude in degrees."""
    if code == DEGREES:
        return lambda x, y: (x, y)
    # Only for who needs it: it takes a tenth of a second to import.
    from pyproj import Transformer
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

    # Without the network and its grids: right to some decimetres, and the same on every machine.
    set_network_enabled(active=False)
    transformer = Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True)

    def convert(x: Any, y: Any) -> tuple[Any, Any]:
        lon, lat = transformer.transform(x, y)
        return np.asarray(lon), np.asarray(lat)

    return convert
