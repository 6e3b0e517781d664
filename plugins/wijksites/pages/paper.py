"""What there is on paper: the addresses of the sheets, and what a link to one says."""

from dataclasses import dataclass

from wijksites.city.model import Ward
from wijksites.pages.page import PEOPLE_URL, STREETS_URL
from wijksites.posts.row import Row

LARGE_URL = f"{PEOPLE_URL}overzicht-wijkregisseurs-grote-letters.pdf"
STREET_LIST_URL = f"{STREETS_URL}stratenlijst.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to download: its address, what it is, its pages and its size in bytes."""

    url: str
    title: str
    pages: int
    size: int

    @property
    def kilobytes(self) -> int:
        """Its size in kB (1,000 bytes), rounded up."""
        return -(-self.size // 1000)


def card_url(place: str) -> str:
    """The picture to share of an event, a ward or the city, by the address of its page."""
    return f"{place}deelbeeld.png" if place.count("/") < 3 else f"{place.rstrip('/')}.png"


def poster_url(ward: Ward, row: Row) -> str:
    """The poster of an event in a ward."""
    return f"{ward.url}affiche/{row.slug}.pdf"


def month_url(ward: Ward, label: str) -> str:
    """The sheet of a month (`2026-12`)."""
    return f"{ward.url}maandblad/{label}.pdf"


def welcome_url(ward: Ward) -> str:
    """The sheet for who is new in a ward."""
    return f"{ward.url}welkom.pdf"


def ward_streets_url(ward: Ward) -> str:
    """The list of a ward's streets."""
    return f"{ward.url}stratenlijst.pdf"
