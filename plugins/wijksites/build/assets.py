"""The theme's files: a folder goes in, names with their content's digest come out, so that caches may keep them."""

import hashlib
import re
from pathlib import Path

DIGITS = 10
# Scripts import each other by relative names, so they move together: one digest, in the name of their folder.
TOGETHER = "js"
# Lines that are nothing but a comment, without licences (/*!) and what tools read (//#).
COMMENTS = re.compile(r"^[ \t]*(?://(?![#@!])[^\n]*|/\*\*(?:(?!\*/).)*\*/[ \t]*)\n", re.DOTALL | re.MULTILINE)
OTHER_COMMENT = re.compile(r"/\*(?!\*)")


def served(file: Path) -> bytes:
    """What readers get of a file: of a script all but the lines that only say something to who works on it, which are
    a third of what a phone would fetch. A script in which something else may look like a comment stays as it is."""
    data = file.read_bytes()
    if file.suffix != ".js":
        return data
    text = data.decode("utf-8", "surrogateescape")
    kept = COMMENTS.sub("", text)
    if OTHER_COMMENT.search(text) or any(line.count("`") % 2 for line in kept.splitlines()):
        return data
    return kept.encode("utf-8", "surrogateescape")


def theme_assets(theme: Path) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Name below static/ to its path on the site, and that path to the file it is a copy of."""
    static = theme / "static"
    files = sorted(path for path in static.rglob("*") if path.is_file() and not path.name.startswith("."))
    digests = {file.relative_to(static): hashlib.sha256(served(file)).hexdigest() for file in files}
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
