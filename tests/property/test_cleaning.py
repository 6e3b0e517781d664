"""What is passed over as plain is exactly what the cleaner would give back."""

from hypothesis import given, settings, target
from hypothesis import strategies as st

from wijksites.posts.cleaning import clean, is_plain
from wijksites.posts.converter import converter_for, whole
from wijksites.posts.markdown import HEADING

WORDS = "een twee & ; \" ' < > / \\ # = é \u00a0 \u200b \ufeff \x07 amp lt p a em h2 1. 2) http:// .be".split(" ")
MARKS = ["\n", "\n\n", "    ", "  \n", " ", "* ", "- ", "1. ", "> ", "# ", "## ", "###### ", "---\n", "***", "**", "*"]
MORE = ["_", "__", "`", "![", "[", "](", ")", "][", "]:", ' "', "|", "\t", "&amp;", "&nbsp;", "&#60;", "&lt;p&gt;"]
PAIRS = ["*een*", "**twee**", "_**drie**_", "[vier](", "\n\n- vijf\n    - zes\n\n", "> zeven\n\n", "\n\n## acht\n\n"]
ADDRESSES = st.one_of(
    st.sampled_from(["https://stad.gent/nl?a=b#c", "mailto:an@voorbeeld.example", "tel:+3290000001", "../park.md", ""]),
    st.from_regex(r"\A(?:https?://|mailto:|tel:|//|)[a-z0-9A-Z.:%\-/@#?+\[\]é]{0,14}\Z"),
)
LINKS = st.builds("[{}]({})".format, st.sampled_from(["een", "**twee**", "[in](x.md)", "a*b*"]), ADDRESSES)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS + MARKS + MORE + PAIRS), LINKS, st.text(max_size=4)), max_size=25)


@settings(max_examples=600, deadline=None)
@given(TEXTS.map("".join))
def test_what_is_plain_needs_no_cleaning(text):
    html = HEADING.sub(lambda match: match[1] + {"1": "2"}.get(match[2], min(match[2], "4")), whole().convert(text))

    plain = is_plain(text, html)

    target(len(html) * plain)
    assert not plain or clean(html) == html


def test_an_ordinary_text_is_plain():
    text = "# Welkom\n\nLees *hier* **meer** & [schrijf](mailto:an@voorbeeld.example).\n\n- [een](een.md)\n\n> ja"

    html = converter_for(text).convert(text).replace("h1", "h2")

    assert is_plain(text, html)


def test_html_of_ones_own_is_never_plain():
    assert not is_plain("<p>een", "<p>een</p>")
