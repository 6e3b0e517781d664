"""The shape of the code: imports point one way, and every file and function is small and says what it is for."""

import ast
from pathlib import Path

import pytest
from tests.projects import ROOT

PACKAGE = ROOT / "plugins/wijksites"
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))

# Each part may import the parts named with it and those that these may import.
# design.md: shell, cli -> build -> pages, feeds, agenda, lookup, sheets -> posts, city -> (nothing of ours)
BASE = {
    "words": (),
    "pickling": (),
    "problems": (),
    "clock": ("words",),
    "dates": ("words",),
    "settings": ("words",),
    "remedies": ("words",),
    "reading": ("problems", "remedies", "words"),
    "fields": ("reading",),
    "records": ("fields",),
    "moments": ("dates", "fields", "records"),
}
MAY = {
    **BASE,
    "city": ("moments",),
    "pictures": ("words",),
    "posts": ("city", "pickling"),
    "agenda": ("posts",),
    "feeds": ("agenda",),
    "lookup": ("city",),
    "pages": ("agenda", "lookup"),
    "sheets": ("pages",),
    "check": ("posts", "pictures"),
    "editing": ("agenda",),
    "build": ("agenda", "feeds", "lookup", "sheets", "pages", "check", "pictures", "settings", "clock"),
    "release": ("words",),
    "serve": ("build",),
    "shell": ("build",),
    "cities": ("shell",),
    "commands": ("build", "editing"),
    "consequences": ("build", "editing"),
    "cli": ("cities", "consequences", "serve", "editing", "release", "commands"),
    "__main__": ("cli",),
    "__init__": (),
}
LONGEST_FILE = 400  # lines; style.md asks for about 300
LONGEST_FUNCTION = 65  # lines; style.md asks for about 40
CLOCK = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
    ("time", "localtime"),
}


def name(module):
    return module.relative_to(PACKAGE).as_posix()


def part(module):
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def parsed(module):
    return ast.parse(module.read_text(encoding="utf-8"))


def imported(module):
    """Every module that a file imports, wherever it does so, with its line; a package's `from` names included."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(module)}:{node.lineno}: write the whole name of the module"
            if node.module == "wijksites":
                yield from ((f"wijksites.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def ours(module):
    """The parts of our package that a file imports, with the line."""
    for target, line in imported(module):
        steps = target.split(".")
        if steps[0] == "wijksites" and len(steps) > 1 and not steps[1].startswith("__"):
            yield steps[1], line


def below(start):
    """A part, and all that it may import."""
    found, waiting = {start}, list(MAY[start])
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting += MAY[step]
    return found


def public(tree):
    """Functions, classes and methods that others may use: no name with an underscore, none inside a function."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (inner for inner in public(node) if not _is_kind(node) or isinstance(inner, ast.ClassDef))


def _is_kind(node):
    """Whether a class is a kind of value: its methods are told once, in the class they are those of."""
    return bool(node.bases)


def functions():
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.FunctionDef):
                yield f"{name(module)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_the_table_of_layers_has_no_circle():
    for start in MAY:
        assert all(start not in below(step) for step in MAY[start]), start


def test_every_part_has_its_place_in_the_layers():
    assert {part(module) for module in MODULES} == set(MAY)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_imports_point_one_way(module):
    wrong = [
        f"{name(module)}:{line} imports {target}" for target, line in ours(module) if target not in below(part(module))
    ]

    assert wrong == []


def test_the_city_knows_nothing_of_posts_and_pages():
    assert below("city") == {"city", *BASE} - {"settings", "clock", "pickling"}


def test_what_pages_are_made_of_knows_nothing_of_the_build():
    for start in ("posts", "agenda", "feeds", "lookup", "sheets", "pages", "check"):
        assert not below(start) & {"build", "shell", "cli", "serve", "clock", "settings"}, start


def test_only_the_shell_imports_pelican():
    found = {name(module) for module in MODULES for target, _ in imported(module) if target.split(".")[0] == "pelican"}

    assert found == {"shell.py"}


def test_only_the_clock_reads_the_clock():
    found = set()
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.Attribute):
                owner = node.value
                of = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
                if (of, node.attr) in CLOCK:
                    found.add(name(module))

    assert found == {"clock.py"}


def test_nobody_else_takes_the_clock_under_another_name():
    wrong = [
        f"{name(module)}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ImportFrom) and node.module == "time" and module.name != "clock.py"
    ]

    assert wrong == []


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_opens_with_one_sentence(module):
    said = ast.get_docstring(parsed(module))

    assert said, "no docstring"
    first = " ".join(said.split("\n\n")[0].split())
    assert first.endswith("."), first
    assert ". " not in first.replace("`. ", ""), first
    assert len(first) <= 120, first


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_what_others_may_use_says_what_it_does(module):
    silent = [f"{node.lineno} {node.name}" for node in public(parsed(module)) if not ast.get_docstring(node)]

    assert silent == []


def test_no_file_is_longer_than_one_can_read():
    lengths = {name(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}

    near = {file: length for file, length in lengths.items() if length > LONGEST_FILE * 3 / 4}
    assert max(lengths.values()) <= LONGEST_FILE, f"the longest: {near}"


def test_no_function_is_longer_than_one_can_read():
    near = {where: length for where, length in functions() if length > 40}

    assert max(near.values(), default=0) <= LONGEST_FUNCTION, f"the longest: {near}"


def test_no_two_modules_have_names_for_what_belongs_nowhere():
    banned = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

    assert not banned & {step.removesuffix(".py") for module in MODULES for step in Path(name(module)).parts}
