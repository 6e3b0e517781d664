"""The lookup and its form for other sites: the city, its streets and what is coming go in, two pages come out.

The answers are in the page, one for each ward; the browser chooses among them and asks nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from wijksites.city.model import Ward
from wijksites.lookup.fold import fold
from wijksites.lookup.names import Entry, names
from wijksites.lookup.street_file import Run
from wijksites.pages.alerts import notes, own_notes
from wijksites.pages.items import EventItem, coming_items
from wijksites.pages.lookup_words import answer_words
from wijksites.pages.page import EMBED_URL, LOOKUP_URL, Crumb, Note, Page, Scene
from wijksites.pages.periods import Period, periods
from wijksites.pages.routes import RouteLink, routes
from wijksites.pages.streets import LetterLink, Source, StreetFiles, letter_links, sources
from wijksites.pages.ward import crumbs
from wijksites.posts.row import Row

EVENTS = 2  # of a ward: when the first is over, an old page still knows the next
EVENT_DAYS = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The names that begin with a letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WardAnswer:
    """What the lookup answers with a ward."""

    ward: Ward
    periods: tuple[Period, ...]
    events: tuple[EventItem, ...]
    alerts: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The lookup. `words`: the sentences of the script; `facts`: what else it must know, as JSON values."""

    examples: tuple[str, ...]
    letters: tuple[Letter, ...]
    answers: tuple[WardAnswer, ...]
    routes: tuple[RouteLink, ...]
    streets: tuple[LetterLink, ...]
    certain: Source | None
    probable: Source | None
    words: dict[str, str]
    neighbours: tuple[dict[str, object], ...]
    located: bool
    embedded: bool


def by_name(wards: Iterable[Ward]) -> tuple[Ward, ...]:
    """Wards alphabetically."""
    return tuple(sorted(wards, key=lambda ward: fold(ward.name)))


def examples(scene: Scene, files: StreetFiles) -> tuple[str, ...]:
    """What one may type, for example: a street that lies in most wards with one of its numbers, else names of wards."""
    split = [street for street in files.certain.streets if street.runs] if files.certain else []
    if split:
        longest = max(split, key=lambda street: (len(street.wards), len(street.runs), street.name))
        return (f"{longest.name} {_plain_number(longest.runs)}",)
    shortest = min(scene.city.wards, key=lambda ward: (len(ward.name), ward.number))
    others = [ward for ward in scene.city.wards if ward is not shortest and ward.neighbourhoods]
    return (shortest.name, *(ward.neighbourhoods[0] for ward in others[:2]))


def _plain_number(runs: tuple[Run, ...]) -> int:
    """A number that surely lies in one of the runs, round when possible."""
    for round_number in (100, 10):
        if any(run.side == "even" and run.first <= round_number <= run.last for run in runs):
            return round_number
    return runs[0].first


def lookup_pages(scene: Scene, rows: tuple[Row, ...], files: StreetFiles, *, located: bool) -> tuple[Page, Page]:
    """The lookup, and the same for a frame on another site. `located`: there are outlines to look a place up in."""
    entries = names(scene.city)
    letters = tuple(
        Letter(letter=letter.upper(), entries=tuple(found))
        for letter, found in groupby(entries, key=lambda entry: entry.folded[:1])
    )
    known = {source.probable: source for source in sources(scene, files)}

    def page(url: str, template: str, *, embedded: bool) -> Page:
        return Page(
            url=url,
            template=template,
            title=scene.say("Find your wijkregisseur in {city}", city=scene.city.name)
            if embedded
            else scene.say("Find your wijkregisseur"),
            alerts=() if embedded else notes(scene),
            description=scene.say("Type your street, your ward or your neighbourhood and find your wijkregisseur."),
            view=Lookup(
                examples=examples(scene, files),
                letters=letters,
                answers=tuple(_answer(scene, ward, rows, embedded=embedded) for ward in by_name(scene.city.wards)),
                routes=routes(scene),
                streets=letter_links(files),
                certain=known.get(False),
                probable=known.get(True),
                words=answer_words(scene),
                neighbours=tuple(
                    {"name": near.name, "postcodes": near.postcodes, "aliases": near.aliases, "url": near.url}
                    for near in scene.city.neighbours
                ),
                located=located,
                embedded=embedded,
            ),
            crumbs=() if embedded else crumbs(scene, None, Crumb(title=scene.say("Who is my wijkregisseur?"))),
            index=not embedded,
            section="lookup",
        )

    return page(LOOKUP_URL, "lookup.html", embedded=False), page(EMBED_URL, "embed.html", embedded=True)


def _answer(scene: Scene, ward: Ward, rows: tuple[Row, ...], *, embedded: bool) -> WardAnswer:
    own = [] if embedded else [row for row in rows if row.concerns(ward.slug)]
    return WardAnswer(
        ward=ward,
        periods=periods(scene, ward),
        events=coming_items(scene, own, days=EVENT_DAYS, limit=EVENTS),
        alerts=own_notes(scene, ward),
    )
