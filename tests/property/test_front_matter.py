"""Whatever an editor saves: reading it ends in data or in problems that one can print, never in a traceback."""

import re
import tempfile
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.cities import small_city
from tests.projects import WARDS

from wijksites.city.load import load_city
from wijksites.city.venues import load_venues
from wijksites.posts.parse import Rules, parse_post
from wijksites.problems import errors
from wijksites.reading import CONTROL, UNSEEN

RULES = Rules.of(small_city(), frozenset({"hal"}))
SOURCES = ("kaai/agenda/markt.md", "stad/agenda/markt.md", "kaai/nieuws/park.md", "paginas/over.md", "kaai/index.md")
EVENT = """\
---
title: Kerstmarkt op de kaai
kind: feest
published: 2026-11-01
start: 2026-12-08 19:30
end: 21:00
venue: hal
summary: "Kom kennismaken met je buren."
status: moved
reason: De zaal is niet vrij.
updated:
  - {on: 2026-11-20 10:00, note: "nieuwe datum", was: {start: 2026-12-01 19:30, venue: hal}}
registration: {phone: 09 000 00 10, until: 2026-12-07}
repeat:
  every: month
  on: second tuesday
  count: 3
contact: {name: An, mail: an@voorbeeld.example}
accessibility: {wheelchair: yes}
slug: kerst
id: kaai/agenda/oud
formerly: [/kaai/agenda/oud/]
sample: true
---
# Welkom

Lees [meer](/kaai/) en *kom*.

- een
- twee
"""
NEWS = """\
---
title: Het park is open
published: 2026-11-01
summary: Na een jaar.
image: park.jpg
alt: Een park
updated: [{on: 2026-11-20, note: later}]
draft: false
---
Welkom.
"""
VENUES = """\
hal:
  name: De Hal
  ward: kaai
  street: Dorp
  number: 1
  postcode: 9999
  access: {wheelchair: unknown, toilet: yes}
  latitude: 51.05
  longitude: 3.73
plein:
  name: Het plein
"""
PIECES = (
    "---",
    "...",
    "&a [*a]",
    "*a",
    "&a",
    "<<: *a",
    "!!python/object:os.system",
    "? [a]",
    "[[[[[[[[",
    "{a: {b: {c: {d",
    "- - - -",
    "|",
    ">-",
    "%YAML 1.1",
    "'",
    '"',
    '"\\0\\e\\n"',
    '"\\ud800"',
    ": ",
    "#",
    "\t",
    "\0",
    "\r",
    "\r\n",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x1b[2J",
    "\u202eאבג",
    "مرحبا",
    "😀👩‍👩‍👧",
    "٢٠٢٦-١٢-٠٨",
    "9" * 400,
    "1e309",
    "-0",
    "19:30",
    "NO",
    "~",
    "2026-02-30",
    "31/2/2026 25u99",
    "9999-12-31 23:59",
    "0000-00-00",
    "x" * 301,
    "{value}",
    "{0}",
    "{",
    "%s",
    "[a](b%00c.md)",
    "![](//[)",
    "&#2;",
    "<![CDATA[",
    "> " * 40,
    "- " * 40,
    "__proto__: 1",
    "wards: [kaai, kaai]",
    "wards: {slug: [kaai]}",
    "updated: &u [*u]",
)
QUIETLY = settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def mutated(draw, text):
    """A right text with lines gone, doubled, swapped or moved, and with pieces put in that upset readers."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=5))
        match draw(st.sampled_from(["delete", "double", "swap", "insert line", "insert", "replace", "indent", "turn"])):
            case "delete":
                lines[at : at + 1] = [""] if len(lines) == 1 else []
            case "double":
                lines.insert(at, line)
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], line
            case "insert line":
                lines.insert(at, piece)
            case "insert":
                lines[at] = line[:column] + piece + line[column:]
            case "replace":
                lines[at] = f"{line.partition(':')[0]}: {piece}"
            case "indent":
                lines[at] = "  " + line
            case "turn":
                lines[at] = line[:column] + line[column : column + 2][::-1] + line[column + 2 :]
    return draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])).join(lines)


def printable(problems, given):
    """Every problem has a place and is one line, with all its places filled in."""
    for problem in problems:
        line = str(problem)
        assert problem.line >= 1
        assert problem.column >= 1
        assert line.splitlines() == [line]
        assert not CONTROL.search(line)
        assert line.encode("utf-8")
        left = [place for place in re.findall(r"\{[a-z_]*\}", line) if place not in given]
        assert left == []


def read(data):
    """Reads bytes as each type of post; a post or an error, never both and never neither."""
    given = data.decode("utf-8", "replace")
    for source in SOURCES:
        post, problems = parse_post(data, source, RULES, Path("content"), f"content/{source}")
        printable(problems, given)
        assert (post is None) == bool(errors(problems))
        if post is not None:
            assert not CONTROL.search(post.title + post.summary + post.body)


def read_file(load, data):
    """Reads bytes as a file of the city."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "file.yaml")
        file.write_bytes(data)
        found, problems = load(file)
    printable(problems, data.decode("utf-8", "replace"))
    return found, problems


def encoded(text):
    """Text as a program may save it; a lone surrogate becomes bytes that are not UTF-8."""
    return text.encode("utf-8", "surrogatepass")


@QUIETLY
@given(st.binary(max_size=400))
@example(b"\xff\xfe-\x00-\x00-\x00")
@example(b"\xef\xbb\xbf---\ntitle: \xe9\n---\n")
def test_any_bytes_are_a_post_or_a_problem(data):
    read(data)
    read(b"---\n" + data + b"\n---\n" + data)


@QUIETLY
@given(st.text(max_size=300), st.text(max_size=300))
@example("a: " + "[" * 200_000, "")
@example("a: " + "{a: " * 20_000, "")
@example("a: " + "- " * 5_000, "- " * 800 + "a")
@example("a: &a [&b [*a, *b], *a]\nb: *a", ">" * 500)
@example("title: " + "9" * 5_000, "*" * 5_000)
@example("count: 1e999999999\n0x: 0o7\n1_0: .inf", "[" * 300)
@example("{title: {title: {title: 1}}}", "\n".join("    " * depth + "- a" for depth in range(40)))
def test_any_text_is_a_post_or_a_problem(front, body):
    read(encoded(f"---\n{front}\n---\n{body}"))


@QUIETLY
@given(mutated(EVENT))
def test_an_event_that_something_happened_to_is_a_post_or_a_problem(text):
    read(encoded(text))


@QUIETLY
@given(mutated(NEWS))
def test_news_that_something_happened_to_is_a_post_or_a_problem(text):
    read(encoded(text))


@QUIETLY
@given(mutated(WARDS))
@example("wards: [[a, b]]")
@example("wards: {slug: x}")
@example("wards: &w [*w]\nregisseurs: *w\nassignments: *w")
@example("a: " + "[" * 200_000)
def test_a_city_that_something_happened_to_is_a_city_or_a_problem(text):
    city, problems = read_file(load_city, encoded(text))

    assert (city is None) == bool(errors(problems))


@QUIETLY
@given(st.binary(max_size=400))
def test_any_bytes_are_a_city_or_a_problem(data):
    city, problems = read_file(load_city, data)

    assert city is None
    assert problems


@QUIETLY
@given(mutated(VENUES))
@example("hal: &a {name: *a}")
@example("? [a]\n: b")
def test_places_that_something_happened_to_are_places_or_problems(text):
    places, problems = read_file(lambda file: load_venues(file, frozenset({"kaai"})), encoded(text))

    assert places or problems or not text.strip()


@QUIETLY
@given(st.binary(max_size=400))
def test_any_bytes_are_places_or_problems(data):
    read_file(lambda file: load_venues(file, frozenset()), data)


def test_the_texts_that_things_happen_to_are_right():
    for text, source in ((EVENT, SOURCES[0]), (NEWS, SOURCES[2])):
        post, problems = parse_post(text.encode(), source, RULES, Path("content"))
        assert (post is not None, problems) == (True, ())
    assert read_file(load_city, WARDS.encode())[1] == ()
    assert len(read_file(lambda file: load_venues(file, frozenset({"kaai"})), VENUES.encode())[0]) == 2


@pytest.mark.parametrize("value", ["19:30", "NO", "no", "on", "010", "1e3", "0x1F", "1_000", "~", "null", "12.50", "="])
def test_text_stays_as_it_was_written(value):
    text = NEWS.replace("Het park is open", value).replace("Na een jaar.", value).replace("later", value)

    post, problems = parse_post(text.encode(), SOURCES[2], RULES, Path("content"))

    assert problems == ()
    assert (post.title, post.summary, post.updated[0].note) == (value, value, value)


@settings(QUIETLY, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=150))
@example("Één & <b>twee</b> 😀 \u200fאבג")
@example('"\\e"')
def test_a_title_between_quotes_is_read_as_it_is(title):
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = NEWS.replace("Het park is open", quoted)

    post, problems = parse_post(text.encode(), SOURCES[2], RULES, Path("content"))

    if CONTROL.search(title) or UNSEEN.search(title) or not any(category(sign) not in ("Cf", "Zs") for sign in title):
        assert post is None or post.title == " ".join(title.split())
    else:
        assert problems == ()
        assert post.title == " ".join(title.split())
