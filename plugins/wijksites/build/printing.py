"""Sheets as tasks: what a sheet says goes in, a task that makes its PDF and what links say of it come out.

A link says how many pages and bytes a sheet has, so a sheet is made before the pages that lead to it. One that is made
already, by an earlier build, is known by its key.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, NamedTuple

from wijksites.build.tasks import Task, key_of
from wijksites.pages.paper import Download
from wijksites.problems import Problem
from wijksites.sheets.typeset import Unprintable, typeset
from wijksites.words import translate

Words = tuple[dict[str, Any], date]


class Written(NamedTuple):
    """Where words of a sheet were written: a file, the name of the field, and the words."""

    path: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is known of a sheet without opening it; `problem`: why there is none."""

    key: bytes
    pages: int = 0
    size: int = 0
    problem: Problem | None = None


class Press:
    """Makes the sheets of one unit. `known`: path to what an earlier build made there; `fresh`: path to key of the
    files that are still as they were made; `on`: whether the site has sheets."""

    def __init__(self, known: Mapping[str, Printed], fresh: Mapping[str, bytes], version: str, *, on: bool) -> None:
        self.known, self.fresh, self.version, self.on = known, fresh, version, on
        self.made: dict[str, Printed] = {}
        self.tasks: list[Task] = []

    def sheet(
        self,
        url: str,
        title: str,
        template: str,
        parts: object,
        words: Callable[[], Words],
        written: Callable[[], Iterable[Written]],
        *,
        shorter: Callable[[Words], Words] | None = None,
        largest: int = 0,
    ) -> tuple[Download, ...]:
        """Makes a sheet, or leaves it as it is; what a link to it says, or nothing when it cannot be made.

        `parts`: all that it is made from; `words`: only asked when it must be made; `written`: where they come from,
        for the message; `shorter`: what it says when it does not fit on one page or in `largest` bytes.
        """
        if not self.on:
            return ()
        path = url.lstrip("/")
        key = key_of(self.version, template, parts)
        printed = self.known.get(path)
        data = b""
        if not (printed and printed.key == key and (printed.problem or self.fresh.get(path) == key)):
            try:
                said = words()
                sheet = typeset(template, *said)
                if shorter and (sheet.pages > 1 or (largest and len(sheet.data) > largest)):
                    sheet = typeset(template, *shorter(said))
            except Unprintable as error:
                printed = Printed(key=key, problem=problem_of(path, error, written()))
            else:
                data = sheet.data
                printed = Printed(key=key, pages=sheet.pages, size=len(data))
        self.made[path] = printed
        if printed.problem:
            return ()
        self.tasks.append(Task(path, key, lambda: data))
        return (Download(url=url, title=title, pages=printed.pages, size=printed.size),)

    def done(self) -> Iterator[Task]:
        """The tasks of the sheets since it was asked last."""
        tasks, self.tasks = self.tasks, []
        yield from tasks


def written_in(path: str, value: object, field: str = "") -> Iterator[Written]:
    """Every text of a post, a place or the city, with the name of its field. The body of a post is on no sheet."""
    if isinstance(value, str):
        yield Written(path, field, value)
    elif isinstance(value, tuple):
        for part in value:
            yield from written_in(path, part, field)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "body":
                yield from written_in(path, getattr(value, one.name), one.name)


def problem_of(path: str, error: Unprintable, written: Iterable[Written]) -> Problem:
    """What to say of a sheet that cannot be made: the file and the field, when a text is to blame."""
    everything = list(written)
    found = next((one for one in everything if error.text and error.text in one.text), None)
    if found is None:
        where = everything[0].path if everything else path
        return Problem(path=where, text=translate("{sheet} cannot be made: {reason}", sheet=path, reason=error))
    return Problem(
        path=found.path,
        text=translate(
            "`{field}`: our font has no letters for ‘{text}’, so {sheet} cannot be made. Write it in Latin letters.",
            field=found.field,
            text=error.text,
            sheet=path,
        ),
    )
