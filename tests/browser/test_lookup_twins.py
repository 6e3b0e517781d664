"""JavaScript against Python: the town's table, letters, random questions, misspellings, and every known address."""

import json
import unicodedata
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.lookup.questions import asked_of
from tests.lookup.test_addresses import INDEX, SPELLINGS, addresses, index  # noqa: F401 (fixtures)
from tests.lookup.test_matching import CASES, ENOUGH, GHENT, GIVEN, SMALL, STREETS, TOWN
from tools.addresses import check
from tools.bench.lookup import right
from tools.lookup.misspellings import misspellings
from tools.lookup.page import asking, lookup_page

from wijksites.lookup.answer import answer, suggest
from wijksites.lookup.fold import fold, key, soft, words

pytestmark = pytest.mark.browser

# A browser is asked many questions at once: each hypothesis example is a list of them.
MANY = settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def town(browser):
    with asking(browser, TOWN["given"]) as ask:
        yield ask


@pytest.fixture(scope="module")
def ghent(browser):
    with asking(browser, GIVEN) as ask:
        yield ask


def plain(value):
    """An answer as JSON has it."""
    return json.loads(json.dumps(asdict(value)))


def differing(questions, ask, known):
    """The questions to which the two do not say the same, with what each said."""
    pairs = (
        ("answer", [plain(answer(one, known)) for one in questions]),
        ("suggest", [[plain(choice) for choice in suggest(one, known)] for one in questions]),
    )
    return [
        (function, *found)
        for function, here in pairs
        for found in zip(questions, here, ask(function, questions), strict=True)
        if found[1] != found[2]
    ]


def test_the_town_is_answered_as_its_table_says(town):
    found = town("answer", [case["question"] for case in TOWN["cases"]])

    assert [{name: value for name, value in one.items() if value} for one in found] == [
        case["answer"] for case in TOWN["cases"]
    ]


def test_javascript_answers_the_cases_of_ghent(ghent):
    found = ghent("answer", [case["question"] for case in CASES])

    assert [{key: one[key] for key in case["answer"]} for one, case in zip(found, CASES, strict=True)] == [
        case["answer"] for case in CASES
    ]


@MANY
@drawn(st.lists(asked_of(TOWN["given"]), min_size=40, max_size=60))
def test_they_never_differ_about_the_town(town, questions):
    assert differing(questions, town, SMALL) == []


@MANY
@drawn(st.lists(asked_of(GIVEN), min_size=15, max_size=25))
def test_they_never_differ_about_ghent(ghent, questions):
    assert differing(questions, ghent, GHENT) == []


def split_numbers():
    """Each split street with every number between the lowest and highest known."""
    for postcode, streets in INDEX["split"].items():
        for name, sides in streets.items():
            for side, runs in ((side, runs) for side, runs in sides.items() if runs):
                first, last = min(run[0] for run in runs), max(run[1] for run in runs)
                for number in range(first, last + 1, 2):
                    inside = [run[2] for run in runs if run[0] <= number <= run[1]]
                    yield f"{name} {number}, {postcode}", inside, side


def test_every_number_of_a_split_street_has_its_ward_or_an_honest_doubt(ghent):
    numbers = list(split_numbers())
    slugs = GIVEN["streets"]["wards"]
    mine = [plain(answer(question, GHENT)) for question, _, _ in numbers]
    theirs = ghent("answer", [question for question, _, _ in numbers])

    assert len(numbers) > 2000
    assert [{key: one[key] for key in other} for one, other in zip(theirs, mine, strict=True)] == mine
    for (question, inside, _), found in zip(numbers, mine, strict=True):
        assert found["state"] in ("answer", "ambiguous"), question
        assert len(found["wards"]) == (1 if found["state"] == "answer" else max(2, len(found["wards"]))), question
        if inside:
            assert slugs[str(inside[0])] in found["wards"], question


def test_they_fold_every_letter_alike(browser):
    signs = [chr(code) for code in (*range(0x3000), *range(0xFB00, 0xFFFE))]
    # The browser may know a newer Unicode.
    letters = [f"a{sign}b" for sign in signs if unicodedata.category(sign) != "Cn"]
    with lookup_page(browser, {}) as (_, evaluate):
        there = evaluate("x.map(fold)", letters)

    assert [(text, fold(text), other) for text, other in zip(letters, there, strict=True) if fold(text) != other] == []


def test_they_write_out_and_sound_every_street_alike(browser):
    with lookup_page(browser, {}) as (_, evaluate):
        there = evaluate("x.map((name) => [key(words(name)), soft(key(words(name)))])", STREETS)

    assert there == [[key(words(name)), soft(key(words(name)))] for name in STREETS]


def test_of_misspelled_streets_the_right_one_is_among_the_first_three(ghent):
    asked = misspellings(STREETS, 500)

    found = ghent("suggest", [one.typed for one in asked])

    hits = [right([choice["label"] for choice in choices], one) for choices, one in zip(found, asked, strict=True)]
    assert sum(hits) >= len(asked) * ENOUGH


def test_javascript_answers_every_address_and_asks_only_about_the_doubtful(browser, addresses, index):  # noqa: F811
    streets = {**index, "wards": GIVEN["streets"]["wards"]}

    with asking(browser, {**GIVEN, "streets": streets}) as ask:
        counts = check(addresses, {"streets": streets}, SPELLINGS, lambda questions: ask("answer", questions))

    assert counts.wrong == []
    assert counts.right + counts.stray == len(addresses)
