"""What cannot be imported: one sentence on stderr, exit status 1, and the files in data/ as they were."""

from pathlib import Path

import pytest
from tests.riverside import ADDRESSES, HEADER, STREETS, crab, import_addresses, make_riverside, streets

FILE = Path("adressen.csv")
SWAPPED = "postcode,straat,huisnr,lon,lat"
BETWEEN = "de wijken liggen tussen 4.7 en 4.78, 50.9 en 50.96."


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(make_riverside(tmp_path / "stad"))


def said(capsys, *options, file="adressen.csv"):
    """What the command says when it refuses; it must leave the last index alone."""
    STREETS.parent.mkdir(exist_ok=True)
    STREETS.write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        import_addresses(*options, files=(file,))
    assert ended.value.code == 1
    assert STREETS.read_text(encoding="utf-8") == "{}"
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("", "adressen.csv is leeg: er staat geen adres in.", id="empty"),
        pytest.param(" \n\n", "adressen.csv is leeg: er staat geen adres in.", id="blank"),
        pytest.param(HEADER + "\n", "adressen.csv heeft een kopregel maar geen rijen.", id="no rows"),
        pytest.param(
            "naam,plaats\nKerkstraat,hier\n",
            "adressen.csv heeft geen kolom voor: street, number, postcode, x, y. De kolommen zijn: naam, plaats. "
            "Zeg welke je wilt: --column street=NAAM",
            id="wrong columns",
        ),
        pytest.param(
            crab(ADDRESSES[:3], header="postcode,straat,huisnr,breedte,lengte"),
            "adressen.csv heeft geen kolom voor: x, y. De kolommen zijn: postcode, straat, huisnr, breedte, lengte. "
            "Zeg welke je wilt: --column x=NAAM",
            id="no place",
        ),
        pytest.param(
            crab(ADDRESSES[:3], header=SWAPPED),
            "adressen.csv: geen enkel adres ligt in een wijk. Lengte en breedte zijn verwisseld: kies --column x=... "
            "voor de lengte en --column y=... voor de breedte.",
            id="swapped",
        ),
        pytest.param(
            f"{HEADER}\n3990,Kerkstraat,1,51.05,3.72\n",
            "adressen.csv: geen enkel adres ligt in een wijk. Het eerste ligt op lengte 3.72, breedte 51.05; "
            + BETWEEN,
            id="another city",
        ),
        pytest.param(
            f"{HEADER}\n3990,Kerkstraat,1,6630000,415000\n",
            "adressen.csv: 415000.0, 6630000.0 lijkt Web Mercator. Exporteer de adressen in graden (WGS84), Lambert 72 "
            "of Lambert 2008.",
            id="web mercator",
        ),
        pytest.param(
            f"{HEADER}\n3990,Kerkstraat,1,9999999,9999999\n",
            "adressen.csv: 9999999.0, 9999999.0 is geen plaats in België, niet in graden, niet in Lambert 72 en niet "
            "in Lambert 2008. Kies andere kolommen met --column x=... en --column y=...",
            id="no system",
        ),
        pytest.param(
            f"{HEADER}\n3990,Kerkstraat,1,NaN,nan\n3990,Kerkstraat,2,,\n3990,Kerkstraat,3,inf,4.7\n",
            "adressen.csv: geen enkel adres heeft een plaats. Kies de kolommen met --column x=... en --column y=...",
            id="nan",
        ),
        pytest.param(
            HEADER + "\n" + "".join(f"3990,Straat {at},1,50.905,4.705\n" for at in range(5)),
            "adressen.csv: alle adressen staan op punten die veel straten delen.",
            id="dummies only",
        ),
        pytest.param(
            '{"type": "FeatureCollection",\n"features": []}\n',
            "adressen.csv, regel 1: schrijf op elke regel één GeoJSON-feature.",
            id="one GeoJSON",
        ),
    ],
)
def test_a_wrong_file_gets_one_sentence(capsys, content, sentence):
    FILE.write_text(content, encoding="utf-8")

    assert said(capsys) == sentence + "\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04...", "adressen.csv is een ZIP-bestand: pak het uit en noem het CSV-bestand dat erin zit."),
        (b"SQLite\0\0\1", "adressen.csv is geen tekstbestand. Exporteer de adressen als CSV."),
    ],
    ids=["zip", "binary"],
)
def test_a_file_that_is_no_text_gets_one_sentence(capsys, content, sentence):
    FILE.write_bytes(content)

    assert said(capsys) == sentence + "\n"


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["bare", "byte order mark"])
def test_a_file_with_two_encodings_gets_one_sentence(capsys, start):
    rows = crab().encode() + "3990,Ávila,1,50.9,4.7\n".encode() + b"3990,Priv\xe9,1,50.9,4.7\n"
    FILE.write_bytes(start + rows)

    assert said(capsys) == "adressen.csv heeft letters van verschillende coderingen. Exporteer het als UTF-8.\n"


def test_an_index_that_cannot_be_written_leaves_the_last_one(capsys):
    FILE.write_text(crab(), encoding="utf-8")
    Path("map").mkdir()

    assert "map" in said(capsys, "--report", "map")


def test_a_row_that_never_ends_gets_one_sentence(capsys):
    FILE.write_text(f'{HEADER}\n3990,"{"x" * 200_000}', encoding="utf-8")

    assert said(capsys) == "adressen.csv is geen CSV-bestand: een rij is niet te lezen.\n"


def test_a_file_that_is_not_there_gets_one_sentence(capsys):
    assert said(capsys, file="weg.csv") == "weg.csv kunnen we niet lezen: No such file or directory\n"


def test_outlines_that_are_wrong_get_the_sentence_of_their_own_import(capsys):
    FILE.write_text(crab(), encoding="utf-8")

    assert "‘wijknr’" in said(capsys, "--number", "wijknr")


def test_a_role_that_does_not_exist_gets_one_sentence(capsys):
    FILE.write_text(crab(), encoding="utf-8")

    assert said(capsys, "--column", "straat=x") == (
        "--column straat: schrijf een van street, number, postcode, x, y, letter, status, ward, dan = en de naam van "
        "een kolom.\n"
    )


def test_a_damaged_hand_list_gets_one_sentence(capsys):
    FILE.write_text(crab(), encoding="utf-8")
    Path("lijst.json").write_text('{"names": ["Kerkstraat"]}', encoding="utf-8")

    assert said(capsys, "--spellings", "lijst.json") == (
        'lijst.json is beschadigd. Schrijf het zo: {"names": {"Ijzerln": "IJzerlaan"}}\n'
    )


def test_some_rows_that_are_wrong_are_counted_and_the_rest_is_imported(capsys):
    wrong = "3990,Ringlaan,3,NaN,4.7\n3990,,1,50.9,4.7\n3990\n3990,Ringlaan,zn,50.915,4.715\n"
    FILE.write_text(crab() + wrong, encoding="utf-8")

    assert import_addresses() == 0

    assert capsys.readouterr().out.splitlines()[1:4] == [
        "1 rij zonder plaats.",
        "2 rijen zonder straat.",
        "1 adres zonder huisnummer.",
    ]
    assert streets()["made_from"]["rows"] == len(ADDRESSES) + 4
