"""Releases in a folder: `releases/<digest>/` holds each, and the link `current` names the one that readers see.

A release is complete before its name exists, and `current` changes by one rename: whoever reads gets the old site or
the new one, never parts of both. What did not change since the last release is the same file (a hard link).
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from wijksites.release.contents import ReleaseError, digest_of_release, files_of
from wijksites.words import translate

RELEASES, CURRENT, HISTORY = "releases", "current", "history.json"
KEPT = 5


def publish_folder(output: Path, target: Path) -> str:
    """Makes a release of an output and lets `current` lead to it; its digest. Raises ReleaseError and OSError."""
    files = files_of(output)
    _check(target)
    releases = target / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    digest = digest_of_release(files)
    history = _history(target)
    if not (releases / digest).is_dir():
        before = releases / history[-1] if history else None
        _write(output, files, releases / digest, before)
    history = [*(name for name in history if name != digest), digest]
    # Remembered first: a death between the two leaves a way back.
    _remember(target, history[-KEPT:])
    _switch(target, digest)
    for folder in releases.iterdir():
        if folder.name not in history[-KEPT:]:
            shutil.rmtree(folder)
    return digest


def roll_back(target: Path) -> str:
    """Lets `current` lead to the release before; its digest. The release it led to stays, until others take its place.
    Raises ReleaseError."""
    history = _history(target)
    now = (target / CURRENT).readlink().name if (target / CURRENT).is_symlink() else ""
    earlier = history[: history.index(now)] if now in history else []
    there = [name for name in earlier if (target / RELEASES / name).is_dir()]
    if not there:
        raise ReleaseError(
            translate("TARGET: there is no earlier release in ‘{value}’ to go back to.", value=target / RELEASES)
        )
    _switch(target, there[-1])
    return there[-1]


def _check(target: Path) -> None:
    """Refuses a folder that holds something else."""
    if target.exists() and not target.is_dir():
        raise ReleaseError(translate("TARGET: ‘{value}’ is a file, not a folder. Choose a folder.", value=target))
    if target.is_dir() and not (target / RELEASES).is_dir() and any(target.iterdir()):
        raise ReleaseError(
            translate("TARGET: the folder ‘{value}’ holds something else. Choose an empty folder.", value=target)
        )
    current = target / CURRENT
    if current.exists() and not current.is_symlink():
        raise ReleaseError(
            translate("TARGET: ‘{value}’ is no link of ours. Remove it, or choose another folder.", value=current)
        )


def _write(output: Path, files: Mapping[str, str], folder: Path, before: Path | None) -> None:
    """A release under another name first: a folder with its digest as name is complete."""
    draft = folder.with_name(f".{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    known = files_of(before) if before and before.is_dir() else {}
    made = set()
    for path, digest in files.items():
        target = draft / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if before and known.get(path) == digest:
            try:
                os.link(before / path, target)
                continue
            except OSError:  # a file system without hard links
                pass
        shutil.copyfile(output / path, target)
    draft.replace(folder)


def _switch(target: Path, digest: str) -> None:
    link = target / f".{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES) / digest)
    link.replace(target / CURRENT)


def _history(target: Path) -> list[str]:
    """Digests of the releases, the latest published last."""
    try:
        found = json.loads((target / HISTORY).read_text(encoding="utf-8"))
        return [str(name) for name in found]
    except (OSError, ValueError, TypeError):
        return []


def _remember(target: Path, history: list[str]) -> None:
    draft = target / f".{HISTORY}.new"
    draft.write_text(json.dumps(history) + "\n", encoding="utf-8")
    draft.replace(target / HISTORY)
