"""`make serve`: settings, a day and a build go in, a site on this machine that follows its sources comes out."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from wijksites.serve.board import Board
from wijksites.serve.server import open_server, running
from wijksites.serve.watch import Outcome, follow, read_settings
from wijksites.settings import Settings, SettingsError
from wijksites.words import translate

__all__ = ["serve"]


def serve(
    load: Callable[[], Settings],
    today: Callable[[Settings], date],
    build: Callable[[Settings, date], Outcome],
    *,
    port: int,
    say: Callable[[str], None],
    settings_file: str = "pelicanconf.py",
) -> None:
    """Builds, serves and builds again on every change, until Ctrl-C. `port` 0: any free one.

    What goes well is told to `say`, problems to standard error. The settings are read again when `settings_file`
    changes. Raises SystemExit (1, after the sentences) for settings that cannot be used from the start.
    """
    with suppress(KeyboardInterrupt):
        try:
            settings = read_settings(load)
        except SettingsError as error:
            sys.stderr.write(f"{error}\n")
            raise SystemExit(1) from None
        board = Board()
        with running(open_server(Path(settings.output), board, port)) as server:
            say(translate("The site is at {address} (stop with Ctrl-C)", address=server.address))
            follow(load, today, build, settings=settings, settings_file=Path(settings_file), board=board, say=say)
