"""Times the calendars alone: 25 wards with 5,000 events go in, seconds for all calendar files come out.

    .venv/bin/python -m tools.bench.calendar

What is timed is what a build does for calendars once the posts are read: which events are kept, the keys, the entries
and the files, written into staging; pages are left out. Then one event gets another title, and the same is timed for
the units that this touches. The median of five runs, in one process; CPU and clock.
"""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from wijksites.agenda.block import Block, kept
from wijksites.build.calendars import city_calendars, event_calendar, ward_calendars
from wijksites.build.index import Index
from wijksites.build.plan import Planner
from wijksites.build.shared import Job, Workplace
from wijksites.build.sharing import shared_of
from wijksites.build.sources import Loaded, load_sources
from wijksites.build.tasks import Task, carry_out
from wijksites.settings import Settings

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)
EVENTS, COMING, REPEATING, RUNS = 5000, 500, 200, 5
Keys = dict[str, bytes]
Made = tuple[dict[bytes, Block], dict[str, Keys]]


def write_city(folder: Path) -> list[str]:
    """The city's own settings with invented events: most are long over. The slugs of the wards."""
    text = (
        (ROOT / "wards.yaml")
        .read_text(encoding="utf-8")
        .replace("wards:\n", "series: [{id: beurs, name: Beurs}]\nwards:\n", 1)
    )
    (folder / "wards.yaml").write_text(text, encoding="utf-8")
    wards = re.findall(r"^  - slug: (\S+)", text, re.MULTILINE)
    random = Random(1)  # noqa: S311 (not for secrets)
    for number in range(EVENTS):
        ward = wards[number % len(wards)]
        file = folder / f"content/{ward}/agenda/activiteit-{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_event(number, random), encoding="utf-8")
    return wards


def _event(number: int, random: Random) -> str:
    coming, repeats = number < COMING, number < REPEATING
    days = random.randrange(200) if coming else -random.randrange(100, 3600)
    start = DAY + timedelta(days=days)
    lines = [f"title: Activiteit {number}", "kind: overleg", f"published: {start - timedelta(days=600)}"]
    lines += [f"start: {start} 19:30", f"end: {start} 21:30", 'summary: "Kom mee praten over de wijk."']
    if repeats:
        # They began up to three years ago; some days differ.
        lines[3:5] = [f"start: {start - timedelta(weeks=52 * (number % 3))} 19:30"]
        lines += ["repeat: {every: week}", f"cancelled: [{start + timedelta(weeks=2)}]"]
        lines += [f"except: [{start + timedelta(weeks=3)}]", "updated: [{on: 2026-11-01, note: anders}]"]
    if number % 50 == 0:
        lines.append("series: beurs")
    return "---\n" + "\n".join(lines) + "\n---\nIedereen is welkom in het buurtcentrum.\n"


def read(folder: Path) -> Loaded:
    """The events, read; this is not timed."""
    loaded = load_sources(_settings(folder), DAY, store=folder / "store")
    wrong = [str(problem) for problem in loaded.problems if not problem.warning]
    assert not wrong and loaded.index, wrong[:3]
    return loaded


def _settings(folder: Path) -> Settings:
    return Settings(
        content=str(folder / "content"),
        output=str(folder / "output"),
        theme=str(ROOT / "themes/gent"),
        wards_file=str(folder / "wards.yaml"),
        data=str(folder / "data"),
        site_url="https://wijken.example",
        language="nl",
    )


def jobs_of(folder: Path, loaded: Loaded) -> list[Job]:
    """The jobs of all wards, then that of the city's calendar."""
    shared = shared_of(_settings(folder), DAY, loaded, {}, "", str(folder / "staging"), str(folder / "store"))
    planner = Planner(shared, loaded, Index(), {}, {})
    plan = planner.plan()
    planner.plan_rest({})
    assert plan.calendar
    return [*(job for job in plan.jobs if job.place not in ("stad", "paginas")), plan.calendar]


def calendar_tasks(work: Workplace) -> Iterator[Task]:
    """The calendar files of a job."""
    if not work.job.place:
        yield from city_calendars(work)
        return
    yield from ward_calendars(work, work.shared.city.ward(work.job.place))
    for volume in work.job.volumes:
        if not volume.at_rest(work.day):
            for row in work.rows(volume):
                if row.type == "event" and kept(row, work.day):
                    yield event_calendar(work, volume, row)


def make(jobs: list[Job], blocks: Mapping[bytes, Block], fresh: Mapping[str, Keys]) -> Made:
    """Makes the calendars; the entries made and known, and path to key of each file by place."""
    known, keys = dict(blocks), {}
    for job in jobs:
        work = Workplace(replace(job, blocks=known))
        name, before = job.place or "calendar", fresh.get(job.place, {})
        unit = carry_out(name, calendar_tasks(work), before, job.shared.staging)
        known.update(work.blocks)
        keys[job.place] = {made.path: made.key for made in unit.files}
    return known, keys


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor and of the clock."""
    gc.collect()
    began, cpu = perf_counter(), process_time()
    run()
    return process_time() - cpu, perf_counter() - began


def main() -> None:
    """Prints the figures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("store", "staging", "output", "data"):
            (folder / part).mkdir()
        wards = write_city(folder)
        jobs = jobs_of(folder, read(folder))
        import wijksites.agenda.ical as _warm  # noqa: F401 (loading the library is not a matter of calendars)

        clean = [timed(lambda: make(jobs, {}, {})) for _ in range(RUNS)]
        blocks, keys = make(jobs, {}, {})
        print(f"{sum(map(len, keys.values()))} calendars of {len(blocks)} events, {EVENTS} in all")
        edits = []
        for run in range(RUNS):
            file = folder / f"content/{wards[1]}/agenda/activiteit-1.md"
            file.write_text(
                re.sub(r"(?m)^title: .*", f"title: Anders {run}", file.read_text(encoding="utf-8")), encoding="utf-8"
            )
            touched = [job for job in jobs_of(folder, read(folder)) if job.place in (wards[1], "")]
            edits.append(timed(lambda touched=touched: make(touched, blocks, keys)))  # type: ignore[misc]
        for title, times in (("from nothing", clean), ("one event changed", edits)):
            cpu, clock = (median(column) for column in zip(*times, strict=True))
            print(f"{title}: {cpu:.3f} s of processor, {clock:.3f} s by the clock")


if __name__ == "__main__":
    main()
