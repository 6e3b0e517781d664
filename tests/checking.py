"""What the check says of a small project: files go in, its problems come out as an editor sees them."""

import contextlib
from datetime import date
from pathlib import Path
from typing import Any

from tests.projects import WARDS, make_project

from wijksites.build.sources import Loaded, load_sources
from wijksites.problems import Problem
from wijksites.settings import Settings

DAY = date(2026, 12, 1)
EVENT = "content/kaai/agenda/markt.md"
NEWS = "content/kaai/nieuws/park.md"
VENUES = "content/venues.yaml"
HALL = "hal:\n  name: De Hal\n"


def event(*more: str, body: str = "Iedereen is welkom.\n", **values: str) -> str:
    """An event: title on line 2, kind on 3, published on 4, start on 5, `more` from line 6 on."""
    front = {"title": "Kerstmarkt", "kind": "feest", "published": "2026-11-01", "start": "2026-12-08 19:30", **values}
    return post(*(f"{key}: {value}" for key, value in front.items()), *more, body=body)


def news(*more: str, body: str = "Het park is open.\n", **values: str) -> str:
    """A news item: title on line 2, published on 3, `more` from line 4 on; the body starts after the last `---`."""
    front = {"title": "Het park", "published": "2026-11-01", **values}
    return post(*(f"{key}: {value}" for key, value in front.items()), *more, body=body)


def post(*lines: str, body: str = "Tekst.\n") -> str:
    """A post of these lines of front matter and a body."""
    return "\n".join(("---", *lines, "---", body))


def wards(old: str, new: str) -> str:
    """The small project's `wards.yaml` with one piece of it replaced."""
    assert WARDS.count(old) == 1, old
    return WARDS.replace(old, new)


def wards_place(text: str, piece: str) -> str:
    """Where a piece of `wards.yaml` stands, as problems print it."""
    before = text[: text.index(piece)]
    return f"wards.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def loaded(folder: Path, files: dict[str, str] | None = None, day: date = DAY, **changes: Any) -> Loaded:
    """What is read of the small project with these files added or changed. `changes`: fields of the settings."""
    make_project(folder, **{VENUES: HALL, **(files or {})})
    settings = Settings(
        **{
            "content": str(folder / "content"),
            "output": str(folder / "output"),
            "theme": str(folder / "theme"),
            "wards_file": str(folder / "wards.yaml"),
            "data": str(folder / "data"),
            "site_url": "https://kaaistad.example",
            "language": "nl",
            **changes,
        }
    )
    with contextlib.chdir(folder):
        return load_sources(settings, day)


def problems(folder: Path, files: dict[str, str] | None = None, day: date = DAY, **changes: Any) -> list[Problem]:
    """The problems of the small project with these files added or changed."""
    return list(loaded(folder, files, day, **changes).problems)


def said(folder: Path, files: dict[str, str] | None = None, day: date = DAY, **changes: Any) -> list[str]:
    """The same problems, as the check prints them."""
    return [str(problem) for problem in problems(folder, files, day, **changes)]
