"""What a page costs on a phone: bytes, requests, and words that jump away while one reads."""

import gzip

import pytest

pytestmark = pytest.mark.browser

WITH_PICTURES = {
    "event": "/ledeberg/agenda/koffie-wijkwerking/",
    "news": "/nieuws/wijkbudget-ronde-2-vervolg/",
    "drawing": "/ledeberg/nieuws/wijkbudget/",
    "news list": "/ledeberg/nieuws/",
    "ward home": "/ledeberg/",
}
SHIFT = """() => {
  window.shifted = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      window.shifted.push([entry.value, ...entry.sources.map((source) => source.node?.outerHTML?.slice(0, 200))]);
  }).observe({ type: 'layout-shift', buffered: true });
}"""
TO_THE_END = """async () => {
  for (let at = 0; at < document.body.scrollHeight; at += 300) {
    window.scrollTo(0, at);
    await new Promise((done) => requestAnimationFrame(done));
  }
}"""
# What is in a closed part of the page is not loaded before it is opened.
SEEN_ARE_THERE = """() => [...document.images]
  .filter((one) => one.checkVisibility())
  .every((one) => one.complete && one.naturalWidth > 0)"""


def sizes(visited):
    """Path to bytes of everything that was asked for; text as a server sends it, compressed."""
    found = {}
    for url, _ in visited.requests:
        body = visited.page.request.get(url).body()
        is_picture = "/beeld/" in url
        found[url.removeprefix(visited.site)] = len(body if is_picture else gzip.compress(body, 6))
    return found


def test_the_home_of_a_ward_is_light(visit):
    visited = visit("/ledeberg/")
    visited.page.wait_for_load_state("networkidle")

    found = sizes(visited)

    assert len(found) <= 12
    pictures = [size for path, size in found.items() if "/beeld/" in path]
    rest = sum(size for path, size in found.items() if "/beeld/" not in path)
    assert rest <= 60_000
    assert rest + sum(pictures[:1]) <= 150_000


def test_a_page_with_a_picture_stays_below_150_kb(visit):
    visited = visit(WITH_PICTURES["event"])
    visited.page.wait_for_load_state("networkidle")

    found = sizes(visited)

    assert [path for path in found if path.startswith("/beeld/koffie-")]
    assert sum(found.values()) <= 150_000


@pytest.mark.parametrize("kind", WITH_PICTURES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_pictures_come(kind, width, visit):
    page = visit("/404.html", width=width).page
    page.add_init_script(f"({SHIFT})()")
    # Each picture comes late, so that the page stands there without it first.
    page.route("**/beeld/**", lambda route: (page.wait_for_timeout(150), route.continue_()))

    page.goto(page.url.removesuffix("/404.html") + WITH_PICTURES[kind])
    page.evaluate(TO_THE_END)
    page.wait_for_load_state("networkidle")

    assert page.locator("img").count() >= 1
    assert page.evaluate(SEEN_ARE_THERE)
    assert page.evaluate("() => window.shifted") == []


def test_the_list_below_the_filters_does_not_jump_when_these_come_late(visit):
    page = visit("/404.html").page
    page.add_init_script(f"({SHIFT})()")
    # The page is there, and seen, before its script is.
    page.route("**/filter.js", lambda route: (page.wait_for_timeout(300), route.continue_()))

    page.goto(page.url.removesuffix("/404.html") + "/ledeberg/agenda/")
    page.wait_for_load_state("networkidle")

    assert page.get_by_text("Kies wat je wilt zien").is_visible()
    assert page.evaluate("() => window.shifted") == []


def test_a_picture_has_its_colour_before_it_comes(visit):
    page = visit("/404.html").page
    page.route("**/beeld/**", lambda route: route.abort())

    page.goto(page.url.removesuffix("/404.html") + WITH_PICTURES["event"])

    box, colour = page.locator(".picture__frame").bounding_box(), page.locator(".picture__colour").bounding_box()
    assert (box["width"], box["height"]) == (colour["width"], colour["height"]) == (326, 203.75)
    assert page.locator(".picture__colour rect").evaluate("(one) => getComputedStyle(one).fill") != "rgb(0, 0, 0)"


def test_a_phone_gets_a_picture_of_its_size_in_the_best_kind(visit):
    page = visit(WITH_PICTURES["event"]).page
    page.wait_for_load_state("networkidle")

    assert page.locator(".picture img").evaluate("(one) => one.currentSrc.match(/-(\\d+\\.\\w+)$/)[1]") == "480.avif"
