"""The page of an event: the event goes in with what the day, the people and other events say, its page comes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from wijksites.agenda.jsonld import event_data
from wijksites.agenda.occurrences import (
    FROZEN_DAYS,
    Coming,
    Occurrence,
    ahead,
    each_once,
    lasting,
    next_from,
    occurrences_between,
    over_for_good,
)
from wijksites.city.model import Regisseur, Ward
from wijksites.moments import day_of, instant
from wijksites.pages.alerts import notes
from wijksites.pages.event_facts import (
    ContactLine,
    PlaceTurn,
    SignUp,
    contact_line,
    language_needed,
    places_of,
    sign_up,
    status_text,
)
from wijksites.pages.items import Block, EventItem, block, event_item, status_word, ward_names
from wijksites.pages.kinds import shape_of
from wijksites.pages.page import Crumb, Frame, Note, Page, Scene
from wijksites.pages.paper import Download
from wijksites.pages.post import change_notes, own_ward, post_wards
from wijksites.pages.share import share_text
from wijksites.pages.turns import Turn, WhenTurn, turns_of, when_turns
from wijksites.pages.ward import crumbs
from wijksites.pages.when import say_repeat, say_when
from wijksites.posts.model import Event, Report
from wijksites.posts.row import Row, row_of

MORE = 3
IN_SERIES = 6
NEXT_DATES = 4
DATES_WITHIN = 400  # days
SPARES = 3  # events behind those of a list, which take their place when they are over


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """All that the day, the people and the other events say on an event's page: with the event itself, its place and
    the frame, the whole page. `more`: what else is coming, `in_series`: of the same series, in any ward; `follow_up`:
    what goes on from it; `people`: who serves its ward."""

    occurrence: Occurrence
    is_over: bool
    dates: tuple[Occurrence, ...] = ()
    more: tuple[Coming, ...] = ()
    in_series: tuple[Coming, ...] = ()
    follow_up: tuple[Coming, ...] = ()
    people: tuple[Regisseur, ...] = ()
    can_sign_up: bool = False
    posters: tuple[Download, ...] = ()
    card: str = ""
    alerts: tuple[Note, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The other events that the page names."""
        return tuple(row for _, row in (*self.more, *self.in_series, *self.follow_up))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """What the page of an event shows, facts first. `over`: the instant from which it is over for good, nothing of one
    that never is; `turns`: whether the page then tells first what came of it; `passed`: whether its days are past,
    also of one that did not take place."""

    title: str
    kind: str
    shape: str
    wards: str
    ward_links: tuple[Ward, ...]
    status: str
    status_word: str
    status_text: tuple[str, ...]
    when: tuple[WhenTurn, ...]
    places: tuple[PlaceTurn, ...]
    repeat: str
    next_dates: tuple[tuple[EventItem, str], ...]
    dates_shown: int
    is_over: bool
    passed: bool
    over: str
    turns: bool
    report: Report | None
    sign_up: SignUp | None
    price: str
    free: bool
    audience: str
    interpreter: str
    language_level: str
    series: str
    series_calendar: str
    in_series: Block
    follow_up: Block
    summary: str
    body: str
    contact: ContactLine
    calendar: str
    posters: tuple[Download, ...]
    share: str
    card: str
    image: str
    alt: str
    credit: str
    more: Block
    data: str
    notes: tuple[str, ...]


def around_event(
    scene: Scene,
    row: Row,
    coming_up: Iterable[Coming],
    people: tuple[Regisseur, ...],
    of_series: Iterable[Coming] = (),
) -> Around:
    """What a day says on the page of an event. `coming_up`: what comes in its ward (or city), in order; `of_series`:
    what comes of its series, in all wards."""
    one = next_from(row, scene.day)
    others = tuple((found, other) for found, other in coming_up if other.id != row.id)
    in_series = tuple((found, other) for found, other in of_series if other.id != row.id)
    follow_up = tuple(pair for pair in others if pair[1].follows == row.id)
    listed = {other.id for _, other in (*each_once(in_series, IN_SERIES), *follow_up)}
    more = (pair for pair in others if pair[1].id not in listed)
    return Around(
        occurrence=one or _last(row),
        is_over=one is None,
        dates=tuple(_dates(row, scene.day)),
        more=lasting(more, scene.day, MORE, SPARES),
        in_series=lasting(in_series, scene.day, IN_SERIES, SPARES),
        follow_up=lasting(follow_up, scene.day, 1, 0),
        people=people,
        can_sign_up=row.deadline is None or day_of(row.deadline) >= scene.day,
        alerts=notes(scene, scene.city.ward(row.folder) if row.folder in scene.city.ward_slugs else None)
        if one
        else (),
    )


def _dates(row: Row, day: date) -> Iterator[Occurrence]:
    """The next dates of a repetition: as many as are shown, also on the last day on which the page must be right."""
    if not row.repeat or row.status not in ("planned", "moved"):
        return
    thaw = datetime.combine(day, time()) + timedelta(days=FROZEN_DAYS)
    lasting = 0
    for one in takewhile(lambda one: one.first_day <= day + timedelta(days=DATES_WITHIN), ahead(row, day)):
        yield one
        lasting += one.over > thaw
        if lasting == NEXT_DATES:
            return


def around_past(row: Row) -> Around:
    """What stands on the page of an event that was over long ago, whatever the day: nothing but the event."""
    return Around(occurrence=_last(row), is_over=True)


def _last(row: Row) -> Occurrence:
    """What to show of an event that is over for good: its last occurrence."""
    assert row.start is not None
    last = over_for_good(row) if row.repeat else None
    found = occurrences_between(row, day_of(row.start), last) if last else (Occurrence(row.start, row.end),)
    return next((one for one in found[::-1] if one.status != "cancelled"), found[-1])


def _over(frame: Frame, event: Event) -> str:
    """The instant from which an event is over for good."""
    last = over_for_good(event)
    if last is None:
        return ""
    return instant(max(one.over for one in occurrences_between(event, last, last)), frame.city.zone).isoformat()


def event_page(scene: Frame, event: Event, around: Around, site_url: str, image: str = "") -> Page:
    """The page of an event. `image`: the path of its picture."""
    ward = own_ward(scene, event)
    base = ward.url if ward else "/"
    picture = image or around.card
    view = _event_view(scene, event, around, site_url, f"{site_url}{picture}" if picture else "")
    return Page(
        url=event.url,
        template="event.html",
        title=event.title if event.status == "planned" else f"{view.status_word}: {event.title}",
        description=f"{say_when(around.occurrence, scene.language)}. {event.summary}",
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


def _event_view(scene: Frame, event: Event, around: Around, site_url: str, image: str) -> EventPage:
    row, shown = row_of(event), around.occurrence
    contact = contact_line(scene, event, around.people)
    turns = event.status in ("planned", "moved")
    found: tuple[Turn, ...] = turns_of(shown, around.dates, scene.city.zone)
    over = _over(scene, event) if turns else ""
    dates = tuple((event_item(scene, one, row), one.venue) for one in around.dates)
    return EventPage(
        title=event.title,
        kind=scene.city.kind_name(event.kind),
        shape=shape_of(scene.city, event.kind),
        wards=ward_names(scene, row),
        ward_links=post_wards(scene, event),
        status=event.status,
        status_word=status_word(scene, event.status),
        status_text=status_text(scene, event),
        when=when_turns(found, scene.language),
        places=places_of(scene, event, found, contact),
        repeat=say_repeat(event.repeat, event.start, scene.language) if event.repeat else "",
        next_dates=tuple((item, item.place if venue else "") for item, venue in dates),
        dates_shown=NEXT_DATES,
        is_over=around.is_over and turns,
        passed=around.is_over,
        over=over,
        turns=turns,
        report=event.report,
        sign_up=sign_up(scene, event, around.can_sign_up, over, is_over=around.is_over) if turns else None,
        price=event.price,
        free=event.free,
        audience=event.audience,
        interpreter=event.interpreter,
        language_level=language_needed(scene, event),
        series=scene.city.series_name(event.series) if event.series else "",
        series_calendar=f"/agenda/reeks/{event.series}.ics" if event.series else "",
        in_series=block(scene, around.in_series, IN_SERIES),
        follow_up=block(scene, around.follow_up, 1),
        summary=event.summary,
        body=event.body,
        contact=contact,
        calendar=event.url.rstrip("/") + ".ics",
        posters=around.posters,
        image=event.image,
        alt=event.alt,
        credit=event.credit,
        more=block(scene, around.more, MORE),
        data=event_data(
            event, shown, scene.city, scene.venues.get(shown.venue or event.venue), f"{site_url}{event.url}", image
        ),
        notes=change_notes(scene, event),
        share=share_text(scene, event, shown, f"{site_url}{event.url}"),
        card=around.card,
    )
