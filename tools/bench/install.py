"""Set-up of the bench that pip does not do: the npm packages as locked."""

import subprocess
import sys
from pathlib import Path

from tools.audit.node import environment, programs

if __name__ == "__main__":
    npm = programs()[1]
    done = subprocess.run([*npm, "ci", "--loglevel=error"], cwd=Path(__file__).parent, env=environment(), check=False)
    sys.exit(done.returncode)
