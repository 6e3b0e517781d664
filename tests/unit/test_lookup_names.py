"""The names of wards, in the order of the alphabet, whatever their spelling."""

from dataclasses import replace

import pytest
from tests.cities import KAAI, small_city

from wijksites.city.model import Ward
from wijksites.lookup.fold import fold
from wijksites.lookup.names import names

CITY = small_city(
    wards=(
        replace(KAAI, name="Kaai", aliases=("De Kaai",), neighbourhoods=("Oude Dokken",)),
        Ward(slug="molen", number=2, name="Café - Brûlée", neighbourhoods=("Molenhoek",)),
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  LEDEBERG  ", "ledeberg"),
        ("Café - Brûlée", "cafe brulee"),
        ("’t Groene Ei’", "t groene ei"),
        ("Straße", "strasse"),
        ("Ĳzer", "ijzer"),
        ("e\u0301e\u0301n", "een"),
        ("a\u20e3b\ufe0f", "ab"),
        ("١٢", ""),
        ("🙂", ""),
        ("<b>x</b>", "b x b"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same_text(text, folded):
    assert fold(text) == folded


def test_another_spelling_of_a_wards_own_name_is_not_listed_beside_it():
    city = small_city(wards=(replace(KAAI, name="Oud Kaai", aliases=("Oud-Kaai", "De Kaai")),))

    assert [entry.name for entry in names(city)] == ["De Kaai", "Oud Kaai"]


def test_every_name_is_there_once_with_its_ward_and_kind():
    assert [(entry.name, entry.ward, entry.kind) for entry in names(CITY)] == [
        ("Café - Brûlée", "molen", "ward"),
        ("De Kaai", "kaai", "alias"),
        ("Kaai", "kaai", "ward"),
        ("Molenhoek", "molen", "neighbourhood"),
        ("Oude Dokken", "kaai", "neighbourhood"),
    ]
