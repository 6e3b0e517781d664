"""The pages of one wijksite: rows and posts of a ward go in, pages come out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wijksites.agenda.occurrences import FROZEN_DAYS, Coming, Occurrence
from wijksites.city.model import Ward
from wijksites.city.outlines import Outlines, SvgMap, svg_outline
from wijksites.dates import say_day
from wijksites.lookup.fold import fold
from wijksites.moments import day_of
from wijksites.pages.alerts import notes
from wijksites.pages.contact import ContactCard, contact_card
from wijksites.pages.items import (
    Block,
    DayGroup,
    EventItem,
    NewsItem,
    block_of,
    by_day,
    coming_items,
    event_item,
    events_coming,
    newest,
    news_item,
    news_items,
)
from wijksites.pages.page import OVERVIEW_URL, Alternate, Crumb, Frame, Page, Scene, alternates, feeds, month_page_url
from wijksites.pages.paper import Download
from wijksites.posts.model import Intro
from wijksites.posts.row import Row

AGENDA_DAYS = 56
HOME_EVENTS = 3
HOME_NEWS = 3
NEWS_LISTED = 30
FEW_EVENTS = 3
SPARE_EVENTS = 60  # at most, behind those of a home: where more ends within a month, the agenda has the rest
FILTERED_FROM = 4  # events: a shorter list one reads as it is
LONG_WORD = 13  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLink:
    """An edition in a list."""

    url: str
    title: str
    published: date
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WardHome:
    """What the home of a wijksite shows."""

    contact: ContactCard
    events: Block
    nearby: Block
    few: int
    news: tuple[NewsItem, ...]
    intro: str
    intro_published: str
    neighbours: tuple[Ward, ...]
    outline: SvgMap | None
    overview: str
    paper: tuple[Download, ...]
    edition: EditionLink | None  # the last newsletter
    long_word: bool  # a word of its name does not fit on a narrow phone in the usual size


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A list of what is coming, and the years of what was. `shown`: how many events of the list are not spare; `few`:
    when fewer are left, what is on nearby is shown; `kinds`, `wards`: what one can choose from (id and name)."""

    contact: ContactCard | None
    groups: tuple[DayGroup, ...]
    shown: int
    nearby: Block
    few: int
    filtered: bool
    kinds: tuple[tuple[str, str], ...]
    shapes: tuple[str, ...]
    wards: tuple[tuple[str, str], ...]
    zone: str
    years: tuple[tuple[str, str], ...]
    calendar: str
    month: str  # the page of this month


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What took place in a year."""

    year: str
    items: tuple[EventItem, ...]
    agenda: str
    months: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsList:
    """All news."""

    items: tuple[NewsItem, ...]
    contact: ContactCard | None = None
    years: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """The ways to follow a ward. `feed`: everything, in the format most readers know; `others`: its other feeds, and
    that of the city; `kinds`: name and address of the calendar of each kind of event."""

    feed: str
    others: tuple[Alternate, ...]
    calendar: str
    kinds: tuple[tuple[str, str], ...]
    edition: EditionLink | None = None  # the last newsletter


def neighbours(scene: Scene, ward: Ward, outlines: Outlines | None) -> tuple[Ward, ...]:
    """The wards that border on a ward, by name."""
    if outlines is None:
        return ()
    numbers = set(outlines.by_number(ward.number).neighbours)
    return tuple(
        sorted((other for other in scene.city.wards if other.number in numbers), key=lambda other: fold(other.name))
    )


def ward_home(
    scene: Scene,
    ward: Ward,
    rows: tuple[Row, ...],
    nearby: tuple[Row, ...],
    intro: Intro | None,
    outlines: Outlines | None,
    paper: tuple[Download, ...] = (),
    edition: EditionLink | None = None,
) -> Page:
    """The home of a wijksite. `rows`: of the ward; `nearby`: of the wards around it; `paper`: its sheets; `edition`:
    its last newsletter."""
    found = events_coming(scene, rows, AGENDA_DAYS)
    lasting = {row.id for one, row in found if one.over > thaw(scene)}
    view = WardHome(
        contact=contact_card(scene, ward),
        events=block_of(scene, found, HOME_EVENTS, SPARE_EVENTS),
        nearby=_nearby(scene, nearby, found, len(lasting)),
        few=FEW_EVENTS,
        news=news_items(scene, rows, HOME_NEWS, with_picture=True),
        intro=intro.body if intro else "",
        intro_published=say_day(day_of(intro.changed), scene.language) if intro else "",
        neighbours=neighbours(scene, ward, outlines),
        outline=svg_outline(outlines.by_number(ward.number)) if outlines else None,
        overview=OVERVIEW_URL,
        paper=paper,
        edition=edition,
        long_word=max(map(len, re.split(r"[\s-]", ward.name))) > LONG_WORD,
    )
    return Page(
        url=ward.url,
        template="ward_home.html",
        title=scene.say("{ward}: your wijkregisseur, activities and news", ward=ward.name),
        description=intro.summary if intro else ward.character,
        alerts=notes(scene, ward),
        view=view,
        ward=ward,
        alternates=alternates(scene, ward.url, ward.name),
        built=scene.day,
        section="home",
    )


def place(scene: Frame, ward: Ward | None) -> str:
    """The ward, or else the city, as a sentence names it."""
    return ward.in_sentence if ward else scene.city.name


def crumbs(scene: Frame, ward: Ward | None, *more: Crumb) -> tuple[Crumb, ...]:
    """The trail from the portal to a page."""
    first = (Crumb(title=scene.city.name, url="/"),)
    return first + ((Crumb(title=ward.name, url=ward.url),) if ward else ()) + more


def thaw(scene: Scene) -> datetime:
    """Until when lists must be right that nobody makes again, in local time."""
    return datetime.combine(scene.day, time()) + timedelta(days=FROZEN_DAYS)


def _nearby(scene: Scene, rows: Iterable[Row], own: tuple[Coming, ...], lasting: int) -> Block:
    """What is on in the wards around a ward that has few events, or that has few left before long (`lasting`)."""
    if lasting >= FEW_EVENTS:
        return Block(items=(), limit=FEW_EVENTS)
    known = {row.id for _, row in own}
    found = (pair for pair in events_coming(scene, rows, AGENDA_DAYS) if pair[1].id not in known)
    return block_of(scene, found, FEW_EVENTS, SPARE_EVENTS)


def _sorted(names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda pair: fold(pair[1])))


def agenda_page(
    scene: Scene, ward: Ward | None, rows: Iterable[Row], years: tuple[str, ...], nearby: Iterable[Row] = ()
) -> Page:
    """The coming events of a ward (or of the city). `years`: those of which there is an archive, the latest first."""
    base = ward.url if ward else "/"
    name = place(scene, ward)
    events = [row for row in rows if row.type == "event"]
    found = events_coming(scene, events, AGENDA_DAYS)
    items = coming_items(scene, events, days=AGENDA_DAYS)
    lasting = sum(one.over > thaw(scene) for one, _ in found)
    view = Agenda(
        contact=contact_card(scene, ward) if ward else None,
        groups=by_day(scene, items),
        shown=sum(not item.spare for item in items),
        nearby=_nearby(scene, nearby, found, lasting),
        few=FEW_EVENTS,
        filtered=len(items) >= FILTERED_FROM,
        kinds=_sorted({item.kind_id: item.kind for item in items}),
        shapes=tuple(sorted({item.shape for item in items})),
        wards=_sorted({slug: scene.city.ward(slug).name for item in items for slug in item.ward_slugs}),
        zone=scene.city.zone_name,
        years=tuple((year, f"{base}agenda/{year}/") for year in years),
        calendar=f"{base}agenda.ics",
        month=month_page_url(base, scene.day),
    )
    return Page(
        url=f"{base}agenda/",
        template="agenda.html",
        title=scene.say("Activities in {place}", place=name),
        description=scene.say("What is on in {place}: all activities, by day.", place=name),
        alerts=notes(scene, ward),
        view=view,
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("Activities"))),
        alternates=alternates(scene, base, ward.name if ward else scene.city.name),
        built=scene.day,
        section="agenda",
    )


def agenda_archive(
    scene: Frame, ward: Ward | None, year: str, over: Iterable[Row], months: tuple[Crumb, ...] = ()
) -> Page:
    """What took place in a year, in the order given. `months`: links to the pages of its months."""
    base = ward.url if ward else "/"
    name = place(scene, ward)
    items = tuple(event_item(scene, _occurrence(row), row) for row in over)
    return Page(
        url=f"{base}agenda/{year}/",
        template="archive.html",
        title=scene.say("Activities in {place} in {year}", place=name, year=year),
        description=scene.say("What took place in {place} in {year}.", place=name, year=year),
        view=Archive(year=year, items=items, agenda=f"{base}agenda/", months=months),
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("Activities"), url=f"{base}agenda/"), Crumb(title=year)),
        section="agenda",
    )


def _occurrence(row: Row) -> Occurrence:
    assert row.start is not None
    return Occurrence(row.start, row.end)


def news_page(scene: Scene, ward: Ward | None, rows: Iterable[Row], years: tuple[str, ...]) -> Page:
    """The newest news of a ward, or of the city. `years`: those of which there is an archive, the latest first."""
    base = ward.url if ward else "/"
    name = place(scene, ward)
    found = newest(rows)
    items = tuple(news_item(scene, row, with_picture=True) for row in found[:NEWS_LISTED])
    return Page(
        url=f"{base}nieuws/",
        template="news_list.html",
        title=scene.say("News from {place}", place=name),
        description=scene.say("All news from {place}.", place=name),
        alerts=notes(scene, ward),
        view=NewsList(
            items=items,
            contact=contact_card(scene, ward) if ward else None,
            years=tuple((year, f"{base}nieuws/{year}/") for year in years),
        ),
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("News"))),
        alternates=alternates(scene, base, ward.name if ward else scene.city.name),
        changed=items[0].published if items else None,
        section="nieuws",
    )


def news_archive(scene: Frame, ward: Ward | None, year: str, rows: Iterable[Row]) -> Page:
    """All news of a year."""
    base = ward.url if ward else "/"
    name = place(scene, ward)
    items = news_items(scene, rows)
    return Page(
        url=f"{base}nieuws/{year}/",
        template="news_list.html",
        title=scene.say("News from {place} in {year}", place=name, year=year),
        description=scene.say("All news from {place} in {year}.", place=name, year=year),
        view=NewsList(items=items),
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("News"), url=f"{base}nieuws/"), Crumb(title=year)),
        changed=items[0].published if items else None,
        section="nieuws",
    )


def follow_page(scene: Scene, ward: Ward, edition: EditionLink | None = None) -> Page:
    """How to follow a ward: by mail first, then a calendar, then feeds."""
    first, *others = feeds(scene, ward.url)
    of_city = alternates(scene, "/", scene.city.name)[0]
    return Page(
        url=f"{ward.url}volgen/",
        template="follow.html",
        title=scene.say("Stay informed about {ward}", ward=ward.in_sentence),
        description=scene.say(
            "News and activities of {ward} by e-mail or in your own calendar.", ward=ward.in_sentence
        ),
        alerts=notes(scene, ward),
        view=Follow(
            feed=first.url,
            others=(*others, of_city),
            calendar=f"{ward.url}agenda.ics",
            kinds=tuple((kind.name, f"{ward.url}agenda/soort/{kind.id}.ics") for kind in scene.city.kinds),
            edition=edition,
        ),
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("Stay informed"))),
        alternates=alternates(scene, ward.url, ward.name),
        section="volgen",
    )
