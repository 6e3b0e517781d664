"""What all tests need of the process they run in."""

import signal

import pytest
from tests.remembered import remembering

from wijksites.build import printing

# A shell that starts the tests in the background lets them ignore Ctrl-C, and so would every program they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _sheets_are_set_once():
    """The same cities are built again and again: what was set once in this process, with Typst, is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "typeset", remembering(printing.typeset))
        yield
