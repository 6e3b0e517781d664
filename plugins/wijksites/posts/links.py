"""Where links lead: HTML with `post:`, `site:` and `picture:` goes in, HTML with real addresses comes out."""

import re
from collections.abc import Callable
from html import escape, unescape

# Tags that do not part words: "<a>het feest</a>." has no space before its point.
INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|q|s|small|strong|sub|sup)\b[^>]*>")
OURS = re.compile(r'(?P<attribute>\s(?:href|src)=")(?P<target>(?:post|site|picture):[^"]*)"')


def relative(from_url: str, to_url: str) -> str:
    """The link from one page to another, both normal paths from the site's root; a folder keeps its slash."""
    path, mark, fragment = to_url.partition("#")
    here, there = from_url.split("/")[1:-1], path.split("/")[1:]
    same = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        same += 1
    found = "../" * (len(here) - same) + "/".join(there[same:])
    return (found or "./") + mark + fragment


def resolve(html: str, address: Callable[[str], str]) -> str:
    """Replaces our own kinds of link by what `address` makes of them; where it gives nothing, the link goes."""

    def replace(match: re.Match[str]) -> str:
        found = address(unescape(match["target"]))
        return f'{match["attribute"]}{escape(found)}"' if found else ""

    return OURS.sub(replace, html)


def plain_words(html: str) -> str:
    """A text without its markup, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", INLINE.sub("", html))).split())
