"""The demonstration on a local server, and Chromium to look at it with; without Chromium these tests fail."""

import os
import shutil
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright
from tests.demonstration import NEW_URL, OLD_URL, build_demonstration

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# None of what a browser does by itself may reach a network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MORNING = "2026-11-24T09:00:00+01:00"


class Handler(SimpleHTTPRequestHandler):
    """A plain file server with the types of our files, that shows 404.html for what is not there."""

    extensions_map: ClassVar[dict[str, str]] = {
        "": "application/octet-stream",
        ".atom": "application/atom+xml",
        ".avif": "image/avif",
        ".css": "text/css; charset=utf-8",
        ".geojson": "application/geo+json",
        ".html": "text/html; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".jpg": "image/jpeg",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".rss": "application/rss+xml",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".vcf": "text/vcard; charset=utf-8",
        ".webp": "image/webp",
        ".xml": "application/xml",
    }

    def send_error(self, code, message=None, explain=None):
        """The site's own page for what is not there."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        """Nothing: a failing test says what was asked."""


class Server(ThreadingHTTPServer):
    """A server to which it means nothing when a reader leaves before all has come."""

    def handle_error(self, request, client_address):
        """Anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@dataclass
class Visit:
    """A page as a reader has it open. `requests`: address and headers of each; `complaints`: what went wrong."""

    page: Page
    context: BrowserContext
    site: str
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self):
        """Notes everything the page asks and everything that goes wrong in it."""
        self.page.on("request", lambda request: self.requests.append((request.url, request.headers)))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"{request.url}: {request.failure}"))
        self.page.on("response", lambda answer: answer.ok or self.complaints.append(f"{answer.url}: {answer.status}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: message.type in {"error", "warning"} and self.complaints.append(message.text),
        )

    def stay(self):
        """Keeps a page that sends the reader on where it is: the next page answers ‘no content’."""
        self.page.route(f"{self.site}{NEW_URL}", lambda route: route.fulfill(status=204))


@contextmanager
def served(folder):
    """The address of a folder on a server of its own, without slash at the end."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="package")
def output(tmp_path_factory):
    """The folder of the demonstration."""
    return build_demonstration(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="package")
def site(output):
    """The address of the demonstration, without slash at the end."""
    with served(output) as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    """Chromium: CHROMIUM, else what is on PATH, else Playwright's own."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield launched
        launched.close()


def visits(site, browser):
    """Opens a path as a reader in Ghent would, at nine in the morning of the build day; yields what returns a Visit.
    `more`: of the browser's context, such as where the reader is."""
    with ExitStack() as opened:

        def open_path(path, *, width=360, height=740, scheme="light", scripts=True, now=MORNING, **more):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                java_script_enabled=scripts,
                locale="nl-BE",
                timezone_id="Europe/Brussels",
                **more,
            )
            opened.callback(context.close)
            if scripts:
                context.clock.set_fixed_time(now)
            made = Visit(page=context.new_page(), context=context, site=site)
            made.watch()
            if path == OLD_URL:
                made.stay()
            made.page.goto(f"{site}{path}")
            return made

        yield open_path


@pytest.fixture
def visit(site, browser):
    """visit(path, width=360, ...) opens a page for one test."""
    yield from visits(site, browser)


@pytest.fixture(scope="module")
def visit_for_all(site, browser):
    """The same for the tests of a module that look at one page together."""
    yield from visits(site, browser)
