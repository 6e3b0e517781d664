"""Who is named in an old page on later days: what was announced, and nothing else."""

from datetime import date

from tests.cities import assignment, small_city

from wijksites.city.serving import told_changes
from wijksites.pages.page import Scene
from wijksites.pages.periods import periods

DAY = date(2026, 11, 24)
KAAI = "kaai"


def city(*assignments):
    return small_city(assignments=assignments)


def seen(*assignments):
    """From which day on (nothing: from now on) a page of the day shows whom."""
    found = city(*assignments)
    return [
        (period.after[:10], [person.name.split()[0] for person in period.card.people])
        for period in periods(Scene(city=found, day=DAY), found.ward(KAAI))
    ]


def test_without_a_change_there_is_one_period_without_bounds():
    [period] = periods(Scene(city=city(assignment(KAAI, "an")), day=DAY), small_city().ward(KAAI))

    assert (period.after, period.over, period.who) == ("", "", "Je wijkregisseur is An O'Neill-#Peeters.")


def test_an_announced_handover_has_its_day_in_the_zone_of_the_city():
    first, second = periods(
        Scene(
            city=city(
                assignment(KAAI, "an", end=date(2027, 6, 30)),
                assignment(KAAI, "bo", date(2027, 7, 1), announced=date(2026, 11, 1)),
            ),
            day=DAY,
        ),
        small_city().ward(KAAI),
    )

    assert first.over == second.after == "2027-07-01T00:00:00+02:00"
    assert second.who == "Je wijkregisseur is Bo _van_ 't *Veld*."
    assert second.over == ""


def test_a_handover_that_is_not_announced_leaves_no_trace_not_even_a_day():
    assert seen(
        assignment(KAAI, "an", end=date(2027, 2, 28)),
        assignment(KAAI, "bo", date(2027, 3, 1), announced=date(2027, 2, 1)),
    ) == [("", ["An"])]


def test_that_somebody_leaves_is_not_told_before_it_is_known_who_comes():
    assert seen(assignment(KAAI, "an", end=date(2027, 2, 28))) == [("", ["An"])]


def test_between_an_end_and_an_announced_start_the_service_stands_in():
    assert seen(
        assignment(KAAI, "an", end=date(2027, 1, 31)),
        assignment(KAAI, "bo", date(2027, 3, 1), announced=date(2026, 11, 1)),
    ) == [("", ["An"]), ("2027-02-01", []), ("2027-03-01", ["Bo"])]


def test_after_a_replacement_nobody_is_named_who_was_not_named_before():
    replaced = (
        assignment(KAAI, "an"),
        assignment(KAAI, "bo", date(2026, 11, 1), role="replacement", end=date(2026, 12, 31)),
    )

    assert seen(*replaced) == [("", ["Bo"]), ("2027-01-01", [])]
    *_, after = periods(Scene(city=city(*replaced), day=DAY), small_city().ward(KAAI))
    assert after.card.notes[0].startswith("Wie is nu de wijkregisseur van")


def test_a_replacement_that_is_announced_comes_and_the_one_named_before_comes_back():
    assert seen(
        assignment(KAAI, "an"),
        assignment(
            KAAI, "bo", date(2026, 12, 1), role="replacement", end=date(2026, 12, 31), announced=date(2026, 11, 1)
        ),
    ) == [("", ["An"]), ("2026-12-01", ["Bo"]), ("2027-01-01", ["An"])]


def test_of_two_people_both_are_named():
    [period] = periods(
        Scene(city=city(assignment(KAAI, "an", shared=True), assignment(KAAI, "bo", shared=True)), day=DAY),
        small_city().ward(KAAI),
    )

    assert period.who == "Je wijkregisseurs zijn An O'Neill-#Peeters en Bo _van_ 't *Veld*."


def test_in_a_vacancy_no_sentence_names_anybody():
    [period] = periods(Scene(city=city(), day=DAY), small_city().ward(KAAI))

    assert (period.who, period.card.vacant) == ("", True)


def test_changes_in_other_wards_do_not_count():
    other = assignment("sint-jan", "bo", date(2027, 3, 1), announced=date(2026, 11, 1))

    assert told_changes(city(assignment(KAAI, "an"), other), KAAI, DAY) == ()
