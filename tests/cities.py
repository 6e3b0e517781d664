"""Small invented cities for tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from wijksites.city.model import (
    Address,
    Assignment,
    City,
    EventKind,
    Newsletter,
    Regisseur,
    Route,
    Service,
    Ward,
)

KAAI = Ward(slug="kaai", number=1, name='\'t "Kaai" #1 *Noord*', character="Een wijk aan het water.")
LONG = Ward(
    slug="sint-jan",
    number=2,
    name="Elisabethbegijnhof - Prinsenhof - Papegaai - Sint-Michiels",
    aliases=("Sint-Jan",),
)
EMPTY = Ward(slug="een-en-al-weide", number=3, name="Één & al_weide_ $x$ @punt \\n <b> [a](b)")

SERVICE = Service(
    name="Dienst Wijken & Co",
    phone="09 000 00 90",
    mail="dienst@voorbeeld.example",
    address=Address(street="Dorp", number="1A", postcode="9999", town="Kaaistad"),
    hours="elke werkdag van 9 tot 17 uur",
    suited="een vraag of een idee",
    unsuited="een noodgeval",
    routes=(Route(name="danger", question="Is er direct gevaar?", answer="Bel 112.", phone="112"),),
)


def regisseur(id: str, name: str, number: int, **changes: Any) -> Regisseur:
    """A regisseur whose telephone number ends in `number` (below 100)."""
    made = Regisseur(
        id=id,
        name=name,
        role="wijkregisseur",
        phone=f"09 000 00 {number:02}",
        mail=f"{id}@voorbeeld.example",
        checked=date(2026, 10, number),
    )
    return replace(made, **changes)


def assignment(ward: str, regisseur: str, start: date = date(2024, 1, 1), **changes: Any) -> Assignment:
    """Who serves a ward since 2024, announced on the first day."""
    made = Assignment(ward=ward, regisseur=regisseur, role="regisseur", start=start, announced=start)
    return replace(made, **changes)


def small_city(**changes: Any) -> City:
    """Kaaistad: three wards with awkward names and three regisseurs. `changes`: fields of `City`.

    Kaai is shared by An and Bo, Sint-Jan is served by Cy, and nobody serves the third.
    """
    made = City(
        name="Kaaistad",
        sender="Stad Kaaistad",
        zone_name="Europe/Brussels",
        authority="kaaistad.example",
        year=2026,
        languages=("nl",),
        service=SERVICE,
        newsletter=Newsletter(mail="nieuwsbrief@voorbeeld.example", frequency="één keer per maand"),
        kinds=(EventKind(id="infomarkt", name="Infomarkt"), EventKind(id="feest", name="Feest")),
        wards=(KAAI, LONG, EMPTY),
        regisseurs=(
            regisseur("an", "An O'Neill-#Peeters", 1),
            regisseur("bo", "Bo _van_ 't *Veld*", 2),
            regisseur("cy", "Cy Één", 3),
        ),
        assignments=(
            assignment("kaai", "an", shared=True),
            assignment("kaai", "bo", shared=True),
            assignment("sint-jan", "cy"),
        ),
    )
    return replace(made, **changes)
