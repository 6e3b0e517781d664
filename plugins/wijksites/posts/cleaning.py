"""HTML as Markdown made it goes in, the same without anything unsafe in it comes out."""

import re
from functools import cache

import nh3

from wijksites.posts.targets import SCHEMES

TAGS = frozenset(
    """a abbr b blockquote br code dd del div dl dt em h2 h3 h4 hr i img ins kbd li ol p pre q s small strong sub
    sup table tbody td tfoot th thead tr ul""".split()
)
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
}
# Every scheme that is written is kept, so that it can be refused by name; what nh3 takes away, nobody hears of.
WRITTEN_SCHEME = re.compile(r"\b(?:href|src)\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9+.-]*):")

# HTML that nh3 gives back as it is: the plainest words, marks and addresses, which is most that is written.
_WORDS = r"[^<&\x00-\x08\x0b-\x1f\x7f-\xa0\ufeff]++|&(?:amp|lt|gt);"
_HOST = r"(?:[a-z0-9]+(?:-[a-z0-9]+)*+\.)+[a-z]{2,}+"
_ADDRESS = rf"https?://{_HOST}(?:[/#?][\w/.#?=%~+,-]*+)?|(?:mailto|tel):[\w.@+-]++|[\w/.#-]*+"
_LINK = rf'<a href="(?:{_ADDRESS})">(?:{_WORDS}|</?(?:strong|em)>)*+</a>'
_MARKS = r'</?(?:p|ul|ol|li|em|strong|h[2-4]|blockquote)>|<h[2-4] id="[\w-]++">|<[bh]r>'
PLAIN = re.compile(rf"(?:{_WORDS}|{_MARKS}|{_LINK})*+", re.ASCII)


def is_plain(text: str, html: str) -> bool:
    """Whether there is nothing to clean: the text has no HTML of its own, so that its marks stand in pairs, and what
    Markdown made of it is plain."""
    return "<" not in text and PLAIN.fullmatch(html) is not None


def clean(html: str) -> str:
    """The HTML without what may do harm."""
    return _cleaner(SCHEMES.union(scheme.lower() for scheme in WRITTEN_SCHEME.findall(html))).clean(html)


@cache
def _cleaner(schemes: frozenset[str]) -> nh3.Cleaner:
    # Making one costs as much as cleaning a text does.
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(schemes),
        link_rel=None,
        strip_comments=True,
    )
