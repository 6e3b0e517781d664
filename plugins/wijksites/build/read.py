"""First step: the content folder goes in, posts per ward come out, and what is wrong with each file."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from wijksites.check.rows import inside
from wijksites.city.model import City
from wijksites.posts.model import Post
from wijksites.posts.parse import Rules, parse_post
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER, PICTURE_SUFFIXES, post_type
from wijksites.problems import Problem, errors
from wijksites.words import translate

PLACES = "venues.yaml"
WITHDRAWN = "vervallen.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The posts' files by folder (paths below the content folder), and what does not belong there."""

    by_folder: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """What reading one folder needs."""

    folder: str
    sources: tuple[str, ...]
    content: str
    shown: str
    city: City
    venues: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WardIndex:
    """What a folder holds: its good posts, its problems, and the sources that are held back."""

    folder: str
    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]
    held: tuple[str, ...]


def scan(content: Path, city: City, ignore: Iterable[str], shown: str) -> Sources:
    """All posts' files; a file in a place where no post belongs is a problem. Links are followed within the folder."""
    patterns = tuple(ignore)
    found: dict[str, list[str]] = {CITY_FOLDER: [], PAGE_FOLDER: [], **{ward.slug: [] for ward in city.wards}}
    problems: list[Problem] = []
    for source in sorted(_files(content, patterns, problems, shown)):
        if not inside(content / source, content):
            problems.append(
                Problem(
                    path=f"{shown}/{source}",
                    text=translate(
                        "this is a link to a file outside the content folder. Put the file itself here, or remove the "
                        "link."
                    ),
                )
            )
            continue
        text = _misplaced(source, found)
        if text:
            problems.append(Problem(path=f"{shown}/{source}", text=text))
        elif source.endswith(".md"):
            found[PurePosixPath(source).parts[0]].append(source)
    return Sources(by_folder={folder: tuple(files) for folder, files in found.items()}, problems=tuple(problems))


def _files(content: Path, patterns: tuple[str, ...], problems: list[Problem], shown: str) -> Iterable[str]:
    for root, folders, names in os.walk(content):
        base = Path(root).relative_to(content).as_posix()
        prefix = "" if base == "." else f"{base}/"
        for name in list(folders):
            path = f"{prefix}{name}"
            if _ignored(path, patterns):
                folders.remove(name)
            elif Path(content / path).is_symlink():
                folders.remove(name)
                problems.append(
                    Problem(
                        path=f"{shown}/{path}",
                        text=translate("this is a link to a folder. Put the folder itself here, or remove the link."),
                    )
                )
        folders.sort()
        for name in names:
            if not _ignored(f"{prefix}{name}", patterns):
                yield f"{prefix}{name}"


def _ignored(path: str, patterns: tuple[str, ...]) -> bool:
    """Pelican's IGNORE_FILES: patterns for a file's name or its whole path."""
    name = path.rsplit("/", 1)[-1]
    return any(fnmatch(name, pattern) or fnmatch(path, pattern) or fnmatch(f"/{path}", pattern) for pattern in patterns)


def _misplaced(source: str, folders: dict[str, list[str]]) -> str:
    """Why a file does not belong where it is; nothing when it does."""
    path = PurePosixPath(source)
    if source in (PLACES, WITHDRAWN):
        return ""
    if path.parts[0] not in folders:
        if len(path.parts) > 1:
            return translate(
                "the folder ‘{folder}’ is not that of a ward. Move the file to the folder of a ward, to `stad` or to "
                "`paginas`.",
                folder=path.parts[0],
            )
        return translate("this file does not belong here. Move it to the folder of a ward, to `stad` or to `paginas`.")
    if path.suffix == ".md":
        if post_type(source) is None:
            return translate(
                "a post does not belong here. Move it to `agenda` or `nieuws` in the folder of a ward, or to `paginas`."
            )
        return ""
    if path.suffix.lower() in PICTURE_SUFFIXES:
        return ""
    return translate(
        "we do not know what to do with this file. A post ends in `.md`, a picture in {kinds}.",
        kinds=", ".join(sorted(PICTURE_SUFFIXES)),
    )


def read_ward(job: ReadJob) -> WardIndex:
    """Reads and checks the posts of one folder."""
    rules = Rules.of(job.city, job.venues)
    content = Path(job.content)
    posts: list[Post] = []
    problems: list[Problem] = []
    held: list[str] = []
    for source in job.sources:
        try:
            data = (content / source).read_bytes()
        except OSError as error:
            problems.append(
                Problem(
                    path=f"{job.shown}/{source}",
                    text=translate(
                        "this file cannot be read ({reason}). Check that it exists.",
                        reason=error.strerror or error,
                    ),
                )
            )
            held.append(source)
            continue
        post, found = parse_post(data, source, rules, content, f"{job.shown}/{source}")
        problems += found
        if post is None or errors(found):
            held.append(source)
        else:
            posts.append(post)
    return WardIndex(folder=job.folder, posts=tuple(posts), problems=tuple(problems), held=tuple(held))
