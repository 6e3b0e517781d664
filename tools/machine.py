"""What a machine has: a program's name goes in, its path comes out, installed with apt where that can be."""

import os
import shutil
import subprocess
import sys


class MissingTool(Exception):
    """A program is not there and cannot be installed from here; the text says what to do."""


def can_apt() -> bool:
    """Whether packages can be installed: Debian or Ubuntu, as root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(package: str) -> None:
    """Install one Debian package; what apt tells goes to stderr. Raises CalledProcessError."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", package],
    ):
        subprocess.run(command, check=True, stdout=sys.stderr, env=environment)


def runs(program: str, *arguments: str) -> bool:
    """Whether the program starts and ends well with these arguments (a path alone proves little)."""
    try:
        result = subprocess.run([program, *arguments], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def ensure_java() -> str:
    """The path of a Java that runs, installed when we can. Raises MissingTool."""
    for attempt in (1, 2):
        found = shutil.which("java")
        if found and runs(found, "-version"):
            return found
        if attempt == 1 and can_apt():
            apt_install("default-jre-headless")
    raise MissingTool("Java is missing, and the HTML checker vnu needs it: apt-get install default-jre-headless")


def ensure_pdfinfo() -> str:
    """The path of poppler's pdfinfo, which knows in which order a PDF is read; installed when we can. Raises
    MissingTool."""
    if not shutil.which("pdfinfo") and can_apt():
        apt_install("poppler-utils")
    if found := shutil.which("pdfinfo"):
        return found
    raise MissingTool("pdfinfo is missing, which shows in which order a PDF is read: apt-get install poppler-utils")


def ensure_newsboat() -> str:
    """The path of the feed reader newsboat, which keeps what it read in a database; installed when we can. Raises
    MissingTool."""
    if not shutil.which("newsboat") and can_apt():
        apt_install("newsboat")
    if found := shutil.which("newsboat"):
        return found
    raise MissingTool("newsboat is missing, the feed reader that our feeds are read with: apt-get install newsboat")
