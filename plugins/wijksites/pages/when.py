"""When something takes place, in words: occurrences and rules go in, sentences come out."""

from dataclasses import replace
from datetime import datetime

from wijksites.agenda.occurrences import Occurrence
from wijksites.dates import join_words, say_date, say_day, say_hour, say_hours, weekday_names
from wijksites.moments import Moment, day_of
from wijksites.posts.model import Repeat
from wijksites.words import translate

MOST_DATES = 4  # that a sentence names


def say_when(one: Occurrence, language: str) -> str:
    """`dinsdag 8 december 2026, van 19.30 tot 21 uur`; several days as `van ... tot en met ...`.

    Of a day without hours only the day: that it lasts all day is more than we know.
    """
    if one.first_day == one.last_day or (isinstance(one.end, datetime) and _same_night(one)):
        day = say_day(one.first_day, language)
        if one.all_day:
            return day
        assert isinstance(one.start, datetime)
        end = one.end if isinstance(one.end, datetime) else None
        return translate("{day}, {hours}", language=language, day=day, hours=_hours(one.start, end, language))
    if one.all_day:
        return translate(
            "from {first} up to and including {last}",
            language=language,
            first=say_day(one.first_day, language),
            last=say_day(one.last_day, language),
        )
    return translate(
        "from {first} to {last}",
        language=language,
        first=say_moment(one.start, language),
        last=say_moment(one.end or one.start, language),
    )


def takes_days(one: Occurrence) -> bool:
    """Whether it goes on after the day it begins, and the night after it."""
    return one.first_day != one.last_day and not _same_night(one)


def _same_night(one: Occurrence) -> bool:
    """A party that ends in the small hours belongs to the day it began."""
    return one.first_day == one.last_night != one.last_day


def _hours(start: datetime, end: datetime | None, language: str) -> str:
    if end is None:
        return translate("at {hour}", language=language, hour=say_hour(start, language))
    return say_hours(start, end, language)


def say_hours_of(one: Occurrence, language: str) -> str:
    """Only the hours, for a list that already names the day; nothing when no hours are known."""
    if one.all_day:
        if one.first_day == one.last_day:
            return ""
        return translate("up to and including {last}", language=language, last=say_day(one.last_day, language))
    assert isinstance(one.start, datetime)
    if one.first_day == one.last_day or _same_night(one):
        end = one.end if isinstance(one.end, datetime) else None
        return say_hours(one.start, end, language)
    return translate(
        "{start}, until {last}",
        language=language,
        start=say_hour(one.start, language),
        last=say_moment(one.end or one.start, language),
    )


def say_series(repeat: Repeat, first: Occurrence, language: str) -> str:
    """`elke dinsdag, van 9 tot 11 uur`: the rule, and the hours when they are known."""
    return ", ".join(filter(None, (say_repeat(repeat, first.start, language), say_hours_of(first, language))))


def say_moment(moment: Moment, language: str) -> str:
    """`dinsdag 8 december 2026 om 19.30 uur`, or the day alone."""
    day = say_day(day_of(moment), language)
    if not isinstance(moment, datetime):
        return day
    return translate("{day} at {hour}", language=language, day=day, hour=say_hour(moment, language))


def say_change(one: Occurrence, language: str) -> str:
    """What is different about one day of a repetition; nothing of a day like the others."""
    if one.status == "cancelled":
        return translate("This day is cancelled.", language=language)
    if one.status != "moved" or one.original is None:
        return ""
    if one.original == one.start:
        return translate("Only this time in another place.", language=language)
    return translate("Moved. First it was {when}.", language=language, when=say_moment(one.original, language))


def say_repeat(repeat: Repeat, start: Moment, language: str) -> str:
    """`elke dinsdag`, `elke eerste woensdag van de maand`, `elk jaar op 8 december`."""
    text = _rule(repeat, start, language)
    if repeat.until:
        text += ", " + translate("up to and including {last}", language=language, last=say_date(repeat.until, language))
    return text


def _rule(repeat: Repeat, start: Moment, language: str) -> str:
    if repeat.dates:
        return _dates(repeat, language)
    names = weekday_names(language)
    numbers = repeat.weekdays or (day_of(start).weekday(),)
    weekdays = join_words(tuple(names[number] for number in numbers), language)
    if repeat.gap > 1:
        return _with_gap(repeat, start, weekdays, language)
    if repeat.every == "week":
        return translate("every {weekdays}", language=language, weekdays=weekdays)
    if repeat.every == "month" and repeat.week:
        return {
            1: translate("every first {weekday} of the month", language=language, weekday=weekdays),
            2: translate("every second {weekday} of the month", language=language, weekday=weekdays),
            3: translate("every third {weekday} of the month", language=language, weekday=weekdays),
            4: translate("every fourth {weekday} of the month", language=language, weekday=weekdays),
            5: translate("every fifth {weekday} of the month", language=language, weekday=weekdays),
            -1: translate("every last {weekday} of the month", language=language, weekday=weekdays),
        }[repeat.week]
    if repeat.every == "month":
        return translate("every month on day {day}", language=language, day=day_of(start).day)
    return translate("every year on {day}", language=language, day=_day_and_month(start, language))


def _dates(repeat: Repeat, language: str) -> str:
    """The days themselves; of many, the first ones and how many more there are."""
    absent = repeat.absent
    kept = [say_date(day, language) for day in repeat.dates if day not in absent]
    if len(kept) <= MOST_DATES:
        return translate("on {days}", language=language, days=join_words(tuple(kept), language))
    some, rest = kept[: MOST_DATES - 1], len(kept) - MOST_DATES + 1
    return translate("on {days}, and on {count} other days", language=language, days=", ".join(some), count=rest)


def _with_gap(repeat: Repeat, start: Moment, weekdays: str, language: str) -> str:
    gap = repeat.gap
    if repeat.every == "week":
        return translate("every {gap} weeks on {weekdays}", language=language, gap=gap, weekdays=weekdays)
    if repeat.every == "month" and repeat.week:
        which = _rule(replace(repeat, gap=1), start, language)
        return translate("{rule}, once in {gap} months", language=language, gap=gap, rule=which)
    if repeat.every == "month":
        return translate("every {gap} months on day {day}", language=language, gap=gap, day=day_of(start).day)
    return translate("every {gap} years on {day}", language=language, gap=gap, day=_day_and_month(start, language))


def _day_and_month(start: Moment, language: str) -> str:
    return say_date(day_of(start), language).rsplit(" ", 1)[0]
