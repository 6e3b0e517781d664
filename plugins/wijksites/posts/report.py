"""What came of an event: a sentence or a link after `report:` goes in, a `Report` comes out."""

import re
from typing import Any

from wijksites.posts.markdown import target_of
from wijksites.posts.model import Link, Report
from wijksites.posts.targets import wrong_target
from wijksites.reading import Mark, Reader
from wijksites.records import Value, get, mark_of

LINK = re.compile(r"https?://\S+|/\S*|\S+\.md(?:#\S*)?")


def read_report(values: dict[str, Value], common: dict[str, Any], reader: Reader) -> Report | None:
    """The report of an event; a link in it is added to those of the post, so that it is checked like the others."""
    written = get(values, "report")
    if not written:
        return None
    if not LINK.fullmatch(written):
        return Report(text=written)
    place = mark_of(values, "report") or Mark(1, 1)
    wrong = wrong_target(written)
    if wrong:
        reader.problem(place, wrong)
        return None
    target = target_of(written, common["source"], False, place, reader)
    if target is None:
        return None
    if target.startswith(("post:", "site:")):
        link = Link(written=written, target=target, line=place.line, column=place.column)
        common["links"] = (*common["links"], link)
    return Report(target=target)
