"""What every page of a build has in common, and writing files into the staging folder."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError

from wijksites.build.environment import environment
from wijksites.build.pictures import Picture
from wijksites.city.model import City, Ward
from wijksites.dates import locale
from wijksites.pages.contact import phone_link
from wijksites.pages.page import Page
from wijksites.pages.portal import LOOKUP_URL, PEOPLE_URL
from wijksites.settings import Settings

STALE_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What templates know as `site`. `links`: source to path; `pictures`: path below content to its web copy."""

    city: City
    url: str
    assets: dict[str, str]
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    sample: bool = False
    lookup_url: str = LOOKUP_URL
    people_url: str = PEOPLE_URL
    stale_days: int = STALE_DAYS

    @property
    def language(self) -> str:
        """The language of the site."""
        return self.city.language

    @property
    def locale(self) -> str:
        """The language with its region, for Open Graph."""
        return str(locale(self.city.language))

    @property
    def phone_link(self) -> str:
        """The service's number as a link."""
        return phone_link(self.city.service.phone)

    @property
    def base(self) -> str:
        """The path under which the site lives on its server, with both slashes."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    def ward(self, slug: str) -> Ward:
        """A ward by its slug."""
        return self.city.ward(slug)


@dataclass(frozen=True, slots=True, order=True)
class Written:
    """A file made for the output: its path, the SHA-256 of its bytes, its size."""

    path: str
    digest: str
    size: int


class Staging:
    """A folder that files are written into before any of them is published."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.written: list[Written] = []

    def write(self, path: str, data: bytes) -> None:
        """Writes one file; `path` is relative to the output."""
        path = path.lstrip("/")
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(data)
        self.written.append(Written(path, hashlib.sha256(data).hexdigest(), len(data)))

    def pages(self, pages: Iterable[Page], site: Site, settings: Settings) -> None:
        """Renders and writes pages."""
        templates = environment(settings)
        for page in pages:
            template = templates.get_template(page.template)
            try:
                text = template.render(site=site, page=page, view=page.view)
            except (TemplateRuntimeError, TemplateNotFound) as error:
                raise _located(error) from error
            self.write(page.file, text.encode())


def _located(error: TemplateError) -> TemplateSyntaxError:
    """The error with its place in a template: the traceback that knows it stays behind in a worker process."""
    name, line, trace = "", 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return TemplateSyntaxError(error.message or str(error), line, None, name)
