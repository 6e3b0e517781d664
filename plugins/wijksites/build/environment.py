"""The one Jinja environment: frozen settings go in, an environment comes out, here and in worker processes."""

import hashlib
import os
import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from wijksites.build.files import cache_folder
from wijksites.build.shown_pictures import with_pictures
from wijksites.dates import say_date, say_day
from wijksites.pages.paper import card_url
from wijksites.posts.links import relative, resolve
from wijksites.settings import Settings, load
from wijksites.words import translate, translate_count

HALF_WORD = re.compile(r"(?<=\s)-(?=\w)")  # its hyphen, where it begins with one


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them, kept beside the output: compiling takes longer than a small build. A file of
    which a byte changed counts as absent, because bytecode that is wrong could do anything."""

    def __init__(self, output: Path) -> None:
        self.folder = cache_folder(output) / "templates"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket when there is a good file; its source's checksum is Jinja's affair."""
        try:
            data = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            bucket.bytecode_from_string(data[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled; where that is not possible, it is compiled again next time."""
        data = bucket.bytecode_to_string()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f"{bucket.key}.{os.getpid()}"
            draft.write_bytes(hashlib.sha256(data).digest() + data)
            draft.replace(self.folder / bucket.key)


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
def part(context: Context, name: str) -> Markup:
    """What many pages have in common, made once for all that lie in one folder of one place: `parts/<name>` may use
    of the page only its ward, section, template and whether it is a sample."""
    site, page = context["site"], context["page"]
    # From pages three deep, all links to what every page links to are the same; others may link to themselves.
    folder = page.url.rsplit("/", 2)[0] if page.url.count("/") > 3 else page.url
    key = (name, folder, page.ward and page.ward.slug, page.section, page.template, page.sample)
    if key not in site.parts:
        template = context.environment.get_template(f"parts/{name}")
        site.parts[key] = Markup(template.render(site=site, page=page))  # noqa: S704 (a template's own output)
    found: Markup = site.parts[key]
    return found


@pass_context
def body(context: Context, html: str, *, first: bool = True) -> Markup:
    """The text of a post with its links and pictures made right for the page. `first`: no picture stands above it."""
    site, page = context["site"], context["page"]

    def show(path: str, alt: str, credit: str, is_first: bool) -> str:
        if path not in site.pictures:
            return ""
        template = context.environment.get_template("components/picture.html")
        macro = template.make_module({"site": site, "page": page}).picture  # type: ignore[attr-defined]
        return str(macro(site.pictures[path], alt, credit, first=is_first, within=True)).strip()

    def address(target: str) -> str:
        path = site.address(target)
        return relative(page.url, path) if path else ""

    if 'src="picture:' in html:
        html = with_pictures(html, show, first=first)
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
    """A name of which no line begins with its dash, or breaks behind the hyphen of half a word (`en -zone`)."""
    return HALF_WORD.sub("-\N{WORD JOINER}", name.replace(" - ", "\u00a0- "))


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
        bytecode_cache=Compiled(Path(settings.output)),
        **options,
    )
    found.globals.update(card_url=card_url, link=link, asset=asset, body=body, part=part, t=t, tn=tn)
    found.filters.update(machine=machine, human=human, capital=capital, unbroken=unbroken, breakable=breakable)
    found.globals.update({name: load(path) for name, path in settings.globals})
    found.filters.update({name: load(path) for name, path in settings.filters})
    found.tests.update({name: load(path) for name, path in settings.tests})
    return found
