"""Third step, all of it: the planner goes in, what its jobs made comes out.

Three things wait for others: the portal and the list of streets say how large the sheets of the city are, and the
city's calendar uses the entries that the wards made.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace

from wijksites.build.plan import Planner
from wijksites.build.pool import Pool
from wijksites.build.portal import build_calendar, build_portal
from wijksites.build.printing import Printed
from wijksites.build.render import Done, build_place
from wijksites.build.shared import Job
from wijksites.build.sheets import UNIT as SHEETS
from wijksites.build.sheets import build_sheets
from wijksites.build.streets import build_streets

Told = Callable[[int, int], None]


def carry_out_plan(planner: Planner, pool: Pool, told: Told) -> list[Done]:
    """Carries out what was planned; on the pool when there is much to make. `told`: hears how many jobs are done, and
    of how many."""
    plan = planner.made
    executor = pool.started(plan.amount)
    known = planner.before.sheets.get(SHEETS, {})
    done = _here(planner, known, told) if executor is None else _there(planner, executor, known, told)
    if plan.calendar:
        job = _knowing(plan.calendar, done)
        done.append(executor.submit(build_calendar, job).result() if executor else build_calendar(job))
    return done


def _here(planner: Planner, printed: Mapping[str, Printed], told: Told) -> list[Done]:
    """One after the other."""
    plan, done = planner.made, []

    def finished(one: Done) -> None:
        done.append(one)
        told(len(done), _count(planner))

    if plan.sheets:
        finished(build_sheets(plan.sheets))
        printed = done[0].sheets[SHEETS]
    planner.plan_rest(printed)
    for job in plan.jobs:
        finished(build_place(job))
    if plan.portal:
        finished(build_portal(plan.portal))
    if plan.streets:
        finished(build_streets(plan.streets))
    return done


def _there(planner: Planner, executor: Executor, printed: Mapping[str, Printed], told: Told) -> list[Done]:
    """On an executor, the longest first."""
    plan = planner.made
    done: list[Done] = []
    waiting: set[Future[Done]] = set()

    def rest(printed: Mapping[str, Printed]) -> None:
        planner.plan_rest(printed)
        if plan.portal:
            waiting.add(executor.submit(build_portal, plan.portal))
        if plan.streets:
            waiting.add(executor.submit(build_streets, plan.streets))

    if plan.sheets:
        waiting.add(executor.submit(build_sheets, plan.sheets))
    else:
        rest(printed)
    waiting |= {executor.submit(build_place, job) for job in plan.jobs}
    while waiting:
        ready, others = wait(waiting, return_when=FIRST_COMPLETED)
        waiting = set(others)
        for future in ready:
            done.append(future.result())
            if done[-1].place == SHEETS:
                rest(done[-1].sheets[SHEETS])
            told(len(done), _count(planner))
    return done


def _count(planner: Planner) -> int:
    plan = planner.made
    return len(plan.jobs) + bool(plan.sheets) + bool(plan.portal) + bool(plan.streets) + bool(plan.calendar)


def _knowing(calendar: Job, done: Iterable[Done]) -> Job:
    """The job of the city's calendar with the entries that other jobs made."""
    blocks = {**calendar.blocks}
    for one in done:
        blocks |= one.blocks
    return replace(calendar, blocks=blocks)
