"""Markdown as editors write it: text goes in, safe HTML with checked kinds of links comes out."""

import re
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from wijksites.posts.cleaning import clean, is_plain
from wijksites.posts.converter import converter_for, forget
from wijksites.posts.model import Link
from wijksites.posts.targets import SCHEMES, loose_references, wrong_place, wrong_target
from wijksites.reading import CONTROL, Mark, Reader
from wijksites.words import translate

# More of these than any text needs, and Markdown takes minutes: it looks for the end of each one.
MOST = {"[": 500, "<": 1000}
WRITTEN_LINK = re.compile(r"<a\b[^>]*?\shref=\"(?P<value>[^\"]*)\"")
ID = re.compile(r'\sid="([^"]*)"')
REFERENCE = re.compile(r'(?P<before><(?:a|img)\b[^>]*?\s(?P<attribute>href|src)=")(?P<value>[^"]*)"')
IMAGE = re.compile(r"<img\b[^>]*>")
HEADING = re.compile(r"(</?h)([1-6])\b")


@dataclass(frozen=True, slots=True)
class Text:
    """A body: its HTML, and the links and pictures in it."""

    html: str
    links: tuple[Link, ...]


def render(text: str, source: str, first_line: int, reader: Reader) -> Text:
    """The HTML of a body. `source` is the post's path below the content folder, `first_line` the body's line."""
    html = _converted(text, first_line, reader)
    if html is None:
        return Text(html="", links=())
    told: set[str] = set()
    _check_targets(html, text, first_line, reader, told)
    # h1 is the page's own title.
    html = HEADING.sub(lambda match: match[1] + {"1": "2"}.get(match[2], min(match[2], "4")), html)
    if not is_plain(text, html):
        html = clean(html)
        _check_targets(html, text, first_line, reader, told)  # what was written as HTML has the same form only now
    html = CONTROL.sub("", html)  # written as `&#2;`: a feed may not have it
    links: list[Link] = []

    def replace(match: re.Match[str]) -> str:
        written = unescape(match["value"])
        place = _find(text, written, first_line)
        target = target_of(written, source, match["attribute"] == "src", place, reader)
        if target is None:
            return f'{match["before"]}#"'
        if ":" in target and target.split(":", 1)[0] in ("post", "site", "picture"):
            links.append(Link(written=written, target=target, line=place.line, column=place.column))
        return f'{match["before"]}{escape(target)}"'

    html = REFERENCE.sub(replace, html)
    ids = {unescape(found) for found in ID.findall(html)}
    for written in dict.fromkeys(unescape(match["value"]) for match in WRITTEN_LINK.finditer(html)):
        if written[:1] == "#" and unquote(written[1:]) not in {*ids, "", "top"}:
            reader.problem(_find(text, written, first_line), wrong_place(unquote(written[1:]), sorted(ids)))
    for written, sentence in loose_references(html):
        reader.problem(_find(text, written, first_line), sentence)
    _check_images(html, text, first_line, reader)
    return Text(html=html, links=tuple(links))


def _converted(text: str, first_line: int, reader: Reader) -> str | None:
    """What Markdown makes of it; None (with a problem) when that would take too long or go too deep."""
    for sign, most in MOST.items():
        if text.count(sign) > most:
            at = [match.start() for match in re.finditer(re.escape(sign), text)][most]
            line = text.count("\n", 0, at)
            reader.problem(
                Mark(first_line + line, at - (text.rfind("\n", 0, at) + 1) + 1),
                translate(
                    "this text has more than {most} times the sign `{sign}`. Make two texts of it, or remove those "
                    "that are not needed.",
                    most=most,
                    sign=sign,
                ),
            )
            return None
    try:
        return converter_for(text).convert(text)
    except RecursionError:
        forget()
        reader.problem(
            Mark(first_line, 1),
            translate("too many lists or quotations stand inside each other in this text. Use at most three levels."),
        )
        return None


def _check_targets(html: str, text: str, first_line: int, reader: Reader, told: set[str]) -> None:
    """Links that cannot work, each once. `told`: those that were said before."""
    for written in dict.fromkeys(unescape(match["value"]) for match in WRITTEN_LINK.finditer(html)):
        wrong = wrong_target(written) if written not in told else ""
        if wrong:
            told.add(written)
            reader.problem(_find(text, written, first_line), wrong)


def _check_images(html: str, text: str, first_line: int, reader: Reader) -> None:
    for image in IMAGE.findall(html):
        if 'alt="' not in image or 'alt=""' in image:
            written = re.search(r'src="(?:picture:)?([^"]*)"', image)
            name = unescape(written[1]).rsplit("/", 1)[-1] if written else ""
            reader.problem(
                _find(text, name, first_line),
                translate(
                    "the picture `{name}` has no description. Write between the square brackets what one sees: "
                    "`![Kramen op het plein]({name})`",
                    name=name,
                ),
            )


def _find(text: str, written: str, first_line: int) -> Mark:
    """Where a link stands in the text."""
    position = text.find(f"]({written}")  # the link itself, not the same words in the text before it
    position = position + 2 if position >= 0 else text.find(written)
    if position < 0:
        position = text.find(unquote(written))
    if position < 0:
        return Mark(first_line, 1)
    line = text.count("\n", 0, position)
    return Mark(first_line + line, position - (text.rfind("\n", 0, position) + 1) + 1)


def target_of(written: str, source: str, picture: bool, place: Mark, reader: Reader) -> str | None:
    """Where a link leads: as it is (elsewhere, or within the page), or one of our own kinds."""
    try:
        parts = urlsplit(written)
    except ValueError:
        parts = urlsplit("bad:")
    if picture:
        if parts.scheme or parts.netloc:
            reader.problem(
                place,
                translate(
                    "the picture ‘{value}’ is on another site. Put the picture beside this file and write its name.",
                    value=written,
                ),
            )
            return None
        return f"picture:{below_content(parts.path, source)}"
    if wrong_target(written):
        return None  # told when the text was read
    if parts.scheme in SCHEMES:
        return written
    if not parts.path:
        return written  # a place on this page
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if parts.path.startswith("/") and not parts.path.endswith(".md"):
        path = unquote(parts.path)
        if "." not in path.rsplit("/", 1)[-1] and not path.endswith("/"):
            path += "/"  # a page is a folder
        return f"site:{path}{fragment}"
    return f"post:{below_content(parts.path, source)}{fragment}"


def below_content(path: str, source: str) -> str:
    """A path as written in a post, made relative to the content folder; `..` may lead out of it."""
    path = unquote(path)
    if path.startswith("/"):
        return normpath(path.lstrip("/"))
    return normpath(join(dirname(source), path))
