"""A picture as pages know it: the size of an original and a wish go in, the addresses of its copies come out."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import normalize

WIDTHS = (480, 800, 1280)
WIDEST = WIDTHS[-1]
HIGHEST = 4 * WIDEST
SQUARES = (112, 224)  # of faces and in lists, which show them half as wide
# Best first; a browser takes the first that it knows, and everything knows the last.
KINDS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
MIDDLE = (50, 50)

Focus = tuple[int, int]  # percent from the left and from the top


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What pages show of a picture: the whole of it, a square around its focus, or both."""

    whole: bool = False
    square: Focus | None = None

    def also(self, other: "Wish") -> "Wish":
        """Both wishes; of two squares the second."""
        return Wish(whole=self.whole or other.whole, square=other.square or self.square)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file on the site. `kind`: how its name ends."""

    url: str
    kind: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The copies of one kind, smallest first, with their media type."""

    media: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A published picture; all its addresses follow from this. `name`: how they begin; `width`, `height`: of the
    largest copy, in pixels; `colour`: what it looks like before it is there (`#rrggbb`), nothing for a drawing."""

    name: str
    width: int
    height: int
    size: int = 0  # bytes of what is at `url`
    wish: Wish = Wish(whole=True)
    colour: str = ""
    is_drawing: bool = False  # SVG: one file for all sizes

    @property
    def url(self) -> str:
        """The address of what everything can show that shows pictures: the largest JPEG, or the drawing."""
        return self.files[-1]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The copies of the whole picture, by kind; the last can be shown by everything."""
        if self.is_drawing or not self.wish.whole:
            return ()
        widths = (*(width for width in WIDTHS if width <= 0.8 * self.width), self.width)
        return self._sources(tuple((width, max(1, round(width * self.height / self.width))) for width in widths))

    @property
    def squares(self) -> tuple[Source, ...]:
        """The same of the squares."""
        if self.is_drawing or self.wish.square is None:
            return ()
        sides = dict.fromkeys(min(side, self.width, self.height) for side in SQUARES)
        return self._sources(tuple((side, side) for side in sides), "-{}x{}".format(*self.wish.square))

    def _sources(self, sizes: tuple[tuple[int, int], ...], which: str = "") -> tuple[Source, ...]:
        return tuple(
            Source(
                media=media,
                copies=tuple(
                    Copy(url=f"{self.name}{which}-{width}.{kind}", kind=kind, width=width, height=height)
                    for width, height in sizes
                ),
            )
            for kind, media in KINDS.items()
        )

    @property
    def files(self) -> tuple[str, ...]:
        """Every address."""
        if self.is_drawing:
            return (f"{self.name}.svg",)
        return tuple(copy.url for source in (*self.squares, *self.sources) for copy in source.copies)


def fitting(width: int, height: int) -> tuple[int, int]:
    """The size of the largest copy of a picture, never larger than the original."""
    scale = min(1.0, WIDEST / width, HIGHEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def name_of(path: str, digest: bytes, recipe: str) -> str:
    """The beginning of the names of a picture's copies: that of the original, as an address can have it, and what
    stands for its bytes and for how copies are made."""
    plain = normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "beeld"
    return f"/beeld/{stem}-{hashlib.sha256(digest + recipe.encode()).hexdigest()[:10]}"
