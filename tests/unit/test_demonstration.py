"""The files of the demonstration: links lead somewhere, pages say what they are, wards have all that is promised."""

import json
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from tests.demonstration import DAY, NEW_URL, OLD_URL, ROOT, SITE_URL, build_demonstration

from wijksites.city.load import load_city

WARD_FILES = (
    "index.html",
    "wijkregisseur.vcf",
    "agenda/index.html",
    "agenda.ics",
    "nieuws/index.html",
    "volgen/index.html",
    *(f"feeds/{kind}.{form}" for kind in ("alles", "nieuws", "agenda") for form in ("rss", "atom")),
)
CITY_FILES = (
    "index.html",
    "wie-is-mijn-wijkregisseur/index.html",
    "wijkregisseurs/index.html",
    "wijkregisseurs/overzicht-wijkregisseurs.pdf",
    "agenda/index.html",
    "agenda.ics",
    "nieuws/index.html",
    *(f"feeds/{kind}.{form}" for kind in ("alles", "nieuws", "agenda") for form in ("rss", "atom")),
    "over/index.html",
    "privacy/index.html",
    "toegankelijkheid/index.html",
    "data/index.html",
    "data/regisseurs.json",
    "data/wards.geojson",
    *(f"data/schema/{name}.json" for name in ("event", "intro", "news", "page", "venues", "wards")),
    "404.html",
    "build.json",
    "ids.json",
    "redirects.txt",
    "robots.txt",
    "sitemap.xml",
)
# Attributes with one address each.
ADDRESSES = {"href", "src", "poster", "action"}


# Pages that nobody should find by searching: one for what is not there, one for the frame on another site.
ASIDE = {"404.html", "stijl/index.html", "wie-is-mijn-wijkregisseur/inbouwen/index.html"}


@dataclass
class Parsed:
    """What a page says about itself. `links`: tag and address."""

    path: str
    lang: str = ""
    title: str = ""
    base: str = ""
    h1: int = 0
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    refresh: str = ""

    @property
    def url(self):
        return f"{SITE_URL}/{self.path.removesuffix('index.html')}"

    @property
    def is_redirect(self):
        return bool(self.refresh)


class PageParser(HTMLParser):
    """HTML in, a Parsed out."""

    def __init__(self, path):
        super().__init__()
        self.page = Parsed(path)
        self.in_title = False

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        page = self.page
        if "id" in given:
            page.ids.append(given["id"])
        page.h1 += tag == "h1"
        # A drawing has titles too.
        self.in_title = tag == "title" and not page.title
        if tag == "html":
            page.lang = given.get("lang", "")
        elif tag == "base":
            page.base = given["href"]
        elif tag == "meta":
            if given.get("http-equiv", "").lower() == "refresh":
                page.refresh = given["content"].partition("url=")[2]
                page.links.append((tag, page.refresh))
            else:
                page.meta[given.get("name") or given.get("property", "")] = given.get("content", "")
        elif tag == "link" and given.get("rel") == "canonical":
            page.canonical = given["href"]
        if tag != "base":
            page.links += [(tag, given[name]) for name in sorted(ADDRESSES & set(given))]

    def handle_data(self, data):
        if self.in_title:
            self.page.title += data

    def handle_endtag(self, tag):
        self.in_title = False


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    return build_demonstration(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="module")
def pages(output):
    """Every page, by its path in the output; a mail is none."""
    found = {}
    for file in sorted(output.rglob("*.html")):
        path = file.relative_to(output).as_posix()
        if file.name == "mail.html":
            continue
        parser = PageParser(path)
        parser.feed(file.read_text(encoding="utf-8"))
        parser.close()
        found[path] = parser.page
    return found


@pytest.fixture(scope="module")
def wards():
    city, _ = load_city(ROOT / "wards.yaml")
    assert city
    return city.ward_slugs


def said(pages, wrong):
    """The paths of the pages of which `wrong` is true; a failing test shows them."""
    return [page.path for page in pages.values() if wrong(page)]


def target(page, address, output):
    """The file and the fragment of an internal address; None for what leads elsewhere."""
    here = urljoin(page.url, page.base) if page.base else page.url
    full, fragment = urldefrag(urljoin(here, address))
    if not full.startswith(f"{SITE_URL}/"):
        return None
    path = unquote(urlsplit(full).path).lstrip("/")
    file = output / path
    return (file / "index.html" if path == "" or path.endswith("/") else file), unquote(fragment)


def broken(pages, output):
    """Page and address for each internal link that leads to nothing."""
    ids = {output / path: set(page.ids) for path, page in pages.items()}
    found = []
    for page in pages.values():
        for _, address in page.links:
            led = target(page, address, output)
            if led is None:
                continue
            file, fragment = led
            if not file.is_file() or (fragment and fragment not in ids.get(file, ())):
                found.append((page.path, address))
    return found


def test_every_internal_link_leads_to_a_file_and_a_fragment_that_exist(pages, output):
    assert broken(pages, output) == []


def test_the_links_that_were_followed_are_those_of_a_whole_site(pages, output):
    internal = [
        address for page in pages.values() for _, address in page.links if target(page, address, output) is not None
    ]

    assert len(pages) > 300
    assert len(internal) > 9_000
    assert any("#" in address for address in internal)


@pytest.mark.parametrize("address", ["bestaat-niet/", "#bestaat-niet", "../bestaat-niet.pdf"])
def test_a_link_to_nothing_is_noticed(address, output):
    page = Parsed("ledeberg/index.html", links=[("a", address)])

    assert broken({page.path: page}, output) == [("ledeberg/index.html", address)]


def test_links_between_pages_are_relative(pages):
    absolute = [
        (page.path, tag, address)
        for page in pages.values()
        for tag, address in page.links
        if address.startswith(("/", SITE_URL)) and not (tag == "link" and address == page.canonical)
    ]

    assert absolute == []


def test_only_links_lead_to_other_sites_and_nothing_is_loaded_from_there(pages):
    loaded = [
        (page.path, tag, address)
        for page in pages.values()
        for tag, address in page.links
        if tag != "a" and urlsplit(address).scheme in {"http", "https"} and not address.startswith(SITE_URL)
    ]

    assert loaded == []


def test_every_page_has_one_h1(pages):
    assert said(pages, lambda page: page.h1 != 1) == []


def test_every_page_says_its_language(pages):
    assert said(pages, lambda page: page.lang != "nl") == []


def test_every_page_has_a_title(pages):
    assert said(pages, lambda page: not page.title.strip()) == []


def test_every_page_but_redirects_has_a_description(pages):
    assert said(pages, lambda page: not page.is_redirect and not page.meta.get("description", "").strip()) == []


def test_no_two_pages_have_the_same_title(pages):
    titles = Counter(page.title for page in pages.values() if not page.is_redirect)

    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_to_be_found_is_its_own_canonical(pages):
    assert (
        said(pages, lambda page: page.path not in ASIDE and not page.is_redirect and page.canonical != page.url) == []
    )


def test_the_404_has_no_canonical(pages):
    assert pages["404.html"].canonical == ""


def test_no_id_occurs_twice_on_a_page(pages):
    assert said(pages, lambda page: len(page.ids) != len(set(page.ids))) == []


def test_every_page_of_a_demonstration_asks_not_to_be_indexed(pages):
    assert said(pages, lambda page: page.meta.get("robots") != "noindex") == []


def test_every_page_sends_no_referrer(pages):
    assert said(pages, lambda page: page.meta.get("referrer") != "no-referrer") == []


def test_the_site_map_lists_every_page_to_be_found(pages, output):
    root = ElementTree.parse(output / "sitemap.xml").getroot()

    listed = [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    assert sorted(listed) == sorted(
        page.url for page in pages.values() if page.path not in ASIDE and not page.is_redirect
    )


def test_robots_stay_away_from_a_demonstration_and_are_told_of_the_site_map(output):
    assert (output / "robots.txt").read_text(encoding="utf-8") == (
        f"User-agent: *\nDisallow: /\n\nSitemap: {SITE_URL}/sitemap.xml\n"
    )


def test_there_are_exactly_25_wijksites(output, wards):
    cards = sorted(file.parent.name for file in output.glob("*/wijkregisseur.vcf"))

    assert len(cards) == 25
    assert cards == sorted(wards)


@pytest.mark.parametrize("name", WARD_FILES)
def test_every_ward_has(name, output, wards):
    assert [slug for slug in wards if not (output / slug / name).is_file()] == []


@pytest.mark.parametrize("name", CITY_FILES)
def test_the_city_has(name, output):
    assert (output / name).stat().st_size > 0


def test_an_event_has_a_calendar_file_beside_its_page_until_it_is_long_over(output):
    record = json.loads((output / "ids.json").read_text(encoding="utf-8"))
    events = [post for post in record["posts"] if post["type"] == "event"]
    coming = [post["url"] for post in events if post["facts"]["start"] >= "2026-11" or post["facts"]["repeat"]]
    files = {f"/{path.relative_to(output).with_suffix('').as_posix()}/" for path in output.rglob("agenda/*.ics")}

    assert len(events) > 70
    assert files == set(coming)


def test_every_id_of_the_ledger_has_its_page(output):
    record = json.loads((output / "ids.json").read_text(encoding="utf-8"))
    lost = [post["id"] for post in record["posts"] if not (output / post["url"].lstrip("/") / "index.html").is_file()]

    assert lost == []


def test_the_build_record_tells_the_day_and_the_wards(output):
    record = json.loads((output / "build.json").read_text(encoding="utf-8"))

    assert (record["day"], record["wards"], record["problems"], record["held"]) == (DAY.isoformat(), 25, 0, [])


def test_an_old_address_leads_to_the_new_one(pages):
    page = pages[f"{OLD_URL.lstrip('/')}index.html"]

    assert page.canonical == SITE_URL + NEW_URL
    assert urljoin(page.url, page.refresh) == SITE_URL + NEW_URL
    assert [urljoin(page.url, address) for tag, address in page.links if tag == "a"] == [SITE_URL + NEW_URL]


def test_an_old_address_is_a_line_for_the_server(output):
    assert (output / "redirects.txt").read_text(encoding="utf-8") == f"{OLD_URL} {NEW_URL}\n"


def test_nobody_who_has_left_and_nothing_unannounced_is_in_any_text_file(output):
    """Stijn stays in Wondelgem until May; who follows is announced on 3 May 2027."""
    card = (output / "wondelgem/wijkregisseur.vcf").read_text(encoding="utf-8")
    home = (output / "wondelgem/index.html").read_text(encoding="utf-8")

    assert "Stijn Winterkoning" in card
    assert "Korenbloemen" not in card + home
    assert "Sleutelbloem" not in (output / "moscou-vogelhoek/index.html").read_text(encoding="utf-8")
