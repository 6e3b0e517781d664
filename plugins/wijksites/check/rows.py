"""Checks over all posts together: rows go in, problems that no single file shows come out."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import splitext
from typing import Protocol

from wijksites.city.model import City
from wijksites.city.outlines import Outlines
from wijksites.fields import closest
from wijksites.pictures.refusal import Refusal, look_at, sentence
from wijksites.posts.model import Link
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER, PICTURE_SUFFIXES
from wijksites.problems import Problem
from wijksites.words import translate

UNSEEN = Refusal("unseen")


class Known(Protocol):
    """What these checks need of a post."""

    @property
    def source(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def id_line(self) -> int: ...
    @property
    def url(self) -> str: ...
    @property
    def formerly(self) -> tuple[str, ...]: ...
    @property
    def links(self) -> tuple[Link, ...]: ...
    @property
    def type(self) -> str: ...
    @property
    def follows(self) -> str: ...


def doubles(rows: Iterable[Known], shown: Mapping[str, str]) -> tuple[Problem, ...]:
    """Posts with the same id or the same address; `shown` gives the path to print of a source."""
    rows = tuple(rows)
    if len({row.id for row in rows}) == len({row.url for row in rows}) == len(rows):
        return ()
    found = []
    ids: dict[str, Known] = {}
    urls: dict[str, Known] = {}
    for row in sorted(rows, key=lambda row: row.source):
        if row.id in ids:
            one, other = _copy_last(ids[row.id], row)
            found.append(
                Problem(
                    path=shown[other.source],
                    line=other.id_line,
                    text=translate(
                        "this id also stands in `{other}`. Did you copy that file? Then remove the line `id:` here.",
                        other=shown[one.source],
                    ),
                )
            )
        ids.setdefault(row.id, row)
        if row.url in urls:
            found.append(
                Problem(
                    path=shown[row.source],
                    text=translate(
                        "the address {url} is also that of `{other}`. Give one of the two another file name or `slug`.",
                        url=row.url,
                        other=shown[urls[row.url].source],
                    ),
                )
            )
        urls.setdefault(row.url, row)
    return tuple(found)


def _copy_last(one: Known, other: Known) -> tuple[Known, Known]:
    """The post whose id is its own path first: the other one copied it."""
    if splitext(other.source)[0] == other.id:
        return other, one
    return one, other


def follows(rows: Iterable[Known], held: frozenset[str], shown: Mapping[str, str]) -> tuple[Problem, ...]:
    """Events that go on from one that does not exist. `held`: sources with a problem, whose ids are not known."""
    rows = tuple(rows)
    if not any(row.follows for row in rows):
        return ()
    events = {row.id for row in rows if row.type == "event"} | {splitext(source)[0] for source in held}
    found = []
    for row in rows:
        if not row.follows or (row.follows in events and row.follows != row.id):
            continue
        meant = closest(row.follows, tuple(sorted(events - {row.id})))
        found.append(
            Problem(
                path=shown[row.source],
                text=translate(
                    "`follows`: there is no event with the id ‘{value}’. Do you mean ‘{meant}’?",
                    value=row.follows,
                    meant=meant,
                )
                if meant
                else translate(
                    "`follows`: there is no event with the id ‘{value}’. Write the path of its file without `.md`.",
                    value=row.follows,
                ),
            )
        )
    return tuple(found)


def former_addresses(rows: Iterable[Known], known: frozenset[str], shown: Mapping[str, str]) -> tuple[Problem, ...]:
    """Former addresses that are still in use, or claimed twice."""
    found = []
    claimed: dict[str, str] = {}
    for row in sorted((row for row in rows if row.formerly), key=lambda row: row.source):
        for old in row.formerly:
            if old in known or old == row.url:
                found.append(
                    Problem(
                        path=shown[row.source],
                        text=translate(
                            "`formerly`: {url} is the address of a page that exists. Remove it from this line.",
                            url=old,
                        ),
                    )
                )
            elif old in claimed:
                found.append(
                    Problem(
                        path=shown[row.source],
                        text=translate(
                            "`formerly`: {url} also stands in `{other}`. Remove one of the two.",
                            url=old,
                            other=claimed[old],
                        ),
                    )
                )
            claimed.setdefault(old, shown[row.source])
    return tuple(found)


def links(
    rows: Iterable[Known],
    sources: Mapping[str, Known],
    held: frozenset[str],
    known: frozenset[str],
    hidden: frozenset[str],
    content: Path,
    shown: Mapping[str, str],
    looked: Mapping[str, Refusal | None],
) -> tuple[Problem, ...]:
    """Links to posts, pages and pictures that do not exist.

    `sources`: every post by its source; `held`: posts held back for problems of their own; `known`: the paths of
    the site; `hidden`: sources and paths of posts that are not public (a link to one is a warning: it depends on the
    day); `looked`: pictures that were looked at, and why they cannot be shown, if so.
    """
    found = []
    for row in rows:
        for link in row.links:
            kind, _, rest = link.target.partition(":")
            if kind == "item":
                continue  # `check.editions` looks at these
            target = rest.partition("#")[0]
            text, warning = "", False
            if kind != "picture" and target in hidden:
                warning = True
                text = translate(
                    "the link to `{target}` leads to a post that is not published yet. It is shown without a link.",
                    target=link.written,
                )
            elif kind == "post" and target not in sources and target not in held:
                text = _dead(
                    link.written,
                    _near(row, target, ((source, source.split("/")[0]) for source in sorted(sources))),
                    target,
                )
            elif kind == "site" and not (target in known or target.rstrip("/") + "/" in known):
                near = _near(row, target, ((path, path.split("/")[1]) for path in sorted(known)))
                text = _dead(link.written, near, target)
            elif kind == "picture" and looked.get(target, UNSEEN) is not None:
                text = _picture(link.written, target, content, looked)
            if text:
                found.append(
                    Problem(path=shown[row.source], line=link.line, column=link.column, text=text, warning=warning)
                )
    return tuple(found)


def _near(row: Known, target: str, candidates: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What a link of this post may have meant: not the post itself, nor something of a ward that it does not name."""
    ours = {row.source.split("/")[0], target.strip("/").split("/")[0], CITY_FOLDER, PAGE_FOLDER, "", "agenda", "nieuws"}
    name = _last_part(target)
    return tuple(
        path
        for path, folder in candidates
        # The folders of two paths can make them look alike; what was meant has nearly the same name.
        if folder in ours and path not in (row.source, row.url) and closest(name, (_last_part(path),))
    )


def _last_part(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")


def _dead(written: str, candidates: tuple[str, ...], target: str) -> str:
    meant = closest(target, candidates)
    if meant:
        return translate(
            "the link to `{target}` does not work, because that page does not exist. Do you mean `{meant}`?",
            target=written,
            meant=meant if meant.startswith("/") else f"/{meant}",
        )
    return translate(
        "the link to `{target}` does not work, because that page does not exist. Check the address.",
        target=written,
    )


def _picture(written: str, target: str, content: Path, looked: Mapping[str, Refusal | None]) -> str:
    file = content / target
    if target.startswith("../") or (is_file(file) and not inside(file, content)):
        return translate("the picture `{name}` lies outside the content folder. Put it beside this file.", name=written)
    if not is_file(file):
        return translate(
            "the picture `{name}` does not exist. Put it beside this file, or check its name.", name=written
        )
    if file.suffix.lower() not in PICTURE_SUFFIXES:
        return translate(
            "the picture `{name}` is not of a kind we can show. Use one of: {kinds}",
            name=written,
            kinds=", ".join(sorted(PICTURE_SUFFIXES)),
        )
    refusal = looked[target] if target in looked else look_at(str(file))
    return sentence(refusal, written) if refusal else ""


def is_file(path: Path) -> bool:
    """Whether there is a file; a name that no file can have (too long, a NUL in it) is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def inside(file: Path, folder: Path) -> bool:
    """Whether a file, its links followed, lies in a folder."""
    root = os.path.realpath(folder)
    return os.path.commonpath([root, os.path.realpath(file)]) == root


def missing_outlines(city: City, outlines: Outlines, path: str) -> tuple[Problem, ...]:
    """Wards that have no outline, or outlines of no ward."""
    wards = {ward.number: ward for ward in city.wards}
    drawn = {outline.number for outline in outlines.outlines}
    return tuple(
        Problem(
            path=path,
            text=translate(
                "there is no outline of ward {number}, {name}. Make the file again with `python -m wijksites "
                "import-outlines`.",
                number=number,
                name=wards[number].name,
            ),
        )
        for number in sorted(set(wards) - drawn)
    )
