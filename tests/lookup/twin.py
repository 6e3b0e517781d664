"""The lookup's scripts in a page: a question for Chromium goes in, what JavaScript makes of it comes out."""

import json
from contextlib import contextmanager

from tests.projects import ROOT

SCRIPTS = ROOT / "themes/gent/static/js"
HOST = "http://lookup.test"


def serve(route):
    """Gives a page the theme's scripts from disk, and a page to be in; nothing reaches a network."""
    path = route.request.url.removeprefix(HOST)
    if path == "/":
        route.fulfill(content_type="text/html", body="<!doctype html><title>lookup</title>")
    else:
        route.fulfill(content_type="text/javascript", body=(SCRIPTS / path.lstrip("/")).read_text(encoding="utf-8"))


@contextmanager
def lookup_page(browser, given):
    """A page with an index of `given`: evaluate(expression, x) may use `answer`, `suggest`, `locate`, `index`, ..."""
    page = browser.new_page()
    page.route(f"{HOST}/**", serve)
    page.goto(f"{HOST}/")
    page.evaluate(
        """async (given) => {
          for (const name of ["answer", "index", "fold", "match", "question"]) {
            Object.assign(globalThis, await import(`/lookup/${name}.js`));
          }
          globalThis.index = buildIndex(JSON.parse(given));
        }""",
        json.dumps(given),
    )
    yield lambda expression, x=None: page.evaluate(f"(x) => {{ return {expression} }}", x)
    page.close()
