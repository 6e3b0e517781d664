"""Reads `vervallen.yaml`: the file goes in, the posts that were withdrawn for good come out, and why."""

from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode, SequenceNode

from wijksites.check.rows import is_file
from wijksites.fields import MISSING, POST_ID, SITE_PATH, Choice
from wijksites.moments import MomentKind
from wijksites.problems import Problem
from wijksites.reading import Reader, read_node, read_text
from wijksites.records import Key, Record, Value, get, mark_of
from wijksites.words import noted, translate

ON_REQUEST = "op-verzoek"
WITHDRAWN = Record(
    keys={
        "id": Key(POST_ID, "Id of the post", required=True),
        "on": Key(MomentKind(hour=False), "Day it was withdrawn", required=True),
        "reason": Key(Choice(choices=("ingetrokken", ON_REQUEST)), "Why", required=True),
        "to": Key(SITE_PATH, "Where its address leads now"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A post that is gone for good. `to`: the path its address now leads to, or nothing."""

    id: str
    reason: str
    to: str = ""


LIST = noted(
    "we expect a list here, for example: `- {{id: ledeberg/nieuws/park, on: 2026-11-20, reason: ingetrokken}}`"
)


def load_withdrawn(
    file: Path, paths: frozenset[str], shown_as: str
) -> tuple[tuple[Withdrawn, ...], tuple[Problem, ...]]:
    """The withdrawn posts, and what is wrong with the file; without a file there are none. `paths`: of the site."""
    if not file.exists():
        return (), ()
    reader = Reader(path=shown_as)
    text = read_text(file, reader)
    node = read_node(text, reader) if text is not None else None
    if node is None:
        return (), tuple(reader.problems)
    if not isinstance(node, SequenceNode):
        reader.problem(
            node,
            translate(LIST),
        )
        return (), tuple(reader.problems)
    found = []
    seen: dict[str, int] = {}
    for item in node.value:
        if not isinstance(item, MappingNode):
            reader.problem(item, translate(LIST))
            continue
        record = WITHDRAWN.read(item, "withdrawn", reader)
        if record is MISSING:
            continue
        _check_id(record, file.parent, seen, reader)
        to = get(record, "to", "")
        if to and to not in paths:
            reader.problem(
                mark_of(record, "to"),
                translate(
                    "the link to `{target}` does not work, because that page does not exist. Check the address.",
                    target=to,
                ),
            )
        found.append(Withdrawn(id=get(record, "id"), reason=get(record, "reason"), to=to))
    return tuple(found), tuple(reader.problems)


def _check_id(record: dict[str, Value], content: Path, seen: dict[str, int], reader: Reader) -> None:
    """An id that is written as a file name, stands twice, or is that of a file that is still there."""
    id, mark = record["id"].value, record["id"].mark
    if id.endswith(".md"):
        reader.problem(mark, translate("an id is a path without `.md`. Write: `id: {id}`", id=id.removesuffix(".md")))
    elif id in seen:
        reader.problem(
            mark,
            translate(
                "`{key}` stands here a second time (the first is on line {line}). Remove one of the two.",
                key=f"id: {id}",
                line=seen[id],
            ),
        )
    elif is_file(content / f"{id}.md"):
        reader.problem(
            mark,
            translate(
                "`{file}` is still there, so it stays online. Remove that file, or remove this line.", file=f"{id}.md"
            ),
        )
    seen.setdefault(id, mark.line)
