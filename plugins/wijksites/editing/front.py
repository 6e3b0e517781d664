"""Front matter as text that can be changed in places: YAML goes in, nodes or new text come out.

A change is made only when the result still reads as YAML and holds every value that was there before, so that
nothing anybody wrote can get lost.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from wijksites.remedies import LOADER

DEEPEST = 50  # composing recurses in C: far deeper ends the process instead of raising


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Characters `start` to `end` (exclusive) become `text`; with them the value `old` becomes `new`.

    `said` tells the editor.
    """

    start: int
    end: int
    text: str
    old: str
    new: str
    said: str


@lru_cache(maxsize=2)  # each repair asks anew, mostly for a text that none has changed
def compose(front: str) -> MappingNode | None:
    """The keys and values, one key per line; None for anything else, mistakes in YAML included."""
    if scalars(front) is None:
        return None
    try:
        node = yaml.compose(front, Loader=LOADER)
    except yaml.YAMLError:
        return None
    return node if isinstance(node, MappingNode) and not node.flow_style else None


def scalars(front: str) -> Counter[str] | None:
    """Every value in a text, keys too, and how often it stands there; None when the text is not good YAML."""
    found: Counter[str] = Counter()
    depth = documents = 0
    try:
        for event in yaml.parse(front, Loader=LOADER):
            if isinstance(event, ScalarEvent):
                found[event.value] += 1
            elif isinstance(event, AliasEvent):
                return None  # the same value in two places: a change in one would be a change in both
            elif isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            if depth > DEEPEST or documents > 1:
                return None
    except (yaml.YAMLError, UnicodeError):
        return None
    return found


def keys_of(node: MappingNode) -> list[str]:
    """The keys in order of writing."""
    return [key.value for key, _ in node.value if isinstance(key, ScalarNode)]


def tree(node: Node) -> object:
    """What a node says, without where and how it is written."""
    if isinstance(node, MappingNode):
        return tuple((tree(key), tree(value)) for key, value in node.value)
    return tuple(tree(item) for item in node.value) if isinstance(node, SequenceNode) else node.value


def quote_of(front: str, node: ScalarNode) -> str | None:
    """The quotation mark around a value (empty for none); None when it is not written letter by letter."""
    raw = front[node.start_mark.index : node.end_mark.index]
    quote = node.style if node.style in ("'", '"') else ""
    if "\n" in raw or raw != f"{quote}{node.value}{quote}":
        return None
    return quote


def replacement(front: str, node: Node, new: str, said: str) -> Edit | None:
    """The edit that writes another value in the place of one, in the same quotes."""
    quote = quote_of(front, node) if isinstance(node, ScalarNode) else None
    if quote is None:
        return None
    start, end = node.start_mark.index, node.end_mark.index
    return Edit(start=start, end=end, text=f"{quote}{new}{quote}", old=node.value, new=new, said=said)


def apply(front: str, edits: Iterable[Edit]) -> str | None:
    """The text with all edits made; None when something else than they say would change."""
    made = front
    ordered = sorted(edits, key=lambda edit: edit.start)
    for edit in reversed(ordered):
        made = made[: edit.start] + edit.text + made[edit.end :]
    lost, gained = [edit.old for edit in ordered], [edit.new for edit in ordered]
    return made if keeps(front, made, lost=lost, gained=gained) else None


def keeps(old: str, new: str, *, lost: Iterable[str] = (), gained: Iterable[str] = ()) -> bool:
    """Whether a changed text has every value of the old one, but for `lost` and `gained`."""
    before, after = scalars(old), scalars(new)
    if before is None or after is None or compose(new) is None:
        return False
    before.update(gained)
    before.subtract(lost)
    return +before == after
