"""Our own builds: a project and a case go in; what must happen before the timed command is done."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from PIL import Image

from tools.bench.corpus import DAY, WARDS

PHOTOS = 20


@dataclass(frozen=True, slots=True)
class Case:
    """Something that happens to a site. `change`: to our project; `same`: how it is for the others."""

    name: str
    title: str
    change: Callable[[Path, int], None]
    same: str  # clean, edit, theme or nothing; empty when the others have no such thing


def forget(project: Path, run: int) -> None:
    """Nothing was ever built."""
    for name in ("output", ".cache"):
        shutil.rmtree(project / name, ignore_errors=True)


def edit(project: Path, run: int) -> None:
    """A sentence more in the newest news item of a ward."""
    posts = (project / "content" / WARDS[run % len(WARDS)] / "nieuws").glob("*.md")
    newest = max(posts, key=lambda post: re.findall(r"^published: (.*)$", post.read_text(encoding="utf-8"), re.M))
    with newest.open("a", encoding="utf-8") as file:
        file.write(f"\nNog een zin, voor de {run}de keer.\n")


def restore(project: Path, run: int) -> None:
    """One edit, after cache and output came back as new files, as they do on a machine that is new every time."""
    for name in ("output", ".cache"):
        shutil.copytree(project / name, project / f"{name}.copy", copy_function=shutil.copyfile)
        shutil.rmtree(project / name)
        Path(project / f"{name}.copy").replace(project / name)
    edit(project, run)


def theme(project: Path, run: int) -> None:
    """Another style sheet and another template: every page changes."""
    with (project / "themes/gent/static/css/site.css").open("a", encoding="utf-8") as file:
        file.write(f"/* {run} */\n")
    with (project / "themes/gent/templates/base.html").open("a", encoding="utf-8") as file:
        file.write(f"<!-- {run} -->\n")


def regisseur(project: Path, run: int) -> None:
    """Another name for the first regisseur."""
    file = project / "wards.yaml"
    text = file.read_text(encoding="utf-8")
    begin = text.index("regisseurs:")
    file.write_text(text[:begin] + re.sub(r"(    name: ).*", rf"\1Naam {run}", text[begin:], count=1), encoding="utf-8")


def sheets(project: Path, run: int) -> None:
    """All sheets are gone and must be made again."""
    for sheet in (project / "output").rglob("*.pdf"):
        sheet.unlink()


def pictures(project: Path, run: int) -> None:
    """Photographs of six megapixels, each with a news item."""
    random = Random(run)  # noqa: S311 (pictures to measure with)
    for ward in WARDS[:PHOTOS]:
        folder, name = project / "content" / ward / "nieuws", f"foto-{run}"
        small = Image.frombytes("RGB", (60, 40), random.randbytes(60 * 40 * 3))
        small.resize((3000, 2000), Image.Resampling.BICUBIC).save(folder / f"{name}.jpg", quality=90)
        front = f"title: Foto {run} van {ward}\npublished: {DAY - timedelta(days=3)}\nimage: {name}.jpg\nalt: Vlekken"
        (folder / f"{name}.md").write_text(f"---\n{front}\n---\nEen foto.\n", encoding="utf-8")


def nothing(project: Path, run: int) -> None:
    """The same once more."""


CASES = (
    Case("clean", "clean, no cache", forget, "clean"),
    Case("nothing", "nothing changed", nothing, "nothing"),
    Case("edit", "one edit, same working copy", edit, "edit"),
    Case("restored", "one edit, cache and output restored with new times", restore, "edit"),
    Case("theme", "theme changed, Markdown cached", theme, "theme"),
    Case("regisseur", "one regisseur changed", regisseur, "edit"),
    Case("day", "the day turned", nothing, "nothing"),
    Case("sheets", "all sheets, of posts too, made again", sheets, ""),
    Case("pictures", f"{PHOTOS} new photographs of 6 megapixels, each with a post", pictures, ""),
)


def command(pelican: str, case: str, run: int) -> list[str]:
    """The timed command: Pelican's own, for a day that is fixed."""
    day = DAY + timedelta(days=run + 1 if case == "day" else 0)
    more = ["SHEETS=true"] if case == "sheets" else []
    return [pelican, "content", "-s", "pelicanconf.py", "-e", f'BUILD_DAY="{day}"', *more]
