"""Whether a picture can be shown: a file goes in, why it cannot comes out, and the sentence that says what to do."""

from pathlib import Path
from typing import NamedTuple

from wijksites.words import translate

SVG = ".svg"
ADVISED = 4000  # pixels
MOST_BYTES = 60_000_000


class Refusal(NamedTuple):
    """Why a picture cannot be shown: `damaged`, `large` (with its size), `bytes`, `heavy` or `sizeless` (drawings)."""

    why: str
    width: int = 0
    height: int = 0


def look_at(file: str) -> Refusal | None:
    """Reads a picture as far as is needed to know that it can be shown."""
    # Pillow takes a while to load: only when there is a picture to look at.
    from wijksites.pictures.pixels import DAMAGED, TooLarge, opened

    try:
        if Path(file).stat().st_size > MOST_BYTES:
            return Refusal("bytes")
        data = Path(file).read_bytes()
        if file.lower().endswith(SVG):
            return _look_at_drawing(data)
        with opened(data, for_show=False) as image:
            image.load()
    except TooLarge as error:
        return Refusal("large", *error.args)
    except DAMAGED:
        return Refusal("damaged")
    return None


def _look_at_drawing(data: bytes) -> Refusal | None:
    from wijksites.pictures.drawings import NoDrawing, cleaned

    try:
        cleaned(data)
    except NoDrawing as error:
        return Refusal(str(error))
    return None


def sentence(refusal: Refusal, name: str) -> str:
    """What to say of a picture that cannot be shown."""
    if refusal.why == "large":
        return translate(
            "the picture `{name}` is too large to work with ({width} by {height} pixels). Save it again as JPEG, at "
            "most {most} pixels wide.",
            name=name,
            width=refusal.width,
            height=refusal.height,
            most=ADVISED,
        )
    if refusal.why == "bytes":
        return translate(
            "the picture `{name}` is larger than 60 MB. Save it again as JPEG, at most {most} pixels wide.",
            name=name,
            most=ADVISED,
        )
    if refusal.why == "heavy":
        return translate(
            "the drawing `{name}` is larger than 500 kB. Save it again as PNG, or make the drawing simpler.", name=name
        )
    if refusal.why == "sizeless":
        return translate(
            "the drawing `{name}` does not say how large it is. Save it again as SVG with a width and a height, or as "
            "PNG.",
            name=name,
        )
    if name.lower().endswith(SVG):
        return translate("the drawing `{name}` cannot be read. Save it again as SVG, or as PNG.", name=name)
    return translate("the picture `{name}` is damaged. Save it again as JPEG, and put that file here.", name=name)
