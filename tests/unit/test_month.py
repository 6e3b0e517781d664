"""A month: what takes place in it stands on the days it touches, and the small hours are the night before's."""

from datetime import date, datetime

import pytest
from tests.cities import small_city
from tests.unit.test_volume import event, news

from wijksites.agenda.month import by_day, in_month, month_grid, months_from, touched_months
from wijksites.agenda.occurrences import Occurrence
from wijksites.pages.month import Around, month_page
from wijksites.pages.page import Frame
from wijksites.posts.model import MovedDay, Repeat, Update
from wijksites.posts.row import row_of

DECEMBER = date(2026, 12, 1)
NOTHING_AROUND = Around(previous=None, following=None, archive=False)
WEEKLY = Repeat(every="week", weekdays=(1,))
TOLD = (Update(on=date(2026, 11, 20), note="anders"),)


def days_of(post, month=DECEMBER):
    """The days of the month on which an event stands."""
    return sorted(day.day for day in by_day(in_month([row_of(post)], month), month))


def page(*posts, month=DECEMBER, ward="kaai", around=NOTHING_AROUND):
    city = small_city()
    found = in_month(map(row_of, posts), month)
    return month_page(Frame(city=city), city.ward(ward) if ward else None, month, found, around)


def events_of(made):
    """Day to what its cell says of each event: hour, which day, title, kind, status."""
    days = [day for week in made.view.weeks for day in week if day]
    return {
        day.day.day: [(one.hour, one.part, one.title, one.kind, one.status_word) for one in day.events]
        for day in days
        if day.events
    }


def test_a_month_begins_and_ends_with_days_of_no_month():
    assert month_grid(date(2027, 2, 1)) == tuple(
        tuple(date(2027, 2, first + number) for number in range(7)) for first in (1, 8, 15, 22)
    )
    assert month_grid(DECEMBER)[0] == (None, *(date(2026, 12, number) for number in range(1, 7)))
    assert month_grid(DECEMBER)[-1][3:] == (date(2026, 12, 31), None, None, None)


def test_months_go_on_over_the_year():
    assert months_from(date(2026, 11, 30), 3) == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert months_from(DECEMBER, 0) == ()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 12, 8), None, [8]),
        (date(2026, 12, 8), date(2026, 12, 10), [8, 9, 10]),
        (date(2026, 11, 28), date(2026, 12, 2), [1, 2]),
        (date(2026, 12, 30), date(2027, 1, 3), [30, 31]),
        (datetime(2026, 12, 8, 19), None, [8]),
        (datetime(2026, 12, 8, 19), datetime(2026, 12, 9, 0, 0), [8]),
        (datetime(2026, 12, 8, 19), datetime(2026, 12, 9, 5, 59), [8]),
        (datetime(2026, 12, 8, 19), datetime(2026, 12, 9, 6, 0), [8, 9]),
        (datetime(2026, 12, 18, 18), datetime(2026, 12, 21, 2), [18, 19, 20]),
        (datetime(2026, 12, 8, 1), datetime(2026, 12, 8, 4), [8]),
        (datetime(2026, 12, 31, 22), datetime(2027, 1, 1, 3), [31]),
        (datetime(2026, 11, 30, 22), datetime(2026, 12, 1, 3), []),
    ],
)
def test_an_event_stands_on_each_day_it_touches_but_not_on_the_morning_after(start, end, days):
    assert days_of(event(start=start, end=end)) == days


def test_29_february_and_the_nights_of_the_clock_have_their_own_day():
    assert days_of(event(start=date(2028, 2, 29)), date(2028, 2, 1)) == [29]
    spring = event(start=datetime(2026, 3, 29, 1, 30), end=datetime(2026, 3, 29, 3, 30))
    assert days_of(spring, date(2026, 3, 1)) == [29]
    autumn = event(start=datetime(2026, 10, 24, 23, 30), end=datetime(2026, 10, 25, 3, 0))
    assert days_of(autumn, date(2026, 10, 1)) == [24]


def test_a_repetition_stands_on_its_days_where_they_were_moved_to():
    moved = MovedDay(day=date(2026, 12, 15), start=datetime(2026, 12, 17, 20), end=None)
    post = event(repeat=Repeat(every="week", weekdays=(1,), moved=(moved,), left_out=(date(2026, 12, 29),)))

    assert days_of(post) == [8, 17, 22]


def test_what_has_no_date_any_more_is_in_no_month():
    assert days_of(event(status="postponed", updated=TOLD)) == []
    assert in_month([row_of(news())], DECEMBER) == ()


@pytest.mark.parametrize(
    ("post", "months"),
    [
        (event(), [(2026, 12)]),
        (event(start=date(2026, 11, 30), end=date(2027, 1, 1)), [(2026, 11), (2026, 12), (2027, 1)]),
        (event(start=datetime(2026, 12, 31, 22), end=datetime(2027, 1, 1, 3)), [(2026, 12)]),
        (event(repeat=Repeat(every="month", gap=2, count=3)), [(2026, 12), (2027, 2), (2027, 4)]),
        (
            event(
                repeat=Repeat(
                    every="week",
                    weekdays=(1,),
                    count=2,
                    moved=(MovedDay(day=date(2026, 12, 15), start=datetime(2026, 10, 1, 9), end=None),),
                )
            ),
            [(2026, 10), (2026, 12)],
        ),
    ],
)
def test_an_event_that_ends_knows_its_months(post, months):
    assert [(month.year, month.month) for month in touched_months(post)] == months


def test_a_cell_says_hour_title_kind_and_status():
    cancelled = event("kaai/agenda/markt", start=datetime(2026, 12, 8, 9), status="cancelled", updated=TOLD)

    assert events_of(page(event(), cancelled)) == {
        8: [("9 uur", "", "markt", "Feest", "Geannuleerd"), ("19.30 uur", "", "feest", "Feest", "")]
    }


def test_of_several_days_a_cell_says_which_and_hours_on_the_first_and_the_last():
    post = event(start=datetime(2026, 12, 8, 18), end=datetime(2026, 12, 10, 16, 30))

    assert events_of(page(post)) == {
        8: [("18 uur", "dag 1 van 3", "feest", "Feest", "")],
        9: [("", "dag 2 van 3", "feest", "Feest", "")],
        10: [("tot 16.30 uur", "dag 3 van 3", "feest", "Feest", "")],
    }


def test_an_end_in_the_small_hours_is_not_said_of_the_day_before_it():
    post = event(start=datetime(2026, 12, 8, 18), end=datetime(2026, 12, 10, 2))

    assert events_of(page(post))[9] == [("", "dag 2 van 2", "feest", "Feest", "")]


def test_a_cell_says_its_date_in_full():
    days = [day for week in page().view.weeks for day in week if day]

    assert (days[7].before, days[7].number, days[7].after) == ("dinsdag ", "8", " december")


def test_only_the_grid_of_the_city_names_the_wards():
    kaai, everywhere = event(), event("stad/agenda/stoet", wards=())

    assert [one.wards for one in _cell(page(kaai, everywhere, ward=None), 8)] == [
        '\'t "Kaai" #1 *Noord*',
        "heel de stad",
    ]
    assert [one.wards for one in _cell(page(kaai, everywhere), 8)] == ["", ""]


def _cell(made, number):
    return next(day for week in made.view.weeks for day in week if day and day.day.day == number).events


def test_a_month_leads_to_its_neighbours_its_list_and_the_archive_of_its_year():
    around = Around(previous=date(2026, 10, 1), following=date(2027, 1, 1), archive=True)
    view = page(around=around).view

    assert (view.previous.title, view.previous.url) == ("oktober 2026", "/kaai/agenda/2026-10/")
    assert (view.following.title, view.following.url) == ("januari 2027", "/kaai/agenda/2027-01/")
    assert (view.archive.title, view.archive.url) == ("Wat voorbij is van 2026", "/kaai/agenda/2026/")
    assert view.agenda == "/kaai/agenda/"
    assert page().view.archive is None


def test_a_month_was_changed_when_something_in_it_was():
    assert page(event(), event("kaai/agenda/markt", updated=TOLD)).changed == date(2026, 11, 20)
    assert page().changed is None


def test_a_month_draws_the_shapes_of_its_kinds_once():
    made = page(event(), event("kaai/agenda/a"), event("kaai/agenda/markt", kind="infomarkt"))

    assert made.view.shapes == ("feest", "infomarkt")
    assert [one.shape for one in _cell(made, 8)] == ["feest", "feest", "infomarkt"]


def test_a_night_lasts_until_six():
    assert Occurrence(datetime(2026, 12, 8, 19), datetime(2026, 12, 9, 5, 59)).last_night == date(2026, 12, 8)
    assert Occurrence(datetime(2026, 12, 8, 19), datetime(2026, 12, 9, 6)).last_night == date(2026, 12, 9)
    assert Occurrence(datetime(2026, 12, 8, 1), datetime(2026, 12, 8, 5)).last_night == date(2026, 12, 8)
