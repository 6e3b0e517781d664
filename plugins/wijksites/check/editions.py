"""Newsletters among the other posts: what each names goes in, a problem for each id that cannot be sent comes out."""

from collections.abc import Iterable, Mapping
from datetime import date
from posixpath import splitext
from typing import Protocol

from wijksites.check.rows import Known
from wijksites.dates import say_date
from wijksites.fields import closest
from wijksites.posts.edition import ITEM
from wijksites.posts.model import Link
from wijksites.problems import Problem
from wijksites.words import translate


class Dated(Known, Protocol):
    """What these checks need of a post besides."""

    @property
    def published(self) -> date: ...
    @property
    def draft(self) -> bool: ...


def edition_items(
    entries: Iterable[Dated], held: frozenset[str], withdrawn: frozenset[str], shown: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Items about a post that does not exist or cannot be read when the newsletter is sent. That does not depend on
    the day: what is accepted once builds always. `held`: sources with a problem; `withdrawn`: ids that are gone."""
    entries = tuple(entries)
    editions = [entry for entry in entries if entry.type == "edition"]
    if not editions:
        return ()
    known = {entry.id: entry for entry in entries}
    aside = withdrawn | {splitext(source)[0] for source in held}
    found = []
    for edition in editions:
        for link in edition.links:
            if link.target.startswith(ITEM) and not (link.written in aside and link.written not in known):
                text = _wrong(edition, link, known)
                if text:
                    path = shown[edition.source]
                    found.append(Problem(path=path, line=link.line, column=link.column, text=text))
    return tuple(found)


def _wrong(edition: Dated, link: Link, known: Mapping[str, Dated]) -> str:
    """Why a newsletter cannot tell of a post; nothing when it can."""
    post = known.get(link.written)
    if post is None or post.type not in ("event", "news"):
        meant = link.written.removesuffix(".md")
        ids = tuple(sorted(id for id, other in known.items() if other.type in ("event", "news")))
        near = meant if meant in ids else closest(link.written, ids)
        if near:
            return translate("there is no post with the id ‘{id}’. Do you mean `{meant}`?", id=link.written, meant=near)
        return translate(
            "there is no post with the id ‘{id}’. Write the path of its file without `.md`, or remove this item.",
            id=link.written,
        )
    if post.draft and not edition.draft:
        return translate(
            "‘{id}’ is still a draft, so nobody can read it. Remove `draft: true` there, or remove this item.",
            id=link.written,
        )
    if post.published > edition.published:
        return translate(
            "‘{id}’ is published only on {day}, after this newsletter ({sent}). Change one of the days, or remove "
            "this item.",
            id=link.written,
            day=say_date(post.published),
            sent=say_date(edition.published),
        )
    return ""
