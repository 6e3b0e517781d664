"""The settings of a build, frozen: Pelican's dictionary goes in, values that a worker process can be sent come out."""

import importlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import Environment

from wijksites.words import translate

# What Pelican's own generators, readers and writers use: they are off here, so a value for it would do nothing.
HONOURED = frozenset(
    """PATH OUTPUT_PATH THEME THEME_TEMPLATES_OVERRIDES JINJA_ENVIRONMENT JINJA_FILTERS JINJA_GLOBALS JINJA_TESTS
    SITEURL TIMEZONE DEFAULT_LANG IGNORE_FILES PLUGINS PLUGIN_PATHS PELICAN_CLASS PORT BIND DEBUG LOG_FILTER
    CACHE_PATH LOAD_CONTENT_CACHE SITENAME DELETE_OUTPUT_DIRECTORY FEED_DOMAIN LOCALE""".split()
)
OURS = frozenset(
    """WARDS_FILE DATA_PATH KEEP_GOING ALLOW_SAMPLE DRAFTS SHEETS SEARCH AGENDA_MONTHS JOBS SCHEDULER BUILD_DAY
    LEDGER""".split()
)
# Settings of Pelican that have no default, so that its own list does not name them.
WITHOUT_DEFAULT = re.compile(r"(\w+_)?FEED_(\w+_)?(ATOM|RSS)(_URL)?|\w+_SAVE_AS")
# Off in pelicanconf.py, and only off is accepted.
OFF: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "TEMPLATE_PAGES": {},
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
}
# Made by Pelican from other settings; whatever stands there was not written by anyone.
DERIVED = frozenset(
    {
        "CSS_FILE",
        "PAGINATION_PATTERNS",
        "PAGINATED_TEMPLATES",
        "CACHE_PATH",
        "PAGE_EXCLUDES",
        "ARTICLE_EXCLUDES",
    }
)
FORBIDDEN_JINJA = frozenset({"autoescape", "auto_reload", "loader", "undefined"})


class SettingsError(Exception):
    """Settings that cannot be used; `sentences` says which, and what to write."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a build depends on besides its sources. Paths are absolute; `shown` shortens them for messages."""

    content: str
    output: str
    theme: str
    wards_file: str
    data: str
    site_url: str
    overrides: tuple[str, ...] = ()
    jinja: tuple[tuple[str, Any], ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    globals: tuple[tuple[str, str], ...] = ()
    tests: tuple[tuple[str, str], ...] = ()
    ignore: tuple[str, ...] = ("**/.*",)
    zone_name: str = ""
    language: str = ""
    jobs: int = 0
    keep_going: bool = False
    drafts: bool = False
    sheets: bool = True
    search: bool = True
    agenda_months: int = 12
    allow_sample: bool = True
    build_day: str = ""
    ledger: str = ""
    scheduler: str = ""
    commit: str = ""


def freeze(settings: Mapping[str, Any], defaults: Mapping[str, Any]) -> Settings:
    """Pelican's settings as ours. `defaults`: Pelican's own. Raises SettingsError with a sentence for each mistake."""
    wrong = list(_refused(settings, defaults))
    site_url = str(settings.get("SITEURL") or "").rstrip("/")
    if not site_url.startswith(("http://", "https://")):
        wrong.append(
            translate(
                "SITEURL: feeds and calendars need the full address of the site. Write for example: "
                'SITEURL = "https://wijken.gent.example"'
            )
        )
    environment = dict(settings.get("JINJA_ENVIRONMENT") or {})
    for name in sorted(FORBIDDEN_JINJA & set(environment)):
        wrong.append(translate("JINJA_ENVIRONMENT: `{name}` is set by us and cannot be changed. Remove it.", name=name))
    try:
        Environment(**{name: environment[name] for name in environment.keys() - FORBIDDEN_JINJA})  # noqa: S701 (only whether it can be made)
    except (TypeError, ImportError, AttributeError, AssertionError) as error:
        wrong.append(
            translate("JINJA_ENVIRONMENT: Jinja cannot use this: {reason}. Correct it or remove it.", reason=error)
        )
    jobs = settings.get("JOBS", 0)
    if isinstance(jobs, bool) or not isinstance(jobs, int) or not 0 <= jobs <= 1024:
        wrong.append(translate("JOBS: ‘{value}’ is not a number of processes. Write for example: JOBS=2", value=jobs))
        jobs = 0
    functions = {
        key: _importable(key, settings.get(key) or {}, wrong)
        for key in ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
    }
    for name in ("KEEP_GOING", "DRAFTS", "ALLOW_SAMPLE", "SHEETS", "SEARCH"):
        if not isinstance(settings.get(name, False), bool):
            wrong.append(translate("{name}: ‘{value}’ is not true or false.", name=name, value=settings[name]))
    wrong += _wrong_months(settings.get("AGENDA_MONTHS", 12))
    if wrong:
        raise SettingsError(wrong)
    return Settings(
        content=_path(settings["PATH"]),
        output=_path(settings["OUTPUT_PATH"]),
        theme=_path(settings["THEME"]),
        wards_file=_path(settings.get("WARDS_FILE", "wards.yaml")),
        data=_path(settings.get("DATA_PATH", "data")),
        site_url=site_url,
        overrides=tuple(_path(path) for path in settings.get("THEME_TEMPLATES_OVERRIDES") or ()),
        jinja=tuple(sorted((key, _frozen(value)) for key, value in environment.items())),
        filters=functions["JINJA_FILTERS"],
        globals=functions["JINJA_GLOBALS"],
        tests=functions["JINJA_TESTS"],
        ignore=tuple(settings.get("IGNORE_FILES") or ()),
        zone_name=str(settings.get("TIMEZONE") or "") if settings.get("TIMEZONE") != defaults.get("TIMEZONE") else "",
        language=str(settings.get("DEFAULT_LANG") or "nl"),
        jobs=jobs or os.cpu_count() or 1,
        keep_going=settings.get("KEEP_GOING", False),
        drafts=settings.get("DRAFTS", False),
        sheets=settings.get("SHEETS", True),
        search=settings.get("SEARCH", True),
        agenda_months=settings.get("AGENDA_MONTHS", 12),
        allow_sample=settings.get("ALLOW_SAMPLE", True),
        build_day=str(settings.get("BUILD_DAY") or ""),
        scheduler=str(settings.get("SCHEDULER") or ""),
        commit=str(settings.get("COMMIT") or ""),
        ledger=_path(settings["LEDGER"]) if settings.get("LEDGER") else "",
    )


def _refused(settings: Mapping[str, Any], defaults: Mapping[str, Any]) -> list[str]:
    found = []
    for name in sorted(settings):
        if name in OFF:
            if settings[name] not in (OFF[name], defaults.get(name), [], None, {}):
                found.append(
                    translate(
                        "{name}: Pelican’s own pages and feeds are off in this project. Remove this setting.",
                        name=name,
                    )
                )
        elif name in HONOURED or name in OURS or name in DERIVED:
            continue
        elif (name in defaults or WITHOUT_DEFAULT.fullmatch(name)) and settings[name] != defaults.get(name):
            found.append(
                translate(
                    "{name}: this setting of Pelican does nothing here. Remove it from the settings.",
                    name=name,
                )
            )
        elif name not in defaults and (meant := get_close_matches(name, HONOURED | OURS, 1, 0.85)):
            found.append(
                translate("{name}: we do not know this setting. Do you mean {meant}?", name=name, meant=meant[0])
            )
    if settings.get("DELETE_OUTPUT_DIRECTORY"):
        found.append(
            translate(
                "DELETE_OUTPUT_DIRECTORY: the output is never emptied; what is gone is removed. Remove this setting."
            )
        )
    return found


def _wrong_months(value: Any) -> list[str]:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 60:
        return []
    return [
        translate(
            "AGENDA_MONTHS: ‘{value}’ is not a number from 1 to 60. Write for example: AGENDA_MONTHS=12", value=value
        )
    ]


def _importable(setting: str, functions: Mapping[str, Any], wrong: list[str]) -> tuple[tuple[str, str], ...]:
    """Name to `module:function`, so that a worker process can find the same function."""
    found = []
    for name, function in sorted(functions.items()):
        try:
            path = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
            load(path)
        except (ImportError, AttributeError, ValueError):
            wrong.append(
                translate(
                    '{setting}: ‘{name}’ must be a function that can be imported, written as "module:function".',
                    setting=setting,
                    name=name,
                )
            )
            continue
        found.append((name, path))
    return tuple(found)


def load(path: str) -> Any:
    """The object at `module:name`."""
    module, _, name = path.partition(":")
    if not name or "<" in name:
        raise ValueError(path)
    found = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def _path(path: str) -> str:
    return str(Path(path).absolute())


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def shown(path: str | Path) -> str:
    """A path as people know it: relative to the current folder when it lies below it."""
    absolute = Path(path).absolute()
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()
