"""Publication: the output changes as a whole or not at all, whenever the build dies."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.killed import NEW, OLD, publish_site
from tests.projects import PARTY, PARTY_URL, POSTS, ROOT, make_project, surroundings, tree, write

from wijksites.build import build_site, tasks
from wijksites.build.publish import JOURNAL, PublishError, prepare, recover, staging_folder
from wijksites.shell import load_settings, today

THIRD = {"build.json": b"3", "index.html": b"third front page", "swap": b"a file again"}


def build(project):
    settings = load_settings(
        str(project / "pelicanconf.py"),
        WARDS_FILE=str(project / "wards.yaml"),
        DATA_PATH=str(project / "data"),
    )
    return build_site(settings, today(settings))


def kill(kind, folder, step):
    """The disk after a death at every `step`-th change, in order."""
    program = [sys.executable, "-m", "tests.killed", kind, str(folder), str(step)]
    subprocess.run(program, cwd=ROOT, env=surroundings(), check=True, timeout=300)
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """Deaths during the publication of NEW over OLD, at every change."""
    return kill("publish", tmp_path_factory.mktemp("publish") / "deaths", 1)


@pytest.fixture(scope="module")
def changed_project(tmp_path_factory):
    """A project that was built and then changed: a title, a new post, a post that is gone."""
    folder = make_project(tmp_path_factory.mktemp("build") / "before")
    build(folder)
    write(folder / PARTY, POSTS[PARTY].replace("Feest", "Groot feest"))
    write(folder / "content/brug/nieuws/nieuw.md", "---\ntitle: Nieuw\npublished: 2026-11-05\n---\nTekst.\n")
    (folder / "content/stad/nieuws/brug.md").unlink()
    return folder


@pytest.fixture(scope="module")
def clean(changed_project, tmp_path_factory):
    """What the changed project gives when nothing was there before."""
    folder = tmp_path_factory.mktemp("clean") / "project"
    shutil.copytree(changed_project, folder, ignore=shutil.ignore_patterns("output"))
    build(folder)
    return tree(folder / "output")


@pytest.fixture(scope="module")
def killed_builds(changed_project):
    """Deaths during builds of the changed project: at every change of one that goes on from the last, and at every
    third of one that has lost its cache."""
    going_on = kill("build", changed_project.parent / "deaths", 1)
    first = kill("first", changed_project.parent / "deaths-first", 3)
    assert len(going_on) + len(first) >= 100
    return [*going_on, *first]


def journal(place):
    return staging_folder(place / "output") / JOURNAL


def test_the_deaths_cover_staging_moving_and_removing(killed):
    outputs = [tree(place / "output") for place in killed]
    with_journal = [output for place, output in zip(killed, outputs, strict=True) if journal(place).exists()]

    assert sum(output == OLD for output in outputs) > len(NEW)
    assert any(OLD.items() & output.items() and NEW.items() - OLD.items() & output.items() for output in with_journal)
    assert any("turn" in output and "gone/deep/index.html" in output for output in with_journal)
    assert any(output == NEW for output in with_journal)


def test_a_death_before_the_journal_leaves_the_old_site_whole(killed):
    for place in killed:
        if not journal(place).exists():
            assert tree(place / "output") in (OLD, NEW), place.name


def test_a_death_leaves_no_half_file(killed):
    for place in killed:
        for path, data in tree(place / "output").items():
            assert data in (OLD.get(path), NEW.get(path)), (place.name, path)


def test_a_death_takes_no_page_away_that_stays(killed):
    for place in killed:
        assert {"build.json", "index.html", "kaai/index.html"} <= tree(place / "output").keys(), place.name


def test_a_death_after_the_journal_is_completed_before_anything_else(killed, tmp_path):
    interrupted = [place for place in killed if journal(place).exists()]
    for place in interrupted:
        output = tmp_path / place.name / "output"
        shutil.copytree(place, output.parent)

        prepare(output)

        assert tree(output) == NEW, place.name
    assert interrupted


@pytest.mark.parametrize("site", [NEW, THIRD], ids=["same", "other"])
def test_the_run_after_a_death_ends_in_exactly_its_own_site(killed, tmp_path, site):
    for place in killed:
        output = tmp_path / place.name / "output"
        shutil.copytree(place, output.parent)

        publish_site(output, site)

        assert tree(output) == site, place.name
        assert list(output.parent.iterdir()) == [output], place.name
        assert all(path.is_file() or any(path.iterdir()) for path in output.rglob("*")), place.name


def test_a_build_that_dies_leaves_each_file_old_or_new(killed_builds, changed_project, clean):
    before = tree(changed_project / "output")
    states = set()
    for place in killed_builds:
        output = tree(place / "output")
        states.add("old" if output == before else "new" if output == clean else "between")

        for path, data in output.items():
            assert data in (before.get(path), clean.get(path)), (place.name, path)
        assert output in (before, clean) or journal(place).exists(), place.name
    assert states >= {"old", "between"}


def test_the_build_after_a_death_ends_in_the_clean_output(killed_builds, clean):
    for place in killed_builds:
        build(place)

        assert tree(place / "output") == clean, place.name
        assert not staging_folder(place / "output").exists(), place.name


def test_a_changed_project_ends_in_the_clean_output(changed_project, clean, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(changed_project, project)

    build(project)

    assert tree(project / "output") == clean


def test_a_folder_with_somebody_elses_files_is_refused(tmp_path):
    output = tmp_path / "output"
    write(output / "thesis.txt", "years of work")

    with pytest.raises(PublishError) as error:
        prepare(output)

    assert str(error.value) == (
        f"OUTPUT_PATH: in de map ‘{output}’ staan bestanden die niet van deze site zijn. Kies een lege map."
    )
    assert tree(tmp_path) == {"output/thesis.txt": b"years of work"}


def test_an_output_that_is_a_file_is_refused(tmp_path):
    output = tmp_path / "output"
    write(output, "a file")

    with pytest.raises(PublishError) as error:
        prepare(output)

    assert str(error.value) == f"OUTPUT_PATH: ‘{output}’ is een bestand, geen map. Kies een map."
    assert tree(tmp_path) == {"output": b"a file"}


@pytest.mark.parametrize("files", [{}, {".htaccess": "a", ".git/config": "b"}], ids=["empty", "files of the server"])
def test_a_folder_without_pages_may_be_used(tmp_path, files):
    output = tmp_path / "output"
    output.mkdir()
    for path, text in files.items():
        write(output / path, text)

    publish_site(output, NEW)

    assert tree(output) == {**NEW, **{path: text.encode() for path, text in files.items()}}


def test_a_file_gives_way_to_a_folder_and_comes_back(tmp_path):
    output = tmp_path / "output"

    for site in (OLD, NEW, OLD):
        publish_site(output, site)
        assert tree(output) == site


def test_unchanged_files_are_not_touched(tmp_path):
    output = tmp_path / "output"
    publish_site(output, OLD)
    for file in (path for path in output.rglob("*") if path.is_file()):
        os.utime(file, (1000, 1000))

    publish_site(output, NEW)

    untouched = {path for path in tree(output) if (output / path).stat().st_mtime == 1000}
    assert untouched == {"kaai/index.html"}


def test_a_second_build_without_changes_touches_nothing(tmp_path):
    project = make_project(tmp_path)
    build(project)

    changes = build(project).changes

    assert (changes.written, changes.removed) == (0, 0)


@pytest.mark.parametrize("harm", [lambda file: file.unlink(), lambda file: file.write_bytes(b"x")])
def test_a_file_that_is_missing_or_changed_in_the_output_is_made_again(tmp_path, harm):
    project = make_project(tmp_path)
    build(project)
    good = tree(tmp_path / "output")
    harm(tmp_path / "output" / PARTY_URL)

    build(project)

    assert tree(tmp_path / "output") == good


def test_files_of_the_server_and_of_the_search_indexer_stay(tmp_path):
    output = tmp_path / "output"
    publish_site(output, OLD)
    others = {".htaccess": b"a", ".well-known/security.txt": b"b", "zoeken/index/words.bin": b"c"}
    for path, data in others.items():
        write(output / path, data.decode())

    publish_site(output, NEW)

    assert tree(output) == {**NEW, **others}


def test_files_that_nobody_makes_any_more_are_removed_with_their_empty_folders(tmp_path):
    output = tmp_path / "output"
    publish_site(output, OLD)

    publish_site(output, {"build.json": b"2"})

    assert sorted(path.name for path in output.rglob("*")) == ["build.json"]


def test_the_page_of_a_post_that_is_held_back_stays_with_what_it_shows(tmp_path):
    output = tmp_path / "output"
    publish_site(output, OLD)

    publish_site(output, {"build.json": b"2"}, kept=("gone/",))

    assert tree(output) == {"build.json": b"2", "gone/deep/index.html": b"gone"}


def test_the_mark_of_a_complete_site_is_moved_in_last(tmp_path, monkeypatch):
    output = tmp_path / "output"
    moved = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda one, other: moved.append(Path(other).name) or replace(one, other))

    publish_site(output, NEW)

    assert moved[0] == JOURNAL
    assert moved[-1] == "build.json"
    assert set(moved[1:-1]) == {"index.html", "kaai", "swap", "turn"}  # folders that are new move as a whole


def test_without_an_interrupted_publication_there_is_nothing_to_recover(tmp_path):
    assert not recover(tmp_path / "output")


@pytest.mark.parametrize("number", [0, 2, 40])
def test_a_full_disk_leaves_the_old_site_as_it_was(tmp_path, monkeypatch, number):
    project = make_project(tmp_path)
    build(project)
    before = tree(tmp_path / "output")
    write(project / PARTY, POSTS[PARTY].replace("Feest", "Groot feest"))
    if number > 10:
        shutil.rmtree(tmp_path / ".cache")  # then everything is made again
    real, left = tasks.write, iter(range(number))

    def full(file, data):
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data)

    monkeypatch.setattr(tasks, "write", full)
    with pytest.raises(OSError, match="No space left"):
        build(project)
    assert tree(tmp_path / "output") == before

    monkeypatch.undo()
    build(project)
    assert "Groot feest" in (tmp_path / "output" / PARTY_URL).read_text(encoding="utf-8")
    assert not staging_folder(tmp_path / "output").exists()


def test_a_disk_that_is_full_loses_nothing_and_the_next_run_ends_in_the_clean_output(changed_project, clean, tmp_path):
    shutil.copytree(changed_project, tmp_path / "before")
    for path, data in clean.items():
        file = tmp_path / "clean" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    program = [sys.executable, str(ROOT / "tests/full_disk.py"), str(tmp_path)]
    # A namespace of its own: nobody else sees the small disk, and it needs no rights.
    alone = [] if os.geteuid() == 0 else ["--map-root-user"]

    done = subprocess.run(
        ["unshare", "--mount", *alone, *program], env=surroundings(), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    outcomes = dict(line.split() for line in done.stdout.splitlines())
    assert outcomes["0"] == "False"
    assert outcomes["3000000"] == "True"
