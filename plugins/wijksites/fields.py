"""Kinds of values: a YAML node goes in, a typed value comes out, or a problem that says what to write.

One table of keys (`Record`) is both the reader of a file and its JSON Schema, so the two cannot differ.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from unicodedata import category

from yaml.nodes import Node, ScalarNode

from wijksites.reading import CONTROL, UNSEEN, Reader, cut_off, invisible
from wijksites.remedies import quoted
from wijksites.words import noted, translate


class Missing:
    """The value of a key that is not there, or could not be read."""

    def __bool__(self) -> bool:
        return False


MISSING = Missing()


class Kind(ABC):
    """A kind of value."""

    example = "..."

    @abstractmethod
    def read(self, node: Node, key: str, reader: Reader) -> Any:
        """The typed value, or MISSING with a problem noted."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of this kind, https://json-schema.org/draft/2020-12/schema"""


def scalar(node: Node, key: str, reader: Reader, example: str) -> str | None:
    """The text of a scalar node; None, with a problem, for a list, a mapping or an invisible character."""
    if isinstance(node, ScalarNode):
        found = CONTROL.search(node.value)  # written as an escape between quotes: "\e"
        if found:
            reader.problem(node, invisible(found.group()))
            return None
        return str(node.value)
    reader.problem(
        node,
        translate("after `{key}` we expect one value, for example: `{key}: {example}`", key=key, example=example),
    )
    return None


def is_empty(node: Node) -> bool:
    """Whether nothing was written after the colon (a pair of quotes is something)."""
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """One line of text, at most `limit` characters."""

    limit: int = 300
    example: str = "..."
    may_be_empty: bool = False

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        whole = cut_off(node, reader) if isinstance(node, ScalarNode) else ""
        if whole:
            reader.problem(
                node,
                translate(
                    "what stands after `#` does not count. Put the text between quotes: `{key}: {text}`",
                    key=key,
                    text=quoted(whole),
                ),
            )
            return MISSING
        unseen = UNSEEN.search(text)
        if unseen:
            reader.problem(node, invisible(unseen.group()))
            return MISSING
        text = " ".join(text.split())
        if all(category(sign) in ("Cf", "Zs") for sign in text):
            text = ""
        if not text and not self.may_be_empty:
            reader.problem(
                node,
                translate(
                    "there is nothing after `{key}`. Write for example: `{key}: {example}`",
                    key=key,
                    example=self.example,
                ),
            )
            return MISSING
        if len(text) > self.limit:
            reader.problem(
                node,
                translate(
                    "`{key}` has {length} characters; at most {limit} fit. Make the text shorter.",
                    key=key,
                    length=len(text),
                    limit=self.limit,
                ),
            )
            return MISSING
        return text

    def schema(self) -> dict[str, Any]:
        # A number or a time without quotes is YAML of another type to an editor's schema checker; we read text.
        lengths = {} if self.may_be_empty else {"minLength": 1}
        return {"type": ["string", "number"], "maxLength": self.limit, **lengths}


@dataclass(frozen=True, slots=True)
class Pattern(Kind):
    """Text of a fixed form: a slug, a mail address, a telephone number, a web address."""

    expression: str
    message: str
    example: str

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if re.fullmatch(self.expression, text.strip()):
            return text.strip()
        reader.problem(node, translate(self.message, value=text, key=key, example=self._meant(text)))
        return MISSING

    def _meant(self, text: str) -> str:
        """A slug as it was written, in small letters and with hyphens, when that is enough; else the example."""
        if self is not SLUG:
            return self.example
        meant = re.sub(r"[\s_]+", "-", text.strip().casefold())
        return meant if re.fullmatch(self.expression, meant) else self.example

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"], "pattern": f"^(?:{self.expression})$"}


SLUG = Pattern(
    expression=r"[a-z0-9]+(?:-[a-z0-9]+)*",
    message=noted(
        "‘{value}’ cannot be part of a web address. Use small letters, digits and hyphens: `{key}: {example}`"
    ),
    example="wijkbeurs-ledeberg",
)
MAIL = Pattern(
    expression=r"[^@\s<>\"]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    message=noted("‘{value}’ is not an e-mail address. Write for example: `{key}: {example}`"),
    example="wijk@voorbeeld.example",
)
PHONE = Pattern(
    expression=r"\+?(?=(?:[^0-9]*[0-9]){3})[0-9][0-9 ./()-]*",
    message=noted("‘{value}’ is not a telephone number. Write for example: `{key}: {example}`"),
    example="09 000 00 01",
)
WEB = Pattern(
    expression=r"https?://[^\s<>\"]+",
    message=noted("‘{value}’ is not a web address. Write it in full: `{key}: {example}`"),
    example="https://voorbeeld.example/inschrijven",
)
SITE_PATH = Pattern(
    # Never `.` or `..` as a part: with those a path leads out of the site.
    expression=r"/(?:(?!\.{1,2}/)[A-Za-z0-9._~-]+/)+",
    message=noted(
        "‘{value}’ is not a path of this site. Start and end with a slash, without `..`: `{key}: [{example}]`"
    ),
    example="/ledeberg/agenda/oud/",
)
POST_ID = Pattern(
    expression=r"(?!\.{0,2}/)(?:(?!/\.{0,2}(?:/|$))[^\s\x00-\x1f\"<>\\])+",
    message=noted("‘{value}’ cannot be an id. Write the old path without `.md`: `{key}: {example}`"),
    example="ledeberg/agenda/infomarkt",
)
HOST = Pattern(
    expression=r"[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    message=noted("‘{value}’ is not the name of a host. Write for example: `{key}: {example}`"),
    example="wijken.gent.example",
)
FOCUS = Pattern(
    expression=r"(?:100|[0-9]{1,2})% +(?:100|[0-9]{1,2})%",
    message=noted(
        "‘{value}’ is no place in a picture. Write how far from the left and from the top: `{key}: {example}`"
    ),
    example="50% 30%",
)


def focus_of(written: str) -> tuple[int, int] | None:
    """Percent from the left and from the top; None when nothing was written."""
    parts = [int(part.rstrip("%")) for part in written.split()]
    return (parts[0], parts[1]) if parts else None


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few words. `aliases`: what people write instead (in Dutch) to the word we know."""

    choices: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def example(self) -> str:  # type: ignore[override]
        return self.choices[0]

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if text in self.choices:
            return text
        meant = self.meant(text)
        if meant:
            reader.problem(
                node,
                translate(
                    "we do not know ‘{value}’ after `{key}`. Write: `{key}: {meant}`",
                    value=text,
                    key=key,
                    meant=meant,
                ),
            )
        else:
            reader.problem(
                node,
                translate(
                    "we do not know ‘{value}’ after `{key}`. Choose one of: {choices}",
                    value=text,
                    key=key,
                    choices=", ".join(self.choices),
                ),
            )
        return MISSING

    def meant(self, text: str) -> str | None:
        """The word that somebody meant who wrote another one."""
        word = text.strip().casefold()
        found = self.aliases.get(word) or (word if word in self.choices else None)
        if not found and not re.search(r"\d", text):  # a number means something else: `2 weeks` is not `week`
            found = closest(text, (*self.choices, *self.aliases))
        return self.aliases.get(found, found) if found else None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """true or false; nothing else is taken for it."""

    example: str = "true"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if text in ("true", "false"):
            return text == "true"
        meant = "false" if text.casefold() in ("nee", "neen", "no", "off", "onwaar", "0") else "true"
        reader.problem(
            node,
            translate(
                "we do not know ‘{value}’ after `{key}`. Write: `{key}: {meant}`",
                value=text,
                key=key,
                meant=meant,
            ),
        )
        return MISSING

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number within bounds, both inclusive."""

    least: int = 1
    most: int = 9999
    example: str = "1"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if re.fullmatch(r"0|[1-9][0-9]{0,8}", text) and self.least <= int(text) <= self.most:
            return int(text)
        reader.problem(
            node,
            translate(
                "‘{value}’ is not a whole number from {least} to {most}. Write for example: `{key}: {example}`",
                value=text,
                least=self.least,
                most=self.most,
                key=key,
                example=self.example,
            ),
        )
        return MISSING

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Degrees(Kind):
    """A coordinate in degrees (WGS84) within `most` of zero."""

    most: float
    example: str

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,15})?", text) and abs(float(text)) <= self.most:
            return float(text)
        reader.problem(
            node,
            translate(
                "‘{value}’ is not a coordinate in degrees. Write for example: `{key}: {example}`",
                value=text,
                key=key,
                example=self.example,
            ),
        )
        return MISSING

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": -self.most, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Name(Kind):
    """The name of something that is listed elsewhere: a ward, a place, a regisseur, a kind of event.

    `known` is filled in by the caller (None: the list could not be read, so any name will do); `message` speaks of
    the thing and has `{value}`, `{key}` and, in `did_you_mean`, `{meant}` and `{line}` (the line to write).
    """

    known: frozenset[str] | None
    message: str
    did_you_mean: str
    example: str
    many: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)  # what people call it, in small letters

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if self.known is None or text in self.known:
            return text
        parts = [part.strip() for part in text.split(",")]
        if self.many and len(parts) > 1 and self.known.issuperset(parts):
            return self._unlisted(node, text, key, parts, reader)
        near = closest(text, (*sorted(self.known), *self.aliases))
        meant = self.aliases.get(text.casefold()) or (self.aliases.get(near, near) if near else None)
        if meant:
            line = f"{key}: [{meant}]" if self.many else f"{key}: {meant}"
            reader.problem(node, translate(self.did_you_mean, value=text, meant=meant, line=line))
        else:
            reader.problem(node, translate(self.message, value=text, key=key))
        return MISSING

    def _unlisted(self, node: Node, text: str, key: str, parts: list[str], reader: Reader) -> Any:
        reader.problem(
            node,
            translate(
                "‘{value}’ is one text. Several go between square brackets: `{key}: [{list}]`",
                value=text,
                key=key,
                list=", ".join(parts),
            ),
        )
        return MISSING

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


def closest(word: str, words: tuple[str, ...]) -> str | None:
    """The known word that looks most like what was written, if any comes near."""
    lower = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), lower, n=1, cutoff=0.7)
    return lower[found[0]] if found else None
