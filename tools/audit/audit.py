"""Run other people's validators over a finished site: its folder goes in, one line for each check comes out.

The folders of other sites may follow: of these the sheets alone are looked at.

Exit status 1 when anything was found. Nothing is fetched from the network.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import feedparser
from page import PageError, validate_pdf

from tools.audit import lighthouse
from tools.audit.chromium import differences
from tools.audit.definitions import FIRST, LAST, definitions, starts
from tools.audit.newsboat import Newsboat, served
from tools.audit.node import FOLDER, MODULES, environment
from tools.machine import MissingTool, ensure_java, ensure_newsboat
from wijksites.city.load import load_city

ROOT = FOLDER.parent.parent
PROFILES = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
CALENDARS, SEED = 10_000, 7  # random events whose occurrences programs must agree about
SHOWN = 5  # events on which programs differ
BATCH = 500  # files for one start of a program: 25,000 names do not fit on one command line


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one check looked at and found; no findings is good, nothing looked at is not."""

    looked_at: str
    empty: bool
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The files of a finished site, by what they are."""

    folder: Path
    others: tuple[Path, ...] = ()

    def files(self, *suffixes: str) -> list[Path]:
        """All files with one of these suffixes, sorted."""
        return sorted(path for path in self.folder.rglob("*") if path.suffix in suffixes)

    def pages(self) -> list[Path]:
        """The pages of the website; mail.html is for mail programs, which want HTML of twenty years ago."""
        return [path for path in self.files(".html") if path.name != "mail.html"]


def run(command: Sequence[str | Path], text: str | None = None) -> tuple[int, str]:
    """Exit status and all output of a program; raises MissingTool when it is not there."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=environment(),
            cwd=ROOT,
        )
    except FileNotFoundError:
        raise missing(words[0]) from None
    return done.returncode, done.stdout.strip()


def need(path: Path) -> Path:
    """The path, when it is there; raises MissingTool."""
    if not path.exists():
        raise missing(path.name)
    return path


def missing(name: str) -> MissingTool:
    """How to get a tool that the set-up has installed and that is not there any more."""
    return MissingTool(f"{name} is missing. Install it again: rm .venv/ready-audit && make audit")


def batches(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """The files, BATCH at a time."""
    return (files[start : start + BATCH] for start in range(0, len(files), BATCH))


def in_batches(files: Sequence[Path], command: Sequence[str | Path], noun: str) -> Result:
    """Give all files to a program that ends with 0 when it finds nothing."""
    outcomes = [run([*command, *batch]) for batch in batches(files)]
    findings = [text or f"ended with exit status {status}" for status, text in outcomes if status]
    return Result(looked_at=f"{len(files)} {noun}", empty=not files, findings="\n".join(findings))


def vnu(site: Site) -> Result:
    """The HTML standard, by the checker of its editors."""
    jar = need(MODULES / "vnu-jar/build/dist/vnu.jar")
    return in_batches(site.pages(), [ensure_java(), "-jar", jar, "--errors-only"], "pages")


def html_validate(site: Site) -> Result:
    """What the standard allows and readers stumble over: buttons without type, labels, heading levels."""
    config = FOLDER / "htmlvalidate.mjs"
    return in_batches(site.pages(), ["html-validate", "--formatter", "text", "--config", config], "pages")


def stylelint(_site: Site) -> Result:
    """The style sheets as we write them."""
    sheets = sorted((ROOT / "themes").rglob("*.css"))
    config = FOLDER / "stylelint.config.mjs"
    return in_batches(sheets, ["stylelint", "--formatter", "unix", "--config", config], "style sheets")


def links(site: Site) -> Result:
    """Every link inside the site leads to a file, every #fragment to an id; in mails too."""
    pages = site.files(".html")
    command: list[str | Path] = [Path(sys.executable).with_name("lychee"), "--offline", "--include-fragments"]
    command += ["--no-ignore", "--hidden"]  # output/ is in .gitignore
    command += ["--index-files", "index.html", "--root-dir", site.folder.resolve()]
    command += ["--exclude", "#q="]  # a question for the lookup, not a place in the page
    command += ["--no-progress", "--mode", "plain", "--files-from", "-"]
    status, text = run(command, "".join(f"{page.resolve()}\n" for page in pages)) if pages else (0, "")
    return Result(looked_at=f"{len(pages)} pages", empty=not pages, findings=text if status else "")


def sheets(site: Site) -> Result:
    """PDF/UA-1 (ISO 14289-1): a screen reader can read the sheets; PDF/A-2a (ISO 19005-2): they can be kept."""
    others = [path for folder in site.others for path in sorted(folder.rglob("*.pdf"))]
    files = [*site.files(".pdf"), *others]
    findings = []
    for file, (profile, name) in product(files, PROFILES.items()):
        try:
            report = validate_pdf(file, profile=profile)
        except PageError as error:
            findings.append(f"{file}: cannot be read: {error}")
            continue
        findings += [f"{file}: {failure.rule_id}: {failure.message}" for failure in report.failures]
        if not report.is_compliant and not report.failures:
            findings.append(f"{file}: is not {name}")
    return Result(looked_at=f"{len(files)} PDFs", empty=not files, findings="\n".join(findings))


def with_node(package: str, script: str, files: list[Path], noun: str, parts: str) -> Result:
    """Give the names of the files to a Node program of ours, which counts the parts on its last line."""
    need(MODULES / package)
    status, text = run(["node", FOLDER / script], "".join(f"{file.resolve()}\n" for file in files))
    findings, _, count = text.rpartition("\n")
    if not count.isdigit():
        status, findings, count = 1, text, "?"
    looked_at = f"{len(files)} {noun}, {count} {parts}"
    return Result(looked_at=looked_at, empty=not files, findings=findings if status else "")


def calendars(site: Site) -> Result:
    """Calendars, by ical.js."""
    return with_node("ical.js", "calendars.mjs", site.files(".ics"), "calendars", "events")


def occurrences(_site: Site) -> Result:
    """The occurrences of random events as pages show them and as ical.js in Chromium reads them from our calendars."""
    need(MODULES / "ical.js")
    city, problems = load_city(ROOT / "wards.yaml")
    assert city, problems
    calendars = []
    for one in definitions(SEED, CALENDARS, city):
        shown = [start for start in starts(one, city) if str(FIRST) <= start[0] < f"{LAST.year + 1}"]
        calendars.append({"about": one.text, "ics": one.data.decode(), "starts": shown})
    count = sum(len(one["starts"]) for one in calendars)
    looked_at = f"{CALENDARS} calendars, {count} occurrences"
    return Result(looked_at=looked_at, empty=not count, findings="\n".join(differences(calendars)[:SHOWN]))


def again(_site: Site) -> Result:
    """The same as recurring-ical-events reads them: the project's own test, with other and more events."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/property/test_calendars.py"]
    status, text = run(["env", f"CALENDARS={CALENDARS}", f"CALENDARS_SEED={SEED}", *command])
    return Result(looked_at=f"{CALENDARS} calendars", empty=False, findings=text if status else "")


def feeds(site: Site) -> Result:
    """Feeds, by rss-parser."""
    return with_node("rss-parser", "feeds.mjs", site.files(".rss", ".atom"), "feeds", "items")


def followed(site: Site) -> Result:
    """Feeds, by newsboat: who follows them all has every item once, with the address of its article."""
    files = site.files(".rss", ".atom")
    wanted = {entry.id: entry.link for file in files for entry in feedparser.parse(file.read_bytes()).entries}
    with served(site.folder) as address, TemporaryDirectory() as folder:
        addresses = tuple(f"{address}/{file.relative_to(site.folder).as_posix()}" for file in files)
        reader = Newsboat(ensure_newsboat(), Path(folder) / "reader", addresses)
        findings = [said for said in (reader.reload(),) if said]
        items = reader.items()
    findings += [f"{guid} {count} times" for guid, count in Counter(item.guid for item in items).items() if count > 1]
    found = {item.guid: item.url for item in items}
    findings += [f"{guid} is missing" for guid in sorted(wanted.keys() - found.keys())]
    findings += [f"{guid} opens {url}" for guid, url in sorted(found.items()) if url != wanted.get(guid)]
    return Result(looked_at=f"{len(files)} feeds, {len(items)} items", empty=not items, findings="\n".join(findings))


def subscribers(_site: Site) -> Result:
    """What newsboat shows as new after each kind of change: the project's own test."""
    ensure_newsboat()
    status, text = run([sys.executable, "-m", "pytest", "-q", "tests/feeds"])
    return Result(looked_at="a small city, changed in many ways", empty=False, findings=text if status else "")


def marks(site: Site) -> Result:
    """Access, good practice and what search engines need, by Lighthouse: 100 each."""
    need(MODULES / "lighthouse")
    kinds, findings = lighthouse.pages(site.folder), []
    with lighthouse.served(site.folder) as address:
        for kind, path in kinds.items():
            found, lost = lighthouse.scores(address + path, lighthouse.CERTAIN)
            if set(found.values()) != {lighthouse.BEST}:
                findings.append(f"{kind}: {found} {lost}")
    return Result(looked_at=f"{len(kinds)} kinds of pages", empty=not kinds, findings="\n".join(findings))


CHECKS: dict[str, Callable[[Site], Result]] = {
    "vnu": vnu,
    "html-validate": html_validate,
    "stylelint": stylelint,
    "lychee": links,
    "page-validation": sheets,
    "ical.js": calendars,
    "ical.js in Chromium": occurrences,
    "recurring-ical-events": again,
    "rss-parser": feeds,
    "newsboat": followed,
    "newsboat after changes": subscribers,
    "lighthouse": marks,
}


def verdict(name: str, site: Site) -> tuple[bool, str]:
    """Whether one check is content, and what to print about it."""
    try:
        result = CHECKS[name](site)
    except MissingTool as absence:
        return False, f"NOT RUN {name}: {absence}"
    if result.findings:
        return False, f"FAILED {name}: {result.looked_at}\n{result.findings}"
    if result.empty:
        return False, f"FAILED {name}: {result.looked_at}, so nothing was checked"
    return True, f"ok {name}: {result.looked_at}"


def main(folder: Path, *others: Path) -> int:
    """Run all checks at the same time and print them in their order; the exit status."""
    site = Site(folder=folder, others=others)
    good = True
    with ThreadPoolExecutor() as pool:
        for fine, text in pool.map(lambda name: verdict(name, site), CHECKS):
            print(text, flush=True)
            good = good and fine
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
