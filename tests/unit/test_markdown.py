"""Markdown as editors write it: our shortcut through sentences changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from wijksites.posts.converter import PARTS, converter_for, forget

SIGNS = st.text(alphabet="ab \n\t\\`*_[]()<>&!#:;/.@=^~|{}\"'-+1é  ", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [sign for signs, _ in PARTS for sign in signs] + ["\n", "\n\n", "woord ", "a", "[^1]: b", "---", "1. "]
    ),
    max_size=20,
).map("".join)


def plain(text):
    extensions = ["tables", "sane_lists", "def_list", "abbr", "footnotes", "toc"]
    configs = {"toc": {"marker": "", "permalink": False}}
    return Markdown(extensions=extensions, extension_configs=configs, output_format="html").convert(text)


def ours(text):
    forget()  # notes are numbered from one by a converter that is new
    return converter_for(text).convert(text)


@settings(max_examples=1000, deadline=None)
@given(SIGNS | PIECES)
def test_any_text_is_converted_as_python_markdown_does(text):
    assert ours(text) == plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Twee spaties  \nbreken een regel",
        "Een ster * alleen, en_een_streep, **vet** en *schuin*",
        '[hier](http://a.example), <http://b.example>, <a@b.example> en ![foto](a.jpg "Titel")',
        "Een noot[^1] en &eacute; en &amp;\n\n[^1]: De noot.",
        "\\*geen lijst\\* en `code * met _ tekens`",
        "HTML <b>vet</b> en <!-- weg -->\n\n*[HTML]: taal van pagina's",
    ],
)
def test_each_kind_of_sign_is_seen(text):
    assert ours(text) == plain(text)
    assert ours(text).count("<") > 2
