"""What an old page says of a repetition: occurrences go in, what is said from when until when comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wijksites.agenda.occurrences import Occurrence
from wijksites.moments import instant
from wijksites.pages.when import say_change, say_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The occurrence that a page names, from one instant (`after`; nothing: now) until another (`over`; nothing: for
    good)."""

    one: Occurrence
    after: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenTurn:
    """When it takes place, said from one instant until another. `note`: what is different about that day."""

    when: str
    note: str
    start: str
    after: str
    over: str


def turns_of(shown: Occurrence, dates: Iterable[Occurrence], zone: ZoneInfo) -> tuple[Turn, ...]:
    """The occurrence shown, and of its next dates those that take place, each when the one before is over. Of the last
    nothing takes the place."""
    held = [one for one in dates if one.status != "cancelled"] or [shown]
    instants = [instant(one.over, zone).isoformat() for one in held]
    return tuple(
        Turn(one=one, after=after, over=over)
        for one, after, over in zip(held, ["", *instants], [*instants[:-1], ""], strict=False)
    )


def when_turns(turns: Iterable[Turn], language: str) -> tuple[WhenTurn, ...]:
    """The same in words."""
    return tuple(
        WhenTurn(
            when=say_when(turn.one, language),
            note=say_change(turn.one, language),
            start=turn.one.start.isoformat(),
            after=turn.after,
            over=turn.over,
        )
        for turn in turns
    )
