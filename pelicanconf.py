"""Settings of the demonstration: sample data are allowed, and any problem publishes nothing."""

from wijksites.settings import OFF
from wijksites.shell import Wijksites

PELICAN_CLASS = Wijksites
PATH = "content"
OUTPUT_PATH = "output"
THEME = "themes/gent"
SITENAME = "Wijksites Gent"
SITEURL = "https://wijken.gent.example"
TIMEZONE = "Europe/Brussels"
DEFAULT_LANG = "nl"

PLUGIN_PATHS = ["plugins"]
# Always set: without it Pelican loads every plugin package it finds.
PLUGINS: list[str] = []

# Pelican's own pages and feeds.
globals().update(OFF)

# Ours. Each can be given on the command line too: pelican content -s pelicanconf.py -e KEEP_GOING=true
WARDS_FILE = "wards.yaml"
DATA_PATH = "data"
KEEP_GOING = False
ALLOW_SAMPLE = True
JOBS = 0  # 0: as many as this machine has processors
