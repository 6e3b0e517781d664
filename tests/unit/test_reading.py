"""Reading files: bytes and YAML that nobody can use become a problem with its place; what was written stays text."""

from pathlib import Path

import pytest
from tests.checking import EVENT, NEWS, VENUES, event, news, post, said
from tests.projects import WARDS

from wijksites.problems import Problem, errors
from wijksites.reading import Mark, Reader, decode, entries, read_mapping, read_text, reason

UNREADABLE = "dit kunnen we niet lezen. Kijk de aanhalingstekens, de haken en de dubbelpunten na."
NO_UTF8 = "in dit bestand staat een teken dat geen UTF-8 is. Bewaar het bestand opnieuw met de codering UTF-8."
TAB = "deze regel begint met een tab. Vervang de tab door twee spaties, of laat het doen met `make fix`."
INVISIBLE = "hier staat een onzichtbaar teken (code {}) dat niet in een tekst hoort. Wis het."


def values(text):
    """Key to text of a YAML mapping that must be right."""
    reader = Reader(path="a.yaml")
    node = read_mapping(text, reader)
    assert not reader.problems
    return {key: value.value for key, (_, value) in entries(node, reader).items()}


def read(text):
    """What is wrong with a YAML text."""
    reader = Reader(path="a.yaml")
    read_mapping(text, reader)
    return [str(problem) for problem in reader.problems]


def said_of_bytes(folder, data):
    """The problems of the small project when its event holds these bytes."""
    file = folder / EVENT
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return said(folder)


# Bytes


def test_a_byte_that_is_not_utf8_has_the_place_of_its_character(tmp_path):
    data = event().replace("Iedereen", "Wij één").encode().replace("één".encode(), "éé".encode() + b"\xebn")

    assert said_of_bytes(tmp_path, data) == [f"{EVENT}:7:7: {NO_UTF8}"]


def test_a_byte_order_mark_does_not_move_the_place_of_a_wrong_byte():
    reader = Reader(path="a.md")

    decode(b"\xef\xbb\xbfa\nb\xff", reader)

    assert [str(problem) for problem in reader.problems] == [f"a.md:2:2: {NO_UTF8}"]


def test_a_file_in_utf16_is_refused_at_its_start(tmp_path):
    assert said_of_bytes(tmp_path, event().encode("utf-16")) == [f"{EVENT}:1:1: {NO_UTF8}"]


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(tmp_path):
    data = b"\xef\xbb\xbf" + event("end: 2026-12-08 18:00").replace("\n", "\r\n").encode()

    assert said_of_bytes(tmp_path, data) == [
        f"{EVENT}:6:6: het einde (18 uur) valt vóór het begin (19.30 uur). Kijk de uren na."
    ]


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x85", "\x92", "\u2028", "\ufffe"])
def test_an_invisible_character_is_named_by_its_code(tmp_path, character):
    code = f"U+{ord(character):04X}"

    assert said(tmp_path, {EVENT: event(title=f"Kerst{character}markt")}) == [f"{EVENT}:2:13: {INVISIBLE.format(code)}"]


@pytest.mark.parametrize(("escape", "code"), [(r"\0", "U+0000"), (r"\e", "U+001B"), (r"\x02", "U+0002")])
def test_an_invisible_character_written_as_an_escape_is_refused_too(tmp_path, escape, code):
    assert said(tmp_path, {EVENT: event(title=f'"Kerst{escape}markt"')}) == [f"{EVENT}:2:8: {INVISIBLE.format(code)}"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    reader = Reader(path="wards.yaml")

    assert read_text(tmp_path / "wards.yaml", reader) is None
    assert [(problem.path, problem.line, problem.column) for problem in reader.problems] == [("wards.yaml", 1, 1)]


# YAML


def test_a_tab_in_the_indent_says_what_to_put_instead(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat:", "\tevery: week", "  \ton: [tuesday]")}) == [
        f"{EVENT}:7:1: {TAB}",
        f"{EVENT}:8:3: {TAB}",
    ]


def test_a_tab_after_the_indent_is_a_space(tmp_path):
    assert said(tmp_path, {EVENT: event("summary: Kom\tmaar")}) == []


def test_a_key_that_stands_twice_within_a_key_names_the_first_line(tmp_path):
    assert said(tmp_path, {EVENT: event("contact:", "  name: An", "  name: Bo")}) == [
        f"{EVENT}:8:3: `name` staat hier een tweede keer (de eerste keer op regel 7). Wis een van de twee."
    ]


def test_a_colon_in_a_text_asks_for_quotes(tmp_path):
    assert said(tmp_path, {EVENT: event(title='Wijkbudget: kom "stemmen"')}) == [
        f"{EVENT}:2:18: er staat een dubbelpunt in de tekst. Zet de tekst tussen aanhalingstekens: "
        r'`title: "Wijkbudget: kom \"stemmen\""`'
    ]


def test_the_line_with_quotes_that_is_proposed_can_be_read():
    assert values(r'title: "Wijkbudget: kom \"stemmen\""') == {"title": 'Wijkbudget: kom "stemmen"'}


def test_a_line_that_is_indented_otherwise_is_pointed_at(tmp_path):
    assert said(tmp_path, {EVENT: event("contact:", "    name: An", "  phone: 09 000 00 01")}) == [
        f"{EVENT}:8:3: het aantal spaties vóór deze regel past niet bij de regels erboven. Maak er 4 van (nu: 2)."
    ]


QUOTES = "de aanhalingstekens in deze tekst kloppen niet. Zet dubbele aanhalingstekens rond de hele tekst: `{}`"
SIGN = "in deze tekst staat een teken dat hier iets anders betekent. Zet de tekst tussen aanhalingstekens: `{}`"
BEGIN = "een tekst die met `{}` begint, zet je tussen aanhalingstekens: `{}`"
CUT = "wat achter `#` staat, telt niet mee. Zet de tekst tussen aanhalingstekens: `{}`"
NO_COLON = (
    "op deze regel staat geen dubbelpunt. Hoort hij bij de regel erboven? Zet hem dan daar. Schrijf anders eerst een "
    "sleutel, bijvoorbeeld: `price: gratis`"
)
BRACKET = (
    "wat hier met `{}` begint, is niet goed afgesloten. Zet een komma tussen de delen en `{}` aan het einde, op "
    "dezelfde regel."
)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ('"Het park', 'title: "Het park"'),
        ("'t Groot feest", 'title: "\'t Groot feest"'),
        ('"Wijkbeurs "nieuw""', r'title: "Wijkbeurs \"nieuw\""'),
        ('"Wijkbeurs" nieuw', r'title: "\"Wijkbeurs\" nieuw"'),
        ("'kom naar 't plein'", 'title: "kom naar \'t plein"'),
        (r'"a\w"', r'title: "a\\w"'),
    ],
)
def test_quotes_that_do_not_fit_are_answered_with_the_line_to_paste(tmp_path, title, line):
    assert said(tmp_path, {NEWS: news(title=title)}) == [f"{NEWS}:2:8: {QUOTES.format(line)}"]
    assert "title" in values(line)


def test_a_quote_that_is_open_is_told_once_even_when_another_one_follows(tmp_path):
    assert said(tmp_path, {NEWS: news("summary: 's avonds", title="'t Park")}) == [
        f"{NEWS}:2:8: {QUOTES.format('title: ' + chr(34) + chr(39) + 't Park' + chr(34))}"
    ]


@pytest.mark.parametrize(
    "title", ["Feest:", "@home", "*Feest*", "- Feest", "% Feest", "& Co", "`Feest`", "[Feest] in de wijk"]
)
def test_a_sign_that_means_something_to_yaml_is_answered_with_the_line_to_paste(tmp_path, title):
    assert said(tmp_path, {NEWS: news(title=title)}) == [
        f"{NEWS}:2:8: {SIGN.format(f'title: {chr(34)}{title}{chr(34)}')}"
    ]


@pytest.mark.parametrize("title", ["!Feest in de wijk", "! Feest", "&Co feest", "!!binary aGFsbG8="])
def test_a_text_that_begins_with_a_tag_or_an_anchor_loses_no_word(tmp_path, title):
    line = f'title: "{title}"'

    assert said(tmp_path, {NEWS: news(title=title)}) == [f"{NEWS}:2:8: {BEGIN.format(title[0], line)}"]


def test_a_tag_within_a_list_is_quoted_by_itself(tmp_path):
    assert said(tmp_path, {NEWS: news("formerly: [!a, b]")}) == [
        f"{NEWS}:4:12: {BEGIN.format('!', chr(34) + '!a' + chr(34))}"
    ]


def test_a_colon_without_a_space_gets_one(tmp_path):
    sentence = "na `title` horen een dubbelpunt en een gewone spatie. Schrijf: `title: Het park`"

    for space in ("", "\u00a0"):
        text = news().replace("title: ", f"title:{space}")
        assert said(tmp_path, {NEWS: text}) == [f"{NEWS}:2:1: {sentence}"]


def test_an_equals_sign_becomes_a_colon(tmp_path):
    assert said(tmp_path, {NEWS: news().replace("title:", "title =")}) == [
        f"{NEWS}:2:1: na `title` hoort een dubbelpunt, geen `=`. Schrijf: `title: Het park`"
    ]


def test_a_line_without_a_colon_is_pointed_at(tmp_path):
    assert said(tmp_path, {NEWS: news("gratis")}) == [f"{NEWS}:4:1: {NO_COLON}"]
    assert said(tmp_path, {NEWS: news("gratis", "sample: true")}) == [f"{NEWS}:4:1: {NO_COLON}"]


@pytest.mark.parametrize(
    ("line", "signs"), [("contact: {name: An, phone: 112", "{}"), ("formerly: [/a/", "[]"), ("formerly: [", "[]")]
)
def test_a_bracket_that_is_not_closed_is_pointed_at(tmp_path, line, signs):
    column = line.index(signs[0]) + 1

    assert said(tmp_path, {NEWS: news(line)}) == [f"{NEWS}:4:{column}: {BRACKET.format(*signs)}"]


def test_a_line_of_wards_one_space_short_is_told_how_far_to_indent():
    assert read("wards:\n  - slug: a\n   name: b\n") == [
        "a.yaml:3:4: het aantal spaties vóór deze regel past niet bij de regels erboven. Maak er 4 van (nu: 3)."
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [("title", "Wijkbeurs #1 van het jaar"), ("summary", "een #hashtag"), ("title", "#wijk"), ("title", "Beurs # 1")],
)
def test_a_text_that_a_comment_would_cut_is_refused(tmp_path, key, text):
    lines = {"title": "title: Het park", "published": "published: 2026-11-01"}
    lines[key] = f"{key}: {text}"
    number = list(lines).index(key) + 2
    column = len(key) + (2 if text.startswith("#") else 3)

    assert said(tmp_path, {NEWS: post(*lines.values())}) == [
        f"{NEWS}:{number}:{column}: {CUT.format(f'{key}: {chr(34)}{text}{chr(34)}')}"
    ]


def test_a_comment_that_cuts_no_text_stays(tmp_path):
    text = event("# een uitleg", "venue: hal # de zaal", 'price: "gratis"  # voor wie wil', "audience: C#-fans")

    assert said(tmp_path, {EVENT: text}) == []


@pytest.mark.parametrize(("sign", "code"), [("\u200b", "U+200B"), ("\u202e", "U+202E"), ("\ufeff", "U+FEFF")])
def test_a_sign_that_nobody_sees_is_no_title(tmp_path, sign, code):
    assert said(tmp_path, {NEWS: news(title=f"{sign}")}) == [f"{NEWS}:2:8: {INVISIBLE.format(code)}"]


def test_a_file_that_cannot_be_read_says_why_in_dutch(tmp_path):
    reader = Reader(path="a")

    read_text(tmp_path / "weg", reader)
    read_text(tmp_path, reader)

    assert [problem.text for problem in reader.problems] == [
        "dit bestand kunnen we niet lezen (het is er niet). Kijk na of het bestaat.",
        "dit bestand kunnen we niet lezen (het is een map). Kijk na of het bestaat.",
    ]


def test_a_reason_that_we_have_no_word_for_is_left_out():
    assert reason(OSError(84, "Invalid or incomplete multibyte or wide character")) == ""


def test_details_that_are_a_list_ask_for_keys(tmp_path):
    assert said(tmp_path, {NEWS: post("- title: Het park")}) == [
        f"{NEWS}:2:1: hier verwachten we regels met `sleutel: waarde`, bijvoorbeeld: `title: Wijkbeurs Ledeberg`"
    ]


def test_a_key_that_is_a_list_asks_for_keys(tmp_path):
    assert said(tmp_path, {NEWS: news("[a, b]: c")}) == [
        f"{NEWS}:4:1: hier verwachten we regels met `sleutel: waarde`, bijvoorbeeld: `title: Wijkbeurs Ledeberg`"
    ]


def test_a_second_document_cannot_be_read(tmp_path):
    assert said(tmp_path, {NEWS: news("...", "--- a")}) == [f"{NEWS}:5:1: {UNREADABLE}"]


@pytest.mark.parametrize(
    ("text", "column"), [("a: " + "[" * 200_000, 33), ("a: " + "{a: " * 50_000, 120), ("- " * 100_000 + "a", 61)]
)
def test_lists_without_end_in_each_other_are_refused(text, column):
    assert read(text) == [
        f"a.yaml:1:{column}: hier staan te veel lijsten in elkaar. Wis de haken of streepjes die te veel zijn."
    ]


def test_lists_in_each_other_as_deep_as_we_need_are_read():
    assert read("a: " + "[" * 20 + "]" * 20) == []


def test_venues_are_read_as_strictly(tmp_path):
    assert said(tmp_path, {VENUES: "hal:\n\tname: De Hal\n"}) == [f"{VENUES}:2:1: {TAB}"]


def test_wards_are_read_as_strictly(tmp_path):
    assert said(tmp_path, {"wards.yaml": WARDS + "city: {}\n"}) == [
        f"wards.yaml:{len(WARDS.splitlines()) + 1}:1: `city` staat hier een tweede keer (de eerste keer op regel 1). "
        "Wis een van de twee."
    ]


@pytest.mark.parametrize("text", ["19:30", "NO", "no", "on", "010", "0x1F", "1e3", "1_000", "~", "null", "2026-12-08"])
def test_nothing_is_guessed_from_how_a_value_looks(text):
    assert values(f"name: {text}") == {"name": text}


@pytest.mark.parametrize("key", ["on", "NO", "yes", "010", "~"])
def test_nothing_is_guessed_from_how_a_key_looks(key):
    assert values(f"{key}: a") == {key: "a"}


def test_an_empty_text_has_no_keys():
    assert values("") == {}


def test_a_mark_counts_from_one_and_from_the_first_line_of_the_yaml():
    reader = Reader(path="a.md", first_line=2)
    node = read_mapping("a: b\nc: d\n", reader)

    assert reader.mark(node.value[1][1]) == Mark(3, 4)


# Problems


def test_a_problem_is_printed_on_one_line_whatever_was_written(tmp_path):
    assert said(tmp_path, {EVENT: event(r'status: "een\ntwee"')}) == [
        f"{EVENT}:6:9: ‘een twee’ kennen we niet bij `status`. Kies uit: planned, moved, postponed, cancelled"
    ]


def test_a_problem_is_printed_without_what_steers_a_terminal():
    assert str(Problem(path="a\x1b[2J.md", text="‘\u2028\udcff’")) == "a [2J.md:1:1: ‘ ’"


def test_a_warning_does_not_make_a_reader_fail():
    reader = Reader(path=Path("a.md").as_posix())

    reader.problem(None, "Kijk eens.", warning=True)

    assert not reader.failed
    assert errors(tuple(reader.problems)) == ()
