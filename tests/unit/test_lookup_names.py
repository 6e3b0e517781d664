"""From a name to a ward: whatever the spelling, in Python and in the browser alike."""

import base64
import os
import random
import re
import shutil
import unicodedata
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.cities import KAAI, small_city
from tests.projects import ROOT

from wijksites.city.load import load_city
from wijksites.city.model import Ward
from wijksites.lookup.names import Answer, find, fold, names, slips

SCRIPT = ROOT / "themes/gent/static/js/lookup.js"
QUESTIONS = 300
CITY = small_city(
    wards=(
        replace(KAAI, name="Kaai", aliases=("De Kaai", "Sint-Anna"), neighbourhoods=("Oude Dokken", "Dr. Jansplein")),
        Ward(slug="molen", number=2, name="Café - Brûlée", neighbourhoods=("Sint-Anna-Noord", "Molenhoek")),
        Ward(slug="brug", number=3, name="Molen-Brug", aliases=("Sinte-Barbara", "Hoek (A & B)")),
    )
)
ENTRIES = names(CITY)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ledeberg", "ledeberg"),
        ("  LEDEBERG  ", "ledeberg"),
        ("Café - Brûlée", "cafe brulee"),
        ("St.-Amandsberg", "sint amandsberg"),
        ("Sint-Amandsberg", "sint amandsberg"),
        ("Sinte Barbara", "sint barbara"),
        ("Stationsbuurt", "stationsbuurt"),
        ("Dr. Jan", "dokter jan"),
        ("Drongen", "drongen"),
        ("’t Groene Ei’", "t groene ei"),
        ("Straße", "strasse"),
        ("Ĳzer", "ijzer"),
        ("e\u0301e\u0301n", "een"),
        ("a\u20e3b\ufe0f", "ab"),
        ("١٢", ""),
        ("🙂", ""),
        ("", ""),
        ("<b>x</b>", "b x b"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same_text(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "question", ["Kaai", "kaai", " KAAI ", "De Kaai", "oude dokken", "Oude  Dokken!", "Dr Jansplein"]
)
def test_a_whole_name_is_answered_with_its_ward(question):
    assert find(question, ENTRIES) == Answer(state="answer", wards=("kaai",))


@pytest.mark.parametrize("question", ["Sint-Anna", "St Anna", "st. anna", "sinte anna"])
def test_a_whole_name_wins_from_a_longer_one_that_begins_so(question):
    assert find(question, ENTRIES) == Answer(state="answer", wards=("kaai",))


@pytest.mark.parametrize(
    ("question", "wards"),
    [
        ("molen", ("brug", "molen")),
        ("hoek", ("brug",)),
        ("sint", ("kaai", "molen", "brug")),
        ("jan", ("kaai",)),
        ("brul", ("molen",)),
        ("dokken", ("kaai",)),
    ],
)
def test_a_part_of_a_name_gives_every_ward_it_may_mean(question, wards):
    found = find(question, ENTRIES)

    assert set(found.wards) == set(wards)
    assert found.state == ("ambiguous" if wards else "unknown")


def test_a_part_must_begin_a_word():
    assert find("ai", ENTRIES) == Answer(state="unknown", wards=())


def test_a_name_that_two_wards_share_is_ambiguous():
    shared = names(replace(CITY, wards=(*CITY.wards, Ward(slug="kaai-2", number=4, name="Oude Dokken"))))

    assert find("Oude Dokken", shared) == Answer(state="ambiguous", wards=("kaai", "kaai-2"))


@pytest.mark.parametrize(
    ("question", "ward", "name"),
    [
        ("ansplein", "kaai", "Dr. Jansplein"),
        ("Sint Anna Nord", "molen", "Sint-Anna-Noord"),
        ("moelnhoek", "molen", "Molenhoek"),
        ("oudedokken", "kaai", "Oude Dokken"),
        ("barbra", "brug", "Sinte-Barbara"),
    ],
)
def test_a_slip_of_the_pen_is_never_an_answer_but_suggests_the_name(question, ward, name):
    assert find(question, ENTRIES) == Answer(state="suggest", wards=(ward,), names=(name,))


def test_at_most_three_names_are_suggested_the_nearest_first_and_one_of_each_ward():
    wards = [
        Ward(slug="a", number=1, name="Molenbeke", aliases=("Molenbekke",)),
        Ward(slug="b", number=2, name="Molenbeck"),
        Ward(slug="c", number=3, name="Molenbeet"),
        Ward(slug="d", number=4, name="Molenbeem"),
    ]

    found = find("Molenbeeke", names(replace(CITY, wards=tuple(wards))))

    assert found == Answer(state="suggest", wards=("a", "b", "d"), names=("Molenbeke", "Molenbeck", "Molenbeem"))


@pytest.mark.parametrize(("question", "state"), [("kia", "unknown"), ("kaia", "suggest"), ("kiaa", "unknown")])
def test_with_more_than_a_slip_for_every_four_letters_it_is_another_word(question, state):
    assert find(question, ENTRIES).state == state


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("a", "", 1), ("", "ab", 2), ("muide", "muide", 0), ("muide", "mudie", 1), ("abcd", "badc", 2)],
)
def test_slips_are_letters_left_out_added_changed_or_swapped(one, other, count):
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂", "Amsterdam", "<script>", "x" * 5000])
def test_what_is_no_name_is_unknown(question):
    assert find(question, ENTRIES) == Answer(state="unknown", wards=())


def test_each_ward_is_given_once():
    found = find("sint", ENTRIES).wards

    assert len(found) == len(set(found))


def test_names_are_told_in_the_order_of_the_alphabet():
    assert [entry.name for entry in ENTRIES] == [
        "Café - Brûlée",
        "De Kaai",
        "Dr. Jansplein",
        "Hoek (A & B)",
        "Kaai",
        "Molen-Brug",
        "Molenhoek",
        "Oude Dokken",
        "Sint-Anna",
        "Sint-Anna-Noord",
        "Sinte-Barbara",
    ]


def test_every_name_of_the_demonstration_finds_its_own_ward():
    city, _ = load_city(ROOT / "wards.yaml")
    entries = names(city)

    lost = [entry.name for entry in entries if entry.ward not in find(entry.name, entries).wards]
    assert lost == []
    assert all(find(ward.name, entries) == Answer(state="answer", wards=(ward.slug,)) for ward in city.wards)


def generated(entries):
    """Questions as people type them, the same ones each time: names with slips, pieces, accents, odd signs."""
    chance = random.Random(20261124)
    odd = "ßẞıİſŉÅÉïœĲﬁ½²№ªªＡｂ٣\u0301\u20e3\ufe0f\u200d🙂'’-–().,&/#\t\u00a0 12"
    words = ["st", "St.", "sint", "Sinte", "dr", "Dr.", "de", "", "oud"]
    for _ in range(QUESTIONS):
        text = chance.choice(entries).name
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(text) + 1)
            match chance.randrange(6):
                case 0:
                    text = text[:at] or text
                case 1:
                    text = text[at:] or text
                case 2:
                    text = text[:at] + chance.choice(odd) + text[at:]
                case 3:
                    text = text.upper() if chance.random() < 0.5 else text.swapcase()
                case 4:
                    text = f"{chance.choice(words)} {text}"
                case _:
                    text = text.replace("Sint", chance.choice(words)).replace("e", "é", 1)
        yield text


def chromium():
    """The browser of these tests: CHROMIUM, or one on PATH, or Playwright's own."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    return next(filter(None, found), None)


@pytest.fixture(scope="module")
def twin():
    """The script in a page: a function that runs an expression in which `m` is the module and `x` what was given."""
    source = base64.b64encode(SCRIPT.read_bytes()).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        page = browser.new_page()
        load = f"import('data:text/javascript;base64,{source}')"
        yield lambda expression, given: page.evaluate(
            f"async (x) => {{ const m = await {load}; return {expression} }}", given
        )
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("city", [CITY, load_city(ROOT / "wards.yaml")[0]], ids=["invented", "demonstration"])
def test_the_browser_gives_the_same_answers(twin, city):
    entries = names(city)
    questions = [*generated(entries), *(entry.name for entry in entries), "", " ", "?"]
    here = [asdict(find(question, entries)) for question in questions]

    there = twin(
        "x.questions.map((question) => m.find(question, x.entries))",
        {"questions": questions, "entries": [asdict(entry) for entry in entries]},
    )

    differ = [
        (question, one, other)
        for question, one, other in zip(questions, here, there, strict=True)
        if one != {**other, "wards": tuple(other["wards"]), "names": tuple(other["names"])}
    ]
    assert differ == []
    # The questions were worth asking: each state is among the answers.
    assert {answer["state"] for answer in here} == {"answer", "ambiguous", "suggest", "unknown"}


@pytest.mark.browser
def test_the_browser_folds_every_letter_alike(twin):
    signs = [chr(code) for code in (*range(0x3000), *range(0xFB00, 0xFFFE))]
    # The browser may know a newer Unicode.
    letters = [f"a{sign}b" for sign in signs if unicodedata.category(sign) != "Cn"]

    there = twin("x.map((text) => m.fold(text))", letters)

    differ = [(text, fold(text), other) for text, other in zip(letters, there, strict=True) if fold(text) != other]
    assert differ == []


def test_the_script_needs_no_other_file():
    assert not re.search(r"^\s*import\b|^export .* from", Path(SCRIPT).read_text(encoding="utf-8"), re.MULTILINE)
