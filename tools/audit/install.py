"""Set-up of the audit that pip does not do: the npm packages as locked, and Java for vnu."""

import subprocess
import sys

from tools.audit.node import FOLDER, environment, programs
from tools.machine import MissingTool, ensure_java

if __name__ == "__main__":
    try:
        ensure_java()
    except MissingTool as missing:
        sys.exit(str(missing))
    npm = programs()[1]
    sys.exit(subprocess.run([*npm, "ci", "--loglevel=error"], cwd=FOLDER, env=environment()).returncode)
