"""`make serve`: what the server answers, what it refuses, and how it follows the sources. Real sockets and files."""

import json
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined

from wijksites.problems import Problem
from wijksites.serve import serve
from wijksites.serve.board import Board, Notice
from wijksites.serve.server import SCRIPT, TYPES, locate, open_server, running, with_script
from wijksites.serve.watch import Watch, sources
from wijksites.settings import Settings, SettingsError
from wijksites.words import LOCALE_FOLDER, catalogue, translate

PATIENCE = 20  # seconds before a test that waits for nothing gives up
DAY = date(2026, 12, 1)
PROBLEM = Problem(path="content/a.md", line=4, column=8, text="‘gisteren’ kunnen we niet lezen.")
HINT = Problem(path="wards.yaml", line=2, text="niemand vanaf 1 januari.", warning=True)


# The server


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


def port_of(address):
    return int(address.rstrip("/").rpartition(":")[2])


def ask(server, path, method="GET"):
    """The answer to a request whose path is sent as it is written here."""
    connection = HTTPConnection("127.0.0.1", port_of(server.address), timeout=PATIENCE)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


@contextmanager
def listening(address, site=""):
    """A function that waits for the next event: its kind and its data; None when the server ends."""
    connection = HTTPConnection("127.0.0.1", port_of(address), timeout=PATIENCE)
    connection.request("GET", f"/_serve/events{f'?site={site}' if site else ''}")
    response = connection.getresponse()
    assert response.getheader("Content-Type") == "text/event-stream; charset=utf-8"

    def next_event():
        kind = ""
        for line in iter(response.readline, b""):
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                kind = value
            if name == "data":
                return kind, json.loads(value)
        return None

    try:
        yield next_event
    finally:
        response.close()
        connection.close()


@pytest.fixture
def folder(tmp_path):
    site = tmp_path / "site"
    (site / "ledeberg").mkdir(parents=True)
    (site / "index.html").write_text("<body>portaal</body></html>", encoding="utf-8")
    (site / "ledeberg" / "index.html").write_text("<body>Ledeberg</body>", encoding="utf-8")
    (site / "404.html").write_text("<body>Niet gevonden</body>", encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    (tmp_path / "site-ernaast").mkdir()
    (tmp_path / "site-ernaast" / "index.html").write_text("geheim", encoding="utf-8")
    return site


@pytest.fixture
def server(folder):
    with running(open_server(folder, Board(), 0, heartbeat=0.05)) as server:
        yield server


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("alles.rss", "application/rss+xml"),
        ("alles.atom", "application/atom+xml"),
        ("agenda.ics", "text/calendar; charset=utf-8"),
        ("wijkregisseur.vcf", "text/vcard; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json"),
        ("wards.geojson", "application/geo+json"),
        ("letter.woff2", "font/woff2"),
        ("main.JS", "text/javascript; charset=utf-8"),
        ("overzicht.pdf", "application/pdf"),
        ("iets.onbekends", "application/octet-stream"),
    ],
)
def test_a_file_has_its_type_and_its_own_bytes(server, folder, name, kind):
    (folder / name).write_bytes(b"</body>\r\n\xff")

    answer = ask(server, f"/{name}")

    assert (answer.status, answer.headers["Content-Type"], answer.body) == (200, kind, b"</body>\r\n\xff")
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_type_is_listed_once_and_in_order():
    assert list(TYPES) == sorted(TYPES)


def test_a_folder_is_its_index_with_our_script_in_it(server):
    answer = ask(server, "/ledeberg/?q=1")

    assert answer.status == 200
    assert answer.body == b"<body>Ledeberg" + SCRIPT + b"</body>"
    assert answer.headers["Content-Length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (b"<p></BODY ></p></Body></html>", b"<p></BODY ></p>" + SCRIPT + b"</Body></html>"),
        (b"<code></body></code></body>", b"<code></body></code>" + SCRIPT + b"</body>"),
        (b"<p>", b"<p>" + SCRIPT),
    ],
)
def test_the_script_stands_before_the_last_end_of_body(html, expected):
    assert with_script(html) == expected


def test_the_script_is_there(server):
    answer = ask(server, "/_serve/reload.js")

    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b'addEventListener("reload"' in answer.body


@pytest.mark.parametrize(
    ("path", "address"),
    # Two slashes at the start would lead to another host.
    [("/ledeberg", "/ledeberg/"), ("/ledeberg?q=1", "/ledeberg/?q=1"), ("//ledeberg", "/ledeberg/")],
)
def test_a_folder_without_slash_redirects(server, path, address):
    answer = ask(server, path)

    assert (answer.status, answer.headers["Location"]) == (301, address)


@pytest.mark.parametrize("path", ["/geen", "/index.html/", "/ledeberg//", "/%ff", "/a%00"])
def test_what_is_not_there_is_the_404_page(server, path):
    answer = ask(server, path)

    assert (answer.status, answer.body) == (404, b"<body>Niet gevonden" + SCRIPT + b"</body>")


def test_without_a_404_page_ours_is_shown_and_it_reloads_too(server, folder):
    (folder / "404.html").unlink()

    answer = ask(server, "/geen")

    assert answer.status == 404
    assert translate("This page is not there, or not yet.") in answer.body.decode()
    assert SCRIPT in answer.body


def test_a_head_request_has_headers_only(server):
    answer = ask(server, "/", method="HEAD")

    assert (answer.status, answer.headers["Content-Length"], answer.body) == (200, str(27 + len(SCRIPT)), b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/%2E%2E%2Fgeheim.txt",
        "/ledeberg/../../geheim.txt",
        "/..%5cgeheim.txt",
        "/%252e%252e/geheim.txt",
        "/../site-ernaast/",
        "/%2e%2e/site-ernaast",
        "//etc/passwd",
        "/%2fetc/passwd",
        "geheim.txt",
        "/link.txt",
        "/buiten/",
        "/buiten",
        "/buiten/index.html",
        "/lus",
    ],
)
def test_nothing_outside_the_folder_is_shown(server, folder, path):
    (folder / "link.txt").symlink_to(folder.parent / "geheim.txt")
    (folder / "buiten").symlink_to(folder.parent / "site-ernaast")
    (folder / "lus").symlink_to(folder / "lus")

    answer = ask(server, path)

    assert answer.status == 404
    assert b"geheim" not in answer.body


def test_a_link_inside_the_folder_is_followed(folder):
    (folder / "wijk").symlink_to(folder / "ledeberg")

    assert locate(folder, "/wijk/").file == folder / "ledeberg" / "index.html"


def test_names_are_percent_encoded(server, folder):
    (folder / "één wijk").mkdir()
    (folder / "één wijk" / "index.html").write_text("<p>", encoding="utf-8")

    assert ask(server, "/%C3%A9%C3%A9n%20wijk").headers["Location"] == "/%C3%A9%C3%A9n%20wijk/"
    assert ask(server, "/%C3%A9%C3%A9n%20wijk/").status == 200


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_leads_to_a_later_one(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(open_server(folder, Board(), port)) as server:
            assert server.server_address[1] > port


# News


def test_who_comes_late_hears_the_last_news(server):
    server.board.tell((Notice(text="fout", place="a.md:1:1"),), "Klaar.", published=True)

    with listening(server.address) as next_event:
        kind, data = next_event()

    assert (kind, data["build"], data["summary"]) == ("state", 1, "Klaar.")
    assert [(each["place"], each["text"], each["warning"]) for each in data["problems"]] == [
        ("a.md:1:1", "fout", False)
    ]


def test_a_page_that_was_made_before_the_last_build_reloads(server):
    page = ask(server, "/")
    site = page.headers["Server-Timing"].split('"')[1]
    server.board.tell((), "Klaar.", published=True)

    with listening(server.address, site) as next_event:
        assert next_event()[0] == "reload"


def test_a_page_of_an_earlier_server_reloads(server):
    with listening(server.address, "1234abcd-0") as next_event:
        assert next_event()[0] == "reload"


def test_a_build_that_publishes_nothing_reloads_nothing(server):
    with listening(server.address) as next_event:
        first = next_event()
        server.board.tell((Notice(text="fout"),), "Niets.", published=False)
        second = next_event()

    assert (first[0], first[1]["build"], second[0], second[1]["build"]) == ("state", 0, "state", 1)
    assert first[1]["site"] == second[1]["site"]


def test_a_listener_who_goes_leaves_no_thread(server):
    before = set(threading.enumerate())
    with listening(server.address) as next_event:
        next_event()
        (thread,) = set(threading.enumerate()) - before
        assert thread.is_alive()

    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_server_that_stops_sends_its_listeners_home(folder):
    with running(open_server(folder, Board(), 0)) as server:
        listener = listening(server.address)
        next_event = listener.__enter__()
        next_event()

    assert next_event() is None
    listener.__exit__(None, None, None)


# Following the sources


@dataclass(frozen=True)
class Built:
    problems: tuple = ()
    published: bool = True
    summary: str = "Klaar."


class Project:
    """A project whose build does what the test says; `serve` runs in a thread until the test ends."""

    def __init__(self, folder):
        self.folder = folder
        self.wards_file = folder / "wards.yaml"
        self.settings_file = folder / "pelicanconf.py"
        for name in ("content/ledeberg", "theme/templates", "data", "eigen", "output"):
            (folder / name).mkdir(parents=True)
        for file in (self.wards_file, self.settings_file):
            file.write_text("a: 1\n", encoding="utf-8")
        self.settings = Settings(
            content=str(folder / "content"),
            output=str(folder / "output"),
            theme=str(folder / "theme"),
            overrides=(str(folder / "eigen"),),
            wards_file=str(self.wards_file),
            data=str(folder / "data"),
            site_url="https://wijken.example",
        )
        self.outcome = Built()
        self.days = []
        self.said = Queue()
        self.builds = Queue()
        self.stopping = False
        self.ended = []
        self._thread = threading.Thread(target=self._serve)

    def load(self):
        return self.settings

    def today(self, settings):
        return self.days.pop(0) if self.days else DAY

    def build(self, settings, day):
        if self.stopping:
            raise KeyboardInterrupt
        self.builds.put((settings, day))
        outcome = self.outcome() if callable(self.outcome) else self.outcome
        if outcome.published:
            Path(settings.output, "index.html").write_text("<p>", encoding="utf-8")
        return outcome

    def _serve(self):
        self.ended.append(
            serve(
                lambda: self.load(),
                self.today,
                self.build,
                port=0,
                say=self.said.put,
                settings_file=str(self.settings_file),
            )
        )

    def __enter__(self):
        self._thread.start()
        self.address = "http://" + self.said.get(timeout=PATIENCE).split("http://")[1].split(" ")[0]
        self.built()
        return self

    def __exit__(self, *error):
        self.stopping = True
        self.wards_file.write_text("einde\n", encoding="utf-8")
        self._thread.join(PATIENCE)
        assert self.ended == [None]

    def built(self):
        """Waits for the end of a build: its settings and day, and what was said of it."""
        assert self.said.get(timeout=PATIENCE) == translate("Building the site …")
        summary = self.said.get(timeout=PATIENCE)
        made = self.builds.get_nowait() if not self.builds.empty() else (None, None)
        return *made, summary


@pytest.fixture(autouse=True)
def package(tmp_path, monkeypatch):
    """A folder instead of our package's, which somebody may be working in."""
    folder = tmp_path / "pakket"
    folder.mkdir()
    monkeypatch.setattr("wijksites.serve.watch.PACKAGE", folder)
    return folder


@pytest.fixture
def unserved(tmp_path):
    return Project(tmp_path / "stad")


@pytest.fixture
def project(unserved):
    with unserved:
        yield unserved


def test_a_change_is_a_new_build_and_a_reload(project):
    with listening(project.address) as next_event:
        first = next_event()
        (project.folder / "content" / "ledeberg" / "a.md").write_text("nieuw", encoding="utf-8")
        second = next_event()

    assert (first[0], first[1]["build"], second[0], second[1]["build"]) == ("state", 1, "reload", 2)


@pytest.mark.parametrize(
    "name",
    [
        "content/nieuwe-map/b.md",
        "theme/templates/base.html",
        "eigen/base.html",
        "data/outlines.json",
        "wards.yaml",
        "pelicanconf.py",
    ],
)
def test_every_kind_of_source_is_followed(project, name):
    file = project.folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("anders", encoding="utf-8")

    assert project.built()[1] == DAY


def test_the_catalogues_are_followed_and_read_again(project, package):
    before = catalogue("nl")
    (package / "wijksites.po").write_text("", encoding="utf-8")
    project.built()

    assert catalogue("nl") is not before


@pytest.mark.parametrize("name", ["wards.yaml", "pelicanconf.py"])
def test_a_file_that_is_replaced_is_followed_time_and_again(project, name):
    for text in ("een", "twee"):
        (project.folder / "tijdelijk").write_text(text, encoding="utf-8")
        (project.folder / "tijdelijk").rename(project.folder / name)

        assert project.built()[1] == DAY


def test_a_folder_that_is_replaced_is_followed(project):
    content = project.folder / "content"
    content.rename(project.folder / "oud")
    project.built()
    (project.folder / "oud").rename(content)
    project.built()
    (content / "ledeberg" / "a.md").write_text("nieuw", encoding="utf-8")

    assert project.built()[1] == DAY


def test_a_change_during_a_build_is_not_missed(unserved):
    def write_once():
        unserved.outcome = Built()
        (unserved.folder / "content" / "a.md").write_text("nieuw", encoding="utf-8")
        return Built()

    unserved.outcome = write_once
    with unserved as project:
        assert project.built()[1] == DAY


def test_output_and_droppings_of_editors_are_not_followed(unserved, package):
    output = unserved.folder / "content" / "output"
    output.mkdir()
    heard = Watch(sources(replace(unserved.settings, output=str(output)), unserved.settings_file))

    for name in ("content/output/index.html", "content/a.md~", "content/.a.md.swp", "iets-anders"):
        (unserved.folder / name).write_text("", encoding="utf-8")
    (package / "nieuw.py").write_text("", encoding="utf-8")
    (unserved.folder / "content" / "a.md").write_text("nieuw", encoding="utf-8")
    changed = heard.wait()
    heard.close()

    assert changed == {unserved.folder / "content" / "a.md"}


def test_a_project_below_a_folder_that_is_always_ignored_is_followed(tmp_path):
    with Project(tmp_path / "node_modules" / ".venv" / "stad") as project:
        (project.folder / "content" / "a.md").write_text("nieuw", encoding="utf-8")

        assert project.built()[1] == DAY


def test_the_day_is_asked_for_each_build(unserved):
    unserved.days = [DAY, date(2026, 12, 2)]
    with unserved as project:
        project.wards_file.write_text("anders", encoding="utf-8")

        assert project.built()[1] == date(2026, 12, 2)


def test_settings_are_read_again_when_their_file_changes(project):
    project.settings = replace(project.settings, language="fr")
    project.wards_file.write_text("anders", encoding="utf-8")
    assert project.built()[0].language == ""
    project.settings_file.write_text("anders", encoding="utf-8")

    assert project.built()[0].language == "fr"


# What goes wrong


def test_problems_are_shown_in_the_page_and_the_terminal(unserved, capsys):
    unserved.outcome = Built(problems=(PROBLEM, HINT))
    with unserved as project, listening(project.address) as next_event:
        _, data = next_event()

    assert [(each["place"], each["text"], each["warning"]) for each in data["problems"]] == [
        ("content/a.md:4:8", "‘gisteren’ kunnen we niet lezen.", False),
        ("wards.yaml:2:1", "niemand vanaf 1 januari.", True),
    ]
    assert capsys.readouterr().err == f"{PROBLEM}\n{HINT}\n"


def test_a_bug_is_a_traceback_and_the_last_site_stays(project, capsys):
    def bug():
        raise ZeroDivisionError("een fout van ons")

    project.outcome = bug
    with listening(project.address) as next_event:
        first = next_event()
        project.wards_file.write_text("anders", encoding="utf-8")
        second = next_event()
        project.built()
        printed = capsys.readouterr().err
        project.outcome = Built()
        project.wards_file.write_text("hersteld", encoding="utf-8")
        third = next_event()

    assert (second[0], second[1]["site"]) == ("state", first[1]["site"])
    assert [each["text"] for each in second[1]["problems"]] == [
        translate("The build stopped on a bug in the program. The terminal says more.")
    ]
    assert printed.startswith("Traceback") and "ZeroDivisionError: een fout van ons\n" in printed
    assert (third[0], third[1]["problems"]) == ("reload", [])


def test_settings_that_went_wrong_are_shown_until_they_are_right(project, capsys):
    def refuse():
        raise SettingsError(["SITEURL: fout.", "JOBS: fout."])

    right, project.load = project.load, refuse
    with listening(project.address) as next_event:
        next_event()
        project.settings_file.write_text("fout", encoding="utf-8")
        wrong = next_event()
        project.built()
        assert capsys.readouterr().err == "SITEURL: fout.\nJOBS: fout.\n"
        project.wards_file.write_text("anders", encoding="utf-8")
        still = next_event()
        project.load = right
        project.settings_file.write_text("goed", encoding="utf-8")
        mended = next_event()

    assert [each["text"] for each in wrong[1]["problems"]] == ["SITEURL: fout.", "JOBS: fout."]
    assert still[1]["problems"] == wrong[1]["problems"]
    assert (mended[0], mended[1]["problems"]) == ("reload", [])


def test_settings_that_are_wrong_from_the_start_end_it(unserved, capsys):
    def refuse():
        raise ValueError("pelicanconf.py is er niet")

    with pytest.raises(SystemExit) as ended:
        serve(refuse, unserved.today, unserved.build, port=0, say=unserved.said.put)

    assert ended.value.code == 1
    assert capsys.readouterr().err == "pelicanconf.py is er niet\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{{ a }}\n{% if %}", "Expected an expression, got 'end of statement block'"), ("\n{{ b }}", "'b' is undefined")],
)
def test_a_template_that_is_wrong_is_named_with_its_line(unserved, capsys, text, reason):
    template = unserved.folder / "theme" / "templates" / "base.html"
    template.write_text(text, encoding="utf-8")

    def render():
        loader = FileSystemLoader(template.parent)
        Environment(loader=loader, undefined=StrictUndefined, autoescape=True).get_template("base.html").render()

    unserved.outcome = render
    with unserved:
        pass

    sentence = translate("{file}:{line}: this template cannot be used: {reason}", file=template, line=2, reason=reason)
    assert capsys.readouterr().err == f"{sentence}\n"


def test_a_template_that_is_missing_is_named(unserved, capsys):
    unserved.outcome = lambda: Environment(loader=DictLoader({}), autoescape=True).get_template("base.html")
    with unserved:
        pass

    assert "base.html:1" in capsys.readouterr().err


PROGRAM = """
import sys
from datetime import date
from types import SimpleNamespace
from wijksites.serve import serve
from wijksites.settings import Settings

folder = sys.argv[1]
settings = Settings(content=folder, output=folder + "/none", theme=folder, wards_file=folder + "/wards.yaml",
                    data=folder, site_url="https://wijken.example")
outcome = SimpleNamespace(problems=(), published=True, summary="Klaar.")
serve(lambda: settings, lambda settings: date(2026, 12, 1), lambda settings, day: outcome, port=0,
      say=lambda line: print(line, flush=True))
"""


def test_ctrl_c_ends_it_quietly(tmp_path):
    package = LOCALE_FOLDER.parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=package,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running_program:
        while running_program.stdout.readline() != "Klaar.\n":
            assert running_program.poll() is None
        running_program.send_signal(signal.SIGINT)
        _, errors = running_program.communicate(timeout=PATIENCE)

    assert (running_program.returncode, errors) == (0, "")
