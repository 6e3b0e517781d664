"""The keys of each kind of post: what an editor may write in the front matter, and what each key is for."""

from zoneinfo import ZoneInfo

from wijksites.city.tables import ACCESS, DUTCH_WEEKDAYS, WEEKDAYS, ward_name
from wijksites.fields import MAIL, PHONE, POST_ID, SITE_PATH, SLUG, WEB, Choice, Flag, Kind, Name, Text, Whole
from wijksites.moments import MomentKind
from wijksites.posts.repeat import RepeatOn
from wijksites.records import Key, ListOf, Record
from wijksites.words import noted

STATUSES = ("planned", "moved", "postponed", "cancelled")
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
    "reden": "reason",
    "voorbeeld": "sample",
    "vroeger": "formerly",
    "ontwerp": "draft",
    "klad": "draft",
}
CONTACT = Record(
    keys={
        "name": Key(Text(limit=80, example="Wijkwerking Ledeberg"), "Name or role"),
        "phone": Key(PHONE, "Telephone number"),
        "mail": Key(MAIL, "E-mail address"),
    },
    aliases={"naam": "name", "telefoon": "phone", "e-mail": "mail", "email": "mail"},
    example="{name: Wijkwerking Ledeberg, phone: 09 000 00 30}",
)


def _common(zone: ZoneInfo | None) -> dict[str, Key]:
    moment = MomentKind(zone=zone)
    return {
        "title": Key(Text(limit=150, example="Wijkbeurs Ledeberg"), "Title", required=True),
        "published": Key(moment, "Day (or day and hour) of publication; in the future: scheduled", required=True),
        "summary": Key(Text(limit=300, example="Kom kennismaken met je buren."), "One or two sentences"),
        "image": Key(Text(example="markt.jpg"), "Picture, a path beside this file"),
        "alt": Key(Text(example="Kramen op het plein", may_be_empty=True), "What the picture shows, in one sentence"),
        "contact": Key(CONTACT, "Whom to ask"),
        "sample": Key(Flag(), "Invented, for a demonstration"),
        "slug": Key(SLUG, "Last part of the web address; absent: the file's name"),
        "id": Key(POST_ID, "The post's former path, when the file was renamed"),
        "formerly": Key(ListOf(SITE_PATH), "Former web addresses, which lead here"),
        "draft": Key(Flag(), "Shown only in `make serve`"),
    }


def _updated(moment: Kind, venues: frozenset[str], *, event: bool) -> Key:
    keys = {
        "on": Key(moment, "Day (and hour) of the change", required=True),
        "note": Key(Text(limit=120, example="nieuwe zaal"), "What changed, in a few words", required=True),
    }
    if event:
        was = {
            "start": Key(moment, "Former start"),
            "end": Key(moment, "Former end"),
            "venue": Key(_venue(venues), "Former place"),
        }
        keys["was"] = Key(Record(keys=was, example="{start: 2026-12-01 19:30}"), "The facts before the change")
    record = Record(keys=keys, example='{on: 2026-11-20 10:00, note: "nieuwe zaal"}')
    return Key(ListOf(record), "Changes that subscribers must hear of, the oldest first")


def _venue(venues: frozenset[str]) -> Name:
    return Name(
        known=venues,
        message=noted("the place ‘{value}’ does not exist. Add it to `content/venues.yaml`, or remove this line."),
        did_you_mean=noted("the place ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="buurtcentrum-macharius",
    )


def event_table(
    *,
    zone: ZoneInfo | None = None,
    kinds: frozenset[str] = frozenset(),
    venues: frozenset[str] = frozenset(),
    wards: frozenset[str] = frozenset(),
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
    repeat = Record(
        keys={
            "every": Key(
                Choice(
                    choices=("week", "month", "year"),
                    aliases={"maand": "month", "jaar": "year", "weekly": "week", "monthly": "month"},
                ),
                "How often",
                required=True,
            ),
            "on": Key(RepeatOn(), "Weekdays, or for a month: first wednesday"),
            "until": Key(MomentKind(hour=False), "Last day, inclusive"),
            "count": Key(Whole(most=1000, example="10"), "How many times"),
        },
        aliases={"elke": "every", "op": "on", "tot": "until", "aantal": "count"},
        example="{every: week, on: [tuesday]}",
    )
    kind = Name(
        known=kinds,
        message=noted("the kind ‘{value}’ does not exist. Add it under `kinds:` in wards.yaml, or choose another."),
        did_you_mean=noted("the kind ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="infomarkt",
    )
    keys = {
        **_common(zone),
        "start": Key(moment, "Day and hour it starts; a day alone: all day", required=True),
        "end": Key(MomentKind(zone=zone, hour_alone=True), "Day and hour it ends, or the hour alone; inclusive"),
        "venue": Key(_venue(venues), "Id of a place in content/venues.yaml"),
        "kind": Key(kind, "Kind of event", required=True),
        "status": Key(Choice(choices=STATUSES, aliases=STATUS_ALIASES), "Whether it takes place"),
        "reason": Key(Text(example="De zaal is niet vrij."), "Why it does not, in one sentence"),
        "updated": _updated(moment, venues, event=True),
        "registration": Key(registration, "How to sign up"),
        "price": Key(Text(limit=80, example="gratis"), "Price in words"),
        "audience": Key(Text(limit=120, example="iedereen"), "For whom"),
        "accessibility": Key(ACCESS, "Facts about access, where they differ from the place's"),
        "repeat": Key(repeat, "When it repeats"),
    }
    return _record(keys, wards, with_wards=with_wards)


def news_table(*, zone: ZoneInfo | None = None, wards: frozenset[str] = frozenset(), with_wards: bool = True) -> Record:
    """A news item."""
    keys = {**_common(zone), "updated": _updated(MomentKind(zone=zone), frozenset(), event=False)}
    return _record(keys, wards, with_wards=with_wards)


def page_table(*, zone: ZoneInfo | None = None) -> Record:
    """A page, or the introduction of a ward."""
    keys = {**_common(zone), "updated": _updated(MomentKind(zone=zone), frozenset(), event=False)}
    return _record(keys, frozenset(), with_wards=False)


def _record(keys: dict[str, Key], wards: frozenset[str], *, with_wards: bool) -> Record:
    if with_wards:
        keys["wards"] = Key(
            ListOf(ward_name(wards, many=True), at_least=1),
            "Wards it concerns; only in content/stad, absent: all",
        )
    return Record(keys=keys, aliases=KEY_ALIASES)


__all__ = ["DUTCH_WEEKDAYS", "WEEKDAYS", "event_table", "news_table", "page_table"]
