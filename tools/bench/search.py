"""Times the search index alone: a city with many posts goes in, seconds and memory of Pagefind come out.

    .venv/bin/python -m tools.bench.search --posts 5000

The site is built first, which is not timed. Then: all indexes from nothing, the same with nothing changed, and after a
sentence more in one ward's news. Memory is the largest of one run of Pagefind.
"""

import argparse
import json
import resource
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tools.bench.corpus import DAY, texts, write_ours
from tools.bench.ours import edit
from wijksites.build import build_site, index_search
from wijksites.settings import Settings

MEGABYTE = 1024  # of what the kernel counts in kilobytes


def settings_of(project: Path) -> Settings:
    """The corpus without sheets, but to be searched."""
    return Settings(
        content=str(project / "content"),
        output=str(project / "output"),
        theme=str(project / "themes/gent"),
        wards_file=str(project / "wards.yaml"),
        data=str(project / "data"),
        site_url="https://wijken.gent.example",
        language="nl",
        jobs=1,
        sheets=False,
    )


def timed(settings: Settings) -> str:
    """The step after a build: its seconds by the clock, and those of processors, our own and Pagefind's."""
    outcome = build_site(settings, DAY)
    assert outcome.published, outcome.problems
    began, before = perf_counter(), _processor()
    done = index_search(settings, DAY, outcome)
    took, used = perf_counter() - began, _processor() - before
    assert not done.notes, done.notes
    return f"{took:.2f} s ({used:.2f} s of processors)"


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def run(count: int) -> None:
    """Prints the figures of a corpus."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        write_ours(project, texts(count))
        settings = settings_of(project)
        print(f"{count} posts, from nothing: {timed(settings)}")
        entries = [json.loads(path.read_text("utf-8")) for path in Path(settings.output).rglob("pagefind-entry.json")]
        pages = [entry["languages"]["nl"]["page_count"] for entry in entries]
        files = [path for path in Path(settings.output).rglob("zoeken/index/**/*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(f"{len(pages)} indexes, {max(pages)} pages in the largest, {len(files)} files, {size:,} bytes")
        print(f"nothing changed: {timed(settings)}")
        edit(project, 1)
        print(f"one news item changed: {timed(settings)}")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // MEGABYTE
        print(f"Pagefind at most {most} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=5000)
    run(parser.parse_args().posts)
