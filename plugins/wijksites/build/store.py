"""The shelf of parsed posts: bytes go in and get a name made of their digest, the same bytes come out, or an error."""

import hashlib
import os
from pathlib import Path


class Damaged(Exception):
    """Something in the cache is missing or is not what was put there."""


class Store:
    """A folder of files that are never changed: whoever has a name knows the bytes."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def put(self, data: bytes) -> str:
        """Keeps bytes; their name."""
        name = hashlib.sha256(data).hexdigest()
        file = self.folder / name
        if not file.exists():
            # Two processes may write the same: each its own file, and the last rename wins.
            draft = self.folder / f"{name}.{os.uname().nodename}.{os.getpid()}"
            draft.write_bytes(data)
            draft.replace(file)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a name. Raises Damaged when they are gone or changed."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise Damaged(name) from error
        if hashlib.sha256(data).hexdigest() != name:
            raise Damaged(name)
        return data
