"""The pages of the portal: the city and all rows go in, the city's own pages come out."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from wijksites.city.model import Route, Ward
from wijksites.city.outlines import Outlines, SvgMap, svg_map
from wijksites.lookup.names import Entry, fold, names
from wijksites.pages.contact import ContactCard, PersonRow, contact_card, people_rows, phone_link, vacancies
from wijksites.pages.items import EventItem, NewsItem, coming_items, news_items
from wijksites.pages.page import LOOKUP_URL as LOOKUP_URL
from wijksites.pages.page import OVERVIEW_URL as OVERVIEW_URL
from wijksites.pages.page import Crumb, Frame, Page, Scene, alternates
from wijksites.pages.ward import crumbs
from wijksites.posts.row import Row
from wijksites.words import noted

WEEK = 7
WEEK_EVENTS = 5
NEWS = 3
PEOPLE_URL = "/wijkregisseurs/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to download: its address, pages and size in bytes."""

    url: str
    pages: int
    size: int

    @property
    def kilobytes(self) -> int:
        """Its size in kB (1,000 bytes), rounded up."""
        return -(-self.size // 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteLink:
    """Where to be with another question."""

    question: str
    before: str  # the answer up to the telephone number
    after: str
    phone: str
    phone_link: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WardShape:
    """A ward on the map."""

    ward: Ward
    d: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CityMap:
    """The map of outlines; each shape is a link."""

    view_box: str
    shapes: tuple[WardShape, ...]
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The names that begin with a letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """What the portal's home shows."""

    examples: tuple[str, ...]
    wards: tuple[Ward, ...]
    routes: tuple[RouteLink, ...]
    events: tuple[EventItem, ...]
    events_this_week: bool
    news: tuple[NewsItem, ...]
    map: CityMap | None
    overview: Download | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The lookup: all names, and the card of each ward."""

    examples: tuple[str, ...]
    letters: tuple[Letter, ...]
    cards: tuple[ContactCard, ...]
    routes: tuple[RouteLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody who serves a ward."""

    rows: tuple[PersonRow, ...]
    vacant: tuple[Ward, ...]
    wards: tuple[ContactCard, ...]
    overview: Download | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of open data."""

    url: str
    title: str
    about: str


# What each schema of data/schema is for, by the file's name.
SCHEMAS = {
    "event.json": noted("JSON Schema of the details of an activity."),
    "intro.json": noted("JSON Schema of the details of the introduction of a ward."),
    "news.json": noted("JSON Schema of the details of a news item."),
    "page.json": noted("JSON Schema of the details of a page."),
    "venues.json": noted("JSON Schema of venues.yaml, the places where things happen."),
    "wards.json": noted("JSON Schema of wards.yaml, the city with its wards and wijkregisseurs."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The open data and where they come from."""

    files: tuple[DataFile, ...]
    credits: tuple[str, ...]


def by_name(wards: Iterable[Ward]) -> tuple[Ward, ...]:
    """Wards alphabetically."""
    return tuple(sorted(wards, key=lambda ward: fold(ward.name)))


def examples(scene: Scene) -> tuple[str, ...]:
    """Names to show what one may type: the shortest of a ward, and the first neighbourhood of two other wards."""
    shortest = min(scene.city.wards, key=lambda ward: (len(ward.name), ward.number))
    others = [ward for ward in scene.city.wards if ward is not shortest and ward.neighbourhoods]
    return (shortest.name, *(ward.neighbourhoods[0] for ward in others[:2]))


def routes(scene: Scene) -> tuple[RouteLink, ...]:
    """Where to be with anything else, danger first."""

    def link(route: Route) -> RouteLink:
        before, found, after = route.answer.partition(route.phone) if route.phone else (route.answer, "", "")
        return RouteLink(
            question=route.question,
            before=before if found else f"{route.answer} ",
            after=after,
            phone=route.phone,
            phone_link=phone_link(route.phone) if route.phone else "",
            url=route.url,
        )

    return tuple(link(route) for route in scene.city.service.routes)


def city_map(scene: Scene, outlines: Outlines | None) -> CityMap | None:
    """The map of the city, or nothing when there are no outlines."""
    if outlines is None:
        return None
    drawn: SvgMap = svg_map(outlines)
    wards = {ward.number: ward for ward in scene.city.wards}
    shapes = [
        WardShape(ward=wards[shape.number], d=shape.d, x=shape.x, y=shape.y)
        for shape in drawn.shapes
        if shape.number in wards
    ]
    shapes.sort(key=lambda shape: fold(shape.ward.name))
    return CityMap(view_box=drawn.view_box, shapes=tuple(shapes), credit=outlines.credit)


def portal_home(scene: Scene, rows: tuple[Row, ...], outlines: Outlines | None, overview: Download | None) -> Page:
    """The portal's home."""
    week = coming_items(scene, rows, days=WEEK, limit=WEEK_EVENTS)
    until = scene.day.toordinal() + WEEK
    this_week = tuple(item for item in week if item.day.toordinal() < until)
    return Page(
        url="/",
        template="portal.html",
        title=scene.say("Who is my wijkregisseur?"),
        description=scene.say(
            "Find the wijkregisseur of your ward in {city}, and the activities and news of your neighbourhood.",
            city=scene.city.name,
        ),
        view=Portal(
            examples=examples(scene),
            wards=by_name(scene.city.wards),
            routes=routes(scene),
            events=this_week or week,
            events_this_week=bool(this_week),
            news=news_items(scene, rows, NEWS),
            map=city_map(scene, outlines),
            overview=overview,
        ),
        alternates=alternates(scene, "/", scene.city.name),
        built=scene.day,
        section="home",
    )


def lookup_page(scene: Scene) -> Page:
    """From a ward or a neighbourhood to a person."""
    entries = names(scene.city)
    letters = tuple(
        Letter(letter=letter.upper(), entries=tuple(found))
        for letter, found in groupby(entries, key=lambda entry: entry.folded[:1])
    )
    return Page(
        url=LOOKUP_URL,
        template="lookup.html",
        title=scene.say("Find your wijkregisseur"),
        description=scene.say("Type your ward or neighbourhood and find your wijkregisseur."),
        view=Lookup(
            examples=examples(scene),
            letters=letters,
            cards=tuple(contact_card(scene, ward) for ward in by_name(scene.city.wards)),
            routes=routes(scene),
        ),
        crumbs=crumbs(scene, None, Crumb(title=scene.say("Who is my wijkregisseur?"))),
        section="lookup",
    )


def people_page(scene: Scene, overview: Download | None) -> Page:
    """All wijkregisseurs, by name and by ward."""
    return Page(
        url=PEOPLE_URL,
        template="people.html",
        title=scene.say("The wijkregisseurs"),
        description=scene.say(
            "All wijkregisseurs of {city}, with their wards, phone and e-mail.", city=scene.city.name
        ),
        view=People(
            rows=people_rows(scene),
            vacant=vacancies(scene),
            wards=tuple(contact_card(scene, ward) for ward in by_name(scene.city.wards)),
            overview=overview,
        ),
        crumbs=crumbs(scene, None, Crumb(title=scene.say("The wijkregisseurs"))),
        section="people",
    )


def data_page(scene: Scene, files: tuple[DataFile, ...], outlines: Outlines | None) -> Page:
    """Open data and credits."""
    return Page(
        url="/data/",
        template="data.html",
        title=scene.say("Open data"),
        description=scene.say("The data behind this site, to use again."),
        view=Data(files=files, credits=(outlines.credit,) if outlines else ()),
        crumbs=crumbs(scene, None, Crumb(title=scene.say("Open data"))),
    )


def missing_page(scene: Scene) -> Page:
    """What a server shows for an address that is not there (404)."""
    return Page(
        url="/404.html",
        template="missing.html",
        title=scene.say("We cannot find this page"),
        description=scene.say("This page does not exist, or not any more."),
        view=None,
        index=False,
    )


def gone_page(scene: Scene, url: str, *, on_request: bool) -> Page:
    """What stands at the address of a post that was withdrawn."""
    title = scene.say("This page was removed on request.") if on_request else scene.say("This page was removed.")
    return Page(url=url, template="gone.html", title=title, description=title, view=None, index=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A page that only says where it went."""

    to: str
    title: str


def redirect_page(scene: Frame, old: str, to: str, title: str) -> Page:
    """A page at an old address that leads to the new one."""
    return Page(
        url=old,
        template="redirect.html",
        title=title,
        description=scene.say("This page has moved."),
        view=Redirect(to=to, title=title),
        index=False,
    )
