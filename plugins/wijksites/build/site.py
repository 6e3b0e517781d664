"""What every page of a build has in common, and a page as bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError
from markupsafe import Markup

from wijksites.build.environment import environment
from wijksites.city.model import City, Ward
from wijksites.dates import locale
from wijksites.pages.contact import phone_link
from wijksites.pages.page import FORMATS, LOOKUP_URL, PEOPLE_URL, SEARCH_FOLDER, Alternate, Frame, Page, alternates
from wijksites.pictures.model import Picture
from wijksites.settings import Settings

STALE_DAYS = 7
TINTS = 8  # that the style sheet has


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What templates know as `site`. `links`: source to path; `pictures`: path below content to its web copy;
    `emblems`: slug to the path (SVG) of a ward's outline."""

    city: City
    url: str
    assets: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    emblems: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False
    sheets: bool = True  # whether there are any on paper
    search: bool = True  # whether there are pages to search on
    lookup_url: str = LOOKUP_URL
    people_url: str = PEOPLE_URL
    search_folder: str = SEARCH_FOLDER
    streets_url: str = ""  # nothing when the streets are not known
    stale_days: int = STALE_DAYS
    parts: dict[Any, Markup] = field(default_factory=dict, compare=False, repr=False)  # what pages have in common

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

    def feeds(self, ward: Ward | None) -> tuple[Alternate, ...]:
        """The feeds of everything, of a ward or of the city, for the head of a page that names no others."""
        base, name = (ward.url, ward.name) if ward else ("/", self.city.name)
        return alternates(Frame(city=self.city), base, name)[: len(FORMATS)]

    def tint(self, ward: Ward) -> int:
        """The number (from 1) of the tint of a ward's part of the city, in the order of `wards.yaml`."""
        districts = dict.fromkeys(ward.district for ward in self.city.wards)
        return list(districts).index(ward.district) % TINTS + 1

    def address(self, target: str) -> str:
        """The path (with fragment) of a target (`post:`, `site:`, `item:`, `picture:`); nothing for what is not public.
        An address elsewhere stays as it is."""
        kind, _, rest = target.partition(":")
        if kind in ("http", "https"):
            return target
        path, mark, fragment = rest.partition("#")
        if kind in ("post", "item"):
            path = self.links.get(path, "")
        elif kind == "site":
            path = self.links.get(path, path)
        elif kind == "picture":
            path = self.pictures[path].url if path in self.pictures else ""
        return f"{path}{mark}{fragment}" if path else ""


def page_bytes(page: Page, site: Site, settings: Settings) -> bytes:
    """A page as it is written to the output. Raises Jinja's errors for a broken template."""
    template = environment(settings).get_template(page.template)
    try:
        return template.render(site=site, page=page, view=page.view).encode()
    except (TemplateRuntimeError, TemplateNotFound) as error:
        raise _located(error) from error


def _located(error: TemplateError) -> TemplateSyntaxError:
    """The error with its place in a template: the traceback that knows it stays behind in a worker process."""
    name, line, trace = "", 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return TemplateSyntaxError(error.message or str(error), line, None, name)
