"""The pictures of posts, before they are used: paths go in, which of them cannot be shown, and why, comes out."""

from collections.abc import Iterable
from pathlib import Path

from wijksites.build.pool import Pool
from wijksites.build.read import Reading
from wijksites.check.rows import inside, is_file
from wijksites.pictures.refusal import Refusal, look_at
from wijksites.posts.paths import PICTURE_SUFFIXES

# What looking at a picture takes, in milliseconds: for deciding whether starting processes pays.
LOOK = 60.0


def look_at_pictures(
    readings: Iterable[Reading], content: Path, usable: frozenset[str], pool: Pool | None
) -> dict[str, Refusal | None]:
    """Why pictures cannot be shown, or None for those that can. `usable`: those that were looked at before and have not
    changed. What is no picture of ours is left out: the check of links says so."""
    wanted = {
        link.target.removeprefix("picture:")
        for reading in readings
        for volume in reading.folder.volumes
        for entry in volume.entries
        for link in entry.links
        if link.target.startswith("picture:")
    }
    unseen = [path for path in sorted(wanted - usable) if _is_ours(path, content)]
    files = [str(content / path) for path in unseen]
    executor = pool.started(LOOK * len(files)) if pool else None
    found = executor.map(look_at, files) if executor else map(look_at, files)
    return {**dict.fromkeys(sorted(wanted & usable)), **dict(zip(unseen, found, strict=True))}


def _is_ours(path: str, content: Path) -> bool:
    file = content / path
    return is_file(file) and inside(file, content) and file.suffix.lower() in PICTURE_SUFFIXES


def can_be_shown(path: str, content: Path, usable: frozenset[str]) -> bool:
    """Whether a photo of a person can be shown."""
    return path in usable or (_is_ours(path, content) and look_at(str(content / path)) is None)
