"""What stands above a page because it must be seen first: alerts and a day go in, notes for the template come out.

An alert stands on the pages that people open to know what is happening: home, lists, ways to follow, the lookup with
its answers, and what is still to come. Pages of what is past, of news and of texts do not have it: they would all be
made again, twice, for what nobody looks for there.
"""

from datetime import date, datetime, timedelta

from wijksites.agenda.occurrences import FROZEN_DAYS
from wijksites.city.model import Ward
from wijksites.moments import day_of, instant
from wijksites.pages.page import Frame, Note, Scene
from wijksites.pages.when import say_moment
from wijksites.posts.model import Alert


def notes(scene: Scene, ward: Ward | None = None) -> tuple[Note, ...]:
    """The alerts of the city and of a ward (None: of the city alone), as they are on the scene's day."""
    found = (scene.alerts.get(place) for place in ("stad", *([ward.slug] if ward else [])))
    return tuple(_note(scene, alert, scene.day) for alert in found if alert and _is_near(alert, scene.day))


def own_notes(scene: Scene, ward: Ward) -> tuple[Note, ...]:
    """The alert of a ward alone, for a page that has the city's already."""
    alert = scene.alerts.get(ward.slug)
    return (_note(scene, alert, scene.day),) if alert and _is_near(alert, scene.day) else ()


def _is_near(alert: Alert, day: date) -> bool:
    begins = day_of(alert.start) if alert.start else day
    return begins - timedelta(days=FROZEN_DAYS) <= day <= day_of(alert.end)


def word_of(scene: Frame, severity: str) -> str:
    """How serious it is, in words."""
    return {"info": scene.say("Good to know"), "warning": scene.say("Take care"), "danger": scene.say("Danger")}[
        severity
    ]


def _note(scene: Frame, alert: Alert, day: date) -> Note:
    over = alert.end if isinstance(alert.end, datetime) else alert.end + timedelta(days=1)
    # Of today it is shown at once, with its hour in words: without a script nobody would see it before tomorrow.
    later = alert.start is not None and day_of(alert.start) > day
    return Note(
        severity=alert.severity,
        word=word_of(scene, alert.severity),
        title=alert.title,
        html=alert.html,
        period=_period(scene, alert, day),
        over=instant(over, scene.city.zone).isoformat(),
        after=instant(alert.start, scene.city.zone).isoformat() if later and alert.start else "",
    )


def _period(scene: Frame, alert: Alert, day: date) -> str:
    """From when until when it holds; of a beginning that is past only the end."""
    last = say_moment(alert.end, scene.language)
    exact = isinstance(alert.end, datetime)
    if alert.start is None or day_of(alert.start) < day:
        if exact:
            return scene.say("This holds until {last}.", last=last)
        return scene.say("This holds up to and including {last}.", last=last)
    first = say_moment(alert.start, scene.language)
    if exact:
        return scene.say("This holds from {first} until {last}.", first=first, last=last)
    if not isinstance(alert.start, datetime) and alert.start == alert.end:
        return scene.say("This holds on {day}.", day=last)
    return scene.say("This holds from {first} up to and including {last}.", first=first, last=last)
