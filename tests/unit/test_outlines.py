"""The wards' outlines: importing a city's polygons, reading them back, drawing them."""

import json
import math
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from wijksites.city.import_outlines import import_outlines, write_outlines
from wijksites.city.outlines import OutlineError, Outlines, load_outlines, svg_map, svg_outline

NAMES = {1: "Kaai", 2: "Sint-Jan - 't Hof", 3: "Zuidbroek", 4: "Één"}
SIZE = 0.02  # degrees: a ward is about 1.4 by 2.2 km
REMAKE = "python -m wijksites import-outlines FILE.geojson --name NAME --number NUMBER"


def border(start, end):
    """A line from corner to corner with 50 small bends (some 5 m) on two large ones (some 150 m)."""
    (x, y), (to_x, to_y) = start, end
    points = []
    for step in range(51):
        part = step / 50
        away = 0.0015 * math.sin(2 * math.pi * part) + 0.00004 * (-1) ** step
        away_x, away_y = (0, away) if y == to_y else (away, 0)
        points.append([x + (to_x - x) * part + away_x, y + (to_y - y) * part + away_y])
    points[0], points[-1] = [x, y], [to_x, to_y]
    return points


def ward(number, column, row):
    """A square ward of the city of two by two; neighbours get the very same border."""
    west, south = 3.7 + column * SIZE, 51.0 + row * SIZE
    east, north = 3.7 + (column + 1) * SIZE, 51.0 + (row + 1) * SIZE
    ring = [
        *border((west, south), (east, south)),
        *border((east, south), (east, north))[1:],
        *border((west, north), (east, north))[::-1][1:],
        *border((west, south), (west, north))[::-1][1:],
    ]
    return {
        "type": "Feature",
        "properties": {"wijk": NAMES[number], "wijknr": number, "deel": "Oost"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def square(number, west, south, size):
    """A ward without bends. All in degrees."""
    east, north = west + size, south + size
    feature = ward(number, 0, 0)
    feature["geometry"]["coordinates"] = [[[west, south], [east, south], [east, north], [west, north], [west, south]]]
    return feature


@pytest.fixture
def city():
    """Wards 1 and 2 in the north, 3 and 4 in the south, not in the order of their numbers."""
    return {
        "type": "FeatureCollection",
        "features": [ward(4, 1, 0), ward(1, 0, 1), ward(2, 1, 1), ward(3, 0, 0)],
    }


@pytest.fixture
def import_city(tmp_path):
    """Import GeoJSON (data, or text as it is) as the command does."""

    def run(source, *, name="wijk", number="wijknr", expected=NAMES, tolerance=25.0):
        file = tmp_path / "city.geojson"
        file.write_text(source if isinstance(source, str) else json.dumps(source), encoding="utf-8")
        return import_outlines(
            file,
            name_key=name,
            number_key=number,
            expected=expected,
            credit="Bron: Stad Één",
            source_date=date(2026, 11, 1),
            command="python -m wijksites import-outlines city.geojson --name wijk --number wijknr",
            tolerance=tolerance,
        )

    return run


@pytest.fixture
def stored(city, import_city, tmp_path):
    """The file that the site reads."""
    path = tmp_path / "outlines.json"
    write_outlines(import_city(city), path)
    return path


def polygons(document):
    return [shape(feature["geometry"]) for feature in document["features"]]


def properties(document):
    return {feature["properties"]["number"]: feature["properties"] for feature in document["features"]}


def points(d):
    """The subpaths of path data as lists of absolute points; only the commands that we write are accepted."""
    assert re.fullmatch(r"(M[^Mlz]+l[^Mlz]+z)+", d)
    subpaths = []
    for start, moves in re.findall(r"M([^l]+)l([^z]+)z", d):
        numbers = [float(text) for text in re.findall(r"-?(?:\d+\.\d|\.\d|\d+)", f"{start} {moves}")]
        subpath = [(numbers[0], numbers[1])]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            subpath.append((round(subpath[-1][0] + dx, 1), round(subpath[-1][1] + dy, 1)))
        subpaths.append(subpath)
    return subpaths


# Importing


def test_small_bends_are_left_out(city, import_city):
    document = import_city(city)

    assert all(shapely.get_num_coordinates(polygon) < 60 for polygon in polygons(document))


def test_shared_borders_stay_shared(city, import_city):
    simple = polygons(import_city(city))

    assert shapely.coverage_is_valid(simple)
    assert len(shapely.union_all(simple).interiors) == 0


@pytest.mark.parametrize("tolerance", [5.0, 25.0, 60.0])
def test_areas_change_less_than_three_percent(city, import_city, tolerance):
    before = {feature["properties"]["wijknr"]: shape(feature["geometry"]).area for feature in city["features"]}

    document = import_city(city, tolerance=tolerance)

    after = dict(zip(properties(document), (polygon.area for polygon in polygons(document)), strict=True))
    assert all(abs(after[number] / before[number] - 1) < 0.03 for number in before)


def test_every_coordinate_has_five_decimals_at_most(city, import_city):
    coordinates = shapely.get_coordinates(polygons(import_city(city)))

    assert coordinates.tolist() == coordinates.round(5).tolist()


def test_wards_stand_in_the_order_of_their_numbers(city, import_city):
    assert list(properties(import_city(city))) == [1, 2, 3, 4]


def test_the_order_of_the_source_does_not_matter(city, import_city):
    turned = {**city, "features": city["features"][::-1]}

    assert import_city(turned) == import_city(city)


def test_the_document_says_where_it_comes_from_and_how_to_remake_it(city, import_city):
    document = import_city(city)

    assert {key: value for key, value in document.items() if key != "features"} == {
        "type": "FeatureCollection",
        "credit": "Bron: Stad Één",
        "source_date": "2026-11-01",
        "command": "python -m wijksites import-outlines city.geojson --name wijk --number wijknr",
        "tolerance_m": 25.0,
    }


def test_neighbours_share_a_border_and_not_just_a_corner(city, import_city):
    near = {number: values["neighbours"] for number, values in properties(import_city(city)).items()}

    assert near == {1: [2, 3], 2: [1, 4], 3: [1, 4], 4: [2, 3]}


def test_neighbours_are_each_others_neighbours(city, import_city):
    near = {number: values["neighbours"] for number, values in properties(import_city(city)).items()}

    assert all(number in near[other] for number in near for other in near[number])


def test_a_border_of_less_than_twenty_metres_makes_no_neighbours(import_city):
    # 0.00015 degree of latitude is 17 m.
    features = [square(1, 3.70, 51.0, 0.01), square(2, 3.71, 51.00985, 0.01)]

    document = import_city({"type": "FeatureCollection", "features": features}, expected=None)

    assert properties(document)[1]["neighbours"] == []


def test_a_label_lies_well_inside_its_ward(city, import_city):
    document = import_city(city)

    labels = [shapely.Point(values["label"]) for values in properties(document).values()]
    inside = zip(polygons(document), labels, strict=True)
    assert all(polygon.buffer(-SIZE / 4).contains(label) for polygon, label in inside)


def test_a_ward_of_two_parts_keeps_both(city, import_city):
    island = square(1, 3.9, 51.0, SIZE)["geometry"]["coordinates"]
    geometry = city["features"][1]["geometry"]
    geometry.update(type="MultiPolygon", coordinates=[geometry["coordinates"], island])

    document = import_city(city)

    assert [polygon.geom_type for polygon in polygons(document)] == ["MultiPolygon", *["Polygon"] * 3]


def test_a_ward_inside_another_fills_its_hole(import_city):
    around, inside = square(1, 3.7, 51.0, 0.02), square(2, 3.705, 51.005, 0.01)
    around["geometry"]["coordinates"] += inside["geometry"]["coordinates"]

    document = import_city({"type": "FeatureCollection", "features": [around, inside]}, expected=None)

    assert shapely.coverage_is_valid(polygons(document))
    assert properties(document)[2]["neighbours"] == [1]


@pytest.mark.parametrize("number", ["1", " 1 ", 1.0])
def test_a_number_may_be_written_as_text_or_with_a_point(city, import_city, number):
    city["features"][1]["properties"]["wijknr"] = number

    assert list(properties(import_city(city))) == [1, 2, 3, 4]


@pytest.mark.parametrize("shift", [-0.0000005, 0.0000005], ids=["overlap", "gap"])
def test_borders_that_differ_by_centimetres_become_one(city, import_city, shift):
    for position in city["features"][1]["geometry"]["coordinates"][0][52:100]:
        position[0] -= shift

    simple = import_city(city)

    assert shapely.coverage_is_valid(polygons(simple))
    assert properties(simple)[1]["neighbours"] == [2, 3]


@pytest.mark.parametrize(
    "name",
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"],
)
def test_a_crs_that_is_wgs84_is_accepted(city, import_city, name):
    city["crs"] = {"type": "name", "properties": {"name": name}}

    assert len(import_city(city)["features"]) == 4


def test_no_number_is_expected_when_there_is_no_list(city, import_city):
    del city["features"][0]

    assert list(properties(import_city(city, expected=None))) == [1, 2, 3]


# Refusals


@pytest.mark.parametrize("text", ["", "wijk;nummer\n", '{"type": ', "[" * 100_000])
def test_a_file_that_is_not_json_is_refused(import_city, text):
    with pytest.raises(OutlineError) as refused:
        import_city(text)

    assert str(refused.value) == "city.geojson is geen JSON. Exporteer de wijken als GeoJSON in WGS84."


@pytest.mark.parametrize("document", [[], {"type": "Topology"}, {"type": "FeatureCollection"}, ward(1, 0, 0)], ids=str)
def test_json_that_is_not_a_feature_collection_is_refused(import_city, document):
    with pytest.raises(OutlineError) as refused:
        import_city(document)

    message = "city.geojson is geen GeoJSON FeatureCollection. Exporteer de wijken als GeoJSON in WGS84."
    assert str(refused.value) == message


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(OutlineError) as refused:
        import_outlines(
            tmp_path / "none.geojson",
            name_key="wijk",
            number_key="wijknr",
            expected=None,
            credit="",
            source_date=date(2026, 11, 1),
            command="",
        )

    assert str(refused.value) == "none.geojson kunnen we niet lezen: No such file or directory"


def test_a_collection_without_features_is_refused(import_city):
    with pytest.raises(OutlineError) as refused:
        import_city({"type": "FeatureCollection", "features": []})

    assert str(refused.value) == "city.geojson heeft geen features: er staat geen wijk in."


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "urn:ogc:def:crs:EPSG::31370",
            "crs is ‘urn:ogc:def:crs:EPSG::31370’, Lambert 72: zet dit eerst om naar WGS84.",
        ),
        ("EPSG:3857", "crs is ‘EPSG:3857’, Web Mercator: zet dit eerst om naar WGS84."),
        ("EPSG:28992", "crs is ‘EPSG:28992’: zet dit eerst om naar WGS84."),
    ],
)
def test_another_crs_is_refused(city, import_city, name, message):
    city["crs"] = {"type": "name", "properties": {"name": name}}

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("position", "message"),
    [
        (
            [104500.5, 193800],
            "104500.5, 193800 is niet in graden. Het lijkt op Lambert 72: zet dit eerst om naar WGS84.",
        ),
        (
            [604500, 693800],
            "604500, 693800 is niet in graden. Het lijkt op Lambert 2008: zet dit eerst om naar WGS84.",
        ),
        (
            [414000, 6629000],
            "414000, 6629000 is niet in graden. Het lijkt op Web Mercator: zet dit eerst om naar WGS84.",
        ),
        ([-181, 51], "-181, 51 is niet in graden. Zet dit eerst om naar WGS84."),
        ([3.7, 90.5], "3.7, 90.5 is niet in graden. Zet dit eerst om naar WGS84."),
        ([math.nan, 51], "nan, 51 is niet in graden. Zet dit eerst om naar WGS84."),
        ([3.7], "‘[3.7]’ is geen punt."),
        (["3.7", "51"], "‘['3.7', '51']’ is geen punt."),
        (None, "‘None’ is geen punt."),
    ],
)
def test_a_point_that_is_not_in_degrees_is_refused(city, import_city, position, message):
    city["features"][2]["geometry"]["coordinates"][0][5] = position

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    assert str(refused.value) == f"features[2].geometry: {message}"


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (None, "is geen Polygon of MultiPolygon maar ‘None’."),
        ({"type": "Point", "coordinates": [3.7, 51]}, "is geen Polygon of MultiPolygon maar ‘Point’."),
        ({"type": "Polygon"}, "heeft geen coördinaten."),
        ({"type": "Polygon", "coordinates": []}, "heeft geen coördinaten."),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "heeft geen coördinaten."),
        (
            {"type": "Polygon", "coordinates": [[[3.7, 51], [3.8, 51]]]},
            "heeft een ring van minder dan vier punten.",
        ),
        ({"type": "Polygon", "coordinates": ["circle"]}, "heeft een ring van minder dan vier punten."),
    ],
)
def test_a_geometry_that_is_no_area_is_refused(city, import_city, geometry, message):
    city["features"][2]["geometry"] = geometry

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    assert str(refused.value) == f"features[2].geometry {message}"


@pytest.mark.parametrize("feature", [None, "Ledeberg", {"type": "Feature", "properties": None}])
def test_a_feature_without_properties_is_refused(city, import_city, feature):
    city["features"][2] = feature

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    assert str(refused.value) == "features[2] is geen feature met eigenschappen."


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            {"name": "naam"},
            "features[0] heeft geen ‘naam’. Kies met --name een van deze eigenschappen: deel, wijk, wijknr",
        ),
        (
            {"number": "nr"},
            "features[0] heeft geen ‘nr’. Kies met --number een van deze eigenschappen: deel, wijk, wijknr",
        ),
        (
            {"number": "deel"},
            "features[0]: ‘Oost’ (deel) is geen heel getal. Kies een andere eigenschap met --number.",
        ),
    ],
)
def test_a_property_that_is_not_there_or_no_number_is_refused(city, import_city, keys, message):
    with pytest.raises(OutlineError) as refused:
        import_city(city, **keys)

    assert str(refused.value) == message


def test_a_number_that_two_wards_have_is_refused(city, import_city):
    city["features"][2]["properties"]["wijknr"] = 1

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    assert str(refused.value) == "1 is het nummer van twee wijken: Kaai en Sint-Jan - 't Hof."


def test_missing_wards_are_named(city, import_city):
    del city["features"][:2]

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    assert str(refused.value) == "deze wijken van wards.yaml ontbreken: 1 (Kaai), 4 (Één)"


def test_wards_too_many_are_named(city, import_city):
    with pytest.raises(OutlineError) as refused:
        import_city(city, expected={1: "Kaai", 2: "Sint-Jan - 't Hof"})

    assert str(refused.value) == "deze wijken staan niet in wards.yaml: 3 (Zuidbroek), 4 (Één)"


def test_an_outline_that_crosses_itself_is_refused(city, import_city):
    city["features"][3] = square(3, 3.7, 51, SIZE)
    ring = city["features"][3]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]

    with pytest.raises(OutlineError) as refused:
        import_city(city)

    message = "de grens van wijk 3 (Zuidbroek) klopt niet: Self-intersection[3.71 51.01]"
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("overlap", "area"),
    # A strip of so many degrees of longitude, 222 m high.
    [(0.00001, 156), (0.00003, 467), (0.001, 15562)],
)
def test_an_overlap_of_more_than_a_hundred_square_metres_is_refused(import_city, overlap, area):
    features = [square(1, 3.70, 51.0, 0.002), square(2, 3.702 - overlap, 51.0, 0.002)]
    document = {"type": "FeatureCollection", "features": features}

    with pytest.raises(OutlineError) as refused:
        import_city(document, expected=None)

    message = f"de wijken 1 (Kaai) en 2 (Sint-Jan - 't Hof) overlappen {area} m2; 100 m2 mag."
    assert str(refused.value) == message


def test_a_ward_that_rounding_leaves_nothing_of_is_refused(city, import_city):
    # 0.000004 degree is half a metre.
    city["features"].append(square(4, 3.75, 51.0, 0.000004))
    city["features"][-1]["properties"].update(wijknr=5, wijk="Steeg")

    with pytest.raises(OutlineError) as refused:
        import_city(city, expected=None)

    assert str(refused.value) == "25 m is te grof voor deze wijken: 5 (Steeg)"


# Writing and reading


def test_the_file_has_one_feature_a_line(stored):
    lines = stored.read_text(encoding="utf-8").split("\n")

    assert [json.loads(line.removesuffix(","))["properties"]["number"] for line in lines[1:5]] == [1, 2, 3, 4]
    assert lines[5:] == ["]}", ""]


def test_the_file_is_json_with_the_document_in_it(city, import_city, stored):
    assert json.loads(stored.read_text(encoding="utf-8")) == import_city(city)


def test_what_was_written_is_read_back(city, import_city, stored):
    document = import_city(city)

    outlines = load_outlines(stored)

    assert (outlines.credit, outlines.source_date) == ("Bron: Stad Één", date(2026, 11, 1))
    for outline, feature in zip(outlines.outlines, document["features"], strict=True):
        values = feature["properties"]
        assert (outline.number, outline.name) == (values["number"], values["name"])
        assert (outline.label, outline.neighbours) == (tuple(values["label"]), tuple(values["neighbours"]))
        rings = [[list(point) for point in ring] for ring in outline.rings]
        assert rings == feature["geometry"]["coordinates"]


def test_a_ward_is_found_by_its_number(stored):
    assert load_outlines(stored).by_number(4).name == "Één"


def test_a_number_without_a_ward_is_a_key_error(stored):
    with pytest.raises(KeyError):
        load_outlines(stored).by_number(5)


def test_a_missing_file_says_how_to_make_it(tmp_path):
    path = tmp_path / "outlines.json"

    with pytest.raises(OutlineError) as refused:
        load_outlines(path)

    assert str(refused.value) == f"{path} ontbreekt. Maak het: {REMAKE}"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-200],
        lambda text: "[]",
        lambda text: '{"features":[]}',
        lambda text: text.replace('"credit"', '"kredit"'),
        lambda text: text.replace("2026-11-01", "gisteren"),
        lambda text: text.replace('"number":2', '"number":1'),
        lambda text: text.replace("[[[3.7,", "[[[3.71,", 1).replace("[[[3.72,", "[[[3.71,"),
        lambda text: re.sub(r'"coordinates":.*(?=}})', '"coordinates":[]', text, count=1),
        lambda text: re.sub(r'"label":\[[^]]*\]', '"label":[104000,193000]', text, count=1),
    ],
    ids=["cut", "list", "empty", "credit", "date", "numbers", "open ring", "no ring", "label"],
)
def test_a_damaged_file_says_how_to_remake_it(stored, damage):
    stored.write_text(damage(stored.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(OutlineError) as refused:
        load_outlines(stored)

    assert str(refused.value) == f"{stored} is beschadigd. Maak het opnieuw: {REMAKE}"


def test_reading_and_drawing_need_no_shapely():
    program = "import sys, wijksites.city.outlines; sys.exit('shapely' in sys.modules)"

    folder = Path(sys.modules["wijksites.city.outlines"].__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=folder, check=False).returncode == 0


# Drawing


@pytest.mark.parametrize("width", [90, 600, 1200])
def test_the_map_stays_within_its_view_box(stored, width):
    drawing = svg_map(load_outlines(stored), width=width)

    left, top, right, bottom = map(int, drawing.view_box.split())
    drawn = [point for ward in drawing.shapes for subpath in points(ward.d) for point in subpath]
    assert (left, top, right) == (0, 0, width)
    assert all(0 < x < width and 0 < y < bottom for x, y in drawn)
    assert min(x for x, _ in drawn) == min(y for _, y in drawn) == 2
    assert max(x for x, _ in drawn) == width - 2


def test_the_map_shows_every_ward_with_north_above(stored):
    shapes = {ward.number: ward for ward in svg_map(load_outlines(stored)).shapes}

    assert list(shapes) == [1, 2, 3, 4]
    assert shapes[1].x < shapes[2].x
    assert shapes[1].y < shapes[3].y


def test_the_map_has_the_proportions_of_the_ground(stored):
    # Two by two wards of SIZE degrees; at 51 degrees a degree of longitude is 0.63 of one of latitude.
    _, _, width, height = map(int, svg_map(load_outlines(stored)).view_box.split())

    assert (height - 4) / (width - 4) == pytest.approx(1 / math.cos(math.radians(51.02)), rel=0.02)


def test_neighbours_are_drawn_with_the_same_points(stored):
    shapes = {ward.number: points(ward.d)[0] for ward in svg_map(load_outlines(stored)).shapes}

    def sides(subpath):
        return {frozenset(side) for side in pairwise([*subpath, subpath[0]])}

    assert len(sides(shapes[1]) & sides(shapes[2])) > 5


def test_a_map_is_drawn_in_whole_units(stored):
    assert not any("." in ward.d for ward in svg_map(load_outlines(stored)).shapes)


def test_a_label_is_drawn_inside_its_ward(stored):
    for ward_shape in svg_map(load_outlines(stored)).shapes:
        polygon = shapely.Polygon(points(ward_shape.d)[0])

        assert polygon.contains(shapely.Point(ward_shape.x, ward_shape.y))


def test_holes_and_islands_are_drawn(city, import_city, tmp_path):
    around, inside = square(1, 3.7, 51.0, 0.02), square(2, 3.705, 51.005, 0.01)
    around["geometry"]["coordinates"] += inside["geometry"]["coordinates"]
    path = tmp_path / "outlines.json"
    write_outlines(import_city({"type": "FeatureCollection", "features": [around, inside]}, expected=None), path)

    drawing = svg_map(load_outlines(path))

    assert [len(points(ward.d)) for ward in drawing.shapes] == [2, 1]


def test_one_ward_fills_a_square(stored):
    drawing = svg_outline(load_outlines(stored).by_number(3), size=80)

    (only,) = drawing.shapes
    (subpath,) = points(only.d)
    left, right = min(x for x, _ in subpath), max(x for x, _ in subpath)
    assert drawing.view_box == "0 0 80 80"
    assert (min(y for _, y in subpath), max(y for _, y in subpath)) == (2, 78)
    assert left + right == pytest.approx(80, abs=0.2)
    assert left < only.x < right


def test_outlines_cannot_be_changed(stored):
    outlines: Outlines = load_outlines(stored)

    with pytest.raises(AttributeError):
        outlines.credit = "ons"
