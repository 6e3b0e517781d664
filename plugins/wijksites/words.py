"""The words on screen and in messages: an English sentence goes in, the sentence of a language comes out.

Catalogues are gettext files, `locale/<language>/LC_MESSAGES/wijksites.po`, read as they are: there is no
compiled copy that could be older than its source.
"""

from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALE_FOLDER = Path(__file__).parent / "locale"
DEFAULT_LANGUAGE = "nl"


@cache
def catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; English, the language of the code, needs none."""
    source = LOCALE_FOLDER / language / "LC_MESSAGES" / "wijksites.po"
    if not source.is_file():
        return NullTranslations()
    with source.open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


@cache
def _sentence(message: str, language: str) -> str:
    return catalogue(language).gettext(message)


def noted(message: str) -> str:
    """Marks a sentence for the catalogues that is translated only where it is used."""
    return message


def translate(message: str, /, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """The sentence in a language, with `{named}` places filled in."""
    sentence = _sentence(message, language)
    return sentence.format(**values) if values or "{" in sentence else sentence


def translate_count(one: str, many: str, count: int, /, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """The sentence for a number of things; `{count}` is filled in too."""
    sentence = catalogue(language).ngettext(one, many, count)
    return sentence.format(count=count, **values)
