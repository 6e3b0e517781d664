"""The build: settings and a day go in, the output folder comes out, or the problems that prevent it."""

from wijksites.build.build import Outcome, build_site
from wijksites.build.search import index_search
from wijksites.build.sources import Loaded, load_sources

__all__ = ["Loaded", "Outcome", "build_site", "index_search", "load_sources"]
