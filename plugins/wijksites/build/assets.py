"""The theme's files: a folder goes in, names with their content's digest come out, so that caches may keep them."""

import hashlib
from pathlib import Path

DIGITS = 10


def theme_assets(theme: Path) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Name below static/ to its path on the site, and that path to the file it is a copy of."""
    static = theme / "static"
    names, copies = [], []
    for file in sorted(path for path in static.rglob("*") if path.is_file() and not path.name.startswith(".")):
        name = file.relative_to(static).as_posix()
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:DIGITS]
        url = f"/theme/{name.removesuffix(file.suffix)}.{digest}{file.suffix}"
        names.append((name, url))
        copies.append((url, str(file)))
    return tuple(names), tuple(copies)
