"""Reads `wards.yaml`: the file goes in, a `City` comes out, or every problem it has."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wijksites.city.ids import check_names
from wijksites.city.model import (
    Address,
    Assignment,
    City,
    EventKind,
    Meeting,
    Neighbour,
    Newsletter,
    Reachable,
    Regisseur,
    Route,
    Series,
    Service,
    Ward,
)
from wijksites.city.serving import overlaps
from wijksites.city.tables import ROUTES, WEEKDAYS, wards_file
from wijksites.dates import say_date, say_hour
from wijksites.fields import MISSING, focus_of
from wijksites.problems import Problem
from wijksites.reading import Mark, Reader, read_mapping, read_text
from wijksites.records import Value, get, mark_of
from wijksites.words import translate

# Names at the top of the output (docs/developers.md, "URLs"): a ward with such a slug would overwrite them.
RESERVED_SLUGS = frozenset(
    """wie-is-mijn-wijkregisseur wijkregisseurs straten agenda nieuws paginas feeds data zoeken stijl theme beeld
    toegankelijkheid privacy over stad nl en fr""".split()
)

USUAL_KINDS = {
    "infomarkt": "Infomarkt",
    "wijkbeurs": "Wijkbeurs",
    "overleg": "Overleg",
    "klankbordgroep": "Klankbordgroep",
    "workshop": "Workshop",
    "debatcafe": "Debatcafé",
    "terreinbezoek": "Terreinbezoek",
    "bevraging": "Bevraging",
    "feest": "Feest",
}

Record = dict[str, Value]


def load_city(file: Path, shown_as: str | None = None) -> tuple[City | None, tuple[Problem, ...]]:
    """The city and its problems; no city when any problem is more than a warning.

    `shown_as`: the path to print in problems, when it is not the file's own.
    """
    reader = Reader(path=shown_as or file.as_posix())
    text = read_text(file, reader)
    node = read_mapping(text, reader) if text is not None else None
    if node is None:
        return None, tuple(reader.problems)
    names = check_names(node, reader, reserved=RESERVED_SLUGS, kinds=USUAL_KINDS)
    values = wards_file(*names).read_entries(node, reader)
    if values is MISSING or reader.failed:
        return None, tuple(reader.problems)
    assert isinstance(values, dict)
    city = _city(values, reader)
    _check(city, values, reader)
    return (None if reader.failed else city), tuple(reader.problems)


def _city(values: Record, reader: Reader) -> City:
    city = get(values, "city")
    zone_name = get(city, "zone")
    try:
        ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.problem(
            city["zone"].mark,
            translate(
                "the time zone ‘{value}’ does not exist. Write for example: `zone: Europe/Brussels`",
                value=zone_name,
            ),
        )
        zone_name = "UTC"
    kinds = [EventKind(id=id, name=name) for id, name in USUAL_KINDS.items()]
    kinds += [EventKind(id=get(item, "id"), name=get(item, "name")) for item in get(values, "kinds", ())]
    return City(
        name=get(city, "name"),
        sender=get(city, "sender"),
        zone_name=zone_name,
        authority=get(city, "authority"),
        year=get(city, "year"),
        languages=get(city, "languages", ("nl",)),
        service=_service(get(values, "service")),
        newsletter=_newsletter(get(values, "newsletter")),
        kinds=tuple(kinds),
        neighbours=tuple(_plain(Neighbour, item) for item in get(values, "neighbours", ())),
        wards=tuple(_ward(item) for item in get(values, "wards")),
        regisseurs=tuple(_regisseur(item) for item in get(values, "regisseurs")),
        assignments=tuple(_assignment(item) for item in get(values, "assignments")),
        series=tuple(_plain(Series, item) for item in get(values, "series", ())),
        language_levels=get(city, "language_levels", False),
    )


def _service(record: Record) -> Service:
    routes = get(record, "routes")
    return Service(
        name=get(record, "name"),
        phone=get(record, "phone"),
        mail=get(record, "mail"),
        address=_plain(Address, get(record, "address")),
        hours=get(record, "hours"),
        suited=get(record, "for"),
        unsuited=get(record, "not_for"),
        routes=tuple(replace(_plain(Route, get(routes, name), name=name)) for name in ROUTES),
        sample=get(record, "sample", False),
    )


def _plain(made: type[Any], record: Record, **more: Any) -> Any:
    """A dataclass whose fields have the names of the keys."""
    return made(**more, **{key: value.value for key, value in record.items()})


def _newsletter(record: Record) -> Newsletter:
    return _plain(Newsletter, record)


def _ward(record: Record) -> Ward:
    return _plain(Ward, record, line=record["slug"].mark.line)


def _regisseur(record: Record) -> Regisseur:
    reachable, meeting = get(record, "reachable"), get(record, "meeting")
    rest = {key: value for key, value in record.items() if key not in ("reachable", "meeting", "focus")}
    return _plain(
        Regisseur,
        rest,
        focus=focus_of(get(record, "focus", "")),
        reachable=Reachable(
            days=tuple(sorted({WEEKDAYS.index(day) for day in get(reachable, "days")})),
            start=get(reachable, "from"),
            end=get(reachable, "until"),
        )
        if reachable
        else None,
        meeting=_plain(Meeting, meeting) if meeting else None,
    )


def _assignment(record: Record) -> Assignment:
    start: date = get(record, "from")
    return Assignment(
        ward=get(record, "ward"),
        regisseur=get(record, "regisseur"),
        role=get(record, "role"),
        start=start,
        end=get(record, "until"),
        announced=get(record, "announced", start),
        shared=get(record, "shared", False),
        line=record["ward"].mark.line,
    )


def _check(city: City, values: Record, reader: Reader) -> None:
    """What no single key can be wrong in: doubles, reserved names, people at the same time."""
    wards = get(values, "wards")
    _unique(wards, "number", reader)
    _unique(wards, "name", reader)
    _check_neighbours(get(values, "neighbours", ()), reader)
    for record in get(values, "regisseurs"):
        hours = get(record, "reachable")
        if hours and get(hours, "until") <= get(hours, "from"):
            reader.problem(
                mark_of(hours, "until"),
                translate(
                    "the last hour ({end}) does not come after the first ({start}). Check the hours.",
                    end=say_hour(get(hours, "until")),
                    start=say_hour(get(hours, "from")),
                ),
            )
    if not (city.newsletter.url or city.newsletter.mail):
        reader.problem(
            values["newsletter"].mark,
            translate("the newsletter needs a sign-up form or a mail address. Add `url:` or `mail:`."),
        )
    _check_assignments(city, get(values, "assignments"), reader)


def _unique(records: tuple[Record, ...], key: str, reader: Reader) -> None:
    seen: dict[object, Mark] = {}
    for record in records:
        value = record[key]
        if value.value in seen:
            reader.problem(
                value.mark,
                translate(
                    "`{key}: {value}` also stands on line {line}. Give each its own.",
                    key=key,
                    value=value.value,
                    line=seen[value.value].line,
                ),
            )
        seen.setdefault(value.value, value.mark)


def _check_neighbours(records: tuple[Record, ...], reader: Reader) -> None:
    """A municipality or a postcode that stands twice could send a resident the wrong way."""
    _unique(records, "name", reader)
    seen: dict[str, str] = {}
    for record in records:
        name = get(record, "name")
        for postcode in get(record, "postcodes"):
            if seen.setdefault(postcode, name) != name:
                reader.problem(
                    record["postcodes"].mark,
                    translate(
                        "the postcode {postcode} stands with {one} and with {other}. Leave it with one of them.",
                        postcode=postcode,
                        one=seen[postcode],
                        other=name,
                    ),
                )


def _check_assignments(city: City, records: tuple[Record, ...], reader: Reader) -> None:
    for item, record in zip(city.assignments, records, strict=True):
        if item.end and item.end < item.start:
            reader.problem(
                record["until"].mark,
                translate(
                    "the last day ({end}) comes before the first day ({start}). Check the days.",
                    end=say_date(item.end),
                    start=say_date(item.start),
                ),
            )
        if item.announced > item.start:
            reader.problem(
                record["announced"].mark,
                translate(
                    "`announced` ({announced}) comes after the first day ({start}). Choose that day or an earlier one.",
                    announced=say_date(item.announced),
                    start=say_date(item.start),
                ),
            )
    marks = {item: record["ward"].mark for item, record in zip(city.assignments, records, strict=True)}
    for one, other in overlaps(city):
        reader.problem(
            marks[other],
            translate(
                "‘{one}’ and ‘{other}’ have the same role in {ward} on the same days. Check `from` and `until`. Do "
                "they serve the ward together? Then write `shared: true` on both.",
                one=one.regisseur,
                other=other.regisseur,
                ward=city.ward(other.ward).name,
            ),
        )
