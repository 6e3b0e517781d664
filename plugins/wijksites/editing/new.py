"""`make new`: a folder, a ward and a title go in, a post with comments that passes the check comes out."""

import json
import re
import unicodedata
from calendar import TUESDAY
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from string import Template

from wijksites.city.model import City
from wijksites.city.tables import WEEKDAYS
from wijksites.fields import Text, closest
from wijksites.posts.paths import CITY_FOLDER, EDITION_FOLDER, PAGE_FOLDER, RESERVED_EVENT_SLUG, url_of
from wijksites.posts.tables import page_table
from wijksites.reading import UNSEEN, reason
from wijksites.words import translate

TEMPLATES = Path(__file__).parent / "templates"
TYPES = {"agenda": "event", "nieuws": "news", PAGE_FOLDER: "page"}
EDITIONS = (EDITION_FOLDER, "rechtzetting")  # made from what there is to tell, by `editing.newsletter`
FOLDERS = (*TYPES, *EDITIONS)
# Where a title gives no slug of its own.
WORDS = {"event": "activiteit", "news": "bericht", "page": "pagina"}
LONGEST_SLUG = 60  # characters
LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "'": "", "’": ""})
# Windows cannot have files with these names, https://learn.microsoft.com/windows/win32/fileio/naming-a-file
RESERVED_FILE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
SLUG_LINE = re.compile(r"^slug:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


class EditingError(Exception):
    """What was asked for cannot be done; the sentence says what to do instead."""


def new_post(content: Path, city: City, *, folder: str, ward: str, title: str, day: date) -> Path:
    """Writes a post from the template of its folder and returns its path; never over a file that exists.

    `ward`: a slug or a name; `stad` for the city, empty for a page. Raises EditingError.
    """
    folder = chosen_folder(folder)
    title = _title(title)
    parent = PAGE_FOLDER if folder == PAGE_FOLDER else f"{chosen_ward(ward, city)}/{folder}"
    if folder == PAGE_FOLDER and ward.strip():
        raise EditingError(translate("a page does not belong to a ward. Leave out WARD and try again."))
    for slug in free_slugs(content, parent, slug_of(title, TYPES[folder])):
        file = content / parent / f"{slug}.md"
        text = _text(TYPES[folder], f"{parent}/{slug}.md", city, title, day)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            raise EditingError(
                translate(
                    "`{path}` cannot be written{reason}. Check whether you may write in that folder.",
                    path=file.as_posix(),
                    reason=reason(error),
                )
            ) from error
        return file
    raise AssertionError("there is always a next number")


def chosen_folder(written: str) -> str:
    """What a new post will be. Raises EditingError."""
    folder = written.strip().strip("/").casefold()
    if folder in FOLDERS:
        return folder
    meant = closest(folder, FOLDERS) if folder else None
    if meant:
        raise EditingError(
            translate(
                "the folder ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: FOLDER={meant}",
                value=written,
                meant=meant,
            )
        )
    if not folder:
        raise EditingError(
            translate(
                "say what it will be: FOLDER=agenda. Choose one of: {choices}",
                choices=", ".join(FOLDERS),
            )
        )
    raise EditingError(
        translate(
            "the folder ‘{value}’ does not exist. Choose one of: {choices}",
            value=written,
            choices=", ".join(FOLDERS),
        )
    )


def chosen_ward(written: str, city: City) -> str:
    """The slug of a ward, or `stad`; its full name is as good."""
    if not written.strip():
        raise EditingError(
            translate(
                "say for which ward, for example WARD={example}, or WARD=stad for several or all wards.",
                example=city.wards[0].slug,
            )
        )
    names = {CITY_FOLDER: CITY_FOLDER, **{_slugged(ward.name): ward.slug for ward in city.wards}}
    names |= {ward.slug: ward.slug for ward in city.wards}
    slug = _slugged(written)
    if slug in names:
        return names[slug]
    near = {_slugged(name): ward.slug for ward in city.wards for name in (*ward.aliases, *ward.neighbourhoods)} | names
    found = near.get(slug) or near.get(closest(slug, tuple(near)) or "")
    if found:
        raise EditingError(
            translate(
                "the ward ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`",
                value=written,
                meant=found,
                line=f"WARD={found}",
            )
        )
    raise EditingError(
        translate(
            "the ward ‘{value}’ does not exist. Choose one of: {choices}",
            value=written,
            choices=", ".join(sorted(city.ward_slugs | {CITY_FOLDER})),
        )
    )


def _limit() -> int:
    kind = page_table().keys["title"].kind
    assert isinstance(kind, Text)
    return kind.limit


def _title(written: str) -> str:
    title = " ".join(written.split())
    if all(unicodedata.category(sign) in ("Cf", "Zs") for sign in title):  # nothing, or nothing that one sees
        raise EditingError(translate('there is no title yet. Add it, for example: TITLE="Wijkbeurs"'))
    if len(title) > _limit():
        raise EditingError(
            translate(
                "the title has {length} characters; at most {limit} fit. Make it shorter.",
                length=len(title),
                limit=_limit(),
            )
        )
    # What no YAML file may hold: control characters, halves of characters, byte order marks.
    plain = (unicodedata.category(sign) not in ("Cc", "Cs") and sign not in "\ufffe\uffff" for sign in title)
    if UNSEEN.search(title) or not all(plain):
        raise EditingError(translate("the title has an invisible character that does not belong there. Type it again."))
    return title


def _slugged(text: str) -> str:
    """Small letters without accents, digits, and hyphens for all the rest."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def slug_of(title: str, kind: str) -> str:
    """The slug of a title: at most 60 characters, cut after a word, and no name that has another use."""
    slug = _slugged(title)
    if len(slug) > LONGEST_SLUG:
        cut = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
        slug = (cut or slug[:LONGEST_SLUG]).strip("-")
    if not slug:
        return WORDS[kind]
    taken = RESERVED_FILE.fullmatch(slug) or (kind == "event" and RESERVED_EVENT_SLUG.fullmatch(slug))
    return f"{WORDS[kind]}-{slug}" if taken else slug


def free_slugs(content: Path, parent: str, slug: str) -> Iterator[str]:
    """The slug, then the slug with a number, without those that another post has or had."""
    taken = _taken(content, parent)
    number = 1
    while True:
        end = f"-{number}" if number > 1 else ""
        candidate = slug[: LONGEST_SLUG - len(end)].rstrip("-") + end
        number += 1
        if candidate not in taken and not (content / parent / f"{candidate}.md").exists():
            yield candidate


def _taken(content: Path, parent: str) -> frozenset[str]:
    """Slugs whose id or address another post, or one that was withdrawn, keeps for its subscribers."""
    url = url_of(f"{parent}/x.md", "x").removesuffix("x/").strip("/")
    paths = re.compile(rf"(?<![\w-])/?(?:{re.escape(parent)}|{re.escape(url)})/([a-z0-9-]+)")
    found: set[str] = set()
    for file in (*content.glob("*.yaml"), *content.glob("**/*.md")):
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        front = COMMENT.sub("", text.partition("\n---")[0] if file.suffix == ".md" else text)
        found.update(paths.findall(front))
        if file.parent == content / parent:
            found.update(SLUG_LINE.findall(front))
    return frozenset(found)


def example_day(day: date) -> date:
    """The second Tuesday of the month after a day."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7 + 7)


def _text(kind: str, source: str, city: City, title: str, day: date) -> str:
    """The file's text; `source` is its path below the content folder."""
    slug = Path(source).stem
    start = example_day(day)
    kinds = [each.id for each in city.kinds]
    named = next((each.id for each in city.kinds if each.id in slug.split("-")), None)
    wards = ""
    if source.startswith(f"{CITY_FOLDER}/"):
        some = ", ".join(each.slug for each in city.wards[:2])
        wards = _template("wards").substitute(some=some)
    return _template(kind).substitute(
        schema="../" * (source.count("/") + 1) + f"data/schema/{kind}.json",
        limit=_limit(),
        title=json.dumps(title, ensure_ascii=False),
        kinds=", ".join(kinds),
        kind=named or kinds[0],
        day=day.isoformat(),
        start=start.isoformat(),
        last=(start + timedelta(weeks=10)).isoformat(),
        second=(start + timedelta(weeks=1)).isoformat(),
        third=(start + timedelta(weeks=2)).isoformat(),
        fourth=(start + timedelta(weeks=3)).isoformat(),
        weekday=WEEKDAYS[start.weekday()],
        hour="19:30",
        end="21:30",
        wards=wards,
        contact=json.dumps(city.service.name, ensure_ascii=False),
        slug=slug,
        id=source.removesuffix(".md") + "-oud",
        url=url_of(source, f"{slug}-oud"),
    )


def _template(name: str) -> Template:
    return Template((TEMPLATES / f"{name}.md").read_text(encoding="utf-8"))
