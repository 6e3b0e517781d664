"""The lookup understands what people type: the town of `town.json` with everything that is awkward, and Ghent."""

import json
import unicodedata
from dataclasses import asdict

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from tests.lookup.questions import asked_of
from tools.bench.lookup import right, streets_of
from tools.lookup.given import ROOT, demonstration
from tools.lookup.misspellings import misspellings

from wijksites.lookup.answer import answer, suggest
from wijksites.lookup.fold import fold, key, soft, words
from wijksites.lookup.index import Index
from wijksites.lookup.match import slips
from wijksites.lookup.question import readings

CASES = json.loads((ROOT / "tests/lookup/cases.json").read_text(encoding="utf-8"))
TOWN = json.loads((ROOT / "tests/lookup/town.json").read_text(encoding="utf-8"))
SMALL = Index.of(TOWN["given"])
GIVEN = demonstration()
GHENT = Index.of(GIVEN)
STREETS = sorted(set(streets_of(GIVEN)))
ENOUGH = 0.98


def filled(found):
    """An answer as the table has it: what is empty is left out."""
    return {name: value for name, value in json.loads(json.dumps(asdict(found))).items() if value}


@pytest.mark.parametrize("case", TOWN["cases"], ids=lambda case: f"{case['about']}: {case['question'][:40]}")
def test_the_town_is_answered_as_its_table_says(case):
    assert filled(answer(case["question"], SMALL)) == case["answer"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["question"]))
def test_the_cases_of_ghent_are_answered_as_their_table_says(case):
    found = json.loads(json.dumps(asdict(answer(case["question"], GHENT))))

    assert {key: found[key] for key in case["answer"]} == case["answer"]


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
def test_case_accents_and_signs_are_folded_away(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St.-Pietersnieuwstr.", "Sint-Pietersnieuwstraat"),
        ("Kortrijkse stwg", "Kortrijksesteenweg"),
        ("Dr. Jansplein", "Dokter Jansplein"),
        ("O.L.V.-straat".replace(".", ""), "Onze-Lieve-Vrouwstraat"),
        ("Burg. Maesln", "Burgemeester Maeslaan"),
        ("H. Hartpl.", "Heilig Hartplein"),
        ("Veld st", "Veldstraat"),
        ("Ste-Barbara", "Sint-Barbara"),
    ],
)
def test_abbreviations_are_the_words_they_stand_for(one, other):
    assert key(words(one)) == key(words(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Kouterstraat", "Kauterstraat"), ("Dijk", "Dyck"), ("Haene", "Hane"), ("Quick", "Kwik")]
)
def test_what_sounds_alike_is_spelled_alike(one, other):
    assert key(words(one)) != key(words(other))
    assert soft(key(words(one))) == soft(key(words(other)))


def test_a_text_that_is_too_long_to_be_a_name_has_no_words():
    assert words("a" * 161) == ()
    assert words("a" * 160) == ("a" * 160,)


@pytest.mark.parametrize(
    ("one", "other", "most", "count"),
    [
        ("", "", 3, (0, 0)),
        ("muide", "mudie", 3, (1, 1)),
        ("abcd", "badc", 3, (2, 2)),
        ("kort", "kortrijk", 3, (4, 0)),
        ("kotr", "kortrijk", 3, (4, 1)),
        ("kerk", "meer", 1, (2, 2)),
        ("meer", "", 3, (4, 4)),
    ],
)
def test_slips_are_letters_left_out_added_changed_or_swapped(one, other, most, count):
    assert slips(one, other, most) == count


def test_the_reading_that_explains_most_words_as_a_name_comes_first():
    found = readings(("4", "1", "meistraat"), {"1000"}, {})

    assert found[0].words == ("4", "1", "meistraat")
    assert [(one.number, " ".join(one.words)) for one in found[1:4]] == [
        ("4", "1 meistraat"),
        ("1", "4 meistraat"),
        ("1", "4 meistraat"),
    ]


@pytest.mark.parametrize("index", [SMALL, GHENT, Index.of({})], ids=["town", "ghent", "empty"])
@pytest.mark.parametrize(
    "question", ["", "🙂", "x" * 300, "12", "9000 " * 60, "bus " * 30, "12 " * 50, "\0", "st " * 9]
)
def test_nothing_one_types_breaks_it_or_is_answered_for_nothing(question, index):
    assert answer(question, index).state != "answer"
    assert len(suggest(question, index)) <= 8


def test_two_spellings_that_are_asked_alike_are_suggested_once():
    named = {"name": "Nieuw Veld", "ward": "noord", "kind": "alias"}
    index = Index.of({"names": [named, {**named, "name": "Nieuw-Veld", "kind": "neighbourhood"}]})

    assert [choice.label for choice in suggest("nieuw v", index)] == ["Nieuw Veld"]


@settings(deadline=None, max_examples=300)
@drawn(st.data())
def test_an_answer_is_one_ward_and_every_choice_leads_somewhere(data):
    question = data.draw(asked_of(TOWN["given"]))

    found = answer(question, SMALL)

    assert (found.state == "answer") == (len(found.wards) == 1), found
    assert (found.state == "ambiguous") == (len(found.wards) > 1) == bool(found.reason), found
    assert not found.choices or found.state == "suggest" or found.reason == "postcodes"
    for choice in (*found.choices, *suggest(question, SMALL)):
        then = answer(choice.question, SMALL)
        assert then.state in ("answer", "ambiguous") or choice.kind == "municipality", choice
        # A neighbourhood may have the name of a street elsewhere: then both are the answer.
        assert set(then.wards) & set(choice.wards) or choice.kind == "municipality", choice


@settings(deadline=None, max_examples=200)
@drawn(st.sampled_from(STREETS), st.integers(1, 400), st.data())
def test_spellings_that_fold_alike_have_the_same_answer(name, number, data):
    def twisted(text):
        for twist in data.draw(st.lists(st.sampled_from(TWISTS), max_size=3)):
            text = twist(text)
        return text

    asked = data.draw(
        st.sampled_from(("{name} {number}", "{number} {name}", "{name} {number} bus 2", "{name}, nr {number}"))
    )

    assert answer(asked.format(name=twisted(name), number=number), GHENT) == answer(f"{name} {number}", GHENT)


TWISTS = (
    str.upper,
    str.lower,
    lambda text: text.replace("-", " "),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("Sint-", "St. "),
    lambda text: f"{text.removesuffix('straat')}str." if text.endswith("straat") else text,
    lambda text: f"{text.removesuffix('steenweg')} stwg" if text.endswith("steenweg") else text,
    lambda text: "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)),
)


def test_of_misspelled_streets_the_right_one_is_among_the_first_three():
    asked = misspellings(STREETS, 500)

    missed = [one for one in asked if not right([choice.label for choice in suggest(one.typed, GHENT)], one)]

    assert len(missed) <= len(asked) * (1 - ENOUGH), missed


def test_a_misspelled_street_is_answered_only_when_its_letters_are_right():
    asked = misspellings(STREETS, 500)
    found = [(one, answer(one.typed, GHENT)) for one in asked]

    answered = [(one, there.name) for one, there in found if there.state in ("answer", "ambiguous")]
    assert [(one.street, name) for one, name in answered if key(words(one.typed)) != key(words(name))] == []
    assert [(one.street, name) for one, name in answered if one.street != name] == []
    assert {one.rule for one, _ in answered} >= {"abbreviated", "without accents"}
