"""Days and hours for people: dates go in, words of a language come out (Babel; never the machine's locale)."""

from datetime import date, datetime, time
from functools import cache

from babel import Locale

from wijksites.words import DEFAULT_LANGUAGE, translate

LOCALES = {"nl": "nl_BE", "en": "en_GB", "fr": "fr_BE"}


@cache
def locale(language: str) -> Locale:
    """Babel's locale of a language, with the habits of this region."""
    return Locale.parse(LOCALES.get(language, language))


# Babel's words in an order of ours: its patterns come to the same and take five times as long.
@cache
def _months(language: str, width: str = "wide") -> dict[int, str]:
    return dict(locale(language).months["format"][width])


@cache
def _weekdays(language: str) -> dict[int, str]:
    return dict(locale(language).days["format"]["wide"])


def say_date(day: date, language: str = DEFAULT_LANGUAGE) -> str:
    """`8 december 2026`."""
    return f"{day.day} {say_month(day, language)}"


def say_day(day: date, language: str = DEFAULT_LANGUAGE) -> str:
    """`dinsdag 8 december 2026`."""
    return f"{_weekdays(language)[day.weekday()]} {say_date(day, language)}"


def say_weekday(day: date, language: str = DEFAULT_LANGUAGE) -> str:
    """`dinsdag 8 december`: for what is near, where the year is plain."""
    return f"{_weekdays(language)[day.weekday()]} {day.day} {_months(language)[day.month]}"


def say_month(day: date, language: str = DEFAULT_LANGUAGE) -> str:
    """`december 2026`."""
    return f"{_months(language)[day.month]} {day.year}"


def say_short_month(day: date, language: str = DEFAULT_LANGUAGE) -> str:
    """`dec`: for the block of a date where room is small."""
    return _months(language, "abbreviated")[day.month].rstrip(".")


@cache
def weekday_names(language: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
    """Monday to Sunday."""
    names = locale(language).days["stand-alone"]["wide"]
    return tuple(names[number] for number in range(7))


def say_hour(hour: time | datetime, language: str = DEFAULT_LANGUAGE) -> str:
    """`19.30 uur`, and `9 uur` on the hour."""
    if hour.minute:
        return translate("{hour}.{minute} h", language=language, hour=hour.hour, minute=f"{hour.minute:02d}")
    return translate("{hour} h", language=language, hour=hour.hour)


def say_hours(start: time | datetime, end: time | datetime | None, language: str = DEFAULT_LANGUAGE) -> str:
    """`van 19.30 tot 21 uur`, or from an hour on when the end is not known."""
    if end is None:
        return say_hour(start, language)
    return translate("from {start} to {end}", language=language, start=_bare(start), end=say_hour(end, language))


def _bare(hour: time | datetime) -> str:
    return f"{hour.hour}.{hour.minute:02d}" if hour.minute else str(hour.hour)


def join_words(words: tuple[str, ...], language: str = DEFAULT_LANGUAGE) -> str:
    """`maandag, dinsdag en donderdag`."""
    if len(words) < 2:
        return "".join(words)
    return translate("{first} and {last}", language=language, first=", ".join(words[:-1]), last=words[-1])
