"""Photograph one page of each kind: a finished site goes in, screenshots/<kind>-<look>.png come out.

The width is in CSS pixels: a small phone, a desk; and the dark colours of the desk.
"""

import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

from playwright.sync_api import sync_playwright

FOLDER = Path("screenshots")
LOOKS: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (
    ("320", 320, "light"),
    ("1280", 1280, "light"),
    ("1280-dark", 1280, "dark"),
)
# The first match in the order of the alphabet is the one taken.
KINDS = {
    "portal": "index.html",
    "lookup": "wie-is-mijn-wijkregisseur/index.html",
    "frame": "wie-is-mijn-wijkregisseur/inbouwen/index.html",
    "regisseurs": "wijkregisseurs/index.html",
    "streets": "straten/index.html",
    "city-agenda": "agenda/index.html",
    "city-news": "nieuws/index.html",
    "ward": "*/volgen/../index.html",
    "ward-agenda": "*/agenda/index.html",
    "month": "*/agenda/????-??/index.html",
    "city-month": "agenda/????-??/index.html",
    "event": "*/agenda/*[a-z]*/index.html",
    "news": "*/nieuws/*/index.html",
    "search": "zoeken/index.html",
    "following": "*/volgen/index.html",
    "components": "stijl/index.html",
    "about": "over/index.html",
    "not-found": "404.html",
}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the photographs are the report."""


def pages(site: Path) -> dict[str, str]:
    """The URL path of one page of each kind that the site has."""
    found = {}
    for kind, pattern in KINDS.items():
        matches = sorted({path.resolve() for path in site.glob(pattern)})
        if matches:
            found[kind] = matches[0].relative_to(site.resolve()).as_posix().removesuffix("index.html")
    return found


def photograph(site: Path) -> int:
    """Take all photographs; how many."""
    FOLDER.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        for look, width, scheme in LOOKS:
            view = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for kind, path in pages(site).items():
                view.goto(f"http://127.0.0.1:{server.server_port}/{path}")
                view.screenshot(path=FOLDER / f"{kind}-{look}.png", full_page=True)
                count += 1
        browser.close()
    server.shutdown()
    return count


if __name__ == "__main__":
    print(f"{photograph(Path(sys.argv[1]))} photographs in {FOLDER}/")
