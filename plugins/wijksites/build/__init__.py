"""The build: settings and a day go in, the output folder comes out, or the problems that prevent it."""

from wijksites.build.build import Outcome, build_site
from wijksites.build.sources import Loaded, load_sources

__all__ = ["Loaded", "Outcome", "build_site", "load_sources"]
