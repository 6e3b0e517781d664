"""Third step, the portal: all rows go in, the city's own files are written to staging."""

from dataclasses import dataclass
from pathlib import Path

from wijksites.build.render import (
    Shared,
    json_bytes,
    post_pages,
    write_calendars,
    write_feeds,
)
from wijksites.build.site import Staging, Written
from wijksites.check.ledger import ledger
from wijksites.check.withdrawn import Withdrawn
from wijksites.city.model import Regisseur
from wijksites.city.serving import serving
from wijksites.pages.page import Page, Scene
from wijksites.pages.portal import (
    OVERVIEW_URL,
    DataFile,
    Download,
    data_page,
    gone_page,
    lookup_page,
    missing_page,
    people_page,
    portal_home,
    redirect_page,
)
from wijksites.pages.ward import agenda_pages, news_page
from wijksites.posts.model import Post
from wijksites.posts.paths import CITY_FOLDER, PAGE_FOLDER, path_of
from wijksites.posts.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalJob:
    """All that the portal needs."""

    shared: Shared
    posts: tuple[Post, ...]
    rows: tuple[Row, ...]
    withdrawn: tuple[Withdrawn, ...]
    copies: tuple[tuple[str, str], ...]  # path on the site to the file it is a copy of
    schemas: tuple[tuple[str, bytes], ...]


def build_portal(job: PortalJob) -> tuple[Written, ...]:
    """Writes every file of the portal to staging."""
    shared = job.shared
    scene = shared.scene
    staging = Staging(shared.staging)
    own = tuple(post for post in job.posts if post.folder in (CITY_FOLDER, PAGE_FOLDER))
    overview = write_overview(staging, scene, shared)
    files = write_data(staging, job)
    city_rows = tuple(row for row in job.rows if row.type != "intro")
    pages = [
        portal_home(scene, city_rows, shared.outlines, overview),
        lookup_page(scene),
        people_page(scene, overview),
        *agenda_pages(scene, None, city_rows),
        news_page(scene, None, city_rows),
        data_page(scene, files, shared.outlines),
        missing_page(scene),
        *post_pages(scene, own, city_rows, shared.settings.site_url),
        *gone_pages(scene, job),
    ]
    staging.pages(pages, shared.site, shared.settings)
    name = scene.say("{ward}: activities", ward=scene.city.name)
    write_calendars(staging, shared, own, job.posts, base="/", name=name)
    write_feeds(staging, shared, job.posts, base="/", name=scene.city.name)
    for path, source in job.copies:
        staging.write(path, Path(source).read_bytes())
    staging.write("ids.json", json_bytes({"posts": ledger(job.rows, scene.day)}))
    staging.write("redirects.txt", redirects(job.posts))
    return tuple(staging.written)


def gone_pages(scene: Scene, job: PortalJob) -> list[Page]:
    """A small page at the address of each post that was withdrawn, unless another post lives there now."""
    taken = {row.url for row in job.rows} | {old for row in job.rows for old in row.formerly}
    found = []
    for post in job.withdrawn:
        url = path_of(f"{post.id}.md")
        if url in taken:
            continue
        if post.to:
            found.append(redirect_page(scene, url, post.to, scene.say("This page has moved.")))
        else:
            found.append(gone_page(scene, url, on_request=post.reason == "op-verzoek"))
    return found


def write_overview(staging: Staging, scene: Scene, shared: Shared) -> Download:
    """The overview PDF."""
    # Typst takes a while to load: only when a sheet is made.
    from wijksites.sheets.overview import overview

    sheet = overview(scene, shared.settings.site_url)
    staging.write(OVERVIEW_URL, sheet.data)
    return Download(url=OVERVIEW_URL, pages=sheet.pages, size=len(sheet.data))


def redirects(posts: tuple[Post, ...]) -> bytes:
    """A line per former address: old and new path."""
    lines = sorted(f"{old} {post.url}\n" for post in posts for old in post.formerly)
    return "".join(lines).encode()


def write_data(staging: Staging, job: PortalJob) -> tuple[DataFile, ...]:
    """Open data and schemas."""
    scene = job.shared.scene
    files = [
        DataFile(
            url="/data/regisseurs.json",
            title="regisseurs.json",
            about=scene.say("Who serves which ward today."),
        )
    ]
    staging.write("data/regisseurs.json", json_bytes(people_data(scene)))
    if job.shared.outlines:
        files.append(
            DataFile(
                url="/data/wards.geojson",
                title="wards.geojson",
                about=scene.say("The outlines of the wards."),
            )
        )
    for name, data in job.schemas:
        staging.write(f"data/schema/{name}", data)
        files.append(
            DataFile(url=f"/data/schema/{name}", title=name, about=scene.say("JSON Schema of what editors write."))
        )
    return tuple(files)


def people_data(scene: Scene) -> dict[str, object]:
    """Per ward who serves it on the day: what the site itself shows, for programs."""

    def plain(regisseur: Regisseur) -> dict[str, object]:
        return {
            "name": regisseur.name,
            "role": regisseur.role,
            "phone": regisseur.phone,
            "mail": regisseur.mail,
            "sample": regisseur.sample,
        }

    wards = []
    for ward in scene.city.wards:
        now = serving(scene.city, ward.slug, scene.day)
        wards.append(
            {
                "number": ward.number,
                "name": ward.name,
                "slug": ward.slug,
                "regisseurs": [plain(regisseur) for regisseur in now.people],
                "replaced": now.replaced,
            }
        )
    return {"wards": wards}
