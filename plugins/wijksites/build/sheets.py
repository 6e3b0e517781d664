"""The sheets as tasks: who serves which ward goes in, PDFs come out, each with its pages and size for the links."""

from collections.abc import Mapping

from wijksites.build.index import Shown
from wijksites.build.shared import Shared
from wijksites.build.tasks import Task, Unit, carry_out, key_of
from wijksites.pages.page import OVERVIEW_URL
from wijksites.pages.portal import Download
from wijksites.sheets.overview import overview_data, typeset

SHEETS = "sheets"


def overview_sheet(
    shared: Shared, pages: Mapping[str, int], fresh: Mapping[str, bytes], units: Mapping[str, Shown]
) -> tuple[Unit, Download, dict[str, int]]:
    """The overview, what its link says, and the pages of each sheet. `pages`: as an earlier build counted them."""
    scene, path = shared.scene, OVERVIEW_URL.lstrip("/")
    data, day = overview_data(scene, shared.settings.site_url)
    key = key_of(shared.version, data, day)
    counted = {}

    def make() -> bytes:
        sheet = typeset(data, day)
        counted[path] = sheet.pages
        return sheet.data

    if path not in pages:
        fresh = {}
    unit = carry_out(SHEETS, [Task(path, key, make)], fresh, shared.staging)
    [made] = unit.files
    count = counted.get(path) or pages[path]
    if made.stamp:
        size = made.stamp.size
    else:
        files = units[SHEETS].files
        size = files.sizes[files.paths.index(path)]
    return unit, Download(url=OVERVIEW_URL, pages=count, size=size), {path: count}
