"""The kinds of files that addresses come in: each is known by its header, in degrees or in metres."""

import json
import math
from pathlib import Path

import pytest
from pyproj import Transformer
from tests.riverside import (
    ADDRESSES,
    STREETS,
    crab,
    degrees,
    import_addresses,
    make_riverside,
    streets,
)

from wijksites.lookup.importing.projection import converter, system_of

FILE = Path("adressen.csv")
BEST = "{0}_x,{0}_y,EPSG:4326_lat,EPSG:4326_lon,address_id,box_number,house_number,postcode,streetname_nl,status"


@pytest.fixture(autouse=True)
def expected(tmp_path, monkeypatch):
    """The index as made from CRAB's columns: every kind of file must give the same."""
    monkeypatch.chdir(make_riverside(tmp_path / "stad"))
    FILE.write_text(crab(), encoding="utf-8")
    import_addresses()
    index = streets()
    STREETS.unlink()
    return index


def metres(code, x, y):
    """A place in a projection of Belgium; the library that we convert back with is tested on published points."""
    return Transformer.from_crs("EPSG:4326", f"EPSG:{code}", always_xy=True).transform(*degrees(x, y))


def same(index, expected):
    return all(index[part] == expected[part] for part in ("streets", "split", "exact"))


def write_table(header, row, separator=",", encoding="utf-8"):
    lines = [header, *(separator.join(row(*address)) for address in ADDRESSES)]
    FILE.write_text("\r\n".join(lines), encoding=encoding)


@pytest.mark.parametrize("code", ["31370", "3812"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_the_flemish_register_in_lambert_72_and_lambert_2008(code, separator, expected):
    def row(postcode, street, number, x, y):
        east, north = metres(code, x, y)
        values = ("1", street, number, "", postcode, "Rivierdal", f"{east:.2f}", f"{north:.2f}", "InGebruik")
        return [value.replace(".", ",") if separator == ";" else value for value in values]

    header = separator.join(("ID", "STRAATNM", "HUISNR", "BUSNR", "POSTCODE", "GEMEENTE", "X", "Y", "ADRESSTATUS"))
    write_table(header, row, separator)

    assert import_addresses() == 0
    assert same(streets(), expected)
    assert streets()["credit"] == "Bron: Adressenregister, Digitaal Vlaanderen"


@pytest.mark.parametrize("code", ["EPSG:31370", "EPSG:3812"])
def test_best_address(code, expected):
    def row(postcode, street, number, x, y):
        lon, lat = degrees(x, y)
        return ["0", "0", str(lat), str(lon), "9", "", number, postcode, street, "current"]

    write_table(BEST.format(code), row)

    assert import_addresses() == 0
    assert same(streets(), expected)
    assert streets()["credit"] == "Bron: BeSt Address, FOD BOSA"


def test_openaddresses_as_csv(expected):
    def row(postcode, street, number, x, y):
        lon, lat = degrees(x, y)
        return [str(lon), str(lat), number, street, "", "Rivierdal", "", "", postcode, "", "ab"]

    write_table("LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH", row)

    assert import_addresses() == 0
    assert same(streets(), expected)


def test_openaddresses_with_a_feature_on_each_line(expected):
    features = [
        {
            "type": "Feature",
            "properties": {"number": number, "street": street, "unit": "", "postcode": postcode},
            "geometry": {"type": "Point", "coordinates": degrees(x, y)},
        }
        for postcode, street, number, x, y in ADDRESSES
    ]
    FILE.write_text("\n".join(json.dumps(feature) for feature in features), encoding="utf-8")

    assert import_addresses() == 0
    assert same(streets(), expected)
    assert streets()["credit"] == "Bron: OpenAddresses"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1"])
def test_a_byte_order_mark_and_latin_1_are_recognised(encoding):
    FILE.write_text(crab((*ADDRESSES, ("3990", "Privé-weg", "1", 5, 5))), encoding=encoding)

    assert import_addresses() == 0
    assert "Privé-weg" in streets()["streets"]["3990"]["4"]


def test_other_columns_can_be_chosen(expected):
    FILE.write_text(crab(header="zip,weg,nr,breedte,lengte"), encoding="utf-8")
    roles = {"postcode": "zip", "street": "weg", "number": "nr", "y": "breedte", "x": "lengte"}

    status = import_addresses(*(word for role, name in roles.items() for word in ("--column", f"{role}={name}")))

    assert status == 0
    assert same(streets(), expected)
    assert streets()["command"].endswith("--column y=breedte --column x=lengte")


def test_several_files_make_one_index(expected):
    FILE.write_text(crab(ADDRESSES[:30]), encoding="utf-8")
    Path("rest.csv").write_text(crab(ADDRESSES[30:], separator=";"), encoding="utf-8")

    status = import_addresses(files=("adressen.csv", "rest.csv"))

    assert status == 0
    assert same(streets(), expected)


def test_addresses_that_were_given_up_are_left_out(capsys):
    def row(postcode, street, number, x, y):
        lon, lat = degrees(x, y)
        return ["0", "0", str(lat), str(lon), "9", "", number, postcode, street, "retired" if x > 44 else "current"]

    write_table(BEST.format("EPSG:3812"), row)

    assert import_addresses() == 0
    assert "adressen die niet meer bestaan.\n" in capsys.readouterr().out
    assert set(streets()["streets"]["3990"]) == {"4", "4,11"}


def test_lambert_72_on_the_published_example():
    """IOGP guidance note 7-2, Lambert Conic Conformal (2SP Belgium), on the old datum; its parameters are rounded."""
    to_old_datum = Transformer.from_crs("EPSG:31370", "EPSG:4313", always_xy=True)

    lon, lat = to_old_datum.transform(251763.20, 153034.13)

    assert lon == pytest.approx(5 + 48 / 60 + 26.533 / 3600, abs=1e-6)
    assert lat == pytest.approx(50 + 40 / 60 + 46.461 / 3600, abs=1e-6)


@pytest.mark.parametrize(
    ("x", "y", "lon", "lat"),
    [
        (172899.0, 174842.0, 4.694159016795249, 50.88348533027398),
        (219009.14, 187317.72, 5.351704653516628, 50.99197401745933),
        (152751.98, 209640.76, 4.408126870334539, 51.196736398586616),
    ],
)
def test_lambert_72_where_the_flemish_geolocation_service_publishes_both(x, y, lon, lat):
    """Places of addresses in Leuven, Zonhoven and Antwerp, as the service answers them; to a centimetre."""
    found_lon, found_lat = converter("31370")([x], [y])

    assert found_lon[0] == pytest.approx(lon, abs=1e-7)
    assert found_lat[0] == pytest.approx(lat, abs=1e-7)


def test_lambert_2008_at_its_published_origin():
    """50°47'52.134" north, 4°21'33.177" east, at x 649,328 and y 665,262 (NGI)."""
    lon, lat = converter("3812")([649328.0], [665262.0])

    assert lon[0] == pytest.approx(4 + 21 / 60 + 33.177 / 3600, abs=1e-8)
    assert lat[0] == pytest.approx(50 + 47 / 60 + 52.134 / 3600, abs=1e-8)


@pytest.mark.parametrize(("lon", "lat"), [(3.7197, 51.0536), (2.9, 51.22), (5.69, 50.85)])
def test_lambert_2008_by_the_published_formulas(lon, lat):
    """The cone of NGI on GRS80, cutting at 49°50' and 51°10', written out; to a millimetre."""
    e = math.sqrt((2 - 1 / 298.257222101) / 298.257222101)

    def m(phi):
        return math.cos(phi) / math.sqrt(1 - (e * math.sin(phi)) ** 2)

    def t(phi):
        return math.tan(math.pi / 4 - phi / 2) / ((1 - e * math.sin(phi)) / (1 + e * math.sin(phi))) ** (e / 2)

    south, north = math.radians(49 + 50 / 60), math.radians(51 + 10 / 60)
    n = math.log(m(south) / m(north)) / math.log(t(south) / t(north))
    g = m(south) / (n * t(south) ** n)
    origin = math.radians(50 + 47 / 60 + 52.134 / 3600)
    angle = n * math.radians(lon - (4 + 21 / 60 + 33.177 / 3600))
    r, r0 = (6378137 * g * t(phi) ** n for phi in (math.radians(lat), origin))

    found_lon, found_lat = converter("3812")([649328 + r * math.sin(angle)], [665262 + r0 - r * math.cos(angle)])

    assert found_lon[0] == pytest.approx(lon, abs=1e-8)
    assert found_lat[0] == pytest.approx(lat, abs=1e-8)


def test_both_projections_give_the_same_place():
    """Lambert 72 needs a shift of datum that Lambert 2008 does not: some decimetres are left."""
    for x, y in ((104_500.0, 193_800.0), (150_000.0, 170_000.0), (230_000.0, 180_000.0)):
        lon, lat = converter("31370")([x], [y])
        there = Transformer.from_crs("EPSG:31370", "EPSG:3812", always_xy=True).transform(x, y)
        again_lon, again_lat = converter("3812")([there[0]], [there[1]])

        assert lon[0] == pytest.approx(again_lon[0], abs=1e-5)
        assert lat[0] == pytest.approx(again_lat[0], abs=1e-5)


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [(3.72, 51.05, "4326"), (104_500.0, 193_800.0, "31370"), (604_500.0, 693_800.0, "3812")],
)
def test_the_system_is_known_by_the_first_place(x, y, code):
    assert system_of(x, y, "adressen.csv") == code
