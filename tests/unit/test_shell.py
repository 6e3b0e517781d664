"""Pelican's command as operators run it: options, exit status, and the sentences on standard error."""

import json
import os
import queue
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.projects import (
    PARTY,
    PARTY_URL,
    POSTS,
    SETTINGS,
    WARDS,
    WRONG_PARTY,
    WRONG_SENTENCES,
    command,
    make_project,
    many_posts,
    pelican,
    surroundings,
    tree,
    write,
)

from wijksites.shell import _watching

PATIENCE = 60  # seconds, for a machine that is busy
SLOW = """\
import time

def slow():
    print("slow", flush=True)
    time.sleep(600)
"""
COUNTER = """\
import hashlib
from pathlib import Path

from pelican import signals


def finalized(shell):
    output = Path(shell.settings["OUTPUT_PATH"])
    print("finalized", flush=True)
    made = {path: hashlib.sha256((output / path).read_bytes()).hexdigest() for path in shell.manifest}
    print("complete", made == dict(shell.manifest), "index.html" in made, "build.json" in made, flush=True)
    there = {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}
    print("nothing more", there == set(made), flush=True)
    try:
        shell.manifest["mine.txt"] = ""
    except TypeError:
        print("read-only", flush=True)
    (output / "mine.txt").write_text("added by a plugin", encoding="utf-8")


def register():
    signals.finalized.connect(finalized)
"""


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "stad")


class Running:
    """A command that goes on until it is stopped, and the lines it has said."""

    def __init__(self, process):
        self.process = process
        self.said = queue.Queue()
        self.heard = []
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self):
        for line in self.process.stdout:
            self.said.put(line)
        self.said.put(None)

    def hear(self, seconds):
        """The next line, or nothing within so many seconds; AssertionError when the command has ended."""
        try:
            line = self.said.get(timeout=seconds)
        except queue.Empty:
            return ""
        assert line is not None, "ended: " + "".join(self.heard)
        self.heard.append(line)
        return line

    def until(self, text):
        """Waits for a line with a text."""
        self.persist(lambda: None, text)

    def persist(self, act, text):
        """Does something again every second until a line has a text: a watcher may not watch yet."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            act()
            again = time.monotonic() + 1
            while time.monotonic() < again:
                if text in self.hear(0.2):
                    return
        raise AssertionError(f"never said {text!r}: " + "".join(self.heard))


@contextmanager
def running(project, *arguments, **options):
    """A command that is stopped, with what it started, in the end."""
    process = subprocess.Popen(
        command(*arguments),
        cwd=project,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=options.pop("stderr", subprocess.STDOUT),
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    run = Running(process)
    try:
        yield run
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        run.listener.join(PATIENCE)
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def test_a_good_build_ends_with_0_and_one_line_that_tells_what_was_made(project):
    done = pelican(project)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("Klaar: 3 wijken, ")
    assert ", 0 problemen, " in done.stdout
    assert (project / "output" / PARTY_URL).is_file()


def test_a_wrong_post_ends_with_1_and_its_sentences_alone_and_the_site_stays(project):
    pelican(project)
    before = tree(project / "output")
    write(project / PARTY, WRONG_PARTY)

    done = pelican(project)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        *WRONG_SENTENCES,
        "Er is niets gepubliceerd: er is 1 probleem. De site blijft zoals ze was.",
    ]
    assert tree(project / "output") == before


def test_with_keep_going_a_wrong_post_ends_with_3_and_the_rest_is_published(project):
    pelican(project)
    page = (project / "output" / PARTY_URL).read_bytes()
    write(project / PARTY, WRONG_PARTY)
    write(project / "content/brug/nieuws/nieuw.md", "---\ntitle: Nieuw\npublished: 2026-11-05\n---\nTekst.\n")

    done = pelican(project, "-e", "KEEP_GOING=true")

    assert done.returncode == 3
    assert done.stderr.splitlines()[: len(WRONG_SENTENCES)] == list(WRONG_SENTENCES)
    assert "Klaar: 3 wijken" in done.stdout
    assert (project / "output/brug/nieuws/nieuw/index.html").is_file()
    # Its last good page and calendar entry stay, with the style they link to.
    assert (project / "output" / PARTY_URL).read_bytes() == page
    assert (project / "output/kaai/agenda/feest.ics").is_file()


def test_a_wrong_introduction_keeps_no_old_page_of_its_ward(project):
    write(project / "content/kaai/index.md", "---\ntitle: Over Kaai\npublished: 2026-11-01\n---\nTekst.\n")
    pelican(project)
    write(project / "content/kaai/index.md", "---\ntitel: Over Kaai\n---\nTekst.\n")
    (project / PARTY).unlink()
    (project / "content/molen/nieuws/wieken.md").unlink()

    done = pelican(project, "-e", "KEEP_GOING=true")

    assert done.returncode == 3
    assert not (project / "output" / PARTY_URL).exists()


@pytest.mark.parametrize("keep_going", [(), ("-e", "KEEP_GOING=true")], ids=["strict", "keep going"])
class TestNothingIsPublished:
    """What concerns the whole site stops it, however lenient the build."""

    def test_a_wrong_wards_file(self, project, keep_going):
        write(project / "wards.yaml", WARDS.replace("number: 3", "number: drie"))

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            "wards.yaml:19:26: ‘drie’ is geen heel getal van 1 tot 9999. Schrijf bijvoorbeeld: `number: 1`",
            "Er is niets gepubliceerd: er is 1 probleem. De site blijft zoals ze was.",
        ]
        assert not (project / "output").exists()

    def test_no_wards_file(self, project, keep_going):
        (project / "wards.yaml").unlink()

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert done.stderr.splitlines()[0].startswith("wards.yaml:1:1: ")
        assert not (project / "output").exists()

    @pytest.mark.parametrize(
        ("jobs", "template", "reason"),
        [
            (1, "{% if %}", "Expected an expression, got 'end of statement block'"),
            (1, "{{ nergens }}", "'nergens' is undefined"),
            (1, "{{ site.nergens }}", "'wijksites.build.site.Site object' has no attribute 'nergens'"),
            (1, "{{ 1 | nergens }}", "No filter named 'nergens'."),
            (2, "{% if %}", "Expected an expression, got 'end of statement block'"),
            (2, "{{ nergens }}", "'nergens' is undefined"),
        ],
        ids=["syntax", "variable", "attribute", "filter", "syntax in a worker", "variable in a worker"],
    )
    def test_a_broken_template(self, project, keep_going, jobs, template, reason):
        for path, text in many_posts(400).items():
            write(project / path, text)
        write(project / "eigen/missing.html", f"\n{template}")
        write(project / "pelicanconf.py", SETTINGS + f"JOBS = {jobs}\nTHEME_TEMPLATES_OVERRIDES = ['eigen']\n")

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert done.stderr == f"eigen/missing.html:2: dit sjabloon kunnen we niet gebruiken: {reason}\n"
        assert not (project / "output").exists()

    def test_a_setting_that_does_nothing(self, project, keep_going):
        write(project / "pelicanconf.py", SETTINGS + "SUMMARY_MAX_LENGTH = 20\n")

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert done.stderr == "SUMMARY_MAX_LENGTH: deze instelling van Pelican doet hier niets. Wis ze.\n"
        assert not (project / "output").exists()

    def test_a_plugin_that_cannot_be_loaded(self, project, keep_going):
        write(project / "pelicanconf.py", SETTINGS + "PLUGINS = ['nope']\n")

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert done.stderr == (
            "PLUGINS: een van ['nope'] kan niet geladen worden. Kijk de naam na, en wat de plugin nodig heeft.\n"
        )
        assert not (project / "output").exists()

    def test_a_plugin_that_fails_when_it_registers(self, project, keep_going):
        write(project / "plugins/kapot.py", "def register():\n    raise RuntimeError('kapot')\n")
        write(project / "pelicanconf.py", SETTINGS + "PLUGIN_PATHS = ['plugins']\nPLUGINS = ['kapot']\n")

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert "PLUGINS: een van ['kapot'] kan niet geladen worden." in done.stderr
        assert not (project / "output").exists()

    def test_a_full_disk(self, project, keep_going):
        limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"  # bytes in one file
        write(project / "pelicanconf.py", limit + SETTINGS)

        done = pelican(project, *keep_going)

        assert done.returncode == 1
        assert done.stderr == (
            "OUTPUT_PATH: File too large. Kijk na of je in deze map mag schrijven en of de schijf niet vol is, en bouw "
            "opnieuw.\n"
        )
        assert not (project / "output").exists()

    def test_a_folder_that_cannot_be_written_in(self, project, keep_going):
        write(project / "vol", "a file where a folder must come")

        done = pelican(project, "-o", "vol/output", *keep_going)

        assert done.returncode == 1
        assert done.stderr == (
            "vol/.cache/output/posts: Not a directory. Kijk na of je in deze map mag schrijven en of de schijf niet "
            "vol is, en bouw opnieuw.\n"
        )


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_with_130_one_sentence_and_the_old_site(project, jobs):
    for path, text in many_posts(400).items():
        write(project / path, text)
    pelican(project)
    before = tree(project / "output")
    write(project / "langzaam.py", SLOW)
    write(project / "eigen/missing.html", "{{ slow() }}")
    write(
        project / "pelicanconf.py",
        SETTINGS
        + f"JOBS = {jobs}\nJINJA_GLOBALS = {{'slow': 'langzaam:slow'}}\nTHEME_TEMPLATES_OVERRIDES = ['eigen']\n",
    )

    with running(project, stderr=subprocess.PIPE) as build:
        build.until("slow")
        os.killpg(build.process.pid, signal.SIGINT)
        status = build.process.wait(PATIENCE)
        said = build.process.stderr.read()

    assert status == 130
    assert said == "Gestopt. De site blijft zoals ze was.\n"
    assert tree(project / "output") == before


def test_plugins_are_told_once_of_a_complete_output_with_a_manifest_they_cannot_change(project):
    write(project / "plugins/teller.py", COUNTER)
    write(project / "pelicanconf.py", SETTINGS + "PLUGIN_PATHS = ['plugins']\nPLUGINS = ['teller']\n")

    done = pelican(project)

    said = [line for line in done.stdout.splitlines() if "…" not in line and not line.startswith("Klaar")]
    assert said == ["finalized", "complete True True True", "nothing more True", "read-only"]
    assert (project / "output/mine.txt").is_file()


def test_plugins_hear_nothing_of_a_site_that_was_not_published(project):
    write(project / "plugins/teller.py", COUNTER)
    write(project / "pelicanconf.py", SETTINGS + "PLUGIN_PATHS = ['plugins']\nPLUGINS = ['teller']\n")
    write(project / PARTY, WRONG_PARTY)

    done = pelican(project)

    assert done.returncode == 1
    assert "finalized" not in done.stdout


def test_option_s_names_the_settings(project):
    write(project / "elders.py", SETTINGS.replace("kaaistad.example", "elders.example"))

    done = pelican(project, "-s", "elders.py")

    assert done.returncode == 0
    assert "https://elders.example/kaai/" in (project / "output/sitemap.xml").read_text(encoding="utf-8")


def test_option_o_names_the_output(project):
    done = pelican(project, "-o", "elders/site")

    assert done.returncode == 0
    assert (project / "elders/site" / PARTY_URL).is_file()
    assert not (project / "output").exists()


def test_option_t_names_the_theme(project):
    write(project / "pelicanconf.py", SETTINGS.replace("THEME =", "MINE ="))
    theme = project / "thema"
    theme.symlink_to(SETTINGS.partition("THEME = '")[2].partition("'")[0])

    done = pelican(project, "-t", "thema")

    assert done.returncode == 0
    assert list((project / "output/theme/css").iterdir())


def test_option_e_changes_settings(project):
    done = pelican(project, "-e", 'BUILD_DAY="2026-11-20"', 'SITEURL="https://elders.example"')

    assert done.returncode == 0
    assert json.loads((project / "output/build.json").read_text(encoding="utf-8"))["day"] == "2026-11-20"
    assert "https://elders.example/kaai/" in (project / "output/sitemap.xml").read_text(encoding="utf-8")


def test_the_content_folder_can_be_named(project):
    (project / "content").rename(project / "teksten")
    write(project / "content/brug/nieuws/leeg.md", "Niet deze.")

    done = pelican(project, "teksten")

    assert done.returncode == 0
    assert (project / "output" / PARTY_URL).is_file()


def test_option_d_is_refused_since_it_would_empty_the_site(project):
    pelican(project)
    before = tree(project / "output")

    done = pelican(project, "-d")

    assert done.returncode == 1
    assert done.stderr == (
        "DELETE_OUTPUT_DIRECTORY: de uitvoer wordt nooit leeggemaakt; wat weg is, wordt verwijderd. "
        "Wis deze instelling.\n"
    )
    assert tree(project / "output") == before


def test_option_l_serves_the_site(project):
    pelican(project)
    port = free_port()

    with running(project, "-l", "-b", "127.0.0.1", "-p", str(port)) as server:
        server.until("Serving site at")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/kaai/", timeout=PATIENCE) as answer:
            page = answer.read()

    assert page == (project / "output/kaai/index.html").read_bytes()


def test_option_r_builds_again_after_each_change_and_goes_on_after_a_problem(project):
    party = project / PARTY

    with running(project, "-r") as watcher:
        watcher.until("Klaar: 3 wijken")
        watcher.persist(lambda: write(party, POSTS[PARTY].replace("Feest", "Bal")), "Klaar: 3 wijken")
        assert "Bal aan de kaai" in (project / "output" / PARTY_URL).read_text(encoding="utf-8")
        watcher.persist(lambda: write(party, WRONG_PARTY), WRONG_SENTENCES[0])
        assert "Bal aan de kaai" in (project / "output" / PARTY_URL).read_text(encoding="utf-8")
        write(project / "content/brug/nieuws/nieuw.md", "---\ntitle: Nieuw\npublished: 2026-11-05\n---\nTekst.\n")
        watcher.persist(lambda: write(party, POSTS[PARTY].replace("Feest", "Fuif")), "Klaar: 3 wijken")
        assert "Fuif aan de kaai" in (project / "output" / PARTY_URL).read_text(encoding="utf-8")
        os.killpg(watcher.process.pid, signal.SIGINT)
        watcher.process.wait(PATIENCE)


@pytest.mark.parametrize(
    ("arguments", "watching"),
    [
        ([], False),
        (["-r"], True),
        (["-lr"], True),
        (["-vrD"], True),
        (["--autoreload"], True),
        (["--auto"], True),
        (["content", "-o", "r", "-s", "pelicanconf.py"], False),
        (["-ooutputr"], False),
        (["-spelicanconf-rare.py"], False),
        (["--relative-urls"], False),
    ],
)
def test_watching_is_told_from_the_command_alone(monkeypatch, arguments, watching):
    monkeypatch.setattr("sys.argv", ["pelican", *arguments])

    assert _watching() == watching


def test_no_command_leaves_anything_beside_the_output(project):
    before = {path.name for path in project.iterdir()}

    pelican(project)

    made = {path.name for path in Path(project).iterdir()} - before
    assert made <= {"output", ".cache", "__pycache__"}
