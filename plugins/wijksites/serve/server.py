"""The server of `make serve`: a folder and the news of the builds go in, pages that reload themselves come out."""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from wijksites.serve.board import Board, News
from wijksites.words import DEFAULT_LANGUAGE, translate, translate_count

HOST = "127.0.0.1"
PORTS_TRIED = 100
HEARTBEAT = 15.0  # seconds
SCRIPT = b'<script src="/_serve/reload.js" defer></script>'
SCRIPT_FILE = Path(__file__).parent / "reload.js"
HTML = "text/html; charset=utf-8"
# A table of ours: what the mimetypes module answers depends on the machine.
TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".eml": "message/rfc822",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".html": HTML,
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to: a file, or the address with a slash that it should have had."""

    file: Path | None = None
    redirect: str = ""


def locate(folder: Path, path: str) -> Found | None:
    """The file of a URL path (percent-encoded, without query); None when there is none inside the folder."""
    names = _names(path)
    if names is None:
        return None
    root = Path(os.path.realpath(folder))
    try:
        # Symbolic links are followed first: what they lead to must lie inside the folder too.
        file = Path(os.path.realpath(root.joinpath(*names), strict=True))
        if file.is_dir() and not path.endswith("/"):
            inside = file.is_relative_to(root)
            return Found(redirect="/" + "".join(f"{quote(name)}/" for name in names)) if inside else None
        if path.endswith("/"):
            file = Path(os.path.realpath(file / "index.html", strict=True))
    except OSError:
        return None
    return Found(file=file) if file.is_file() and file.is_relative_to(root) else None


def _names(path: str) -> list[str] | None:
    """The names in a URL path; None when one of them is no name of a file or folder."""
    if not path.startswith("/"):
        return None
    try:
        names = [unquote(part, errors="strict") for part in path[1:].removesuffix("/").split("/")]
    except UnicodeDecodeError:
        return None
    if names == [""]:
        return [] if path == "/" else None
    if any(name in {"", ".", ".."} or set(name) & set("/\\\0") for name in names):
        return None
    return names


def with_script(html: bytes) -> bytes:
    """A page with our script before the end of its body, or at its end."""
    at = html.lower().rfind(b"</body>")
    return html + SCRIPT if at < 0 else html[:at] + SCRIPT + html[at:]


def event(kind: str, news: News) -> bytes:
    """News as a server-sent event, https://html.spec.whatwg.org/multipage/server-sent-events.html"""
    wrong = sum(not notice.warning for notice in news.notices)
    hints = len(news.notices) - wrong
    labels = {False: translate("Problem"), True: translate("Warning")}
    data = {
        "build": news.build,
        "site": news.site,
        "language": DEFAULT_LANGUAGE,
        "heading": translate_count("There is {count} problem", "There are {count} problems", wrong)
        if wrong or not hints
        else translate_count("There is {count} warning", "There are {count} warnings", hints),
        "summary": news.summary,
        "close": translate("Close"),
        "problems": [
            {
                "label": labels[notice.warning],
                "place": notice.place,
                "text": notice.text,
                "warning": notice.warning,
            }
            for notice in news.notices
        ],
    }
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: "SiteServer"

    def do_GET(self) -> None:
        """A file, the script, or the news."""
        # Before the file is read: a page that a build replaces meanwhile must count as old.
        site = self.server.board.news.site
        target, _, query = self.path.partition("?")
        path = target.partition("#")[0]
        if path == "/_serve/events":
            self._events(query)
        elif path == "/_serve/reload.js":
            self._answer(HTTPStatus.OK, TYPES[".js"], SCRIPT_FILE.read_bytes())
        else:
            self._file(path, query, site)

    do_HEAD = do_GET  # noqa: N815

    def _file(self, path: str, query: str, site: str) -> None:
        found = locate(self.server.folder, path)
        if found and found.redirect:
            address = f"{found.redirect}?{query}" if query else found.redirect
            self._answer(HTTPStatus.MOVED_PERMANENTLY, HTML, b"", Location=address)
            return
        # A build can take the file away between looking and reading.
        with suppress(OSError):
            if found and found.file:
                data = found.file.read_bytes()
                kind = TYPES.get(found.file.suffix.lower(), "application/octet-stream")
                self._answer(HTTPStatus.OK, kind, data, site)
                return
        self._answer(HTTPStatus.NOT_FOUND, HTML, self._not_found(), site)

    def _not_found(self) -> bytes:
        found = locate(self.server.folder, "/404.html")
        with suppress(OSError):
            if found and found.file:
                return found.file.read_bytes()
        text = escape(translate("This page is not there, or not yet."))
        page = f'<!doctype html><html lang="{DEFAULT_LANGUAGE}"><meta charset="utf-8"><title>{text}</title>'
        return f"{page}<body><main><h1>{text}</h1></main></body></html>".encode()

    def _answer(self, status: HTTPStatus, kind: str, data: bytes, site: str = "", **headers: str) -> None:
        """`site`: the news that a page shows; our script reads it from Server-Timing."""
        if kind == HTML and site:
            data = with_script(data)
            headers["Server-Timing"] = f'site;desc="{site}"'
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, query: str) -> None:
        """Server-sent events until the client goes: `reload` when the page shows an older site, else `state`."""
        board = self.server.board
        shown = parse_qs(query).get("site", [board.news.site])[0]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        seen: News | None = None
        while not board.closed:
            news = board.after(seen, self.server.heartbeat)
            if news is None:
                # A comment; writing it is how we find out that the client has gone.
                self.wfile.write(b":\n\n")
                continue
            self.wfile.write(event("state" if news.site == shown else "reload", news))
            shown, seen = news.site, news

    def log_message(self, format: str, *values: Any) -> None:
        """Nothing: the terminal is for problems."""


class SiteServer(ThreadingHTTPServer):
    """A server of one folder on this machine. `heartbeat`: seconds between signs of life to who listens."""

    daemon_threads = True
    # On Windows this would let two servers share a port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, folder: Path, board: Board, heartbeat: float = HEARTBEAT) -> None:
        self.folder = folder
        self.board = board
        self.heartbeat = heartbeat
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        """Where people find it."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def server_bind(self) -> None:
        """Binds without HTTPServer's question to the name server, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes is no error; all else is a bug."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def open_server(folder: Path, board: Board, port: int, heartbeat: float = HEARTBEAT) -> SiteServer:
    """A server on the port or the next free one (0: any). Raises OSError when a hundred are taken."""
    for tried in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            return SiteServer(tried, folder, board, heartbeat)
        except OSError as error:
            # EACCES: Windows keeps some ports to itself.
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    raise OSError(errno.EADDRINUSE, translate("No port is free from {port} on.", port=port))


@contextmanager
def running(server: SiteServer) -> Iterator[SiteServer]:
    """The server at work in threads of its own, until the end of the block."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.board.close()
        server.shutdown()
        server.server_close()
        thread.join()
