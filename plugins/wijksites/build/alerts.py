"""The alerts of the city and its wards: files go in, what stands above pages comes out, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from wijksites.build.join import CityIndex
from wijksites.check.rows import links
from wijksites.city.model import City
from wijksites.dates import say_date
from wijksites.moments import day_of
from wijksites.posts.links import resolve
from wijksites.posts.model import Alert, Link
from wijksites.posts.paths import CITY_FOLDER, path_of
from wijksites.problems import Problem
from wijksites.reading import unreadable_file
from wijksites.words import translate

NAME = "alert.md"


def load_alerts(
    city: City, content: Path, shown_content: str, index: CityIndex, day: date, before: Mapping[str, Alert]
) -> tuple[dict[str, Alert], tuple[Problem, ...]]:
    """Folder to alert, and the problems of their files. One with a problem makes way for the last good version
    (`before`: of earlier builds)."""
    found: dict[str, Alert] = {}
    problems: list[Problem] = []
    for folder in (CITY_FOLDER, *sorted(city.ward_slugs)):
        file = content / folder / NAME
        if not file.is_file():
            continue
        alert, wrong = _read(file, f"{folder}/{NAME}", city, f"{shown_content}/{folder}/{NAME}")
        if alert:
            wrong += _dead_links(alert, index, content, f"{shown_content}/{alert.source}")
        problems += wrong
        if alert and not wrong:
            found[folder] = _led(alert, index)
            problems += _over(alert, day, f"{shown_content}/{alert.source}")
        elif folder in before:
            found[folder] = before[folder]
    return found, tuple(problems)


def _read(file: Path, source: str, city: City, shown_as: str) -> tuple[Alert | None, tuple[Problem, ...]]:
    # Markdown takes a while to load: only when there is an alert.
    from wijksites.posts.alert import parse_alert

    try:
        data = file.read_bytes()
    except OSError as error:
        return None, (Problem(path=shown_as, text=unreadable_file(error)),)
    return parse_alert(data, source, city.zone, shown_as)


class _Linking:
    """An alert as the check of links wants it."""

    id = follows = url = ""
    type = "alert"
    id_line = 1
    formerly: tuple[str, ...] = ()

    def __init__(self, alert: Alert) -> None:
        self.source = alert.source
        self.links: tuple[Link, ...] = alert.links


def _dead_links(alert: Alert, index: CityIndex, content: Path, shown_as: str) -> tuple[Problem, ...]:
    if not alert.links:
        return ()
    entries = {entry.source: entry for volume in index.volumes for entry in volume.entries}
    known = index.paths | {path_of(source) for source in index.held}
    return links([_Linking(alert)], entries, index.held, known, frozenset(), content, {alert.source: shown_as}, {})


def _led(alert: Alert, index: CityIndex) -> Alert:
    """The same with links that need no list of posts."""

    def address(target: str) -> str:
        kind, _, rest = target.partition(":")
        path, mark, fragment = rest.partition("#")
        found = index.links.get(path, "") if kind == "post" else index.links.get(path, path)
        return f"site:{found}{mark}{fragment}" if found else ""

    return replace(alert, html=resolve(alert.html, address))


def _over(alert: Alert, day: date, shown_as: str) -> Iterable[Problem]:
    if day_of(alert.end) < day:
        text = translate(
            "this alert was over on {day} and is not shown any more. Remove the file.", day=say_date(day_of(alert.end))
        )
        yield Problem(path=shown_as, text=text, warning=True)
