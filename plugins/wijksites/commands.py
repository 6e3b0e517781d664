"""What some commands of editors do: the files that they name go in, the lines that they read come out."""

import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from wijksites.build.sources import load_sources
from wijksites.city.model import City
from wijksites.city.venues import load_places
from wijksites.editing.hints import Surroundings, hints
from wijksites.editing.import_ics import import_calendar
from wijksites.editing.new import EditingError, chosen_ward
from wijksites.editing.newsletter import edition_file, month_of, write_edition
from wijksites.moments import as_datetime
from wijksites.pages.edition_draft import changed_lines, draft_lines, span_of
from wijksites.pages.page import Frame
from wijksites.posts.model import Edition, Event
from wijksites.posts.parse import Rules, parse_post
from wijksites.posts.paths import CITY_FOLDER, EDITION_FOLDER, post_type
from wijksites.posts.row import is_public, told_post
from wijksites.settings import Settings, shown
from wijksites.words import translate, translate_count


def make_drafts(settings: Settings, city: City, file: Path, ward: str, day: date) -> Iterator[str]:
    """Makes drafts of the events in a calendar; what to print. Raises EditingError."""
    content = Path(settings.content)
    venues = load_places(content / "venues.yaml", city.ward_slugs).venues
    done = import_calendar(file, content, city, venues, ward=ward, day=day, shown=shown(settings.content))
    yield from (one.said for one in done)
    count = sum(one.changed for one in done)
    yield translate_count("{count} draft to look over.", "{count} drafts to look over.", count)


def make_edition(settings: Settings, city: City, folder: str, ward: str, month: str, day: date) -> Iterator[str]:
    """Drafts a newsletter, or a correction of one, from what there is to tell; what to print. Raises EditingError."""
    slug = chosen_ward(ward, city)
    if slug == CITY_FOLDER:
        raise EditingError(
            translate(
                "the city as a whole has no newsletter. Choose a ward, for example: WARD={ward}",
                ward=city.wards[0].slug,
            )
        )
    content, correction = Path(settings.content), folder != EDITION_FOLDER
    first = month_of(month, day)
    file = edition_file(content, slug, first, correction=correction)
    loaded = load_sources(settings, day)
    if loaded.index is None:
        raise EditingError("\n".join(map(str, loaded.problems)))
    rules = Rules.of(city, frozenset(venue.id for venue in loaded.venues), loaded.holidays)
    rows = [row for row in loaded.index.all_rows() if row.concerns(slug) and is_public(row, day)]
    found = (parse_post((content / row.source).read_bytes(), row.source, rules, content)[0] for row in rows)
    posts = [told_post(post, day) for post in found if post]
    editions = [post for post in posts if isinstance(post, Edition)]
    last = max(editions, key=lambda post: (as_datetime(post.published), post.id), default=None)
    span = span_of(first, day, last)
    frame = Frame(city=city, venues={venue.id: venue for venue in loaded.venues})
    others = [post for post in posts if post.type in ("event", "news")]
    lines = (changed_lines if correction else draft_lines)(frame, others, last, span)
    write_edition(file, lines, span.day, correction=correction)
    yield translate("Made: {file}. Open it, write your text, and run `make check`.", file=shown(file))
    if not lines:
        yield translate("There is nothing to tell since the last newsletter.")


def hints_about(settings: Settings, files: Iterable[Path], day: date) -> Iterator[str]:
    """Hints about posts; without files, about those that git says are new or changed. Raises EditingError."""
    content = Path(settings.content).resolve()
    chosen = sorted({file.resolve() for file in files} or _changed(content))
    for file in chosen:
        if not file.is_file() or not file.is_relative_to(content) or not post_type(_source(file, content)):
            raise EditingError(
                translate("‘{value}’ is not a post in the content folder. Check the path.", value=shown(str(file)))
            )
    loaded = load_sources(settings, day)
    if loaded.city is None or loaded.index is None:
        raise EditingError("\n".join(map(str, loaded.problems)))
    around = Surroundings(
        rows=loaded.index.all_rows(), city=loaded.city, venues=loaded.venues, holidays=loaded.holidays, day=day
    )
    rules = Rules.of(loaded.city, frozenset(venue.id for venue in loaded.venues), loaded.holidays)
    count = 0
    for file in chosen:
        event, _ = parse_post(file.read_bytes(), _source(file, content), rules, content)
        for sentence in hints(event, around) if isinstance(event, Event) else ():
            count += 1
            yield f"{shown(str(file))}: {sentence}"
    yield translate_count("{count} hint.", "{count} hints.", count) if count else translate("No hints.")


def _source(file: Path, content: Path) -> str:
    return file.relative_to(content).as_posix()


def _changed(content: Path) -> set[Path]:
    """The posts that git says are new or changed; none where there is no git."""
    command = ["git", "-C", str(content), "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "."]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        top = subprocess.run(
            ["git", "-C", str(content), "rev-parse", "--show-toplevel"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return set()
    names = [line[3:] for line in done.stdout.split("\0") if line]
    files = [Path(top.stdout.strip()) / name for name in names if name.endswith(".md")]
    return {file.resolve() for file in files if file.is_file()}
