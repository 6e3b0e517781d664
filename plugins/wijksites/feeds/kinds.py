"""The kinds of feeds, without the library that writes them: a kind goes in, the types of its posts come out."""

from dataclasses import dataclass

NEWEST = 30
# Which types of posts a kind of feed tells of.
KINDS = {"alles": ("event", "news"), "nieuws": ("news",), "agenda": ("event",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed to make. `path` without suffix and `page` are paths on the site; `kind`: alles, nieuws, agenda."""

    kind: str
    path: str
    page: str
    title: str
    description: str
