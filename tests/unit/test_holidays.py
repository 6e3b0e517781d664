"""The days that repetitions may skip: as published, and as committed."""

from datetime import date

import pytest
from tests.projects import ROOT
from tools import holidays

from wijksites.city.holidays import load_holidays

FILE = ROOT / "data/holidays.yaml"


def test_the_committed_file_is_what_the_rules_say():
    assert FILE.read_text(encoding="utf-8") == holidays.text()


def test_the_committed_lists_have_no_problems():
    found, problems = load_holidays(FILE, "data/holidays.yaml")

    assert problems == ()
    assert [one.id for one in found] == ["schoolvakanties", "feestdagen"]


@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2024, {"Krokusvakantie": "12/02-18/02", "Paasvakantie": "01/04-14/04", "Herfstvakantie": "28/10-03/11"}),
        (2025, {"Krokusvakantie": "03/03-09/03", "Paasvakantie": "07/04-21/04", "Herfstvakantie": "27/10-02/11"}),
        (2026, {"Krokusvakantie": "16/02-22/02", "Paasvakantie": "06/04-19/04", "Hemelvaart": "14/05-15/05"}),
        (2027, {"Herfstvakantie": "01/11-07/11", "Kerstvakantie": "27/12-09/01"}),
        (2028, {"Krokusvakantie": "28/02-05/03", "Paasvakantie": "03/04-17/04", "Hemelvaart": "25/05-26/05"}),
        (2024, {"Kerstvakantie": "23/12-05/01", "Zomervakantie": "01/07-31/08"}),
        (2020, {"Herfstvakantie": "02/11-08/11"}),
    ],
)
def test_the_rules_give_the_days_that_were_published(year, published):
    found = {name: f"{first:%d/%m}-{last:%d/%m}" for name, first, last in holidays.school_holidays(year)}

    assert {name: found[name] for name in published} == published


def test_there_are_ten_public_holidays_a_year():
    days = [day for _, day, _ in holidays.public_holidays(2027)]

    assert len(days) == 10
    assert {date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)} <= set(days)


def test_a_day_has_a_name():
    school, public = load_holidays(FILE, "data/holidays.yaml")[0]

    assert school.on(date(2026, 12, 29)) == "Kerstvakantie"
    assert public.on(date(2027, 7, 21)) == "Nationale feestdag"
    assert public.on(date(2027, 7, 22)) == ""
