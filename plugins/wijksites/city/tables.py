"""The keys of `wards.yaml` and `venues.yaml`: what an editor may write there, and what each key is for."""

from collections.abc import Mapping

from wijksites.fields import FOCUS, HOST, MAIL, PHONE, SLUG, WEB, Choice, Degrees, Flag, Name, Pattern, Text, Whole
from wijksites.moments import ClockKind, MomentKind
from wijksites.records import Key, ListOf, Record
from wijksites.words import noted

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DUTCH_WEEKDAYS = dict(zip("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split(), WEEKDAYS, strict=True))
NO_NAMES: Mapping[str, str] = {}
ROUTES = ("danger", "broken", "complaint", "other")

ADDRESS = Record(
    keys={
        "street": Key(Text(example="Woodrow Wilsonplein"), "Street", required=True),
        "number": Key(Text(example="1"), "House number"),
        "postcode": Key(Text(example="9000"), "Postcode"),
        "town": Key(Text(example="Gent"), "Town"),
    }
)
ROUTE = Record(
    keys={
        "question": Key(Text(example="Is er direct gevaar?"), "The question a resident asks", required=True),
        "answer": Key(Text(example="Bel 112."), "What to do", required=True),
        "phone": Key(PHONE, "Telephone number"),
        "url": Key(WEB, "Web address"),
    }
)
CITY = Record(
    keys={
        "name": Key(Text(example="Gent"), "Name of the city", required=True),
        "sender": Key(Text(example="Stad Gent"), "Who speaks on the site", required=True),
        "zone": Key(Text(example="Europe/Brussels"), "Time zone (IANA name)", required=True),
        "authority": Key(HOST, "Host name in the ids of feeds and calendars; never change it", required=True),
        "year": Key(Whole(least=1990, most=2200, example="2026"), "Year in the ids of feeds; never change it", True),
        "languages": Key(ListOf(Choice(choices=("nl", "en", "fr")), at_least=1), "Languages, the first is the site's"),
        "language_levels": Key(Flag(), "Show with events how much Dutch one needs"),
    }
)
SERVICE = Record(
    keys={
        "name": Key(Text(example="Dienst Beleidsparticipatie"), "Name of the service", required=True),
        "phone": Key(PHONE, "Telephone number", required=True),
        "mail": Key(MAIL, "E-mail address", required=True),
        "address": Key(ADDRESS, "Address", required=True),
        "hours": Key(Text(example="elke werkdag van 9 tot 17 uur"), "Opening hours in words", required=True),
        "for": Key(Text(example="een vraag over je buurt"), "What the regisseur is for", required=True),
        "not_for": Key(Text(example="een noodgeval"), "What the regisseur is not for", required=True),
        "routes": Key(
            Record(keys={name: Key(ROUTE, f"Where to be: {name}", required=True) for name in ROUTES}),
            "Where to be with anything else",
            required=True,
        ),
        "sample": Key(Flag(), "Invented, for a demonstration"),
    }
)
MERGE = Text(limit=200, example='"*|UNSUB|*"')
NEWSLETTER = Record(
    keys={
        "url": Key(WEB, "Sign-up form"),
        "mail": Key(MAIL, "Sign up by mail"),
        "frequency": Key(Text(example="één keer per maand"), "How often, in words", required=True),
        "unsubscribe": Key(MERGE, "What the mailer replaces by the address to unsubscribe"),
        "view_online": Key(MERGE, "What the mailer replaces by the address of the mail on the web"),
        "postal_address": Key(MERGE, "What the mailer replaces by the postal address of the sender"),
    }
)
POSTCODE = Pattern(
    expression=r"[0-9A-Z][0-9A-Z -]{1,9}",
    message=noted("‘{value}’ is not a postcode. Write for example: `{key}: [{example}]`"),
    example='"9820"',
)
NEIGHBOUR = Record(
    keys={
        "name": Key(Text(limit=80, example="Merelbeke-Melle"), "Name of the municipality", required=True),
        "postcodes": Key(ListOf(POSTCODE, at_least=1), "Its postcodes", required=True),
        "aliases": Key(ListOf(Text(limit=80)), "Its parts, by the names that people type"),
        "url": Key(WEB, "Its website", required=True),
    },
    aliases={"naam": "name", "postcode": "postcodes", "website": "url", "deelgemeenten": "aliases"},
    example='{name: Merelbeke-Melle, postcodes: ["9820"], url: "https://www.merelbeke-melle.be/"}',
)
EVENT_KIND = Record(
    keys={
        "id": Key(SLUG, "What posts write after kind:", required=True),
        "name": Key(Text(limit=40, example="Wandeling"), "The word on screen", required=True),
    }
)
SERIES = Record(
    keys={
        "id": Key(SLUG, "What posts write after series:, and a part of the calendar's address", required=True),
        "name": Key(Text(limit=80, example="Wijkbeurzen 2026"), "The words on screen", required=True),
    },
    aliases={"naam": "name"},
    example="{id: wijkbeurs-2026, name: Wijkbeurzen 2026}",
)
WARD = Record(
    keys={
        "slug": Key(SLUG, "Part of the web address; never change it", required=True),
        "number": Key(Whole(), "Number of the ward", required=True),
        "name": Key(Text(limit=80, example="Ledeberg"), "Official name", required=True),
        "article": Key(Choice(choices=("de", "het")), "Word before the name in a sentence (de Binnenstad)"),
        "aliases": Key(ListOf(Text(limit=80)), "Other names under which people know it"),
        "district": Key(Text(limit=80, example="Oost"), "Part of the city (stadsdeel)"),
        "neighbourhoods": Key(ListOf(Text(limit=80)), "Neighbourhoods"),
        "borders": Key(Text(limit=500), "Its borders in words"),
        "character": Key(Text(limit=140), "One line of character"),
    },
    aliases={
        "naam": "name",
        "lidwoord": "article",
        "nummer": "number",
        "stadsdeel": "district",
        "buurten": "neighbourhoods",
    },
)
REGISSEUR = Record(
    keys={
        "id": Key(SLUG, "What assignments refer to", required=True),
        "name": Key(Text(limit=80, example="Noor Waterlelie"), "Name", required=True),
        "role": Key(Text(limit=80, example="wijkregisseur"), "Role", required=True),
        "phone": Key(PHONE, "Telephone number", required=True),
        "mail": Key(MAIL, "E-mail address", required=True),
        "photo": Key(Text(example="paginas/noor.jpg"), "Picture, a path below content/"),
        "focus": Key(FOCUS, "Where the face is in the picture: percent from the left and from the top"),
        "reachable": Key(
            Record(
                keys={
                    "days": Key(ListOf(Choice(choices=WEEKDAYS, aliases=DUTCH_WEEKDAYS), at_least=1), "Weekdays", True),
                    "from": Key(ClockKind(), "From this hour", required=True),
                    "until": Key(ClockKind(example='"17:00"'), "Until this hour", required=True),
                },
                example='{days: [monday, tuesday], from: "9:00", until: "17:00"}',
            ),
            "When this person answers",
        ),
        "meeting": Key(
            Record(
                keys={
                    "when": Key(Text(example="elke woensdag van 16 tot 18 uur"), "Fixed hour, in words", True),
                    "place": Key(Text(example="Buurtcentrum Ledeberg"), "Place, in words", True),
                }
            ),
            "Fixed meeting hour",
        ),
        "checked": Key(MomentKind(hour=False), "Day these data were last confirmed", required=True),
        "sample": Key(Flag(), "Invented, for a demonstration"),
    },
    aliases={
        "naam": "name",
        "telefoon": "phone",
        "gsm": "phone",
        "e-mail": "mail",
        "email": "mail",
        "foto": "photo",
    },
)
ROLES = Choice(
    choices=("regisseur", "replacement"),
    aliases={"vervanger": "replacement", "vervanging": "replacement", "wijkregisseur": "regisseur"},
)


def ward_name(known: frozenset[str] | None, *, many: bool = False, names: Mapping[str, str] = NO_NAMES) -> Name:
    """A reference to a ward by its slug. `names`: what people call a ward, in small letters, to its slug."""
    return Name(
        known=known,
        message=noted("the ward ‘{value}’ does not exist. Use the slug of a ward in wards.yaml."),
        did_you_mean=noted("the ward ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
        example="ledeberg",
        many=many,
        aliases=names,
    )


def assignment(wards: frozenset[str] | None, regisseurs: frozenset[str] | None) -> Record:
    """Who serves which ward, and when."""
    return Record(
        keys={
            "ward": Key(ward_name(wards), "Slug of the ward", required=True),
            "regisseur": Key(
                Name(
                    known=regisseurs,
                    message=noted("the regisseur ‘{value}’ does not exist. Use the id of someone under `regisseurs:`."),
                    did_you_mean=noted(
                        "the regisseur ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"
                    ),
                    example="noor-waterlelie",
                ),
                "Id of the regisseur",
                required=True,
            ),
            "role": Key(ROLES, "regisseur, or replacement while the regisseur is away", required=True),
            "from": Key(MomentKind(hour=False), "First day", required=True),
            "until": Key(MomentKind(hour=False), "Last day, inclusive; absent: open"),
            "announced": Key(MomentKind(hour=False), "From this day on it may be told; absent: the first day"),
            "shared": Key(Flag(), "Two regisseurs serve this ward together (on both)"),
        },
        aliases={"wijk": "ward", "rol": "role", "van": "from", "tot": "until", "aangekondigd": "announced"},
    )


def wards_file(wards: frozenset[str] | None = frozenset(), regisseurs: frozenset[str] | None = frozenset()) -> Record:
    """The whole of `wards.yaml`; the names that assignments may use come from a first look at the file.

    None when those names are wrong themselves: what refers to them would only repeat that.
    """
    return Record(
        keys={
            "city": Key(CITY, "The city", required=True),
            "service": Key(SERVICE, "The service behind the regisseurs", required=True),
            "newsletter": Key(NEWSLETTER, "How to sign up for the newsletter", required=True),
            "kinds": Key(ListOf(EVENT_KIND), "Kinds of event besides the usual ones"),
            "neighbours": Key(ListOf(NEIGHBOUR), "The municipalities around the city"),
            "series": Key(ListOf(SERIES), "Programmes of events that belong together"),
            "wards": Key(ListOf(WARD, at_least=1), "The wards", required=True),
            "regisseurs": Key(ListOf(REGISSEUR), "The regisseurs", required=True),
            "assignments": Key(ListOf(assignment(wards, regisseurs)), "Who serves which ward, and when", True),
        },
        aliases={
            "wijken": "wards",
            "stad": "city",
            "dienst": "service",
            "toewijzingen": "assignments",
            "buurgemeenten": "neighbours",
            "reeksen": "series",
        },
    )


ACCESS_FACTS = ("wheelchair", "toilet", "lift", "hearing_loop", "parking")
ACCESS_ALIASES = {"ja": "yes", "nee": "no", "neen": "no", "onbekend": "unknown", "true": "yes", "false": "no"}
ACCESS = Record(
    keys={
        fact: Key(Choice(choices=("yes", "no", "unknown"), aliases=ACCESS_ALIASES), f"Access: {fact}")
        for fact in ACCESS_FACTS
    },
    aliases={"rolstoel": "wheelchair", "ringleiding": "hearing_loop", "parkeren": "parking"},
    example="{wheelchair: yes}",
)


def venue(wards: frozenset[str] = frozenset()) -> Record:
    """A place where things happen."""
    return Record(
        keys={
            "name": Key(Text(limit=120, example="Buurtcentrum Macharius"), "Name", required=True),
            "ward": Key(ward_name(wards), "Slug of the ward it lies in"),
            "street": Key(Text(example="Tarbotstraat"), "Street"),
            "number": Key(Text(example="61A"), "House number"),
            "postcode": Key(Text(example="9000"), "Postcode"),
            "town": Key(Text(example="Gent"), "Town"),
            "phone": Key(PHONE, "Telephone number"),
            "access": Key(ACCESS, "Facts about access"),
            "latitude": Key(Degrees(most=90, example="51.0536"), "Degrees north (WGS84)"),
            "longitude": Key(Degrees(most=180, example="3.7304"), "Degrees east (WGS84)"),
        },
        aliases={"naam": "name", "straat": "street", "nummer": "number", "gemeente": "town", "wijk": "ward"},
    )
