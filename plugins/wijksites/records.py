"""Values with keys of their own: a table of keys and a YAML mapping go in, values that remember their place come out.

One table of keys (`Record`) is both the reader of a file and its JSON Schema, so the two cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from wijksites.fields import MISSING, Choice, Kind, Missing, Text, closest, is_empty
from wijksites.reading import Mark, Reader, entries
from wijksites.words import translate


@dataclass(frozen=True, slots=True)
class Value:
    """What was written: the value and where it stands."""

    value: Any
    mark: Mark


@dataclass(frozen=True, slots=True)
class ListOf(Kind):
    """Several values of one kind; a value that stands alone is a list of one."""

    item: Kind
    at_least: int = 0

    @property
    def example(self) -> str:  # type: ignore[override]
        return f"[{self.item.example}]"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        if isinstance(self.item, Choice) and self._all_meant(self.item, nodes, key, reader):
            return MISSING
        values = tuple(value for value in (self.item.read(item, key, reader) for item in nodes) if value is not MISSING)
        if len(nodes) < self.at_least:
            reader.problem(
                node,
                translate(
                    "there is nothing after `{key}`. Write for example: `{key}: {example}`",
                    key=key,
                    example=self.example,
                ),
            )
        return values

    def _all_meant(self, item: Choice, nodes: list[Node], key: str, reader: Reader) -> bool:
        """Whether words were written that mean ours: one sentence with the whole list, for pasting."""
        words = [node.value for node in nodes if isinstance(node, ScalarNode)]
        meant = [item.meant(word) for word in words]
        wrong = [number for number, word in enumerate(words) if word not in item.choices]
        if not wrong or len(words) < len(nodes) or None in meant:
            return False
        reader.problem(
            nodes[wrong[0]],
            translate(
                "we do not know ‘{value}’ after `{key}`. Write: `{key}: {meant}`",
                value=words[wrong[0]],
                key=key,
                meant=f"[{', '.join(str(word) for word in meant)}]",
            ),
        )
        return True

    def schema(self) -> dict[str, Any]:
        item = self.item.schema()
        several: dict[str, Any] = {"type": "array", "items": item}
        if self.at_least:
            several["minItems"] = self.at_least
        if isinstance(self.item, Record):
            return several
        return {"anyOf": [several, item]}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: the kind of its value, whether it must be there, and what it is for (in the schema)."""

    kind: Kind
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record(Kind):
    """Keys with values of known kinds. `aliases`: what people write instead of a key."""

    keys: Mapping[str, Key]
    aliases: Mapping[str, str] = field(default_factory=dict)
    example: str = "{...}"
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # a key of another table, and what to say of it here
    at_least_one: bool = False

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        if not isinstance(node, MappingNode):
            reader.problem(
                node,
                translate(
                    "after `{key}` we expect keys of its own, for example: `{key}: {{{inner}: {example}}}`",
                    key=key,
                    inner=self._first()[0],
                    example=self._first()[1].kind.example,
                )
                if self.example == "{...}"
                else translate(
                    "after `{key}` we expect keys of its own, for example: `{line}`",
                    key=key,
                    line=f"{key}: {self.example}",
                ),
            )
            return MISSING
        if self.at_least_one and not node.value:
            self._empty(key, Key(self, ""), node, reader)
            return MISSING
        return self.read_entries(node, reader)

    def _first(self) -> tuple[str, Key]:
        return next(iter(self.keys.items()))

    def read_entries(self, node: MappingNode, reader: Reader) -> dict[str, Value] | Missing:
        """Every key that could be read; MISSING when a required one was not."""
        values: dict[str, Value] = {}
        complete = True
        found = entries(node, reader)
        meant = set()  # what an unknown key stands for is not missing as well: one mistake, one sentence
        for name, (key_node, value_node) in found.items():
            wanted = self.keys.get(name)
            if wanted is None:
                meant.add(self._unknown(name, key_node, reader))
                continue
            if is_empty(value_node) and not isinstance(wanted.kind, Text):
                self._empty(name, wanted, key_node, reader)
                complete = complete and not wanted.required
                continue
            before = reader.errors
            value = wanted.kind.read(value_node, name, reader)
            if reader.errors > before:
                reader.broken.add(reader.mark(value_node))
            if value is MISSING:
                complete = complete and not wanted.required
            else:
                values[name] = Value(value, reader.mark(value_node))
        for name, wanted in self.keys.items():
            if wanted.required and name not in found:
                complete = False
                if name in meant:
                    continue
                reader.problem(
                    node,
                    translate(
                        "there is no `{key}`. Add a line, for example: `{key}: {example}`",
                        key=name,
                        example=wanted.kind.example,
                    ),
                )
        return values if complete else MISSING

    def _unknown(self, name: str, node: Node, reader: Reader) -> str | None:
        """Says what to write instead of a key that we do not know, and gives the key that was meant."""
        folded = name.strip().casefold()
        known = {alias: key for alias, key in self.aliases.items() if key in self.keys}
        other = folded if folded in self.elsewhere else self.aliases.get(folded, "")
        if other in self.elsewhere:
            message: str = self.elsewhere[other]
            reader.problem(node, translate(message, value=name))
            return None
        meant = known.get(folded) or closest(name, (*self.keys, *known))
        meant = known.get(meant, meant) if meant else None
        if meant:
            reader.problem(node, translate("we do not know ‘{value}’. Do you mean `{meant}`?", value=name, meant=meant))
        else:
            reader.problem(
                node,
                translate(
                    "we do not know ‘{value}’. Remove this line, or choose one of: {choices}",
                    value=name,
                    choices=", ".join(self.keys),
                ),
            )
        return meant

    def _empty(self, name: str, wanted: Key, node: Node, reader: Reader) -> None:
        reader.problem(
            node,
            translate(
                "there is nothing after `{key}`. Write for example: `{key}: {example}`",
                key=name,
                example=wanted.kind.example,
            ),
        )

    def schema(self) -> dict[str, Any]:
        properties = {name: {"description": key.about, **key.kind.schema()} for name, key in self.keys.items()}
        required = [name for name, key in self.keys.items() if key.required]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
            **({"required": required} if required else {}),
        }


def get(values: dict[str, Value], key: str, default: Any = None) -> Any:
    """The value of a key, or the default."""
    return values[key].value if key in values else default


def mark_of(values: dict[str, Value], key: str) -> Mark | None:
    """Where the value of a key stands."""
    return values[key].mark if key in values else None


def made(type_made: Any, record: dict[str, Value] | None) -> Any:
    """A dataclass whose fields have the names of the keys; None for what is not there."""
    return type_made(**{key: value.value for key, value in record.items()}) if record is not None else None
