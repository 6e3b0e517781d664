"""The one Jinja environment: frozen settings go in, an environment comes out, here and in worker processes."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from wijksites.dates import say_date, say_day
from wijksites.posts.links import relative, resolve
from wijksites.settings import Settings, load
from wijksites.words import translate, translate_count


@dataclass(frozen=True, slots=True)
class Theme:
    """Where a theme's files went: name below static/ to path on the site."""

    assets: tuple[tuple[str, str], ...]


def machine(value: date) -> str:
    """A day or an aware moment for machines (RFC 3339). Raises TypeError for anything else."""
    if not isinstance(value, date) or (isinstance(value, datetime) and value.tzinfo is None):
        raise TypeError(f"no day and no moment with a zone: {value!r}")
    return value.isoformat()


def human(value: date, language: str = "nl", *, weekday: bool = False) -> str:
    """A day for people. Raises TypeError for anything else."""
    if not isinstance(value, date):
        raise TypeError(f"no day: {value!r}")
    return say_day(value, language) if weekday else say_date(value, language)


@pass_context
def link(context: Context, url: str) -> str:
    """The address of a page or file of this site, seen from the page that is being made."""
    if not url.startswith("/"):
        return url
    return relative(context["page"].url, url)


@pass_context
def asset(context: Context, name: str) -> str:
    """The address of a file of the theme, seen from the page."""
    return relative(context["page"].url, context["site"].assets[name])


@pass_context
def body(context: Context, html: str) -> Markup:
    """The text of a post with its links made right for the page."""
    site, page = context["site"], context["page"]

    def address(target: str) -> str:
        path = site.address(target)
        return relative(page.url, path) if path else ""

    return Markup(resolve(html, address))  # noqa: S704 (sanitised when it was read)


@pass_context
def t(context: Context, message: str, /, **values: Any) -> str:
    """A sentence in the language of the site."""
    return translate(message, language=context["site"].city.language, **values)


@pass_context
def tn(context: Context, one: str, many: str, count: int, /, **values: Any) -> str:
    """A sentence for a number of things."""
    return translate_count(one, many, count, language=context["site"].city.language, **values)


def capital(text: str) -> Markup:
    """Text with its first letter made a capital: for a sentence part that starts a line."""
    return Markup(escape(text[:1].upper() + text[1:]))  # noqa: S704


def unbroken(name: str) -> str:
    """A name of which no line begins with its dash."""
    return name.replace(" - ", "\u00a0- ")


def breakable(mail: str) -> Markup:
    """A mail address that may break after its @."""
    return Markup(escape(mail).replace("@", "@<wbr>"))  # noqa: S704 (escaped)


@cache
def environment(settings: Settings) -> Environment:
    """The environment of a build. Templates of THEME_TEMPLATES_OVERRIDES come before the theme's."""
    options = {"trim_blocks": True, "lstrip_blocks": True, **dict(settings.jinja)}
    options["extensions"] = list(options.get("extensions", ()))
    found = Environment(
        loader=FileSystemLoader([*settings.overrides, str(Path(settings.theme) / "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        **options,
    )
    found.globals.update(link=link, asset=asset, body=body, t=t, tn=tn)
    found.filters.update(machine=machine, human=human, capital=capital, unbroken=unbroken, breakable=breakable)
    found.globals.update({name: load(path) for name, path in settings.globals})
    found.filters.update({name: load(path) for name, path in settings.filters})
    found.tests.update({name: load(path) for name, path in settings.tests})
    return found
