"""The lookup's scripts in a page: an expression for Chromium goes in, what JavaScript makes of it comes out."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from tools.lookup.given import ROOT

SCRIPTS = ROOT / "themes/gent/static/js"
PACKAGES = ROOT / "tools/bench/node_modules"
HOST = "https://lookup.test"  # never asked: every request is answered from disk
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
MODULES = ("answer", "index", "fold", "match", "question")

Evaluate = Callable[..., Any]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser: CHROMIUM, or one on PATH, or Playwright's own."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


def _serve(route: Route) -> None:
    """Gives a page our scripts, and packages to compare with, from disk; nothing reaches a network."""
    path = route.request.url.removeprefix(HOST).lstrip("/")
    if not path:
        # Isolated from others, a page has a clock that is fine enough to time a keystroke.
        headers = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
        route.fulfill(content_type="text/html", headers=headers, body="<!doctype html><title>lookup</title>")
        return
    folder, _, rest = path.partition("/")
    base = {"js": SCRIPTS, "packages": PACKAGES, "peers": Path(__file__).parent}[folder]
    route.fulfill(content_type="text/javascript", body=(base / rest).read_text(encoding="utf-8"))


@contextmanager
def lookup_page(browser: Browser, given: Mapping[str, Any]) -> Iterator[tuple[Page, Evaluate]]:
    """A page with an index of `given`: evaluate(expression, x) may use `answer`, `suggest`, `locate`, `index`, ..."""
    page = browser.new_page()
    page.route(f"{HOST}/**", _serve)
    page.goto(f"{HOST}/")
    page.evaluate(
        """async ([given, modules]) => {
          for (const name of modules) Object.assign(globalThis, await import(`/js/lookup/${name}.js`));
          globalThis.given = JSON.parse(given);
          globalThis.index = buildIndex(globalThis.given);
        }""",
        [json.dumps(given), MODULES],
    )
    yield page, lambda expression, x=None: page.evaluate(f"async (x) => {{ return {expression} }}", x)
    page.close()


@contextmanager
def asking(browser: Browser, given: Mapping[str, Any]) -> Iterator[Callable[[str, list[str]], list[Any]]]:
    """ask("answer", questions) and ask("suggest", questions): what JavaScript says to each, as JSON."""
    with lookup_page(browser, given) as (_, evaluate):
        yield lambda function, questions: evaluate(f"x.map((one) => {function}(one, index))", list(questions))
