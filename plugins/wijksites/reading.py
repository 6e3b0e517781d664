"""Strict YAML: text goes in, nodes that remember line and column come out, mistakes become problems.

Nothing is guessed from how a value looks (YAML 1.1 reads `19:30` as 1170, `NO` as false and `010` as 8):
every scalar stays the text that was written, and the field that asked for it decides what it means.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from wijksites.problems import Problem
from wijksites.words import translate

# Without the C library the same nodes come out, ten times slower.
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 30  # lists within lists
# Not allowed in XML (feeds) or in YAML, or a line end for YAML alone.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
COLON_IN_TEXT = re.compile(r"^(?P<key>\s*[\w-]+):\s+(?P<text>[^\"'\[{].*)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; both count from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Reader:
    """One file being read: where it is, what its first line of YAML is, and what was found wrong so far."""

    path: str
    first_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def mark(self, node: Node) -> Mark:
        """Where a node starts in the file."""
        return Mark(node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def problem(self, at: Mark | Node | None, text: str, *, warning: bool = False) -> None:
        """Note a problem at a place; without a place, at the start of the file."""
        if isinstance(at, Node):
            at = self.mark(at)
        at = at or Mark(1, 1)
        self.problems.append(Problem(path=self.path, line=at.line, column=at.column, text=text, warning=warning))

    @property
    def failed(self) -> bool:
        """Whether anything but warnings was found."""
        return any(not problem.warning for problem in self.problems)


def read_text(file: Path, reader: Reader) -> str | None:
    """The text of a file, line ends made `\\n`; None (with a problem) when it is not text or cannot be read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        reader.problem(
            None,
            translate("this file cannot be read ({reason}). Check that it exists.", reason=error.strerror or error),
        )
        return None
    return decode(data, reader)


def decode(data: bytes, reader: Reader) -> str | None:
    """Bytes as UTF-8 text without byte order mark; None (with a problem) when they are something else."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")  # without byte order mark
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        reader.problem(
            Mark(line, column),
            translate("this file has a character that is not UTF-8. Save the file again with the encoding UTF-8."),
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        reader.problem(
            Mark(line, column),
            invisible(found.group()),
        )
        return None
    return text


def invisible(character: str) -> str:
    """What to say of a character that nobody sees."""
    return translate(
        "there is an invisible character here (code {code}) that does not belong in text. Remove it.",
        code=f"U+{ord(character):04X}",
    )


def read_node(text: str, reader: Reader) -> Node | None:
    """What a YAML text holds; None when that is nothing, or (with a problem) when it cannot be read."""
    if not _without_tabs(text, reader):
        return None
    try:
        if _too_deep(text):
            reader.problem(None, translate("this cannot be read. Check the quotes, brackets and colons."))
            return None
        return yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        reader.problem(_place(error, reader), _explain(error, text))
        return None
    except yaml.YAMLError:
        reader.problem(None, translate("this cannot be read. Check the quotes, brackets and colons."))
        return None
    except RecursionError:
        reader.problem(None, translate("this cannot be read. Check the quotes, brackets and colons."))
        return None


def read_mapping(text: str, reader: Reader) -> MappingNode | None:
    """The keys and values of a YAML text; None (with a problem) when it is not a list of `key: value`."""
    before = len(reader.problems)
    node = read_node(text, reader)
    if len(reader.problems) > before:
        return None
    if node is None:
        return MappingNode("tag:yaml.org,2002:map", [], _start_of(text), _start_of(text))
    if not isinstance(node, MappingNode):
        reader.problem(
            node,
            translate("here we expect lines with `key: value`, for example: `title: Wijkbeurs Ledeberg`"),
        )
        return None
    return node


def entries(node: MappingNode, reader: Reader) -> dict[str, tuple[Node, Node]]:
    """Key text to (key node, value node); a key that stands twice is a problem and keeps its first value."""
    found: dict[str, tuple[Node, Node]] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            reader.problem(
                key,
                translate("here we expect lines with `key: value`, for example: `title: Wijkbeurs Ledeberg`"),
            )
            continue
        if key.value in found:
            first = reader.mark(found[key.value][0])
            reader.problem(
                key,
                translate(
                    "`{key}` stands here a second time (the first is on line {line}). Remove one of the two.",
                    key=key.value,
                    line=first.line,
                ),
            )
            continue
        found[key.value] = (key, value)
    return found


def _too_deep(text: str) -> bool:
    """Whether lists stand in lists deeper than anything we know; composing such a text would exhaust the stack."""
    if sum(text.count(sign) for sign in "[{-?") < DEEPEST:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def _without_tabs(text: str, reader: Reader) -> bool:
    clean = True
    for number, line in enumerate(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            clean = False
            reader.problem(
                Mark(reader.first_line + number, indent.index("\t") + 1),
                translate(
                    "this line starts with a tab. Replace the tab by two spaces, or run `make fix` to have it done."
                ),
            )
    return clean


def _start_of(text: str) -> yaml.Mark:
    return yaml.Mark("", 0, 0, 0, text, 0)


def _place(error: yaml.MarkedYAMLError, reader: Reader) -> Mark:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Mark(reader.first_line, 1)
    return Mark(mark.line + reader.first_line, mark.column + 1)


def _explain(error: yaml.MarkedYAMLError, text: str) -> str:
    """A remedy for the mistakes people make; libyaml's own words help nobody who does not know YAML."""
    mark = error.problem_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    match = COLON_IN_TEXT.match(line)
    if "mapping values are not allowed" in str(error.problem) and match and ": " in match["text"]:
        quoted = match["text"].rstrip().replace("\\", "\\\\").replace('"', '\\"')
        return translate(
            'there is a colon in the text. Put the text between quotes: `{key}: "{text}"`',
            key=match["key"].strip(),
            text=quoted,
        )
    if "block end" in str(error.problem) or "block mapping" in str(error.context):
        return translate(
            "this line does not fit here. Check that it starts with `key:` and that it is indented like the line "
            "above it."
        )
    return translate("this cannot be read. Check the quotes, brackets and colons.")
