"""Pictures for the web: an editor's original goes in, a smaller copy without its metadata comes out.

An original never reaches the output: a phone writes the place where a photo was taken into it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from wijksites.build.files import Stamp, read, stamp_of, sure
from wijksites.build.tasks import Task, key_of
from wijksites.city.serving import serving
from wijksites.clock import nanoseconds
from wijksites.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

    from wijksites.build.sources import Loaded

WIDEST = 1280
QUALITY = 80
ON_PAPER = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A published picture: its path on the site, its size in pixels and in bytes (`size`)."""

    url: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A picture as an editor gave it, and its web copy."""

    stamp: Stamp
    digest: bytes
    picture: Picture


def usable_pictures(content: Path, known: Mapping[str, Original]) -> frozenset[str]:
    """The pictures that an earlier build could show and that have not changed since."""
    return frozenset(path for path, original in known.items() if _stamp(content / path) == original.stamp)


def _stamp(file: Path) -> Stamp | None:
    try:
        return stamp_of(file.stat())
    except OSError:
        return None


def picture_tasks(
    settings: Settings, day: date, loaded: "Loaded", known: Mapping[str, Original]
) -> tuple[list[Task], dict[str, Original]]:
    """The web copy of every picture that a page shows, and what is known of each original."""
    content = Path(settings.content)
    found: dict[str, Original] = {}
    tasks: dict[str, Task] = {}
    for path in _wanted(day, loaded):
        try:
            original, data = _looked_at(content, path, known.get(path))
        except OSError:
            continue  # gone or damaged, which was told: a post that is held back is shown without it
        found[path] = original
        url = original.picture.url
        tasks.setdefault(
            url,
            Task(
                url.lstrip("/"),
                key_of("picture", original.digest),
                lambda path=path, data=data: data or publish((content / path).read_bytes(), path)[1],  # type: ignore[misc]
            ),
        )
    return list(tasks.values()), found


def _wanted(day: date, loaded: "Loaded") -> list[str]:
    """Pictures of posts, and of whoever serves on the day alone: a face may not leave the build before, nor after."""
    city, index = loaded.city, loaded.index
    assert city and index
    targets = [link.target.partition(":") for entry in index.entries() for link in entry.links]
    wanted = {path for kind, _, path in targets if kind == "picture"}
    people = {person for ward in city.wards for person in serving(city, ward.slug, day).people}
    return sorted(wanted | {person.photo for person in people if person.photo})


def _looked_at(content: Path, path: str, known: Original | None) -> tuple[Original, bytes | None]:
    """What is known of a picture; the bytes of its web copy when it had to be made for that."""
    if known and _stamp(content / path) == known.stamp:
        return known, None
    looked = nanoseconds()
    data, stamp = read(str(content / path))
    digest = hashlib.sha256(data).digest()
    if known and known.digest == digest:
        return Original(stamp=sure(stamp, looked), digest=digest, picture=known.picture), None
    picture, copy = publish(data, path)
    return Original(stamp=sure(stamp, looked), digest=digest, picture=picture), copy


def publish(original: bytes, path: str) -> tuple[Picture, bytes]:
    """The web copy of a picture: JPEG, upright, at most 1280 pixels wide. `path`: where it lies below the content."""
    clean = _clean(original, (WIDEST, WIDEST * 4))
    data = _jpeg(clean)
    digest = hashlib.sha256(data).hexdigest()[:10]
    name = f"{PurePosixPath(path).stem}-{digest}.jpg"
    return Picture(url=f"/beeld/{name}", width=clean.width, height=clean.height, size=len(data)), data


def for_paper(original: bytes) -> bytes:
    """The copy of a picture that a sheet shows: JPEG, upright, its longest side at most 1000 pixels."""
    return _jpeg(_clean(original, (ON_PAPER, ON_PAPER)))


def _clean(original: bytes, most: tuple[int, int]) -> "Image":
    """A picture upright on white, no larger than so many pixels, without anything but those."""
    # Pillow takes a while to load: only when a picture must be made.
    from PIL import Image, ImageOps

    with Image.open(BytesIO(original)) as opened:
        picture = ImageOps.exif_transpose(opened)
        if picture.mode in ("RGBA", "LA", "P"):
            picture = picture.convert("RGBA")
            ground = Image.new("RGB", picture.size, "white")
            ground.paste(picture, mask=picture.getchannel("A"))
            picture = ground
        picture = picture.convert("RGB")
        picture.thumbnail(most)
        # A fresh image holds pixels alone: no EXIF, no GPS, no profile.
        clean = Image.new("RGB", picture.size)
        clean.paste(picture)
    return clean


def _jpeg(picture: "Image") -> bytes:
    made = BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue()
