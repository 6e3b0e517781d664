"""What is known only when all pages are made: site map, robots.txt, build.json."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from wijksites import __version__
from wijksites.build.index import Shown
from wijksites.build.render import json_bytes
from wijksites.build.sources import Loaded
from wijksites.build.tasks import Task, key_of
from wijksites.build.volume import Volume
from wijksites.posts.paths import path_of
from wijksites.problems import errors
from wijksites.settings import Settings


def machinery_tasks(
    settings: Settings, day: date, loaded: Loaded, units: Mapping[str, Shown], frame_key: str
) -> Iterator[Task]:
    """The files for machines that speak of all others. `units`: all that is made."""
    assert loaded.city and loaded.index
    index, sample = loaded.index, loaded.city.sample
    yield Task("robots.txt", key_of(frame_key, "robots", sample), lambda: _robots(settings, sample))
    keys = sorted((name, unit.key) for name, unit in units.items())
    yield Task("sitemap.xml", key_of(frame_key, "sitemap", keys), lambda: _sitemap(units))
    record = {
        "day": day.isoformat(),
        "version": __version__,
        "commit": settings.commit,
        "wards": len(loaded.city.wards),
        "posts": sum(1 for _ in index.entries()),
        "problems": len(errors(loaded.problems)),
        "held": sorted(index.held),
        "sample": sample,
    }
    yield Task("build.json", key_of("build", record), lambda: json_bytes(record))


def _robots(settings: Settings, sample: bool) -> bytes:
    """Search engines stay away from a demonstration."""
    rule = "Disallow: /" if sample else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {settings.site_url}/sitemap.xml\n".encode()


def _sitemap(units: Mapping[str, Shown]) -> bytes:
    """https://www.sitemaps.org/protocol.html"""
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "".join(unit.sitemap for _, unit in sorted(units.items())) + "</urlset>\n").encode()


def sitemap_lines(settings: Settings, day: date, paths: Iterable[str], volume: Volume | None, aside: Set[str]) -> str:
    """The lines of a unit's pages: of a post with the day of its own last change, and none that is not true. `aside`:
    addresses that are not to be found."""
    changed, gone = {}, set(aside)
    for entry in volume.entries if volume else ():
        changed[entry.url] = max(on for on in entry.changes if on <= day or on == entry.published)
        gone.update(entry.formerly)
    lines = []
    for path in sorted(path for path in paths if path.endswith("index.html")):
        url = "/" + path.removesuffix("index.html")
        if url not in gone:
            last = f"<lastmod>{changed[url]}</lastmod>" if url in changed else ""
            lines.append(f"<url><loc>{settings.site_url}{url}</loc>{last}</url>\n")
    return "".join(lines)


def withdrawn_addresses(loaded: Loaded) -> frozenset[str]:
    """Where posts were that are gone for good."""
    return frozenset(path_of(f"{post.id}.md") for post in loaded.withdrawn)
