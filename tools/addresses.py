"""A file of addresses and a city's outlines go in; a sample of them, or how many the lookup answers right, comes out.

    python -m tools.addresses sample --addresses FILE --outlines FILE --name wijk --number wijknr
    python -m tools.addresses check --addresses FILE --outlines FILE --name wijk --number wijknr

`check` asks the lookup of this project (`data/`, `wards.yaml`) for each address. Without --addresses it takes the
committed sample; with --browser it asks the JavaScript in Chromium. It ends with 1 when an answer is wrong.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from wijksites.city.coverage import LocalMetres
from wijksites.city.load import load_city
from wijksites.lookup.answer import answer
from wijksites.lookup.importing.gather import read_number
from wijksites.lookup.importing.places import NOWHERE, Places
from wijksites.lookup.importing.projection import converter, system_of
from wijksites.lookup.importing.rows import Source
from wijksites.lookup.importing.spelling import load_spellings, right_name
from wijksites.lookup.index import Index

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests/lookup/sample.csv"
HEADER = ("postcode", "straat", "huisnr", "lat", "lon", "wijknr")
SIZE, AT_BORDER = 1000, 300
NEAR = 10.0  # metres
MOST_SHOWN = 20

Ask = Callable[[list[str]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A known address and the number of the ward of its point. `lon`, `lat` in degrees."""

    postcode: str
    street: str
    number: str
    lat: float
    lon: float
    ward: int

    @property
    def question(self) -> str:
        """As someone writes it on an envelope."""
        return f"{self.street} {self.number}, {self.postcode}"


@dataclass(slots=True)
class Counts:
    """What the lookup made of the addresses. `stray`: ambiguous, with both wards, because the import lists it so."""

    right: int = 0
    stray: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.right} right, {self.stray} ambiguous because stray or on a border, {len(self.wrong)} wrong"


def addresses_in(file: Path, places: Places) -> Iterator[Address]:
    """Every address of a file that lies in a ward, with its ward by its point and nothing else."""
    source = Source(file, {})
    convert = None
    for batch in source.batches():
        xs, ys = (np.array([read_number(source.value(row, axis)) or 0.0 for row in batch]) for axis in "xy")
        convert = convert or converter(system_of(float(xs[0]), float(ys[0]), file.name))
        lon, lat = convert(xs, ys)
        wards = places.wards_of(lon, lat).tolist()
        for row, x, y, ward in zip(batch, lon.tolist(), lat.tolist(), wards, strict=True):
            if ward != NOWHERE:
                yield Address(
                    postcode=source.value(row, "postcode"),
                    street=source.value(row, "street"),
                    number=source.value(row, "number"),
                    lat=y,
                    lon=x,
                    ward=ward,
                )


def read_sample(file: Path = SAMPLE) -> list[Address]:
    """The committed sample."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [
            Address(
                postcode=row["postcode"],
                street=row["straat"],
                number=row["huisnr"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                ward=int(row["wijknr"]),
            )
            for row in csv.DictReader(opened)
        ]


def sample_of(addresses: list[Address], places: Places) -> list[Address]:
    """A thousand addresses, 300 of them near a border between wards; the same ones for the same file."""
    near = _near_border(addresses, places)
    turn = sorted(range(len(addresses)), key=lambda at: hashlib.sha256(addresses[at].question.encode()).digest())
    on_border = _on_border(addresses, places)
    turn = [at for at in turn if at not in on_border]
    chosen = [at for at in turn if near[at]][:AT_BORDER]
    chosen += [at for at in turn if not near[at]][: SIZE - len(chosen)]
    return sorted((addresses[at] for at in chosen), key=lambda one: (one.postcode, one.street, one.number))


def _on_border(addresses: list[Address], places: Places) -> set[int]:
    """The addresses whose point is in two wards."""
    lon, lat, wards = (np.array([getattr(one, key) for one in addresses]) for key in ("lon", "lat", "ward"))
    return set(places.others_of(lon, lat, wards)[0].tolist())


def _near_border(addresses: list[Address], places: Places) -> list[bool]:
    """Whether each address lies within some metres of another ward than its own."""
    west, south, east, north = places.bounds
    plane = LocalMetres(lon=(west + east) / 2, lat=(south + north) / 2)
    shapes = shapely.transform([ward.shape for ward in places.wards], plane.to_metres)
    points = plane.to_metres(np.array([(one.lon, one.lat) for one in addresses]))
    pairs = shapely.STRtree(shapes).query(shapely.points(points), predicate="dwithin", distance=NEAR)
    near = [False] * len(addresses)
    for at, ward in pairs.T.tolist():
        near[at] = near[at] or places.wards[ward].number != addresses[at].ward
    return near


def write_sample(addresses: Iterable[Address], file: Path = SAMPLE) -> None:
    """Writes a sample in the columns of CRAB, with the expected ward."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(HEADER)
        for one in addresses:
            writer.writerow((one.postcode, one.street, one.number, one.lat, one.lon, one.ward))


def given_of(project: Path = ROOT) -> dict[str, Any]:
    """What the lookup's page carries of a project: its streets, and the names of its wards."""
    city, problems = load_city(project / "wards.yaml", "wards.yaml")
    assert city is not None, problems
    slugs = {str(ward.number): ward.slug for ward in city.wards}
    kinds = ("ward", "alias", "neighbourhood")
    files = {"streets": "streets.json", "probable": "streets-probable.json"}
    return {
        **{
            part: {**json.loads((project / "data" / name).read_text(encoding="utf-8")), "wards": slugs}
            for part, name in files.items()
        },
        "names": [
            {"name": name, "ward": ward.slug, "kind": kind}
            for ward in city.wards
            for kind, names in zip(kinds, ((ward.name,), ward.aliases, ward.neighbourhoods), strict=True)
            for name in names
        ],
        "city": city.name,
    }


def question_of(one: Address, spellings: dict[str, str]) -> str:
    """What someone who lives there asks. A name that the hand list corrects is asked as it is on the street."""
    return f"{right_name(one.street, spellings)} {one.number}, {one.postcode}"


def check(addresses: list[Address], given: dict[str, Any], spellings: dict[str, str], ask: Ask | None = None) -> Counts:
    """Asks the lookup for every address: Python's, or with `ask` another, questions to their answers as JSON."""
    if ask is None:
        index = Index.of(given)
        ask = lambda questions: [asdict(answer(one, index)) for one in questions]  # noqa: E731
    slugs = given["streets"]["wards"]
    exact = given["streets"]["exact"]
    counts = Counts()
    for one, found in zip(addresses, ask([question_of(one, spellings) for one in addresses]), strict=True):
        both = exact.get(one.postcode, {}).get(right_name(one.street, spellings), {}).get(one.number, [])
        if len(both) > 1:
            good = found["state"] == "ambiguous" and set(found["wards"]) == {slugs[str(ward)] for ward in both}
            counts.stray += good and one.ward in both
        else:
            good = found["state"] == "answer" and list(found["wards"]) == [slugs[str(one.ward)]]
            counts.right += good
        if not good:
            wards = ", ".join(found["wards"])
            counts.wrong.append(f"{one.question}: ward {one.ward}, answered {found['state']} {wards}")
    return counts


def check_in_browser(addresses: list[Address], given: dict[str, Any], spellings: dict[str, str]) -> Counts:
    """The same, asked of JavaScript in Chromium."""
    from tools.lookup.page import asking, chromium

    with chromium() as browser, asking(browser, given) as ask:
        return check(addresses, given, spellings, lambda questions: ask("answer", questions))


def main() -> int:
    """Runs one command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.addresses")
    parser.add_argument("command", choices=("sample", "check"))
    parser.add_argument("--addresses", type=Path)
    parser.add_argument("--outlines", type=Path)
    parser.add_argument("--name", default="wijk", help="property of the outlines with the ward's name")
    parser.add_argument("--number", default="wijknr", help="property of the outlines with the ward's number")
    parser.add_argument("--browser", action="store_true", help="check the JavaScript in Chromium instead of the Python")
    options = parser.parse_args()
    if options.addresses and options.outlines:
        places = Places(options.outlines, options.name, options.number, None)
        addresses = list(addresses_in(options.addresses, places))
    else:
        addresses = read_sample()
    if options.command == "sample":
        write_sample(sample_of(addresses, places))
        print(f"{SAMPLE.relative_to(ROOT)}: {len(read_sample())} addresses")
        return 0
    judge = check_in_browser if options.browser else check
    counts = judge(addresses, given_of(), load_spellings(ROOT / "data/street-spellings.json"))
    print("\n".join(counts.wrong[:MOST_SHOWN]), file=sys.stderr, end="\n" if counts.wrong else "")
    print(f"{len(addresses)} addresses: {counts}.")
    return 1 if counts.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
