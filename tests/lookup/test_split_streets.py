"""Every number of every street that crosses a border gets its ward, or all wards that it may be in."""

import json
from itertools import pairwise

from tools.addresses import ROOT, given_of

from wijksites.lookup.answer import answer
from wijksites.lookup.index import Index

GIVEN = given_of()
INDEX = Index.of(GIVEN)
STREETS = json.loads((ROOT / "data/streets.json").read_text(encoding="utf-8"))


def sides():
    """The runs of each side of each split street, with its postcode, name and exceptions."""
    for postcode, streets in STREETS["split"].items():
        for name, both in streets.items():
            exact = STREETS["exact"].get(postcode, {}).get(name, {})
            for runs in both.values():
                yield postcode, name, runs, exact


def expected(runs, exact, number):
    """The wards by the runs: of the run with a number, or of the runs before and after it."""
    if str(number) in exact:
        return set(exact[str(number)])
    inside = {ward for first, last, ward in runs if first <= number <= last}
    before = [ward for _, last, ward in runs if last < number]
    after = [ward for first, _, ward in runs if first > number]
    return inside or {before[-1], after[0]}


def test_runs_ascend_and_do_not_overlap():
    for postcode, name, runs, _ in sides():
        ends = [end for first, last, _ in runs for end in (first, last)]
        assert ends == sorted(ends), (postcode, name)
        assert all(one[1] < other[0] and one[2] != other[2] for one, other in pairwise(runs))


def test_every_number_between_the_lowest_and_the_highest_known():
    wrong, asked = [], 0
    for postcode, name, runs, exact in sides():
        for number in range(runs[0][0], runs[-1][1] + 1, 2) if runs else ():
            asked += 1
            found = answer(f"{name} {number}, {postcode}", INDEX)
            wards = {GIVEN["streets"]["wards"][str(ward)] for ward in expected(runs, exact, number)}
            state = "answer" if len(wards) == 1 else "ambiguous"
            if (found.state, set(found.wards)) != (state, wards):
                wrong.append((postcode, name, number, found))

    assert asked > 5000
    assert wrong == []
