"""Strict YAML: text goes in, nodes that remember line and column come out, mistakes become problems.

Nothing is guessed from how a value looks (YAML 1.1 reads `19:30` as 1170, `NO` as false and `010` as 8):
every scalar stays the text that was written, and the field that asked for it decides what it means.
"""

import errno
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from wijksites.problems import Problem
from wijksites.remedies import KEY_AND_TEXT, LOADER, quoted, remedy, unreadable
from wijksites.words import noted, translate

DEEPEST = 30  # lists within lists
# Not allowed in XML (feeds) or in YAML, or a line end for YAML alone.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# What no reader sees: a title of only these is empty, and some turn the text after them around. Marks of direction
# (U+200E, U+200F) and joiners belong to Arabic, Hebrew and emoji.
UNSEEN = re.compile(r"[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Where a tag, an anchor or an alias may stand; only a text with such a place is looked through for them.
SIGN = re.compile(r"(?:^|[\s\[{,:-])(?:!|[&*]\S)", re.MULTILINE)


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
    errors: int = 0  # how many of the problems are more than a warning
    lines: list[str] = field(default_factory=list)  # of the YAML; what stands behind a value is not in its node

    broken: set[Mark] = field(default_factory=set)  # values in which a mistake stands that was told already

    def mark(self, node: Node) -> Mark:
        """Where a node starts in the file."""
        return Mark(node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def problem(self, at: Mark | Node | None, text: str, *, warning: bool = False) -> None:
        """Note a problem at a place; without a place, at the start of the file."""
        if isinstance(at, Node):
            at = self.mark(at)
        at = at or Mark(1, 1)
        self.errors += not warning
        self.problems.append(Problem(path=self.path, line=at.line, column=at.column, text=text, warning=warning))

    @property
    def failed(self) -> bool:
        """Whether anything but warnings was found."""
        return self.errors > 0


def read_text(file: Path, reader: Reader) -> str | None:
    """The text of a file, line ends made `\\n`; None (with a problem) when it is not text or cannot be read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        reader.problem(None, unreadable_file(error))
        return None
    return decode(data, reader)


# The reasons that happen to people; the system's own words are English.
REASONS = {
    errno.ENOENT: noted("it is not there"),
    errno.EACCES: noted("you may not open it"),
    errno.EPERM: noted("you may not change it"),
    errno.EISDIR: noted("it is a folder"),
    errno.ENOTDIR: noted("a part of its path is no folder"),
    errno.ENOSPC: noted("the disk is full"),
    errno.EROFS: noted("the disk is read-only"),
    errno.ENAMETOOLONG: noted("its name is too long"),
    errno.EEXIST: noted("it is there already"),
}


def reason(error: OSError) -> str:
    """Why the system refused, between brackets and after a space; nothing when we have no word for it."""
    known = REASONS.get(error.errno or 0)
    return f" ({translate(known)})" if known else ""


def unreadable_file(error: OSError) -> str:
    """What to say of a file that the system does not give."""
    return translate("this file cannot be read{reason}. Check that it exists.", reason=reason(error))


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
    reader.lines = text.split("\n")
    if not _without_tabs(text, reader):
        return None
    try:
        if _too_deep(text, reader) or _signs(text, reader):
            return None
        return yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        found = remedy(error, text)
        reader.problem(Mark(found.line + reader.first_line, found.column + 1), found.sentence)
        return None
    except (yaml.YAMLError, RecursionError):
        reader.problem(None, unreadable())
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


def cut_off(node: ScalarNode, reader: Reader) -> str:
    """The whole text of which YAML dropped the end, because `#` after a space begins a comment; else nothing."""
    at = node.end_mark
    if node.style or at.line >= len(reader.lines):
        return ""
    rest = re.match(r"\s+#(?P<text>.*)", reader.lines[at.line][at.column :])
    # `title:  # what to write here` is somebody's explanation, `title: #wijkbeurs` is a title.
    if not rest or (not node.value and rest["text"][:1] in ("", " ", "#")):
        return ""
    return " ".join(f"{node.value}{rest.group()}".split())


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


def _too_deep(text: str, reader: Reader) -> bool:
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
            reader.problem(
                _mark_of(event, reader),
                translate("too many lists stand inside each other here. Remove the brackets or dashes too many."),
            )
            return True
    return False


def _signs(text: str, reader: Reader) -> bool:
    """Whether a text begins with `!`, `&` or `*`: to YAML they are not text, and it would drop a word."""
    if not SIGN.search(text):
        return False
    before = len(reader.problems)
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            at = _mark_of(event, reader)
            line, column = at.line - reader.first_line, at.column - 1
            match = KEY_AND_TEXT.match(reader.lines[line])
            if match and match.start("text") == column:
                whole = f"{match['key']}: {quoted(match['text'])}"
            else:
                whole = quoted(re.split(r"[,\]}]|\s#", reader.lines[line][column:])[0].strip())
            reader.problem(
                at,
                translate(
                    "a text that begins with `{sign}` goes between quotes: `{line}`",
                    sign=reader.lines[line][column : column + 1],
                    line=whole,
                ),
            )
    return len(reader.problems) > before


def _mark_of(event: yaml.Event, reader: Reader) -> Mark:
    mark = event.start_mark
    assert mark is not None
    return Mark(mark.line + reader.first_line, mark.column + 1)


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
