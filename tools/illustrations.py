"""The pictures of the demonstration: the outlines of the wards go in, four drawings of our own come out.

    python -m tools.illustrations

They are here so that the demonstration shows pictures without showing people or somebody's work.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from wijksites.city.outlines import Outline, Outlines, Point, load_outlines, svg_map

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
SIZE = (1600, 1000)
FINE = 2  # drawn so much larger, then made smaller: edges become smooth
LEDEBERG, GENTBRUGGE = 18, 16

SKY, WALL, SAND, CREAM, PAPER = "#cfe6ea", "#e2eff1", "#e9dcc3", "#f7f5f0", "#ffffff"
TEAL, DEEP, PALE = "#0b5563", "#083f4a", "#8fc1cb"
RUST, AMBER, LEAF, MOSS, WATER, BROWN = "#a8450f", "#e0a458", "#6f9a58", "#4d7a45", "#7db4c4", "#6b4a32"


class Sheet:
    """A drawing in the units of SIZE."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def _fine(self, points: Sequence[Point]) -> list[Point]:
        return [(x * FINE, y * FINE) for x, y in points]

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, round_: float = 0) -> None:
        corners = self._fine([(left, top), (right, bottom)])
        self.pen.rounded_rectangle([*corners[0], *corners[1]], round_ * FINE, fill)

    def oval(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        corners = self._fine([(left, top), (right, bottom)])
        self.pen.ellipse([*corners[0], *corners[1]], fill)

    def shape(self, points: Sequence[Point], fill: str, edge: str = "", width: float = 0) -> None:
        fine = self._fine(points)
        self.pen.polygon(fine, fill)
        if edge:
            self.pen.line([*fine, fine[0]], edge, round(width * FINE), joint="curve")

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        self.pen.line(self._fine(points), fill, round(width * FINE), joint="curve")

    def save(self, path: str) -> None:
        """Few colours, so that the file is small."""
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS).quantize(64, dither=Image.Dither.NONE)
        small.save(CONTENT / path, optimize=True)


def placed(
    outlines: Sequence[Outline], left: float, top: float, across: float, down: float
) -> Callable[[Point], Point]:
    """From degrees to a place in a rectangle, in the middle of it; north is up."""
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = 0.63  # a degree of longitude in Ghent, in degrees of latitude
    scale = min(across / ((east - west) * squeeze), down / (north - south))
    indent = (across - (east - west) * squeeze * scale) / 2
    drop = (down - (north - south) * scale) / 2
    return lambda point: (
        left + indent + (point[0] - west) * squeeze * scale,
        top + drop + (north - point[1]) * scale,
    )


def coffee(outlines: Outlines) -> None:
    """A table with cups and a pot, under a picture of the ward."""
    sheet = Sheet(WALL)
    sheet.box(0, 660, 1600, 1000, SAND)
    sheet.box(300, 60, 780, 470, BROWN, 12)
    sheet.box(320, 80, 760, 450, CREAM)
    ward = outlines.by_number(LEDEBERG)
    place = placed([ward], 360, 105, 360, 320)
    for ring in ward.rings:
        sheet.shape([place(point) for point in ring], PALE, TEAL, 6)
    sheet.box(120, 640, 1480, 700, RUST, 20)
    sheet.box(200, 700, 250, 1000, BROWN)
    sheet.box(1350, 700, 1400, 1000, BROWN)
    for left, colour in ((330, TEAL), (620, AMBER), (1180, TEAL)):
        sheet.oval(left + 105, 540, left + 195, 620, colour)
        sheet.oval(left + 122, 557, left + 178, 603, WALL)
        sheet.box(left, 510, left + 150, 640, colour, 30)
        sheet.box(left, 510, left + 150, 530, DEEP, 10)
        sheet.box(left - 30, 630, left + 180, 644, PAPER, 7)
    sheet.shape([(900, 440), (1060, 440), (1090, 640), (870, 640)], DEEP)
    sheet.shape([(895, 470), (895, 520), (830, 470), (845, 455)], DEEP)
    sheet.line([(1062, 470), (1130, 480), (1130, 580), (1080, 590)], DEEP, 20)
    sheet.box(890, 420, 1070, 445, AMBER, 10)
    sheet.oval(962, 396, 998, 432, AMBER)
    sheet.save("ledeberg/agenda/koffie.png")


def walk(_: Outlines) -> None:
    """Meadows along the water, with a path."""
    sheet = Sheet(SKY)
    sheet.oval(1230, 90, 1390, 250, AMBER)
    sheet.oval(-500, 420, 900, 1200, PALE)
    sheet.oval(-700, 520, 1300, 1500, MOSS)
    sheet.line(_curve((120, 1000), (520, 820), (300, 700), (900, 520)), SAND, 70)
    sheet.oval(600, 380, 2300, 1300, LEAF)
    sheet.shape(_curve((1600, 640), (1000, 640), (900, 780), (420, 1000)), WATER, WATER, 4)
    sheet.shape([*_curve((1600, 640), (1000, 640), (900, 780), (420, 1000)), (1150, 1000), (1600, 760)], WATER)
    sheet.shape([*_curve((1600, 800), (1300, 800), (1150, 880), (1000, 1000)), (1600, 1000)], MOSS)
    for x, foot, size in ((180, 760, 150), (430, 960, 190), (620, 640, 90), (1380, 600, 110), (1180, 560, 80)):
        sheet.box(x - size / 12, foot - size, x + size / 12, foot, BROWN)
        sheet.oval(x - size / 2, foot - 2 * size, x + size / 2, foot - size * 0.7, DEEP if size > 120 else TEAL)
    sheet.save("gentbrugge/agenda/meersen.png")


def _curve(*points: Point) -> list[Point]:
    """A smooth line (Bezier) between the first and the last of four points."""
    found = []
    for step in range(41):
        part = step / 40
        weights = ((1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3)
        pairs = list(zip(weights, points, strict=True))
        found.append((sum(weight * x for weight, (x, _) in pairs), sum(weight * y for weight, (_, y) in pairs)))
    return found


def ideas(outlines: Outlines) -> None:
    """All wards, with what people could say in six."""
    sheet = Sheet(CREAM)
    place = placed(outlines.outlines, 90, 60, 1420, 880)
    tints = (PALE, SKY, WALL, "#b7d8de")
    for outline in outlines.outlines:
        for ring in outline.rings:
            sheet.shape([place(point) for point in ring], tints[outline.number % 4], TEAL, 2.5)
    for number, colour in ((11, AMBER), (25, RUST), (12, RUST), (8, AMBER), (19, AMBER), (GENTBRUGGE, RUST)):
        x, y = place(outlines.by_number(number).label)
        sheet.shape([(x, y), (x - 6, y - 60), (x + 34, y - 60)], colour)
        sheet.box(x - 80, y - 170, x + 80, y - 55, colour, 34)
        for step in (-40, 0, 40):
            sheet.oval(x + step - 11, y - 124, x + step + 11, y - 102, CREAM)
    sheet.save("stad/nieuws/ideeen.png")


def on_the_map(outlines: Outlines) -> None:
    """Where the ward lies in the city, as SVG."""
    drawn = svg_map(outlines, width=800)
    shapes = "\n".join(
        f'<path d="{shape.d}" fill="{RUST if shape.number == LEDEBERG else WALL}"/>' for shape in drawn.shapes
    )
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawn.view_box}">\n'
        f'<rect width="100%" height="100%" fill="{CREAM}"/>\n'
        f'<g stroke="{TEAL}" stroke-width="1.2" stroke-linejoin="round">\n{shapes}\n</g>\n</svg>\n'
    )
    (CONTENT / "ledeberg/nieuws/ledeberg-op-de-kaart.svg").write_text(text, encoding="utf-8")


def main() -> None:
    """Draws all four."""
    outlines = load_outlines(ROOT / "data/outlines.json")
    for draw in (coffee, walk, ideas, on_the_map):
        draw(outlines)


if __name__ == "__main__":
    main()
