"""What a build remembers of pictures: one that did not change is not opened again, and pages show what there is now."""

import pytest
from PIL import Image
from tests.projects import POSTS, make_project, tree, write

from wijksites.build import build, build_site, index, pictures
from wijksites.shell import load_settings, today

BRUG = "content/stad/nieuws/brug.md"
PICTURE = "content/stad/nieuws/brug.png"
SHOWN = POSTS[BRUG].replace("title:", "image: brug.png\nalt: De brug\ntitle:")


def built(project, **changes):
    settings = load_settings(
        str(project / "pelicanconf.py"),
        WARDS_FILE=str(project / "wards.yaml"),
        DATA_PATH=str(project / "data"),
        SHEETS=False,
        **{"JOBS": 1, **changes},
    )
    return build_site(settings, today(settings))


def paint(project, colour="red", name=PICTURE, size=(900, 600)):
    Image.new("RGB", size, colour).save(project / name)


def copies(project):
    return sorted(file.name for file in (project / "output/beeld").glob("*"))


@pytest.fixture
def project(tmp_path):
    """A project with a picture, built once."""
    made = make_project(tmp_path / "project", **{BRUG: SHOWN})
    paint(made)
    assert built(made).status == 0
    return made


@pytest.fixture
def opened(monkeypatch):
    """The pictures of which copies are made."""
    found = []
    original = pictures.build_picture
    monkeypatch.setattr(pictures, "build_picture", lambda job: found.append(job.path) or original(job))
    return found


def test_the_copies_of_a_picture_are_all_in_the_output_and_the_original_is_not(project):
    [name] = {file[:15] for file in copies(project)}

    assert name.startswith("brug-")
    assert [file.removeprefix(name) for file in copies(project)] == sorted(
        [f"-{size}.{kind}" for size in ("480", "900", "50x50-112", "50x50-224") for kind in ("avif", "jpg", "webp")]
    )
    assert not list((project / "output").rglob("*.png"))


def test_a_picture_that_is_as_it_was_is_not_opened(project, opened):
    write(project / BRUG, SHOWN.replace("Fietsers", "Wandelaars"))

    assert built(project).status == 0
    assert opened == []


def test_a_picture_that_was_saved_again_as_it_was_is_not_opened(project, opened):
    paint(project)

    assert built(project).status == 0
    assert opened == []


def test_another_picture_takes_the_place_of_the_old_one_on_every_page(project, opened):
    before = copies(project)
    paint(project, "blue")

    assert built(project).status == 0
    assert opened == ["stad/nieuws/brug.png"]
    assert not set(before) & set(copies(project))
    pages = b"".join(data for path, data in tree(project / "output").items() if path.endswith((".html", ".rss")))
    assert not any(name.encode() in pages for name in before)
    assert all(name.encode() in pages for name in copies(project))


@pytest.mark.parametrize("harm", ["unlink", "write_bytes"])
def test_only_the_copy_that_was_harmed_is_made_again(project, opened, monkeypatch, harm):
    before = tree(project / "output")
    file = next((project / "output/beeld").glob("*-480.avif"))
    getattr(file, harm)(*([b"kapot"] if harm == "write_bytes" else []))

    outcome = built(project)

    assert outcome.changes.written == 1
    assert opened == ["stad/nieuws/brug.png"]
    assert tree(project / "output") == before


def test_another_version_of_the_code_makes_every_page_again_but_no_picture(project, opened, monkeypatch):
    before = tree(project / "output")
    (project / "output/oud.html").write_text("van vroeger", encoding="utf-8")
    monkeypatch.setattr(build, "toolchain", lambda: "another")

    outcome = built(project)

    assert outcome.notes == ("De cache is van een andere versie. Alles wordt opnieuw gemaakt.",)
    assert opened == []
    assert tree(project / "output") == before


def test_another_way_to_make_pictures_makes_them_again(project, opened, monkeypatch):
    monkeypatch.setattr(build, "toolchain", lambda: "another")
    monkeypatch.setattr(index, "picture_version", lambda: "another")

    assert built(project).status == 0
    assert opened == ["stad/nieuws/brug.png"]


def test_what_is_known_of_pictures_may_be_damaged(project, opened, monkeypatch):
    monkeypatch.setattr(build, "toolchain", lambda: "another")
    file = index.Cache(project / "output").pictures
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    assert built(project).status == 0
    assert opened == ["stad/nieuws/brug.png"]


def test_a_square_that_is_wanted_later_adds_its_files_alone(project, opened):
    before = set(copies(project))
    write(project / BRUG, SHOWN.replace("alt:", "focus: 0% 50%\nalt:"))

    assert built(project).status == 0
    assert {name.partition("-0x50-")[1] for name in set(copies(project)) - before} == {"-0x50-"}
    assert {name.partition("-50x50-")[1] for name in before - set(copies(project))} == {"-50x50-"}


def test_a_picture_is_published_with_its_post_and_not_before(project):
    write(project / BRUG, SHOWN.replace("2026-11-03", "2027-11-03"))

    assert built(project).status == 0
    assert copies(project) == []


def test_two_processes_make_the_bytes_that_one_makes(project):
    lines = []
    for number, colour in enumerate(("red", "green", "blue", "white")):
        paint(project, colour, f"content/stad/nieuws/foto-{number}.png", (600, 400))
        lines.append(f"![Kleur {number}](foto-{number}.png)\n")
    write(project / BRUG, SHOWN + "\n".join(lines))

    assert built(project, JOBS=2, OUTPUT_PATH=str(project / "twee/output")).status == 0
    assert built(project, OUTPUT_PATH=str(project / "een/output")).status == 0
    assert tree(project / "twee/output") == tree(project / "een/output")


def test_the_same_picture_in_two_folders_is_published_once(project):
    paint(project, name="content/molen/nieuws/brug.png")
    write(
        project / "content/molen/nieuws/wieken.md",
        POSTS["content/molen/nieuws/wieken.md"].replace("title:", "image: brug.png\nalt: De brug\ntitle:"),
    )
    before = copies(project)

    assert built(project).status == 0
    assert copies(project) == before
    assert built(project).changes.written == 0


def test_the_first_picture_of_a_page_is_asked_at_once_and_the_others_when_they_come_into_view(project):
    write(project / BRUG, SHOWN + '![Nog eens](brug.png "Foto van An")\n')

    assert built(project).status == 0
    page = (project / "output/nieuws/brug/index.html").read_text(encoding="utf-8")
    first, second = (part.partition(">")[0] for part in page.split("<img ")[1:])
    assert 'alt="De brug"' in first and "loading" not in first
    assert 'alt="Nog eens"' in second and 'loading="lazy"' in second
    assert '<span class="picture__credit">Beeld: Foto van An</span>' in page
    assert "style=" not in page
