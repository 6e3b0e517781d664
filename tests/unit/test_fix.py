"""`make fix`: repairs what is certain, leaves the rest as it was written, and has nothing left to do after that."""

import os
import stat
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wijksites.editing import fix_files, fix_text
from wijksites.editing.front import scalars
from wijksites.editing.repairs import certain_moment
from wijksites.posts.parse import split
from wijksites.reading import Reader
from wijksites.words import translate

DAY = date(2026, 11, 24)
EVENT, NEWS = "kaai/agenda/beurs.md", "kaai/nieuws/park.md"
PUBLISHED = "published: 2026-11-02\n"
ORDERED = "the changes under `updated` are now in order of day, the oldest first."


def post(front, body="Tekst.\n"):
    return f"---\n{front}---\n{body}"


def fixed(front, source=EVENT, sentences=None):
    """The front matter after the repairs; a second run must find nothing."""
    text, said = fix_text(post(front), source, DAY)
    assert fix_text(text, source, DAY) == (text, ())
    assert text.startswith("---\n")
    assert text.endswith("---\nTekst.\n")
    if sentences is not None:
        assert list(said) == sentences
    return text.removeprefix("---\n").removesuffix("---\nTekst.\n")


def value_said(key, old, new):
    return translate("`{key}: {old}` is now `{key}: {new}`.", key=key, old=old, new=new)


def test_a_good_post_stays_as_it_is():
    front = "title: A\n" + PUBLISHED + 'start: 2026-12-08 19:30  # half acht\nupdated: [{on: 2026-11-03, note: "x"}]\n'

    assert fixed(front, sentences=[]) == front


def test_tabs_become_two_spaces():
    front = PUBLISHED + "repeat:\n\tevery: week\n\ton: [tuesday]\nsummary: a\tb\n"

    after = fixed(front, sentences=[translate("each tab at the start of a line is now two spaces.")])

    assert after == PUBLISHED + "repeat:\n  every: week\n  on: [tuesday]\nsummary: a\tb\n"


def test_tabs_are_repaired_where_nothing_else_can_be_read():
    assert fixed("title: [\n\tx: {\n") == "title: [\n  x: {\n"


def test_windows_line_ends_and_the_byte_order_mark_go():
    text, said = fix_text("\ufeff" + post(PUBLISHED).replace("\n", "\r\n"), EVENT, DAY)

    assert text == post(PUBLISHED)
    assert said == (
        translate("the invisible mark at the start of the file is gone."),
        translate("the line ends of Windows are now those of the other files."),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A  # kort\nkind: feest\n", "title: A  # kort\npublished: 2026-11-24\nkind: feest\n"),
        ("kind: feest\n# slot\n", "kind: feest\n# slot\npublished: 2026-11-24\n"),
        ("title: A\n  en B\nkind: feest\n", "title: A\n  en B\npublished: 2026-11-24\nkind: feest\n"),
        ("title: |\n  A\n\nkind: feest\n", "title: |\n  A\n\nkind: feest\npublished: 2026-11-24\n"),
        ("title:\nkind: feest\n", "title:\npublished: 2026-11-24\nkind: feest\n"),
        ("  title: A\n  kind: feest\n", "  title: A\n  published: 2026-11-24\n  kind: feest\n"),
        ("title: A\npublished:\n", "title: A\npublished: 2026-11-24\n"),
        ("title: A\npublished:   # straks\n", "title: A\npublished: 2026-11-24   # straks\n"),
        ("title: A\npublished: ~\n", "title: A\npublished: 2026-11-24\n"),
    ],
)
def test_a_missing_published_becomes_the_day(before, after):
    said = translate("there was no `published`; it is now {day}. Write another day if you want another.", day=DAY)

    assert fixed(before, sentences=[said]) == after


@pytest.mark.parametrize(
    "front",
    [
        "title: A\npublisehd: 2026-11-02\n",
        "title: A\ngepubliceerd: 2026-11-02\npublicatie: 2026-11-03\n",
        'title: A\npublished: ""\n',
        "{title: A}\n",
        "title: [\n",
        "kind: feest\n...\n",
        "title: &a A\nkind: &a feest\n",
        "",
        "just text\n",
    ],
)
def test_where_published_may_be_meant_or_nothing_can_be_read_nothing_is_added(front):
    assert fixed(front, sentences=[]) == front


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "updated: [{on: 2026-11-20 10:00, note: b}, {on: 2026-11-10, note: 'a'}]  # twee\n",
            "updated: [{on: 2026-11-10, note: 'a'}, {on: 2026-11-20 10:00, note: b}]  # twee\n",
        ),
        (
            "updated:\n  - on: 2026-11-20\n    note: b  # zaal\n\n  - {on: 2026-11-10, note: a}\nkind: feest\n",
            "updated:\n  - {on: 2026-11-10, note: a}\n\n  - on: 2026-11-20\n    note: b  # zaal\nkind: feest\n",
        ),
        (
            "updated:\n- on: 2026-11-20\n  note: b\n- note: >\n    a\n    # geen uitleg\n  on: 2026-11-10\n# einde\n",
            "updated:\n- note: >\n    a\n    # geen uitleg\n  on: 2026-11-10\n- on: 2026-11-20\n  note: b\n# einde\n",
        ),
        (
            "updated:\n  # alles\n  - {on: 2026-11-20, note: b}\n  - {on: 2026-11-10, note: a}\n",
            "updated:\n  # alles\n  - {on: 2026-11-10, note: a}\n  - {on: 2026-11-20, note: b}\n",
        ),
        (
            "updated:\n  # b\n  - {on: 2026-11-20, note: b}\n  # a\n  - {on: 2026-11-10, note: a}\n",
            "updated:\n  # a\n  - {on: 2026-11-10, note: a}\n  # b\n  - {on: 2026-11-20, note: b}\n",
        ),
        (
            "updated:\n  - on: 2026-11-20\n    note: b\n    # bij b\n  - on: 2026-11-10\n    note: a\n",
            "updated:\n  - on: 2026-11-10\n    note: a\n  - on: 2026-11-20\n    note: b\n    # bij b\n",
        ),
    ],
)
def test_updates_are_put_in_order_each_as_it_was_written(before, after):
    assert fixed(PUBLISHED + before, sentences=[translate(ORDERED)]) == PUBLISHED + after


@pytest.mark.parametrize(
    "updated",
    [
        "updated: [{on: 2026-11-10, note: a}, {on: 2026-11-10 00:00, note: b}]\n",
        "updated: [{on: 2026-11-20, note: a}, {on: ooit, note: b}]\n",
        "updated: [{on: 2026-11-20, note: a}, {note: b}]\n",
        "updated: [{on: 2026-11-20, note: a}, x]\n",
        "updated: [{on: 2026-11-20, note: a}, # eerst\n  {on: 2026-11-10, note: b}]\n",
        "updated: [&a {on: 2026-11-20, note: a}, {on: 2026-11-10, note: b}, *a]\n",
        "updated:\n  - # zo\n    on: 2026-11-20\n  - on: 2026-11-10\n",
    ],
)
def test_updates_that_are_in_order_or_unclear_stay(updated):
    assert fixed(PUBLISHED + updated, sentences=[]) == PUBLISHED + updated


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("18/12/2026 19u30", datetime(2026, 12, 18, 19, 30)),
        ("18-12-2026", date(2026, 12, 18)),
        ("8/8/2026 9u", datetime(2026, 8, 8, 9)),
        ("8 december 2026 om 19.30 uur", datetime(2026, 12, 8, 19, 30)),
        ("dinsdag 8 dec. 2026", date(2026, 12, 8)),
        ("di 8 december 2026", date(2026, 12, 8)),
        ("8/12/2026 19u30", None),
        ("dinsdag 8/12/2026", None),
        ("maandag 8 december 2026", None),
        ("vanaf 18/12/2026", None),
        ("18 d 2026", None),
        ("18 decibel 2026", None),
        ("31/2/2026", None),
        ("18/12/2026 25u", None),
        ("18/12/0026", None),
        ("2026-12-18", None),
        ("morgen", None),
    ],
)
def test_only_a_date_that_can_mean_one_day_is_certain(text, moment):
    assert certain_moment(text) == moment


def test_dutch_dates_get_the_year_first():
    front = PUBLISHED + (
        "start: 18/12/2026 19u30  # vrijdag\n"
        "end: '18/12/2026 21u'\n"
        "repeat: {every: week, until: 28-2-2027}\n"
        "updated: [{on: 20/11/2026, note: x, was: {start: 17/12/2026}}]\n"
        "title: 18/12/2026\n"
    )

    assert fixed(front) == PUBLISHED + (
        "start: 2026-12-18 19:30  # vrijdag\n"
        "end: '2026-12-18 21:00'\n"
        "repeat: {every: week, until: 2027-02-28}\n"
        "updated: [{on: 2026-11-20, note: x, was: {start: 2026-12-17}}]\n"
        "title: 18/12/2026\n"
    )


def test_a_repaired_date_is_shown_before_and_after():
    said = [value_said("start", "18/12/2026 19u30", "2026-12-18 19:30")]

    fixed(PUBLISHED + "start: 18/12/2026 19u30\n", sentences=said)


@pytest.mark.parametrize(
    "line", ["start: 8/12/2026 19u30\n", "repeat: {every: week, until: 18/12/2026 19u}\n", "start: >\n  18/12/2026\n"]
)
def test_an_uncertain_date_stays(line):
    assert fixed(PUBLISHED + line, sentences=[]) == PUBLISHED + line


def test_a_dutch_yes_or_no_and_an_hour_alone_are_repaired():
    front = PUBLISHED + 'start: 2026-12-18 19:30\nend: "21u30"\ndraft: ja\nregistration: {phone: 112, full: nee}\n'

    assert fixed(front) == PUBLISHED + (
        'start: 2026-12-18 19:30\nend: "21:30"\ndraft: true\nregistration: {phone: 112, full: false}\n'
    )


@pytest.mark.parametrize("line", ["end: 21\n", "draft: misschien\n", 'end: "25u00"\n'])
def test_what_is_not_certain_stays(line):
    assert fixed(PUBLISHED + line) == PUBLISHED + line


def test_dates_are_repaired_before_they_are_put_in_order():
    after = fixed(PUBLISHED + "aangepast: [{on: 20/11/2026, note: b}, {on: 2026-11-10, note: a}]\n")

    assert after == PUBLISHED + "updated: [{on: 2026-11-10, note: a}, {on: 2026-11-20, note: b}]\n"


def test_dutch_keys_and_statuses_become_english():
    front = (
        "Titel: A  # titel\n\"gepubliceerd\": 2026-11-02\ntoestand: 'Afgelast'\n"
        "# locatie: x\nlocatie: zaal\ncontact: {naam: An, telefoon: 09 000 00 01}\n"
    )

    assert fixed(front) == (
        "title: A  # titel\n\"published\": 2026-11-02\nstatus: 'cancelled'\n"
        "# locatie: x\nvenue: zaal\ncontact: {name: An, phone: 09 000 00 01}\n"
    )


def test_a_repaired_key_is_shown_before_and_after():
    sentences = [
        translate("`{old}` is now `{new}`.", old="zaal", new="venue"),
        value_said("status", "afgelast", "cancelled"),
    ]

    fixed(PUBLISHED + "zaal: x\nstatus: afgelast\n", sentences=sentences)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (EVENT, "start: 2026-12-08\ndatum: 2026-12-09\n"),
        (EVENT, "plaats: x\nzaal: y\n"),
        (EVENT, "beschrijving: Een avond met muziek.\n"),
        (NEWS, "locatie: x\n"),
        (EVENT, "onbekend: x\nstatus: misschien\n"),
    ],
)
def test_a_key_that_could_get_lost_or_mean_something_else_stays(source, lines):
    assert fixed(PUBLISHED + lines, source, sentences=[]) == PUBLISHED + lines


def test_the_description_of_a_picture_becomes_its_alt():
    assert fixed(PUBLISHED + "foto: x.jpg\nbeschrijving: Kramen.\n") == PUBLISHED + "image: x.jpg\nalt: Kramen.\n"


def test_what_is_no_post_gets_only_its_line_ends_and_tabs():
    assert fixed("\ta: 18/12/2026\n", "kaai/elders/x.md") == "  a: 18/12/2026\n"
    assert fix_text("zaal:\r\n\tnaam: x\n", "venues.yaml", DAY)[0] == "zaal:\n  naam: x\n"


@pytest.mark.parametrize("text", ["", "zomaar", "---\ntitle: A\n", "--\ntitle: A\n---\n"])
def test_a_file_without_front_matter_stays(text):
    assert fix_text(text, EVENT, DAY) == (text, ())


@pytest.mark.parametrize("deep", ["[" * 100_000, "a: " + "[" * 100_000 + "]" * 100_000, "- " * 20_000])
def test_nesting_without_end_does_no_harm(deep):
    assert fixed(deep + "\n", sentences=[]) == deep + "\n"


LINES = st.sampled_from(
    [
        *(
            "title: A",
            "titel: 'é 🎉'",
            "published: 2026-11-02",
            "gepubliceerd: 18/11/2026",
            "published:",
            "datum: 8/8/2026",
        ),
        *(
            "start: 18/12/2026 19u30",
            'einde: "18-12-2026"',
            "toestand: afgelast",
            "status: |",
            "\tevery: week",
            "repeat:",
        ),
        *(
            "  # uitleg",
            "# uitleg",
            "",
            "\t",
            "...",
            "- x",
            "aangepast:",
            "updated:",
            "  - on: 2026-11-20",
            "    note: b",
        ),
        *(
            "  - {on: 2026-11-10, note: a}",
            "- on: 18/11/2026",
            "  note: >",
            "    tekst",
            "updated: [",
            "{on: 2026-11-20},",
        ),
        *(
            "{on: 2026-11-10}]",
            "contact: {naam: x",
            "}",
            "plaats: &a x",
            "zaal: *a",
            "foto: x",
            "beschrijving: y",
            "? x",
            ": y",
        ),
        *(
            "\ufefftitle: A",
            "'titel",
            '"',
            "\u2028",
            "\x85",
            "\x00",
            " \xa0\t",
            "!!str soort: x",
            "<<: {a: b}",
            "a: b\r",
            "--- ",
        ),
    ]
)
FRONTS = st.lists(LINES | st.text(max_size=12), max_size=14).map(lambda lines: "".join(f"{line}\n" for line in lines))
ANY = st.one_of(
    st.text(),
    st.builds(lambda front, body: f"---\n{front}---\n{body}", FRONTS, st.text()),
    st.builds(lambda front, body: f"\ufeff---\r\n{front}---\r\n{body}", FRONTS, st.text()),
)


def plain(text):
    text = text.lstrip("\ufeff") if text.startswith("\ufeff") else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=600, deadline=None)
@given(text=ANY, source=st.sampled_from([EVENT, NEWS, "paginas/x.md", "kaai/index.md", "x/y/z/q.md", "venues.yaml"]))
@example(text="---\n\ud800: 18/12/2026\n---\n", source=EVENT)
def test_a_second_run_changes_nothing_and_the_body_never_changes(text, source):
    after, said = fix_text(text, source, DAY)

    assert fix_text(after, source, DAY) == (after, ())
    assert bool(said) == (after != text)
    parts, parts_after = split(plain(text), Reader(path="")), split(after, Reader(path=""))
    if source.endswith(".md"):
        assert (parts is None) == (parts_after is None)
    if parts and parts_after and source.endswith(".md"):
        assert parts_after[1] == parts[1]
        assert comments(parts_after[0]) == comments(parts[0])
        if scalars(parts[0]) is not None:
            assert scalars(parts_after[0]) is not None


def comments(front):
    return sorted(line.strip() for line in front.split("\n") if line.strip().startswith("#"))


MOMENTS = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=1, max_size=6)


@settings(deadline=None)
@given(days=MOMENTS, form=st.sampled_from(["flow", "block", "dashes"]), indent=st.sampled_from(["", "  ", "    "]))
def test_any_updates_are_in_order_afterwards(days, form, indent):
    notes = [f"{{on: {day}, note: n{number}}}" for number, day in enumerate(days)]
    entries = {
        "flow": "updated: [" + ", ".join(notes) + "]\n",
        "block": "updated:\n" + "".join(f"{indent}- {note}\n" for note in notes),
        "dashes": "updated:\n"
        + "".join(f"{indent}- on: {day}\n{indent}  note: n{number}\n" for number, day in enumerate(days)),
    }

    after = fixed(PUBLISHED + entries[form] + "title: A\n")

    ordered = sorted(enumerate(days), key=lambda pair: pair[1])
    places = [after.index(f"note: n{number}") for number, _ in ordered]
    assert places == sorted(places)
    assert scalars(after) == scalars(PUBLISHED + entries[form] + "title: A\n")


def test_only_files_that_change_are_written_and_keep_their_rights(tmp_path):
    good, bad = tmp_path / EVENT, tmp_path / NEWS
    for file, front in ((good, PUBLISHED), (bad, "title: A\n")):
        file.parent.mkdir(parents=True)
        file.write_text(post(front), encoding="utf-8", newline="")
    bad.chmod(0o640)
    before = good.stat()

    repairs = fix_files(tmp_path, DAY)

    said = translate("there was no `published`; it is now {day}. Write another day if you want another.", day=DAY)
    assert [str(repair) for repair in repairs] == [f"{bad.as_posix()}: {said}"]
    assert bad.read_text(encoding="utf-8") == post("title: A\npublished: 2026-11-24\n")
    assert stat.S_IMODE(bad.stat().st_mode) == 0o640
    assert (good.stat().st_ino, good.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert sorted(file.name for file in tmp_path.rglob("*") if file.is_file()) == ["beurs.md", "park.md"]
    assert fix_files(tmp_path, DAY) == ()


def test_ignored_files_and_links_are_left_alone(tmp_path):
    content, elsewhere = tmp_path / "content", tmp_path / "elders.md"
    for file in (content / EVENT, content / ".git" / NEWS, elsewhere):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(post("\ttitle: A\n"), encoding="utf-8", newline="")
    (content / "kaai/agenda/link.md").symlink_to(elsewhere)

    assert fix_files(content, DAY, [".*", "beurs.md"]) == ()
    assert (content / "kaai/agenda/link.md").is_symlink()


def test_a_file_that_is_no_text_is_named_and_left_alone(tmp_path):
    file = tmp_path / EVENT
    file.parent.mkdir(parents=True)
    file.write_bytes(b"---\ntitle: caf\xe9\n---\n")

    (repair,) = fix_files(tmp_path, DAY)

    assert not repair.done
    assert repair.sentence == translate(
        "this file has a character that is not UTF-8. Save the file again with the encoding UTF-8."
    )
    assert file.read_bytes() == b"---\ntitle: caf\xe9\n---\n"


def test_a_file_that_cannot_be_replaced_stays_and_the_next_is_repaired(tmp_path, monkeypatch):
    first, second = tmp_path / EVENT, tmp_path / NEWS
    for file in (first, second):
        file.parent.mkdir(parents=True)
        file.write_text(post("title: A\n"), encoding="utf-8", newline="")
    replace = os.replace

    def refuse(source, target):
        if str(target).endswith("beurs.md"):
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)

    held, done = fix_files(tmp_path, DAY)

    assert (held.done, done.done) == (False, True)
    assert held.sentence == translate(
        "this could not be repaired{reason} and is as it was. Close it elsewhere, then try again.",
        reason=" (je mag het niet openen)",
    )
    assert first.read_text(encoding="utf-8") == post("title: A\n")
    assert [file.name for file in first.parent.iterdir()] == ["beurs.md"]
