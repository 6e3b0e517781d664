"""The benchmark: numbers of posts go in, a table, JSON and a chart of us beside other generators come out.

    python -m tools.bench.run --posts 1000 5000 25000 --runs 3 --out docs

Every timed command is a process of its own, from its start to its end. Ours and each other generator's take turns, so
that a machine whose speed drifts is unfair to nobody; the ratios are of the two in the same turn. Medians are told.
"""

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from tools.bench.chart import chart
from tools.bench.corpus import ROOT, texts, write_ours
from tools.bench.ours import CASES, Case, command
from tools.bench.peers import Peer, edit_peer, peers

SLOW = {"Eleventy": 5_000, "Pelican": 5_000}  # above this many posts these are built once, and only from nothing
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
STEP = 0.02  # seconds between looks at the memory


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of ours, and of each other generator with the ratio ours / theirs."""

    posts: int
    case: str
    title: str
    ours: float
    peers: dict[str, tuple[float, float]]


def main() -> int:
    """Runs everything that was asked for and writes it down."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.run")
    parser.add_argument("--posts", type=int, nargs="+", default=[1000, 5000, 25000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cases", nargs="+", default=[case.name for case in CASES])
    parser.add_argument("--peers", nargs="+", default=["Hugo", "Zola", "Eleventy", "Pelican"])
    parser.add_argument("--folder", type=Path, help="where to build (a folder for temporary files)")
    parser.add_argument("--out", type=Path, help="folder of performance.md, .json and .svg")
    options = parser.parse_args()
    # As installing does: where Python may keep no bytecode, each process would compile our changes since then.
    compileall.compile_dir(ROOT / "plugins", quiet=1)
    found, missing = peers()
    found = [peer for peer in found if peer.name in options.peers]
    cases = [case for case in CASES if case.name in options.cases]
    rows: list[Row] = []
    memory: dict[int, dict[str, dict[str, int]]] = {}
    with TemporaryDirectory(dir=options.folder) as folder:
        for count in options.posts:
            place = Path(folder) / str(count)
            prepare(place, count, found)
            # Before the cases: one of them adds photographs, which are no part of what the others measure.
            memory[count] = {case: peak(place, case) for case in ("clean", "edit")}
            print(f"memory at {count}: {memory[count]}", flush=True)
            for case in cases:
                rows.append(measure(place, count, case, found, options.runs))
                print(line(rows[-1]), flush=True)
            shutil.rmtree(place)
    print(f"not here: {', '.join(missing) or 'none'}")
    if options.out:
        result = {"rows": [asdict(row) for row in rows], "memory": memory, "missing": missing, "runs": options.runs}
        (options.out / "performance.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        (options.out / "performance.svg").write_text(chart(rows), encoding="utf-8")
        page = options.out / "performance.md"
        page.write_text(with_tables(page.read_text(encoding="utf-8"), rows, memory), encoding="utf-8")
    return 0


def with_tables(page: str, rows: list[Row], memory: dict[int, dict[str, dict[str, int]]]) -> str:
    """The page with the tables of this run between its two marks. Raises ValueError for a page without marks."""
    before, rest = page.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    names = list(dict.fromkeys(name for row in rows for name in row.peers))
    heads = ["posts", "case", "wijksites", *(f"{name} (ratio)" for name in names)]
    lines = [heads, ["---"] * len(heads)]
    for row in rows:
        others = [
            f"{row.peers[name][0]:.2f} s ({row.peers[name][1]:.2f})" if name in row.peers else "" for name in names
        ]
        lines.append([f"{row.posts:,}", row.title, f"{row.ours:.2f} s", *others])
    lines.append([])
    lines.append(["posts", "case", "largest process", "all processes"])
    lines.append(["---"] * 4)
    for posts, cases in memory.items():
        lines += [[f"{posts:,}", case, f"{one['largest']} MB", f"{one['sum']} MB"] for case, one in cases.items()]
    table = "\n".join(f"| {' | '.join(cells)} |" if cells else "" for cells in lines)
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def prepare(place: Path, count: int, found: list[Peer]) -> None:
    """The same posts as a project of ours and of each other generator."""
    posts = texts(count)
    place.mkdir()
    write_ours(place / "ours", posts)
    for peer in found:
        peer.write(place / peer.name, posts)


def measure(place: Path, count: int, case: Case, found: list[Peer], runs: int) -> Row:
    """A case, in turns. The first turn of a case that is not `clean` only warms up."""
    ours: list[float] = []
    theirs: dict[str, list[float]] = {}
    for run in range(runs if case.name == "clean" else runs + 1):
        warm = case.name != "clean" and run == 0
        case.change(place / "ours", run)
        took = timed(command(pelican(), case.name, run), place / "ours", {})
        if not warm:
            ours.append(took)
        for peer in found:
            if count > SLOW.get(peer.name, count) and (case.name != "clean" or run):
                continue
            if not case.same or (peer.name == "Pelican" and case.name != "clean"):
                continue
            edit_peer(peer, place / peer.name, case.same, run)
            took = timed(peer.command, place / peer.name, peer.environment)
            if not warm:
                theirs.setdefault(peer.name, []).append(took)
    compared = {
        name: (median(seconds), median(one / other for one, other in zip(ours, seconds, strict=False)))
        for name, seconds in theirs.items()
    }
    return Row(posts=count, case=case.name, title=case.title, ours=median(ours), peers=compared)


def pelican() -> str:
    """Pelican's command of this environment."""
    return str(Path(sys.executable).with_name("pelican"))


def timed(words: "list[str] | tuple[str, ...]", folder: Path, environment: dict[str, str]) -> float:
    """Seconds from the start of a process to its end. Raises CalledProcessError when it fails."""
    began = time.perf_counter()
    done = subprocess.run(words, cwd=folder, env=os.environ | environment, capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        sys.stderr.write(done.stderr.decode(errors="replace"))
        raise subprocess.CalledProcessError(done.returncode, words)
    return took


def peak(place: Path, name: str) -> dict[str, int]:
    """The largest process and the sum of all processes of a build of ours, in MB, as seen every 20 milliseconds."""
    [case] = [case for case in CASES if case.name == name]
    case.change(place / "ours", 99)
    words, quiet = command(pelican(), name, 99), subprocess.DEVNULL
    process = psutil.Popen(words, cwd=place / "ours", stdout=quiet, stderr=quiet)
    largest = total = 0
    while process.poll() is None:
        sizes = []
        for one in (process, *children(process)):
            try:
                sizes.append(one.memory_info().rss)
            except psutil.Error:
                continue
        largest, total = max([largest, *sizes]), max(total, sum(sizes))
        time.sleep(STEP)
    return {"largest": round(largest / 1e6), "sum": round(total / 1e6)}


def children(process: psutil.Process) -> list[psutil.Process]:
    """All processes below one."""
    try:
        found: list[psutil.Process] = process.children(recursive=True)
    except psutil.Error:
        return []
    return found


def line(row: Row) -> str:
    """A row for people."""
    others = "  ".join(f"{name} {seconds:.2f} s ({ratio:.2f} x)" for name, (seconds, ratio) in row.peers.items())
    return f"{row.posts:>6}  {row.title:<52} {row.ours:6.2f} s  {others}"


if __name__ == "__main__":
    sys.exit(main())
