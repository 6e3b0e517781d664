"""Third step: a job with all it needs goes in, the changed files of a place are written to staging."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from wijksites.agenda.block import Block, kept
from wijksites.agenda.occurrences import past
from wijksites.build.calendars import event_calendar, ward_calendars
from wijksites.build.cards import event_cards, place_cards
from wijksites.build.editions import edition_tasks, ward_editions
from wijksites.build.feeds import feed_tasks
from wijksites.build.month_tasks import month_tasks, year_months
from wijksites.build.printing import Press, Printed
from wijksites.build.shared import Job, Workplace
from wijksites.build.tasks import Task, Unit, carry_out, key_of
from wijksites.build.volume import Volume
from wijksites.build.ward_sheets import posters, ward_sheets
from wijksites.city.model import City, Regisseur, Ward
from wijksites.city.outlines import icon
from wijksites.city.serving import serving
from wijksites.pages.edition import editions_page
from wijksites.pages.event import around_event, around_past, event_page
from wijksites.pages.items import newest
from wijksites.pages.page import Crumb, Page, Scene
from wijksites.pages.paper import Download, card_url
from wijksites.pages.portal import redirect_page
from wijksites.pages.post import MORE, more_news, text_page
from wijksites.pages.search import ward_search_page
from wijksites.pages.ward import (
    NEWS_LISTED,
    agenda_archive,
    agenda_page,
    follow_page,
    news_archive,
    news_page,
    ward_home,
)
from wijksites.posts.model import Event, Intro
from wijksites.posts.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a job made, and the calendar entries it used. `sheets`: by unit, what is known of each."""

    place: str
    units: tuple[Unit, ...]
    blocks: dict[bytes, Block]
    sheets: Mapping[str, Mapping[str, Printed]] = field(default_factory=dict)


def build_place(job: Job) -> Done:
    """Makes what changed of a ward, or of the posts of the city. Raises Damaged when the cache is."""
    work = Workplace(job)
    presses = {name: work.press(name) for name in job.todo}
    units = []
    for volume in job.volumes:
        name = f"{job.place}/{volume.label}"
        if name in job.todo:
            units.append(work_on(work, name, volume_tasks(work, volume, presses[name])))
    if job.place in job.todo:
        tasks = ward_tasks(work, job.shared.city.ward(job.place), presses[job.place])
        units.append(work_on(work, job.place, tasks))
    sheets = {name: press.made for name, press in presses.items()}
    return Done(place=job.place, units=tuple(units), blocks=work.blocks, sheets=sheets)


def work_on(work: Workplace, name: str, tasks: Iterator[Task]) -> Unit:
    """One unit of a job."""
    return carry_out(name, tasks, work.job.fresh.get(name, {}), work.shared.staging)


def volume_tasks(work: Workplace, volume: Volume, press: Press) -> Iterator[Task]:
    """The pages of a volume's posts, of their former addresses, and the calendar files and posters of its events."""
    people = people_of(work, volume)
    rows = work.rows(volume)
    for row in rows:
        if row.type == "event":
            hanging = () if volume.at_rest(work.day) else posters(work, press, volume, row)
            yield from press.done()
            cards = () if volume.at_rest(work.day) else event_cards(work, volume, row)
            yield from cards
            yield event_task(work, volume, row, people, hanging, shared=bool(cards))
            if not volume.at_rest(work.day) and kept(row, work.day):
                yield event_calendar(work, volume, row)
        elif row.type == "edition":
            yield from edition_tasks(work, press, volume, row)
        elif row.type != "intro":
            yield text_task(work, volume, row, rows)
        for old in row.formerly:
            yield work.page(redirect_page(work.frame, old, row.url, row.title))


def people_of(work: Workplace, volume: Volume) -> tuple[Regisseur, ...]:
    """Whom the pages of a volume name as contact. Pages at rest name the service: people come and go."""
    shared = work.shared
    if volume.at_rest(work.day) or volume.folder not in shared.city.ward_slugs:
        return ()
    people = serving(shared.city, volume.folder, work.day).people
    return people if len(people) == 1 else ()


def event_task(
    work: Workplace,
    volume: Volume,
    row: Row,
    people: tuple[Regisseur, ...],
    hanging: tuple[Download, ...],
    *,
    shared: bool,
) -> Task:
    """The page of an event. `hanging`: its posters; `shared`: whether it has a picture of its own to share."""
    resting = volume.at_rest(work.day)
    series = work.of_series.get(row.series, ())
    around = around_past(row) if resting else around_event(work.scene, row, work.coming_up, people, series)
    around = replace(around, posters=hanging, card=card_url(row.url) if shared else "")
    venues = [work.places(other) for other in (row, *around.rows)]
    key = key_of(work.shared.frame_key, "event", row.url, row.digest, row.updates, around, venues, work.resolved(row))

    def page() -> Page:
        event = work.post(volume, row.source)
        assert isinstance(event, Event)
        image = work.site.address(f"picture:{event.image}")
        return event_page(work.frame, event, around, work.shared.settings.site_url, image)

    return work.page_task(f"{row.url.lstrip('/')}index.html", key, page)


def text_task(work: Workplace, volume: Volume, row: Row, rows: tuple[Row, ...]) -> Task:
    """The page of a news item, or a page that stands by itself."""
    more: tuple[Row, ...] = ()
    if row.type == "news" and volume.at_rest(work.day):
        more = more_news(rows, row, at_rest=True)
    elif row.type == "news":
        more = more_news((other for _, other in work.newest(("news",), MORE + 1)), row, at_rest=False)
    key = key_of(
        work.shared.frame_key, row.type, work.said(row), [work.said(other) for other in more], work.resolved(row)
    )
    return work.page_task(
        f"{row.url.lstrip('/')}index.html",
        key,
        lambda: text_page(work.frame, work.post(volume, row.source), more),
    )


def ward_tasks(work: Workplace, ward: Ward, press: Press) -> Iterator[Task]:
    """What a wijksite shows besides its posts: home, lists, years, feeds, calendar, contact card."""
    scene, shared = work.scene, work.shared
    intro, links = introduction(work)
    nearby = tuple(
        row
        for volume in work.job.nearby
        for row in work.rows(volume)
        if row.type == "event" and row.folder == volume.folder
    )
    people = serving(shared.city, ward.slug, work.day)
    photos = tuple((person.photo, shared.pictures.get(person.photo)) for person in people.people)
    news = tuple(row for _, row in work.newest(("news",), NEWS_LISTED + 1))
    home_rows = (*(row for row in work.current if row.type == "event"), *news)
    editions = ward_editions(work)
    last = editions[0] if editions else None
    paper = ward_sheets(work, press, ward)
    yield from press.done()
    pictures = work.pictured(news)
    home = ward_home(scene, ward, home_rows, nearby, intro, shared.outlines, paper, last)
    yield work.page(home, photos, pictures, links)
    yield work.page(agenda_page(scene, ward, work.current, years(work, "event"), nearby), photos)
    yield work.page(news_page(scene, ward, news, years(work, "news")), photos, pictures)
    yield work.page(follow_page(scene, ward, last))
    yield work.page(editions_page(work.frame, ward, editions))
    yield from place_cards(work, ward)
    if sign := shared.emblems.get(ward.slug):
        drawn = icon(sign, shared.colours["brand"])
        yield Task(f"{ward.slug}/icon.svg", key_of("icon", drawn), drawn.encode)
    yield from archive_tasks(work, ward)
    yield from month_tasks(work, ward, years(work, "event"))
    yield from feed_tasks(work, base=ward.url, name=ward.name, place=ward.in_sentence)
    if shared.settings.search:
        yield work.page(ward_search_page(work.frame, ward))
    yield from ward_calendars(work, ward)
    yield Task(
        f"{ward.slug}/wijkregisseur.vcf",
        key_of(shared.data_key, "card", ward, people),
        lambda: contact_file(scene, ward, shared.settings.site_url),
    )


def introduction(work: Workplace) -> tuple[Intro | None, object]:
    """The introduction of a ward, and where its links lead."""
    for volume in work.job.volumes:
        for row in work.rows(volume) if any(entry.type == "intro" for entry in volume.entries) else ():
            if row.type == "intro":
                intro = work.post(volume, row.source)
                assert isinstance(intro, Intro)
                return intro, work.resolved(row)
    return None, ()


def of_year(work: Workplace, type_: str, label: str) -> tuple[Row, ...]:
    """The rows that the archive of a year shows, the latest first."""
    volumes = [volume for volume in work.job.context if volume.label == label]
    rows = [row for volume in volumes for row in work.rows(volume) if row.type == type_]
    return past(rows, work.day) if type_ == "event" else newest(rows)


def shows(work: Workplace, volume: Volume, type_: str) -> bool:
    """Whether the archive of a year shows anything of a volume; a ward's own at rest need not be opened for that."""
    if not (volume.events if type_ == "event" else volume.news):
        return False
    if volume.at_rest(work.day) and not work.is_filtered(volume):
        return True
    rows = tuple(row for row in work.rows(volume) if row.type == type_)
    return bool(past(rows, work.day) if type_ == "event" else rows)


def years(work: Workplace, type_: str) -> tuple[str, ...]:
    """The years with an archive, the latest first; of news only when the list of the newest does not hold it all."""
    if type_ == "news" and len(work.newest(("news",), NEWS_LISTED + 1)) <= NEWS_LISTED:
        return ()
    found = {volume.label for volume in work.job.context if volume.label.isdigit() and shows(work, volume, type_)}
    return tuple(sorted(found, reverse=True))


def archive_tasks(work: Workplace, ward: Ward | None) -> Iterator[Task]:
    """A page per year of what took place, and of news."""
    base = ward.url if ward else "/"
    for type_, folder in (("event", "agenda"), ("news", "nieuws")):
        for label in years(work, type_):
            volumes = [volume for volume in work.job.context if volume.label == label]
            digests: list[object] = [volume.digest for volume in volumes]
            if not all(volume.at_rest(work.day) for volume in volumes):
                digests.append([work.said(row) for row in of_year(work, type_, label)])
            venues = key_of(tuple(sorted(work.shared.venues.items()))) if type_ == "event" else b""
            months = year_months(work, base, label) if type_ == "event" else ()
            key = key_of(work.shared.frame_key, type_, base, label, digests, venues, months)
            yield work.page_task(
                f"{base.lstrip('/')}{folder}/{label}/index.html",
                key,
                lambda type_=type_, label=label, months=months: archive(work, ward, type_, label, months),  # type: ignore[misc]
            )


def archive(work: Workplace, ward: Ward | None, type_: str, label: str, months: tuple[Crumb, ...]) -> Page:
    """The archive of a year, of events or of news."""
    rows = of_year(work, type_, label)
    if type_ == "event":
        return agenda_archive(work.frame, ward, label, rows, months)
    return news_archive(work.frame, ward, label, rows)


def contact_file(scene: Scene, ward: Ward, site_url: str) -> bytes:
    """The contact cards (RFC 2426) of whoever serves a ward on the day, else of the service."""
    city = scene.city
    cards = []
    now = serving(city, ward.slug, scene.day)
    for regisseur in now.people:
        role = scene.say("{role} of {ward}", role=regisseur.role, ward=ward.in_sentence)
        if now.replaced:
            role = scene.say("replaces the wijkregisseur of {ward} temporarily", ward=ward.in_sentence)
        cards.append(_card(city, regisseur.name, regisseur.phone, regisseur.mail, role, f"{site_url}{ward.url}"))
    if not cards:
        service = city.service
        cards.append(_card(city, service.name, service.phone, service.mail, "", f"{site_url}{ward.url}"))
    return "".join(cards).encode()


def _card(city: City, name: str, phone: str, mail: str, role: str, url: str) -> str:
    import vobject  # only when a card must be made

    card = vobject.vCard()
    first, _, last = name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=last if first else "", given=first or last)
    card.add("fn").value = name
    card.add("org").value = [city.sender]
    if role:
        card.add("title").value = role
    tel = card.add("tel")
    tel.value, tel.type_param = phone, "WORK"
    email = card.add("email")
    email.value, email.type_param = mail, "INTERNET"
    card.add("url").value = url
    return str(card.serialize())


def json_bytes(value: object) -> bytes:
    """JSON with sorted keys, one line per entry of a list, for people and diffs."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
