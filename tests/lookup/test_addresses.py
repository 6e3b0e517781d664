"""Every known address gets the ward of its point: the committed sample, or all of `make test ADDRESSES= OUTLINES=`.

NAME and NUMBER are the properties of the outlines with a ward's name and number, when they are not Ghent's.
"""

import json
import os
from pathlib import Path

import pytest
from tests.lookup.reader import wards_at
from tools.addresses import AT_BORDER, ROOT, SIZE, addresses_in, check, read_sample
from tools.lookup.given import demonstration

from wijksites.lookup.importing.addresses import import_addresses
from wijksites.lookup.importing.places import Places
from wijksites.lookup.importing.spelling import load_spellings, right_name

INDEX = json.loads((ROOT / "data/streets.json").read_text(encoding="utf-8"))
SPELLINGS = load_spellings(ROOT / "data/street-spellings.json")
ADDRESSES, OUTLINES = os.environ.get("ADDRESSES", ""), os.environ.get("OUTLINES", "")
whole_file = pytest.mark.skipif(not (ADDRESSES and OUTLINES), reason="ADDRESSES and OUTLINES name no files")


@pytest.fixture(scope="module")
def places():
    return Places(Path(OUTLINES), os.environ.get("NAME", "wijk"), os.environ.get("NUMBER", "wijknr"), None)


@pytest.fixture(scope="module")
def addresses():
    """Those of the file that was named, else the sample."""
    if not (ADDRESSES and OUTLINES):
        return read_sample()
    found = Places(Path(OUTLINES), os.environ.get("NAME", "wijk"), os.environ.get("NUMBER", "wijknr"), None)
    return list(addresses_in(Path(ADDRESSES), found))


@pytest.fixture(scope="module")
def index(request):
    """The committed index; of another file than it was made from, the index of that file."""
    if not (ADDRESSES and OUTLINES) or Path(ADDRESSES).name in INDEX["command"]:
        return INDEX
    places = request.getfixturevalue("places")
    made = import_addresses([Path(ADDRESSES)], places, columns={}, spellings=SPELLINGS, system="").index
    return {"streets": made.streets, "split": made.split, "exact": made.exact}


def test_the_index_says_the_ward_of_every_address(addresses, index):
    wrong = [
        one
        for one in addresses
        if one.ward not in wards_at(index, one.postcode, right_name(one.street, SPELLINGS), one.number)
    ]

    assert wrong == []


def test_the_lookup_answers_every_address_and_asks_only_about_the_doubtful(addresses, index):
    given = demonstration()
    given["streets"] = {**index, "wards": given["streets"]["wards"]}

    counts = check(addresses, given, SPELLINGS)

    assert counts.wrong == []
    assert counts.right + counts.stray == len(addresses)


def test_the_sample_has_a_thousand_addresses():
    assert len(read_sample()) == SIZE > AT_BORDER


@whole_file
def test_the_committed_index_is_what_these_addresses_give(places):
    if Path(ADDRESSES).name not in INDEX["command"]:
        pytest.skip("the committed index was made from another file")

    made = import_addresses([Path(ADDRESSES)], places, columns={}, spellings=SPELLINGS, system="").index

    assert {"streets": made.streets, "split": made.split, "exact": made.exact} == {
        part: INDEX[part] for part in ("streets", "split", "exact")
    }
