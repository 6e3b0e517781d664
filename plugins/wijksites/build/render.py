"""Third step: a job with all it needs goes in, the files of a ward or of the portal are written to staging."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import vobject

from wijksites.agenda.ical import Item, calendar, kept
from wijksites.agenda.occurrences import Occurrence
from wijksites.build.pictures import Picture
from wijksites.build.site import Site, Staging, Written
from wijksites.city.model import City, Ward
from wijksites.city.outlines import Outlines
from wijksites.city.serving import serving
from wijksites.city.venues import Venue
from wijksites.dates import say_day
from wijksites.feeds.feed import Feed, chosen, render
from wijksites.moments import day_of
from wijksites.pages.page import FEED_KINDS, Page, Scene, feed_titles
from wijksites.pages.portal import redirect_page
from wijksites.pages.post import event_page, text_page
from wijksites.pages.ward import agenda_pages, follow_page, news_page, ward_home
from wijksites.pages.when import say_hours_of, say_repeat, say_when
from wijksites.posts.model import Event, Intro, Post
from wijksites.posts.row import Row
from wijksites.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the jobs of one build have in common."""

    settings: Settings
    city: City
    venues: tuple[Venue, ...]
    day: date
    outlines: Outlines | None
    assets: tuple[tuple[str, str], ...]
    links: dict[str, str]
    pictures: dict[str, Picture]
    staging: str

    @property
    def scene(self) -> Scene:
        """What pages are made from."""
        return Scene(city=self.city, day=self.day, venues={venue.id: venue for venue in self.venues})

    @property
    def site(self) -> Site:
        """What templates know as `site`."""
        return Site(
            city=self.city,
            url=self.settings.site_url,
            assets=dict(self.assets),
            links=self.links,
            pictures=self.pictures,
            sample=self.city.sample,
        )

    def address(self, target: str) -> str:
        """The full address of a link's target, for feeds; nothing for what is not public."""
        kind, _, rest = target.partition(":")
        path, mark, fragment = rest.partition("#")
        if kind == "post":
            path = self.links.get(path, "")
        elif kind == "site":
            path = self.links.get(path, path)
        elif kind == "picture":
            path = self.pictures[path].url if path in self.pictures else ""
        return f"{self.settings.site_url}{path}{mark}{fragment}" if path else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardJob:
    """All that one ward needs: its own posts, the city's posts it shows, and the rows of the wards around it."""

    shared: Shared
    slug: str
    posts: tuple[Post, ...]  # its own
    shown: tuple[Post, ...]  # of the city, shown here and living there
    rows: tuple[Row, ...]  # of both
    nearby: tuple[Row, ...]


def build_ward(job: WardJob) -> tuple[Written, ...]:
    """Writes every file of a ward to staging."""
    shared = job.shared
    scene = shared.scene
    ward = shared.city.ward(job.slug)
    intro = next((post for post in job.posts if isinstance(post, Intro)), None)
    pages = [
        ward_home(scene, ward, job.rows, job.nearby, intro, shared.outlines),
        *agenda_pages(scene, ward, job.rows, job.nearby),
        news_page(scene, ward, job.rows),
        follow_page(scene, ward),
        *post_pages(scene, job.posts, job.rows, shared.settings.site_url),
    ]
    staging = Staging(shared.staging)
    staging.pages(pages, shared.site, shared.settings)
    name = scene.say("{ward}: activities", ward=ward.name)
    write_calendars(staging, shared, job.posts, (*job.posts, *job.shown), base=ward.url, name=name)
    write_feeds(staging, shared, (*job.posts, *job.shown), base=ward.url, name=ward.name)
    staging.write(f"{job.slug}/wijkregisseur.vcf", contact_file(scene, ward, shared.settings.site_url))
    return tuple(staging.written)


def post_pages(scene: Scene, posts: Iterable[Post], rows: tuple[Row, ...], site_url: str) -> list[Page]:
    """The pages of posts, and of their former addresses."""
    pages = []
    for post in posts:
        if isinstance(post, Event):
            pages.append(event_page(scene, post, rows, site_url))
        elif not isinstance(post, Intro):
            pages.append(text_page(scene, post, rows))
        pages += [redirect_page(scene, old, post.url, post.title) for old in post.formerly]
    return pages


def write_calendars(
    staging: Staging, shared: Shared, own: Iterable[Post], all_posts: Iterable[Post], *, base: str, name: str
) -> None:
    """The calendar of a ward or of the city, and one of each of its own events."""
    scene, site_url = shared.scene, shared.settings.site_url

    def item(event: Event) -> Item:
        return Item(event=event, venue=scene.venues.get(event.venue), url=f"{site_url}{event.url}")

    events = [post for post in all_posts if isinstance(post, Event)]
    items = [item(event) for event in events if kept(event, shared.day)]
    staging.write(f"{base}agenda.ics", calendar(items, shared.city, name=name, url=f"{site_url}{base}agenda/"))
    for event in own:
        if isinstance(event, Event):
            data = calendar([item(event)], shared.city, name=event.title, url=f"{site_url}{event.url}")
            staging.write(event.url.rstrip("/") + ".ics", data)


def write_feeds(staging: Staging, shared: Shared, posts: Iterable[Post], *, base: str, name: str) -> None:
    """The feeds of a ward or of the city."""
    scene, city = shared.scene, shared.city
    titles = feed_titles(scene)
    posts = tuple(posts)
    for kind in FEED_KINDS:
        feed = Feed(
            kind=kind,
            path=f"{base}feeds/{kind}",
            page={"alles": base, "nieuws": f"{base}nieuws/", "agenda": f"{base}agenda/"}[kind],
            title=f"{name}: {titles[kind]}",
            description=scene.say(
                "{what} of {place}, from {sender}.", what=titles[kind], place=name, sender=city.sender
            ),
        )
        made = render(
            feed,
            chosen(posts, kind, shared.day),
            city,
            site_url=shared.settings.site_url,
            address=shared.address,
            first_line=_first_line(scene),
            note=_note(scene),
        )
        for path, data in made.items():
            staging.write(path, data)


def _first_line(scene: Scene) -> Callable[[Event], str]:
    def line(event: Event) -> str:
        first = Occurrence(event.start, event.end)
        when = say_when(first, scene.language)
        if event.repeat:
            rule = say_repeat(event.repeat, event.start, scene.language)
            when = f"{rule}, {say_hours_of(first, scene.language)}"
        venue = scene.venues.get(event.venue)
        return f"{when}, {venue.name}" if venue else when

    return line


def _note(scene: Scene) -> Callable[[Post], str]:
    def note(post: Post) -> str:
        if not post.updated:
            return ""
        last = post.updated[-1]
        return scene.say("Changed on {day}: {note}", day=say_day(day_of(last.on), scene.language), note=last.note)

    return note


def contact_file(scene: Scene, ward: Ward, site_url: str) -> bytes:
    """The contact cards (RFC 2426) of whoever serves a ward on the day, else of the service."""
    city = scene.city
    cards = []
    for regisseur in serving(city, ward.slug, scene.day).people:
        role = scene.say("{role} of {ward}", role=regisseur.role, ward=ward.name)
        cards.append(_card(city, regisseur.name, regisseur.phone, regisseur.mail, role, f"{site_url}{ward.url}"))
    if not cards:
        service = city.service
        cards.append(_card(city, service.name, service.phone, service.mail, "", f"{site_url}{ward.url}"))
    return "".join(cards).encode()


def _card(city: City, name: str, phone: str, mail: str, role: str, url: str) -> str:
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
