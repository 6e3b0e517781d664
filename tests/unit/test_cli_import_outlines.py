"""`python -m wijksites import-outlines`: a city's GeoJSON becomes data/outlines.json, or a sentence says why not."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.projects import make_project

from wijksites.city.outlines import load_outlines
from wijksites.cli import main

CREDIT = "Bron: Stad Één"
WEST = {1: 3.70, 2: 3.72, 3: 3.74}
NAMES = {1: "Kaai", 2: "Molen", 3: "Brug"}
OUTLINES = Path("data/outlines.json")
NOT_GEOJSON = "wijken.geojson is geen GeoJSON FeatureCollection. Exporteer de wijken als GeoJSON in WGS84."
NOT_JSON = "wijken.geojson is geen JSON. Exporteer de wijken als GeoJSON in WGS84."


def ward(number):
    """A square ward; the three stand in a row, from west to east. All in degrees."""
    west, east, south, north = WEST[number], round(WEST[number] + 0.02, 2), 51.0, 51.02
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"wijk": NAMES[number], "wijknr": number},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def in_lambert(feature):
    """The ward where Lambert 72 puts Ghent, in metres."""
    x, y = 104500.5, 193800
    ring = [[x, y], [x + 1400, y], [x + 1400, y + 2200], [x, y + 2200], [x, y]]
    return {**feature, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write_source(source):
    """The city's file, last changed on 3 November 2026."""
    file = Path("wijken.geojson")
    file.write_text(source if isinstance(source, str) else json.dumps(source), encoding="utf-8")
    changed = datetime(2026, 11, 3, 12, tzinfo=UTC).timestamp()
    os.utime(file, (changed, changed))


def import_outlines(*options):
    return main(["import-outlines", "wijken.geojson", "--name", "wijk", "--number", "wijknr", *options])


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Kaaistad and its three wards, with the city's file; there is no folder `data` yet."""
    monkeypatch.chdir(make_project(tmp_path / "stad"))
    write_source(collection(ward(3), ward(1), ward(2)))


def members():
    document = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return {key: value for key, value in document.items() if key != "features"}


def test_the_file_says_where_it_comes_from_and_how_to_remake_it(project):
    status = import_outlines("--credit", CREDIT)

    assert status == 0
    assert members() == {
        "type": "FeatureCollection",
        "credit": CREDIT,
        "source_date": "2026-11-03",
        "command": "python -m wijksites import-outlines wijken.geojson --name wijk --number wijknr",
        "tolerance_m": 25.0,
    }


def test_the_site_can_read_every_ward_back(project):
    import_outlines()

    found = load_outlines(OUTLINES).outlines
    assert [(ward.number, ward.name, ward.neighbours) for ward in found] == [
        (1, "Kaai", (2,)),
        (2, "Molen", (1, 3)),
        (3, "Brug", (2,)),
    ]


def test_the_command_says_what_it_wrote(project, capsys):
    import_outlines()

    said = capsys.readouterr()
    assert (said.out, said.err) == ("Geschreven: data/outlines.json, 1 kB.\n", "")


def test_the_same_source_gives_the_same_bytes(project):
    import_outlines("--credit", CREDIT)
    first = OUTLINES.read_bytes()
    write_source(collection(ward(1), ward(2), ward(3)))

    import_outlines("--credit", CREDIT)

    assert OUTLINES.read_bytes() == first


def test_the_credit_of_the_last_import_is_kept(project):
    import_outlines("--credit", CREDIT)

    import_outlines()

    assert members()["credit"] == CREDIT


def test_without_a_credit_it_is_the_sender_and_the_name_of_the_file(project):
    import_outlines()

    assert members()["credit"] == "Stad Kaaistad, wijken"


def test_the_day_of_the_data_can_be_given(project):
    import_outlines("--source-date", "2025-05-06")

    assert load_outlines(OUTLINES).source_date == date(2025, 5, 6)


def test_another_place_for_the_file_leaves_the_data_folder_alone(project):
    import_outlines("--out", "elders/grenzen.json")

    assert [ward.number for ward in load_outlines(Path("elders/grenzen.json")).outlines] == [1, 2, 3]
    assert not OUTLINES.exists()


@pytest.mark.parametrize("existing", [True, False], ids=["existing", "first"])
@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        pytest.param(
            collection(ward(1), ward(3)),
            "deze wijken van wards.yaml ontbreken: 2 (Molen)",
            id="missing ward",
        ),
        pytest.param(
            collection(ward(1), in_lambert(ward(2)), ward(3)),
            "features[1].geometry: 104500.5, 193800 is niet in graden. "
            "Het lijkt op Lambert 72: zet dit eerst om naar WGS84.",
            id="Lambert",
        ),
        pytest.param("wijk;nummer\nKaai;1\n", NOT_JSON, id="CSV"),
        pytest.param({"type": "Topology", "objects": {}}, NOT_GEOJSON, id="TopoJSON"),
    ],
)
def test_a_wrong_source_is_refused_and_changes_nothing(project, capsys, source, sentence, existing):
    if existing:
        import_outlines("--credit", CREDIT)
    before = OUTLINES.read_bytes() if existing else None
    capsys.readouterr()
    write_source(source)

    with pytest.raises(SystemExit) as ended:
        import_outlines()

    said = capsys.readouterr()
    assert (ended.value.code, said.out, said.err) == (1, "", f"{sentence}\n")
    assert (OUTLINES.read_bytes() if OUTLINES.exists() else None) == before


def test_a_source_that_is_not_there_is_refused(project, capsys):
    Path("wijken.geojson").unlink()

    with pytest.raises(SystemExit) as ended:
        import_outlines()

    sentence = "wijken.geojson kunnen we niet lezen: No such file or directory\n"
    assert (ended.value.code, capsys.readouterr().err) == (1, sentence)
