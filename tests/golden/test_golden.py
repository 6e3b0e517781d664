"""The golden city against its approved output: `make golden` rewrites tests/golden/output."""

import difflib
import io
import os
import re
import shutil
from datetime import UTC, date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from tests.golden.building import CITY, DAY, HERE, links_of, run_command, settings, tree

from wijksites.build import build_site

APPROVED = HERE / "output"
DIGEST = re.compile(rb"(theme/[\w./-]+?)\.[0-9a-f]{10}(\.\w+|/)")
ANCHOR = re.compile(r'\sid="([^"]*)"')
OTHER_DAY = date(2027, 3, 14)
ON_ITS_SIDE = (CITY / "content/kaai/agenda/markt.png").read_bytes()
SHORT_LIVED = "kaai/agenda/vluchtig.md"


def comparable(files):
    """The output without what other tests look at: the theme's files, their digests, and the bytes of sheets."""
    return {
        path: data[:4] if path.endswith((".pdf", ".png")) else DIGEST.sub(rb"\1\2", data)
        for path, data in files.items()
        if not path.startswith("theme/")
    }


def first_difference(path, before, after):
    if before == after:
        return ""
    lines = [data.decode("utf-8", "backslashreplace").splitlines() for data in (before, after)]
    return "\n".join(islice(difflib.unified_diff(*lines, f"approved/{path}", f"made/{path}", n=0, lineterm=""), 20))


def rewrite(made):
    """Makes the approved tree what was made; how many files differed."""
    before = tree(APPROVED)
    shutil.rmtree(APPROVED, ignore_errors=True)
    for path, data in made.items():
        file = APPROVED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return sum(before.get(path) != made.get(path) for path in before.keys() | made.keys())


def text_of(files, *suffixes):
    return {path: data.decode() for path, data in files.items() if path.endswith(suffixes)}


def picture_of(data):
    return Image.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden") / "output"
    outcome = build_site(settings(folder), DAY)
    assert outcome.status == 0, outcome.problems
    return tree(folder)


def test_the_output_is_the_approved_one(output, capsys):
    made = comparable(output)

    if os.environ.get("WRITE_GOLDEN"):
        changed = rewrite(made)
        with capsys.disabled():
            print(f"\ntests/golden/output was rewritten: {len(made)} files, {changed} changed. Read the difference.")
    approved = tree(APPROVED)

    assert sorted(made) == sorted(approved)
    assert "\n".join(filter(None, (first_difference(path, approved[path], made[path]) for path in sorted(made)))) == ""


def test_the_approved_output_stays_small():
    assert sum(map(len, tree(APPROVED).values())) < 2_000_000


def test_the_overview_is_a_pdf(output):
    assert output["wijkregisseurs/overzicht-wijkregisseurs.pdf"].startswith(b"%PDF-")


def test_names_and_titles_stay_text_in_pages(output):
    pages = "".join(text_of(output, ".html").values())

    assert "&lt;b&gt;Hoek&lt;/b&gt;" in pages
    assert "&lt;script&gt;alert(" in pages
    assert "<b>Hoek" not in pages
    assert "<script>alert(" not in pages
    assert "onclick" not in pages


def test_drafts_and_what_is_scheduled_leave_no_trace(output):
    everything = "\n".join(
        [*output, *text_of(output, ".html", ".ics", ".rss", ".atom", ".json", ".xml", ".txt").values()]
    )

    assert "Kladversie" not in everything
    assert "agenda/klad" not in everything
    assert "Nog geheim" not in everything
    assert "agenda/gepland" not in everything
    assert "Geheim nieuws" not in everything
    assert "nieuws/morgen" not in everything


def test_every_link_leads_to_a_file_and_every_fragment_to_a_place_in_it(output):
    pages = text_of(output, ".html")
    links = {(path, *link) for path, text in pages.items() for link in links_of(path, text)}

    assert {link for link in links if link[1] not in output} == set()
    assert {
        link
        for link in links
        if link[2] and not link[2].startswith("q=") and link[2] not in ANCHOR.findall(pages[link[1]])
    } == set()


def test_a_picture_leaves_its_place_and_camera_behind(output):
    pictures = [picture_of(data) for path, data in output.items() if path.startswith("beeld/")]

    assert picture_of(ON_ITS_SIDE).getexif().get_ifd(0x8825)
    assert pictures
    assert [dict(picture.getexif()) for picture in pictures] == [{}] * len(pictures)
    assert b"Geheime Camera" not in b"".join(output.values())


def test_a_picture_on_its_side_is_put_upright(output):
    original = picture_of(ON_ITS_SIDE)
    made = [data for path, data in output.items() if path.startswith("beeld/markt-") and "50x50" not in path]

    assert original.size == (48, 36)
    assert [picture_of(data).size for data in made] == [(36, 48)] * 3


def test_only_the_pictures_of_who_serves_that_day_are_published(output):
    people = {path.split("/")[1].split("-")[0] for path in output if path.startswith("beeld/")}

    assert people == {"markt", "vantorhout"}


def test_builds_of_a_day_give_the_same_bytes_whatever_the_hour_zone_or_number_of_processes(tmp_path, output):
    hours = [datetime(2026, 12, 1, hour, 30, tzinfo=ZoneInfo("Atlantic/Azores")) for hour in (0, 23)]
    assert hours[1].astimezone(UTC).day == 2
    surroundings = [("1", "Pacific/Kiritimati", "C"), ("2", "America/Los_Angeles", "C.UTF-8")]

    for jobs, hour, (seed, zone, locale) in zip((1, 2), hours, surroundings, strict=True):
        environment = {
            "SOURCE_DATE_EPOCH": str(int(hour.timestamp())),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
        }
        done = run_command(tmp_path / str(jobs), environment=environment, jobs=jobs)
        assert done.returncode == 0, done.stderr

    assert tree(tmp_path / "1") == output
    assert tree(tmp_path / "2") == output


@pytest.mark.parametrize("day", [date(2026, 6, 1), OTHER_DAY])
def test_a_build_over_an_older_output_equals_a_build_into_an_empty_folder(tmp_path, output, day):
    content = shutil.copytree(CITY / "content", tmp_path / "content")
    (content / SHORT_LIVED).write_text(
        "---\ntitle: Vluchtig\nkind: feest\npublished: 2026-01-01\nstart: 2026-12-24\n"
        "formerly: [/oud/vluchtig/]\n---\n",
        encoding="utf-8",
    )
    chosen = settings(tmp_path / "output", PATH=str(content))
    assert build_site(chosen, day).status == 0
    older = tree(tmp_path / "output")
    (content / SHORT_LIVED).unlink()

    assert build_site(chosen, DAY).status == 0
    assert "kaai/agenda/vluchtig.ics" in older
    assert "oud/vluchtig/index.html" in older
    assert tree(tmp_path / "output") == output
