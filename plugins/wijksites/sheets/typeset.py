"""A sheet on paper: its template and words go in, a tagged PDF with its number of pages comes out."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

from wijksites.sheets.tokens import PLAIN
from wijksites.words import translate

TEMPLATES = Path(__file__).parent
FONTS = Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))
FAMILY = "Atkinson Hyperlegible"
# How Typst names what no font can draw, and what PDF/A forbids: as Rust prints a string.
UNDRAWABLE = re.compile(r'(?:the text|the codepoint) `"((?:[^"\\]|\\.)+)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
LAST_OF_EUROPE = "\N{LATIN SMALL LETTER EZH WITH TAIL}"  # up to here the font has every letter that is written
COLOURS = 48  # of a picture that is all letters and grounds: what is smaller than its edges shows nothing
BOX = "\N{WHITE SQUARE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A PDF and its number of pages."""

    data: bytes
    pages: int


class Unprintable(Exception):
    """A sheet that cannot be made as it is: `text` is what no font of ours has letters for, or nothing."""

    def __init__(self, message: str, text: str = "") -> None:
        super().__init__(message)
        self.text = text


# A compiler is made for one thread; several cities may be built in one process.
_ALONE = Lock()


def typeset(template: str, data: dict[str, Any], day: date) -> Sheet:
    """Sets a sheet: PDF/UA-1 and PDF/A-2a, the same bytes for the same words. `day`: the date in the file.

    A sign that is no letter and that no font can draw (an emoji) becomes a box. Raises Unprintable for a letter.
    """
    # These take a while to load: only when a sheet must be made.
    from wijksites.sheets.pack import Bookmark, packed
    from wijksites.sheets.qr import qr_code

    text = json.dumps(data | {"qr": data["qr"] | {"svg": qr_code(data["qr"]["link"])}}, ensure_ascii=False)
    with _ALONE:
        made, found, pages = _compiled(template, text, datetime(day.year, day.month, day.day, tzinfo=UTC))
        marks = [Bookmark(title=mark["title"], page=mark["page"], y=mark["y"]) for mark in found]
        return Sheet(data=packed(made, marks), pages=pages)


def draw(template: str, data: dict[str, Any]) -> bytes:
    """Sets words as a picture (PNG), a pixel to a point, the same bytes for the same words."""
    # These take a while to load: only when a picture must be made.
    from io import BytesIO

    from PIL import Image

    with _ALONE:
        compiler = compiler_of(template)
        made = compiler.compile(format="png", ppi=72, sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    few = Image.open(BytesIO(made)).convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE)
    small = BytesIO()
    few.save(small, "PNG")
    return small.getvalue()


def _compiled(template: str, text: str, moment: datetime) -> tuple[bytes, list[dict[str, Any]], int]:
    """What Typst makes of words in JSON: the file, the places of bookmarks, the number of pages."""
    from typst import TypstError

    compiler = compiler_of(template)
    while True:
        try:
            made = compiler.compile(
                format="pdf", sys_inputs={"data": text}, pdf_standards=["a-2a", "ua-1"], timestamp=moment
            )
        except TypstError as error:
            drawable = _without(text, UNDRAWABLE.findall(error.diagnostic))
            if drawable == text:
                raise
            text = drawable
        else:
            break
    marks = json.loads(compiler.query("<bookmark>", field="value"))
    return made, marks, json.loads(compiler.query("<pages>", field="value", one=True))


def undrawable(text: str) -> frozenset[str]:
    """The letters of a text that no font of ours can draw. A text in letters of Europe costs nothing."""
    doubtful = {sign for sign in text if sign > LAST_OF_EUROPE and unicodedata.category(sign)[0] in "LN"}
    if not doubtful:
        return frozenset()
    from typst import TypstError

    day = {"year": 2000, "month": 1, "day": 1}
    sheet = {"title": "", "sender": "", "date": day, "language": "nl", "band": "", "colours": PLAIN}
    data = json.dumps(sheet | {"letters": sorted(doubtful)})
    with _ALONE:
        try:
            compiler_of("letters.typ").compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["a-2a"])
        except TypstError as error:
            named = "".join(UNDRAWABLE.findall(error.diagnostic))
            if not named:
                raise
            return frozenset(doubtful) & set(ESCAPED.sub(lambda code: chr(int(code[1], 16)), named))
    return frozenset()


def has_font() -> bool:
    """Whether our font is where its package puts it."""
    return any(FONTS.glob("*Regular.ttf")) and any(FONTS.glob("*Bold.ttf"))


@cache
def compiler_of(template: str) -> Any:
    """Typst with a template and our font, kept for the next sheet of that kind. Raises Unprintable without the font."""
    from typst import Compiler

    if not has_font():
        raise Unprintable(
            translate(
                "the font {font} is missing in {folder}, so no sheet can be made. Install it again: "
                "rm .venv/ready-site && make site",
                font=FAMILY,
                folder=FONTS,
            )
        )
    return Compiler(input=TEMPLATES / template, root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True)


def _without(text: str, parts: list[str]) -> str:
    """The words with a box for each sign. Raises Unprintable when there is a letter among the signs."""
    for part in parts:
        signs = ESCAPED.sub(lambda code: chr(int(code[1], 16)), part)
        if any(unicodedata.category(sign)[0] in "LN" for sign in signs):
            raise Unprintable(
                translate("the font {font} has no letters for ‘{text}’", font=FAMILY, text=signs), text=signs
            )
        text = text.replace(signs, BOX)
    return text
