"""Releases: readers see the old site or the new one, and the one before is a word away."""

import json
import shutil
from pathlib import Path

import pytest
from tests.projects import tree, write

from wijksites.cli import main
from wijksites.release import ReleaseError, publish_folder, publish_storage, roll_back

SITE = {"build.json": "1", "index.html": "portaal", "kaai/index.html": "kaai", "theme/css/site.1.css": "a"}


def site(folder, **changes):
    """An output folder: SITE with other texts."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in (SITE | changes).items():
        write(folder / path, text)
    return folder


@pytest.fixture
def output(tmp_path):
    return site(tmp_path / "output")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "www"


def releases(target):
    return {path.name for path in (target / "releases").iterdir()}


def test_a_release_is_what_the_output_is(output, target):
    digest = publish_folder(output, target)

    assert tree(target / "current") == tree(output)
    assert (target / "current").readlink() == Path("releases") / digest


def test_the_same_site_is_the_same_release(output, target):
    first = publish_folder(output, target)

    assert publish_folder(output, target) == first
    assert releases(target) == {first}


def test_what_did_not_change_is_the_same_file(output, target):
    first = publish_folder(output, target)
    site(output, **{"index.html": "nieuw portaal"})
    second = publish_folder(output, target)

    inodes = {
        path: [(target / "releases" / digest / path).stat().st_ino for digest in (first, second)] for path in SITE
    }
    assert {path for path, (one, other) in inodes.items() if one == other} == SITE.keys() - {"index.html"}
    assert (target / "releases" / first / "index.html").read_text(encoding="utf-8") == "portaal"


def test_a_later_build_leaves_the_releases_alone(output, target):
    publish_folder(output, target)
    before = tree(target / "current")

    site(output, **{"kaai/index.html": "anders"})

    assert tree(target / "current") == before


def test_five_releases_are_kept(output, target):
    made = []
    for number in range(7):
        site(output, **{"index.html": str(number)})
        made.append(publish_folder(output, target))

    assert releases(target) == set(made[-5:])
    assert (target / "current/index.html").read_text(encoding="utf-8") == "6"


def test_a_rollback_shows_the_release_before_and_again_the_one_before_that(output, target):
    for number in range(3):
        site(output, **{"index.html": str(number)})
        publish_folder(output, target)

    roll_back(target)
    assert (target / "current/index.html").read_text(encoding="utf-8") == "1"
    roll_back(target)
    assert (target / "current/index.html").read_text(encoding="utf-8") == "0"
    with pytest.raises(ReleaseError) as caught:
        roll_back(target)

    assert str(caught.value) == (
        f"TARGET: in ‘{target / 'releases'}’ is er geen vroegere release om naar terug te gaan."
    )


def test_after_a_rollback_the_next_publication_goes_on(output, target):
    for number in range(2):
        site(output, **{"index.html": str(number)})
        publish_folder(output, target)
    roll_back(target)
    site(output, **{"index.html": "2"})

    publish_folder(output, target)
    roll_back(target)

    assert (target / "current/index.html").read_text(encoding="utf-8") == "1"


def test_a_release_that_was_left_half_is_made_again(output, target):
    digest = publish_folder(output, target)
    (target / "releases" / digest).rename(target / "releases" / f".{digest}.draft")
    (target / "releases" / f".{digest}.draft/index.html").unlink()

    publish_folder(output, target)

    assert tree(target / "current") == tree(output)
    assert releases(target) == {digest}


def test_files_of_the_server_are_no_part_of_a_release(output, target):
    write(output / ".htaccess", "a")

    publish_folder(output, target)

    assert not (target / "current/.htaccess").exists()


def test_an_output_that_was_never_completed_is_refused(output, target):
    (output / "build.json").unlink()

    with pytest.raises(ReleaseError) as caught:
        publish_folder(output, target)

    assert str(caught.value) == f"OUTPUT: in ‘{output}’ staat geen volledige site. Voer eerst `make site` uit."
    assert not target.exists()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("", "TARGET: ‘{target}’ is een bestand, geen map. Kies een map."),
        ("thesis.txt", "TARGET: in de map ‘{target}’ staat iets anders. Kies een lege map."),
    ],
)
def test_a_target_that_is_somebody_elses_is_refused(output, target, path, sentence):
    write(target / path if path else target, "jaren werk")

    with pytest.raises(ReleaseError) as caught:
        publish_folder(output, target)

    assert str(caught.value) == sentence.format(target=target)


def test_a_folder_in_the_place_of_the_link_is_refused(output, target):
    publish_folder(output, target)
    (target / "current").unlink()
    write(target / "current/index.html", "van iemand anders")

    with pytest.raises(ReleaseError) as caught:
        publish_folder(output, target)

    assert (
        str(caught.value)
        == f"TARGET: ‘{target / 'current'}’ is geen koppeling van ons. Wis ze, of kies een andere map."
    )


def test_the_commands_say_what_they_did(output, target, capsys):
    site(output)
    assert main(["publish", str(target), "--output", str(output)]) == 0
    first = (target / "current").readlink().name
    site(output, **{"index.html": "2"})
    assert main(["publish", str(target), "--output", str(output)]) == 0
    second = (target / "current").readlink().name
    assert main(["rollback", str(target)]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"Gepubliceerd: {target} toont release {first}.",
        f"Gepubliceerd: {target} toont release {second}.",
        f"Teruggezet: {target} toont release {first}.",
    ]


class TestStorage:
    """Object storage, here a folder that fsspec treats as one."""

    def test_the_manifest_names_the_release_and_its_files(self, output, target):
        digest = publish_storage(output, f"file://{target}")

        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["release"] == digest
        assert set(manifest["files"]) == set(SITE)
        assert tree(target / "releases" / digest) == tree(output)

    def test_a_second_release_has_all_files_too(self, output, target):
        publish_storage(output, f"file://{target}")
        site(output, **{"index.html": "nieuw"})

        digest = publish_storage(output, f"file://{target}")

        assert tree(target / "releases" / digest) == tree(output)

    def test_an_upload_that_breaks_off_leaves_the_old_release_in_view(self, output, target, monkeypatch):
        from fsspec.implementations.local import LocalFileSystem

        first = publish_storage(output, f"file://{target}")
        site(output, **{"index.html": "nieuw", "kaai/index.html": "anders"})
        real, left = LocalFileSystem.put_file, iter(range(1))

        def broken(self, *arguments, **named):
            if next(left, None) is None:
                raise OSError("the line is gone")
            return real(self, *arguments, **named)

        monkeypatch.setattr(LocalFileSystem, "put_file", broken)
        with pytest.raises(OSError, match="the line is gone"):
            publish_storage(output, f"file://{target}")

        assert json.loads((target / "manifest.json").read_text(encoding="utf-8"))["release"] == first

    def test_five_releases_are_kept(self, output, target):
        for number in range(7):
            site(output, **{"index.html": str(number)})
            publish_storage(output, f"file://{target}")

        assert len(releases(target)) == 5

    def test_an_unknown_kind_of_storage_is_refused(self, output):
        with pytest.raises(ReleaseError) as caught:
            publish_storage(output, "onbekend://emmer")

        assert str(caught.value).startswith("TARGET: ‘onbekend://emmer’ kunnen we niet gebruiken: ")


def test_a_manifest_that_cannot_be_read_is_not_taken_for_none(output, tmp_path, monkeypatch):
    from fsspec.implementations.local import LocalFileSystem

    target = f"file://{tmp_path / 'bucket'}"
    publish_storage(output, target)

    def refused(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr(LocalFileSystem, "cat_file", refused)
    with pytest.raises(PermissionError):
        publish_storage(output, target)


def test_an_old_release_that_could_not_be_removed_is_removed_the_next_time(output, tmp_path):
    target = tmp_path / "bucket"
    publish_storage(output, f"file://{target}")
    write(target / "releases/oud/index.html", "oud")
    publish_storage(output, f"file://{target}")

    assert "oud" not in releases(target)


def test_a_release_waits_for_a_build_of_the_same_output(output, target, capsys):
    import threading

    from wijksites.build.index import Cache

    cache = Cache(output)
    cache.prepare()
    with cache.locked(lambda: None):
        waiting = threading.Thread(target=main, args=(["publish", str(target), "--output", str(output)],))
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        assert not target.exists()
    waiting.join(20)

    assert tree(target / "current") == tree(output)
