"""Releases in object storage (fsspec: `s3://...`, `gs://...`, `file://...`): files go up, the manifest last.

`<target>/releases/<digest>/` holds the files, `<target>/manifest.json` names the release that readers see and all its
files. A reader that follows the manifest gets the old site or the new one.
"""

import json
from pathlib import Path
from typing import Any

from wijksites.release.contents import ReleaseError, digest_of_release, files_of
from wijksites.words import translate

KEPT = 5
MANIFEST = "manifest.json"


def is_storage(target: str) -> bool:
    """Whether a target is an address of storage, not a folder."""
    return "://" in target


def publish_storage(output: Path, target: str) -> str:
    """Uploads a release; its digest. What the last release has already is copied within the storage. Raises
    ReleaseError."""
    files = files_of(output)
    digest = digest_of_release(files)
    storage, base = _storage(target)
    before = _manifest(storage, base)
    known = before.get("files", {})
    if before.get("release") != digest:
        for path, found in files.items():
            place = f"{base}/releases/{digest}/{path}"
            if known.get(path) == found and storage.exists(f"{base}/releases/{before['release']}/{path}"):
                storage.copy(f"{base}/releases/{before['release']}/{path}", _ready(storage, place))
            else:
                storage.put_file(str(output / path), _ready(storage, place))
    history = [*(name for name in before.get("history", []) if name != digest), digest]
    text = json.dumps({"release": digest, "history": history[-KEPT:], "files": files}, indent=1, sort_keys=True)
    storage.pipe_file(_ready(storage, f"{base}/{MANIFEST}"), text.encode())
    for folder in storage.ls(f"{base}/releases", detail=False):
        if folder.rstrip("/").rpartition("/")[2] not in history[-KEPT:]:
            storage.rm(folder, recursive=True)
    return digest


def _storage(target: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ReleaseError(
            translate("TARGET: publishing to ‘{value}’ needs fsspec. Run `make cluster` first.", value=target)
        ) from None
    try:
        storage, base = url_to_fs(target)
    except (ImportError, ValueError, OSError) as error:
        raise ReleaseError(
            translate("TARGET: ‘{value}’ cannot be used: {reason}", value=target, reason=error)
        ) from None
    return storage, str(base).rstrip("/")


def _manifest(storage: Any, base: str) -> dict[str, Any]:
    try:
        found = json.loads(storage.cat_file(f"{base}/{MANIFEST}"))
    except (FileNotFoundError, ValueError):
        return {}  # with any other error the manifest may well be there, and must not be lost
    return found if isinstance(found, dict) else {}


def _ready(storage: Any, place: str) -> str:
    """The place, with the folders above it where storage has folders."""
    storage.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
    return place
