"""Set-up of the audit that pip does not do: the npm packages as locked, Java for vnu, and newsboat."""

import subprocess
import sys

from tools.audit.node import FOLDER, environment, programs
from tools.machine import MissingTool, ensure_java, ensure_newsboat

if __name__ == "__main__":
    try:
        ensure_java()
        ensure_newsboat()
    except MissingTool as missing:
        sys.exit(str(missing))
    npm = programs()[1]
    sys.exit(subprocess.run([*npm, "ci", "--loglevel=error"], cwd=FOLDER, env=environment()).returncode)
