"""Find a Chromium for the browser tests, or install one: prints its path.

Order: CHROMIUM, the programs on PATH, Playwright's own; then apt as root, else Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.machine import MissingTool, apt_install, can_apt, runs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def candidates() -> Iterator[str]:
    """Paths where a Chromium may be, the cheapest to find first."""
    if named := os.environ.get("CHROMIUM"):
        yield named
    for name in NAMES:
        if found := shutil.which(name):
            yield found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        yield own


def find() -> str | None:
    """The first candidate that runs: Ubuntu's chromium, for one, only says that one must install a snap."""
    return next((path for path in candidates() if runs(path, "--version", "--no-sandbox")), None)


def ensure() -> str:
    """The path of a Chromium that runs, installed when there was none. Raises MissingTool."""
    if found := find():
        return found
    print("No Chromium here: installing one for the browser tests.", file=sys.stderr)
    if can_apt():
        try:
            apt_install("chromium")
        except subprocess.CalledProcessError as failure:
            print(f"apt could not: {failure}", file=sys.stderr)
        if found := find():
            return found
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    if can_apt():
        download.insert(-1, "--with-deps")
    subprocess.run(download, stdout=sys.stderr)
    if found := find():
        return found
    raise MissingTool("The browser tests need Chromium and none could be installed: apt-get install chromium")


if __name__ == "__main__":
    try:
        print(ensure())
    except MissingTool as missing:
        sys.exit(str(missing))
