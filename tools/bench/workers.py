"""What more workers bring: numbers of workers go in; cities, wards and posts per second of a core come out.

    python -m tools.bench.workers --cities 4 --posts 2000 --workers 1 2 4

Cities are built from nothing by `build-cities` on a Dask scheduler with workers, all on this machine: with more
workers than cores, the figures show what the bookkeeping costs, not what another machine brings.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tools.bench.corpus import WARDS, texts, write_ours

SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker"]
PATIENCE = 60  # seconds until a process must have said that it is there


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of a run: of the clock, and of a core by the command, the scheduler and all workers together."""

    clock: float
    command: float
    scheduler: float
    workers: float


def main() -> int:
    """Prints a table, a line for each number of workers."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.workers")
    parser.add_argument("--cities", type=int, default=4)
    parser.add_argument("--posts", type=int, default=2000, help="of each city")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--folder", type=Path, help="where to build (a folder for temporary files)")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.folder) as folder:
        cities = write_cities(Path(folder), options.cities, options.posts)
        print(f"{options.cities} cities of {len(WARDS)} wards and {options.posts:,} posts, on {os.cpu_count()} cores\n")
        print(
            "| workers | seconds | cities per minute | posts per core-second | command | scheduler | workers |\n"
            "|---|---|---|---|---|---|---|"
        )
        for count in options.workers:
            used = run(Path(folder), cities, count)
            posts = options.cities * options.posts
            cores = used.command + used.scheduler + used.workers
            print(
                f"| {count} | {used.clock:.1f} | {options.cities / used.clock * 60:.1f} | {posts / cores:.0f} "
                f"| {used.command:.1f} s | {used.scheduler:.1f} s | {used.workers:.1f} s |",
                flush=True,
            )
        files = [path for path in (Path(folder) / "www").rglob("*") if path.is_file()]
        print(
            f"\nwritten per city: {len(files) // options.cities:,} files, "
            f"{sum(path.stat().st_size for path in files) / 1e6 / options.cities:.0f} MB"
        )
    return 0


def write_cities(folder: Path, cities: int, posts: int) -> Path:
    """The projects, and the file that names them."""
    found = texts(posts)
    lines = []
    for number in range(cities):
        write_ours(folder / f"stad-{number}", found)
        lines.append(f"- {{settings: stad-{number}/pelicanconf.py, output: www/stad-{number}}}\n")
    file = folder / "cities.yaml"
    file.write_text("".join(lines), encoding="utf-8")
    return file


def run(folder: Path, cities: Path, count: int) -> Used:
    """Builds all cities from nothing on so many workers."""
    shutil.rmtree(folder / "www", ignore_errors=True)
    with ExitStack() as stack:
        scheduler = stack.enter_context(started([*SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]))
        address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        workers = [stack.enter_context(started([*WORKER, address, *options])) for _ in range(count)]
        for worker in workers:
            said(worker, r"(Registered to)")
        before = [sum(psutil.Process(one.pid).cpu_times()[:2]) for one in (scheduler, *workers)]
        began = time.perf_counter()
        words = [sys.executable, "-m", "wijksites", "build-cities", str(cities), "--scheduler", address]
        command = psutil.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True)
        spent = 0.0
        while command.poll() is None:
            spent = max(spent, sum(command.cpu_times()[:2]))
            time.sleep(0.02)
        clock = time.perf_counter() - began
        if command.returncode:
            raise SystemExit(command.stdout.read())
        after = [sum(psutil.Process(one.pid).cpu_times()[:2]) for one in (scheduler, *workers)]
    first, *others = [end - start for end, start in zip(after, before, strict=True)]
    return Used(clock=clock, command=spent, scheduler=first, workers=sum(others))


@contextmanager
def started(words: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """A process that is stopped at the end."""
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: "subprocess.Popen[str]", pattern: str) -> str:
    """What a process says of itself when it is ready. Raises SystemExit when it ends first."""
    until = time.monotonic() + PATIENCE
    assert process.stderr
    for line in process.stderr:
        found = re.search(pattern, line)
        if found:
            return found[1]
        if time.monotonic() > until:
            break
    raise SystemExit(f"no {pattern} in time")


if __name__ == "__main__":
    sys.exit(main())
