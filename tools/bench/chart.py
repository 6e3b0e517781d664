"""The chart of the benchmark: rows go in, an SVG with a bar for each generator and case comes out."""

from collections.abc import Sequence
from html import escape
from math import log10
from typing import Protocol

WIDTH, BAR, GAP, LEFT = 760, 14, 10, 330
LEAST, MOST = 0.1, 200.0  # seconds; the scale is logarithmic
COLOURS = {"wijksites": "#0b5563", "Hugo": "#b8860b", "Zola": "#7a5195", "Eleventy": "#5f6b6d", "Pelican": "#a8450f"}


class Measured(Protocol):
    """What the chart needs of a row."""

    @property
    def posts(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def ours(self) -> float: ...
    @property
    def peers(self) -> dict[str, tuple[float, float]]: ...


def chart(rows: Sequence[Measured]) -> str:
    """Seconds on a logarithmic scale; every bar says its figure, so that nothing depends on colour."""
    parts: list[str] = []
    y = 30
    for row in rows:
        parts.append(_text(10, y + 11, f"{row.posts:,} posts: {row.title}"))
        for name, seconds in (("wijksites", row.ours), *((name, found[0]) for name, found in row.peers.items())):
            length = max(2.0, (WIDTH - LEFT - 110) * log10(seconds / LEAST) / log10(MOST / LEAST))
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR}" fill="{COLOURS[name]}"/>')
            parts.append(_text(LEFT + length + 6, y + 11, f"{name} {seconds:.2f} s"))
            y += BAR + 2
        y += GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" '
        'font-family="sans-serif" font-size="11"><title>Seconds to build, logarithmic scale</title>'
        f'<rect width="{WIDTH}" height="{y}" fill="#fff"/>'
    )
    return head + "".join(parts) + "</svg>\n"


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="#1d2527">{escape(text)}</text>'
