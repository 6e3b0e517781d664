"""The newsletter of the golden city: drafted on 1 December, built that day and again in January."""

import os
import shutil
from datetime import date

from tests.golden.building import CITY, DAY, HERE, settings, tree

from wijksites.build import build_site
from wijksites.city.load import load_city
from wijksites.commands import make_edition

APPROVED = HERE / "newsletter-draft.md"
HOME = "kaai/nieuwsbrief/2026-12/"
SENT = (*(f"{HOME}mail.{suffix}" for suffix in ("html", "txt", "eml")),)
CANCELLED = "status: cancelled\nupdated: [{on: 2026-12-05 10:00, note: gaat niet door}]\n"


def town(folder):
    """A copy of the golden city, and its settings."""
    shutil.copytree(CITY, folder / "city")
    chosen = settings(
        folder / "output",
        PATH=str(folder / "city/content"),
        WARDS_FILE=str(folder / "city/wards.yaml"),
        DATA_PATH=str(folder / "city/data"),
        SHEETS=False,
    )
    return folder / "city/content", chosen


def drafted(content, chosen, day=DAY):
    city, _ = load_city(content.parent / "wards.yaml")
    list(make_edition(chosen, city, "nieuwsbrief", "kaai", "2026-12", day))
    return content / "kaai/nieuwsbrief/2026-12.md"


def test_a_draft_on_the_first_of_december_holds_exactly_the_expected_lines(tmp_path):
    text = drafted(*town(tmp_path)).read_text(encoding="utf-8")
    if os.environ.get("WRITE_GOLDEN"):
        APPROVED.write_text(text, encoding="utf-8")

    assert text == APPROVED.read_text(encoding="utf-8")


def test_what_was_sent_is_the_same_in_january_and_the_page_tells_what_was_cancelled_since(tmp_path):
    content, chosen = town(tmp_path)
    file = drafted(content, chosen)
    text = file.read_text(encoding="utf-8").replace("draft: true\n", "")
    file.write_text(text.replace("Schrijf hier je begroeting.", "Dag buur!"), encoding="utf-8")
    assert build_site(chosen, DAY).status == 0
    before = tree(tmp_path / "output")
    market = content / "kaai/agenda/kerstmarkt.md"
    market.write_text(market.read_text(encoding="utf-8").replace("kind:", f"{CANCELLED}kind:"), encoding="utf-8")
    assert build_site(chosen, date(2027, 1, 12)).status == 0
    after = tree(tmp_path / "output")

    assert [path for path in SENT if before[path] != after[path]] == []
    assert _item(before["kaai/feeds/nieuwsbrief.atom"]) == _item(after["kaai/feeds/nieuwsbrief.atom"])
    assert "Intussen geannuleerd (bijgewerkt op 5 december 2026)." in after[f"{HOME}index.html"].decode()
    assert "Intussen" not in before[f"{HOME}index.html"].decode()


def _item(feed):
    return feed.decode().partition("<entry>")[2].partition("</entry>")[0]
