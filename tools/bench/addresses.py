"""A number of rows goes in; how long their import takes and how much memory it needs at most comes out.

    python -m tools.bench.addresses --rows 10000000

The city is invented: a grid of square wards and streets that cross them. A row in twenty lies outside, a row in a
hundred has no place. The rows are written to a file first, which is not part of what is measured.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

LIMIT = 500  # MB, for ten million rows
WARDS = 10  # in a row, and as many rows
SIDE = 0.02  # degrees
PER_STREET = 2000
MEASURE = """
import sys
from pathlib import Path
from wijksites.lookup.importing.addresses import import_addresses
from wijksites.lookup.importing.places import Places
from wijksites.lookup.importing.report import summary
places = Places(Path(sys.argv[1]), "naam", "nr", None)
done = import_addresses([Path(sys.argv[2])], places, columns={}, spellings={}, system="")
print("\\n".join(summary(done)))
# Not getrusage: that begins with what the process needed that started this one.
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))
"""


def outlines() -> str:
    """A hundred square wards."""
    features = []
    for at in range(WARDS * WARDS):
        west, south = 4 + at % WARDS * SIDE, 51 + at // WARDS * SIDE
        east, north = west + SIDE, south + SIDE
        ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        features.append(
            {
                "type": "Feature",
                "properties": {"naam": f"Wijk {at + 1}", "nr": at + 1},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features})


def rows(count: int) -> Iterator[str]:
    """Addresses along straight streets, each through several wards; no two are the same."""
    yield "postcode,straat,huisnr,lat,lon\n"
    for at in range(count):
        street, house = divmod(at, PER_STREET)
        lat = 51 + (street * 7919 % 200_000) / 1_000_000
        lon = 4 + house / PER_STREET * SIDE * WARDS
        if at % 20 == 0:
            lon += 1
        number = f"{house + 1}{'ABC'[at % 3] if at % 7 == 0 else ''}"
        place = "," if at % 100 == 0 else f"{lat:.6f},{lon:.6f}"
        yield f"{9000 + street % 90},Straat {street:05},{number},{place}\n"


def main() -> int:
    """Writes rows, imports them in a process of its own, prints time and memory (Linux); 1 when it needed too much."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.addresses")
    parser.add_argument("--rows", type=int, default=10_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        borders, addresses = Path(folder, "wijken.geojson"), Path(folder, "adressen.csv")
        borders.write_text(outlines(), encoding="utf-8")
        with addresses.open("w", encoding="utf-8") as file:
            file.writelines(rows(options.rows))
        size = addresses.stat().st_size / 1e6
        started = time.monotonic()
        command = [sys.executable, "-c", MEASURE, str(borders), str(addresses)]
        done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
        seconds = time.monotonic() - started
    *lines, kilobytes = done.stdout.splitlines()
    peak = int(kilobytes) / 1024
    print("\n".join(lines))
    print(f"{options.rows} rows, {size:.0f} MB: {seconds:.1f} s, at most {peak:.0f} MB of memory (limit {LIMIT}).")
    return int(peak > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
