"""The slugs and ids of `wards.yaml`: its nodes go in, the names that other lines may use come out.

They are looked at before anything else: when one is wrong, each line that uses the right one would seem wrong too.
"""

import re
from collections.abc import Container

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from wijksites.fields import SLUG
from wijksites.reading import Reader, entries
from wijksites.words import translate

Names = frozenset[str] | None


def check_names(
    node: MappingNode, reader: Reader, *, reserved: Container[str], kinds: Container[str]
) -> tuple[Names, Names]:
    """The slugs of the wards and the ids of the regisseurs; None for a list with a mistake in them.

    `reserved`: slugs that the site itself uses; `kinds`: ids of kinds of event that need not be written.
    """
    top = entries(node, Reader(path=""))  # a key that stands twice is told when the file is read
    _check_kinds(_named(top, "kinds", "id"), kinds, reader)
    _unique(_named(top, "series", "id"), "id", reader)
    return (
        _checked(_named(top, "wards", "slug"), "slug", reserved, reader),
        _checked(_named(top, "regisseurs", "id"), "id", (), reader),
    )


def _named(top: dict[str, tuple[Node, Node]], list_key: str, key: str) -> list[ScalarNode | None]:
    """The node with the name of each item; None for an item without one."""
    if list_key not in top or not isinstance(top[list_key][1], SequenceNode):
        return [None]
    found: list[ScalarNode | None] = []
    for item in top[list_key][1].value:
        values = item.value if isinstance(item, MappingNode) else []
        named = [value for name, value in values if name.value == key and isinstance(value, ScalarNode)]
        found.append(named[0] if named else None)
    return found


def _checked(nodes: list[ScalarNode | None], key: str, reserved: Container[str], reader: Reader) -> Names:
    sound = _unique(nodes, key, reader)
    for node in nodes:
        if node is not None and node.value in reserved:
            sound = False
            reader.problem(
                node,
                translate("the slug ‘{value}’ is taken by the site itself. Choose another slug.", value=node.value),
            )
        elif node is None or not re.fullmatch(SLUG.expression, node.value):
            sound = False  # the reading of the file says so
    return frozenset(node.value for node in nodes if node is not None) if sound else None


def _unique(nodes: list[ScalarNode | None], key: str, reader: Reader) -> bool:
    seen: dict[str, int] = {}
    before = len(reader.problems)
    for node in nodes:
        if node is None:
            continue
        if node.value in seen:
            reader.problem(
                node,
                translate(
                    "`{key}: {value}` also stands on line {line}. Give each its own.",
                    key=key,
                    value=node.value,
                    line=seen[node.value],
                ),
            )
        seen.setdefault(node.value, reader.mark(node).line)
    return len(reader.problems) == before


def _check_kinds(nodes: list[ScalarNode | None], usual: Container[str], reader: Reader) -> None:
    _unique(nodes, "id", reader)
    for node in nodes:
        if node is not None and node.value in usual:
            reader.problem(
                node,
                translate(
                    "the kind ‘{value}’ is there already. Remove these lines, or choose another `id`.", value=node.value
                ),
            )
