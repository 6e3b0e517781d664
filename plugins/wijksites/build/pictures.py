"""Pictures for the web: an editor's original goes in, a smaller copy without its metadata comes out.

An original never reaches the output: a phone writes the place where a photo was taken into it.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps

WIDEST = 1280
QUALITY = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A published picture: its path on the site and its size in pixels."""

    url: str
    width: int
    height: int


def publish(content: Path, path: str) -> tuple[Picture, bytes]:
    """The web copy of a picture below the content folder: JPEG, upright, at most 1280 pixels wide."""
    original = (content / path).read_bytes()
    with Image.open(BytesIO(original)) as opened:
        picture = ImageOps.exif_transpose(opened)
        if picture.mode in ("RGBA", "LA", "P"):
            picture = picture.convert("RGBA")
            ground = Image.new("RGB", picture.size, "white")
            ground.paste(picture, mask=picture.getchannel("A"))
            picture = ground
        picture = picture.convert("RGB")
        picture.thumbnail((WIDEST, WIDEST * 4))
        made = BytesIO()
        # A fresh image holds pixels alone: no EXIF, no GPS, no profile.
        clean = Image.new("RGB", picture.size)
        clean.paste(picture)
        clean.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    digest = hashlib.sha256(made.getvalue()).hexdigest()[:10]
    name = f"{PurePosixPath(path).stem}-{digest}.jpg"
    return Picture(url=f"/beeld/{name}", width=clean.width, height=clean.height), made.getvalue()
