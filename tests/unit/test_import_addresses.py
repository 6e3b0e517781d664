"""`python -m wijksites import-addresses`: address points become the street index of any city, by settings alone."""

import json
from pathlib import Path

import pytest
from tests.lookup.reader import wards_at
from tests.riverside import ADDRESSES, NAMES, STREETS, crab, degrees, import_addresses, make_riverside, streets
from tools.addresses import Address, check

from wijksites.lookup.answer import answer
from wijksites.lookup.importing import gather, rows, table
from wijksites.lookup.index import Index

FILE = Path("adressen.csv")
REPORT = Path("verslag.md")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(make_riverside(tmp_path / "stad"))
    FILE.write_text(crab(), encoding="utf-8")


def ward_at(x, y):
    """The ward of a place in thousandths of a degree, by hand."""
    if y >= 40:
        return 12
    if 10 <= x <= 20 and 10 <= y <= 20:
        return 11
    return 4 if x <= 40 else 7


def imported(*more, options=()):
    """The index of the city's addresses and some more."""
    FILE.write_text(crab((*ADDRESSES, *more)), encoding="utf-8")
    assert import_addresses(*options) == 0
    return streets()


def test_a_street_in_one_ward_stands_there_by_postcode(capsys):
    index = imported()

    assert index["streets"]["3991"] == {"7": ["Kerkstraat"], "12": ["IJsbaan"]}
    assert index["streets"]["3990"]["4"] == ["Kerkstraat"]


def test_a_street_that_crosses_the_river_has_runs_on_each_side_of_it():
    index = imported()

    assert index["streets"]["3990"]["4,7"] == ["Hoofdstraat"]
    assert index["split"]["3990"]["Hoofdstraat"] == {
        "odd": [[1, 19, 4], [21, 39, 7]],
        "even": [[2, 14, 4], [22, 30, 7]],
    }


def test_a_street_through_an_enclave_comes_back_to_the_ward_around_it():
    index = imported()

    assert index["split"]["3990"]["Ringlaan"] == {"odd": [], "even": [[2, 8, 4], [10, 18, 11], [20, 30, 4]]}


def test_a_letter_in_another_ward_than_its_number_stands_apart():
    assert imported()["exact"] == {"3990": {"Hoofdstraat": {"19A": [7]}}}


def test_a_number_with_letters_only_in_two_wards_is_nobodys():
    index = imported(("3990", "Hoofdstraat", "41A", 39, 5), ("3990", "Hoofdstraat", "41B", 45, 5))

    assert index["exact"]["3990"]["Hoofdstraat"]["41"] == [4, 7]


def test_every_address_gets_the_ward_of_its_point():
    index = imported()

    for postcode, street, number, x, y in ADDRESSES:
        name = street.replace("Ij", "IJ")
        assert wards_at(index, postcode, name, number) == [ward_at(x, y)], (postcode, street, number)


def test_a_point_on_a_border_is_in_both_wards(capsys):
    index = imported(("3990", "Grensweg", "1", 10, 15), ("3990", "Grensweg", "3", 9, 15))

    assert index["exact"]["3990"]["Grensweg"] == {"1": [4, 11]}
    assert "1 adres in twee wijken tegelijk.\n" in capsys.readouterr().out
    assert index["made_from"]["doubles"] == 0


def test_a_point_on_the_edge_of_the_city_is_in_its_ward():
    index = imported(("3990", "Randweg", "1", 0, 15))

    assert "Randweg" in index["streets"]["3990"]["4"]
    assert index["made_from"]["outside"] == 0


def test_the_lookup_answers_every_address_of_the_city():
    index = imported()
    slugs = {str(number): name.lower() for number, name in NAMES.items()}
    known = [
        Address(postcode=postcode, street=street, number=number, lat=0, lon=0, ward=ward_at(x, y))
        for postcode, street, number, x, y in ADDRESSES
    ]

    counts = check(known, {"streets": {**index, "wards": slugs}}, {})

    assert (counts.right, counts.wrong) == (len(ADDRESSES), [])


def test_one_name_in_two_postcodes_and_wards_is_asked_after():
    index = imported()
    slugs = {str(number): name.lower() for number, name in NAMES.items()}
    lookup = Index.of({"streets": {**index, "wards": slugs}})

    found = answer("Kerkstraat 3", lookup)

    assert (found.state, found.reason, found.wards) == ("ambiguous", "postcodes", ("centrum", "overdal"))
    assert answer("Kerkstraat 3, 3991", lookup).wards == ("overdal",)


def test_the_file_says_where_it_comes_from_and_how_to_remake_it():
    index = imported(options=("--day", "2026-10"))

    assert {key: index[key] for key in ("credit", "licence", "day", "command")} == {
        "credit": "Bron: CRAB, Digitaal Vlaanderen",
        "licence": "Gratis Open Data Licentie Vlaanderen v1.0",
        "day": "2026-10",
        "command": "python -m wijksites import-addresses adressen.csv "
        "--outlines wijken.geojson --name naam --number nr",
    }
    assert index["made_from"]["rows"] == len(ADDRESSES)


def test_credit_and_licence_of_the_last_import_are_kept():
    imported(options=("--credit", "Bron: Rivierdal", "--licence", "CC0"))

    index = imported()

    assert (index["credit"], index["licence"]) == ("Bron: Rivierdal", "CC0")


def test_the_order_of_the_rows_does_not_matter():
    imported()
    first = STREETS.read_bytes()
    FILE.write_text(crab(tuple(reversed(ADDRESSES))), encoding="utf-8")

    import_addresses()

    assert STREETS.read_bytes() == first


def test_in_how_many_batches_the_rows_come_does_not_matter(monkeypatch):
    imported()
    first = STREETS.read_bytes()
    monkeypatch.setattr(rows, "BATCH", 7)
    monkeypatch.setattr(gather, "MOST_LOOSE", 3)
    monkeypatch.setattr(table, "AT_ONCE", 11)

    imported()

    assert STREETS.read_bytes() == first


def test_each_group_of_streets_has_a_line_of_its_own():
    imported()

    assert '"7":["Kerkstraat"],\n' in STREETS.read_text(encoding="utf-8")


def test_an_address_far_from_its_street_in_another_ward_is_a_stray(capsys):
    index = imported(("3991", "Kerkstraat", "9", 5, 50), options=("--report", str(REPORT)))

    assert index["exact"]["3991"] == {"Kerkstraat": {"9": [7, 12]}}
    assert index["streets"]["3991"]["7"] == ["Kerkstraat"]
    assert "1 verdwaald adres." in capsys.readouterr().out
    assert "- 3991 Kerkstraat 9: 3865 m van de rest; 7 Overdal, 12 Noord\n" in REPORT.read_text(encoding="utf-8")


def test_of_a_street_that_is_scattered_altogether_no_address_is_a_stray():
    scattered = tuple(("3992", "Vaart", str(2 * at), 3 + 18 * at, 5 + 10 * at) for at in range(5))

    index = imported(*scattered)

    assert index["made_from"]["strays"] == 0
    assert "3992" not in index["exact"]


def test_a_point_that_three_streets_share_is_a_dummy():
    shared = [("3990", street, "99", 1, 1) for street in ("Ringlaan", "Kerkstraat", "Hoofdstraat")]

    index = imported(*shared, options=("--report", str(REPORT)))

    lon, lat = degrees(1, 1)
    assert index["made_from"]["dummies"] == 3
    assert f"- {lat}, {lon}: 3990 Hoofdstraat 99; 3990 Kerkstraat 99; 3990 Ringlaan 99\n" in REPORT.read_text("utf-8")


def test_an_address_in_two_wards_at_once_has_both(capsys):
    index = imported(("3990", "Hoofdstraat", "39", 39.5, 5))

    assert index["exact"]["3990"]["Hoofdstraat"]["39"] == [4, 7]
    assert "1 adres in twee wijken tegelijk.\n" in capsys.readouterr().out


def test_an_address_on_the_river_is_counted_and_left_out(capsys):
    index = imported(("3990", "Waterkant", "1", 42, 5), options=("--report", str(REPORT)))

    assert index["made_from"]["outside"] == 1
    assert "1 adres buiten alle wijken.\n" in capsys.readouterr().out
    assert "- 3990 Waterkant: 1\n" in REPORT.read_text(encoding="utf-8")
    assert "Waterkant" not in STREETS.read_text(encoding="utf-8")


def test_boxes_and_repeated_rows_are_one_address(capsys):
    boxes = [("3990", "Ringlaan", number, 2, 15) for number in ("2", "2 bus 3", "2/4", "2_0101")]

    index = imported(*boxes)

    assert index["made_from"]["doubles"] == 4
    assert "4 rijen waarvan het huisnummer er al was.\n" in capsys.readouterr().out


def test_spellings_that_differ_in_capitals_or_accents_are_one_street(capsys):
    index = imported(("3990", "Rínglaan", "40", 30, 15), ("3990", "ringlaan", "42", 31, 15))

    assert index["streets"]["3990"]["4,11"] == ["Ringlaan"]
    assert "1 straat stond er op twee manieren geschreven.\n" in capsys.readouterr().out


def test_names_that_sound_alike_are_both_kept_and_listed():
    index = imported(("3990", "Kerckstraat", "40", 30, 15), options=("--report", str(REPORT)))

    assert "- Kerckstraat, Kerkstraat\n" in REPORT.read_text(encoding="utf-8")
    assert "Kerckstraat" in str(index["streets"])


def test_a_name_that_is_cut_off_is_listed_until_the_hand_list_knows_it():
    cut = ("3990", "Burgemeester Van Ackerenghemln", "1", 5, 5)
    imported(cut, options=("--report", str(REPORT)))
    assert "- Burgemeester Van Ackerenghemln\n" in REPORT.read_text(encoding="utf-8")
    Path("data/street-spellings.json").write_text(
        json.dumps({"names": {cut[1]: "Burgemeester Van Ackerenghemlaan"}}), encoding="utf-8"
    )

    index = imported(cut, options=("--report", str(REPORT)))

    assert "Burgemeester Van Ackerenghemlaan" in index["streets"]["3990"]["4"]
    assert index["made_from"]["cut_off"] == 0


def test_an_import_where_nothing_strange_was_found_says_so():
    FILE.write_text(crab(ADDRESSES[:5]), encoding="utf-8")

    import_addresses("--report", str(REPORT))

    assert REPORT.read_text(encoding="utf-8").endswith("\n\nEr viel niets op.\n")


def test_a_second_import_prints_what_changed(capsys):
    imported()
    assert "Dit is de eerste import: er is niets om mee te vergelijken.\n" in capsys.readouterr().out
    FILE.write_text(
        crab(
            (
                *(row for row in ADDRESSES if row[1] != "Ijsbaan" and row[:2] != ("3991", "Kerkstraat")),
                ("3991", "Kerkstraat", "1", 5, 50),
                ("3991", "Nieuwstraat", "1", 50, 5),
                ("3990", "Ringlaan", "32", 19.5, 15),
            )
        ),
        encoding="utf-8",
    )

    import_addresses()

    assert capsys.readouterr().out.splitlines()[1:-1] == [
        "1 nieuwe straat: 3991 Nieuwstraat",
        "1 straat is verdwenen: 3991 IJsbaan",
        "1 straat veranderde van wijk: 3991 Kerkstraat (was 7, is nu 12)",
        "1 straat met andere huisnummers: 3990 Ringlaan",
    ]


def test_a_second_import_of_the_same_addresses_says_that_nothing_changed(capsys):
    imported()
    imported()

    assert "Er is niets veranderd sinds de vorige import.\n" in capsys.readouterr().out


def test_another_place_for_the_file_leaves_the_data_folder_alone():
    assert import_addresses("--out", "elders/straten.json") == 0

    assert Path("elders/straten.json").exists()
    assert not STREETS.exists()
