"""What cannot be so: values that are right by themselves go in, problems with them together come out."""

import re
from datetime import datetime, timedelta

from wijksites.dates import say_date
from wijksites.moments import Moment, as_datetime, day_of
from wijksites.posts.model import Repeat
from wijksites.reading import Mark, Reader
from wijksites.records import Value, get, mark_of
from wijksites.words import translate

Values = dict[str, Value]

LONG = timedelta(days=366)
# How each template of `make new` begins; nobody writes this for readers.
TEMPLATE = re.compile(r"Schrijf hier (?:wat er te doen is|het nieuws|de tekst|je begroeting)\.")


def check_days(values: Values, reader: Reader) -> None:
    """A change that was told before the post was published."""
    published = get(values, "published")
    if published is None:
        return
    for update in get(values, "updated", ()):
        if day_of(get(update, "on")) < day_of(published):
            reader.problem(
                mark_of(update, "on"),
                translate(
                    "this change ({on}) comes before `published` ({published}). Check the days.",
                    on=say_date(day_of(get(update, "on"))),
                    published=say_date(day_of(published)),
                ),
            )


def check_template(values: Values, html: str, body_line: int, reader: Reader) -> None:
    """The sentence with which a new file begins, in a post that is no draft."""
    if TEMPLATE.search(html) and not get(values, "draft", False):
        reader.problem(
            Mark(body_line, 1),
            translate(
                "the text of the template still stands here. Write your own text, or add `draft: true` while you are "
                "not ready."
            ),
        )


def check_event(values: Values, start: Moment, end: Moment | None, repeat: Repeat | None, reader: Reader) -> None:
    """An event that does not fit its own days."""
    published = get(values, "published")
    if day_of(published) > day_of(start) and repeat is None:
        reader.problem(
            mark_of(values, "published"),
            translate(
                "this is published ({published}) only after the event has begun ({start}). Is that right?",
                published=say_date(day_of(published)),
                start=say_date(day_of(start)),
            ),
            warning=True,
        )
    if end is not None and as_datetime(end) - as_datetime(start) > LONG:
        reader.problem(
            mark_of(values, "end"),
            translate(
                "this lasts from {start} to {end}, more than a year. Is that right?",
                start=say_date(day_of(start)),
                end=say_date(day_of(end)),
            ),
            warning=True,
        )
    _check_registration(values, start, end, repeat, reader)
    _check_was(values, start, end, reader)
    if get(values, "reason") and get(values, "status", "planned") == "planned" and not reader.failed:
        reader.problem(
            mark_of(values, "reason"),
            translate("there is `reason` but no change. Add `status:`, for example: `status: cancelled`"),
            warning=True,
        )


def _check_registration(
    values: Values, start: Moment, end: Moment | None, repeat: Repeat | None, reader: Reader
) -> None:
    record = get(values, "registration", {})
    until = get(record, "until")
    if until is None or repeat is not None:
        return
    last = end or start
    after = day_of(until) > day_of(last)
    if isinstance(until, datetime) and isinstance(last, datetime):
        after = until > last
    if after:
        reader.problem(
            mark_of(record, "until"),
            translate(
                "one can register until {until}, but then the event is over ({end}). Check the days.",
                until=say_date(day_of(until)),
                end=say_date(day_of(last)),
            ),
        )


def _check_was(values: Values, start: Moment, end: Moment | None, reader: Reader) -> None:
    """What was must differ from what is; and something that moved was elsewhere or at another time."""
    updates = get(values, "updated", ())
    was = [get(update, "was") for update in updates if "was" in update]
    if get(values, "status") == "moved" and updates and not was and not reader.failed:
        reader.problem(
            mark_of(values, "status"),
            translate(
                "with `status: moved` readers want to know the former day or place. Add it to `updated`, for example: "
                "`was: {{start: 2026-12-01 19:30}}`"
            ),
        )
    now = {"start": start, "end": end, "venue": get(values, "venue", "")}
    # Only the last: an event may move away and back again.
    for record in was[-1:]:
        if record and all(get(record, key) == now[key] for key in record):
            key = next(iter(record))
            reader.problem(
                mark_of(record, key),
                translate("`was` says the same as `{key}` now. Write there what it was before the change.", key=key),
            )
