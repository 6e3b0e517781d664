"""One build from start to end: read, join, render, publish."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from wijksites import __version__
from wijksites.build.assets import theme_assets
from wijksites.build.pictures import Picture
from wijksites.build.pictures import publish as web_copy
from wijksites.build.portal import PortalJob, build_portal
from wijksites.build.publish import Changes, prepare, publish
from wijksites.build.render import Shared, WardJob, build_ward, json_bytes
from wijksites.build.schemas import schemas
from wijksites.build.site import Staging, Written
from wijksites.build.sources import Loaded, load_sources
from wijksites.city.serving import serving
from wijksites.clock import seconds
from wijksites.posts.paths import CITY_FOLDER, post_type, url_of
from wijksites.problems import Problem, errors
from wijksites.settings import Settings
from wijksites.words import translate, translate_count

Progress = Callable[[str, int, int], None]
# A pool costs a third of a second to start; below this many posts one process is done sooner.
SMALL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. `files`: every path in the output to its digest and size, read-only for plugins."""

    problems: tuple[Problem, ...]
    published: bool
    summary: str
    files: tuple[Written, ...] = ()
    changes: Changes | None = None

    @property
    def status(self) -> int:
        """The exit status: 0 all is well, 1 nothing was published, 3 the rest was published."""
        if not errors(self.problems):
            return 0
        return 3 if self.published else 1


def quiet(step: str, done: int, total: int) -> None:
    """Tells nobody how far the build is."""


def build_site(settings: Settings, day: date, progress: Progress = quiet) -> Outcome:
    """Builds the site of a day into the output folder.

    Raises PublishError when the output folder cannot be used, LedgerError for an unreadable LEDGER, and Jinja's
    own errors for a broken template; in each case the output is untouched.
    """
    began = seconds()
    with workers(settings.jobs, Path(settings.content)) as executor:
        progress(translate("Reading"), 0, 1)
        loaded = load_sources(settings, day, executor)
        if loaded.fatal or (errors(loaded.problems) and not settings.keep_going):
            return Outcome(problems=loaded.problems, published=False, summary=_refused(loaded))
        assert loaded.city and loaded.index
        output = Path(settings.output)
        staging = prepare(output)
        files = _render(settings, day, loaded, str(staging), executor, progress)
    files += machinery(settings, day, loaded, files, staging)
    kept = _last_good(loaded.index.held)
    changes = publish(output, files, kept)
    pages = sum(file.path.endswith(".html") for file in files)
    return Outcome(
        problems=loaded.problems,
        published=True,
        summary=_summary(loaded, pages, seconds() - began),
        files=tuple(sorted(files)),
        changes=changes,
    )


@contextmanager
def workers(jobs: int, content: Path) -> Iterator[Executor | None]:
    """A pool of processes, or nothing when one process is enough."""
    few = sum(1 for _ in content.rglob("*.md")) < SMALL
    if jobs < 2 or few:
        yield None
        return
    # forkserver: Pelican's spinner is a thread, and a fork of a threaded process can hang.
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(jobs, mp_context=context) as executor:
        yield executor


def _render(
    settings: Settings, day: date, loaded: Loaded, staging: str, executor: Executor | None, progress: Progress
) -> tuple[Written, ...]:
    """Renders all wards and the portal, on the executor when there is one."""
    city, index = loaded.city, loaded.index
    assert city and index
    assets, copies = theme_assets(Path(settings.theme))
    if loaded.outlines:
        copies += (("/data/wards.geojson", str(Path(settings.data) / "outlines.json")),)
    pictures = Staging(staging)
    shared = Shared(
        settings=settings,
        city=city,
        venues=loaded.venues,
        day=day,
        outlines=loaded.outlines,
        assets=assets,
        links=index.links,
        pictures=_pictures(settings, day, loaded, pictures),
        staging=staging,
    )
    portal = PortalJob(
        shared=shared,
        posts=index.posts,
        rows=index.rows,
        withdrawn=loaded.withdrawn,
        copies=copies,
        schemas=schemas(),
    )
    jobs = ward_jobs(shared, loaded)
    if executor is None:
        found = [*pictures.written, *build_portal(portal)]
        for done, job in enumerate(jobs, 1):
            progress(translate("Making pages"), done, len(jobs))
            found += build_ward(job)
        return tuple(found)
    futures: list[Future[tuple[Written, ...]]] = [executor.submit(build_portal, portal)]
    futures += [executor.submit(build_ward, job) for job in jobs]
    found = [*pictures.written]
    try:
        for done, future in enumerate(as_completed(futures), 1):
            found += future.result()
            progress(translate("Making pages"), done, len(futures))
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    return tuple(found)


def ward_jobs(shared: Shared, loaded: Loaded) -> list[WardJob]:
    """A job per ward with just the posts and rows that this ward shows."""
    index, city = loaded.index, loaded.city
    assert index and city
    jobs = []
    for ward in city.wards:
        own = tuple(post for post in index.posts if post.folder == ward.slug)
        rows = tuple(row for row in index.rows if row.concerns(ward.slug))
        mine = {row.source for row in rows}
        around = _neighbour_slugs(loaded, ward.number)
        jobs.append(
            WardJob(
                shared=shared,
                slug=ward.slug,
                posts=own,
                shown=tuple(post for post in index.posts if post.folder == CITY_FOLDER and post.source in mine),
                rows=rows,
                nearby=tuple(row for row in index.rows if row.folder in around and row.type == "event"),
            )
        )
    return jobs


def _neighbour_slugs(loaded: Loaded, number: int) -> frozenset[str]:
    assert loaded.city
    if loaded.outlines is None:
        return frozenset()
    numbers = loaded.outlines.by_number(number).neighbours
    return frozenset(ward.slug for ward in loaded.city.wards if ward.number in numbers)


def _pictures(settings: Settings, day: date, loaded: Loaded, staging: Staging) -> dict[str, Picture]:
    """Writes the web copy of every picture that a page shows."""
    city, index = loaded.city, loaded.index
    assert city and index
    targets = [link.target.partition(":") for row in index.rows for link in row.links]
    wanted = {path for kind, _, path in targets if kind == "picture"}
    # Only of who serves on the day: a name or a face may not leave the build before its day, nor after.
    people = {person for ward in city.wards for person in serving(city, ward.slug, day).people}
    wanted |= {person.photo for person in people if person.photo}
    made: dict[str, Picture] = {}
    for path in sorted(wanted):
        picture, data = web_copy(Path(settings.content), path)
        if picture.url not in {other.url for other in made.values()}:
            staging.write(picture.url, data)
        made[path] = picture
    return made


def machinery(
    settings: Settings, day: date, loaded: Loaded, files: tuple[Written, ...], staging: Path
) -> tuple[Written, ...]:
    """What is known only when all pages are made: site map, robots.txt, build.json."""
    assert loaded.city and loaded.index
    writing = Staging(str(staging))
    writing.write("robots.txt", _robots(settings, loaded.city.sample))
    writing.write("sitemap.xml", _sitemap(settings, loaded, files))
    held = len(errors(loaded.problems))
    record = {
        "day": day.isoformat(),
        "version": __version__,
        "commit": settings.commit,
        "wards": len(loaded.city.wards),
        "posts": len(loaded.index.rows),
        "problems": held,
        "held": sorted(loaded.index.held),
        "sample": loaded.city.sample,
    }
    writing.write("build.json", json_bytes(record))
    return tuple(writing.written)


def _robots(settings: Settings, sample: bool) -> bytes:
    """Search engines stay away from a demonstration."""
    rule = "Disallow: /" if sample else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {settings.site_url}/sitemap.xml\n".encode()


def _sitemap(settings: Settings, loaded: Loaded, files: tuple[Written, ...]) -> bytes:
    """https://www.sitemaps.org/protocol.html; the day of a post's own last change, and none that is not true."""
    assert loaded.index
    changed = {row.url: row.changed for row in loaded.index.rows if row.type != "intro"}
    former = {old for row in loaded.index.rows for old in row.formerly}
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for file in sorted(files):
        if not file.path.endswith("index.html"):
            continue
        url = "/" + file.path.removesuffix("index.html")
        if url in former:
            continue
        last = f"<lastmod>{str(changed[url])[:10]}</lastmod>" if url in changed else ""
        lines.append(f"<url><loc>{settings.site_url}{url}</loc>{last}</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()


def _last_good(held: Iterable[str]) -> tuple[str, ...]:
    """Where the last good pages of posts that are held back begin, and the theme files and pictures they show.

    An introduction is no page of its own: its ward's home is made without it.
    """
    posts = [source for source in sorted(held) if post_type(source) not in (None, "intro")]
    urls = [url_of(source, PurePosixPath(source).stem).strip("/") for source in posts]
    return tuple(start for url in urls for start in (f"{url}/", f"{url}.ics")) + (("theme/", "beeld/") if urls else ())


def _refused(loaded: Loaded) -> str:
    count = len(errors(loaded.problems))
    return translate_count(
        "Nothing was published: there is {count} problem. The site stays as it was.",
        "Nothing was published: there are {count} problems. The site stays as it was.",
        count,
    )


def _summary(loaded: Loaded, pages: int, took: float) -> str:
    assert loaded.city
    wards = len(loaded.city.wards)
    return translate(
        "Done: {wards} wards, {pages} pages, {problems} problems, {seconds} seconds.",
        wards=wards,
        pages=pages,
        problems=len(errors(loaded.problems)),
        seconds=f"{took:.1f}".replace(".", ","),
    )
