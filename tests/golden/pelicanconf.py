"""The golden city: the repository's theme with another city's `wards.yaml`, `content/` and `data/`."""

from pathlib import Path

from wijksites.settings import OFF
from wijksites.shell import Wijksites

here = Path(__file__).resolve().parent

PELICAN_CLASS = Wijksites
PATH = str(here / "city/content")
OUTPUT_PATH = "../../.cache/golden"  # never the approved tree beside this file
THEME = "../../themes/gent"
SITENAME = "Wijksites Kaaistad"
SITEURL = "https://kaaistad.example/wijken"
TIMEZONE = "Atlantic/Azores"
DEFAULT_LANG = "nl"
PLUGINS: list[str] = []
globals().update(OFF)

WARDS_FILE = str(here / "city/wards.yaml")
DATA_PATH = str(here / "city/data")
JOBS = 1
AGENDA_MONTHS = 2
