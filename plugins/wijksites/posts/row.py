"""What the city index knows of a post: enough for lists, feeds' order, links and checks, without its text."""

from dataclasses import dataclass, fields

from wijksites.moments import Moment
from wijksites.posts.model import Event, Link, Post, Repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A post in the city index. The event's own fields are empty for other posts."""

    id: str
    type: str
    source: str
    folder: str
    slug: str
    url: str
    title: str
    summary: str
    published: Moment
    changed: Moment
    digest: str
    wards: tuple[str, ...]
    sample: bool
    draft: bool
    formerly: tuple[str, ...]
    links: tuple[Link, ...]
    id_line: int
    start: Moment | None = None
    end: Moment | None = None
    repeat: Repeat | None = None
    status: str = ""
    kind: str = ""
    venue: str = ""
    price: str = ""
    updates: int = 0

    def concerns(self, ward: str) -> bool:
        """Whether it belongs in the lists of a ward; a post of the city without wards belongs in all."""
        return ward in self.wards or (not self.wards and self.folder == "stad")


NAMES = frozenset(field.name for field in fields(Row)) - {"type", "changed", "updates"}


def row_of(post: Post) -> Row:
    """The row of a post."""
    names = NAMES if isinstance(post, Event) else NAMES - {"start", "end", "repeat", "status", "kind", "venue", "price"}
    values = {name: getattr(post, name) for name in names}
    return Row(type=post.type, changed=post.changed, updates=len(post.updated), **values)
