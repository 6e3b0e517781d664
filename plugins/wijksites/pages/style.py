"""The page of components: a scene goes in, one of each part that pages are put together from comes out, in each state.

It is made with the macros of the pages themselves, so it cannot fall behind them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from wijksites.agenda.occurrences import Occurrence
from wijksites.city.model import Ward
from wijksites.dates import say_day
from wijksites.pages.alerts import word_of
from wijksites.pages.contact import ContactCard, Person, phone_link
from wijksites.pages.items import EventItem, NewsItem, event_item, news_item
from wijksites.pages.page import Crumb, Note, Page, Scene
from wijksites.pages.paper import Download
from wijksites.posts.row import Row

STYLE_URL = "/stijl/"
# Far ahead, so that the browser of whoever looks does not hide it as over.
DAY = date(2040, 5, 8)
SEVERITIES = ("info", "warning", "danger")
STATES = ("planned", "moved", "postponed", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the page shows: per part its states. `tints`: a ward of each part of the city."""

    cards: tuple[tuple[str, ContactCard], ...]
    events: tuple[EventItem, ...]
    notes: tuple[Note, ...]
    news: NewsItem
    file: Download
    tints: tuple[Ward, ...]
    colours: tuple[tuple[str, str], ...]


def style_page(scene: Scene) -> Page:
    """The page of components."""
    say = scene.say
    title = say("Components")
    districts = {ward.district: ward for ward in reversed(scene.city.wards)}
    view = Style(
        cards=_cards(scene),
        events=tuple(_event(scene, status) for status in STATES),
        notes=tuple(_note(scene, severity) for severity in SEVERITIES),
        news=news_item(scene, _row(scene, "news", "planned")),
        file=Download(url="/", title=say("Who is my wijkregisseur?"), pages=1, size=29_000),
        tints=tuple(reversed(districts.values())),
        colours=(
            ("ground", say("the page")),
            ("surface", say("cards")),
            ("ink", say("text")),
            ("ink-soft", say("text that matters less")),
            ("line", say("lines")),
            ("brand", say("links and buttons")),
            ("brand-tint", say("grounds; one tint for each part of the city")),
            ("emblem", say("the sign of a ward")),
            ("accent", say("where you are")),
            ("warn-line", say("moved, postponed")),
            ("stop-line", say("cancelled, danger")),
            ("focus", say("what has the focus")),
        ),
    )
    return Page(
        url=STYLE_URL,
        template="style.html",
        title=title,
        description=say("The parts that the pages of this site are made of."),
        view=view,
        crumbs=(Crumb(title=scene.city.name, url="/"), Crumb(title=title)),
        index=False,
        sample=True,
    )


def _cards(scene: Scene) -> tuple[tuple[str, ContactCard], ...]:
    """The card of a ward with one person, two, a replacement and nobody."""
    say, service = scene.say, scene.city.service
    # Each another ward: what a card is called may stand on a page only once.
    wards = [scene.city.wards[number % len(scene.city.wards)] for number in range(4)]
    somebody = Person(
        id="robin",
        name=say("Robin Example"),
        initials="RE",
        role=say("wijkregisseur"),
        phone="09 000 00 01",
        phone_link=phone_link("09 000 00 01"),
        mail="robin@voorbeeld.example",
        photo="",
        reachable="",
        meeting="",
        sample=True,
    )
    card = ContactCard(
        ward=wards[0],
        people=(somebody,),
        notes=(),
        vacant=False,
        replaced=False,
        service_phone=service.phone,
        service_phone_link=phone_link(service.phone),
        service_mail=service.mail,
        service_name=service.name,
        suited=service.suited,
        unsuited=service.unsuited,
        vcard="",
    )
    two = say("{ward} has two wijkregisseurs. You may contact both of them.", ward=wards[1].opening)
    replacing = say(
        "{name} temporarily replaces the wijkregisseur of {ward}.", name=somebody.name, ward=wards[2].in_sentence
    )
    return (
        (say("One person"), card),
        (
            say("Two persons"),
            replace(card, ward=wards[1], people=(somebody, replace(somebody, id="kim")), notes=(two,)),
        ),
        (say("A replacement"), replace(card, ward=wards[2], replaced=True, notes=(replacing,))),
        (say("Nobody"), replace(card, ward=wards[3], people=(), vacant=True)),
    )


def _note(scene: Scene, severity: str) -> Note:
    return Note(
        severity=severity,
        word=word_of(scene, severity),
        title=scene.say("A title that says what it is about"),
        html=f"<p>{scene.say('One or two sentences that say the most important thing.')}</p>",
        period=scene.say("This holds on {day}.", day=say_day(DAY, scene.language)),
        over=DAY.isoformat(),
    )


def _event(scene: Scene, status: str) -> EventItem:
    row = _row(scene, "event", status)
    assert row.start is not None
    return event_item(scene, Occurrence(row.start, row.end), row)


def _row(scene: Scene, type_: str, status: str) -> Row:
    is_event = type_ == "event"
    return Row(
        id=f"stijl-{status}",
        type=type_,
        source="",
        folder="stad",
        slug="stijl",
        url=STYLE_URL,
        title=scene.say("A title that says what it is about"),
        summary=scene.say("One or two sentences that say the most important thing."),
        published=DAY,
        updated_on=(),
        digest="",
        wards=(scene.city.wards[0].slug,),
        sample=True,
        draft=False,
        formerly=(),
        links=(),
        id_line=0,
        start=datetime(DAY.year, DAY.month, DAY.day, 19, 30) if is_event else None,
        end=datetime(DAY.year, DAY.month, DAY.day, 21, 0) if is_event else None,
        status=status if is_event else "",
        kind=scene.city.kinds[0].id if is_event else "",
    )
