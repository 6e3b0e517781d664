"""Builds on a disk that fills up: run as a program, in a mount namespace, by tests/unit/test_publish.py.

Usage: full_disk.py FOLDER. FOLDER/before is a project that was built and then changed, FOLDER/clean what it should
become. Prints for each disk how much was free (bytes) and whether the build succeeded; ends with 1 when anything was
half or lost.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from wijksites.build import build_site
from wijksites.shell import load_settings, today

FREE = (0, 20_000, 60_000, 120_000, 200_000, 300_000, 500_000, 3_000_000)
PAGE = 4096


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def taken(folder: Path) -> int:
    """What the files and folders below a folder take on a tmpfs, in bytes."""
    sizes = [file.stat().st_size if file.is_file() else 0 for file in folder.rglob("*")]
    return sum(-(-size // PAGE) * PAGE for size in sizes) + PAGE


def mount(disk: Path, size: int, options: str = "") -> None:
    """A tmpfs of a size, or the same with another size (`remount,`)."""
    command = ["mount", "-t", "tmpfs", "-o", f"{options}size={size}", "tmpfs", str(disk)]
    subprocess.run(command, check=True)


def build(project: Path) -> bool:
    """Whether the project could be built."""
    os.chdir(project)
    settings = load_settings("pelicanconf.py")
    try:
        return build_site(settings, today(settings)).status == 0
    except OSError:
        return False


def main(folder: Path) -> int:
    """Builds on each disk; 1 when a file was lost or half."""
    before, clean = tree(folder / "before/output"), tree(folder / "clean")
    disk = folder / "disk"
    for free in FREE:
        disk.mkdir()
        mount(disk, taken(folder / "before") + free)
        project = disk / "project"
        shutil.copytree(folder / "before", project)
        succeeded = build(project)
        print(free, succeeded)
        if tree(project / "output") != (clean if succeeded else before):
            return 1
        mount(disk, 50_000_000, "remount,")
        if not build(project) or tree(project / "output") != clean:
            return 1
        os.chdir(folder)
        subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
