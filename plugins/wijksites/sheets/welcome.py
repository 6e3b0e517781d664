"""The sheet for who is new in a ward: the ward and a day go in, all that the sheet says comes out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from wijksites.city.model import Ward
from wijksites.pages.contact import contact_card
from wijksites.pages.page import Scene
from wijksites.pages.routes import routes
from wijksites.sheets.words import bare, base_data, code, people_of, photo, state_day, unbroken


def welcome_data(
    scene: Scene,
    ward: Ward,
    site_url: str,
    colours: Mapping[str, str],
    faces: Callable[[str], bytes] = lambda path: b"",
) -> tuple[dict[str, Any], date]:
    """All that the sheet says, and its day. `faces`: path of a photo to the photo (JPEG), nothing without one."""
    say, city = scene.say, scene.city
    day = state_day(scene, ward)
    card = contact_card(scene, ward)
    people = people_of(scene, ward)
    for plain, person in zip(people, card.people, strict=False):
        plain["hours"] = " ".join(part for part in (person.reachable, _meeting(scene, person.meeting)) if part)
        plain["face"] = photo(faces(person.photo), say("Photo of {name}", name=person.name))
    title = say("Welcome to {ward}", ward=ward.in_sentence)
    letter = city.newsletter
    data = base_data(scene, colours, title, day, sample=city.sample) | {
        "intro": say(
            "The wijkregisseur is your contact at {sender} for everything that lives in your ward.", sender=city.sender
        ),
        "character": ward.character,
        "who": say("Your wijkregisseur") if len(people) == 1 else say("Your wijkregisseurs"),
        "people": people,
        "notes": list(card.notes),
        "suited": [say("Yes:"), f"{card.suited}."],
        "unsuited": [say("No:"), f"{card.unsuited}."],
        "elsewhere": say("Where do I have to be?"),
        "routes": [
            [route.question, f"{route.before}{unbroken(route.phone)}{route.after}".strip()] for route in routes(scene)
        ],
        "where": say("Your neighbourhood"),
        "names": say("Neighbourhoods: {names}.", names=", ".join(ward.neighbourhoods)) if ward.neighbourhoods else "",
        "borders": ward.borders,
        "follow": say("Stay informed"),
        "ways": [
            say(
                "Do you want the newsletter, {frequency}? Sign up: {address}",
                frequency=letter.frequency,
                address=bare(letter.url),
            )
            if letter.url
            else say(
                "Do you want the newsletter, {frequency}? Mail to {address}",
                frequency=letter.frequency,
                address=letter.mail,
            ),
            say("Activities and news: {address}", address=bare(f"{site_url}{ward.url}")),
        ],
        "qr": code(scene, f"{site_url}{ward.url}"),
    }
    return data, day


def _meeting(scene: Scene, meeting: str) -> str:
    return scene.say("You can walk in {meeting}.", meeting=meeting) if meeting else ""
