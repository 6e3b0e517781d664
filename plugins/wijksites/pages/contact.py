"""Whom to contact in a ward: the city and a day go in, a card comes out that says who, how and when."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijksites.city.model import Regisseur, Ward
from wijksites.city.serving import serving
from wijksites.dates import join_words, say_hours, say_weekday, weekday_names
from wijksites.lookup.fold import fold
from wijksites.pages.page import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone to contact. `phone_link` is a `tel:` address; `photo` a path below the content folder, or nothing."""

    id: str
    name: str
    initials: str
    role: str
    phone: str
    phone_link: str
    mail: str
    photo: str
    reachable: str
    meeting: str
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """The people of a ward, what to know about them, or that the service stands in."""

    ward: Ward
    people: tuple[Person, ...]
    notes: tuple[str, ...]
    vacant: bool
    replaced: bool  # these people stand in for the regisseur
    service_phone: str
    service_phone_link: str
    service_mail: str
    service_name: str
    suited: str
    unsuited: str
    vcard: str


def phone_link(phone: str) -> str:
    """`tel:` with nothing but digits (RFC 3966)."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    parts = name.split()
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


def person(scene: Scene, regisseur: Regisseur) -> Person:
    """A regisseur as a card shows them."""
    reachable = ""
    if regisseur.reachable:
        names = weekday_names(scene.language)
        reachable = scene.say(
            "Reachable on {days}, {hours}.",
            days=join_words(tuple(names[number] for number in regisseur.reachable.days), scene.language),
            hours=say_hours(regisseur.reachable.start, regisseur.reachable.end, scene.language),
        )
    meeting = ""
    if regisseur.meeting:
        meeting = scene.say("{when}, {place}", when=regisseur.meeting.when, place=regisseur.meeting.place)
    return Person(
        id=regisseur.id,
        name=regisseur.name,
        initials=initials(regisseur.name),
        role=regisseur.role,
        phone=regisseur.phone,
        phone_link=phone_link(regisseur.phone),
        mail=regisseur.mail,
        photo=regisseur.photo,
        reachable=reachable,
        meeting=meeting,
        sample=regisseur.sample,
    )


def contact_card(scene: Scene, ward: Ward) -> ContactCard:
    """The card of a ward on the scene's day."""
    city = scene.city
    now = serving(city, ward.slug, scene.day)
    return ContactCard(
        ward=ward,
        people=tuple(person(scene, regisseur) for regisseur in now.people),
        notes=_notes(scene, ward),
        vacant=now.vacant,
        replaced=now.replaced,
        service_phone=city.service.phone,
        service_phone_link=phone_link(city.service.phone),
        service_mail=city.service.mail,
        service_name=city.service.name,
        suited=city.service.suited,
        unsuited=city.service.unsuited,
        vcard=f"/{ward.slug}/wijkregisseur.vcf",
    )


def _notes(scene: Scene, ward: Ward) -> tuple[str, ...]:
    now = serving(scene.city, ward.slug, scene.day)
    names = join_words(tuple(regisseur.name for regisseur in now.people), scene.language)
    notes = []
    if now.vacant:  # the card has its phone and its mail
        notes.append(
            scene.say(
                "{ward} has no regular wijkregisseur now. Meanwhile {service} helps you.",
                ward=ward.opening,
                service=_with_article(scene, scene.city.service.name),
            )
        )
    elif now.replaced:
        notes.append(
            scene.say("{name} temporarily replaces the wijkregisseur of {ward}.", name=names, ward=ward.in_sentence)
        )
    elif len(now.people) > 1:
        notes.append(scene.say("{ward} has two wijkregisseurs. You may contact both of them.", ward=ward.opening))
    if coming := coming_note(scene, ward):
        notes.append(coming)
    return tuple(notes)


def coming_note(scene: Scene, ward: Ward) -> str:
    """Who serves a ward from a later day on, as far as that is announced; else nothing."""
    now = serving(scene.city, ward.slug, scene.day)
    if not now.coming:
        return ""
    then = join_words(tuple(regisseur.name for regisseur in now.coming.people), scene.language)
    day = say_weekday(now.coming.day, scene.language) + f" {now.coming.day.year}"
    if now.coming.replacing:
        return scene.say(
            "From {day} {name} temporarily replaces the wijkregisseur of {ward}.",
            day=day,
            name=then,
            ward=ward.in_sentence,
        )
    return scene.say("From {day} {name} is the wijkregisseur of {ward}.", day=day, name=then, ward=ward.in_sentence)


def _with_article(scene: Scene, name: str) -> str:
    return scene.say("the {service}", service=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person on the people page, with the wards served on the day. `replacing`: only as a replacement."""

    person: Person
    wards: tuple[Ward, ...]
    notes: tuple[str, ...]
    replacing: bool


def people_rows(scene: Scene) -> tuple[PersonRow, ...]:
    """Everybody who serves a ward on the scene's day, by name; who serves none is not shown."""
    served: dict[str, list[Ward]] = {}
    notes: dict[str, list[str]] = {}
    regular: set[str] = set()
    for ward in scene.city.wards:
        now = serving(scene.city, ward.slug, scene.day)
        for regisseur in now.people:
            served.setdefault(regisseur.id, []).append(ward)
            notes.setdefault(regisseur.id, []).extend(_notes(scene, ward))
            if not now.replaced:
                regular.add(regisseur.id)
    people = sorted((scene.city.regisseur(id) for id in served), key=lambda found: (fold(found.name), found.id))
    return tuple(
        PersonRow(
            person=person(scene, found),
            wards=tuple(served[found.id]),
            notes=tuple(notes[found.id]),
            replacing=found.id not in regular,
        )
        for found in people
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A ward that nobody serves, and what to know about that, with whom to call."""

    ward: Ward
    text: str


def vacancies(scene: Scene, wards: Iterable[Ward]) -> tuple[Vacancy, ...]:
    """Those of some wards that nobody serves on the scene's day."""
    service = scene.city.service
    reach = scene.say("Call {phone} or mail to {mail}.", phone=service.phone, mail=service.mail)

    def vacancy(ward: Ward) -> Vacancy:
        why, *later = _notes(scene, ward)
        return Vacancy(ward=ward, text=" ".join((why, reach, *later)))

    return tuple(vacancy(ward) for ward in wards if serving(scene.city, ward.slug, scene.day).vacant)
