"""Works out `data/holidays.yaml`: years go in, the Flemish school holidays and Belgian public holidays come out.

    .venv/bin/python -m tools.holidays

The school holidays follow the rules of the Flemish government's decision of 17 April 1991. Compare with what
https://onderwijs.vlaanderen.be/nl/schoolvakanties publishes when a new school year is added.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dateutil.easter import easter

FILE = Path(__file__).parent.parent / "data/holidays.yaml"
YEARS = range(2024, 2033)
HEAD = """\
# Dagen die een herhaling kan overslaan: schrijf in een activiteit `skip: [schoolvakanties]` of `skip: [feestdagen]`.
# Gemaakt met `.venv/bin/python -m tools.holidays`. Andere dagen schrijf je bij `except`.
#
# De schoolvakanties volgen de regels van het besluit van de Vlaamse Regering van 17 april 1991. Wijzigt de Vlaamse
# overheid die, pas de dagen dan hier aan. `from` is de eerste dag, `until` de laatste; beide tellen mee.
"""
SCHOOL = "https://onderwijs.vlaanderen.be/nl/schoolvakanties"
PUBLIC = "https://www.belgium.be/nl/over_belgie/land/belgie_in_een_notendop/feestdagen"

Stretch = tuple[str, date, date]


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def school_holidays(year: int) -> Iterator[Stretch]:
    """The school holidays that begin in a year, in order; days inclusive."""
    sunday = easter(year)
    ascension = sunday + timedelta(days=39)
    carnival = sunday - timedelta(days=48)  # the seventh Monday before Easter
    yield "Krokusvakantie", carnival, carnival + timedelta(days=6)
    yield "Paasvakantie", *_easter_holidays(sunday)
    yield "Hemelvaart", ascension, ascension + timedelta(days=1)
    yield "Zomervakantie", date(year, 7, 1), date(year, 8, 31)
    saints, christmas = date(year, 11, 1), date(year, 12, 25)
    autumn = saints + timedelta(days=1) if saints.weekday() == 6 else monday_of(saints)
    yield "Herfstvakantie", autumn, autumn + timedelta(days=6)
    winter = monday_of(christmas) + timedelta(days=7 if christmas.weekday() > 4 else 0)
    yield "Kerstvakantie", winter, winter + timedelta(days=13)


def _easter_holidays(sunday: date) -> tuple[date, date]:
    """From the first Monday of April; after Easter when that is in March, before it when it is late."""
    if sunday.month == 3:
        first = sunday + timedelta(days=1)
    elif sunday.day > 15:
        # Then Easter Monday comes on top of the two weeks.
        return sunday - timedelta(days=13), sunday + timedelta(days=1)
    else:
        first = monday_of(date(sunday.year, 4, 7))
    return first, first + timedelta(days=13)


def public_holidays(year: int) -> Iterator[Stretch]:
    """The ten public holidays of Belgium, in order."""
    sunday = easter(year)
    days = {
        "Nieuwjaar": date(year, 1, 1),
        "Paasmaandag": sunday + timedelta(days=1),
        "Dag van de Arbeid": date(year, 5, 1),
        "Hemelvaart": sunday + timedelta(days=39),
        "Pinkstermaandag": sunday + timedelta(days=50),
        "Nationale feestdag": date(year, 7, 21),
        "Onze-Lieve-Vrouw-Hemelvaart": date(year, 8, 15),
        "Allerheiligen": date(year, 11, 1),
        "Wapenstilstand": date(year, 11, 11),
        "Kerstmis": date(year, 12, 25),
    }
    for name, day in sorted(days.items(), key=lambda pair: pair[1]):
        yield name, day, day


def text() -> str:
    """The file."""
    winter = list(school_holidays(YEARS.start - 1))[-1:]  # it goes on in the first year
    school = [*winter, *(one for year in YEARS for one in school_holidays(year))]
    public = [one for year in YEARS for one in public_holidays(year)]
    lists = (("schoolvakanties", "de schoolvakanties", SCHOOL, school), ("feestdagen", "de feestdagen", PUBLIC, public))
    return HEAD + "".join(_list(*one) for one in lists)


def _list(name: str, title: str, source: str, days: list[Stretch]) -> str:
    lines = [f"\n{name}:", f"  title: {title}"]
    lines += ["  public: true"] if all(first == last for _, first, last in days) else []
    lines += [f"  source: {source}", "  days:"]
    for called, first, last in days:
        until = f", until: {last}" if last != first else ""
        lines.append(f"    - {{name: {called}, from: {first}{until}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
