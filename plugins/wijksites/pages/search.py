"""The pages to search on: the city or a ward goes in, a page comes out that the reader's own browser answers on.

Without JavaScript the same page is the map of the site.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wijksites.city.model import City, Ward
from wijksites.city.serving import serving
from wijksites.lookup.fold import fold
from wijksites.lookup.names import names
from wijksites.lookup.street_file import PROBABLE, STREETS
from wijksites.pages.page import LOOKUP_URL, PEOPLE_URL, SEARCH_FOLDER, Crumb, Frame, Page, Scene
from wijksites.pages.streets import LetterLink, StreetFiles, letter_links
from wijksites.pages.ward import crumbs, place
from wijksites.posts.row import Row

NAMES_URL = f"/{SEARCH_FOLDER}namen.json"
INDEX_FOLDER = f"{SEARCH_FOLDER}index/"  # below the city or a ward; made after the pages (build/search.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLink:
    """A line of the map of the site."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A page to search on. `index`: where the index of it is; `everywhere`: where one searches the whole city;
    `words`: the sentences of the script; the rest is the map of the site."""

    index: str
    everywhere: str
    words: dict[str, str]
    links: tuple[SiteLink, ...]
    wards: tuple[Ward, ...] = ()
    streets: tuple[LetterLink, ...] = ()


def search_page(scene: Frame, files: StreetFiles, rows: Iterable[Row]) -> Page:
    """Where one searches the whole city. `rows`: of its posts, among them the pages that stand by themselves."""
    pages = sorted((row for row in rows if row.type == "page"), key=lambda row: (fold(row.title), row.url))
    links = (
        SiteLink(title=scene.say("Who is my wijkregisseur?"), url=LOOKUP_URL),
        SiteLink(title=scene.say("Where do I have to be?"), url=f"{LOOKUP_URL}#waar-moet-ik-zijn"),
        SiteLink(title=scene.say("All wijkregisseurs"), url=PEOPLE_URL),
        SiteLink(title=scene.say("All activities in {place}", place=scene.city.name), url="/agenda/"),
        SiteLink(title=scene.say("All news"), url="/nieuws/"),
        *(SiteLink(title=row.title, url=row.url) for row in pages),
        SiteLink(title=scene.say("Open data"), url="/data/"),
    )
    wards = tuple(sorted(scene.city.wards, key=lambda ward: fold(ward.name)))
    return _page(scene, None, links, wards=wards, streets=letter_links(files))


def ward_search_page(scene: Frame, ward: Ward) -> Page:
    """Where one searches a ward."""
    name = ward.in_sentence
    links = (
        SiteLink(title=scene.say("{ward}: your wijkregisseur, activities and news", ward=ward.name), url=ward.url),
        SiteLink(title=scene.say("All activities in {place}", place=name), url=f"{ward.url}agenda/"),
        SiteLink(title=scene.say("All news from {place}", place=name), url=f"{ward.url}nieuws/"),
        SiteLink(title=scene.say("Stay informed about {ward}", ward=name), url=f"{ward.url}volgen/"),
        SiteLink(title=scene.say("Everything about {city}", city=scene.city.name), url=f"/{SEARCH_FOLDER}"),
    )
    return _page(scene, ward, links)


def _page(
    scene: Frame,
    ward: Ward | None,
    links: tuple[SiteLink, ...],
    *,
    wards: tuple[Ward, ...] = (),
    streets: tuple[LetterLink, ...] = (),
) -> Page:
    base = ward.url if ward else "/"
    title = scene.say("Search in {place}", place=place(scene, ward))
    return Page(
        url=f"{base}{SEARCH_FOLDER}",
        template="search.html",
        title=title,
        description=scene.say("Search activities, news, people and streets of {place}.", place=place(scene, ward)),
        view=Search(
            index=f"{base}{INDEX_FOLDER}",
            everywhere=f"/{SEARCH_FOLDER}" if ward else "",
            words=_words(scene),
            links=links,
            wards=wards,
            streets=streets,
        ),
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("Search"))),
        section="search",
    )


def search_names(scene: Scene, files: StreetFiles) -> dict[str, object]:
    """What the script knows besides its index: names of wards, who serves them on the day, where the streets are."""
    serve: dict[str, list[str]] = {}
    for ward in scene.city.wards:
        for person in serving(scene.city, ward.slug, scene.day).people:
            serve.setdefault(person.name, []).append(ward.slug)
    return {
        "city": scene.city.name,
        "wards": {ward.slug: ward.name for ward in scene.city.wards},
        "names": [{"name": one.name, "ward": one.ward, "kind": one.kind} for one in names(scene.city)],
        "people": [{"name": name, "wards": wards} for name, wards in sorted(serve.items())],
        "streets": f"/data/{STREETS}" if files.certain else "",
        "probable": f"/data/{PROBABLE}" if files.probable else "",
    }


def _words(scene: Frame) -> dict[str, str]:
    """Every sentence of the script; what stands between braces it fills in."""
    say, word, count, name, ward = scene.say, "{word}", "{count}", "{name}", "{ward}"
    return {
        "searching": say("We are searching."),
        "one": say("1 result for ‘{word}’.", word=word),
        "many": say("{count} results for ‘{word}’.", count=count, word=word),
        "none": say("Nothing found for ‘{word}’. Check the spelling, or try another word.", word=word),
        "near": say("Do you mean one of these names?"),
        "failed": say("Searching does not work now. Look in the list on this page, or try again later."),
        "event": say("activity"),
        "news": say("news"),
        "edition": say("newsletter"),
        "page": say("page"),
        "ward": say("ward"),
        "street": say("street"),
        "person": say("person"),
        "over": say("over"),
        "in_ward": say("This street lies in the ward {ward}. See who your wijkregisseur is.", ward=ward),
        "in_wards": say("This street runs through several wards. Look up with your house number which one is yours."),
        "postcode": say("Look up who your wijkregisseur is in {name}.", name=name),
        "serves": say("Wijkregisseur of {ward}", ward=ward),
        "belongs": say("{name} belongs to the ward {ward}.", name=name, ward=ward),
        "this_ward": say("The site of this ward: who to call, activities and news."),
    }


def search_paths(city: City) -> frozenset[str]:
    """The addresses of the pages to search on."""
    return frozenset(f"{base}{SEARCH_FOLDER}" for base in ("/", *(ward.url for ward in city.wards)))
