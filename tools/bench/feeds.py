"""Times the feeds alone: 25 wards with 5,000 posts go in, seconds for all feeds come out.

    .venv/bin/python -m tools.bench.feeds

What is timed is what a build does for feeds once the posts are read: which posts are in them, the keys, the texts from
the store and the files, written into staging; pages are left out. Then one news item gets another sentence, and the
same is timed for the units that this touches. The median of five runs, in one process; CPU and clock.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tools.bench.calendar import RUNS, timed
from tools.bench.corpus import DAY, texts, write_ours
from tools.bench.ours import edit
from wijksites.build.feeds import feed_tasks
from wijksites.build.index import Index
from wijksites.build.plan import Planner
from wijksites.build.shared import Job, Workplace
from wijksites.build.sharing import shared_of
from wijksites.build.sources import load_sources
from wijksites.build.tasks import Task, carry_out
from wijksites.settings import Settings

Keys = dict[str, bytes]


def jobs_of(folder: Path) -> list[Job]:
    """The posts, read, as the jobs of all wards and of the portal; this is not timed."""
    settings = Settings(
        content=str(folder / "content"),
        output=str(folder / "output"),
        theme=str(folder / "themes/gent"),
        wards_file=str(folder / "wards.yaml"),
        data=str(folder / "data"),
        site_url="https://wijken.example",
        language="nl",
    )
    loaded = load_sources(settings, DAY, store=folder / "store")
    wrong = [str(problem) for problem in loaded.problems if not problem.warning]
    assert not wrong and loaded.index, wrong[:3]
    shared = shared_of(settings, DAY, loaded, {}, "", str(folder / "staging"), str(folder / "store"))
    planner = Planner(shared, loaded, Index(), {}, {})
    plan = planner.plan()
    planner.plan_rest({})
    assert plan.portal
    return [*(job for job in plan.jobs if job.place in shared.city.ward_slugs), plan.portal.job]


def tasks_of(work: Workplace) -> Iterator[Task]:
    """The feeds of a job."""
    city = work.shared.city
    if not work.job.place:
        return feed_tasks(work, base="/", name=city.name, place=city.name)
    ward = city.ward(work.job.place)
    return feed_tasks(work, base=ward.url, name=ward.name, place=ward.in_sentence)


def make(jobs: list[Job], fresh: Mapping[str, Keys]) -> tuple[dict[str, Keys], int]:
    """Makes the feeds; path to key of each file by place, and how many were made."""
    keys, made = {}, 0
    for job in jobs:
        unit = carry_out(job.place or "portal", tasks_of(Workplace(job)), fresh.get(job.place, {}), job.shared.staging)
        keys[job.place] = {file.path: file.key for file in unit.files}
        made += sum(file.stamp is not None for file in unit.files)
    return keys, made


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.feeds")
    parser.add_argument("--posts", type=int, default=5000)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name) / "city"
        write_ours(folder, texts(options.posts))
        for part in ("store", "staging", "output"):
            (folder / part).mkdir()
        jobs = jobs_of(folder)
        import wijksites.feeds.feed as _warm  # noqa: F401 (loading the library is not a matter of feeds)

        clean = [timed(lambda: make(jobs, {})) for _ in range(RUNS)]
        keys, count = make(jobs, {})
        print(f"{count} feeds of {options.posts} posts")
        same = [timed(lambda: make(jobs, keys)) for _ in range(RUNS)]
        edits, remade = [], 0
        for run in range(RUNS):
            edit(folder, run)
            after = jobs_of(folder)
            edits.append(timed(lambda after=after, keys=keys: make(after, keys)))  # type: ignore[misc]
            keys, remade = make(after, keys)
        print(f"{remade} made again after an edit")
        for title, times in (("from nothing", clean), ("nothing changed", same), ("one news item changed", edits)):
            cpu, clock = (median(column) for column in zip(*times, strict=True))
            print(f"{title}: {cpu:.3f} s of processor, {clock:.3f} s by the clock")


if __name__ == "__main__":
    main()
