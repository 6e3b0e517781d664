"""The theme's files: a folder goes in, names with their content's digest come out, so that caches may keep them."""

import hashlib
from pathlib import Path

DIGITS = 10
# Scripts import each other by relative names, so they move together: one digest, in the name of their folder.
TOGETHER = "js"


def theme_assets(theme: Path) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Name below static/ to its path on the site, and that path to the file it is a copy of."""
    static = theme / "static"
    files = sorted(path for path in static.rglob("*") if path.is_file() and not path.name.startswith("."))
    digests = {file.relative_to(static): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    scripts = "".join(f"{name.as_posix()} {digest}\n" for name, digest in digests.items() if name.parts[0] == TOGETHER)
    folder = f"{TOGETHER}.{hashlib.sha256(scripts.encode()).hexdigest()[:DIGITS]}"
    names, copies = [], []
    for name, digest in digests.items():
        if len(name.parts) > 1 and name.parts[0] == TOGETHER:
            url = f"/theme/{Path(folder, *name.parts[1:]).as_posix()}"
        else:
            url = f"/theme/{name.with_suffix('').as_posix()}.{digest[:DIGITS]}{name.suffix}"
        names.append((name.as_posix(), url))
        copies.append((url, str(static / name)))
    return tuple(names), tuple(copies)
