"""An event's title as subscribers see it: the event goes in, its title comes out, with a word for what is off."""

from wijksites.posts.model import Event
from wijksites.words import translate


def told_title(event: Event, language: str) -> str:
    """The title; a cancelled event says so, because some calendars and readers ignore the status."""
    if event.status == "cancelled":
        return translate("CANCELLED: {title}", language=language, title=event.title)
    if event.status == "postponed":
        return translate("POSTPONED: {title}", language=language, title=event.title)
    return event.title
