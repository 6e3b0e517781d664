"""The keyboard alone: past the menu, to everything, and out again."""

import pytest
from playwright.sync_api import expect
from tests.browser.kinds import HOLDING

pytestmark = pytest.mark.browser

# How each thing that can have the focus looks without it. A shape on the map shows the focus in its line.
REMEMBER = """() => {
  window.look = (one) => [one, ...one.querySelectorAll('path')].map((part) => {
    const style = getComputedStyle(part);
    const ring = style.outlineStyle === 'none' ? 'none' : style.outlineStyle + style.outlineWidth + style.outlineColor;
    return part.tagName === 'path' ? style.stroke + style.strokeWidth : ring;
  }).join();
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility());
  window.before = new Map(all.map((one) => [one, look(one)]));
  return all.length;
}"""
# What has the focus now: its number in the page, a name for it, and whether one sees that it has the focus.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body || one === null) return null;
  const box = one.getBoundingClientRect();
  return {
    number: [...before.keys()].indexOf(one),
    name: one.textContent.trim() || one.id,
    seen: look(one) !== before.get(one) && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def walk(page):
    """What the Tab key meets from the top of a page until it leaves it; a trap is an error."""
    count = page.evaluate(REMEMBER)
    met = []
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return count, met
        met.append(focused)
    raise AssertionError(f"after {count + 1} times Tab the focus is still on: {met[-1]['name']}")


@pytest.fixture(scope="module", params=HOLDING)
def walked(request, visit_for_all):
    """A walk with the Tab key through a page of each kind: how many things can have the focus, and what was met."""
    page = visit_for_all(HOLDING[request.param], width=1280).page
    page.wait_for_load_state("networkidle")
    return walk(page)


def test_tab_meets_everything_once_in_the_order_of_the_page_and_leaves(walked):
    count, met = walked

    assert count > 0
    assert [one["number"] for one in met] == list(range(count))


def test_one_sees_where_the_focus_is_on_all_of(walked):
    _, met = walked

    assert [one["name"] for one in met if not one["seen"]] == []


@pytest.mark.parametrize("colours", [{"scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
@pytest.mark.parametrize("kind", ["portal", "month", "city agenda with choices", "event moved", "components"])
def test_one_sees_where_the_focus_is_in_other_colours_on(kind, colours, visit):
    page = visit(HOLDING[kind], width=1280, **colours).page
    page.wait_for_load_state("networkidle")
    _, met = walk(page)

    assert [one["name"] for one in met if not one["seen"]] == []


def test_the_first_thing_is_a_link_past_the_menu_that_shows_itself(visit):
    page = visit("/ledeberg/").page
    skip = page.get_by_role("link", name="Ga naar de inhoud")
    assert skip.bounding_box()["y"] < 0

    page.keyboard.press("Tab")

    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)


def test_the_link_past_the_menu_goes_past_the_menu(visit):
    page = visit("/ledeberg/").page

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
    assert not page.evaluate("() => document.querySelector('header').contains(document.activeElement)")


def test_what_the_contact_is_for_opens_with_enter(visit):
    page = visit("/ledeberg/").page
    page.locator("summary").focus()

    page.keyboard.press("Enter")

    expect(page.get_by_text("Krijg je geen antwoord?")).to_be_visible()
