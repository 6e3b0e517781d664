"""The pages of posts: an event, a news item or a page goes in with the rows around it, its page comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijksites.agenda.jsonld import event_data
from wijksites.agenda.occurrences import Occurrence, coming, next_from, occurrences_between, over_for_good
from wijksites.city.model import Regisseur, Ward
from wijksites.city.venues import Venue
from wijksites.dates import say_day
from wijksites.moments import day_of, instant
from wijksites.pages.alerts import notes
from wijksites.pages.event_facts import (
    ContactLine,
    Fact,
    SignUp,
    access_facts,
    contact_line,
    language_needed,
    route_to,
    sign_up,
    status_text,
)
from wijksites.pages.items import EventItem, NewsItem, each_once, event_item, newest, news_item, status_word, ward_names
from wijksites.pages.page import Crumb, Frame, Note, Page, Scene
from wijksites.pages.paper import Download
from wijksites.pages.ward import crumbs
from wijksites.pages.when import say_change, say_repeat, say_when
from wijksites.posts.model import Event, Post, Report
from wijksites.posts.row import Row, row_of

MORE = 3
IN_SERIES = 6
NEXT_DATES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """All that the day, the people and the other events say on an event's page: with the event itself, its place and
    the frame, the whole page. `more`: what else is coming, `in_series`: of the same series; `people`: who serves its
    ward."""

    occurrence: Occurrence
    is_over: bool
    dates: tuple[Occurrence, ...] = ()
    more: tuple[tuple[Occurrence, Row], ...] = ()
    in_series: tuple[tuple[Occurrence, Row], ...] = ()
    people: tuple[Regisseur, ...] = ()
    can_sign_up: bool = False
    posters: tuple[Download, ...] = ()
    card: str = ""
    alerts: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """What the page of an event shows, facts first."""

    title: str
    kind: str
    wards: str
    ward_links: tuple[Ward, ...]
    status: str
    status_word: str
    status_text: tuple[str, ...]
    when: str
    when_note: str
    repeat: str
    next_dates: tuple[EventItem, ...]
    is_over: bool
    over: str
    report: Report | None
    start: str
    venue: Venue | None
    route: str
    sign_up: SignUp | None
    price: str
    free: bool
    audience: str
    interpreter: str
    language_level: str
    series: str
    series_calendar: str
    in_series: tuple[EventItem, ...]
    summary: str
    body: str
    access: tuple[Fact, ...]
    access_unknown: str
    contact: ContactLine
    calendar: str
    posters: tuple[Download, ...]
    image: str
    alt: str
    credit: str
    more: tuple[EventItem, ...]
    data: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A news item or a page."""

    title: str
    day: str
    published: str
    wards: str
    ward_links: tuple[Ward, ...]
    summary: str
    body: str
    image: str
    alt: str
    credit: str
    notes: tuple[str, ...]
    more: tuple[NewsItem, ...]
    kind: str


def change_notes(scene: Frame, post: Post) -> tuple[str, ...]:
    """The changes that subscribers heard of, the latest first."""
    return tuple(
        scene.say("Changed on {day}: {note}", day=say_day(day_of(update.on), scene.language), note=update.note)
        for update in reversed(post.updated)
    )


def post_wards(scene: Frame, post: Post) -> tuple[Ward, ...]:
    """The wards a post names."""
    return tuple(scene.city.ward(slug) for slug in post.wards)


def own_ward(scene: Frame, post: Post) -> Ward | None:
    """The ward whose wijksite a post lives in; None for the city's."""
    return scene.city.ward(post.folder) if post.folder in scene.city.ward_slugs else None


def around_event(
    scene: Scene, row: Row, coming_up: Iterable[tuple[Occurrence, Row]], people: tuple[Regisseur, ...]
) -> Around:
    """What a day says on the page of an event. `coming_up`: what comes in its ward (or city), in order."""
    one = next_from(row, scene.day)
    dates: tuple[Occurrence, ...] = ()
    if row.repeat and row.status == "planned":
        dates = tuple(found for found, _ in coming([row], scene.day, 400)[:NEXT_DATES])
    others = [(found, other) for found, other in coming_up if other.id != row.id]
    in_series = each_once((pair for pair in others if row.series and pair[1].series == row.series), IN_SERIES)
    listed = {other.id for _, other in in_series}
    return Around(
        occurrence=one or _last(row),
        is_over=one is None,
        dates=dates,
        more=each_once((pair for pair in others if pair[1].id not in listed), MORE),
        in_series=in_series,
        people=people,
        can_sign_up=row.deadline is None or day_of(row.deadline) >= scene.day,
        alerts=notes(scene, scene.city.ward(row.folder) if row.folder in scene.city.ward_slugs else None)
        if one
        else (),
    )


def around_past(row: Row) -> Around:
    """What stands on the page of an event that was over long ago, whatever the day: nothing but the event."""
    return Around(occurrence=_last(row), is_over=True)


def _last(row: Row) -> Occurrence:
    """What to show of an event that is over for good: its last occurrence."""
    assert row.start is not None
    last = over_for_good(row) if row.repeat else None
    found = occurrences_between(row, day_of(row.start), last) if last else (Occurrence(row.start, row.end),)
    return next((one for one in found[::-1] if one.status != "cancelled"), found[-1])


def event_page(scene: Frame, event: Event, around: Around, site_url: str) -> Page:
    """The page of an event."""
    ward = own_ward(scene, event)
    base = ward.url if ward else "/"
    view = _event_view(scene, event, around, site_url)
    return Page(
        url=event.url,
        template="event.html",
        title=event.title if event.status == "planned" else f"{view.status_word}: {event.title}",
        description=f"{view.when}. {event.summary}",
        alerts=around.alerts,
        view=view,
        ward=ward,
        crumbs=crumbs(
            scene, ward, Crumb(title=scene.say("Activities"), url=f"{base}agenda/"), Crumb(title=event.title)
        ),
        changed=day_of(event.changed),
        sample=event.sample,
        section="agenda",
        image=event.image,
        card=around.card,
    )


def _event_view(scene: Frame, event: Event, around: Around, site_url: str) -> EventPage:
    row = row_of(event)
    shown = around.occurrence
    venue = scene.venues.get(shown.venue or event.venue)
    contact = contact_line(scene, event, around.people)
    access, unknown = access_facts(scene, event, venue, contact)
    return EventPage(
        title=event.title,
        kind=scene.city.kind_name(event.kind),
        wards=ward_names(scene, row),
        ward_links=post_wards(scene, event),
        status=event.status,
        status_word=status_word(scene, event.status),
        status_text=status_text(scene, event),
        when=say_when(shown, scene.language),
        when_note=say_change(shown, scene.language),
        repeat=say_repeat(event.repeat, event.start, scene.language) if event.repeat else "",
        next_dates=tuple(event_item(scene, one, row) for one in around.dates),
        is_over=around.is_over,
        over="" if event.repeat else instant(shown.over, scene.city.zone).isoformat(),
        report=event.report,
        start=shown.start.isoformat(),
        venue=venue,
        route=route_to(venue),
        sign_up=sign_up(scene, event, around.can_sign_up),
        price=event.price,
        free=event.free,
        audience=event.audience,
        interpreter=event.interpreter,
        language_level=language_needed(scene, event),
        series=scene.city.series_name(event.series) if event.series else "",
        series_calendar=f"/agenda/reeks/{event.series}.ics" if event.series else "",
        in_series=tuple(event_item(scene, one, other) for one, other in around.in_series),
        summary=event.summary,
        body=event.body,
        access=access,
        access_unknown=unknown,
        contact=contact,
        calendar=event.url.rstrip("/") + ".ics",
        posters=around.posters,
        image=event.image,
        alt=event.alt,
        credit=event.credit,
        more=tuple(event_item(scene, one, other) for one, other in around.more),
        data=event_data(event, shown, scene.city, venue, f"{site_url}{event.url}"),
        notes=change_notes(scene, event),
    )


def more_news(rows: Iterable[Row], row: Row, *, at_rest: bool) -> tuple[Row, ...]:
    """What to read after a news item: the newest of its ward (or city); after an old one, the items of its year that
    came next to it, so that it never changes again."""
    others = newest(rows)
    if not at_rest:
        return tuple(other for other in others if other.id != row.id)[:MORE]
    at = [other.id for other in others].index(row.id)
    around = sorted(range(len(others)), key=lambda number: (abs(number - at), -number))[1 : MORE + 1]
    return tuple(others[number] for number in sorted(around))


def text_page(scene: Frame, post: Post, more: tuple[Row, ...] = ()) -> Page:
    """The page of a news item, or a page that stands by itself. `more`: what to read next."""
    ward = own_ward(scene, post)
    base = ward.url if ward else "/"
    is_news = post.type == "news"
    row = row_of(post)
    view = TextPage(
        title=post.title,
        day=say_day(day_of(post.published), scene.language),
        published=day_of(post.published).isoformat(),
        wards=ward_names(scene, row) if is_news else "",
        ward_links=post_wards(scene, post),
        summary=post.summary,
        body=post.body,
        image=post.image,
        alt=post.alt,
        credit=post.credit,
        notes=change_notes(scene, post),
        more=tuple(news_item(scene, other) for other in more),
        kind=post.type,
    )
    trail = (Crumb(title=scene.say("News"), url=f"{base}nieuws/"),) if is_news else ()
    return Page(
        url=post.url,
        template="text.html",
        title=post.title,
        description=post.summary,
        view=view,
        ward=ward,
        crumbs=crumbs(scene, ward, *trail, Crumb(title=post.title)),
        changed=day_of(post.changed),
        sample=post.sample,
        section="nieuws" if is_news else "",
        image=post.image,
    )
