"""What every site needs: the rows that were read go in, a warning for each file that is missing comes out."""

from collections.abc import Iterable
from pathlib import Path

from wijksites.check.rows import is_file
from wijksites.city.model import City
from wijksites.posts.paths import PAGE_FOLDER, STATEMENTS
from wijksites.posts.row import Row
from wijksites.problems import Problem
from wijksites.words import translate


def missing_files(city: City, content: Path, shown: str) -> tuple[Problem, ...]:
    """Pages that every footer links to, and the introductions of wards. Warnings: a city may begin without them."""
    found = [
        Problem(
            path=f"{shown}/{PAGE_FOLDER}/{name}.md",
            text=translate("this file is not there, and each page links to it. Write it, with a `title` and a text."),
            warning=True,
        )
        for name in sorted(STATEMENTS)
        if not is_file(content / PAGE_FOLDER / f"{name}.md")
    ]
    found += [
        Problem(
            path=f"{shown}/{ward.slug}/index.md",
            text=translate(
                "this file is not there, so {ward} has no introduction. Write it, with a `title` and a text.",
                ward=ward.name,
            ),
            warning=True,
        )
        for ward in city.wards
        if not is_file(content / ward.slug / "index.md")
    ]
    return tuple(found)


def missing_places(rows: Iterable[Row], content: Path, shown: str) -> tuple[Problem, ...]:
    """One problem for a list of places that is gone, instead of one for each event that names a place."""
    using = sorted(row.source for row in rows if row.venue)
    if not using or is_file(content / "venues.yaml"):
        return ()
    return (
        Problem(
            path=f"{shown}/venues.yaml",
            text=translate(
                "this file is not there, but `{file}` names a place. Put the file back, or remove each line `venue:`.",
                file=f"{shown}/{using[0]}",
            ),
        ),
    )
