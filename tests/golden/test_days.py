"""The golden city on eight hundred days in a row: it always builds, and says of people what may be said that day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import pytest
from tests.golden.building import DAY, Days, settings, tree

from wijksites.build import build_site
from wijksites.problems import errors

FIRST, DAYS = date(2026, 1, 1), 800
# Days whose site is made at once too: an ordinary one, a new year, one after the archive of a year has come to rest.
CLEAN = (DAY, date(2027, 1, 1), date(2027, 4, 2), date(2028, 2, 29))
EVER, NEVER = date.min, date.max
# Who may be named anywhere in the output, and when: both days inclusive. Written out here, not computed.
NAMED = {
    "vantorhout": [(EVER, NEVER)],
    "wittebrood": [(EVER, date(2027, 8, 31))],
    "quickenborne": [(EVER, date(2026, 10, 31)), (date(2027, 2, 1), date(2027, 2, 28))],  # in between: replaced
    "rozenhoed": [(date(2026, 10, 20), date(2027, 1, 31))],
    "hazewindel": [(date(2026, 11, 10), NEVER)],
    "blauwbilgorgel": [(EVER, date(2026, 9, 30))],
    "onbekendova": [(date(2027, 5, 3), NEVER)],
}
# Who is to be contacted in a ward, and when.
SERVE = {
    "kaai": {"vantorhout": [(EVER, NEVER)], "wittebrood": [(EVER, date(2027, 8, 31))]},
    "elisabeth": {
        "quickenborne": [(EVER, date(2026, 10, 31)), (date(2027, 2, 1), date(2027, 2, 28))],
        "rozenhoed": [(date(2026, 11, 1), date(2027, 1, 31))],
        "hazewindel": [(date(2027, 3, 1), NEVER)],
    },
    "zee": {
        "blauwbilgorgel": [(EVER, date(2026, 9, 30))],
        "onbekendova": [(date(2027, 6, 1), NEVER)],
    },
}


@dataclass(frozen=True)
class Seen:
    """What a day's site says. `places`: path of a file about people to the names in it."""

    day: date
    problems: tuple
    names: frozenset
    places: dict
    dead: frozenset
    files: dict


@lru_cache(maxsize=1000)  # most files of a day are those of the day before
def names_in(data):
    return frozenset(name for name in NAMED if name.encode() in data or name.capitalize().encode() in data)


def on(day, spans):
    return any(first <= day <= last for first, last in spans)


def serving_on(day, ward):
    return {name for name, spans in SERVE[ward].items() if on(day, spans)}


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    builds = Days(tmp_path_factory.mktemp("days"))
    dates = [FIRST + timedelta(days=number) for number in range(DAYS)]
    return [seen(day, *builds.build(day)) for day in dates]


def seen(day, outcome, files, links):
    people = ["wijkregisseurs/index.html"]
    people += [f"{ward}/{name}" for ward in SERVE for name in ("index.html", "wijkregisseur.vcf")]
    return Seen(
        day=day,
        problems=errors(outcome.problems),
        names=frozenset().union(*map(names_in, files.values()), names_in("\n".join(files).encode())),
        places={path: names_in(files[path]) for path in people if path in files},
        files=files if day in CLEAN else {},
        dead=frozenset((path, target) for path, found in links.items() for target, _ in found if target not in files),
    )


@pytest.mark.parametrize("day", CLEAN, ids=str)
def test_the_site_that_grew_day_by_day_is_the_one_that_is_made_at_once(days, tmp_path, day):
    build_site(settings(tmp_path / "output"), day)
    [grown] = [one.files for one in days if one.day == day]

    assert grown == tree(tmp_path / "output")


def test_what_was_accepted_builds_on_every_later_day(days):
    wrong = [(one.day, one.problems) for one in days if one.problems]

    assert not wrong
    assert len(days) == DAYS


def test_every_page_of_every_day_links_only_to_what_is_there(days):
    assert not [(one.day, one.dead) for one in days if one.dead]


def test_no_file_names_anybody_before_the_announcement_or_after_the_last_day(days):
    named = {one.day: one.names for one in days}

    assert named == {day: {name for name, spans in NAMED.items() if on(day, spans)} for day in named}


@pytest.mark.parametrize("ward", SERVE)
def test_a_contact_card_names_exactly_who_serves_that_day(days, ward):
    found = {one.day: one.places[f"{ward}/wijkregisseur.vcf"] for one in days}

    assert found == {day: serving_on(day, ward) for day in found}


@pytest.mark.parametrize("ward", SERVE)
def test_the_home_of_a_ward_names_everybody_who_serves_that_day(days, ward):
    assert not [one.day for one in days if not serving_on(one.day, ward) <= one.places[f"{ward}/index.html"]]


@pytest.mark.parametrize("ward", SERVE)
def test_the_home_of_a_ward_names_nobody_of_another_ward(days, ward):
    assert not [one.day for one in days if not one.places[f"{ward}/index.html"] <= set(SERVE[ward])]


def test_the_people_page_names_everybody_who_serves_that_day(days):
    everybody = {one.day: set().union(*(serving_on(one.day, ward) for ward in SERVE)) for one in days}

    assert not [one.day for one in days if not everybody[one.day] <= one.places["wijkregisseurs/index.html"]]


def test_a_coming_change_is_on_the_home_of_the_ward_from_the_day_it_is_announced(days):
    told = [one.day for one in days if "hazewindel" in one.places["elisabeth/index.html"]]

    assert told[0] == date(2026, 11, 10)
    assert told == [day for day in (one.day for one in days) if day >= told[0]]
