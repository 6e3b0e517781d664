"""The handbook of editors: every example on the page is one that the check accepts."""

import contextlib
import re
import shutil
from datetime import date

import pytest
from tests.projects import ROOT

from wijksites.build.sources import load_sources
from wijksites.posts.tables import event_table, news_table
from wijksites.settings import Settings

HANDBOOK = (ROOT / "docs/redactie.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"Bestand: `(content/\S+\.md)`\n\n(?P<pad> *)```markdown\n(.*?)\n *```", re.DOTALL)


def test_every_post_in_the_handbook_passes_the_check(tmp_path):
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    text = (ROOT / "wards.yaml").read_text(encoding="utf-8")
    (tmp_path / "wards.yaml").write_text(text, encoding="utf-8")
    found = [(name, re.sub(f"(?m)^{pad}", "", post)) for name, pad, post in EXAMPLE.findall(HANDBOOK)]
    for name, post in found:
        (tmp_path / name).write_text(post + "\n", encoding="utf-8")
    settings = Settings(
        content="content",
        output="output",
        theme="theme",
        wards_file="wards.yaml",
        data="data",
        site_url="https://site.example",
        language="nl",
    )
    with contextlib.chdir(tmp_path):
        loaded = load_sources(settings, date(2026, 11, 24))

    assert len(found) >= 9
    assert [str(problem) for problem in loaded.problems if not problem.warning] == []


@pytest.mark.parametrize("table", [event_table(), news_table()], ids=["events", "news"])
def test_every_key_is_in_the_handbook(table):
    assert [key for key in table.keys if f"| `{key}` |" not in HANDBOOK] == []
