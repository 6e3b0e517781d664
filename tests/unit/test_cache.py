"""What a build remembers: it saves work and nothing else, whatever became of it."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from tests.projects import PARTY, PARTY_URL, POSTS, make_project, surroundings, tree, write

from wijksites.build import build_site
from wijksites.build.index import MAGIC, Cache
from wijksites.shell import load_settings, today

DAMAGED = "De cache was beschadigd. Alles wordt opnieuw gemaakt; er gaat niets verloren."
FOREIGN = "De cache is van een andere versie. Alles wordt opnieuw gemaakt."
BRUG = "content/stad/nieuws/brug.md"


def build(project, **changes):
    settings = load_settings(
        str(project / "pelicanconf.py"),
        WARDS_FILE=str(project / "wards.yaml"),
        DATA_PATH=str(project / "data"),
        **changes,
    )
    return build_site(settings, today(settings))


def text_of(project, path):
    return (project / "output" / path).read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    """A project that was built once."""
    made = make_project(tmp_path / "project")
    assert build(made).status == 0
    return made


@pytest.fixture
def index(project):
    """The file of the index."""
    return Cache(project / "output").file


def cut(data):
    return data[: len(data) // 2]


def turned(data):
    return data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]


def of_another_version(data):
    return MAGIC.replace(b"2", b"1") + data[len(MAGIC) :]


def of_other_code(data):
    import hashlib

    body = b"0" * 32 + data[len(MAGIC) + 32 : -32]
    return MAGIC + body + hashlib.sha256(body).digest()


@pytest.mark.parametrize(
    ("harm", "note"),
    [
        (cut, DAMAGED),
        (turned, DAMAGED),
        (lambda data: b"", DAMAGED),
        (lambda data: b"somebody else's", DAMAGED),
        (of_another_version, FOREIGN),
        (of_other_code, FOREIGN),
    ],
    ids=["cut", "a bit", "empty", "another file", "another version", "other code"],
)
def test_an_index_that_cannot_be_used_is_made_again_with_one_line(project, index, harm, note):
    before = tree(project / "output")
    index.write_bytes(harm(index.read_bytes()))

    outcome = build(project)

    assert outcome.notes == (note,)
    assert (outcome.changes.written, outcome.changes.removed) == (0, 0)
    assert tree(project / "output") == before
    assert build(project).notes == ()


@pytest.mark.parametrize("harm", [lambda file: file.unlink(), lambda file: file.write_bytes(turned(file.read_bytes()))])
def test_posts_that_are_lost_from_the_cache_are_read_again(project, harm):
    before = tree(project / "output")
    for file in Cache(project / "output").store.iterdir():
        harm(file)
    (project / "output" / PARTY_URL).unlink()

    outcome = build(project)

    assert outcome.notes == (DAMAGED,)
    assert tree(project / "output") == before


def test_a_compiled_template_that_is_damaged_is_compiled_again(project):
    before = tree(project / "output")
    shutil.rmtree(project / "output")
    for file in (Cache(project / "output").folder / "templates").iterdir():
        file.write_bytes(turned(file.read_bytes()))

    assert build(project).status == 0
    assert tree(project / "output") == before


def test_the_cache_alone_gives_the_whole_site_again(project):
    before = tree(project / "output")
    shutil.rmtree(project / "output")

    outcome = build(project)

    assert outcome.notes == ()
    assert tree(project / "output") == before


def test_without_the_cache_what_is_no_longer_made_is_removed(project):
    shutil.rmtree(project / ".cache")
    (project / PARTY).unlink()
    write(project / "content/molen/nieuws/wieken.md", "---\ntitle: Wieken\npublished: 2026-11-02\n---\nTekst.\n")

    build(project)

    assert not (project / "output" / PARTY_URL).exists()
    assert not (project / "output" / PARTY_URL).parent.exists()


def test_files_with_new_times_are_the_same_files(project):
    for file in (*(project / "output").rglob("*"), *(project / "content").rglob("*")):
        os.utime(file, (1000, 1000))

    changes = build(project).changes

    assert (changes.written, changes.removed) == (0, 0)


def test_an_edit_of_the_same_length_in_the_same_moment_is_seen(project):
    build(project)
    file = project / PARTY
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    text = file.read_text(encoding="utf-8")

    file.write_text(text.replace("Iedereen is welkom", "Iedereen is nodig!"), encoding="utf-8")
    os.utime(file, ns=(times[0], times[1] + 1))
    build(project)

    assert "Iedereen is nodig!" in text_of(project, PARTY_URL)


def test_the_cache_holds_nothing_that_is_no_longer_used(project):
    store = Cache(project / "output").store
    count = len(list(store.iterdir()))

    for number in range(5):
        write(project / PARTY, POSTS[PARTY].replace("welkom", f"welkom {number}"))
        build(project)

    assert len(list(store.iterdir())) == count


def test_two_builds_of_one_folder_wait_for_each_other(project):
    program = [sys.executable, "-m", "pelican", "-e", "JOBS=1"]
    shutil.rmtree(project / ".cache")
    before = tree(project / "output")
    shutil.rmtree(project / "output")

    def run(_):
        return subprocess.run(
            program, cwd=project, env=surroundings(), capture_output=True, text=True, timeout=120, check=False
        )

    with ThreadPoolExecutor(3) as threads:
        done = list(threads.map(run, range(3)))

    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert sum("Wachten op een andere bouw van deze map" in one.stdout for one in done) >= 1
    made = {path: data for path, data in tree(project / "output").items() if "/index/" not in path}
    assert made == before  # which was built without the indexes for searching


class TestKeepGoing:
    """A wrong post does not silence the others, and keeps what it last said."""

    def test_a_wrong_post_keeps_its_page_feed_item_and_calendar_entry(self, project):
        before = tree(project / "output")
        write(project / PARTY, POSTS[PARTY].replace("kind: feest", "kind: feestje"))
        write(project / BRUG, POSTS[BRUG].replace("open", "dicht"))

        outcome = build(project, KEEP_GOING=True)

        after = tree(project / "output")
        assert outcome.status == 3
        for path in (PARTY_URL, "kaai/agenda/feest.ics", "kaai/agenda.ics", "kaai/agenda/index.html"):
            assert after[path] == before[path], path
        assert b"Feest aan de kaai" in after["kaai/feeds/agenda.rss"]
        assert b"De brug is dicht" in after["nieuws/brug/index.html"]

    def test_what_is_held_stays_held_and_known_in_the_next_build(self, project):
        write(project / PARTY, POSTS[PARTY].replace("kind: feest", "kind: feestje"))
        build(project, KEEP_GOING=True)
        once = tree(project / "output")

        again = build(project, KEEP_GOING=True)

        assert (again.status, tree(project / "output")) == (3, once)

    def test_a_post_that_is_mended_is_shown_again(self, project):
        write(project / PARTY, POSTS[PARTY].replace("kind: feest", "kind: feestje"))
        build(project, KEEP_GOING=True)
        write(project / PARTY, POSTS[PARTY].replace("Iedereen", "Heel de wijk"))

        assert build(project, KEEP_GOING=True).status == 0
        assert "Heel de wijk" in text_of(project, PARTY_URL)

    def test_a_change_that_clashes_with_another_post_is_not_shown(self, project):
        before = text_of(project, "molen/nieuws/wieken/index.html")
        file = "content/molen/nieuws/wieken.md"
        write(project / file, POSTS[file].replace("Lees ook", "Lees nu").replace("feest.md", "weg.md"))

        assert build(project, KEEP_GOING=True).status == 3
        assert text_of(project, "molen/nieuws/wieken/index.html") == before
        assert build(project, KEEP_GOING=True).status == 3
        assert text_of(project, "molen/nieuws/wieken/index.html") == before

    def test_a_post_whose_link_died_keeps_its_text_without_the_link(self, project):
        (project / PARTY).unlink()

        assert build(project, KEEP_GOING=True).status == 3
        page = text_of(project, "molen/nieuws/wieken/index.html")
        assert "<a>het feest</a>" in page
        assert not (project / "output" / PARTY_URL).exists()

    def test_a_new_post_that_is_wrong_is_left_out(self, project):
        write(project / "content/kaai/nieuws/nieuw.md", "---\ntitle: Nieuw\n---\nTekst.\n")

        assert build(project, KEEP_GOING=True).status == 3
        assert not (project / "output/kaai/nieuws/nieuw").exists()

    def test_a_post_that_takes_the_address_of_another_is_left_out_for_good(self, project):
        before = text_of(project, PARTY_URL)
        write(
            project / "content/kaai/agenda/buurt.md", POSTS[PARTY].replace("title: Feest", "slug: feest\ntitle: Buurt")
        )

        for _ in range(2):
            assert build(project, KEEP_GOING=True).status == 3
            assert text_of(project, PARTY_URL) == before

    def test_a_picture_that_is_gone_holds_back_nothing_else(self, project):
        picture = project / "content/stad/nieuws/brug.png"
        Image.new("RGB", (20, 10)).save(picture)
        write(project / BRUG, POSTS[BRUG].replace("title:", "image: brug.png\nalt: De brug\ntitle:"))
        assert build(project).status == 0
        picture.unlink()
        write(project / PARTY, POSTS[PARTY].replace("Iedereen", "Heel de wijk"))

        assert build(project, KEEP_GOING=True).status == 3
        assert "Heel de wijk" in text_of(project, PARTY_URL)
        assert "De brug is open" in text_of(project, "nieuws/brug/index.html")

    def test_a_page_that_was_kept_without_the_cache_goes_with_its_post(self, project):
        shutil.rmtree(project / ".cache")
        write(project / PARTY, POSTS[PARTY].replace("kind: feest", "kind: feestje"))
        assert build(project, KEEP_GOING=True).status == 3
        assert (project / "output" / PARTY_URL).exists()
        (project / PARTY).unlink()
        write(project / "content/molen/nieuws/wieken.md", "---\ntitle: Wieken\npublished: 2026-11-02\n---\nTekst.\n")

        assert build(project, KEEP_GOING=True).status == 0
        assert not (project / "output" / PARTY_URL).exists()

    def test_a_list_of_withdrawn_posts_that_cannot_be_read_stops_the_build(self, project):
        write(project / "content/vervallen.yaml", "- {id: [\n")

        assert build(project, KEEP_GOING=True).status == 1


def test_an_index_that_could_not_be_saved_leaves_no_page_behind(project, monkeypatch):
    write(project / "content/kaai/nieuws/fout.md", "---\ntitle: Fout\npublished: 2026-11-02\n---\nTekst.\n")

    def full(self, index, before):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Cache, "save", full)
    made = build(project, KEEP_GOING=True)
    monkeypatch.undo()
    assert made.published
    assert made.notes == (
        "De site is gepubliceerd, maar wat we bewaren voor de volgende keer kon niet geschreven worden (de schijf is "
        "vol). De volgende keer duurt het langer.",
    )
    (project / "content/kaai/nieuws/fout.md").unlink()

    assert build(project).status == 0
    assert not (project / "output/kaai/nieuws/fout").exists()


def test_a_post_that_is_held_keeps_the_page_of_its_own_slug_without_a_cache(project):
    file = project / "content/kaai/nieuws/lang.md"
    write(file, "---\ntitle: Lang\npublished: 2026-11-02\nslug: kort\n---\nTekst.\n")
    build(project)
    shutil.rmtree(project / ".cache")
    write(file, "---\ntitle: [\npublished: 2026-11-02\nslug: kort\n---\nTekst.\n")

    assert build(project, KEEP_GOING=True).status == 3
    assert (project / "output/kaai/nieuws/kort/index.html").is_file()


def test_an_empty_calendar_follows_the_address_of_the_site(project):
    build(project, SITEURL="https://elders.example")

    assert "https://elders.example/brug/agenda/" in text_of(project, "brug/agenda.ics")


def test_a_page_made_again_with_the_same_bytes_is_not_read_by_the_next_build(project, monkeypatch):
    from wijksites.build import files

    write(project / "content/kaai/nieuws/oud.md", "---\ntitle: Oud\npublished: 2020-11-02\n---\nTekst.\n")  # at rest
    build(project, BUILD_DAY="2026-12-01")
    for file in (project / "output").rglob("*"):
        os.utime(file, (1000, 1000))
    build(project, BUILD_DAY="2026-12-01")
    build(project, BUILD_DAY="2026-12-02")
    read = []
    monkeypatch.setattr(files, "read", lambda path, known=files.read: (read.append(path), known(path))[1])
    build(project, BUILD_DAY="2026-12-02")

    changed = {str(path) for path in (project / "output").rglob("*") if path.stat().st_mtime > 1001}
    assert changed
    assert {path for path in read if path.startswith(str(project / "output"))} <= changed
