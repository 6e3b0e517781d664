"""Pelican's part: its settings and command go in, our build runs, an exit status comes out.

Only this module knows Pelican. Its generators are off: they take time in proportion to the square of the posts,
drop a bad post with exit status 0 and write around our staging.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican, signals
from pelican.log import console as pelican_console
from pelican.settings import DEFAULT_CONFIG, read_settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from wijksites.build import Outcome, build_site, index_search
from wijksites.build.build import Progress as Report
from wijksites.build.publish import PublishError
from wijksites.build.remote import ClusterError
from wijksites.check.ledger import LedgerError
from wijksites.city.load import load_city
from wijksites.clock import ClockError, build_day
from wijksites.settings import Settings, SettingsError, freeze, shown
from wijksites.words import translate

# What a build cannot begin or go on with although no post is wrong; each says so in one sentence.
REFUSALS = (SettingsError, ClockError, PublishError, LedgerError, ClusterError)


class Wijksites(Pelican):
    """PELICAN_CLASS: Pelican's command with our build."""

    def init_plugins(self) -> None:
        """Loads the plugins; one that cannot be loaded ends the build (Pelican would go on without it)."""
        wanted = list(self.settings.get("PLUGINS") or [])
        super().init_plugins()
        if len(self.plugins) < len(wanted):
            _end(
                [
                    translate(
                        "PLUGINS: one of {names} cannot be loaded. Check its name and what it needs.",
                        names=wanted,
                    )
                ]
            )

    def run(self) -> None:
        """Builds, sends `finalized`, prints the summary; ends with SystemExit when there was any problem."""
        try:
            self._run()
        except KeyboardInterrupt:
            _say([translate("Stopped. The site stays as it was.")])
            raise SystemExit(130) from None

    def _run(self) -> None:
        _stop_spinner()
        try:
            settings = freeze(self.settings, DEFAULT_CONFIG)
            outcome = _build(settings)
        except REFUSALS as refusal:
            _end(str(refusal).splitlines())
            return
        except TemplateError as error:
            _end([_template_sentence(error)])
            return
        except OSError as error:
            _end([_disk_sentence(error)])
            return
        if outcome.published and signals.finalized.receivers:
            self.manifest = MappingProxyType(outcome.manifest())
            signals.finalized.send(self)
        outcome = _search(settings, outcome)
        _say([*outcome.notes, *map(str, outcome.problems)])
        print(outcome.summary if outcome.published else "", end="\n" if outcome.published else "", flush=True)
        if outcome.status:
            _end([] if outcome.published else [outcome.summary], outcome.status)


def _stop_spinner() -> None:
    """Ends the spinner that Pelican's command started: it would wrap our sentences and draw over our own bar."""
    # rich has no public way to the running display; without this attribute the spinner just stays.
    for display in tuple(getattr(pelican_console, "_live_stack", ())):
        display.stop()


def load_settings(file: str = "pelicanconf.py", **overrides: Any) -> Settings:
    """Our settings from a settings file of Pelican, whose paths are seen from that file; ValueError or SettingsError
    when they cannot be used."""
    found = read_settings(file, override=overrides)
    for name, usual in (("WARDS_FILE", "wards.yaml"), ("DATA_PATH", "data")):
        if name not in overrides:
            found[name] = str(Path(file).absolute().parent / found.get(name, usual))
    return freeze(found, DEFAULT_CONFIG)


def today(settings: Settings) -> Any:
    """The build day of settings: BUILD_DAY, else the environment's, else today in the city's zone."""
    from zoneinfo import ZoneInfo

    city, _ = load_city(Path(settings.wards_file))
    return build_day(settings.build_day, city.zone if city else ZoneInfo("UTC"))


def _build(settings: Settings) -> Outcome:
    with _progress() as report:
        return build_site(settings, today(settings), report)


def _search(settings: Settings, outcome: Outcome) -> Outcome:
    """The same with its search indexes, which come last: they hold what plugins made too."""
    with _progress() as report:
        return index_search(settings, today(settings), outcome, report)


@contextmanager
def _progress() -> Iterator[Report]:
    """A bar on a terminal, a line per step elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        told: set[str] = set()

        def line(step: str, done: int, total: int) -> None:
            if step not in told:
                told.add(step)
                print(f"{step} …", flush=True)

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def move(step: str, done: int, total: int) -> None:
            progress.update(task, description=step, completed=done, total=total)

        yield move


def _template_sentence(error: TemplateError) -> str:
    """Where a template is wrong; the words are Jinja's, for whoever changes templates."""
    name = getattr(error, "filename", None) or getattr(error, "name", None)
    return translate(
        "{file}:{line}: this template cannot be used: {reason}",
        file=shown(name) if name else "THEME",
        line=getattr(error, "lineno", None) or 1,
        reason=error.message,
    )


def _disk_sentence(error: OSError) -> str:
    """A full disk, a folder without rights."""
    return translate(
        "{file}: {reason}. Check the rights of this folder and the room on the disk, then build again.",
        file=shown(error.filename) if error.filename else "OUTPUT_PATH",
        reason=error.strerror or error,
    )


def _say(lines: list[str]) -> None:
    """Sentences alone on standard error: Pelican's log would wrap them."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def _end(lines: list[str], status: int = 1) -> None:
    """Says the sentences and ends with a status; under autoreload only says them, since SystemExit ends the watcher."""
    _say(lines)
    if not _watching():
        raise SystemExit(status)


def _watching() -> bool:
    """Whether Pelican's command runs with -r: nothing of ours is told."""
    return any(re.match(r"-[dDvqhl]*r|--a", argument) for argument in sys.argv[1:])
