"""The demonstration site as tests see it: built for one day, with one post that had another address before."""

import shutil
from datetime import date
from pathlib import Path

from wijksites.build import build_site, index_search
from wijksites.shell import load_settings

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 24)
SITE_URL = "https://wijken.gent.example"
ALERTED = "wondelgem"  # has an alert until noon of the second day, and from the third day on there is one of the city
ALERT = "---\ntitle: {}\nseverity: {}\nfrom: {}\nuntil: {}\n---\nDe ingang is nu in de Vroonstalledries.\n"
MOVED = "ledeberg/nieuws/standaertsite"
# Where MOVED says it was before: the demonstration itself has no redirect yet.
OLD_URL = "/ledeberg/nieuws/oud-adres/"
NEW_URL = f"/{MOVED}/"


def write_alert(folder: Path, title: str, severity: str, start: str, end: str) -> None:
    """Puts an alert in a folder of the content."""
    (folder / "alert.md").write_text(ALERT.format(title, severity, start, end), encoding="utf-8")


def build_demonstration(folder: Path) -> Path:
    """Builds the demonstration in a folder that is not the project's; returns the output."""
    content, output = folder / "content", folder / "output"
    shutil.copytree(ROOT / "content", content)
    post = content / f"{MOVED}.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("---\n", f"---\nformerly: [{OLD_URL}]\n", 1), encoding="utf-8")
    write_alert(content / ALERTED, "De Botestraat is dicht", "warning", "2026-11-24 8:00", "2026-11-25 12:00")
    write_alert(content / "stad", "Storm", "danger", "2026-11-26 18:00", "2026-11-27")
    settings = load_settings(
        str(ROOT / "pelicanconf.py"),
        PATH=str(content),
        OUTPUT_PATH=str(output),
        THEME=str(ROOT / "themes/gent"),
        WARDS_FILE=str(ROOT / "wards.yaml"),
        DATA_PATH=str(ROOT / "data"),
        SITEURL=SITE_URL,
        JOBS=1,
    )
    outcome = index_search(settings, DAY, build_site(settings, DAY))
    assert outcome.notes == ()
    assert outcome.status == 0, "\n".join(map(str, outcome.problems))
    return output
