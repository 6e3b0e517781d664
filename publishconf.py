"""Settings of the real site: its own address, no sample data, and one wrong post does not hold back the rest."""

import sys
from pathlib import Path

# The pelican command does not look for modules beside the settings file.
sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

SITEURL = "https://wijken.gent.example"  # the site's real address: change it before the first publication
KEEP_GOING = True
ALLOW_SAMPLE = False
