"""Third step, the portal: all volumes go in, the changed files of the city itself are written to staging."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wijksites.build.assets import served
from wijksites.build.calendars import city_calendars
from wijksites.build.cards import place_cards
from wijksites.build.data_schemas import DATA
from wijksites.build.feeds import feed_tasks
from wijksites.build.join import shown
from wijksites.build.month_tasks import month_tasks
from wijksites.build.render import Done, archive_tasks, json_bytes, work_on, years
from wijksites.build.shared import Job, Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.check.ledger import ledger_lines
from wijksites.check.withdrawn import ON_REQUEST, Withdrawn
from wijksites.city.model import Regisseur
from wijksites.city.serving import serving
from wijksites.lookup.street_file import PROBABLE, STREETS
from wijksites.pages.lookup import lookup_pages
from wijksites.pages.page import Page, Scene
from wijksites.pages.paper import Download
from wijksites.pages.portal import (
    SCHEMAS,
    DataFile,
    data_page,
    gone_page,
    missing_page,
    people_page,
    portal_home,
    redirect_page,
)
from wijksites.pages.search import NAMES_URL, search_names, search_page
from wijksites.pages.streets import StreetFiles
from wijksites.pages.style import style_page
from wijksites.pages.ward import NEWS_LISTED, agenda_page, news_page
from wijksites.posts.paths import path_of
from wijksites.posts.row import is_public

PORTAL = "portal"
CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalJob:
    """All that the portal needs. `copies`: path on the site to the file it is a copy of, and that file's digest.

    The city's calendar is a unit of its own: it waits for the entries that the wards make, and the rest does not.
    """

    job: Job
    withdrawn: tuple[Withdrawn, ...]
    copies: tuple[tuple[str, str, str], ...]
    schemas: tuple[tuple[str, bytes], ...]
    streets: StreetFiles
    street_data: tuple[tuple[str, bytes], ...]
    paper: tuple[Download, ...]


def build_portal(portal: PortalJob) -> Done:
    """Makes what changed of the portal. Raises Damaged when the cache is."""
    work = Workplace(portal.job)
    unit = work_on(work, PORTAL, portal_tasks(work, portal))
    return Done(place=PORTAL, units=(unit,), blocks={})


def build_calendar(job: Job) -> Done:
    """Makes the calendars of the city. Raises Damaged when the cache is."""
    work = Workplace(job)
    unit = work_on(work, CALENDAR, city_calendars(work))
    own = {key: block for key, block in work.blocks.items() if key not in job.blocks}
    return Done(place=CALENDAR, units=(unit,), blocks=own)


def portal_tasks(work: Workplace, portal: PortalJob) -> Iterator[Task]:
    """Every file of the portal."""
    scene, shared = work.scene, work.shared
    files = data_files(work, portal)
    news = tuple(row for _, row in work.newest(("news",), NEWS_LISTED + 1))
    home_rows = (*(row for row in work.current if row.type == "event"), *news)
    photos = tuple((path, picture) for path, picture in sorted(shared.pictures.items()) if path in faces(scene))
    pictures = work.pictured(news)
    yield work.page(portal_home(scene, home_rows, shared.outlines, portal.paper, portal.streets), pictures)
    for page in lookup_pages(scene, work.current, portal.streets, located=shared.outlines is not None):
        yield work.page(page, photos)
    yield work.page(people_page(scene, portal.paper), photos)
    yield work.page(agenda_page(scene, None, work.current, years(work, "event")))
    yield work.page(news_page(scene, None, news, years(work, "news")), pictures)
    yield work.page(data_page(scene, files, shared.settings.site_url))
    yield work.page(missing_page(scene))
    if shared.settings.search:
        yield work.page(search_page(scene, portal.streets, work.current))
        names = json.dumps(search_names(scene, portal.streets), ensure_ascii=False).encode()
        yield Task(NAMES_URL.lstrip("/"), key_of("names", names), lambda: names)
    yield work.page(style_page(scene))
    for page in gone_pages(work, portal):
        yield work.page(page)
    yield from place_cards(work, None)
    yield from archive_tasks(work, None)
    yield from month_tasks(work, None, years(work, "event"))
    yield from feed_tasks(work, base="/", name=scene.city.name, place=scene.city.name)
    for path, source, digest in portal.copies:
        make = partial(served, Path(source)) if path.startswith("/theme/") else Path(source).read_bytes
        yield Task(path.lstrip("/"), key_of("copy", digest), make)
    for name, data in portal.schemas:
        yield Task(f"data/schema/{name}", key_of("schema", data), lambda data=data: data)  # type: ignore[misc]
    for name, data in portal.street_data:
        yield Task(f"data/{name}", key_of("streets", data), lambda data=data: data)  # type: ignore[misc]
    people = people_data(scene)
    yield Task("data/regisseurs.json", key_of("people", people), lambda: json_bytes(people))
    volumes = [(volume.digest, volume.at_rest(work.day) or work.day) for volume in work.job.context]
    yield Task("ids.json", key_of(shared.data_key, "ids", volumes), lambda: ledger(work))
    former = redirects(work)
    yield Task("redirects.txt", key_of("redirects", former), former.encode)


def faces(scene: Scene) -> frozenset[str]:
    """The photos of whoever serves a ward."""
    return frozenset(
        person.photo for ward in scene.city.wards for person in serving(scene.city, ward.slug, scene.day).people
    )


def gone_pages(work: Workplace, portal: PortalJob) -> list[Page]:
    """A small page at the address of each post that was withdrawn, unless another post lives there now."""
    entries = [entry for volume in work.job.context for entry in volume.entries]
    taken = {entry.url for entry in entries} | {old for entry in entries for old in entry.formerly}
    found = []
    for post in portal.withdrawn:
        url = path_of(f"{post.id}.md")
        if url in taken:
            continue
        if post.to:
            found.append(redirect_page(work.frame, url, post.to, work.frame.say("This page has moved.")))
        else:
            found.append(gone_page(work.scene, url, on_request=post.reason == ON_REQUEST))
    return found


def ledger(work: Workplace) -> bytes:
    """`ids.json`: whose ids they are, and an entry for every public post that somebody may follow, one to a line."""
    lines = []
    for volume in work.job.context:
        if volume.at_rest(work.day) and not work.shared.settings.drafts:
            lines.append(volume.ledger)
        else:
            lines.append(ledger_lines(row for row in work.rows(volume) if is_public(row, work.day)))
    authority = json.dumps(work.frame.city.authority)
    return (f'{{"authority": {authority}, "posts": [\n' + ",\n".join(filter(None, lines)) + "\n]}\n").encode()


def redirects(work: Workplace) -> str:
    """A line per former address: old and new path."""
    day, drafts = work.day, work.shared.settings.drafts
    shown_ones = (
        entry for volume in work.job.context for entry in volume.entries if entry.formerly and shown(entry, day, drafts)
    )
    return "".join(sorted(f"{old} {entry.url}\n" for entry in shown_ones for old in entry.formerly))


def data_files(work: Workplace, portal: PortalJob) -> tuple[DataFile, ...]:
    """What the page of open data lists: the data, then the schemas of what editors write."""
    say, outlines = work.frame.say, work.shared.outlines
    own = say("Source: {sender}", sender=work.frame.city.sender)
    found = [("regisseurs.json", say("Who serves which ward today."), own, "data-regisseurs.json")]
    if outlines:
        found.append(("wards.geojson", say("The outlines of the wards."), outlines.credit, "data-wards.json"))
    about = {STREETS: say("Every street with its ward."), PROBABLE: say("Newer streets with their probable ward.")}
    for name, file in ((STREETS, portal.streets.certain), (PROBABLE, portal.streets.probable)):
        if file:
            found.append((name, about[name], f"{file.credit} ({file.licence})", f"data-{name}"))
    files = [
        DataFile(url=f"/data/{name}", title=name, about=text, source=source, schema=f"/data/schema/{schema}")
        for name, text, source, schema in found
    ]
    known = {file.schema for file in files}
    for name, _ in portal.schemas:
        if f"/data/schema/{name}" not in known and name not in DATA:
            files.append(DataFile(url=f"/data/schema/{name}", title=name, about=say(SCHEMAS[name])))
    return tuple(files)


def people_data(scene: Scene) -> dict[str, object]:
    """Per ward who serves it on the day: what the site itself shows, for programs."""

    def plain(regisseur: Regisseur) -> dict[str, object]:
        return {
            "name": regisseur.name,
            "role": regisseur.role,
            "phone": regisseur.phone,
            "mail": regisseur.mail,
            "sample": regisseur.sample,
        }

    wards = []
    for ward in scene.city.wards:
        now = serving(scene.city, ward.slug, scene.day)
        wards.append(
            {
                "number": ward.number,
                "name": ward.name,
                "slug": ward.slug,
                "regisseurs": [plain(regisseur) for regisseur in now.people],
                "replaced": now.replaced,
            }
        )
    return {"wards": wards}
