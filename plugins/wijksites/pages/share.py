"""What to paste where neighbours talk: an event and its address go in, at most 280 characters come out."""

from wijksites.agenda.occurrences import Occurrence
from wijksites.pages.event_facts import status_text
from wijksites.pages.items import status_word
from wijksites.pages.page import Frame
from wijksites.pages.when import say_repeat, say_when
from wijksites.posts.model import Event

MOST = 280  # characters; what does not fit is cut after a word


def share_text(frame: Frame, event: Event, shown: Occurrence, url: str) -> str:
    """What an event is, when and where, or what is off about it; its address at the end."""
    return _fitted(_off(frame, event) if event.status != "planned" else _planned(frame, event, shown), url)


def change_text(frame: Frame, event: Event, url: str) -> str:
    """What is off about an event, or about a day of it."""
    return _fitted(_off(frame, event), url)


def _fitted(said: tuple[str, ...], url: str) -> str:
    text = " ".join(_sentence(line) for line in said if line)
    room = MOST - len(url) - 1
    if len(text) > room:
        text = text[: max(0, room - 2)].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"{text} {url}"


def _off(frame: Frame, event: Event) -> tuple[str, ...]:
    word, lines = status_word(frame, event.status), status_text(frame, event)
    if event.status in ("cancelled", "postponed"):  # these name the event themselves
        return (word, *lines)
    note = event.updated[-1].note if event.updated else ""
    return (word, event.title, *(lines or (note,)))


def _planned(frame: Frame, event: Event, shown: Occurrence) -> tuple[str, ...]:
    venue = frame.venues.get(shown.venue or event.venue)
    when = say_when(shown, frame.language)
    if event.repeat:
        when = say_repeat(event.repeat, event.start, frame.language)
    return (event.title, ", ".join(filter(None, (when, venue.name if venue else ""))), event.summary)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
