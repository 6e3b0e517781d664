"""The colours of the site on paper: its style sheets go in, the colours of its tokens in the light come out."""

import re

TOKEN = re.compile(r"--([\w-]+):\s*(?:light-dark\(\s*)?(#[0-9a-fA-F]{3,8})\b")
# Black on white where a theme names no colour.
PLAIN = {
    "ground": "#ffffff",
    "ink": "#000000",
    "ink-soft": "#000000",
    "brand": "#000000",
    "brand-tint": "#eeeeee",
    "line": "#999999",
    "warn-ground": "#ffffff",
    "warn-line": "#000000",
    "stop-ground": "#ffffff",
    "stop-line": "#000000",
}


def colours(*style_sheets: str) -> dict[str, str]:
    """Name to colour of every token that sheets use. What a later sheet says counts."""
    found: dict[str, str] = {}
    for sheet in style_sheets:
        found |= reversed(TOKEN.findall(sheet))  # the first of a name counts: those behind it are exceptions
    return {name: found.get(name, plain) for name, plain in PLAIN.items()}
