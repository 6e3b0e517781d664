"""The theme's files get names that change with their content, and scripts still find each other."""

import re

import pytest

from wijksites.build.assets import served, theme_assets

FILES = {
    "css/site.css": "a {}",
    "js/lookup.js": 'import "./lookup/fold.js";',
    "js/lookup/fold.js": "export {}",
    "js/.hidden.js": "",
    "js.txt": "no folder",
}


@pytest.fixture
def theme(tmp_path):
    for name, text in FILES.items():
        file = tmp_path / "static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def urls(theme):
    return dict(theme_assets(theme)[0])


def test_a_file_has_the_digest_of_its_content_in_its_name(theme):
    before = urls(theme)

    (theme / "static/css/site.css").write_text("b {}", encoding="utf-8")

    assert re.fullmatch(r"/theme/css/site\.[0-9a-f]{10}\.css", before["css/site.css"])
    assert re.fullmatch(r"/theme/js\.[0-9a-f]{10}\.txt", before["js.txt"])
    assert {name for name, url in urls(theme).items() if url != before[name]} == {"css/site.css"}


def test_scripts_share_a_folder_so_that_they_import_each_other_by_relative_names(theme):
    made = urls(theme)
    folder = made["js/lookup.js"].removesuffix("/lookup.js")

    assert re.fullmatch(r"/theme/js\.[0-9a-f]{10}", folder)
    assert made["js/lookup/fold.js"] == f"{folder}/lookup/fold.js"
    assert "js/.hidden.js" not in made


@pytest.mark.parametrize("name", ["js/lookup.js", "js/lookup/fold.js", "js/new.js"])
def test_a_script_that_changes_moves_them_all(theme, name):
    before = urls(theme)

    (theme / "static" / name).write_text("export const changed = true;", encoding="utf-8")

    after = urls(theme)
    assert all(after[script] != before[script] for script in ("js/lookup.js", "js/lookup/fold.js"))
    assert after["css/site.css"] == before["css/site.css"]


def test_each_address_is_a_copy_of_its_file(theme):
    names, copies = theme_assets(theme)

    assert dict(copies) == {url: str(theme / "static" / name) for name, url in names}


SCRIPT = """// What it is for.

/** Twice. @param {number} x */
export function twice(x) {
  // Twice is
  // two times.
  return 2 * x; // as one sees
}

/**
 * More.
 */
export const more = "// no comment";
"""


def test_of_a_script_readers_get_all_but_the_lines_that_are_only_comment(tmp_path):
    file = tmp_path / "twice.js"
    file.write_text(SCRIPT, encoding="utf-8")

    assert served(file).decode() == (
        '\nexport function twice(x) {\n  return 2 * x; // as one sees\n}\n\nexport const more = "// no comment";\n'
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("template.js", "const text = `\n// part of the text\n`;\n"),
        ("licence.js", "/*! MIT */\n// by somebody\nexport {};\n"),
        ("block.js", "/*\n/** not closed twice */\nexport {};\n"),
        ("map.js", "export {};\n//# sourceMappingURL=map.js.map\n"),
        ("site.css", "/** a sheet */\na {}\n"),
    ],
)
def test_what_may_be_no_comment_stays(name, text, tmp_path):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    assert served(file) == text.encode()
