"""The golden city, built for the tests beside this file."""

import os
import re
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from wijksites.build import build_site
from wijksites.shell import load_settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CITY = HERE / "city"
SETTINGS = HERE / "pelicanconf.py"
SITE = "https://kaaistad.example/wijken/"
DAY = date(2026, 12, 1)
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
# Pelican's own command, with or without the shortcut that builds a small site in one process.
COMMAND = """
import sys
from pelican import main
from wijksites.build import pool
pool.SMALL = int(sys.argv.pop(1))
main()
"""


def settings(output, **overrides):
    """The golden settings, with the output elsewhere."""
    return load_settings(str(SETTINGS), OUTPUT_PATH=str(output), **overrides)


def run_command(output, *, environment, jobs):
    """Builds with Pelican's command in a process of its own; above one job with a pool of processes."""
    arguments = ["-s", str(SETTINGS), "-o", str(output), "-e", f"JOBS={jobs}"]
    small = "0" if jobs > 1 else "10000"
    return subprocess.run(
        [sys.executable, "-c", COMMAND, small, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder):
    """Path to bytes of every file below a folder, but for the search index, which the build does not know."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if "zoeken/index/" not in path}


def links_of(path, text):
    """(path of the file, fragment) of each link in a page that leads to this site."""
    found = set()
    for link in LINK.findall(text):
        target = urljoin(SITE + path, unescape(link).replace("webcal://", "https://"))
        if target.startswith(SITE):
            parts = urlsplit(target)
            file = parts.path.removeprefix(urlsplit(SITE).path)
            found.add((file + "index.html" if file.endswith("/") or not file else file, parts.fragment))
    return found


class Days:
    """The golden city on one day after another: each build goes on from the day before, as at night it does."""

    def __init__(self, folder):
        self.output = folder / "output"
        self.settings = settings(self.output)
        self.known = {}
        self.links = {}

    def build(self, day):
        """(outcome, path to bytes, path to links of each page); what did not change is not read again."""
        outcome = build_site(self.settings, day)
        manifest = outcome.manifest()
        for path, digest in manifest.items():
            if self.known.get(path, ("",))[0] != digest:
                data = (self.output / path).read_bytes()
                self.known[path] = (digest, data)
                if path.endswith(".html"):
                    self.links[path] = links_of(path, data.decode())
        files = {path: self.known[path][1] for path in manifest}
        return outcome, files, {path: self.links[path] for path in files if path in self.links}
