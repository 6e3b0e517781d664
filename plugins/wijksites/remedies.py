"""What to write instead: a line of YAML that libyaml refuses goes in, a place and a Dutch sentence come out.

A remedy is proposed only when it was tried: the text with the proposed line must read further than before.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from wijksites.words import translate

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST_TRIES = 20  # lines that look wrong; each try reads the text once more
KEY_AND_TEXT = re.compile(r"^(?P<before> *(?:- +)?(?P<key>[A-Za-z_][\w -]*?) *: +)(?P<text>\S.*?)\s*$")
NO_SPACE = re.compile(r"^(?P<before> *(?:- +)?)(?P<key>[A-Za-z_][\w-]*):[\u00a0\u202f\u2007\u3000]*(?P<text>\S.*?)\s*$")
EQUALS = re.compile(r"^(?P<before> *(?:- +)?)(?P<key>[A-Za-z_][\w-]*) *= *(?P<text>\S.*?)\s*$")
TEXT_AFTER_BRACKET = re.compile(r"\[[^\]]*\]\s*[^\s#]|\{[^}]*\}\s*[^\s#]")
COMMENT_AFTER = re.compile(r"\s+#.*$")
BRACKETS = {"sequence": ("[", "]"), "mapping": ("{", "}")}


@dataclass(frozen=True, slots=True)
class Remedy:
    """A sentence and its place; line and column count from 0, as YAML's do."""

    line: int
    column: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Try:
    """A line that may be the wrong one, what it could be instead, and what to say when that helps."""

    line: str
    column: int
    sentence: str


def quoted(text: str) -> str:
    """A text between double quotes, as YAML reads it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unreadable() -> str:
    """What is left to say when nothing we know of helps."""
    return translate("this cannot be read. Check the quotes, brackets and colons.")


def remedy(error: yaml.MarkedYAMLError, text: str) -> Remedy:
    """The mistake that people make most often in such a place, and its remedy."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    place = (mark.line, mark.column) if mark else (0, 0)
    found = _bracket(error, lines) or _tried(error, place, lines)
    if found:
        return found
    context = str(error.context)
    if "quoted scalar" in context and error.context_mark and place[0] > error.context_mark.line:
        sentence = translate("the quotation mark here is not closed. Put the same mark at the end of the text.")
        return Remedy(error.context_mark.line, error.context_mark.column, sentence)
    if "block" in str(error.problem) or "block" in context:
        sentence = translate(
            "this line does not fit here. Check that it starts with `key:` and that it is indented like the line "
            "above it."
        )
        return Remedy(*place, sentence)
    return Remedy(*place, unreadable())


def _bracket(error: yaml.MarkedYAMLError, lines: list[str]) -> Remedy | None:
    """A list or keys on one line that are not closed: the mistake stands at the bracket that was opened."""
    for kind, (opened, closed) in BRACKETS.items():
        if f"flow {kind}" not in str(error.context) or not error.context_mark:
            continue
        at = error.context_mark
        if at.line < len(lines) and TEXT_AFTER_BRACKET.search(lines[at.line][at.column :]):
            continue
        return Remedy(at.line, at.column, _not_closed(opened, closed))
    if "flow node" in str(error.context):
        for number in range(len(lines) - 1, -1, -1):
            line = COMMENT_AFTER.sub("", lines[number]).rstrip()
            if line.endswith(("[", "{")):
                return Remedy(number, len(line) - 1, _not_closed(line[-1], {"[": "]", "{": "}"}[line[-1]]))
    return None


def _not_closed(opened: str, closed: str) -> str:
    return translate(
        "what begins with `{opened}` here is not closed well. Put a comma between the parts and `{closed}` at the end, "
        "on the same line.",
        opened=opened,
        closed=closed,
    )


def _tried(error: yaml.MarkedYAMLError, place: tuple[int, int], lines: list[str]) -> Remedy | None:
    """The first line up to the mistake for which a remedy helps; an open quote can stand far above it."""
    tries = 0
    last = min(place[0], len(lines) - 1)
    opened = error.context_mark.line if error.context_mark and "scalar" in str(error.context) else -1
    for make in (_text_to_quote, _colon, _indent, _no_key):
        for number in range(last + 1):
            for found in make(lines, number, last):
                tries += 1
                if tries > MOST_TRIES:
                    return None
                if _helps([*lines[:number], found.line, *lines[number + 1 :]], number, place, opened):
                    return Remedy(number, found.column, found.sentence)
    return None


def _helps(lines: list[str], number: int, place: tuple[int, int], opened: int) -> bool:
    try:
        for _ in yaml.parse("\n".join(lines), Loader=LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is None:
            return False
        if number == opened:  # an open quote was read to the end: any mistake below it is another one
            return mark.line > number and not (error.context_mark and error.context_mark.line == number)
        return mark.line > place[0]
    except (yaml.YAMLError, RecursionError):
        return False
    return True


def _text_to_quote(lines: list[str], number: int, last: int) -> Iterator[_Try]:
    """`title: 't Groot feest`: a text with signs that mean something to YAML."""
    match = KEY_AND_TEXT.match(lines[number])
    if not match:
        return
    text, column = match["text"], match.start("text")
    if text[0] in "[{" and not TEXT_AFTER_BRACKET.match(text):
        return
    if ": " in text and text[0] not in "\"'":
        say: Callable[[str], str] = _say_colon
    elif text[0] in "\"'":
        say = _say_quote
    elif text.endswith(":") or text[0] in "[{@`*&!%|>" or re.match(r"[-?:,](?:\s|$)|[\]},]", text):
        say = _say_sign
    else:
        return
    inner = text[1:] if text[0] == '"' and text.count('"') == 1 else text
    if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        inner = text[1:-1]
    line = match["before"] + quoted(inner)
    at = column + text.index(":") if say is _say_colon else column
    yield _Try(line, at, say(line.strip().removeprefix("- ")))


def _say_colon(line: str) -> str:
    return translate("there is a colon in the text. Put the text between quotes: `{line}`", line=line)


def _say_quote(line: str) -> str:
    return translate(
        "the quotation marks in this text are not right. Put double quotes around the whole text: `{line}`", line=line
    )


def _say_sign(line: str) -> str:
    return translate("there is a sign in this text that means something else here. Write: `{line}`", line=line)


def _colon(lines: list[str], number: int, last: int) -> Iterator[_Try]:
    """`title:Wijkbeurs`, `title = Wijkbeurs`, and a colon with a space that only looks like one."""
    for pattern in (NO_SPACE, EQUALS):
        match = pattern.match(lines[number])
        if not match or match["text"].startswith("//"):
            continue
        written = f"{match['key']}: {match['text']}"
        sentence = (
            translate("a colon and a normal space come after `{key}`. Write: `{line}`", key=match["key"], line=written)
            if pattern is NO_SPACE
            else translate("after `{key}` comes a colon, not `=`. Write: `{line}`", key=match["key"], line=written)
        )
        yield _Try(match["before"] + written, len(match["before"]), sentence)


def _indent(lines: list[str], number: int, last: int) -> Iterator[_Try]:
    """A line that is indented other than the lines above it."""
    if number not in (last - 1, last) or not lines[number].strip():
        return
    line = lines[number]
    written = len(line) - len(line.lstrip(" "))
    above = [each for each in lines[:number] if each.strip() and not each.lstrip().startswith("#")]
    for each in (above[-1:] + above[-2:-1]) if ":" in line else []:
        spaces = len(each) - len(each.lstrip(" "))
        inner = spaces + 2 if each.lstrip().startswith("- ") else spaces
        for wanted in dict.fromkeys((inner, spaces)):
            if wanted != written:
                yield _Try(
                    " " * wanted + line.lstrip(" "),
                    written,
                    translate(
                        "the number of spaces before this line does not fit the lines above it. Make it {wanted} (now "
                        "{written}).",
                        written=written,
                        wanted=wanted,
                    ),
                )


def _no_key(lines: list[str], number: int, last: int) -> Iterator[_Try]:
    """A line without a colon, such as `gratis`."""
    line = lines[number]
    if number < last - 1 or not line.strip() or ":" in line or line.strip()[0] in "#[{]}\"'-.":
        return
    yield _Try(
        "",
        len(line) - len(line.lstrip()),
        translate(
            "there is no colon on this line. Does it belong to the line above it? Then put it there. Else write a key "
            "first, for example: `price: gratis`"
        ),
    )
