"""A newsletter to begin with: the posts of a ward, its last edition and a month go in, proposed lines come out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wijksites.agenda.occurrences import Occurrence, coming, each_once, over_for_good
from wijksites.dates import say_weekday
from wijksites.moments import Moment, as_datetime, day_of
from wijksites.pages.items import status_word
from wijksites.pages.page import Frame
from wijksites.pages.when import say_hours_of, say_moment, say_series
from wijksites.posts.model import Edition, Event, Post
from wijksites.posts.row import Row, row_of

MOST_COMING, MOST_NEWS, MOST_RESULTS = 8, 4, 3
AFTER = timedelta(days=7)  # into the month after: the next edition is not read on its first day
BEFORE = timedelta(days=31)  # what a first edition looks back on


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line that an editor may cut, move or write anew. `fact`: the same in a few words, for a subject."""

    id: str
    part: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What an edition looks back on and forward to: from after `since`, on `day`, up to and including `until`."""

    since: Moment
    day: date
    until: date


def span_of(month: date, day: date, last: Edition | None) -> Span:
    """The span of the edition of a month (its first day) that is made on a day."""
    sent = max(day, month - AFTER)
    following = (month + timedelta(days=32)).replace(day=1)
    return Span(since=last.published if last else day - BEFORE, day=sent, until=following + AFTER - timedelta(days=1))


def draft_lines(scene: Frame, posts: Iterable[Post], last: Edition | None, span: Span) -> tuple[DraftLine, ...]:
    """What there is to tell, in the order in which it is sent. `posts`: the public ones that concern the ward."""
    posts = tuple(posts)
    changed = changed_lines(scene, posts, last, span)
    told = {line.id for line in changed}
    events = {post.id: post for post in posts if isinstance(post, Event) and post.id not in told}
    ahead = _ahead(events.values(), span)
    join = [pair for pair in ahead if _can_join(events[pair[1].id], span.day)]
    rest = [pair for pair in ahead if pair not in join]
    news = [post for post in posts if post.type == "news" and post.id not in told and _is_new(post, span)]
    news.sort(key=lambda post: (as_datetime(post.published), post.id), reverse=True)
    over = [event for event in events.values() if event.report and _is_over(event, span)]
    over.sort(key=lambda event: (as_datetime(event.start), event.id))
    return (
        *changed,
        *(_coming(scene, events[row.id], one, "coming") for one, row in rest[:MOST_COMING]),
        *(_coming(scene, events[row.id], one, "join") for one, row in join[:MOST_COMING]),
        *(_news(post) for post in news[:MOST_NEWS]),
        *(_result(scene, event) for event in over[-MOST_RESULTS:]),
    )


def changed_lines(scene: Frame, posts: Iterable[Post], last: Edition | None, span: Span) -> tuple[DraftLine, ...]:
    """What subscribers heard of since the last edition: of what it told, and of what is still to come."""
    told = {item.id for item in last.items} if last else set()
    found = []
    for post in posts:
        later = [update for update in post.updated if _is_later(update.on, span) and day_of(update.on) <= span.day]
        if not later or not (post.id in told or (isinstance(post, Event) and not _is_past(post, span.day))):
            continue
        if as_datetime(post.published) > as_datetime(span.since) and post.id not in told:
            continue  # new since then: nobody knows it otherwise
        found.append((as_datetime(post.start if isinstance(post, Event) else later[-1].on), post, later[-1].note))
    found.sort(key=lambda one: (one[0], one[1].id))
    return tuple(_changed(scene, post, note) for _, post, note in found)


def _is_later(on: Moment, span: Span) -> bool:
    """Whether something was told after the last edition; on its own day, when its hour is not known, too."""
    return as_datetime(on) > as_datetime(span.since)


def _is_past(event: Event, day: date) -> bool:
    last = over_for_good(event)
    return last is not None and last < day


def _is_over(event: Event, span: Span) -> bool:
    last = over_for_good(event)
    return last is not None and day_of(span.since) <= last < span.day


def _is_new(post: Post, span: Span) -> bool:
    return as_datetime(post.published) > as_datetime(span.since)


def _ahead(events: Iterable[Event], span: Span) -> tuple[tuple[Occurrence, Row], ...]:
    rows = [row_of(event) for event in events if event.status in ("planned", "moved")]
    days = (span.until - span.day).days
    near = (
        (one, row)
        for one, row in coming(rows, span.day, days)
        if one.status_of(row) != "cancelled" and one.first_day <= span.until
    )
    return each_once(near, len(rows))


def _can_join(event: Event, day: date) -> bool:
    registration = event.registration
    return bool(registration and not registration.full and registration.until and day_of(registration.until) >= day)


def _marked(title: str) -> str:
    """The title as what becomes the link; square brackets of its own would end it."""
    return f"[{title.replace('[', '(').replace(']', ')')}]"


def _sentence(title: str) -> str:
    """The title as a link, with a full stop unless it ends with a sign of its own."""
    return _marked(title) + ("" if title[-1:] in ".!?…" else ".")


def _coming(scene: Frame, event: Event, one: Occurrence, part: str) -> DraftLine:
    venue = scene.venues.get(one.venue or event.venue)
    if event.repeat and not event.repeat.dates and one.status == "planned":
        when = say_series(event.repeat, one, scene.language)
    else:
        when = ", ".join(filter(None, (say_weekday(one.first_day, scene.language), say_hours_of(one, scene.language))))
    told = f"{', '.join(filter(None, (when, venue.name if venue else '')))}: {_sentence(event.title)}"
    registration = event.registration
    if part == "join" and registration and registration.until:
        told += " " + scene.say(
            "Sign up no later than {day}: {how}.",
            day=say_weekday(day_of(registration.until), scene.language),
            how=registration.phone or registration.mail or registration.url,
        )
    elif event.summary:
        told += f" {event.summary}"
    day = say_weekday(one.first_day, scene.language)
    return DraftLine(id=event.id, part=part, text=told, fact=scene.say("{title} on {day}", title=event.title, day=day))


def _news(post: Post) -> DraftLine:
    return DraftLine(id=post.id, part="news", text=f"{_sentence(post.title)} {post.summary}", fact=post.title)


def _result(scene: Frame, event: Event) -> DraftLine:
    assert event.report
    said = event.report.text or scene.say("Read the report.")
    day = say_weekday(over_for_good(event) or day_of(event.start), scene.language)
    text = f"{day}: {_sentence(event.title)} {said}"
    return DraftLine(id=event.id, part="result", text=text, fact=event.title)


def _changed(scene: Frame, post: Post, note: str) -> DraftLine:
    title, language = _marked(post.title), scene.language
    if not isinstance(post, Event) or post.status == "planned":
        text = scene.say("Changed: {title}: {note}.", title=title, note=note)
        return DraftLine(id=post.id, part="changed", text=text, fact=f"{post.title}: {note}")
    day = say_weekday(day_of(post.start), language)
    word = status_word(scene, post.status)
    if post.status == "moved":
        venue = scene.venues.get(post.venue)
        when = ", ".join(filter(None, (say_moment_short(post.start, language), venue.name if venue else "")))
        text = scene.say("{word}: {title} is now {when}.", word=word, title=title, when=when)
        fact = scene.say("{title} is now {when}", title=post.title, when=day)
    else:
        text = " ".join(filter(None, (f"{word}: {title}, {day}.", post.reason)))
        fact = scene.say("{title} of {day} does not take place", title=post.title, day=day)
    return DraftLine(id=post.id, part="changed", text=text, fact=fact)


def say_moment_short(moment: Moment, language: str) -> str:
    """`donderdag 14 januari om 19.30 uur`: without the year, as in all lines."""
    return say_moment(moment, language).replace(f" {day_of(moment).year}", "", 1)
