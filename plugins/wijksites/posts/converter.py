"""Python-Markdown at its quickest: a text goes in, the converter with what that text needs comes out.

Python-Markdown asks every part of itself about every paragraph. Most texts have no table, note or quotation at all;
a part whose sign stands nowhere in the text can never do anything, so it is left out. The result is the same.
"""

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

# What any pattern of inline Markdown begins with or needs; a break is two spaces before the end of a line.
MARKED = re.compile(r"[\\`*_\[<&!]|  \n")
# The end of a line that may stand under a heading; spaces may follow.
UNDERLINES = tuple(f"{sign}{end}" for sign in "=-" for end in ("\n", " \n", "  "))
# Signs, and the parts (block, inline, tree, pre, post) that can do nothing in a text with none of these.
PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("<", "&"), "pre:html_block inline:html inline:entity inline:autolink inline:automail post:raw_html"),
    (("|",), "block:table"),
    ((": ",), "block:deflist block:defindent"),
    (("*[",), "block:abbr tree:abbr"),
    (("[^",), "block:footnote inline:footnote tree:footnote tree:footnote-duplicate post:footnote"),
    (("#",), "block:hashheader"),
    (UNDERLINES, "block:setextheader"),
    (("#", *UNDERLINES), "tree:toc"),
    ((">",), "block:quote"),
    (("]:",), "block:reference inline:reference inline:short_reference inline:image_reference inline:short_image_ref"),
    (tuple(f"{sign}{one}{sign}" for sign in "*-_" for one in ("", " ", "  ")), "block:hr"),
    (tuple(f"{digit}." for digit in "0123456789"), "block:olist"),
    (("* ", "+ ", "- "), "block:ulist"),
    (("    ",), "block:code block:indent"),
    (("`",), "inline:backtick"),
    (("\\",), "inline:escape tree:unescape"),
    (("![",), "inline:image_link"),
    (("[",), "inline:link"),
    (("  \n",), "inline:linebreak"),
    (("*", "_"), "inline:em_strong"),
)
ALL = (True,) * len(PARTS)


def converter_for(text: str) -> Markdown:
    """A converter that makes the same of this text as the whole of Python-Markdown, ready for use."""
    ended = f"{text}\n"
    # A tab stands for spaces, how many depends on what is before it.
    found = ALL if "\t" in text else tuple([_has(ended, signs) for signs, _ in PARTS])
    converter = _converter(found)
    converter.reset()
    return converter


def _has(text: str, signs: tuple[str, ...]) -> bool:
    for sign in signs:  # noqa: SIM110 (`any` takes twice as long)
        if sign[0] in text and sign in text:  # looking for one letter is quick
            return True
    return False


def forget() -> None:
    """Lets go of all converters: one that was stopped halfway remembers how deep it was."""
    _converter.cache_clear()


def whole() -> Markdown:
    """A converter with every part."""
    # Headings get an id, so that a link may lead to one; no marker makes a list of contents.
    headings = _Headings(marker="", permalink=False)
    extensions: list[str | Extension] = ["tables", "sane_lists", "def_list", "abbr", "footnotes", headings]
    return Markdown(extensions=extensions, output_format="html")


@cache  # making one takes as long as using it; there are not many kinds of text
def _converter(found: tuple[bool, ...]) -> Markdown:
    converter = whole()
    converter.treeprocessors.register(_Inline(converter), "inline", 20)
    registries: dict[str, Registry[Any]] = {
        "pre": converter.preprocessors,
        "block": converter.parser.blockprocessors,
        "inline": converter.inlinePatterns,
        "tree": converter.treeprocessors,
        "post": converter.postprocessors,
    }
    for needed, (_, parts) in zip(found, PARTS, strict=True):
        for part in () if needed else parts.split():
            kind, _, name = part.partition(":")
            registries[kind].deregister(name)
    return converter


class _Inline(InlineProcessor):
    """Python-Markdown's own, but that it passes over sentences without any sign that could begin something."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not MARKED.search(data):
            return data
        found: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return found


class _Ids(TocTreeprocessor):
    """Gives headings their ids, without the list of contents that nobody shows."""

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        """An empty list of contents."""
        return Element("div")


class _Headings(TocExtension):
    TreeProcessorClass = _Ids
