"""The repairs that need no question: front matter goes in, changed front matter and what was done come out.

Each is sure or is left alone: `8/12/2026` may mean 12 August, so only whoever wrote it can mend it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from wijksites.city.tables import DUTCH_WEEKDAYS
from wijksites.editing.front import Edit, apply, compose, keeps, keys_of, replacement, tree
from wijksites.fields import Choice, Flag, Kind, closest
from wijksites.moments import (
    DUTCH_MOMENT,
    DUTCH_MONTHS,
    Moment,
    MomentKind,
    as_datetime,
    day_of,
    guess_hour,
    guess_moment,
    parse_hour,
    parse_moment,
    written,
)
from wijksites.posts.repeat import RepeatKind
from wijksites.records import ListOf, Record
from wijksites.words import translate

FLAGS = {"ja": "true", "waar": "true", "nee": "false", "neen": "false", "onwaar": "false"}
Repaired = tuple[str, tuple[str, ...]]  # the text, and one sentence for each repair in it


def without_tabs(front: str) -> Repaired:
    """Two spaces for each tab at the start of a line."""
    lines = front.split("\n")
    for number, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip())]
        lines[number] = indent.replace("\t", "  ") + line[len(indent) :]
    made = "\n".join(lines)
    if made == front:
        return front, ()
    return made, (translate("each tab at the start of a line is now two spaces."),)


def known_words(front: str, record: Record) -> Repaired:
    """English keys and choices for the Dutch ones we know, and days with the year first."""
    node = compose(front)
    edits = tuple(_edits(front, node, record)) if node else ()
    made = apply(front, edits) if edits else None
    if made is None:
        return front, ()
    return made, tuple(edit.said for edit in edits)


def _edits(front: str, node: MappingNode, record: Record) -> Iterator[Edit]:
    names = _renamed(keys_of(node), record)
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            continue
        old = str(key.value)
        name = names.get(old, old)
        if name != old:
            said = translate("`{old}` is now `{new}`.", old=old, new=name)
            edit = replacement(front, key, name, said)
            if edit is None:
                continue
            yield edit
        if name in record.keys:
            yield from _value_edits(front, value, name, record.keys[name].kind)


def _renamed(names: list[str], record: Record) -> dict[str, str]:
    """The keys that can get the name we know: one for each name, and none that is there already."""
    meant: dict[str, list[str]] = {}
    for name in names:
        if name not in record.keys:
            folded = name.casefold()
            meant.setdefault(record.aliases.get(folded, folded), []).append(name)
    found = {old[0]: new for new, old in meant.items() if new in record.keys and new not in names and len(old) == 1}
    if "alt" in found.values() and "image" not in {*names, *found.values()}:
        # ‘beschrijving’ without a picture is not the picture's.
        found = {old: new for old, new in found.items() if new != "alt"}
    return found


def _value_edits(front: str, node: Node, name: str, kind: Kind) -> Iterator[Edit]:
    if isinstance(kind, RepeatKind):
        kind = kind.chosen(node)
    if isinstance(kind, ListOf):
        for item in node.value if isinstance(node, SequenceNode) else [node]:
            yield from _value_edits(front, item, name, kind.item)
    elif isinstance(kind, Record):
        if isinstance(node, MappingNode):
            yield from _edits(front, node, kind)
    elif isinstance(node, ScalarNode):
        new = _known_value(node.value, kind)
        if new is not None and new != node.value:
            said = translate("`{key}: {old}` is now `{key}: {new}`.", key=name, old=node.value, new=new)
            edit = replacement(front, node, new, said)
            if edit:
                yield edit


def _known_value(text: str, kind: Kind) -> str | None:
    """The value as it should be written; None when that is not certain."""
    if isinstance(kind, Choice):
        word = text.strip().casefold()
        return kind.aliases.get(word) or (word if word in kind.choices else None)
    if isinstance(kind, Flag):
        return FLAGS.get(text.strip().casefold())
    if isinstance(kind, MomentKind):
        hour = guess_hour(text) if kind.hour_alone and parse_hour(text) is None else None
        if hour is not None and not text.strip().isdigit():  # `21` may be a day or an hour
            return f"{hour:%H:%M}"
        moment = certain_moment(text)
        if moment is not None and (kind.hour or not isinstance(moment, datetime)):
            return written(moment)
    return None


def certain_moment(text: str) -> Moment | None:
    """The moment of a Dutch date that can mean one day only: `18/12/2026 19u30`, `8 december 2026`."""
    match, moment = DUTCH_MOMENT.fullmatch(text.strip()), guess_moment(text)
    if not match or moment is None or not 1900 <= moment.year <= 2200:
        return None
    day, month = match[1], match[2].lower()
    if month.isdigit():
        if int(day) <= 12 and int(day) != int(month):
            return None
    elif len(month) < 3 or not any(name.startswith(month) for name in DUTCH_MONTHS):
        return None
    weekday = text.strip()[: match.start(1) - match.start()].strip().lower()
    expected = tuple(DUTCH_WEEKDAYS)[day_of(moment).weekday()]
    return moment if weekday in ("", expected, expected[:2]) else None


def in_order(front: str) -> Repaired:
    """The entries of `updated` with the oldest first, each as it was written."""
    node = compose(front)
    updated = next((value for key, value in node.value if key.value == "updated"), None) if node else None
    if not isinstance(updated, SequenceNode):
        return front, ()
    moments = [_moment_of(item) for item in updated.value]
    known = [as_datetime(moment) for moment in moments if moment is not None]
    if len(known) != len(moments) or known == sorted(known):
        return front, ()
    spans = _flow_spans(front, updated) if updated.flow_style else _block_spans(front, updated)
    if spans is None:
        return front, ()
    order = sorted(range(len(spans)), key=lambda number: known[number])
    made, end = "", 0
    for (start, stop), number in zip(spans, order, strict=True):
        made += front[end:start] + front[slice(*spans[number])]
        end = stop
    made += front[end:]
    if _updates_in(made) != [tree(updated.value[number]) for number in order] or not keeps(front, made):
        return front, ()
    return made, (translate("the changes under `updated` are now in order of day, the oldest first."),)


def _updates_in(front: str) -> list[object]:
    node = compose(front)
    updated = next((value for key, value in node.value if key.value == "updated"), None) if node else None
    return [tree(item) for item in updated.value] if isinstance(updated, SequenceNode) else []


def _moment_of(item: Node) -> Moment | None:
    if not isinstance(item, MappingNode):
        return None
    found = [value.value for key, value in item.value if key.value == "on" and isinstance(value, ScalarNode)]
    return parse_moment(found[0]) if len(found) == 1 else None


def _flow_spans(front: str, node: SequenceNode) -> list[tuple[int, int]] | None:
    """Where each entry between `[` and `]` stands; None when a comment stands between them."""
    spans = [(item.start_mark.index, item.end_mark.index) for item in node.value]
    between = front[node.start_mark.index : node.end_mark.index]
    for start, end in spans:
        between = between.replace(front[start:end], "", 1)
    return None if "#" in between else spans


def _block_spans(front: str, node: SequenceNode) -> list[tuple[int, int]] | None:
    """The lines of each entry that starts with a dash, with the comments above it; None for unusual forms."""
    lines = front.split("\n")
    starts = [item.start_mark.line for item in node.value]
    dashes = {re.match(r"( *)- +", lines[start]) for start in starts}
    columns = {len(dash[1]) if dash else -1 for dash in dashes}
    if len(columns) != 1 or -1 in columns or len(set(starts)) != len(starts):
        return None
    column = columns.pop()
    ends = [*starts[1:], _end_of_list(lines, starts[-1], column)]
    for number, end in enumerate(ends):
        while end - 1 > starts[number] and _stands_between(lines[end - 1], column):
            end -= 1
        ends[number] = end
    above = [_comments_above(lines, start, column) for start in starts]
    if any(line < start for line, start in zip(above[1:], starts[1:], strict=True)):
        starts = above  # else a comment above the first is about the whole list
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    return [(offsets[start], offsets[end]) for start, end in zip(starts, ends, strict=True)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _stands_between(line: str, column: int) -> bool:
    """Whether a line is empty or a comment that belongs to what follows it."""
    return not line.strip() or (line.lstrip(" ").startswith("#") and _indent(line) <= column)


def _end_of_list(lines: list[str], start: int, column: int) -> int:
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip(" ").startswith("#") and _indent(line) <= column:
            return number
    return len(lines) - 1


def _comments_above(lines: list[str], start: int, column: int) -> int:
    while lines[start - 1].strip() and _stands_between(lines[start - 1], column):
        start -= 1
    return start


def with_published(front: str, record: Record, day: date) -> Repaired:
    """A `published` where there is none: the day of the repair, below the title."""
    node = compose(front)
    if node is None or not node.value:
        return front, ()
    names = keys_of(node)
    new = day.isoformat()
    made = _filled(front, node, new) if "published" in names else None
    if "published" not in names and not any(_meant(name, record) == "published" for name in names):
        made = _added(front, node, new)
    if made is None:
        return front, ()
    return made, (
        translate("there was no `published`; it is now {day}. Write another day if you want another.", day=new),
    )


def _meant(name: str, record: Record) -> str | None:
    """The key that an unknown one may stand for; adding that key beside it would hide what was written."""
    found = record.aliases.get(name.casefold()) or closest(name, (*record.keys, *record.aliases))
    return record.aliases.get(found, found) if found else None


def _filled(front: str, node: MappingNode, new: str) -> str | None:
    """The text with a value after an empty `published:`."""
    key, value = next(pair for pair in node.value if pair[0].value == "published")
    if not isinstance(value, ScalarNode) or value.style or value.value not in ("", "~", "null"):
        return None
    if value.value:
        edit = replacement(front, value, new, "")
    else:
        colon = re.compile(r"[ \t]*:").match(front, key.end_mark.index)
        edit = colon and Edit(start=colon.end(), end=colon.end(), text=f" {new}", old="", new=new, said="")
    return apply(front, [edit]) if edit else None


def _added(front: str, node: MappingNode, new: str) -> str | None:
    """The text with a line `published:` below the title, else at the end."""
    line = " " * node.value[0][0].start_mark.column + f"published: {new}\n"
    places = [len(front)]
    for key, value in node.value:
        if key.value == "title" and isinstance(value, ScalarNode) and value.style not in ("|", ">"):
            places.insert(0, front.index("\n", value.end_mark.index) + 1)
    for place in places:
        made = front[:place] + line + front[place:]
        if keeps(front, made, gained=("published", new)):
            after = compose(made)
            if after and [name for name in keys_of(after) if name != "published"] == keys_of(node):
                return made
    return None
