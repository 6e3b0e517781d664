"""Jobs on other machines: a Dask scheduler's address goes in, an executor comes out that runs our jobs on its workers.

The workers share a folder with this machine: sources, cache and staging are at the same paths everywhere. A job needs
only itself, so what a lost worker had in hand is simply done again by another.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any, TypeVar

from wijksites.build.digest import toolchain
from wijksites.words import translate

T = TypeVar("T")
PATIENCE = "10s"  # for the scheduler to answer
# Python-Markdown and Jinja's templates are made for one thread; a worker may have more.
_ALONE = Lock()


class ClusterError(Exception):
    """Work could not be done on the cluster; the message says why, and what to do."""


@cache
def _own_version() -> str:
    """The code and libraries of this process, as it began with them."""
    return toolchain()


def run_as(version: str, function: Callable[..., T], *arguments: Any) -> T:
    """Runs a job on a worker. Raises ClusterError where code or libraries differ: the pages would differ too."""
    if _own_version() != version:
        raise ClusterError(
            translate(
                "SCHEDULER: a worker has another version of wijksites or of a library. Install the same everywhere, "
                "and start the workers again."
            )
        )
    with _ALONE:
        return function(*arguments)


class RemoteExecutor(Executor):
    """An executor whose jobs run on the workers of a Dask client."""

    def __init__(self, client: Any) -> None:
        self._inner = client.get_executor(pure=False)
        self._version = _own_version()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        """Starts a job somewhere."""
        found: Future[Any] = self._inner.submit(run_as, self._version, function, *arguments)
        return found


@contextmanager
def cluster(address: str) -> Iterator[RemoteExecutor]:
    """An executor on the scheduler at an address (`tcp://host:port`). Raises ClusterError."""
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ClusterError(
            translate("SCHEDULER: building on other machines needs Dask. Run `make cluster` first.")
        ) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        raise ClusterError(
            translate("SCHEDULER: nothing answers at ‘{value}’. Write for example: tcp://127.0.0.1:8786", value=address)
        ) from None
    with client:
        try:
            yield RemoteExecutor(client)
        except KilledWorker as error:
            raise ClusterError(
                translate("SCHEDULER: workers stopped again and again at the same job. Look at their log.")
            ) from error
