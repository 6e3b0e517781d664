"""The loop of `make serve`: sources that change go in, a new build and its news come out.

Python code is not watched: a change in it needs `make serve` to be started again.
"""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from jinja2 import TemplateError, TemplateSyntaxError
from watchfiles import Change, DefaultFilter, watch

from wijksites.build.environment import environment
from wijksites.build.publish import PublishError
from wijksites.check.ledger import LedgerError
from wijksites.clock import ClockError
from wijksites.problems import Problem
from wijksites.serve.board import Board, Notice
from wijksites.settings import Settings, SettingsError, shown
from wijksites.words import LOCALE_FOLDER, catalogue, translate

PACKAGE = LOCALE_FOLDER.parent
# What a build refuses to begin with; each says so in sentences for whoever wrote it.
REFUSALS = (SettingsError, ClockError, PublishError, LedgerError)
TICK = 100  # milliseconds


class Outcome(Protocol):
    """What a build tells of itself."""

    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def published(self) -> bool: ...
    @property
    def summary(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a site is made from: folders with all that is in them, and files. Absolute; they need not exist."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    output: Path


def sources(settings: Settings, settings_file: Path) -> Sources:
    """What to watch: with the package's folder come its catalogues and templates."""
    folders = [settings.content, settings.theme, settings.data, *settings.overrides, str(PACKAGE)]
    files = [settings.wards_file, str(settings_file)]
    if settings.ledger:
        files.append(settings.ledger)
    return Sources(
        folders=tuple(dict.fromkeys(Path(folder).absolute() for folder in folders)),
        files=tuple(Path(file).absolute() for file in files),
        output=Path(settings.output).absolute(),
    )


class Watch:
    """Hears of every change in the sources from the moment it is made until it is closed."""

    def __init__(self, watched: Sources) -> None:
        self._watched = watched
        self._ignored = DefaultFilter()
        folders = [folder for folder in watched.folders if folder.is_dir()]
        # Editors and git replace a file or folder by renaming; only the folder around it hears of that.
        self._named = {
            spelled: str(path)
            for path in (*watched.folders, *watched.files)
            for spelled in (str(path), str(path.parent.resolve() / path.name))
        }
        around = {Path(path).parent for path in self._named.values() if Path(path).parent.is_dir()}
        self._parts = [
            watch(*folders, watch_filter=self._inside, rust_timeout=TICK, yield_on_timeout=True),
            watch(
                *around,
                watch_filter=lambda change, path: path in self._named,
                recursive=False,
                rust_timeout=TICK,
                yield_on_timeout=True,
            ),
        ]
        # The first look makes them listen.
        self._early = self._look()

    def wait(self) -> frozenset[Path]:
        """Waits until something changes, and for the changes that come with it."""
        changed, self._early = self._early, frozenset()
        while not changed:
            changed = self._look()
        return changed

    def replaced(self, changed: frozenset[Path]) -> bool:
        """Whether a watched folder itself came or went: what was heard of the old one says nothing of the new."""
        return not changed.isdisjoint(self._watched.folders)

    def close(self) -> None:
        """Stops listening."""
        for part in self._parts:
            part.close()

    def _look(self) -> frozenset[Path]:
        paths = {path for part in self._parts for _, path in next(part)}
        return frozenset(Path(self._named.get(path, path)) for path in paths)

    def _inside(self, change: Change, path: str) -> bool:
        """Whether a change in a folder can change the site."""
        found = Path(path)
        if found.is_relative_to(self._watched.output):
            return False
        if found.is_relative_to(PACKAGE) and found.suffix == ".py":
            return False
        # The filter forgets folders such as .git; a project may well live below one, so it sees only our part.
        around = [folder for folder in self._watched.folders if found.is_relative_to(folder)]
        below = found.relative_to(around[0]) if around else found
        return self._ignored(change, str(below))


def follow(
    load: Callable[[], Settings],
    today: Callable[[Settings], date],
    build: Callable[[Settings, date], Outcome],
    *,
    settings: Settings,
    settings_file: Path,
    board: Board,
    say: Callable[[str], None],
) -> None:
    """Builds now and after every change, for ever. The day is asked anew for each build."""
    settings_file = settings_file.absolute()
    heard = Watch(sources(settings, settings_file))
    old_settings = False
    try:
        while True:
            say(translate("Building the site …"))
            try:
                if old_settings:
                    settings, old_settings = read_settings(load), False
                    # Before the build, so that no change falls between the two.
                    heard = _renewed(heard, sources(settings, settings_file))
                _forget()
                outcome = build(settings, today(settings))
            except Exception as error:  # noqa: BLE001 (the server outlives every mistake; bugs print a traceback)
                notices, published = _explain(error), False
                summary = translate("The site stays as it was.")
            else:
                notices, published = _notices(outcome.problems), outcome.published
                summary = outcome.summary
            board.tell(notices, summary, published=published)
            sys.stderr.writelines(f"{notice}\n" for notice in notices)
            sys.stderr.flush()
            say(summary)
            changed = heard.wait()
            old_settings = old_settings or settings_file in changed
            if heard.replaced(changed):
                heard = _renewed(heard, sources(settings, settings_file))
    finally:
        heard.close()


def read_settings(load: Callable[[], Settings]) -> Settings:
    """The settings; SettingsError when they cannot be used."""
    try:
        return load()
    except ValueError as error:
        raise SettingsError([str(error)]) from error


def _renewed(heard: Watch, watched: Sources) -> Watch:
    new = Watch(watched)
    heard.close()
    return new


def _forget() -> None:
    """Clears what this process remembers of catalogues and templates."""
    catalogue.cache_clear()
    environment.cache_clear()


def _notices(problems: tuple[Problem, ...]) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            text=problem.text,
            place=f"{problem.path}:{problem.line}:{problem.column}",
            warning=problem.warning,
        )
        for problem in problems
    )


def _explain(error: Exception) -> tuple[Notice, ...]:
    """What stopped a build, for the page; a bug is printed as a traceback."""
    if isinstance(error, REFUSALS):
        return tuple(Notice(text=line) for line in str(error).splitlines())
    if isinstance(error, TemplateError):
        file, line = _template_place(error)
        text = translate(
            "{file}:{line}: this template cannot be used: {reason}", file=file, line=line, reason=error.message
        )
        return (Notice(text=text),)
    traceback.print_exception(error)
    return (Notice(text=translate("The build stopped on a bug in the program. The terminal says more.")),)


def _template_place(error: TemplateError) -> tuple[str, int]:
    """The file and line of a template that is wrong: Jinja's own, else the last template in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return shown(error.filename or error.name or ""), error.lineno
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        # Jinja puts frames for its templates into the traceback, and this name into those.
        if "__jinja_exception__" in frame.f_globals:
            return shown(frame.f_code.co_filename), line
    return getattr(error, "name", None) or "", 1
