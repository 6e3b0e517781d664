"""A subscriber with newsboat: a folder of feeds goes in, what the reader's database holds comes out.

The feeds are served on this machine, as they would be by a web server; newsboat is told nothing else.
"""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar, NamedTuple


class Kept(NamedTuple):
    """An item as newsboat keeps it."""

    guid: str
    title: str
    url: str
    content: str
    unread: bool


class _Handler(SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {  # type: ignore[misc]
        "": "application/octet-stream",
        ".atom": "application/atom+xml",
        ".rss": "application/rss+xml",
    }

    def send_head(self):  # type: ignore[no-untyped-def]
        """Always the whole file: two builds within a second would pass for one."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the database says what was read."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder can be asked for; what is put in its place later is served too."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Newsboat:
    """Someone who follows feeds. `strict`: an item whose text changed becomes unread again."""

    def __init__(self, program: str, folder: Path, feeds: tuple[str, ...], *, strict: bool = False) -> None:
        folder.mkdir()
        self.folder, self.database = folder, folder / "cache.db"
        self.command = [program, "-u", str(folder / "urls"), "-c", str(self.database), "-C", str(folder / "config")]
        lines = ["reload-threads 8", *(f'reset-unread-on-update "{feed}"' for feed in feeds if strict)]
        (folder / "config").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.follow(*feeds)

    def follow(self, *feeds: str) -> None:
        """Follows these feeds from now on."""
        (self.folder / "urls").write_text("".join(f"{feed}\n" for feed in feeds), encoding="utf-8")

    def reload(self) -> str:
        """Reads all feeds again; what newsboat said."""
        # A home of its own, and no proxy on the way to this machine.
        environment = {"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb"}
        done = subprocess.run(
            [*self.command, "-x", "reload"], env=environment, capture_output=True, text=True, timeout=600
        )
        return (done.stdout + done.stderr).strip() or (f"exit status {done.returncode}" if done.returncode else "")

    def items(self) -> tuple[Kept, ...]:
        """All it holds, by id."""
        columns = "guid, title, url, content, unread"
        with closing(sqlite3.connect(self.database)) as database:
            rows = database.execute(f"SELECT {columns} FROM rss_item WHERE deleted = 0 ORDER BY guid, id")  # noqa: S608
            return tuple(Kept(guid, title, url, text, bool(unread)) for guid, title, url, text, unread in rows)

    def read_all(self) -> None:
        """Marks everything as read."""
        with closing(sqlite3.connect(self.database)) as database, database:
            database.execute("UPDATE rss_item SET unread = 0")
