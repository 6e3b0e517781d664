"""What open pages are told: the outcome of each build goes in, numbered news for every listener comes out."""

from dataclasses import dataclass
from secrets import token_hex
from threading import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to mend. `place` is `file:line:column`, or empty when it is in no file."""

    text: str
    place: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How things stand after a build.

    `build` counts the builds of this server from 1 (0: none is done yet). `site` differs when there is something
    new to see, and from what another server said, so that a page that was left open knows that it is old.
    """

    build: int
    site: str
    notices: tuple[Notice, ...] = ()
    summary: str = ""


class Board:
    """Where the build puts its news and the threads of the server wait for it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._server = token_hex(4)
        self._news = News(build=0, site=f"{self._server}-0")
        self._closed = False

    @property
    def news(self) -> News:
        """The last news."""
        return self._news

    @property
    def closed(self) -> bool:
        """Whether the server stops: nothing more will come."""
        return self._closed

    def tell(self, notices: tuple[Notice, ...], summary: str, *, published: bool) -> None:
        """Makes a build known; `published`: there is something new to see."""
        with self._changed:
            build = self._news.build + 1
            site = f"{self._server}-{build}" if published else self._news.site
            self._news = News(build=build, site=site, notices=notices, summary=summary)
            self._changed.notify_all()

    def after(self, seen: News | None, seconds: float) -> News | None:
        """The last news when it is not the one that was seen; waits at most so long, then None."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._news is not seen, seconds)
            return None if self._closed or self._news is seen else self._news

    def close(self) -> None:
        """Sends the listeners home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
