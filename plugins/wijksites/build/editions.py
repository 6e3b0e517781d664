"""The newsletters of a ward as tasks: editions go in, their web page, their mail and the list of them come out."""

from collections.abc import Iterator
from dataclasses import replace

from wijksites.build.join import shown
from wijksites.build.mail import mail_tasks
from wijksites.build.printing import Press, Words, Written, written_in
from wijksites.build.shared import Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.pages.contact import ContactCard, contact_card
from wijksites.pages.edition import edition_html, edition_link, edition_page, edition_view
from wijksites.pages.page import Page
from wijksites.pages.paper import Download, newsletter_url
from wijksites.pages.ward import EditionLink
from wijksites.posts.edition import wanted_ids
from wijksites.posts.model import Edition
from wijksites.posts.row import Row
from wijksites.settings import shown as shown_path
from wijksites.sheets.newsletter import newsletter_data


def edition_tasks(work: Workplace, press: Press, volume: Volume, row: Row) -> Iterator[Task]:
    """The web page of an edition, its mail and its sheet. Only the page may know of the day: what was sent does not
    change."""
    paper = () if volume.at_rest(work.day) else _sheet(work, press, volume, row)
    yield from press.done()
    addresses = dict(work.resolved(row))
    states = {id: work.job.states[id] for id in wanted_ids(row.links) if id in work.job.states}
    contact = _contact(work, volume)
    photos = [work.shared.pictures.get(person.photo) for person in contact.people] if contact else []
    key = key_of(work.shared.frame_key, "edition", work.said(row), work.resolved(row), states, contact, photos, paper)

    def page() -> Page:
        return edition_page(work.frame, edition_of(work, volume, row), addresses, states, contact, paper)

    yield work.page_task(f"{row.url.lstrip('/')}index.html", key, page)
    yield from mail_tasks(work, row, lambda: edition_of(work, volume, row))


def _sheet(work: Workplace, press: Press, volume: Volume, row: Row) -> tuple[Download, ...]:
    """The sheet of an edition: for the table at an infomarkt, so not for ever."""
    shared = work.shared

    def words() -> Words:
        edition = edition_of(work, volume, row)
        view = edition_view(work.frame, edition, dict(work.resolved(row)))
        return newsletter_data(work.frame, view, work.site.url, shared.colours, work.photo(edition.image))

    def written() -> Iterator[Written]:
        yield from written_in(f"{shown_path(shared.settings.content)}/{row.source}", edition_of(work, volume, row))
        yield from written_in(shown_path(shared.settings.wards_file), shared.city)

    parts = (shared.data_key, work.said(row), work.resolved(row), sorted(shared.colours.items()))
    title = work.frame.say("This newsletter on paper")
    return press.sheet(newsletter_url(row), title, "newsletter.typ", parts, words, written)


def edition_of(work: Workplace, volume: Volume, row: Row) -> Edition:
    """The edition of a row."""
    edition = work.post(volume, row.source)
    assert isinstance(edition, Edition)
    return edition


def _contact(work: Workplace, volume: Volume) -> ContactCard | None:
    """Who serves the ward; nobody when the edition is old, so that its page is at rest."""
    return None if volume.at_rest(work.day) else contact_card(work.scene, work.shared.city.ward(volume.folder))


def ward_editions(work: Workplace) -> tuple[EditionLink, ...]:
    """All newsletters of a ward that its site shows, the newest first; no volume is opened for that."""
    entries = [
        entry
        for volume in work.job.volumes
        if volume.editions
        for entry in volume.entries
        if entry.type == "edition" and shown(entry, work.day, work.shared.settings.drafts)
    ]
    entries.sort(key=lambda entry: (entry.published, entry.id), reverse=True)
    return tuple(
        edition_link(work.frame, url=entry.url, title=entry.title, published=entry.published) for entry in entries
    )


def with_items(work: Workplace, row: Row, edition: Edition) -> Edition:
    """The edition with all that is sent as its text: what a feed tells."""
    view = edition_view(work.frame, edition, dict(work.resolved(row)))
    return replace(edition, body=edition_html(work.frame, view, work.site.url))
