"""`python -m wijksites import-streets`: streets without addresses become a layer of their own, with its own licence."""

import json
from pathlib import Path

import pytest
from tests.riverside import PROBABLE, crab, import_addresses, make_riverside

from wijksites.cli import main
from wijksites.lookup.importing.probable import is_street

FILE = Path("straten.csv")
REPORT = Path("verslag.md")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(make_riverside(tmp_path / "stad"))
    Path("adressen.csv").write_text(crab(), encoding="utf-8")
    import_addresses()
    capsys.readouterr()


def import_streets(*rows, options=(), header="name,wijknr,m"):
    FILE.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return main(["import-streets", str(FILE), *options])


def layer():
    return json.loads(PROBABLE.read_text(encoding="utf-8"))


def test_only_streets_that_have_no_address_are_taken():
    import_streets("Nieuwe Kaai,7,120", "Kerkstraat,4,10", "IJsbaan,12,5", "HOOFD-STRAAT,4,3", "Hoofdstraat,4,3")

    assert layer()["streets"] == {"7": ["Nieuwe Kaai"]}


def test_a_street_in_several_wards_stands_under_all_of_them():
    import_streets("Grenspad,7,10", "Grenspad,4,200", "Bospad,4,1")

    assert layer()["streets"] == {"4": ["Bospad"], "4,7": ["Grenspad"]}


def test_it_has_a_credit_and_licence_of_its_own():
    import_streets("Bospad,4,1", options=("--day", "2026-04"))

    written = layer()
    assert {key: written[key] for key in ("credit", "licence", "day", "command")} == {
        "credit": "© OpenStreetMap-bijdragers",
        "licence": "ODbL 1.0",
        "day": "2026-04",
        "command": "python -m wijksites import-streets straten.csv --streets streets.json",
    }


@pytest.mark.parametrize(
    "name",
    [
        *("R4", "R40", "N430", "E17", "A10", "B403", "doorsteek", "Kaai / Plein"),
        *("Bavobrug", "Brug der Zuchten", "Moscouviaduct", "Timichegtunnel", "Onderdoorgang Contributiebrug"),
        *("Finse piste", "Dienstenzone Drongen-Noord"),
    ],
)
def test_what_is_not_a_street_is_known(name):
    assert not is_street(name)


@pytest.mark.parametrize("name", ["Bruggestraat", "Brugsepoortstraat", "'t Stuk", "E3-plein", "A-wegel", "8-meiplein"])
def test_what_only_looks_like_it_is_a_street(name):
    assert is_street(name)


def test_what_was_left_out_is_counted_and_listed(capsys):
    import_streets("Bospad,4,1", "R4,4,900", "Kerckstraat,4,3", "Verweg,99,3", options=("--report", str(REPORT)))

    assert capsys.readouterr().out.splitlines() == [
        "4 rijen gelezen: 1 straat die geen adres heeft in de index.",
        "1 naam weggelaten: geen straat.",
        "1 naam weggelaten: een andere schrijfwijze van een straat met adressen.",
        "Weggelaten rijen, van wijken die niet bestaan: 99.",
        "Dit is de eerste import: er is niets om mee te vergelijken.",
        "Geschreven: data/streets-probable.json, 0 kB.",
    ]
    assert "- R4\n" in REPORT.read_text(encoding="utf-8")
    assert "- Kerckstraat → Kerkstraat\n" in REPORT.read_text(encoding="utf-8")


def test_the_hand_list_knows_misspelt_names():
    Path("data/street-spellings.json").write_text('{"names": {"Rnglaan": "Ringlaan"}}', encoding="utf-8")

    import_streets("Rnglaan,4,10", "Bospad,4,1")

    assert layer()["streets"] == {"4": ["Bospad"]}


def test_a_second_import_prints_what_changed(capsys):
    import_streets("Bospad,4,1", "Veldpad,7,1")
    capsys.readouterr()

    import_streets("Bospad,7,1", "Meerpad,7,1")

    assert capsys.readouterr().out.splitlines()[1:-1] == [
        "1 nieuwe straat: Meerpad",
        "1 straat is verdwenen: Veldpad",
        "1 straat veranderde van wijk: Bospad (was 4, is nu 7)",
    ]


def refused(capsys, *rows, **options):
    with pytest.raises(SystemExit) as ended:
        import_streets(*rows, **options)
    assert ended.value.code == 1
    assert not PROBABLE.exists()
    return capsys.readouterr().err


def test_other_columns_get_one_sentence(capsys):
    assert refused(capsys, "Bospad,4", header="weg,wijk") == (
        "straten.csv heeft geen kolom voor: street, ward. De kolommen zijn: weg, wijk. Zeg welke je wilt: "
        "--column street=NAAM\n"
    )


def test_a_file_without_rows_gets_one_sentence(capsys):
    assert refused(capsys) == "straten.csv heeft een kopregel maar geen rijen.\n"


def test_wards_that_are_not_there_get_one_sentence(capsys):
    assert refused(capsys, "Bospad,noord,1") == "straten.csv: ‘noord’ is geen nummer van een wijk.\n"


def test_without_an_index_it_asks_for_one(capsys):
    Path("data/streets.json").unlink()

    assert refused(capsys, "Bospad,4,1") == "streets.json ontbreekt of is beschadigd. Importeer eerst de adressen.\n"
