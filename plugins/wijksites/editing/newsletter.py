"""`make new` of a newsletter: lines and a month go in, a file with comments for the editor comes out."""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import Protocol

from wijksites.editing.new import TEMPLATES, EditingError
from wijksites.posts.paths import EDITION_FOLDER
from wijksites.posts.tables import edition_table
from wijksites.reading import reason
from wijksites.words import translate

CORRECTION = "rechtzetting"
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
LIMIT = edition_table().keys["title"].kind.schema()["maxLength"]


class Line(Protocol):
    """What is written of a line."""

    @property
    def id(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def fact(self) -> str: ...


def month_of(written: str, day: date) -> date:
    """The first day of the month that was asked for, else of the day's own. Raises EditingError."""
    if not written.strip():
        return day.replace(day=1)
    match = MONTH.fullmatch(written.strip())
    if match is None:
        raise EditingError(
            translate("‘{value}’ is no month. Write first the year, for example: MONTH=2026-12", value=written)
        )
    return date(int(match[1]), int(match[2]), 1)


def edition_file(content: Path, ward: str, month: date, *, correction: bool) -> Path:
    """The file of an edition that is to be written. Raises EditingError when the month has one."""
    folder = content / ward / EDITION_FOLDER
    name = f"{month:%Y-%m}"
    if not correction:
        file = folder / f"{name}.md"
        if file.exists():
            raise EditingError(
                translate(
                    "`{path}` is there already: there is one newsletter for each month. Open that file, or choose "
                    "another month.",
                    path=file.relative_to(content.parent).as_posix(),
                )
            )
        return file
    for end in ("", *(f"-{number}" for number in range(2, 10))):
        file = folder / f"{name}-{CORRECTION}{end}.md"
        if not file.exists():
            return file
    raise EditingError(translate("this month has nine corrections already. Choose another month."))


def write_edition(file: Path, lines: Sequence[Line], day: date, *, correction: bool) -> None:
    """Writes the draft, never over a file that exists. Raises EditingError."""
    facts = [line.fact for line in lines]
    title = facts[0] if facts else translate("Correction") if correction else translate("What do you want to tell?")
    about = translate(
        "The lines as they will be sent: cut, order and rewrite them. What stands between [ ] is the link."
    )
    if not lines:
        about = translate(
            "There is nothing to tell: nothing was published or changed since the last newsletter, and nothing is "
            "coming. Write items yourself, or remove this file."
        )
    text = Template((TEMPLATES / "edition.md").read_text(encoding="utf-8")).substitute(
        schema="../../../data/schema/edition.json",
        limit=LIMIT,
        title=_quoted(title[:LIMIT]),
        preheader=f"preheader: {_quoted(facts[1][:LIMIT])}" if len(facts) > 1 else '# preheader: ""',
        day=day.isoformat(),
        about=f"## {about}",
        items=_items(lines),
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise EditingError(
            translate(
                "`{path}` cannot be written{reason}. Check whether you may write in that folder.",
                path=file.as_posix(),
                reason=reason(error),
            )
        ) from error


def _items(lines: Sequence[Line]) -> str:
    if not lines:
        return (
            "items: []\n"
            "# items:\n"
            "#   - id: ledeberg/agenda/infomarkt\n"
            '#     text: "dinsdag 8 december, 19.30 uur: [Infomarkt]."\n'
        )
    found = ["items:"]
    for line in lines:
        found += [f"  - id: {_quoted(line.id)}", f"    part: {line.part}", f"    text: {_quoted(line.text[:500])}"]
    return "\n".join(found) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
