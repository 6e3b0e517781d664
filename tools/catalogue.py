"""Brings the catalogues up to date: code and templates go in, `wijksites.po` of each language comes out."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "plugins/wijksites/locale"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "translate": None,
    "noted": None,
    "say": None,
    "t": None,
    "translate_count": (1, 2),
    "tn": (1, 2),
}
PLACES = (
    (ROOT / "plugins/wijksites", [("**.py", "python")]),
    (ROOT / "themes/gent/templates", [("**.html", "jinja2.ext:babel_extract")]),
)


def extracted() -> Catalog:
    """Every sentence that code and templates say."""
    catalogue = Catalog(project="wijksites", charset="utf-8", fuzzy=False)
    for name, line, message, comments, context in _messages():
        catalogue.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def _messages() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    for folder, methods in PLACES:
        base = folder.relative_to(ROOT).as_posix()
        for name, line, message, comments, context in extract_from_dir(folder, method_map=methods, keywords=KEYWORDS):
            yield f"{base}/{name}", line, message, comments, context


def update(language: str) -> Catalog:
    """The catalogue of a language with today's sentences: new ones empty, old ones gone."""
    file = LOCALE / language / "LC_MESSAGES" / "wijksites.po"
    known = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as opened:
            known = read_po(opened, locale=language)
    fresh = extracted()
    made = Catalog(locale=language, project="wijksites", charset="utf-8", fuzzy=False)
    made.creation_date = made.revision_date = known.creation_date
    for message in sorted((found for found in fresh if found.id), key=lambda found: str(found.id)):
        old = known.get(message.id)
        made.add(message.id, old.string if old else None)
    return made


def main() -> int:
    """Writes the catalogues; 1 when sentences wait for a translation."""
    missing = 0
    for folder in sorted(LOCALE.iterdir()):
        made = update(folder.name)
        with (folder / "LC_MESSAGES" / "wijksites.po").open("wb") as opened:
            write_po(opened, made, width=110, no_location=True, omit_header=False, sort_output=True)
        empty = [
            message.id
            for message in made
            if message.id and not (all(message.string) if isinstance(message.string, tuple) else message.string)
        ]
        missing += len(empty)
        print(f"{folder.name}: {len(made)} sentences, {len(empty)} without translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
