"""Processes to work in: started only when there is enough to do, and stopped when the build ends."""

import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

# Starting processes costs a third of a second: with less work than this, one process is done sooner.
SMALL = 500  # milliseconds
# What a large build needs: loaded once, by the process that the others are forked from.
NEEDED = ["wijksites.build.carry", "wijksites.posts.parse", "wijksites.agenda.ical", "wijksites.feeds.feed"]


class Pool:
    """An executor that does not exist before there is enough work for it, or one that was given."""

    def __init__(self, jobs: int, executor: Executor | None = None) -> None:
        self.jobs = jobs
        self._given = executor
        self._executor: Executor | None = None

    def started(self, amount: float) -> Executor | None:
        """The executor when an amount of work (milliseconds, about) is worth it or when it runs already."""
        if self._given is not None:
            return self._given
        if self._executor is None and self.jobs > 1 and amount >= SMALL:
            import multiprocessing  # loads slowly
            from concurrent.futures import ProcessPoolExecutor

            # forkserver: Pelican's spinner is a thread, and a fork of a threaded process can hang.
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(NEEDED)
            self._executor = ProcessPoolExecutor(self.jobs, mp_context=context)
        return self._executor

    def stop(self, *, at_once: bool) -> None:
        """Ends the processes; `at_once` without what is still waiting to be done."""
        if self._executor is not None:
            self._executor.shutdown(wait=not at_once, cancel_futures=at_once)


@contextmanager
def pool_of(jobs: int, scheduler: str = "") -> Iterator[Pool]:
    """A pool for one build: of processes here, or on the workers of a scheduler. Raises ClusterError."""
    if scheduler:
        from wijksites.build.remote import cluster  # loads Dask

        with cluster(scheduler) as executor:
            yield Pool(jobs, executor)
        return
    pool = Pool(jobs)
    with _without_main():
        try:
            yield pool
        except BaseException:
            pool.stop(at_once=True)
            raise
        pool.stop(at_once=False)


@contextmanager
def _without_main() -> Iterator[None]:
    """Lets new processes pass over the program that was started: importing `pelican` again takes half a second each,
    and no job needs it (multiprocessing imports what `__main__.__file__` names)."""
    main = sys.modules["__main__"]
    file = main.__dict__.pop("__file__", None)
    try:
        yield
    finally:
        if file is not None:
            main.__dict__["__file__"] = file
