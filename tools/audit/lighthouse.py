"""Lighthouse over a finished site: its folder goes in, a line for each kind of page with its scores comes out.

The site is served as a plain server does, compressed. Accessibility, best practices and SEO must be 100 (make audit);
performance depends on what else the machine does, so it is measured by hand: `python -m tools.audit.lighthouse output`.
A page of examples asks not to be indexed, which is right and costs it its SEO: that one question is left out.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tools import ensure_chromium
from tools.audit.node import MODULES, environment

CERTAIN = ("accessibility", "best-practices", "seo")
CATEGORIES = ("performance", *CERTAIN)
KINDS = {
    "portal": "",
    "wijksite": "ledeberg/",
    "event": "ledeberg/agenda/koffie-wijkwerking/",
    "lookup": "wie-is-mijn-wijkregisseur/",
    "search": "zoeken/",
}
BEST = 100


class Compressed(SimpleHTTPRequestHandler):
    """Serves files, text compressed; tells nobody."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A file, an index of a folder, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in {".html", ".css", ".js", ".json", ".geojson", ".svg", ".txt", ".xml"}:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        if "/theme/" in self.path:  # named after their content
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on a server of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def scores(address: str, categories: Sequence[str] = CATEGORIES) -> tuple[dict[str, int], str]:
    """The score of each category on a phone (Lighthouse's own: a processor four times slower), and what cost points."""
    done = subprocess.run(
        [
            MODULES / ".bin/lighthouse",
            address,
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            f"--only-categories={','.join(categories)}",
            "--skip-audits=is-crawlable",
        ],
        capture_output=True,
        encoding="utf-8",
        env=environment() | {"CHROME_PATH": os.environ.get("CHROMIUM") or ensure_chromium.ensure()},
    )
    if done.returncode:
        return dict.fromkeys(categories, 0), done.stderr.strip()
    report = json.loads(done.stdout)
    found = {name: round(report["categories"][name]["score"] * 100) for name in categories}
    weighed = {ref["id"] for name in categories for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    lost = [
        f"{audit['title']} {audit.get('displayValue', '')}".strip()
        for id_, audit in report["audits"].items()
        if id_ in weighed and audit["score"] is not None and audit["score"] < 0.9
    ]
    return found, "; ".join(lost)


def pages(site: Path) -> dict[str, str]:
    """The kinds of pages that the site has, with their paths."""
    return {kind: path for kind, path in KINDS.items() if (site / path / "index.html").exists()}


def main(site: Path) -> int:
    """Prints the scores as a table; 1 when one is not the best."""
    print(f"| page | {' | '.join(CATEGORIES)} |\n|---{'|---' * len(CATEGORIES)}|")
    all_good = True
    with served(site) as address:
        for kind, path in pages(site).items():
            found, lost = scores(address + path)
            print(f"| {kind} | {' | '.join(str(found[name]) for name in CATEGORIES)} |", flush=True)
            if lost:
                print(f"{kind}: {lost}", file=sys.stderr)
            all_good = all_good and set(found.values()) == {BEST}
    return 0 if all_good else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
