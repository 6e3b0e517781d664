"""First step: the content folder goes in, posts by folder and year come out, and what is wrong with each file."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import translate as as_regex
from pathlib import Path

from wijksites.build.files import Seen, Stamp, read, seen_of, stamp_of, sure
from wijksites.build.store import Store
from wijksites.build.volume import Volume, merge
from wijksites.check.rows import inside
from wijksites.city.holidays import Holidays
from wijksites.city.model import City
from wijksites.clock import nanoseconds
from wijksites.posts.model import Event, Post
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER, PICTURE_SUFFIXES, is_alert, post_type
from wijksites.problems import Problem, errors
from wijksites.reading import unreadable_file
from wijksites.words import translate

PLACES = "venues.yaml"
WITHDRAWN = "vervallen.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The posts' files by folder: path below the content folder to its stamp; and what does not belong there."""

    by_folder: dict[str, dict[str, Stamp]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What is known of a folder of content: its good posts by year. `rules`: what its posts were read by.

    A file with a problem is not in it (but for the last good version of its post), nor among the files that were
    seen, so that it is read again by every build.
    """

    name: str
    rules: str = ""
    warnings: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    volumes: tuple[Volume, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """What reading one folder needs: `before` is what an earlier build knew of it, `same` the files that have not
    changed since, `sources` the others."""

    before: Folder
    same: Seen
    sources: tuple[str, ...]
    rules: str
    content: str
    shown: str
    city: City
    venues: frozenset[str] | None
    holidays: tuple[Holidays, ...] = ()
    store: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A folder as it is now. `parsed`: the posts that are new or changed; `held`: sources with a problem."""

    folder: Folder
    files: Seen
    problems: tuple[Problem, ...] = ()
    parsed: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


def scan(content: Path, city: City, ignore: Iterable[str], shown: str) -> Sources:
    """All posts' files; a file in a place where no post belongs is a problem. Links are followed within the folder."""
    found: dict[str, dict[str, Stamp]] = {CITY_FOLDER: {}, PAGE_FOLDER: {}}
    found |= {ward.slug: {} for ward in city.wards}
    problems: list[Problem] = []
    for source, entry in _files(str(content), "", _pattern(ignore), problems, shown):
        if entry.is_symlink() and not inside(content / source, content):
            text = translate(
                "this is a link to a file outside the content folder. Put the file itself here, or remove the link."
            )
            problems.append(Problem(path=f"{shown}/{source}", text=text))
            continue
        text = _misplaced(source, found) or _no_file(entry)
        if text:
            problems.append(Problem(path=f"{shown}/{source}", text=text))
        elif source.endswith(".md") and not is_alert(source):
            found[source.partition("/")[0]][source] = _stamp(entry)
    return Sources(by_folder=found, problems=tuple(problems))


def _no_file(entry: os.DirEntry[str]) -> str:
    """Why something that bears a file's name cannot be read; reading a pipe would never end."""
    if entry.is_file() or entry.is_symlink():
        return ""
    return translate("this is no ordinary file. Remove it.")


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    """Of a link that leads nowhere there is none: reading it says what is wrong."""
    try:
        return stamp_of(entry.stat())
    except OSError:
        return Stamp(-1, 0, 0)


def _pattern(ignore: Iterable[str]) -> re.Pattern[str]:
    """Pelican's IGNORE_FILES: patterns for a file's name or its whole path."""
    return re.compile("|".join(as_regex(pattern) for pattern in ignore) or r"(?!)")


def _ignored(name: str, path: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.match(name) or pattern.match(path) or pattern.match(f"/{path}"))


def _files(
    folder: str, prefix: str, pattern: re.Pattern[str], problems: list[Problem], shown: str
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file by its path below the content folder, in order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        if _ignored(entry.name, path, pattern):
            continue
        if not entry.is_dir():
            yield path, entry
        elif entry.is_symlink():
            text = translate("this is a link to a folder. Put the folder itself here, or remove the link.")
            problems.append(Problem(path=f"{shown}/{path}", text=text))
        else:
            yield from _files(entry.path, f"{path}/", pattern, problems, shown)


def _misplaced(source: str, folders: Mapping[str, object]) -> str:
    """Why a file does not belong where it is; nothing when it does."""
    if source in (PLACES, WITHDRAWN):
        return ""
    first, _, rest = source.partition("/")
    if first not in folders:
        if rest:
            return translate(
                "the folder ‘{folder}’ is not that of a ward. Move the file to the folder of a ward, to `stad` or to "
                "`paginas`.",
                folder=first,
            )
        return translate("this file does not belong here. Move it to the folder of a ward, to `stad` or to `paginas`.")
    suffix = os.path.splitext(source)[1]  # noqa: PTH122 (for every file of every build)
    if suffix == ".md":
        if post_type(source) is None and not is_alert(source):
            return translate(
                "a post does not belong here. Move it to `agenda`, `nieuws` or `nieuwsbrief` in the folder of a ward, "
                "or to `paginas`."
            )
        return ""
    if suffix.lower() in PICTURE_SUFFIXES:
        return ""
    if re.search(r"\.md(\.txt)?$", source, re.IGNORECASE):
        name = re.sub(r"\.md(\.txt)?$", ".md", source.rpartition("/")[2], flags=re.IGNORECASE)
        return translate("the name of a post ends in `.md`, in small letters. Call this file `{name}`.", name=name)
    return translate(
        "we do not know what to do with this file. A post ends in `.md`, a picture in {kinds}.",
        kinds=", ".join(sorted(PICTURE_SUFFIXES)),
    )


def changed_sources(seen: Seen, found: Mapping[str, Stamp], content: str) -> tuple[frozenset[str], Seen]:
    """Which sources are new or have other bytes than an earlier build knew; and the same files with their stamps of
    now."""
    known = {path: number for number, path in enumerate(seen.paths)}
    looked = nanoseconds()
    changed, same = [], Seen()
    for source, stamp in found.items():
        number = known.get(source)
        if number is None:
            changed.append(source)
            continue
        digest = seen.digest(number)
        if stamp == seen.stamp(number):
            same.add(source, stamp, digest)
        elif stamp.size == seen.sizes[number] and _digest(f"{content}/{source}") == digest:
            same.add(source, sure(stamp, looked), digest)
        else:
            changed.append(source)
    return frozenset(changed), same


def _digest(path: str) -> bytes:
    try:
        return hashlib.sha256(read(path)[0]).digest()
    except OSError:
        return b""


def read_folder(job: ReadJob) -> Reading:
    """Reads and checks the changed posts of one folder. Raises Damaged when the cache is."""
    # Markdown and what cleans it take a while to load: only when a post must be read.
    from wijksites.posts.parse import Rules, parse_post

    rules = Rules.of(job.city, job.venues, job.holidays)
    content = Path(job.content)
    before = job.before
    posts: list[Post] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    held: list[str] = []
    seen = []
    looked = nanoseconds()
    for source in job.sources:
        shown_as = f"{job.shown}/{source}"
        try:
            data, stamp = read(f"{job.content}/{source}")
        except OSError as error:
            problems[source] = (Problem(path=shown_as, text=unreadable_file(error)),)
            held.append(source)
            continue
        post, problems[source] = parse_post(data, source, rules, content, shown_as)
        if post is None or errors(problems[source]):
            held.append(source)
        else:
            posts.append(post)
            seen.append((source, sure(stamp, looked), hashlib.sha256(data).digest(), bytes(16)))
    parsed = frozenset(post.source for post in posts)
    known = frozenset(entry.source for volume in before.volumes for entry in volume.entries)
    same = frozenset(job.same.paths)
    gone = known - same - _last_good(job, frozenset(held))
    warnings = {source: found for source, found in before.warnings.items() if source in same}
    folder = Folder(
        name=before.name,
        rules=job.rules,
        warnings=warnings | {source: found for source, found in problems.items() if found and source in parsed},
        volumes=merge(before.name, before.volumes, gone, posts, Store(job.store)),
    )
    return Reading(
        folder=folder,
        files=seen_of((*job.same.entries(), *seen)),
        problems=tuple(problem for source in held for problem in problems[source]),
        parsed=parsed,
        held=frozenset(held),
    )


def _last_good(job: ReadJob, held: frozenset[str]) -> frozenset[str]:
    """Which sources that are held have an earlier version that still fits the city."""
    if job.before.rules == job.rules:
        return held
    kinds = {kind.id for kind in job.city.kinds}
    series = {"", *(one.id for one in job.city.series)}
    posts = (post for volume in job.before.volumes for post in volume.posts(Store(job.store)).values())
    fitting = (post for post in posts if job.city.ward_slugs.issuperset(post.wards))
    return held & {
        post.source for post in fitting if not isinstance(post, Event) or (post.kind in kinds and post.series in series)
    }
