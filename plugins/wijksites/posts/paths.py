"""Where posts live: a path below the content folder goes in, the type and the address of its post come out."""

import re
from pathlib import PurePosixPath

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
YEAR = re.compile(r"\d{4}")
# A month; for a correction that is sent after its newsletter, a word more.
EDITION_SLUG = re.compile(r"(?P<month>\d{4}-(?:0[1-9]|1[0-2]))(?P<correction>-rechtzetting(?:-[2-9])?)?")
RESERVED_EVENT_SLUG = re.compile(r"\d{4}|\d{4}-\d{2}|soort|reeks")
STATEMENTS = frozenset({"over", "privacy", "toegankelijkheid"})
CITY_FOLDER, PAGE_FOLDER, EDITION_FOLDER = "stad", "paginas", "nieuwsbrief"
PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"})


def post_type(source: str) -> str | None:
    """The type of the post at a path below the content folder; None when no post belongs there."""
    parts = source.split("/")
    if len(parts) == 2 and parts[0] == PAGE_FOLDER:
        return "page"
    if len(parts) == 2 and parts[1] == "index.md" and parts[0] != CITY_FOLDER:
        return "intro"
    if len(parts) == 3 and parts[1] == EDITION_FOLDER and parts[0] not in (PAGE_FOLDER, CITY_FOLDER):
        return "edition"  # of a ward: the city as a whole has no newsletter
    if len(parts) == 3 and parts[0] != PAGE_FOLDER:
        return {"agenda": "event", "nieuws": "news"}.get(parts[1])
    return None


def is_alert(source: str) -> bool:
    """Whether a path below the content folder is that of an alert: no post, but what stands above pages."""
    parts = source.split("/")
    return len(parts) == 2 and parts[1] == "alert.md" and parts[0] != PAGE_FOLDER


def url_of(source: str, slug: str) -> str:
    """The path on the site of the post at a source path."""
    parts = PurePosixPath(source).parts
    if parts[0] == PAGE_FOLDER:
        return f"/{slug}/" if slug in STATEMENTS else f"/{PAGE_FOLDER}/{slug}/"
    if len(parts) == 2:
        return f"/{parts[0]}/"
    if parts[0] == CITY_FOLDER:
        return f"/{parts[1]}/{slug}/"
    return f"/{parts[0]}/{parts[1]}/{slug}/"


def path_of(source: str) -> str:
    """The address that a post has unless it says otherwise: what is known of one that cannot be read."""
    return url_of(source, PurePosixPath(source).stem)
