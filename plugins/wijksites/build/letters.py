"""What paper cannot say: texts of sheets go in, a problem for each line with a letter that our font lacks comes out.

A build says the same of the sheet; this is for who checks a text before it is published.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wijksites.agenda.occurrences import first_from
from wijksites.build.read import PLACES
from wijksites.build.sources import Loaded
from wijksites.problems import Problem
from wijksites.settings import Settings, shown
from wijksites.sheets.typeset import undrawable
from wijksites.words import translate

BORDER = "---"  # around the data at the top of a post; what comes below is on no sheet


def letter_problems(loaded: Loaded, settings: Settings, day: date) -> tuple[Problem, ...]:
    """A problem for each line with letters that no sheet can show: city, places, events that are not over."""
    texts = {path: list(_lines(file, whole)) for path, file, whole in _files(loaded, settings, day)}
    missing = undrawable("".join(text for lines in texts.values() for _, text in lines))
    if not missing:
        return ()
    return tuple(
        Problem(
            path=path,
            line=number,
            column=min(text.index(letter) for letter in found) + 1,
            text=translate(
                "our font has no letters for ‘{text}’, so no sheet can be made of this. Write it in Latin letters.",
                text="".join(sorted(found, key=text.index)),
            ),
        )
        for path, lines in texts.items()
        for number, text in lines
        if (found := missing & set(text))
    )


def _files(loaded: Loaded, settings: Settings, day: date) -> Iterator[tuple[str, Path, bool]]:
    """The path to print, the file, and whether all of it may be on paper."""
    content = shown(settings.content)
    yield shown(settings.wards_file), Path(settings.wards_file), True
    yield f"{content}/{PLACES}", Path(settings.content) / PLACES, True
    for row in loaded.index.all_rows() if loaded.index else ():
        if row.type == "event" and first_from(row, day):
            yield f"{content}/{row.source}", Path(settings.content) / row.source, False


def _lines(file: Path, whole: bool) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold data, numbered from 1."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return  # there is none, or it was told
    for number, line in enumerate(text.splitlines(), 1):
        if number > 1 and not whole and line.rstrip() == BORDER:
            return
        if not line.lstrip().startswith("#"):
            yield number, line
