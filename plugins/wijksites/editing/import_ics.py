"""`import-ics`: an association's calendar and a ward go in, drafts for an editor to review come out.

Run again it finds its drafts by the UID in them: of a draft it renews the facts, of a post that an editor has
published it only says what differs, because that is a change of which subscribers must hear.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yaml.nodes import Node

from wijksites.city.model import City
from wijksites.city.venues import Venue
from wijksites.editing.front import compose, tree
from wijksites.editing.ics import Found, read_calendar
from wijksites.editing.new import EditingError, chosen_ward, free_slugs, slug_of
from wijksites.posts.parse import FENCE
from wijksites.reading import reason
from wijksites.words import translate

FACTS = ("title", "start", "end", "repeat", "except", "moved", "cancelled")
TOLD = ("moved", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was done for an event. `file`: its post, when there is one; `said`: what to print."""

    file: Path | None
    said: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """A post that was imported before: its file, text, and the keys of its front matter to the lines they stand on."""

    file: Path
    text: str
    lines: dict[str, tuple[int, int]]  # first line and the one after the last, of the whole file
    draft: bool


def import_calendar(
    file: Path, content: Path, city: City, venues: tuple[Venue, ...], *, ward: str, day: date, shown: str
) -> tuple[Imported, ...]:
    """Drafts of all events of a calendar that are not over on a day. `shown`: the content folder as it is printed.

    Raises EditingError for a file that is no calendar, and an unknown ward.
    """
    slug = chosen_ward(ward, city)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EditingError(
            translate("`{path}` cannot be read{reason}. Check the path.", path=file.as_posix(), reason=reason(error))
        ) from error
    found, wrong = read_calendar(data, city.zone)
    folder = content / slug / "agenda"
    known = _known(folder)
    done = [Imported(file=None, said=sentence) for sentence in wrong]
    for one in found:
        if one.uid in known:
            done.append(_again(one, known[one.uid], day, f"{shown}/{slug}/agenda"))
        elif not one.cancelled and (one.last is None or one.last >= day):
            done.append(_draft(one, content, slug, city, venues, day, shown))
    return tuple(done)


def _known(folder: Path) -> dict[str, _Known]:
    """The posts in a folder that were imported, by UID."""
    found: dict[str, _Known] = {}
    for file in sorted(folder.glob("*.md")):
        text = file.read_text(encoding="utf-8", errors="replace")
        if "\nimported:" not in text:
            continue
        lines = text.split("\n")
        if lines[0].rstrip() != FENCE or FENCE not in [line.rstrip() for line in lines[1:]]:
            continue
        last = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
        node = compose("\n".join(lines[1:last]) + "\n")
        if node is None:
            continue
        values = {key.value: value for key, value in node.value}
        places = {key.value: (key.start_mark.line + 1, _after(value)) for key, value in node.value}
        draft = "draft" in values and values["draft"].value == "true"
        found[str(values["imported"].value)] = _Known(file, text, places, draft)
    return found


def _after(value: Node) -> int:
    """The line of the file after a value; a list with dashes ends at the start of the line after it."""
    end = value.end_mark
    return int(end.line) + (1 if end.column == 0 and end.line > value.start_mark.line else 2)


def _draft(
    one: Found, content: Path, ward: str, city: City, venues: tuple[Venue, ...], day: date, shown: str
) -> Imported:
    """Writes the draft of an event."""
    parent = f"{ward}/agenda"
    slug = next(free_slugs(content, parent, slug_of(one.title, "event")))
    file = content / parent / f"{slug}.md"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_new_text(one, city, venues, day), encoding="utf-8", newline="\n")
    except OSError as error:
        raise EditingError(
            translate(
                "`{path}` cannot be written{reason}. Check whether you may write in that folder.",
                path=file.as_posix(),
                reason=reason(error),
            )
        ) from error
    said = translate("made: look it over, then remove `draft: true`.")
    return Imported(file=file, said=f"{shown}/{parent}/{file.name}: {said}", changed=True)


def _new_text(one: Found, city: City, venues: tuple[Venue, ...], day: date) -> str:
    venue = _venue(one.where, venues)
    lines = [FENCE, f"title: {one.facts['title']}", "draft: true"]
    lines += [translate("## Look whether this is the right kind."), f"kind: {_kind(one, city)}", f"published: {day}"]
    lines += [f"{key}: {one.facts[key]}" for key in FACTS[1:] if key in one.facts]
    lines += [f"venue: {venue.id}"] if venue else []
    if one.where and not venue:
        lines.append(translate("## The place in the calendar; add it to content/venues.yaml and write `venue:`."))
        lines.append(f"# {one.where}")
    if any(key in one.facts for key in TOLD):
        lines.append(_told(day))
    lines += [f"imported: {json.dumps(one.uid, ensure_ascii=False)}", FENCE]
    text = one.text or translate("There is no text in the calendar. Write here what there is to do.")
    return "\n".join((*lines, text)) + "\n"


def _told(day: date) -> str:
    note = json.dumps(translate("other days"), ensure_ascii=False)
    return f"updated: [{{on: {day}, note: {note}}}]"


def _venue(where: str, venues: tuple[Venue, ...]) -> Venue | None:
    """The place that a text names, by its name or its street and number."""
    folded = where.casefold()
    for venue in venues:
        address = " ".join(part for part in (venue.address.street, venue.address.number) if part).casefold()
        if venue.name.casefold() in folded or (
            venue.address.number and re.search(rf"\b{re.escape(address)}\b", folded)
        ):
            return venue
    return None


def _kind(one: Found, city: City) -> str:
    """The kind that its categories or its title name; else the first, for the editor to choose."""
    words = {word.casefold() for word in (*one.categories, *re.findall(r"\w+", one.title))}
    named = (kind.id for kind in city.kinds if kind.id in words or kind.name.casefold() in words)
    return next(named, city.kinds[0].id)


def _again(one: Found, known: _Known, day: date, shown: str) -> Imported:
    """What a second import does with an event that has a post."""
    path = f"{shown}/{known.file.name}"
    if one.cancelled:
        said = translate("is cancelled in the calendar. Remove this draft, or write `status: cancelled`.")
        return Imported(file=known.file, said=f"{path}: {said}")
    lines = known.text.split("\n")
    before = {key: "\n".join(lines[first:after]) for key, (first, after) in known.lines.items()}
    facts = {key: f"{key}: {one.facts[key]}" for key in FACTS if key in one.facts}
    changed = [key for key in FACTS if not _same(before.get(key), facts.get(key))]
    if not changed:
        said = translate("unchanged.")
        return Imported(file=known.file, said=f"{path}: {said}")
    if not known.draft:
        new = "; ".join(facts.get(key, f"{key}: -") for key in changed)
        said = translate(
            "is not a draft any more, and the calendar says otherwise. Change it yourself, with `updated`: {new}",
            new=new,
        )
        return Imported(file=known.file, said=f"{path}: {said}")
    known.file.write_text(_renewed(lines, known, facts, changed, day), encoding="utf-8", newline="\n")
    said = translate("renewed: {keys}.", keys=", ".join(f"`{key}`" for key in changed))
    return Imported(file=known.file, said=f"{path}: {said}", changed=True)


def _same(before: str | None, after: str | None) -> bool:
    """Whether two lines say the same."""
    if before is None or after is None:
        return before == after
    one, other = compose(before + "\n"), compose(after + "\n")
    return one is not None and other is not None and tree(one) == tree(other)


def _renewed(lines: list[str], known: _Known, facts: dict[str, str], changed: list[str], day: date) -> str:
    """The file with other facts; new ones come after `start`."""
    made = list(lines)
    for key, (first, after) in sorted(known.lines.items(), key=lambda pair: -pair[1][0]):
        if key in changed:
            made[first:after] = [facts[key]] if key in facts else []
    new = [facts[key] for key in changed if key in facts and key not in known.lines]
    if any(key in facts for key in TOLD) and "updated" not in known.lines:
        new.append(_told(day))
    at = next(number for number, line in enumerate(made) if line.startswith("start:")) + 1
    return "\n".join((*made[:at], *new, *made[at:]))
