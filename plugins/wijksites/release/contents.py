"""What a release consists of: an output folder goes in, its files with their digests come out."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from wijksites.words import translate

MARKER = "build.json"  # an output without it was never completed


class ReleaseError(Exception):
    """Something cannot be published or rolled back; the message says why, and what to do."""


def files_of(output: Path) -> dict[str, str]:
    """Path to SHA-256 of every file of a complete output; files whose name begins with a dot stay behind. Raises
    ReleaseError."""
    if not (output / MARKER).is_file():
        raise ReleaseError(
            translate("OUTPUT: there is no complete site in ‘{value}’. Run `make site` first.", value=output)
        )
    found = {}
    for root, folders, names in os.walk(output):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                file = Path(root, name)
                found[file.relative_to(output).as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    return dict(sorted(found.items()))


def digest_of_release(files: Mapping[str, str]) -> str:
    """The name of a release: the same files, the same name."""
    lines = "".join(f"{path}\0{digest}\n" for path, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
