"""Pictures in the text of a post: its HTML goes in, the same with every picture as the theme shows it comes out."""

import re
from collections.abc import Callable
from html import unescape

IMAGE = re.compile(r'<img\b[^>]*?\ssrc="picture:[^"]*"[^>]*>')
ATTRIBUTE = re.compile(r'\s(src|alt|title)="([^"]*)"')

Show = Callable[[str, str, str, bool], str]


def with_pictures(html: str, show: Show, *, first: bool) -> str:
    """`show` makes the HTML of a picture from its path, what it shows and who made it (the title in Markdown);
    `first`: whether there is no picture above the text. One that cannot be shown goes."""
    waiting = first

    def replace(match: re.Match[str]) -> str:
        nonlocal waiting
        said = {name: unescape(value) for name, value in ATTRIBUTE.findall(match.group())}
        found = show(said["src"].removeprefix("picture:"), said.get("alt", ""), said.get("title", ""), waiting)
        waiting = waiting and not found
        return found

    return IMAGE.sub(replace, html)
