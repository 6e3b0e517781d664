"""Newsletters: an edition and where its items lead go in, what page, mail, text and paper show of it comes out.

`EditionView` depends on the edition's own file, on addresses and on the city's settings alone: what was sent stays as
it was sent. What became of an event since, and who serves the ward, stands in `EditionPage` beside it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import groupby

from wijksites.city.model import Ward
from wijksites.dates import say_date, say_day
from wijksites.moments import Moment, day_of
from wijksites.pages.contact import ContactCard, phone_link
from wijksites.pages.page import Crumb, Frame, Page, alternates
from wijksites.pages.paper import Download
from wijksites.pages.ward import EditionLink, crumbs
from wijksites.pages.when import say_moment
from wijksites.posts.edition import ITEM
from wijksites.posts.model import Edition, EditionItem
from wijksites.posts.tables import PARTS

REMOVED = "-"  # the address of a post that was removed on request: its line goes
MARKED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known today of a post that a newsletter told of: of an event its status and start; `told`: when
    subscribers heard of a change."""

    status: str = ""
    start: Moment | None = None
    told: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """A line as it was sent: the words before the link, the link's own, those after it. `url`: a path on the site, or
    nothing when there is no page any more; `note`: what became of it since, only on the web."""

    before: str
    link: str
    after: str
    url: str
    note: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.before}{self.link}{self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPart:
    """Lines under a heading."""

    id: str
    title: str
    lines: tuple[EditionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition as it is sent. `greeting`: HTML whose links are those of a post; `first`: the parts that stand before
    the greeting; `url`: the path of its web page."""

    subject: str
    preheader: str
    sender: str
    url: str
    published: str
    day: str
    first: tuple[EditionPart, ...]
    greeting: str
    signature: str
    parts: tuple[EditionPart, ...]
    image: str
    alt: str
    service: str
    phone: str
    phone_link: str
    mail: str
    hours: str
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """The web page: what was sent, who serves the ward today, and the way to the others."""

    edition: EditionView
    contact: ContactCard | None
    editions: str
    calendar: str
    paper: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionList:
    """All editions of a ward, the newest first, by year."""

    years: tuple[tuple[str, tuple[EditionLink, ...]], ...]
    calendar: str


def editions_url(ward: Ward) -> str:
    """Where the list of a ward's newsletters is."""
    return f"{ward.url}nieuwsbrief/"


def part_title(scene: Frame, part: str) -> str:
    """The heading of a part."""
    return {
        "changed": scene.say("Changed since the last newsletter"),
        "coming": scene.say("What is coming"),
        "join": scene.say("Join in"),
        "news": scene.say("News"),
        "result": scene.say("What became of …?"),
    }[part]


def edition_view(
    scene: Frame, edition: Edition, addresses: Mapping[str, str], states: Mapping[str, State] | None = None
) -> EditionView:
    """What is sent. `addresses`: target of an item to its path; `states`: only for the web page."""
    ward, service = scene.city.ward(edition.folder), scene.city.service
    parts = tuple(
        EditionPart(id=part, title=part_title(scene, part), lines=lines)
        for part in PARTS
        if (lines := tuple(_lines(scene, edition, part, addresses, states or {})))
    )
    return EditionView(
        subject=edition.title,
        preheader=edition.preheader,
        sender=sender_of(scene, ward),
        url=edition.url,
        published=day_of(edition.published).isoformat(),
        day=say_day(day_of(edition.published), scene.language),
        first=tuple(part for part in parts if part.id == "changed"),
        greeting=edition.body,
        signature=scene.say("Your wijkregisseur of {ward}", ward=ward.in_sentence),
        parts=tuple(part for part in parts if part.id != "changed"),
        image=edition.image,
        alt=edition.alt,
        service=service.name,
        phone=service.phone,
        phone_link=phone_link(service.phone),
        mail=service.mail,
        hours=service.hours,
        sample=edition.sample or service.sample,
    )


def sender_of(scene: Frame, ward: Ward) -> str:
    """`Wijkregisseur Ledeberg, Stad Gent`: who sends it, whoever serves that day."""
    return scene.say("Wijkregisseur {ward}, {sender}", ward=ward.name, sender=scene.city.sender)


def _lines(
    scene: Frame, edition: Edition, part: str, addresses: Mapping[str, str], states: Mapping[str, State]
) -> Iterable[EditionLine]:
    for item in edition.items:
        url = addresses.get(f"{ITEM}{item.id}", "")
        if item.part != part or url == REMOVED:
            continue
        marked = MARKED.search(item.text)
        before, link, after = "", item.text, ""
        if marked:
            before, link, after = item.text[: marked.start()], marked[1], item.text[marked.end() :]
        note = since(scene, edition, item, states[item.id]) if item.id in states else ""
        yield EditionLine(before=before, link=link, after=after, url=url, note=note)


def since(scene: Frame, edition: Edition, item: EditionItem, state: State) -> str:
    """What subscribers heard of a post after the newsletter was sent; nothing when that is nothing."""
    later = [on for on in state.told if _is_after(on, edition.published, item.part)]
    if not later:
        return ""
    day = say_date(day_of(later[-1]), scene.language)
    if state.status == "cancelled":
        return scene.say("Meanwhile cancelled (updated on {day}).", day=day)
    if state.status == "postponed":
        return scene.say("Meanwhile postponed (updated on {day}).", day=day)
    if state.status == "moved" and state.start:
        when = say_moment(state.start, scene.language)
        return scene.say("Meanwhile moved: now {when} (updated on {day}).", when=when, day=day)
    return scene.say("Meanwhile changed (updated on {day}).", day=day)


def _is_after(on: Moment, sent: Moment, part: str) -> bool:
    """Whether a change was told after a newsletter was sent. When only the day is known, what was told on that day
    came later, unless the newsletter tells it itself."""
    if isinstance(on, datetime) and isinstance(sent, datetime):
        return on > sent
    return day_of(on) > day_of(sent) or (day_of(on) == day_of(sent) and part != "changed")


def edition_page(
    scene: Frame,
    edition: Edition,
    addresses: Mapping[str, str],
    states: Mapping[str, State],
    contact: ContactCard | None,
    paper: tuple[Download, ...] = (),
) -> Page:
    """The web page of an edition. `contact`: who serves the ward today; beside an old one stands the service."""
    ward = scene.city.ward(edition.folder)
    return Page(
        url=edition.url,
        template="edition.html",
        title=edition.title,
        description=edition.summary,
        view=EditionPage(
            edition=edition_view(scene, edition, addresses, states),
            contact=contact,
            editions=editions_url(ward),
            calendar=f"{ward.url}agenda.ics",
            paper=paper,
        ),
        ward=ward,
        crumbs=crumbs(
            scene, ward, Crumb(title=scene.say("Newsletter"), url=editions_url(ward)), Crumb(title=edition.title)
        ),
        alternates=alternates(scene, ward.url, ward.name),
        changed=day_of(edition.published),
        sample=edition.sample,
        section="nieuwsbrief",
        image=edition.image,
    )


def edition_link(scene: Frame, *, url: str, title: str, published: date) -> EditionLink:
    """An edition as a list shows it."""
    return EditionLink(url=url, title=title, published=published, day=say_day(published, scene.language))


def editions_page(scene: Frame, ward: Ward, found: tuple[EditionLink, ...]) -> Page:
    """The list of a ward's newsletters, the newest first."""
    years = groupby(found, key=lambda one: str(one.published.year))
    return Page(
        url=editions_url(ward),
        template="editions.html",
        title=scene.say("Newsletter of {ward}", ward=ward.in_sentence),
        description=scene.say("All newsletters of {ward}, the newest first.", ward=ward.in_sentence),
        view=EditionList(years=tuple((year, tuple(items)) for year, items in years), calendar=f"{ward.url}agenda.ics"),
        ward=ward,
        crumbs=crumbs(scene, ward, Crumb(title=scene.say("Newsletter"))),
        alternates=alternates(scene, ward.url, ward.name),
        changed=found[0].published if found else None,
        section="nieuwsbrief",
    )


def edition_html(scene: Frame, view: EditionView, site_url: str) -> str:
    """The whole edition as the content of a feed's item, with full addresses; links in the greeting are still those of
    a post."""
    parts = [*(_part_html(part, site_url) for part in view.first), view.greeting]
    parts.append(f"<p>{escape(view.signature)}</p>")
    parts += (_part_html(part, site_url) for part in view.parts)
    contact = scene.say("Questions? Call {phone} or mail to {mail}.", phone=view.phone, mail=view.mail)
    return "\n".join([*parts, f"<p>{escape(contact)}</p>"])


def _part_html(part: EditionPart, site_url: str) -> str:
    lines = "".join(f"<li>{_line_html(line, site_url)}</li>" for line in part.lines)
    return f"<h2>{escape(part.title)}</h2>\n<ul>{lines}</ul>"


def _line_html(line: EditionLine, site_url: str) -> str:
    if not line.url:
        return escape(line.text)
    return f'{escape(line.before)}<a href="{escape(site_url + line.url)}">{escape(line.link)}</a>{escape(line.after)}'
