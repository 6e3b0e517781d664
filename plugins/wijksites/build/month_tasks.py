"""The pages of months as tasks: a place at work goes in, a task for each of its months comes out.

A month that is past is made from volumes that are mostly at rest: its key is their digests, and none is opened.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wijksites.agenda.month import Found, in_month
from wijksites.build.months import concerns, endless_months, endless_rows, shown_months, untold
from wijksites.build.shared import Workplace
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.city.model import Ward
from wijksites.pages.month import Around, month_crumb, month_page
from wijksites.pages.page import Crumb, month_page_url


class Source(NamedTuple):
    """What a month is made from: the digests of it, and the volumes that hold it."""

    parts: list[object]
    volumes: list[Volume]


def month_tasks(work: Workplace, ward: Ward | None, years: tuple[str, ...]) -> Iterator[Task]:
    """A page for each month of a place. `years`: those of which there is an archive."""
    base = ward.url if ward else "/"
    months = [month for month, _ in work.job.months]
    sources = _sources(work, months)
    for number, month in enumerate(months):
        around = Around(
            previous=months[number - 1] if number else None,
            following=months[number + 1] if number + 1 < len(months) else None,
            archive=str(month.year) in years,
        )
        source = sources[month]
        key = key_of(work.shared.frame_key, "month", base, month, around, source.parts)
        yield work.page_task(
            f"{month_page_url(base, month).lstrip('/')}index.html",
            key,
            lambda month=month, around=around, source=source: month_page(  # type: ignore[misc]
                work.frame, ward, month, _found(work, month, source), around
            ),
        )


def _found(work: Workplace, month: date, source: Source) -> tuple[Found, ...]:
    return in_month((row for volume in source.volumes for row in work.rows(volume)), month)


def _sources(work: Workplace, months: list[date]) -> dict[date, Source]:
    """Of each month what its page is made from."""
    drafts = work.shared.settings.drafts
    found = {month: Source([], []) for month in months}
    for volume in work.job.context:
        holds: dict[date, list[object]] = {}
        for one in shown_months(volume, work.day, drafts=drafts):
            if one.first in found and concerns(volume, one.wards, work.job.place):
                holds.setdefault(one.first, []).append((one.wards, one.digest))
        for row in endless_rows(volume, work.day, drafts=drafts):
            if concerns(volume, row.wards, work.job.place):
                for month in endless_months(row, tuple(months)):
                    if month in found:
                        holds.setdefault(month, []).append((row.url, row.digest, row.updates))
        later = untold(volume, work.day) if holds else ()
        for month, parts in holds.items():
            found[month].parts.append((volume.folder, volume.label, parts, later))
            found[month].volumes.append(volume)
    return found


def year_months(work: Workplace, base: str, year: str) -> tuple[Crumb, ...]:
    """Links to the months of a year, up to this one, in which something took place."""
    return tuple(
        month_crumb(work.frame, base, month)
        for month, busy in work.job.months
        if busy and str(month.year) == year and month <= work.day
    )
