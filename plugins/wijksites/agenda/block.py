"""Entries of a calendar as bytes, and which events have one: all that lists need without the library for calendars."""

from dataclasses import dataclass
from datetime import date, timedelta

from wijksites.agenda.occurrences import KEPT_DAYS, first_from
from wijksites.posts.model import Event
from wijksites.posts.row import Row


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """An entry made (its lines end in CRLF), and what orders it among others: its start and id."""

    order: str
    data: bytes


def kept(event: Event | Row, day: date) -> bool:
    """Whether an event still belongs in the calendars of a day."""
    return first_from(event, day - timedelta(days=KEPT_DAYS)) is not None
