"""The keys of each kind of post: what an editor may write in the front matter, and what each key is for."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from yaml.nodes import Node, ScalarNode

from wijksites.city.tables import ACCESS, DUTCH_WEEKDAYS, NO_NAMES, WEEKDAYS, ward_name
from wijksites.fields import FOCUS, MAIL, MISSING, PHONE, POST_ID, SITE_PATH, SLUG, WEB, Choice, Flag, Name, Text, Whole
from wijksites.moments import MomentKind
from wijksites.posts.repeat import REPEAT
from wijksites.reading import Reader
from wijksites.records import Key, ListOf, Record
from wijksites.words import noted, translate

STATUSES = ("planned", "moved", "postponed", "cancelled")
FULL = frozenset({"volzet", "volboekt", "uitverkocht", "full", "sold out"})
STATUS_ALIASES = {
    "gepland": "planned",
    "gaat door": "planned",
    "verplaatst": "moved",
    "uitgesteld": "postponed",
    "geannuleerd": "cancelled",
    "afgelast": "cancelled",
    "afgelaste": "cancelled",
    "geschrapt": "cancelled",
    "canceled": "cancelled",
}
KEY_ALIASES = {
    "titel": "title",
    "datum": "start",
    "begin": "start",
    "date": "start",
    "einde": "end",
    "eind": "end",
    "locatie": "venue",
    "location": "venue",
    "plaats": "venue",
    "zaal": "venue",
    "soort": "kind",
    "type": "kind",
    "wijk": "wards",
    "wijken": "wards",
    "ward": "wards",
    "samenvatting": "summary",
    "inleiding": "summary",
    "foto": "image",
    "afbeelding": "image",
    "beschrijving": "alt",
    "fotograaf": "credit",
    "foto van": "credit",
    "bron": "credit",
    "midden": "focus",
    "mensen": "people",
    "personen": "people",
    "toestemming": "consent",
    "toestand": "status",
    "gepubliceerd": "published",
    "publicatie": "published",
    "aangepast": "updated",
    "gewijzigd": "updated",
    "inschrijven": "registration",
    "inschrijving": "registration",
    "prijs": "price",
    "doelgroep": "audience",
    "voor wie": "audience",
    "toegankelijkheid": "accessibility",
    "herhaal": "repeat",
    "herhaling": "repeat",
    "behalve": "except",
    "uitgezonderd": "except",
    "niet op": "except",
    "overslaan": "skip",
    "verplaatst": "moved",
    "geannuleerd": "cancelled",
    "afgelast": "cancelled",
    "tolk": "interpreter",
    "taalniveau": "language_level",
    "reeks": "series",
    "vervolg van": "follows",
    "affiche": "poster",
    "verslag": "report",
    "reden": "reason",
    "voorbeeld": "sample",
    "vroeger": "formerly",
    "ontwerp": "draft",
    "klad": "draft",
}
PEOPLE = ("none", "unrecognisable", "recognisable")
PEOPLE_ALIASES = {
    "geen": "none",
    "nee": "none",
    "niemand": "none",
    "onherkenbaar": "unrecognisable",
    "niet herkenbaar": "unrecognisable",
    "herkenbaar": "recognisable",
    "wel herkenbaar": "recognisable",
    "ja": "recognisable",
}
CONTACT = Record(
    keys={
        "name": Key(Text(limit=80, example="Wijkwerking Ledeberg"), "Name or role"),
        "phone": Key(PHONE, "Telephone number"),
        "mail": Key(MAIL, "E-mail address"),
    },
    aliases={"naam": "name", "telefoon": "phone", "e-mail": "mail", "email": "mail"},
    example="{name: Wijkwerking Ledeberg, phone: 09 000 00 30}",
    at_least_one=True,
)


class Status(Choice):
    """Whether an event takes place; that it is full is said elsewhere."""

    __slots__ = ()

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        if isinstance(node, ScalarNode) and node.value.strip().casefold() in FULL:
            reader.problem(
                node,
                translate(
                    "‘{value}’ is said with the registration. Remove this line, and write: "
                    "`registration: {{full: true}}`",
                    value=node.value,
                ),
            )
            return MISSING
        return super().read(node, key, reader)


def _common(zone: ZoneInfo | None) -> dict[str, Key]:
    return {
        "title": Key(Text(limit=150, example="Wijkbeurs Ledeberg"), "Title", required=True),
        # Its example is a day that is past: a day to come would keep the post from being shown.
        "published": Key(
            MomentKind(zone=zone, sample="2026-11-20"),
            "Day (or day and hour) of publication; in the future: scheduled",
            required=True,
        ),
        "summary": Key(Text(limit=300, example="Kom kennismaken met je buren."), "One or two sentences"),
        "image": Key(Text(example="markt.jpg"), "Picture, a path beside this file"),
        "alt": Key(Text(example="Kramen op het plein", may_be_empty=True), "What the picture shows, in one sentence"),
        "credit": Key(Text(limit=120, example="Stad Gent, foto van Noor"), "Who made the picture"),
        "focus": Key(FOCUS, "What must stay in a square cut from the picture: percent from the left and from the top"),
        "people": Key(
            Choice(choices=PEOPLE, aliases=PEOPLE_ALIASES), "Whether one can recognise people in the pictures"
        ),
        "consent": Key(
            Text(limit=200, example="mondeling gevraagd op 12 november 2026"),
            "When and how they agreed; never published",
        ),
        "contact": Key(CONTACT, "Whom to ask"),
        "sample": Key(Flag(), "Invented, for a demonstration"),
        "slug": Key(SLUG, "Last part of the web address; absent: the file's name"),
        "id": Key(POST_ID, "The post's former path, when the file was renamed"),
        "formerly": Key(ListOf(SITE_PATH), "Former web addresses, which lead here"),
        "draft": Key(Flag(), "Shown only in `make serve`"),
    }


def _updated(zone: ZoneInfo | None, venues: frozenset[str] | None, *, event: bool) -> Key:
    moment = MomentKind(zone=zone)
    keys = {
        "on": Key(MomentKind(zone=zone, sample="2026-11-20 10:00"), "Day (and hour) of the change", required=True),
        "note": Key(Text(limit=120, example="nieuwe zaal"), "What changed, in a few words", required=True),
    }
    if event:
        was = {
            "start": Key(moment, "Former start"),
            "end": Key(moment, "Former end"),
            "venue": Key(_venue(venues), "Former place"),
        }
        aliases = {alias: key for alias, key in KEY_ALIASES.items() if key in was}
        keys["was"] = Key(
            Record(keys=was, aliases=aliases, example="{start: 2026-12-01 19:30}", at_least_one=True),
            "The facts before the change",
        )
    # The words that people try for a note and its day.
    aliases = {"nota": "note", "opmerking": "note", "uitleg": "note", "op": "on", "datum": "on", "dag": "on"}
    record = Record(keys=keys, aliases=aliases, example='{on: 2026-11-20 10:00, note: "nieuwe zaal"}')
    return Key(ListOf(record), "Changes that subscribers must hear of, the oldest first")


def _venue(venues: frozenset[str] | None) -> Name:
    return Name(
        known=venues,
        message=noted("the place ‘{value}’ does not exist. Add it to `content/venues.yaml`, or remove this line."),
        did_you_mean=noted("the place ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="buurtcentrum-macharius",
    )


def _series(known: frozenset[str]) -> Name:
    return Name(
        known=known,
        message=noted(
            "the series ‘{value}’ does not exist. Add it under `series:` in wards.yaml, or remove this line."
        ),
        did_you_mean=noted("the series ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="wijkbeurs-2026",
    )


def _holidays(known: frozenset[str]) -> Name:
    return Name(
        known=known,
        message=noted("the list of days ‘{value}’ does not exist. Look in data/holidays.yaml, or use `except`."),
        did_you_mean=noted("the list of days ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="schoolvakanties",
        many=True,
    )


def _repetition(zone: ZoneInfo | None, venues: frozenset[str] | None, holidays: frozenset[str]) -> dict[str, Key]:
    moved = Record(
        keys={
            "from": Key(MomentKind(hour=False), "The day by the rule", required=True),
            "to": Key(MomentKind(zone=zone, once=True), "The new day (and hour)"),
            "venue": Key(_venue(venues), "The new place"),
        },
        aliases={"van": "from", "naar": "to", "plaats": "venue", "zaal": "venue"},
        example="{from: 2027-02-02, to: 2027-02-03 20:00}",
    )
    days = ListOf(MomentKind(hour=False), at_least=1)
    return {
        "repeat": Key(REPEAT, "When it repeats: a rule, or a list of days"),
        "except": Key(days, "Days of the repetition that are left out"),
        "skip": Key(ListOf(_holidays(holidays), at_least=1), "Lists of days in data/holidays.yaml to pass over"),
        "moved": Key(ListOf(moved, at_least=1), "Days of the repetition that are at another time or place"),
        "cancelled": Key(days, "Days of the repetition that do not take place, and of which people must know"),
    }


def event_table(
    *,
    zone: ZoneInfo | None = None,
    kinds: frozenset[str] = frozenset(),
    venues: frozenset[str] | None = frozenset(),
    series: frozenset[str] = frozenset(),
    holidays: frozenset[str] = frozenset(),
    wards: frozenset[str] = frozenset(),
    ward_names: Mapping[str, str] = NO_NAMES,
    with_wards: bool = True,
) -> Record:
    """An event."""
    moment = MomentKind(zone=zone)
    registration = Record(
        keys={
            "url": Key(WEB, "Web address"),
            "mail": Key(MAIL, "E-mail address"),
            "phone": Key(PHONE, "Telephone number"),
            "until": Key(moment, "Last day (and hour) to sign up"),
            "full": Key(Flag(), "No places left"),
        },
        aliases={"telefoon": "phone", "e-mail": "mail", "email": "mail", "tot": "until", "volzet": "full"},
        example="{phone: 09 000 00 10}",
    )
    kind = Name(
        known=kinds,
        message=noted("the kind ‘{value}’ does not exist. Add it under `kinds:` in wards.yaml, or choose another."),
        did_you_mean=noted("the kind ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="infomarkt",
    )
    keys = {
        **_common(zone),
        "start": Key(MomentKind(zone=zone, once=True), "Day and hour it starts; a day alone: all day", required=True),
        "end": Key(MomentKind(zone=zone, hour_alone=True), "Day and hour it ends, or the hour alone; inclusive"),
        "venue": Key(_venue(venues), "Id of a place in content/venues.yaml"),
        "kind": Key(kind, "Kind of event", required=True),
        "status": Key(Status(choices=STATUSES, aliases=STATUS_ALIASES), "Whether it takes place"),
        "reason": Key(Text(example="De zaal is niet vrij."), "Why it does not, in one sentence"),
        "updated": _updated(zone, venues, event=True),
        "registration": Key(registration, "How to sign up"),
        "price": Key(Text(limit=80, example="gratis"), "Price in words"),
        "audience": Key(Text(limit=120, example="iedereen"), "For whom"),
        "accessibility": Key(ACCESS, "Facts about access, where they differ from the place's"),
        **_repetition(zone, venues, holidays),
        "interpreter": Key(Text(limit=80, example="Vlaamse Gebarentaal"), "Which interpreter is there"),
        "language_level": Key(Whole(most=4), "How much Dutch one needs: 1 (hardly any) to 4 (fluent)"),
        "series": Key(_series(series), "Id of a programme under `series:` in wards.yaml"),
        "follows": Key(POST_ID, "Id of the event that this one goes on from"),
        "poster": Key(Flag(), "Whether there is a poster to hang up; absent: yes"),
        "report": Key(Text(example="../nieuws/verslag-wijkbeurs.md"), "What came of it: a sentence, or a link"),
        "imported": Key(Text(limit=500), "UID in the calendar it was imported from"),
    }
    return _record(keys, wards, ward_names, with_wards=with_wards)


def news_table(
    *,
    zone: ZoneInfo | None = None,
    wards: frozenset[str] = frozenset(),
    ward_names: Mapping[str, str] = NO_NAMES,
    with_wards: bool = True,
) -> Record:
    """A news item."""
    keys = {**_common(zone), "updated": _updated(zone, frozenset(), event=False)}
    return _record(keys, wards, ward_names, with_wards=with_wards, elsewhere=dict.fromkeys(EVENT_ONLY, OF_AN_EVENT))


def page_table(*, zone: ZoneInfo | None = None) -> Record:
    """A page, or the introduction of a ward."""
    keys = {**_common(zone), "updated": _updated(zone, frozenset(), event=False)}
    return _record(keys, frozenset(), NO_NAMES, with_wards=False, elsewhere=dict.fromkeys(EVENT_ONLY, OF_AN_EVENT))


PARTS = ("changed", "coming", "join", "news", "result")
PART_ALIASES = {
    "gewijzigd": "changed",
    "gewijzigd sinds de vorige nieuwsbrief": "changed",
    "wat komt er": "coming",
    "agenda": "coming",
    "activiteiten": "coming",
    "doe mee": "join",
    "nieuws": "news",
    "wat werd er van": "result",
    "resultaat": "result",
}
EDITION_ALIASES = {
    "titel": "title",
    "onderwerp": "title",
    "subject": "title",
    "voorproefje": "preheader",
    "samenvatting": "preheader",
    "summary": "preheader",
    "lijnen": "items",
    "berichten": "items",
}


def edition_table(*, zone: ZoneInfo | None = None) -> Record:
    """One issue of a newsletter."""
    item = Record(
        keys={
            "id": Key(POST_ID, "Id of the post that the line is about: its path without `.md`", required=True),
            "text": Key(
                Text(limit=500, example="dinsdag 8 december, 19.30 uur, De Serre: [Infomarkt]"),
                "The line as it is sent; between square brackets what becomes the link, without them all of it",
                required=True,
            ),
            "part": Key(
                Choice(choices=PARTS, aliases=PART_ALIASES),
                "Heading it stands under; absent: `coming` for an event, `news` for other posts",
            ),
        },
        aliases={"tekst": "text", "lijn": "text", "deel": "part", "rubriek": "part"},
        example='{id: ledeberg/agenda/infomarkt, text: "dinsdag 8 december, 19.30 uur: [Infomarkt]"}',
    )
    common = _common(zone)
    for name in ("summary", "contact", "slug"):
        del common[name]
    keys = {
        **common,
        "preheader": Key(Text(limit=150, example="En: het park is klaar"), "What mail programs show after the subject"),
        "items": Key(ListOf(item), "The lines, in the order in which they are sent", required=True),
    }
    keys["title"] = Key(
        Text(limit=150, example="Infomarkt op 8 december gaat niet door"), "Subject: the most important fact", True
    )
    named = {**dict.fromkeys((*EVENT_ONLY, "updated", "slug", "contact"), OF_NO_EDITION), "wards": OF_THE_CITY}
    return Record(keys=keys, aliases={**KEY_ALIASES, **EDITION_ALIASES}, elsewhere=named)


EVENT_ONLY = """kind start end venue status reason registration price audience accessibility repeat except skip moved
    cancelled interpreter language_level series follows poster report imported""".split()
OF_AN_EVENT = noted(
    "‘{value}’ belongs to an event. Is this an event? Then put the file in `agenda`. If not, remove this line."
)
OF_NO_EDITION = noted("‘{value}’ does not belong in a newsletter: what was sent does not change. Remove this line.")
OF_THE_CITY = noted(
    "`wards` is only allowed in `content/stad`. Remove this line, or move the file to "
    "`content/stad` when it concerns several wards."
)


def _record(
    keys: dict[str, Key],
    wards: frozenset[str],
    ward_names: Mapping[str, str],
    *,
    with_wards: bool,
    elsewhere: dict[str, str] | None = None,
) -> Record:
    other = dict(elsewhere or {})
    if with_wards:
        keys["wards"] = Key(
            ListOf(ward_name(wards, many=True, names=ward_names), at_least=1),
            "Wards it concerns; only in content/stad, absent: all",
        )
    else:
        other["wards"] = OF_THE_CITY
    return Record(keys=keys, aliases=KEY_ALIASES, elsewhere=other)


__all__ = ["DUTCH_WEEKDAYS", "WEEKDAYS", "edition_table", "event_table", "news_table", "page_table"]
