"""Calendars as a program in a browser reads them: events and the starts that we show go in, differences come out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from tools.audit.node import FOLDER, MODULES
from tools.ensure_chromium import find
from tools.machine import MissingTool

SITE = "http://audit.example/"  # answered here, by the two files; nothing is fetched
FILES = {"ical.js": MODULES / "ical.js/dist/ical.js", "occurrences.js": FOLDER / "occurrences.js"}
ZONE = "America/New_York"  # of the browser: a calendar says its own
BATCH = 250


def _answer(route: Route) -> None:
    """The file of a name, and an empty page for anything else."""
    file = FILES.get(route.request.url.removeprefix(SITE))
    if file is None:
        route.fulfill(body="<!doctype html><title>audit</title>", content_type="text/html")
    else:
        route.fulfill(body=Path(file).read_text(encoding="utf-8"), content_type="text/javascript")


def _batches(calendars: Iterable[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    left = iter(calendars)
    while batch := list(islice(left, BATCH)):
        yield batch


def _ready(page: Page) -> None:
    page.route("**/*", _answer)
    page.goto(SITE)
    page.add_script_tag(url=f"{SITE}occurrences.js", type="module")
    page.wait_for_function("() => globalThis.differences")


def differences(calendars: Iterable[dict[str, Any]]) -> list[str]:
    """Where ical.js in Chromium finds other occurrences than we show. Raises MissingTool."""
    program = find()
    if program is None:
        raise MissingTool("There is no Chromium. Install one: make test TESTS=tests/browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_context(timezone_id=ZONE).new_page()
        _ready(page)
        found = [one for batch in _batches(calendars) for one in page.evaluate("(all) => differences(all)", batch)]
        browser.close()
    return found
