"""The sheets of a ward as tasks: its events, people and streets go in, PDFs and what links say of them come out."""

from collections.abc import Iterator
from datetime import date

from wijksites.agenda.month import in_month, months_from
from wijksites.agenda.occurrences import Occurrence, first_from
from wijksites.build.printing import Press, Words, Written, written_in
from wijksites.build.shared import Workplace
from wijksites.build.volume import Volume
from wijksites.city.model import Ward
from wijksites.city.serving import serving
from wijksites.dates import say_month
from wijksites.pages.paper import Download, month_url, poster_url, ward_streets_url, welcome_url
from wijksites.posts.model import Event
from wijksites.posts.row import Row
from wijksites.settings import shown
from wijksites.sheets.month import month_data
from wijksites.sheets.poster import poster_data
from wijksites.sheets.streets import street_list_data
from wijksites.sheets.welcome import welcome_data
from wijksites.sheets.words import state_day

MONTHS = 3  # of which there is a sheet: this one and the next


def posters(work: Workplace, press: Press, volume: Volume, row: Row) -> tuple[Download, ...]:
    """The poster of an event that is not over, in its ward; of an event of the city, in each ward that it names."""
    if not row.poster or first_from(row, work.day) is None:
        return ()
    found: list[Download] = []
    of_city = row.folder not in work.shared.city.ward_slugs
    for ward in work.shared.city.wards:
        if not of_city and ward.slug == row.folder:
            found += _poster(work, press, volume, row, ward)
        elif of_city and ward.slug in row.wards and f"{ward.url}agenda/{row.slug}/" not in work.addresses:
            # (A ward's own event of that name has its own poster there.)
            found += _poster(work, press, volume, row, ward)
    return tuple(found)


def _poster(work: Workplace, press: Press, volume: Volume, row: Row, ward: Ward) -> tuple[Download, ...]:
    shared, say = work.shared, work.scene.say
    url = poster_url(ward, row)
    now = serving(shared.city, ward.slug, work.day).people
    people = now if len(now) == 1 else ()

    def event() -> Event:
        post = work.post(volume, row.source)
        assert isinstance(post, Event)
        return post

    def words() -> Words:
        site_url = shared.settings.site_url
        sample, picture = shared.city.sample, work.photo(event().image)
        return poster_data(work.frame, event(), people, site_url, shared.colours, sample=sample, picture=picture)

    title = say("Poster to hang up")
    if row.folder not in shared.city.ward_slugs:
        title = say("Poster to hang up in {ward}", ward=ward.in_sentence)
    parts = (shared.data_key, work.said(row), work.resolved(row), people, sorted(shared.colours.items()))
    return press.sheet(url, title, "poster.typ", parts, words, lambda: _of_event(work, row, event()))


def _of_event(work: Workplace, row: Row, event: Event) -> Iterator[Written]:
    """Everything that a poster may say, where it was written."""
    content = shown(work.shared.settings.content)
    yield from written_in(f"{content}/{row.source}", event)
    for place in row.places:
        yield from written_in(f"{content}/venues.yaml", work.shared.venues.get(place))
    yield from _of_city(work)


def _of_city(work: Workplace) -> Iterator[Written]:
    return written_in(shown(work.shared.settings.wards_file), work.shared.city)


def ward_sheets(work: Workplace, press: Press, ward: Ward) -> tuple[Download, ...]:
    """The sheets of a ward besides posters: for who is new, its months, its streets."""
    shared, scene = work.shared, work.scene
    url, colours = shared.settings.site_url, shared.colours
    welcome = welcome_data(scene, ward, url, colours)
    faces = [shared.pictures.get(person.photo) for person in serving(shared.city, ward.slug, work.day).people]
    found = list(
        press.sheet(
            welcome_url(ward),
            scene.say("New in the ward"),
            "welcome.typ",
            (welcome, faces),
            lambda: welcome_data(scene, ward, url, colours, work.photo),
            lambda: _of_city(work),
            shorter=lambda said: (said[0] | {"borders": "", "notes": []}, said[1]),
        )
    )
    for month in months_from(work.day, MONTHS):
        found += _month(work, press, ward, month)
    if work.job.streets:
        streets, credit = work.job.streets
        people = serving(shared.city, ward.slug, work.day)
        found += press.sheet(
            ward_streets_url(ward),
            scene.say("All streets of {ward}", ward=ward.in_sentence),
            "streets.typ",
            (shared.data_key, streets, credit, people, state_day(scene, ward), sorted(colours.items())),
            lambda: street_list_data(scene, streets, credit, url, colours, ward),
            lambda: _of_city(work),
        )
    return tuple(found)


def _month(work: Workplace, press: Press, ward: Ward, month: date) -> tuple[Download, ...]:
    found = in_month(work.current, month)
    if not found:
        return ()
    shared, scene = work.shared, work.scene
    said = month_data(scene, ward, month, found, shared.settings.site_url, shared.colours)
    title = scene.say("Activities in {month}", month=say_month(month, scene.language))
    url = month_url(ward, f"{month:%Y-%m}")
    return press.sheet(url, title, "month.typ", said, lambda: said, lambda: _of_month(work, found))


def _of_month(work: Workplace, found: tuple[tuple[Occurrence, Row], ...]) -> Iterator[Written]:
    """Everything that the sheet of a month may say, where it was written."""
    content = shown(work.shared.settings.content)
    for _, row in found:
        yield Written(f"{content}/{row.source}", "title", row.title)
        yield Written(f"{content}/{row.source}", "price", row.price)
    for place in work.shared.venues.values():
        yield from written_in(f"{content}/venues.yaml", place)
    yield from _of_city(work)
