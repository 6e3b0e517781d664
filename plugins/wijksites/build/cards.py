"""Pictures to share as tasks: places and events go in, a task for each picture (PNG) comes out.

Whoever pastes a link somewhere sees this picture beside it. An event that is over needs none of its own.
"""

from wijksites.agenda.occurrences import Occurrence, next_from
from wijksites.build.shared import Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.city.model import Ward
from wijksites.pages.paper import card_url
from wijksites.posts.model import Event
from wijksites.posts.row import Row
from wijksites.sheets.cards import event_card, place_card
from wijksites.sheets.typeset import draw, has_font

TEMPLATE = "card.typ"


def place_cards(work: Workplace, ward: Ward | None) -> tuple[Task, ...]:
    """The picture of a ward, or of the city; none on a site without sheets."""
    shared = work.shared
    if not shared.settings.sheets or not has_font():  # of a missing font the sheets tell
        return ()
    said = place_card(work.frame, ward, shared.emblems.get(ward.slug, "") if ward else "", shared.colours)
    path = card_url(ward.url if ward else "/").lstrip("/")
    return (Task(path, key_of(shared.version, TEMPLATE, said), lambda: draw(TEMPLATE, said)),)


def event_cards(work: Workplace, volume: Volume, row: Row) -> tuple[Task, ...]:
    """The picture of an event that is not over."""
    shared = work.shared
    one = next_from(row, work.day)
    if not shared.settings.sheets or one is None or not has_font():
        return ()
    sign = shared.emblems.get(volume.folder, "")

    def make() -> bytes:
        event = work.post(volume, row.source)
        assert isinstance(event, Event)
        return draw(TEMPLATE, event_card(work.frame, event, shown, sign, shared.colours, sample=shared.city.sample))

    # Of a repetition it says the rule, so that it need not be made again after each day.
    shown = Occurrence(row.start, row.end) if row.repeat and row.start else one
    key = key_of(shared.data_key, TEMPLATE, work.said(row), sign, sorted(shared.colours.items()))
    return (Task(card_url(row.url).lstrip("/"), key, make),)
