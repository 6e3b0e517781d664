"""Markdown as editors write it: our shortcut through sentences changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from wijksites.posts.markdown import CONFIGS, EXTENSIONS, _markdown

SIGNS = st.text(alphabet="ab \n\\`*_[]()<>&!#:;/.@=^~|{}\"'-+1é  ", max_size=60)


def plain():
    return Markdown(extensions=list(EXTENSIONS), extension_configs=CONFIGS, output_format="html")


def ours():
    _markdown.cache_clear()
    return _markdown()


@given(SIGNS)
def test_any_text_is_converted_as_python_markdown_does(text):
    assert ours().convert(text) == plain().convert(text)


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
    assert ours().convert(text) == plain().convert(text)
    assert ours().convert(text).count("<") > 2
