"""Many cities on the workers of a Dask scheduler: a worker that dies, and one of another version."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.projects import SETTINGS, make_project, many_posts, surroundings, tree, write

SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker"]
SLOW = """
import time

def slow():
    time.sleep(0.05)
    return ""
"""
PATIENCE = 60


class Cluster:
    """A scheduler with workers, each a process of its own on this machine."""

    def __init__(self, stack, folder):
        self.stack, self.folder = stack, folder
        self.scheduler = self.start(*SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self.wait_for(self.scheduler, r"Scheduler at:\s+(tcp://\S+)")

    def start(self, *command, **environment):
        log = (self.folder / f"{len(list(self.folder.iterdir()))}.log").open("w+", encoding="utf-8")
        process = subprocess.Popen(
            command, cwd=self.folder, env=surroundings(**environment), stdout=log, stderr=subprocess.STDOUT
        )
        process.log = log.name
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        self.stack.callback(log.close)
        return process

    def worker(self, **environment):
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        found = self.start(*WORKER, self.address, *options, **environment)
        self.wait_for(found, r"(Registered to)")
        return found

    def wait_for(self, process, pattern):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with Path(process.log).open(encoding="utf-8") as log:
                found = re.search(pattern, log.read())
            if found:
                return found[1]
            assert process.poll() is None
            time.sleep(0.05)
        raise AssertionError(f"no {pattern}")


@pytest.fixture
def cluster(tmp_path):
    folder = tmp_path / "cluster"
    folder.mkdir()
    with ExitStack() as stack:
        yield Cluster(stack, folder)


@pytest.fixture
def cities(tmp_path):
    """Two cities with enough pages, slow ones, to be caught in the middle; and the file that names them."""
    for name in ("kaaistad", "molenstad"):
        folder = make_project(tmp_path / name, **many_posts(60))
        write(folder / "langzaam.py", SLOW)
        write(folder / "eigen/follow.html", "{{ slow() }}{{ page.title }}")
        found = f"import sys\nsys.path.insert(0, {str(folder)!r})\n"
        settings = found + SETTINGS
        extra = (
            f"WARDS_FILE = {str(folder / 'wards.yaml')!r}\nDATA_PATH = {str(folder / 'data')!r}\n"
            f"THEME_TEMPLATES_OVERRIDES = [{str(folder / 'eigen')!r}]\n"
            "JINJA_GLOBALS = {'slow': 'langzaam:slow'}\n"
        )
        write(folder / "pelicanconf.py", settings + extra)
    file = tmp_path / "cities.yaml"
    write(
        file,
        "".join(
            f"- {{settings: {name}/pelicanconf.py, output: {name}/output}}\n" for name in ("kaaistad", "molenstad")
        ),
    )
    return file


def build_cities(file, *options):
    return [sys.executable, "-m", "wijksites", "build-cities", str(file), *options]


def python_path(file):
    return os.pathsep.join(str(file.parent / name) for name in ("kaaistad", "molenstad"))


def built(file):
    return {name: tree(file.parent / name / "output") for name in ("kaaistad", "molenstad")}


def without_outputs(file):
    for name in ("kaaistad", "molenstad"):
        subprocess.run(["rm", "-r", str(file.parent / name / "output"), str(file.parent / name / ".cache")], check=True)


def test_two_cities_on_workers_of_which_one_is_lost_equal_the_local_build(cluster, cities):
    done = subprocess.run(
        build_cities(cities), env=surroundings(), cwd=cities.parent, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stdout + done.stderr
    local = built(cities)
    without_outputs(cities)
    workers = [cluster.worker(PYTHONPATH=python_path(cities)) for _ in range(2)]

    building = cluster.start(*build_cities(cities, "--scheduler", cluster.address), PYTHONPATH=python_path(cities))
    staged = cities.parent / "kaaistad/.output.staging"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not (staged.is_dir() and any(staged.iterdir())):
        assert building.poll() is None
        time.sleep(0.01)
    workers[0].send_signal(signal.SIGKILL)

    assert building.wait(PATIENCE) == 0, Path(building.log).read_text(encoding="utf-8")
    assert built(cities) == local
    assert len(local["kaaistad"]) > 100


def test_a_worker_with_another_version_refuses(cluster, cities):
    changed = cities.parent / "anders"
    write(changed / "sitecustomize.py", "import sys\nsys.version += ' (of somebody else)'\n")
    cluster.worker(PYTHONPATH=f"{changed}{os.pathsep}{python_path(cities)}")

    done = subprocess.run(
        build_cities(cities, "--scheduler", cluster.address),
        env=surroundings(),
        cwd=cities.parent,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 1
    assert sorted(done.stdout.splitlines()) == [
        f"{name}/pelicanconf.py: SCHEDULER: een werker heeft een andere versie van wijksites of van een bibliotheek. "
        "Installeer overal hetzelfde, en start de werkers opnieuw."
        for name in ("kaaistad", "molenstad")
    ]
    assert not (cities.parent / "kaaistad/output").exists()


def test_a_scheduler_that_does_not_answer_is_named(cities):
    done = subprocess.run(
        build_cities(cities, "--scheduler", "tcp://127.0.0.1:9"),
        env=surroundings(),
        cwd=cities.parent,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stderr) == (
        1,
        "SCHEDULER: op ‘tcp://127.0.0.1:9’ antwoordt niets. Schrijf bijvoorbeeld: tcp://127.0.0.1:8786\n",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\n", "1:1: hier hoort een lijst, bijvoorbeeld: `- {settings: gent/settings.py, output: www/gent}`"),
        ("- {output: b}\n", "1:3: er staat geen `settings`. Voeg een regel toe, bijvoorbeeld: `settings: ...`"),
    ],
)
def test_a_list_of_cities_that_is_wrong_is_answered_with_its_line(tmp_path, text, sentence):
    write(tmp_path / "cities.yaml", text)

    done = subprocess.run(
        build_cities("cities.yaml"), env=surroundings(), cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (1, f"cities.yaml:{sentence}\n")
