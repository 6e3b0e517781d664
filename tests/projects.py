"""Small projects on disk for tests: wards.yaml, a few posts and settings, as an operator has them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "themes/gent"
DAY = "2026-12-01"
PARTY = "content/kaai/agenda/feest.md"
PARTY_URL = "kaai/agenda/feest/index.html"

WARDS = """\
city: {name: Kaaistad, sender: Stad Kaaistad, zone: Europe/Brussels, authority: kaaistad.example, year: 2026}
service:
  name: Dienst Wijken
  phone: 09 000 00 90
  mail: dienst@voorbeeld.example
  address: {street: Dorp, number: "1", postcode: "9999", town: Kaaistad}
  hours: elke werkdag van 9 tot 17 uur
  for: een vraag
  not_for: een noodgeval
  routes:
    danger: {question: "Is er direct gevaar?", answer: "Bel 112.", phone: "112"}
    broken: {question: "Is er iets stuk op straat?", answer: "Meld het bij de dienst."}
    complaint: {question: "Ben je niet tevreden?", answer: "Zeg het ons."}
    other: {question: "Weet je het niet?", answer: "Vraag het ons."}
newsletter: {mail: nieuwsbrief@voorbeeld.example, frequency: elke maand}
wards:
  - {slug: kaai, number: 1, name: Kaai}
  - {slug: molen, number: 2, name: Molen}
  - {slug: brug, number: 3, name: Brug}
regisseurs:
  - {id: an, name: An Appel, role: wijkregisseur, phone: 09 000 00 01, mail: an@voorbeeld.example, checked: 2026-10-01}
assignments:
  - {ward: kaai, regisseur: an, role: regisseur, from: 2024-01-01}
  - {ward: molen, regisseur: an, role: regisseur, from: 2024-01-01}
  - {ward: brug, regisseur: an, role: regisseur, from: 2024-01-01}
"""
POSTS = {
    PARTY: """\
---
title: Feest aan de kaai
kind: feest
published: 2026-11-01
start: 2026-12-08 19:00
---
Iedereen is welkom.
""",
    "content/molen/nieuws/wieken.md": """\
---
title: De wieken draaien weer
published: 2026-11-02
---
Lees ook over [het feest](/kaai/agenda/feest.md).
""",
    "content/stad/nieuws/brug.md": """\
---
title: De brug is open
published: 2026-11-03
---
Fietsers kunnen er weer over.
""",
}
SETTINGS = f"""\
from wijksites.settings import OFF
from wijksites.shell import Wijksites

PELICAN_CLASS = Wijksites
PATH = "content"
OUTPUT_PATH = "output"
THEME = {str(THEME)!r}
SITEURL = "https://kaaistad.example"
TIMEZONE = "Europe/Brussels"
DEFAULT_LANG = "nl"
PLUGINS = []
globals().update(OFF)
BUILD_DAY = "{DAY}"
"""
WRONG_PARTY = POSTS[PARTY].replace("title:", "titel2:")
WRONG_SENTENCES = (f"{PARTY}:2:1: ‘titel2’ kennen we niet. Bedoel je `title`?",)


def make_project(folder: Path, **files: str) -> Path:
    """Kaaistad with three wards and three posts in a folder; `files`: more files, by path, or other ones."""
    texts = {"wards.yaml": WARDS, "pelicanconf.py": SETTINGS, **POSTS, **files}
    for path, text in texts.items():
        write(folder / path, text)
    return folder


def many_posts(count: int) -> dict[str, str]:
    """News in plenty: from some 340 posts on a build uses several processes."""
    text = "---\ntitle: Nieuws {0}\npublished: 2026-11-01\n---\nTekst {0}.\n"
    return {f"content/brug/nieuws/nieuws-{number}.md": text.format(number) for number in range(count)}


def write(file: Path, text: str) -> None:
    """Writes a text file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def command(*arguments: str) -> list[str]:
    """Pelican's command, of the Python that runs the tests."""
    return [sys.executable, "-m", "pelican", *arguments]


def surroundings(**changes: str) -> dict[str, str]:
    """The environment for a command: nothing of the developer's that changes a build."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return {**kept, "PYTHONUNBUFFERED": "1", "COLUMNS": "60", "PYTHONUTF8": "1", **changes}


def pelican(project: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs Pelican's command in a project to its end."""
    return subprocess.run(
        command(*arguments),
        cwd=project,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        **options,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
