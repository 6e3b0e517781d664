"""What all jobs have in common: settings, what was read and the pictures go in, `Shared` with its keys comes out."""

import inspect
from datetime import date
from pathlib import Path

from wijksites.build.assets import theme_assets
from wijksites.build.digest import digest_of, digest_of_files
from wijksites.build.shared import Shared
from wijksites.build.sources import Loaded
from wijksites.pages.page import STREETS_URL
from wijksites.pictures.model import Picture
from wijksites.posts.paths import PAGE_FOLDER, STATEMENTS
from wijksites.settings import Settings, load
from wijksites.sheets.tokens import colours

# The theme's own, and the colours of a city that has its own.
STYLE_SHEETS = ("css/site.css", "brand/tokens.css")


def shared_of(
    settings: Settings,
    day: date,
    loaded: Loaded,
    pictures: dict[str, Picture],
    version: str,
    staging: str,
    store: str,
) -> Shared:
    """What all jobs have in common."""
    city, index = loaded.city, loaded.index
    assert city and index
    assets, _ = theme_assets(Path(settings.theme))
    style = [Path(settings.theme) / "static" / name for name in STYLE_SHEETS]
    statements = {
        source: index.links[source]
        for source in (f"{PAGE_FOLDER}/{name}.md" for name in sorted(STATEMENTS))
        if source in index.links
    }
    shared = Shared(
        settings=settings,
        city=city,
        venues={venue.id: venue for venue in loaded.venues},
        day=day,
        outlines=loaded.outlines,
        assets=dict(assets),
        streets_url=STREETS_URL if loaded.streets.all else "",
        statements=statements,
        pictures=pictures,
        alerts=loaded.alerts,
        colours=colours(*(sheet.read_text(encoding="utf-8") for sheet in style if sheet.exists())),
        version=version,
        frame_key="",
        data_key="",
        staging=staging,
        store=store,
    )
    data_key = digest_of(version, _own_settings(settings), shared.frame.city, city.sample)
    templates = digest_of_files((*map(Path, settings.overrides), Path(settings.theme) / "templates"))
    frame = (templates, assets, sorted(statements.items()), shared.streets_url, sorted(shared.emblems.items()))
    return shared.keyed(digest_of(data_key, *frame), data_key)


def _own_settings(settings: Settings) -> object:
    """The settings that pages depend on, with the source of functions that templates may call."""
    functions = (*settings.filters, *settings.globals, *settings.tests)
    sources = [digest_of(_source(path)) for _, path in functions]
    return settings.site_url, settings.jinja, functions, sources, settings.drafts, settings.sheets, settings.search


def _source(path: str) -> str:
    found = load(path)
    module = inspect.getmodule(found)
    file = getattr(module, "__file__", None)
    return Path(file).read_text(encoding="utf-8", errors="replace") if file else repr(found)
