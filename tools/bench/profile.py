"""Where the time of a build goes: a number of posts goes in, the share of every library and of our own code comes out.

    python -m tools.bench.profile --posts 5000 --cases clean theme

The build is the plain command's own, in one process, so that a sample sees all of it. At every thousandth of a second
of processor time the stack is looked at; a sample counts for the innermost code that is not of Python's own library.
"""

import argparse
import contextlib
import io
import os
import resource
import runpy
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from tools.bench.corpus import texts, write_ours
from tools.bench.ours import CASES, Case, command
from tools.bench.run import pelican

EVERY = 0.001  # seconds of processor time
OURS = f"{os.sep}wijksites{os.sep}"
PACKAGES = f"site-packages{os.sep}"
KNOWN = {
    "markdown": "Python-Markdown",
    "nh3": "nh3",
    "jinja2": "Jinja2",
    "markupsafe": "Jinja2",
    "yaml": "PyYAML",
    "icalendar": "icalendar",
    "dateutil": "dateutil",
    "feedgen": "feedgen",
    "babel": "Babel",
    "pelican": "Pelican",
}


@dataclass(slots=True)
class Samples:
    """How often each part was met, and each function of it."""

    parts: Counter[str] = field(default_factory=Counter)
    functions: Counter[str] = field(default_factory=Counter)

    def look(self, _: int, frame: FrameType | None) -> None:
        """Takes a sample: the handler of a signal."""
        part, function = whose(frame)
        self.parts[part] += 1
        self.functions[f"{part}: {function}"] += 1


def main() -> int:
    """Prints a table per case."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.profile")
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--cases", nargs="+", default=["clean", "theme", "nothing", "edit"])
    parser.add_argument("--folder", type=Path, help="where to build (a folder for temporary files)")
    parser.add_argument("--functions", type=int, default=0, help="how many functions to show")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.folder) as folder:
        place = Path(folder) / "ours"
        write_ours(place, texts(options.posts))
        for case in CASES:
            if case.name == "clean" or case.name in options.cases:
                case.change(place, 1)
                sample(place, case, options.functions if case.name in options.cases else None)
    return 0


def sample(place: Path, case: Case, functions: int | None) -> None:
    """Builds in a process of its own and prints what its samples say. Raises SystemExit when the build fails."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            raise SystemExit(f"the build of `{case.name}` failed")
        return
    status = 1
    try:
        os.chdir(place)
        samples = Samples()
        used = build(case, samples)
        if functions is not None:
            report(case, samples, used, functions)
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def build(case: Case, samples: Samples) -> resource.struct_rusage:
    """Runs the command here, with the signal on."""
    sys.argv = [*command(pelican(), case.name, 1), "JOBS=1"]
    signal.signal(signal.SIGPROF, samples.look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
            runpy.run_path(sys.argv[0], run_name="__main__")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return resource.getrusage(resource.RUSAGE_SELF)


def report(case: Case, samples: Samples, used: resource.struct_rusage, functions: int) -> None:
    """The table of a case, in Markdown. The kernel's time is counted apart, by the kernel."""
    whole = sum(samples.parts.values())
    programs, kernel = used.ru_utime, used.ru_stime
    print(f"{case.name}: {programs + kernel:.2f} s of one processor, largest {used.ru_maxrss / 1000:.0f} MB\n")
    print("| part | seconds | share |\n|---|---|---|")
    rows = [(part, count / whole * programs) for part, count in samples.parts.items()]
    for part, seconds in sorted([*rows, ("the kernel: files", kernel)], key=lambda row: -row[1]):
        if seconds / (programs + kernel) >= 0.01:
            print(f"| {part} | {seconds:.2f} | {seconds / (programs + kernel):.0%} |")
    print(flush=True)
    for function, count in samples.functions.most_common(functions):
        print(f"{count / whole:6.1%}  {function}")


def whose(frame: FrameType | None) -> tuple[str, str]:
    """The part of the program that a sample is of, and the function in it."""
    inner = frame.f_code.co_name if frame else ""
    while frame is not None:
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        called = f"{Path(file).name}:{name}" + (f" ({inner})" if inner != name else "")
        if file.endswith(".html"):
            return "our templates, compiled", called
        if PACKAGES in file:
            package = file.partition(PACKAGES)[2].partition(os.sep)[0]
            return KNOWN.get(package, "other libraries"), called
        if OURS in file:
            if file.endswith("posts/cleaning.py") and inner == "clean":
                return KNOWN["nh3"], called
            return f"ours: {file.partition(OURS)[2].partition(os.sep)[0].removesuffix('.py')}", called
        frame = frame.f_back
    return "Python", inner


if __name__ == "__main__":
    raise SystemExit(main())
