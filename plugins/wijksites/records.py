"""Values with keys of their own: a table of keys and a YAML mapping go in, values that remember their place come out.

One table of keys (`Record`) is both the reader of a file and its JSON Schema, so the two cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from wijksites.fields import MISSING, Kind, Missing, Text, closest, is_empty
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

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        if not isinstance(node, MappingNode):
            reader.problem(
                node,
                translate(
                    "after `{key}` we expect keys of its own, for example: `{key}: {{{inner}: {example}}}`",
                    key=key,
                    inner=next(iter(self.keys)),
                    example=next(iter(self.keys.values())).kind.example,
                ),
            )
            return MISSING
        return self.read_entries(node, reader)

    def read_entries(self, node: MappingNode, reader: Reader) -> dict[str, Value] | Missing:
        """Every key that could be read; MISSING when a required one was not."""
        values: dict[str, Value] = {}
        complete = True
        found = entries(node, reader)
        for name, (key_node, value_node) in found.items():
            wanted = self.keys.get(name)
            if wanted is None:
                self._unknown(name, key_node, reader)
                continue
            if is_empty(value_node) and not isinstance(wanted.kind, Text):
                self._empty(name, wanted, key_node, reader)
                complete = complete and not wanted.required
                continue
            value = wanted.kind.read(value_node, name, reader)
            if value is MISSING:
                complete = complete and not wanted.required
            else:
                values[name] = Value(value, reader.mark(value_node))
        for name, wanted in self.keys.items():
            if wanted.required and name not in found:
                complete = False
                reader.problem(
                    node if node.value else Mark(reader.first_line, 1),
                    translate(
                        "there is no `{key}`. Add a line, for example: `{key}: {example}`",
                        key=name,
                        example=wanted.kind.example,
                    ),
                )
        return values if complete else MISSING

    def _unknown(self, name: str, node: Node, reader: Reader) -> None:
        meant = self.aliases.get(name.casefold()) or closest(name, (*self.keys, *self.aliases))
        meant = self.aliases.get(meant, meant) if meant else None
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
