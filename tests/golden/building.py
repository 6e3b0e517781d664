"""The golden city, built into a folder or into memory, for the tests beside this file."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from wijksites import dates
from wijksites.agenda import occurrences
from wijksites.build import Outcome, build, build_site, portal, read, render, site, sources
from wijksites.build.schemas import schemas
from wijksites.posts import rule
from wijksites.sheets import overview
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
from wijksites.build import build
build.SMALL = int(sys.argv.pop(1))
main()
"""


def settings(output, **overrides):
    """The golden settings, with the output elsewhere."""
    return load_settings(str(SETTINGS), OUTPUT_PATH=str(output), **overrides)


def run_command(output, *, environment, jobs):
    """Builds with Pelican's command in a process of its own; above one job with a pool of processes."""
    arguments = ["-s", str(SETTINGS), "-o", str(output), "-e", f"JOBS={jobs}"]
    small = "0" if jobs > 1 else "60"
    return subprocess.run(
        [sys.executable, "-c", COMMAND, small, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder):
    """Path to bytes of every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


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


@dataclass
class Memory:
    """What stays from day to day of a site that is built in memory: a page that shows the same is the same."""

    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, tuple] = field(default_factory=dict)
    links: dict[str, set] = field(default_factory=dict)

    def staging(self):
        """A class like Staging that keeps the files here."""
        memory = self

        class MemoryStaging(site.Staging):
            def write(self, path, data):
                path = path.lstrip("/")
                assert path not in memory.files, path
                memory.files[path] = data
                self.written.append(site.Written(path, "", len(data)))

            def pages(self, pages, shown, settings):
                for page in pages:
                    before = memory.pages.get(page.file)
                    if before is None or before[:2] != (page, shown):
                        template = site.environment(settings).get_template(page.template)
                        text = template.render(site=shown, page=page, view=page.view)
                        memory.links[page.file] = links_of(page.file, text)
                        before = memory.pages[page.file] = (page, shown, text.encode())
                    self.write(page.file, before[2])

        return MemoryStaging


def same_for_same_arguments(function):
    """The function, called once for the same events or posts; of an address it also counts which links are public."""
    known = {}

    def called(first, second, *rest, **named):
        public = tuple(named["address"].__self__.links.items()) if "address" in named else ()
        texts = tuple(value for value in named.values() if isinstance(value, str))
        first = tuple(first) if isinstance(first, list) else first
        key = (first, second if isinstance(second, tuple) else (), texts, public)
        if key not in known:
            known[key] = function(first, second, *rest, **named)
        return known[key]

    return called


def build_in_memory(monkeypatch):
    """A function from a day to (outcome, files, links) of the golden city: the build as it is, but for its sources
    read once, its files kept in memory, and a sheet that is the JSON which Typst would get."""
    memory = Memory()
    staging = memory.staging()
    posts = {}

    def read_once(job):
        if job.folder not in posts:
            posts[job.folder] = read.read_ward(job)
        return posts[job.folder]

    for module in (build, portal, render):
        monkeypatch.setattr(module, "Staging", staging)
    monkeypatch.setattr(render, "calendar", same_for_same_arguments(render.calendar))
    monkeypatch.setattr(render, "render", same_for_same_arguments(render.render))
    monkeypatch.setattr(dates, "format_date", cache(dates.format_date))
    monkeypatch.setattr(
        occurrences, "rule_of", cache(lambda repeat, start: rule.rule_of(repeat, start).replace(cache=True))
    )
    monkeypatch.setattr(build, "prepare", lambda output: HERE)
    monkeypatch.setattr(build, "publish", lambda output, files, kept: None)
    monkeypatch.setattr(build, "schemas", cache(schemas))
    monkeypatch.setattr(build, "web_copy", cache(build.web_copy))
    monkeypatch.setattr(build, "theme_assets", cache(build.theme_assets))
    monkeypatch.setattr(sources, "read_ward", read_once)
    monkeypatch.setattr(
        overview, "_typeset", lambda data, moment: overview.Sheet(data=json.dumps(data).encode(), pages=1)
    )
    chosen = settings("unused")

    def built(day) -> tuple[Outcome, dict, dict]:
        memory.files.clear()
        outcome = build_site(chosen, day)
        return outcome, dict(memory.files), {path: memory.links[path] for path in memory.files if path in memory.links}

    return built
