"""The kinds of feeds, without the library that writes them: a kind goes in, the types of its posts come out."""

from dataclasses import dataclass

NEWEST = 30
# Which types of posts a kind of feed tells of.
KINDS = {
    "alles": ("event", "news", "edition"),
    "nieuws": ("news",),
    "agenda": ("event",),
    "nieuwsbrief": ("edition",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed to make. `path` without suffix and `page` are paths on the site; `kind`: a key of KINDS."""

    kind: str
    path: str
    page: str
    title: str
    description: str
