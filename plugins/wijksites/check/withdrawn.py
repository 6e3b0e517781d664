"""Reads `vervallen.yaml`: the ids that were withdrawn for good, and why."""

from pathlib import Path

from yaml.nodes import SequenceNode

from wijksites.fields import MISSING, POST_ID, SITE_PATH, Choice
from wijksites.moments import MomentKind
from wijksites.problems import Problem
from wijksites.reading import Reader, read_node, read_text
from wijksites.records import Key, Record
from wijksites.words import translate

WITHDRAWN = Record(
    keys={
        "id": Key(POST_ID, "Id of the post", required=True),
        "on": Key(MomentKind(hour=False), "Day it was withdrawn", required=True),
        "reason": Key(Choice(choices=("ingetrokken", "op-verzoek")), "Why", required=True),
        "to": Key(SITE_PATH, "Where its address leads now"),
    }
)


def load_withdrawn(file: Path, shown_as: str) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """The withdrawn ids, and what is wrong with the file; without a file there are none."""
    if not file.exists():
        return frozenset(), ()
    reader = Reader(path=shown_as)
    text = read_text(file, reader)
    node = read_node(text, reader) if text is not None else None
    if node is None:
        return frozenset(), tuple(reader.problems)
    if not isinstance(node, SequenceNode):
        reader.problem(
            node,
            translate(
                "we expect a list here, for example: `- {{id: ledeberg/nieuws/park, on: 2026-11-20, reason: "
                "ingetrokken}}`"
            ),
        )
        return frozenset(), tuple(reader.problems)
    found = set()
    for item in node.value:
        record = WITHDRAWN.read(item, "withdrawn", reader)
        if record is not MISSING:
            found.add(record["id"].value)
    return frozenset(found), tuple(reader.problems)
