"""`python -m wijksites`."""

import sys

from wijksites.cli import main

if __name__ == "__main__":
    sys.exit(main())
