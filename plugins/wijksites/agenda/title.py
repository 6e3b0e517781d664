"""An event's title as subscribers see it: the event goes in, its title comes out, with a word for what is off."""

from wijksites.words import translate


def told_title(title: str, status: str, language: str) -> str:
    """The title; what is cancelled says so, because some calendars and readers ignore the status."""
    if status == "cancelled":
        return translate("CANCELLED: {title}", language=language, title=title)
    if status == "postponed":
        return translate("POSTPONED: {title}", language=language, title=title)
    return title
