"""Drawings: the bytes of an SVG go in, the same without anything that acts or asks comes out, and its size.

svg-hush keeps what is known to be harmless. What it leaves of references to other files goes here.
"""

import re
from xml.etree import ElementTree as Tree

import py_svg_hush

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
MOST_BYTES = 500_000
# Nothing a picture needs: links, other pictures, and what could change a harmless address into another.
GONE = frozenset({"a", "image", "feImage", "animate", "set", "animateMotion", "animateTransform", "foreignObject"})
REFERENCE = re.compile(r"url\s*\(\s*[\"']?(?!#|[\"']?#)|@import", re.IGNORECASE)
ASKING = re.compile(rf"//|{REFERENCE.pattern}", re.IGNORECASE)
LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d+)?)(px|pt|pc|mm|cm|in|)\s*")
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class NoDrawing(Exception):
    """An SVG that cannot be shown; the message says in a word why: `damaged`, `heavy` or `sizeless`."""


def cleaned(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """An SVG that can be shown in any size, and the size it was drawn for, in pixels. Raises NoDrawing."""
    if len(data) > MOST_BYTES:
        raise NoDrawing("heavy")
    try:
        root = Tree.fromstring(py_svg_hush.filter_svg(data))  # noqa: S314 (without entities, those are refused)
    except (ValueError, Tree.ParseError) as error:
        raise NoDrawing("damaged") from error
    if root.tag != f"{{{SVG}}}svg":
        raise NoDrawing("damaged")
    _clean(root)
    size, box = _sizes(root)
    root.set("viewBox", box)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
        root.set(name, str(size[name == "height"]))
    Tree.register_namespace("", SVG)
    Tree.register_namespace("xlink", XLINK)
    made: bytes = Tree.tostring(root, encoding="utf-8")
    return made + b"\n", size


def _clean(element: Tree.Element) -> None:
    for name, value in list(element.attrib.items()):
        plain = name.rpartition("}")[2].lower()
        elsewhere = plain in ("href", "src") and not value.startswith("#")
        if elsewhere or plain.startswith("on") or REFERENCE.search(value):
            del element.attrib[name]
    before: Tree.Element | None = None
    for child in list(element):
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        is_style = name == "style" and ASKING.search(child.text or "")
        if name in GONE - {"a"} or not name or is_style:
            _leave(element, before, child.tail)
            element.remove(child)
            continue
        if name == "a":
            child.tag = f"{{{SVG}}}g"  # what is in a link stays
        _clean(child)
        before = child


def _leave(element: Tree.Element, before: Tree.Element | None, text: str | None) -> None:
    """Keeps the text that comes after an element that goes."""
    if before is None:
        element.text = (element.text or "") + (text or "")
    else:
        before.tail = (before.tail or "") + (text or "")


def _sizes(root: Tree.Element) -> tuple[tuple[int, int], str]:
    """Width and height in pixels, and the box of what is drawn."""
    box = (root.get("viewBox") or "").replace(",", " ").split()
    given = [LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    pixels = [float(found[1]) * UNITS[found[2]] if found else 0.0 for found in given]
    try:
        drawn = [float(part) for part in box]
    except ValueError:
        drawn = []
    if len(drawn) != 4 or min(drawn[2:]) <= 0:
        if min(pixels) <= 0:
            raise NoDrawing("sizeless")
        drawn = [0, 0, *(float(found[1]) if found else 0.0 for found in given)]
    width, height = pixels if min(pixels) > 0 else drawn[2:]
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise NoDrawing("sizeless")
    return (max(1, round(width)), max(1, round(height))), " ".join(f"{part:g}" for part in drawn)
