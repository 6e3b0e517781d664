"""The pages of the portal: the city and all rows go in, the city's own pages come out."""

from dataclasses import dataclass, replace
from datetime import timedelta

from wijksites.city.model import Ward
from wijksites.city.outlines import Outlines, SvgMap, svg_map
from wijksites.lookup.fold import fold
from wijksites.pages.alerts import notes
from wijksites.pages.contact import ContactCard, PersonRow, Vacancy, contact_card, people_rows, vacancies
from wijksites.pages.items import Block, NewsItem, block_of, events_coming, news_items
from wijksites.pages.lookup import by_name, examples
from wijksites.pages.page import ELEMENT_URL, EMBED_URL, PEOPLE_URL, Crumb, Frame, Page, Scene, alternates
from wijksites.pages.paper import Download
from wijksites.pages.routes import RouteLink, routes
from wijksites.pages.streets import StreetFiles
from wijksites.pages.ward import AGENDA_DAYS, SPARE_EVENTS, crumbs
from wijksites.posts.row import Row
from wijksites.words import noted

WEEK = 7
WEEK_EVENTS = 5
NEWS = 3


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
class Portal:
    """What the portal's home shows."""

    examples: tuple[str, ...]
    streets: bool  # there is a list of them
    located: bool  # a place can be looked up
    wards: tuple[Ward, ...]
    routes: tuple[RouteLink, ...]
    events: Block  # those of the week that begins today, else the first that come later
    this_week: bool
    week: int  # days
    zone: str
    news: tuple[NewsItem, ...]
    map: CityMap | None
    paper: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody who serves a ward."""

    rows: tuple[PersonRow, ...]
    vacant: tuple[Vacancy, ...]
    wards: tuple[ContactCard, ...]
    paper: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of open data. `source`: whom to credit, and under which licence; `schema`: the address of its schema."""

    url: str
    title: str
    about: str
    source: str = ""
    schema: str = ""


# What each schema of data/schema is for, by the file's name.
SCHEMAS = {
    "alert.json": noted("JSON Schema of the details of an alert."),
    "edition.json": noted("JSON Schema of the details of a newsletter."),
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
    embed: str
    element: str
    site: str  # the whole address of the site, for who copies a line into another one


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


def portal_home(
    scene: Scene,
    rows: tuple[Row, ...],
    outlines: Outlines | None,
    paper: tuple[Download, ...],
    files: StreetFiles,
) -> Page:
    """The portal's home."""
    events, this_week = _this_week(scene, rows)
    return Page(
        url="/",
        template="portal.html",
        title=scene.say("Who is my wijkregisseur?"),
        description=scene.say(
            "Find the wijkregisseur of your ward in {city}, and the activities and news of your neighbourhood.",
            city=scene.city.name,
        ),
        alerts=notes(scene),
        view=Portal(
            examples=examples(scene, files),
            streets=bool(files.all),
            located=outlines is not None,
            wards=by_name(scene.city.wards),
            routes=routes(scene),
            events=events,
            this_week=this_week,
            week=WEEK,
            zone=scene.city.zone_name,
            news=news_items(scene, rows, NEWS, with_picture=True),
            map=city_map(scene, outlines),
            paper=paper,
        ),
        alternates=alternates(scene, "/", scene.city.name),
        built=scene.day,
        section="home",
    )


def _this_week(scene: Scene, rows: tuple[Row, ...]) -> tuple[Block, bool]:
    """The events of the week that begins today; when there are none, what comes first later, and False."""
    found = block_of(scene, events_coming(scene, rows, AGENDA_DAYS), WEEK_EVENTS, SPARE_EVENTS)
    until = scene.day + timedelta(days=WEEK)
    if not any(item.day < until for item in found.items if not item.spare):
        return found, False
    items = (replace(item, spare=item.spare or item.day >= until) for item in found.items)
    return Block(items=tuple(items), limit=found.limit), True


def people_page(scene: Scene, paper: tuple[Download, ...]) -> Page:
    """All wijkregisseurs, by name and by ward."""
    wards = by_name(scene.city.wards)
    return Page(
        url=PEOPLE_URL,
        template="people.html",
        title=scene.say("The wijkregisseurs"),
        description=scene.say(
            "All wijkregisseurs of {city}, with their wards, phone and e-mail.", city=scene.city.name
        ),
        alerts=notes(scene),
        view=People(
            rows=people_rows(scene),
            vacant=vacancies(scene, wards),
            wards=tuple(contact_card(scene, ward) for ward in wards),
            paper=paper,
        ),
        crumbs=crumbs(scene, None, Crumb(title=scene.say("The wijkregisseurs"))),
        section="people",
    )


def data_page(scene: Scene, files: tuple[DataFile, ...], site: str) -> Page:
    """Open data and credits."""
    return Page(
        url="/data/",
        template="data.html",
        title=scene.say("Open data"),
        description=scene.say("The data behind this site, to use again."),
        view=Data(
            files=files,
            embed=EMBED_URL,
            element=ELEMENT_URL,
            site=site,
        ),
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
