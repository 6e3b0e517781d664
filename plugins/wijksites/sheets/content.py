"""What a page draws, in fewer bytes: a content stream of Typst's goes in, one that draws the same comes out.

Typst saves and restores the whole state around every piece of text and every ground. Here these are written with what
differs from the piece before, and with the decimals that an eye can see. What is not known is left as it is.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pikepdf

PLACES = Decimal("0.1")  # of a point: a 30th of a millimetre
FINE = Decimal("0.01")
SHADES = Decimal("0.001")
COLOURS = frozenset({"sc", "scn", "SC", "SCN", "rg", "RG", "g", "G"})
TEXT = ("q", "cm", "cs", "scn", "BT", "Tr", "Tf", "Tm", "*", "ET", "Q")
GROUND = ("q", "cm", "cs", "scn", "m", "l", "l", "l", "h", "f", "Q")
LAYOUT = b"/Artifact BMC"
ESCAPES = re.compile(rb"([\\()\r])")

Step = tuple[list[Any], str]


def tidied(stream: Any) -> bytes:
    """The content of a page or a form (ISO 32000-1, 8.2) without what only repeats."""
    parsed: list[Any] = list(pikepdf.parse_content_stream(stream))
    steps = [(list(step.operands), str(step.operator)) for step in parsed]
    return b"\n".join(_merged(_Writer(steps).lines()))


def _merged(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Without the end of a piece of layout where another begins."""
    open_ = held = False
    for line in lines:
        if held and line != LAYOUT:
            yield b"EMC"
            open_ = False
        elif held:
            held = False
            continue
        held = False
        if line == b"EMC" and open_:
            held = True
            continue
        open_ = line == LAYOUT or (open_ and not line.endswith((b"BDC", b"BMC")))
        yield line
    if held:
        yield b"EMC"


class _Writer:
    """Writes steps as lines, and knows what the lines before have set."""

    def __init__(self, steps: list[Step]) -> None:
        self.steps = steps
        self.space: Any = None
        self.fill: Any = None
        self.font: Any = None
        self.depth = 0

    def lines(self) -> Iterator[bytes]:
        at = 0
        while at < len(self.steps):
            part = self.steps[at : at + len(TEXT)]
            names = tuple(name for _, name in part)
            if self.depth == 0 and _is(names, TEXT) and _upright(part):
                yield from self._text(part)
            elif self.depth == 0 and names == GROUND and (box := _box(part)):
                yield from self._colour(part)
                yield b" ".join(map(_number, box)) + b" re f"
            else:
                yield self._other(*self.steps[at])
                at += 1
                continue
            at += len(part)

    def _text(self, part: list[Step]) -> Iterator[bytes]:
        yield from self._colour(part)
        font = part[6][0]
        line = b"BT"
        if font != self.font:
            self.font = font
            line += b" " + b" ".join(map(_written, font)) + b" Tf"
        x, y = part[1][0][4:]
        yield b"%b %b %b Td %b %b ET" % (line, _number(x), _number(y), _written(part[8][0][0]), part[8][1].encode())

    def _colour(self, part: list[Step]) -> Iterator[bytes]:
        space, fill = part[2][0], [_near(shade, SHADES) for shade in part[3][0]]
        if space != self.space:
            self.space, self.fill = space, None
            yield _written(space[0]) + b" cs"
        if fill != self.fill:
            self.fill = fill
            yield b" ".join(map(_written, fill)) + b" scn"

    def _other(self, operands: list[Any], name: str) -> bytes:
        self.depth += {"q": 1, "Q": -1}.get(name, 0)
        if self.depth == 0 and (name in COLOURS or name in ("cs", "Tf", "Tr", "gs", "cm")):
            self.space = self.fill = self.font = None
        if name == "BDC" and operands[0] == "/Artifact" and operands[1] == pikepdf.Dictionary(Type=pikepdf.Name.Layout):
            return LAYOUT
        step = SHADES if name in COLOURS else FINE
        return b" ".join([*(_written(_near(operand, step)) for operand in operands), name.encode()])


def _is(names: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    return len(names) == len(pattern) and all(
        name == wanted or (wanted == "*" and name in ("TJ", "Tj")) for name, wanted in zip(names, pattern, strict=True)
    )


def _upright(part: list[Step]) -> bool:
    """Whether a piece of text is neither turned nor scaled."""
    return part[1][0][:4] == [1, 0, 0, -1] and part[7][0] == [1, 0, 0, -1, 0, 0] and part[5][0] == [0]


def _box(part: list[Step]) -> tuple[Decimal, ...] | None:
    """Left, bottom, width and height of a ground, when it is a rectangle."""
    if part[1][0][:4] != [1, 0, 0, -1]:
        return None
    corners = [operands for operands, _ in part[4:8]]
    width, height = corners[2]
    if corners != [[0, 0], [width, 0], [width, height], [0, height]]:
        return None
    x, y = (Decimal(number) for number in part[1][0][4:])
    return x, y - Decimal(height), Decimal(width), Decimal(height)


def _near(operand: Any, step: Decimal) -> Any:
    return operand.quantize(step) if isinstance(operand, Decimal) else operand


def _number(number: Any) -> bytes:
    return _plain(Decimal(number).quantize(PLACES))


@cache
def _plain(number: Decimal) -> bytes:
    """A number in as few signs as may be: `.5`, `-3`, `12.25`."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", text).encode() if text not in ("", "-0") else b"0"


def _written(operand: Any) -> bytes:
    if isinstance(operand, Decimal):
        return _plain(operand)
    if isinstance(operand, pikepdf.String):
        return b"(" + ESCAPES.sub(rb"\\\1", bytes(operand)).replace(b"\\\r", b"\\r") + b")"
    if isinstance(operand, pikepdf.Array):
        return b"[" + b"".join(map(_in_array, operand)) + b"]"
    if isinstance(operand, pikepdf.Object):
        return operand.unparse(resolved=True)
    return str(operand).encode()


def _in_array(operand: Any) -> bytes:
    """What stands in an array: between numbers a space, beside words none."""
    written = _written(operand)
    return written if written.startswith(b"(") else written + b" "
