"""Pictures of pixels: the bytes of an original go in, an upright image without metadata and its copies come out.

Nothing of an original but its pixels is ever written: a phone notes in it where it was taken, when, and by whom.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

import PIL
from PIL import Image, ImageCms, UnidentifiedImageError

from wijksites.pictures.model import Copy, Focus, fitting

# What may be in a file, whatever its name says (JPEG has MPO in it); Pillow knows many more, among them programs.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ON_PAPER = 1000  # pixels
MOST_MEMORY = 200_000_000  # bytes that an original may take, so that no process needs more than 300 MB
TRANSPARENT = ("RGBA", "LA", "PA", "La", "RGBa")
ORIENTATION = 0x0112
TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Image.MAX_IMAGE_PIXELS = None  # our own limit is on memory, which a JPEG that is made smaller takes less of
# One thread each: the jobs share the processors already, and a file may not depend on how many there are.
SAVED: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 52, "speed": 6, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 74, "method": 2},
    "jpg": {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True},
}
# Stands in the names of copies: made in another way, they are other files.
RECIPE = f"1 {PIL.__version__} {sorted(SAVED.items())}"
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error, UnidentifiedImageError)


class TooLarge(Exception):
    """An original that takes too much memory to read: its width and height."""


@contextmanager
def opened(data: bytes, *, for_show: bool = True) -> Iterator[Image.Image]:
    """An original of which only the head was read, a JPEG made smaller while it is read; if not `for_show`, as small
    as can be. Raises TooLarge, or one of DAMAGED."""
    with catch_warnings():
        simplefilter("ignore")  # of EXIF that cannot be read
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            whole = image.size
            image.draft(None, shown_size(image))
            if _memory(image, whole, data) > MOST_MEMORY:
                raise TooLarge(*whole)
            if for_show:
                yield image
                return
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            image.draft(None, (1, 1))
            yield image


def _memory(image: Image.Image, whole: tuple[int, int], data: bytes) -> int:
    """What making copies of an image takes, in bytes, as measured: of what is transparent or has a palette Pillow
    needs a second image, and WebP is read into several."""
    pixels = image.width * image.height
    if image.format in ("JPEG", "MPO"):
        layers = [across * down for _, across, down, *_ in image.layer]  # type: ignore[attr-defined]
        # A progressive one comes in layers, all of which are kept: two bytes for each sample.
        samples = whole[0] * whole[1] * sum(layers) // max(layers, default=1)
        return len(data) + pixels * 8 + (2 * samples if image.info.get("progressive") else 0)
    if image.format == "WEBP":
        return len(data) + pixels * 17
    return len(data) + pixels * (13 if image.mode in TRANSPARENT or "transparency" in image.info else 7)


def shown_size(image: Image.Image) -> tuple[int, int]:
    """The size of the largest copy, as the original lies."""
    return fitting(*image.size[::-1])[::-1] if _orientation(image) >= 5 else fitting(*image.size)


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except DAMAGED:
        return 1
    return found if found in TURNED else 1


def prepared(data: bytes) -> Image.Image:
    """The picture as the largest copy shows it, upright and in the colours of the web. Raises TooLarge, or one of
    DAMAGED."""
    with opened(data) as image:
        turned, profile = _orientation(image), image.info.get("icc_profile")
        small = _opaque(image).resize(shown_size(image), Image.Resampling.LANCZOS, reducing_gap=3.0)
        small = _web_colours(small, profile)
    if turned in TURNED:
        small = small.transpose(TURNED[turned])
    # A fresh image holds pixels alone: no EXIF, no GPS, no profile.
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    return clean


def _opaque(image: Image.Image) -> Image.Image:
    """The same in a mode that can be scaled; what is transparent becomes white."""
    if image.mode in TRANSPARENT or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    if image.mode.startswith("I;16"):  # else all that is not black would be white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGB", "L", "CMYK"):
        image.load()
        return image
    return image.convert("RGB")


def _web_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The same in sRGB: a picture without its profile would look dull."""
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            found = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            found = None  # a profile that cannot be used
        if found is not None:
            return found
    return image.convert("RGB")


def colour_of(image: Image.Image) -> str:
    """The colour that a picture has most of, as `#rrggbb`."""
    few = image.resize((48, 48), Image.Resampling.BOX).quantize(6)
    often = few.histogram()
    most = often.index(max(often))
    return "#" + bytes((few.getpalette() or [])[3 * most : 3 * most + 3]).hex()


def square_of(image: Image.Image, focus: Focus) -> Image.Image:
    """The largest square around the focus, as far as it lies within the picture."""
    side = min(image.size)
    left, top = (
        min(max(round(length * percent / 100 - side / 2), 0), length - side)
        for length, percent in zip(image.size, focus, strict=True)
    )
    return image.crop((left, top, left + side, top + side))


def for_paper(data: bytes) -> bytes:
    """The copy of a picture that a sheet shows: JPEG, its longest side at most 1000 pixels. Raises as `prepared`."""
    image = prepared(data)
    image.thumbnail((ON_PAPER, ON_PAPER))
    made = BytesIO()
    image.save(made, **SAVED["jpg"])
    return made.getvalue()


def encoded(image: Image.Image, copy: Copy) -> bytes:
    """The bytes of a copy; `image`: the whole picture, or the square."""
    size = (copy.width, copy.height)
    scaled = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = BytesIO()
    scaled.save(made, **SAVED[copy.kind])
    return made.getvalue()
