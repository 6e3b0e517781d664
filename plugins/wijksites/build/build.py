"""One build from start to end: read, join, render, publish; what an earlier build knew is not done again."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wijksites.build.carry import carry_out_plan
from wijksites.build.digest import toolchain
from wijksites.build.files import Seen, changed_files, same_bytes, sure
from wijksites.build.index import Cache, Index, Shown
from wijksites.build.machinery import machinery_tasks, sitemap_lines, withdrawn_addresses
from wijksites.build.months import addresses
from wijksites.build.pictures import UNIT as PICTURES
from wijksites.build.pictures import build_pictures, usable_pictures
from wijksites.build.plan import Planner
from wijksites.build.pool import Pool, pool_of
from wijksites.build.publish import Changes, Move, prepare, publish
from wijksites.build.sharing import shared_of
from wijksites.build.sources import Before, Loaded, load_sources, sorted_once
from wijksites.build.store import Damaged
from wijksites.build.tasks import Made, Unit, carry_out
from wijksites.build.volume import Volume
from wijksites.city.model import City
from wijksites.clock import nanoseconds, seconds
from wijksites.pages.page import EMBED_URL
from wijksites.pages.style import STYLE_URL
from wijksites.posts.paths import post_type, url_of
from wijksites.problems import Problem, errors
from wijksites.reading import reason
from wijksites.settings import Settings
from wijksites.words import translate, translate_count

SLUG_LINE = re.compile(r"^slug:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. `notes`: what it says besides problems; `index`: every file in the output; `city`: whose site
    was published."""

    problems: tuple[Problem, ...]
    published: bool
    summary: str
    notes: tuple[str, ...] = ()
    index: Index = field(default_factory=Index)
    changes: Changes | None = None
    city: City | None = None

    @property
    def status(self) -> int:
        """The exit status: 0 all is well, 1 nothing was published, 3 the rest was published."""
        if not errors(self.problems):
            return 0
        return 3 if self.published else 1

    def manifest(self) -> dict[str, str]:
        """Every path in the output to the digest (SHA-256) of its bytes."""
        files = (entry for unit in self.index.units.values() for entry in unit.files.entries())
        return {path: digest.hex() for path, _, digest, _ in files}


def quiet(step: str, done: int, total: int) -> None:
    """Tells nobody how far the build is."""


def build_site(settings: Settings, day: date, progress: Progress = quiet, *, pool: Pool | None = None) -> Outcome:
    """Builds the site of a day into the output folder. `pool`: to work in, when several builds share one.

    Raises PublishError when the output folder cannot be used, LedgerError for an unreadable LEDGER, and Jinja's
    own errors for a broken template; in each case the output is untouched.
    """
    began = seconds()
    output = Path(settings.output)
    cache = Cache(output)
    cache.prepare()
    with cache.locked(lambda: progress(translate("Waiting for another build of this folder"), 0, 1)):
        staging = prepare(output)
        version = toolchain()
        index, reason = cache.load(version)
        notes = _notes(reason)
        try:
            return _Build(settings, day, progress, cache, staging, version, index, notes, began, pool).run()
        except Damaged:
            cache.empty()
            return _Build(
                settings, day, progress, cache, prepare(output), version, Index(), _notes("damaged"), began, pool
            ).run()


def _notes(reason: str) -> tuple[str, ...]:
    """What to say of a cache that cannot be used; nothing of one that is not there yet."""
    if reason == "damaged":
        return (translate("The cache was damaged. Everything is made again; nothing is lost."),)
    if reason == "foreign":
        return (translate("The cache was made by another version. Everything is made again."),)
    return ()


@dataclass(slots=True)
class _Build:
    """The steps of one build, and what passes between them."""

    settings: Settings
    day: date
    progress: Progress
    cache: Cache
    staging: Path
    version: str
    before: Index
    notes: tuple[str, ...]
    began: float
    pool: Pool | None
    lost: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(self) -> Outcome:
        settings, before = self.settings, self.before
        given = nullcontext(self.pool) if self.pool else pool_of(settings.jobs, settings.scheduler)
        with given as pool:
            self.progress(translate("Reading"), 0, 1)
            loaded = load_sources(
                settings,
                self.day,
                pool=pool,
                before=Before(folders=before.folders, files=before.sources, alerts=before.alerts),
                store=self.cache.store,
                usable=usable_pictures(Path(settings.content), before.pictures),
            )
            if loaded.fatal or (errors(loaded.problems) and not settings.keep_going):
                return Outcome(problems=loaded.problems, published=False, summary=_refused(loaded), notes=self.notes)
            assert loaded.city and loaded.index
            units, loaded, after = self._render(loaded, pool)
        if errors(loaded.problems) and not settings.keep_going:
            return Outcome(problems=loaded.problems, published=False, summary=_refused(loaded), notes=self.notes)
        assert loaded.index
        after.folders, after.sources, after.alerts = loaded.index.folders, loaded.index.files, dict(loaded.alerts)
        return self._publish(loaded, units, after)

    def _render(self, loaded: Loaded, pool: Pool) -> tuple[list[Unit], Loaded, Index]:
        """All units that had to be looked at, what was read with what is wrong with sheets, and the beginning of the
        next index."""
        before, staging = self.before, str(self.staging)
        lost = self.lost = self._changed()
        fresh = {name: fresh_keys(shown, lost[name]) for name, shown in before.units.items()}
        after = Index(toolchain=self.version, day=self.day)
        self.progress(translate("Making pictures"), 0, 1)
        pictured, after.pictures = build_pictures(
            self.settings, self.day, loaded, before.pictures, fresh.get(PICTURES, {}), staging, pool
        )
        pictures = {path: original.picture for path, original in after.pictures.items()}
        shared = shared_of(self.settings, self.day, loaded, pictures, self.version, staging, str(self.cache.store))
        after.frame_key = shared.frame_key
        planner = Planner(shared, loaded, before, lost, fresh)
        plan = planner.plan()
        making = translate("Making pages")
        done = carry_out_plan(planner, pool, lambda count, total: self.progress(making, count, total))
        units = [pictured, *(unit for one in done for unit in one.units)]
        for name in plan.untouched:
            after.units[name] = before.units[name]
            if name in before.sheets:
                after.sheets[name] = before.sheets[name]
        for one in done:
            after.sheets.update(one.sheets)
        unprinted = [one.problem for made in after.sheets.values() for one in made.values() if one.problem]
        loaded = replace(loaded, problems=sorted_once([*loaded.problems, *unprinted]))
        after.blocks = before.blocks | {one.place: one.blocks for one in done}
        assert loaded.index
        volumes = {f"{volume.folder}/{volume.label}": volume for volume in loaded.index.volumes}
        empty = {url for url, busy in addresses(shared.city, loaded.index.months).items() if not busy}
        aside = withdrawn_addresses(loaded) | empty | {EMBED_URL, STYLE_URL}
        keys = {**plan.keys, PICTURES: b""}
        for unit in units:
            after.units[unit.name] = self._shown(unit, keys[unit.name], volumes.get(unit.name), aside)
        machinery = carry_out(
            "machinery",
            machinery_tasks(self.settings, self.day, loaded, after.units, shared.frame_key),
            fresh.get("machinery", {}),
            staging,
        )
        after.units["machinery"] = self._shown(machinery, b"", None, aside)
        return [*units, machinery], loaded, after

    def _changed(self) -> dict[str, frozenset[str]]:
        """Of each unit, the files that are not as they were made."""
        found = {}
        for name, shown in self.before.units.items():
            found[name], restamped = changed_files(shown.files, self.settings.output)
            if restamped:
                self.before.packed.pop(("units", name), None)  # its bytes in the index have the old stamps
        return found

    def _shown(self, unit: Unit, key: bytes, volume: Volume | None, aside: frozenset[str]) -> Shown:
        """A unit as the index keeps it."""
        old = self.before.units.get(unit.name, Shown(key=b"", files=Seen())).files
        lost = self.lost.get(unit.name, frozenset())
        numbers = {path: number for number, path in enumerate(old.paths)}
        looked = nanoseconds()
        seen = Seen()
        for made in unit.files:
            number = numbers.get(made.path)
            stays = number is not None and made.path not in lost and old.digest(number) == made.digest
            if made.stamp is None or stays:
                # The file in the output is not touched, so it keeps its stamp, whatever was made beside it.
                assert number is not None
                seen.add(made.path, old.stamp(number), old.digest(number), made.key)
            else:
                seen.add(made.path, sure(made.stamp, looked), made.digest, made.key)
        lines = sitemap_lines(self.settings, self.day, seen.paths, volume, aside)
        return Shown(key=key, files=seen, sitemap=lines)

    def _publish(self, loaded: Loaded, units: list[Unit], after: Index) -> Outcome:
        assert loaded.index
        output = Path(self.settings.output)
        moves = [
            Move(path=made.path, folder=unit.folder.rpartition("/")[2], staged=made.staged)
            for unit in units
            for made in self._different(unit)
        ]
        made = {path for shown in after.units.values() for path in shown.files.paths}
        earlier = {path for shown in self.before.units.values() for path in shown.files.paths}
        last_good = {entry.source for volume in loaded.index.volumes for entry in volume.entries}
        kept = _last_good(loaded.index.held - last_good, Path(self.settings.content), loaded.city)
        # Files that no index knows, because a build died before it saved one or kept them for a held post, are found
        # by a search; the mark says that there may be some.
        mark = self.cache.folder / "unsure"
        known = bool(self.before.toolchain) and not mark.exists()
        mark.touch()
        changes = publish(output, self.staging, moves, made, earlier if known else None, kept)
        notes = self.notes
        try:
            self.cache.save(after, self.before)
        except OSError as error:
            unsaved = translate(
                "The site is published, but what is kept for the next build could not be written{reason}. The next "
                "build takes longer.",
                reason=reason(error),
            )
            notes = (*notes, unsaved)
        else:
            if not kept:
                mark.unlink()
        pages = sum(path.endswith(".html") for path in made)
        return Outcome(
            problems=loaded.problems,
            published=True,
            summary=_summary(loaded, pages, seconds() - self.began),
            notes=notes,
            index=after,
            changes=changes,
            city=loaded.city,
        )

    def _different(self, unit: Unit) -> Iterator[Made]:
        """The files of a unit whose bytes the output does not have: the others there are not touched."""
        old = self.before.units.get(unit.name, Shown(key=b"", files=Seen())).files
        lost = self.lost.get(unit.name, frozenset())
        known = {path: number for number, path in enumerate(old.paths) if path not in lost}
        for made in unit.files:
            if made.stamp is None:
                continue
            number = known.get(made.path)
            if number is None:
                same = same_bytes(f"{self.settings.output}/{made.path}", made.digest)
            else:
                same = old.digest(number) == made.digest
            if not same:
                yield made


def fresh_keys(shown: Shown, lost: frozenset[str]) -> dict[str, bytes]:
    """Path to key of a unit's files that are as they were made."""
    files = shown.files
    return {path: files.key(number) for number, path in enumerate(files.paths) if path not in lost}


def _last_good(held: Iterable[str], content: Path, city: City | None) -> tuple[str, ...]:
    """Where the last good pages of posts that are held back begin, and the theme files and pictures they show.

    An introduction is no page of its own: its ward's home is made without it.
    """
    posts = [source for source in sorted(held) if post_type(source) not in (None, "intro")]
    slugs = {source: _slug_of(content / source) for source in posts}
    urls = [url_of(source, slug).strip("/") for source, slug in slugs.items()]
    wards = city.wards if city else ()
    posters = tuple(f"{ward.slug}/affiche/{slug}.pdf" for slug in slugs.values() for ward in wards)
    starts = tuple(start for url in urls for start in (f"{url}/", f"{url}.ics"))
    return (*starts, *posters, "theme/", "beeld/") if urls else ()


def _slug_of(file: Path) -> str:
    """The slug that a post gives itself, as far as one can tell from a post that cannot be read."""
    try:
        written = SLUG_LINE.search(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        written = None
    return written[1] if written else file.stem


def _refused(loaded: Loaded) -> str:
    count = len(errors(loaded.problems))
    return translate_count(
        "Nothing was published: there is {count} problem. The site stays as it was.",
        "Nothing was published: there are {count} problems. The site stays as it was.",
        count,
    )


def _summary(loaded: Loaded, pages: int, took: float) -> str:
    assert loaded.city
    return translate_count(
        "Done: {wards} wards, {pages} pages, {count} problem, {seconds} seconds.",
        "Done: {wards} wards, {pages} pages, {count} problems, {seconds} seconds.",
        len(errors(loaded.problems)),
        wards=len(loaded.city.wards),
        pages=pages,
        seconds=f"{took:.1f}".replace(".", ","),
    )
