"""The pictures of the site: what posts and people show goes in, their copies and what is known of them come out.

A job for each picture that is new reads it once and makes all its copies; one that is as it was is not even opened.
An original never reaches the output: a phone writes the place where a photo was taken into it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wijksites.build.files import Stamp, read, stamp_of, sure
from wijksites.build.pool import Pool
from wijksites.build.tasks import Made, Task, Unit, carry_out, key_of
from wijksites.city.serving import serving
from wijksites.clock import nanoseconds
from wijksites.pictures.model import MIDDLE, Picture, Wish, name_of
from wijksites.settings import Settings

if TYPE_CHECKING:
    from wijksites.build.sources import Loaded

UNIT = "pictures"
NEW = 800.0  # what a picture takes, in milliseconds: for deciding whether starting processes pays
DRAWINGS = "2"  # how drawings are cleaned; stands in their names


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A picture as an editor gave it, and as it is published. `wish`: what pages show of it."""

    stamp: Stamp
    digest: bytes
    wish: Wish
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureJob:
    """All that making a picture's copies needs. `path`: below the content folder; `fresh`: path to key of the copies
    that are as they were made."""

    content: str
    path: str
    wish: Wish
    fresh: Mapping[str, bytes]
    staging: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A picture that was made."""

    path: str
    original: Original
    unit: Unit


def usable_pictures(content: Path, known: Mapping[str, Original]) -> frozenset[str]:
    """The pictures that an earlier build could show and that have not changed since."""
    return frozenset(path for path, original in known.items() if _stamp(content / path) == original.stamp)


def _stamp(file: Path) -> Stamp | None:
    try:
        return stamp_of(file.stat())
    except OSError:
        return None


def build_pictures(
    settings: Settings,
    day: date,
    loaded: "Loaded",
    known: Mapping[str, Original],
    fresh: Mapping[str, bytes],
    staging: str,
    pool: Pool,
) -> tuple[Unit, dict[str, Original]]:
    """The copies of every picture that a page shows, and what is known of each original."""
    folder = f"{staging}/{UNIT}"
    found: dict[str, Original] = {}
    jobs = []
    for path, wish in _wanted(day, loaded).items():
        try:
            before = _as_before(Path(settings.content) / path, wish, known.get(path))
        except OSError:
            continue  # gone, which was told: a post that is held back is shown without it
        if before and all(key_of(UNIT, url) == fresh.get(url[1:]) for url in before.picture.files):
            found[path] = before
        else:
            jobs.append(PictureJob(content=settings.content, path=path, wish=wish, fresh=fresh, staging=folder))
    files = {url[1:]: Made(url[1:], key_of(UNIT, url)) for one in found.values() for url in one.picture.files}
    for one in _carried_out(_largest_first(jobs), pool.started(NEW * len(jobs))):
        if one is None:
            continue
        found[one.path] = one.original
        below = one.unit.folder.removeprefix(f"{folder}/")
        files |= {made.path: made._replace(staged=f"{below}/{made.staged}") for made in one.unit.files}
    ordered = tuple(made for _, made in sorted(files.items()))
    return Unit(name=UNIT, folder=folder, files=ordered), dict(sorted(found.items()))


def _largest_first(jobs: list[PictureJob]) -> list[PictureJob]:
    """The largest original first, so that no long job is left over when the others are done."""
    return sorted(jobs, key=lambda job: (-_size(Path(job.content) / job.path), job.path))


def _size(file: Path) -> int:
    stamp = _stamp(file)
    return stamp.size if stamp else 0


def _carried_out(jobs: list[PictureJob], executor: Executor | None) -> Iterable[Pictured | None]:
    return executor.map(build_picture, jobs) if executor else map(build_picture, jobs)


def _wanted(day: date, loaded: "Loaded") -> dict[str, Wish]:
    """Pictures of posts, and of whoever serves on the day alone: a face may not leave the build before, nor after."""
    city, index = loaded.city, loaded.index
    assert city and index
    wishes: dict[str, Wish] = {}
    for entry in index.entries():
        for link in entry.links:
            kind, _, path = link.target.partition(":")
            if kind == "picture":
                wishes[path] = wishes.get(path, Wish()).also(Wish(whole=True, square=link.focus))
    people = {person.id: person for ward in city.wards for person in serving(city, ward.slug, day).people}
    for _, person in sorted(people.items()):
        if person.photo:
            wish = Wish(square=person.focus or MIDDLE)
            wishes[person.photo] = wishes.get(person.photo, Wish()).also(wish)
    return dict(sorted(wishes.items()))


def _as_before(file: Path, wish: Wish, known: Original | None) -> Original | None:
    """What is known of an original, if its bytes and what is shown of it are the same. Raises OSError."""
    stamp = stamp_of(file.stat())
    if not known or known.wish != wish:
        return None
    if known.stamp == stamp:
        return known
    looked = nanoseconds()
    data, stamp = read(str(file))
    same = hashlib.sha256(data).digest() == known.digest
    return replace(known, stamp=sure(stamp, looked)) if same else None


def build_picture(job: PictureJob) -> Pictured | None:
    """Makes the copies of one picture that are not there; None for one that cannot be read, which was told."""
    # Pillow takes a while to load: only when a picture must be made.
    from wijksites.pictures.drawings import NoDrawing, cleaned
    from wijksites.pictures.pixels import DAMAGED, RECIPE, TooLarge, colour_of, encoded, prepared, square_of

    looked = nanoseconds()
    try:
        data, stamp = read(f"{job.content}/{job.path}")
        digest = hashlib.sha256(data).digest()
        if job.path.lower().endswith(".svg"):
            svg, size = cleaned(data)
            picture = Picture(
                name=name_of(job.path, digest, DRAWINGS), width=size[0], height=size[1], size=len(svg), is_drawing=True
            )
            tasks = [Task(picture.url[1:], key_of(UNIT, picture.url), lambda: svg)]
        else:
            image = prepared(data)
            picture = Picture(
                name=name_of(job.path, digest, RECIPE),
                width=image.width,
                height=image.height,
                wish=job.wish,
                colour=colour_of(image),
            )
            square = square_of(image, job.wish.square or MIDDLE)
            tasks = [
                Task(copy.url[1:], key_of(UNIT, copy.url), partial(encoded, shown, copy))
                for sources, shown in ((picture.sources, image), (picture.squares, square))
                for source in sources
                for copy in source.copies
            ]
            last = (picture.sources or picture.squares)[-1].copies[-1]
            picture = replace(picture, size=len(encoded(image if picture.sources else square, last)))
    except (*DAMAGED, NoDrawing, TooLarge):
        return None
    original = Original(stamp=sure(stamp, looked), digest=digest, wish=job.wish, picture=picture)
    return Pictured(path=job.path, original=original, unit=carry_out(UNIT, tasks, job.fresh, job.staging))
