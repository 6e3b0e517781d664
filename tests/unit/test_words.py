"""The words on screen: every sentence of code and templates has its Dutch, and the same places to fill in."""

import ast
import re
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes
from tests.projects import ROOT
from tools import catalogue

from wijksites import words

LANGUAGES = sorted(folder.name for folder in catalogue.LOCALE.iterdir())
MODULES = sorted((ROOT / "plugins/wijksites").rglob("*.py"))
TEMPLATES = sorted((ROOT / "themes/gent/templates").rglob("*.html"))
# Name of a call to the number of sentences it begins with, and the values it fills in itself.
SAY = {"translate": 1, "translate_count": 2, "say": 1, "t": 1, "tn": 2}
OWN = {"translate_count": {"count"}, "tn": {"count"}}


@pytest.fixture(scope="module", params=LANGUAGES)
def known(request):
    """A catalogue as it is in its file."""
    with (catalogue.LOCALE / request.param / "LC_MESSAGES/wijksites.po").open("rb") as opened:
        return read_po(opened, locale=request.param)


def forms(text):
    return text if isinstance(text, tuple | list) else (text,)


def places(sentence):
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}


def ids(messages):
    return {message.id for message in messages if message.id}


def said_in_code():
    """Each call that says a sentence: where, name, sentences, names of its values (None: some that cannot be seen)."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            # `scene.say` says a sentence, `say` prints one that is said; `text.translate` is of Python.
            if called not in SAY or (called == "say") == isinstance(node.func, ast.Name):
                continue
            said = node.args[: SAY[called]]
            values = {keyword.arg for keyword in node.keywords}
            where = f"{module.relative_to(ROOT).as_posix()}:{node.lineno}"
            yield where, called, [text.value if isinstance(text, ast.Constant) else None for text in said], values


def said_in_templates():
    """The same for templates."""
    environment = Environment(extensions=["jinja2.ext.do"])
    for template in TEMPLATES:
        for node in environment.parse(template.read_text(encoding="utf-8")).find_all(nodes.Call):
            if not (isinstance(node.node, nodes.Name) and node.node.name in SAY):
                continue
            called = node.node.name
            said = node.args[: SAY[called]]
            values = {keyword.key for keyword in node.kwargs}
            where = f"{template.relative_to(ROOT).as_posix()}:{node.lineno}"
            yield where, called, [text.value if isinstance(text, nodes.Const) else None for text in said], values


SAID = [*said_in_code(), *said_in_templates()]


def test_dutch_is_always_there():
    assert "nl" in LANGUAGES


def test_every_sentence_is_in_the_catalogue(known):
    assert ids(catalogue.extracted()) - ids(known) == set()


def test_no_sentence_in_the_catalogue_is_obsolete(known):
    assert ids(known) - ids(catalogue.extracted()) == set()
    assert list(known.obsolete) == []


def test_every_sentence_has_its_translation(known):
    empty = [message.id for message in known if message.id and not all(forms(message.string))]

    assert empty == []


def test_no_translation_is_a_guess(known):
    assert [message.id for message in known if message.id and message.fuzzy] == []


def test_a_translation_fills_in_the_same_places(known):
    wrong = []
    for message in known:
        wanted = set().union(*(places(text) for text in forms(message.id)))
        for text in forms(message.string):
            if places(text) - wanted or (wanted - places(text) - {"count"}):
                wrong.append((message.id, text))

    assert wrong == []


def test_a_translation_begins_and_ends_like_its_sentence(known):
    wrong = []
    for message in filter(lambda message: message.id, known):
        for one, other in zip(forms(message.id), forms(message.string), strict=False):
            if (one != one.strip()) != (other != other.strip()) or one.endswith(".") != other.endswith("."):
                wrong.append((one, other))

    assert wrong == []


def test_the_catalogue_tool_would_change_nothing(known):
    made = BytesIO()
    write_po(made, catalogue.update(str(known.locale)), width=110, no_location=True, sort_output=True)

    file = catalogue.LOCALE / str(known.locale) / "LC_MESSAGES/wijksites.po"
    assert made.getvalue() == file.read_bytes()


@pytest.mark.parametrize("call", SAID, ids=lambda call: call[0])
def test_whoever_says_a_sentence_fills_in_all_its_places(call):
    _, called, sentences, values = call
    if None in values:  # **values: the caller's
        return

    for sentence in filter(None, sentences):
        assert places(sentence) <= values - {"language"} | OWN.get(called, set())


@pytest.mark.parametrize("call", SAID, ids=lambda call: call[0])
def test_nobody_fills_in_what_the_sentence_does_not_say(call):
    _, called, sentences, values = call
    if None in sentences:
        return

    spare = values - {"language", None}
    assert spare <= set().union(*(places(sentence) for sentence in sentences)) | OWN.get(called, set())


def test_a_sentence_that_is_not_written_out_was_noted_where_it_is():
    unseen = {where.partition(":")[0] for where, _, sentences, _ in SAID if None in sentences}
    notes = {
        module.relative_to(ROOT).as_posix()
        for module in MODULES
        if re.search(r"\bnoted\(|message: str", module.read_text(encoding="utf-8"))
    }

    # The functions that hand a sentence on.
    through = {
        "plugins/wijksites/words.py",
        "plugins/wijksites/pages/page.py",
        "plugins/wijksites/build/environment.py",
    }
    assert unseen - notes - through == set()


def test_no_place_has_the_name_of_an_argument_of_translate(known):
    assert [message.id for message in known for text in forms(message.id) if "language" in places(text)] == []


def test_a_sentence_is_dutch_unless_another_language_is_asked():
    assert words.translate("All wards") == "Alle wijken"
    assert words.translate("All wards", language="en") == "All wards"


def test_a_sentence_without_translation_stays_as_it_is():
    assert words.translate("Nobody ever {did} this.", did="wrote") == "Nobody ever wrote this."


@pytest.mark.parametrize(
    ("count", "sentence"), [(0, "0 problemen."), (1, "1 probleem."), (2, "2 problemen."), (25, "25 problemen.")]
)
def test_a_number_of_things_gets_its_own_sentence(count, sentence):
    assert words.translate_count("{count} problem.", "{count} problems.", count) == sentence


def test_a_value_that_is_missing_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        words.translate("JOBS: ‘{value}’ is not a number of processes. Write for example: JOBS=2")


def test_values_are_never_filled_in_themselves():
    assert words.translate("{ward}: activities", ward="{evil}").startswith("{evil}: ")
