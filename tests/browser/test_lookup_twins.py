"""The lookup exists twice, in Python and in JavaScript: both pass the table of cases, and never differ."""

import json
from dataclasses import asdict
from random import Random

import pytest
from tests.lookup.test_addresses import INDEX
from tools.addresses import ROOT, read_sample
from tools.bench.lookup import streets_of
from tools.lookup.given import demonstration
from tools.lookup.misspellings import misspellings
from tools.lookup.page import lookup_page

from wijksites.lookup.answer import answer, suggest
from wijksites.lookup.index import Index

CASES = json.loads((ROOT / "tests/lookup/cases.json").read_text(encoding="utf-8"))
LETTERS = "abcdeijknorstw ST-' .,0123456789aé\u00ffß😀\u0301<&\t"
PIECES = (
    "straat",
    "stwg",
    "St.",
    "sint",
    "9000",
    "9050",
    "9820",
    "12A",
    "bus 3",
    "Gent",
    "kortrijkse",
    "Ledeberg",
    "de",
)


@pytest.fixture(scope="module")
def given():
    return demonstration()


@pytest.fixture(scope="module")
def index(given):
    return Index.of(given)


@pytest.fixture(scope="module")
def ask(browser, given):
    """Questions to what JavaScript answers, or suggests."""
    with lookup_page(browser, given) as (_, evaluate):
        yield lambda function, questions: evaluate(f"x.map((one) => {function}(one, index))", list(questions))


def plain(value):
    """An answer as JSON has it."""
    return json.loads(json.dumps(asdict(value)))


def random_questions(index, given, count):
    """Letters, pieces of addresses, names with slips, numbers: the same each time."""
    random = Random(20261125)
    names = [one["name"] for one in given["names"]] + [one.typed for one in misspellings(streets_of(given), 300)]
    for _ in range(count):
        kind = random.randrange(4)
        if kind == 0:
            yield "".join(random.choices(LETTERS, k=random.randrange(30)))
        elif kind == 1:
            yield " ".join(random.choices(PIECES, k=random.randrange(1, 5)))
        elif kind == 2:
            yield f"{random.choice(names)} {random.randrange(1, 400)}{random.choice(['', 'A', ' b', ' bus 2'])}"
        else:
            name = random.choice(names)
            at = random.randrange(len(name))
            yield name[:at] + random.choice(["", *LETTERS]) + name[at + 1 :]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["question"]))
def test_python_answers_the_cases(case, index):
    found = plain(answer(case["question"], index))

    assert {key: found[key] for key in case["answer"]} == case["answer"]


def test_javascript_answers_the_cases(ask):
    found = ask("answer", [case["question"] for case in CASES])

    assert [{key: one[key] for key in case["answer"]} for one, case in zip(found, CASES, strict=True)] == [
        case["answer"] for case in CASES
    ]


def test_random_questions_have_the_same_answer_in_both(ask, index, given):
    questions = list(random_questions(index, given, 600))
    differ = [
        (question, mine, theirs)
        for question, mine, theirs in zip(
            questions, [plain(answer(one, index)) for one in questions], ask("answer", questions), strict=True
        )
        if {key: theirs[key] for key in mine} != mine
    ]

    assert differ == []


def test_what_is_typed_has_the_same_suggestions_in_both(ask, index, given):
    questions = list(random_questions(index, given, 150))
    mine = [[plain(choice) for choice in suggest(one, index)] for one in questions]
    theirs = [
        [{key: one[key] for key in ("label", "question", "kind", "wards")} for one in found]
        for found in ask("suggest", questions)
    ]

    assert theirs == mine


def split_numbers():
    """Each split street with every number between the lowest and highest known."""
    for postcode, streets in INDEX["split"].items():
        for name, sides in streets.items():
            for side, runs in ((side, runs) for side, runs in sides.items() if runs):
                first, last = min(run[0] for run in runs), max(run[1] for run in runs)
                for number in range(first, last + 1, 2):
                    inside = [run[2] for run in runs if run[0] <= number <= run[1]]
                    yield f"{name} {number}, {postcode}", inside, side


def test_every_number_of_a_split_street_has_its_ward_or_an_honest_doubt(ask, index, given):
    numbers = list(split_numbers())
    slugs = given["streets"]["wards"]
    mine = [plain(answer(question, index)) for question, _, _ in numbers]
    theirs = ask("answer", [question for question, _, _ in numbers])

    assert len(numbers) > 2000
    assert [{key: one[key] for key in other} for one, other in zip(theirs, mine, strict=True)] == mine
    for (question, inside, _), found in zip(numbers, mine, strict=True):
        assert found["state"] in ("answer", "ambiguous"), question
        assert len(found["wards"]) == (1 if found["state"] == "answer" else max(2, len(found["wards"]))), question
        if inside:
            assert slugs[str(inside[0])] in found["wards"], question


def test_javascript_gives_every_address_of_the_sample_its_ward(ask, given):
    sample = read_sample()
    slugs = given["streets"]["wards"]
    found = ask("answer", [f"{one.street} {one.number}, {one.postcode}" for one in sample])

    wrong = [
        (one, other)
        for one, other in zip(sample, found, strict=True)
        if slugs[str(one.ward)] not in other["wards"] or other["state"] not in ("answer", "ambiguous")
    ]
    assert wrong == []
    assert sum(one["state"] == "ambiguous" for one in found) <= 3
