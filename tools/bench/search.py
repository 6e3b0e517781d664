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
        jobs=2,
        sheets=False,
    )


def timed(settings: Settings) -> tuple[float, int, int]:
    """Seconds of the step, and how many files and bytes all indexes have after it."""
    outcome = build_site(settings, DAY)
    assert outcome.published, outcome.problems
    began = perf_counter()
    done = index_search(settings, DAY, outcome)
    took = perf_counter() - began
    assert not done.notes, done.notes
    files = [path for path in Path(settings.output).rglob("zoeken/index/**/*") if path.is_file()]
    return took, len(files), sum(path.stat().st_size for path in files)


def run(count: int) -> None:
    """Prints the figures of a corpus."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        write_ours(project, texts(count))
        settings = settings_of(project)
        first, files, size = timed(settings)
        pages = [
            entry["languages"]["nl"]["page_count"]
            for path in Path(settings.output).rglob("pagefind-entry.json")
            if (entry := json.loads(path.read_text(encoding="utf-8")))
        ]
        print(f"{count} posts: {len(pages)} indexes, {max(pages)} pages in the largest, {files} files, {size:,} bytes")
        print(f"from nothing {first:.2f} s, nothing changed {timed(settings)[0]:.2f} s", end="")
        edit(project, 1)
        print(f", one news item changed {timed(settings)[0]:.2f} s")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // MEGABYTE
        print(f"Pagefind at most {most} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=5000)
    run(parser.parse_args().posts)
