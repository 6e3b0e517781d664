"""Links in texts: relative to the page they stand on, whatever the page, and never to what is not there."""

from posixpath import dirname, join, normpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijksites.posts.links import relative, resolve

STEPS = st.sampled_from(["kaai", "agenda", "nieuws", "2026", "a-b"])
PAGES = st.lists(STEPS, max_size=4).map(lambda steps: "/" + "".join(f"{step}/" for step in steps))
FILES = st.builds(lambda page, name: page + name, PAGES, st.sampled_from(["agenda.ics", "404.html", "a.pdf"]))


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("/", "/", "./"),
        ("/", "/kaai/", "kaai/"),
        ("/", "/agenda.ics", "agenda.ics"),
        ("/kaai/", "/", "../"),
        ("/kaai/", "/kaai/", "./"),
        ("/kaai/", "/kaai/#adres", "./#adres"),
        ("/kaai/agenda/feest/", "/kaai/agenda/", "../"),
        ("/kaai/agenda/feest/", "/molen/nieuws/wieken/#kop", "../../../molen/nieuws/wieken/#kop"),
        ("/kaai/agenda/feest/", "/kaai/agenda/feest.ics", "../feest.ics"),
        ("/404.html", "/kaai/", "kaai/"),
        ("/kaai/mail.html", "/kaai/agenda/", "agenda/"),
        ("/kaai/mail.html", "/kaai/", "./"),
    ],
)
def test_a_link_leads_from_page_to_page(page, target, link):
    assert relative(page, target) == link


@given(st.one_of(PAGES, FILES), st.one_of(PAGES, FILES), st.sampled_from(["", "#kop"]))
def test_a_link_leads_where_it_should_on_any_server_under_any_path(page, target, fragment):
    base = "https://stad.example/onder/pad"

    assert urljoin(base + page, relative(page, target + fragment)) == base + target + fragment


@given(PAGES, PAGES)
def test_a_link_works_for_files_on_disk_too(page, target):
    found = relative(page, target)

    assert not found.startswith("/")
    assert normpath(join(dirname(page + "x"), found)) == normpath(target)


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<a href="post:kaai/agenda/feest.md">a</a>', '<a href="[post:kaai/agenda/feest.md]">a</a>'),
        ('<a href="site:/agenda/">a</a>', '<a href="[site:/agenda/]">a</a>'),
        ('<img alt="b" src="picture:kaai/a.jpg">', '<img alt="b" src="[picture:kaai/a.jpg]">'),
        ('<a href="https://elders.example/?a=post:1">a</a>', '<a href="https://elders.example/?a=post:1">a</a>'),
        ('<a href="mailto:post@voorbeeld.example">a</a>', '<a href="mailto:post@voorbeeld.example">a</a>'),
        ("<p>post:kaai is geen link</p>", "<p>post:kaai is geen link</p>"),
    ],
)
def test_only_our_own_links_are_changed(html, resolved):
    assert resolve(html, lambda target: f"[{target}]") == resolved


def test_a_link_to_what_is_not_public_goes_and_its_text_stays():
    html = '<p>Zie <a href="post:kaai/agenda/later.md" rel="x">later</a>.</p>'

    assert resolve(html, lambda target: "") == '<p>Zie <a rel="x">later</a>.</p>'


def test_a_target_is_read_and_written_with_its_signs_escaped():
    seen = []

    html = resolve('<a href="site:/zoeken/?a=1&amp;b=2">a</a>', lambda target: seen.append(target) or '/x?"&<')

    assert seen == ["site:/zoeken/?a=1&b=2"]
    assert html == '<a href="/x?&quot;&amp;&lt;">a</a>'
