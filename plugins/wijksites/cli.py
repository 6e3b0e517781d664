"""The commands of editors and operators: `python -m wijksites <command>`; make calls them."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

from wijksites.city.load import load_city
from wijksites.problems import Problem, errors
from wijksites.settings import Settings, SettingsError, shown
from wijksites.words import translate, translate_count


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wijksites")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=about, description=about)
        found.set_defaults(run=run)
        found.add_argument("--settings", default="pelicanconf.py", help="settings file (pelicanconf.py)")
        return found

    check = command("check", _check, "print every problem in wards.yaml and content/, exit 1 when there is one")
    check.add_argument("--ledger", help="an ids.json of an earlier build, to compare with")
    check.add_argument("--day", type=date.fromisoformat, help="as if it were this day, for example 2026-12-01")
    after = command("consequences", _consequences, "what publishing would do, compared with an earlier ids.json")
    after.add_argument("--ledger", help="the ids.json of the site as it is online")
    after.add_argument("--day", type=date.fromisoformat, help="as if it were this day, for example 2026-12-01")
    new = command("new", _new, "write a commented template for a post")
    new.add_argument("--folder", default="", help="agenda, nieuws or paginas")
    new.add_argument("--ward", default="", help="slug of the ward, or stad")
    new.add_argument("--title", default="", help="title of the post")
    hints = command("hints", _hints, "what a colleague would ask about posts, at most three sentences each")
    hints.add_argument("file", type=Path, nargs="*", help="posts (those that git says are new or changed)")
    command("fix", _fix, "repair what can be repaired safely, and show it")
    calendar = command("import-ics", _import_ics, "make drafts of the events in an association's calendar")
    calendar.add_argument("file", type=Path, help="the calendar, a file that ends in .ics")
    calendar.add_argument("--ward", default="", help="slug of the ward, or stad")
    schema = command("schema", _schema, "write the JSON Schemas of what editors write")
    schema.add_argument("--folder", type=Path, help="where to write them (data/schema)")
    serve = command("serve", _serve, "build, serve on this machine and build again on every change")
    serve.add_argument("--port", type=int, default=8000)
    cities = command("build-cities", _build_cities, "build the sites of many cities, each with settings of its own")
    cities.add_argument("file", type=Path, help="cities.yaml: a list of settings files and output folders")
    cities.add_argument("--scheduler", default="", help="address of a Dask scheduler, tcp://host:port")
    cities.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes here, without a scheduler")
    publish = command("publish", _publish, "make a release of the output and let readers see it")
    publish.add_argument("target", help="folder, or address of object storage (s3://...)")
    publish.add_argument("--output", default="output", help="folder of the site (output)")
    rollback = command("rollback", _rollback, "let readers see the release before")
    rollback.add_argument("target", type=Path, help="folder with releases")
    outlines = command("import-outlines", _import_outlines, "make data/outlines.json from a city's GeoJSON")
    outlines.add_argument("file", type=Path)
    outlines.add_argument("--name", required=True, help="property with the ward's name")
    outlines.add_argument("--number", required=True, help="property with the ward's number")
    outlines.add_argument("--credit", default="", help="credit line to show with the map (the last import's)")
    outlines.add_argument("--source-date", type=date.fromisoformat, help="day of the data, 2026-11-01 (the file's own)")
    outlines.add_argument("--out", type=Path, help="where to write (outlines.json in DATA_PATH)")
    addresses = command("import-addresses", _import_addresses, "make data/streets.json from address points")
    addresses.add_argument("file", type=Path, nargs="+", help="CSV, or GeoJSON with one feature a line")
    addresses.add_argument("--outlines", type=Path, required=True, help="the city's own GeoJSON, in full detail")
    addresses.add_argument("--name", required=True, help="property of the outlines with the ward's name")
    addresses.add_argument("--number", required=True, help="property of the outlines with the ward's number")
    addresses.add_argument("--epsg", choices=("", "4326", "31370", "3812"), default="", help="system of x and y")
    _add_import_options(addresses, "streets.json")
    streets = command("import-streets", _import_streets, "make data/streets-probable.json: streets without addresses")
    streets.add_argument("file", type=Path, help="CSV with a name and a ward's number in each row")
    streets.add_argument("--streets", type=Path, help="the index of addresses (streets.json in DATA_PATH)")
    _add_import_options(streets, "streets-probable.json")
    return parser


def _add_import_options(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--column", action="append", default=[], metavar="ROLE=NAME", help="take another column")
    parser.add_argument("--spellings", type=Path, help="hand list of names (street-spellings.json in DATA_PATH)")
    parser.add_argument("--credit", default="", help="credit line (the last import's, or the source's usual one)")
    parser.add_argument("--licence", default="", help="licence (the last import's, or the source's usual one)")
    parser.add_argument("--day", default="", help="month or day of the data, 2026-11 (the file's own month)")
    parser.add_argument("--report", type=Path, help="where to write what was found, as text")
    parser.add_argument("--out", type=Path, help=f"where to write ({name} in DATA_PATH)")


def _settings(options: argparse.Namespace, **overrides: object) -> Settings:
    # Pelican takes a third of a second to import: only what needs its settings waits for it.
    from wijksites.shell import load_settings

    try:
        return load_settings(options.settings, **overrides)
    except (SettingsError, ValueError) as error:
        _end(str(error))


def _end(text: str) -> NoReturn:
    print(text, file=sys.stderr)
    raise SystemExit(1)


def _check(options: argparse.Namespace) -> int:
    from wijksites.build import load_sources
    from wijksites.build.letters import letter_problems
    from wijksites.check.ledger import LedgerError
    from wijksites.check.required import missing_files
    from wijksites.shell import today

    overrides = {"LEDGER": options.ledger} if options.ledger else {}
    settings = _settings(options, **overrides)
    day = options.day or today(settings)
    try:
        loaded = load_sources(settings, day)
    except LedgerError as error:
        _end(str(error))
    missing = missing_files(loaded.city, Path(settings.content), shown(settings.content)) if loaded.city else ()
    unprintable = letter_problems(loaded, settings, day) if settings.sheets else ()
    return _report(tuple(sorted((*loaded.problems, *missing, *unprintable))))


def _consequences(options: argparse.Namespace) -> int:
    from wijksites.consequences import consequences_of
    from wijksites.shell import today

    settings = _settings(options)
    return _lines(consequences_of(settings, options.ledger, options.day or today(settings)))


def _report(problems: tuple[Problem, ...]) -> int:
    for problem in problems:
        print(problem)
    wrong = len(errors(problems))
    hints = len(problems) - wrong
    if not wrong:
        text = translate_count(
            "No problems, {count} thing to look at.", "No problems, {count} things to look at.", hints
        )
        print(text if hints else translate("No problems."))
        return 0
    print(translate_count("{count} problem.", "{count} problems.", wrong))
    return 1


def _new(options: argparse.Namespace) -> int:
    from wijksites.editing.new import EditingError, new_post
    from wijksites.shell import today

    settings = _settings(options)
    city, problems = load_city(Path(settings.wards_file), shown(settings.wards_file))
    if city is None:
        return _report(problems)
    try:
        file = new_post(
            Path(settings.content),
            city,
            folder=options.folder,
            ward=options.ward,
            title=options.title,
            day=today(settings),
        )
    except EditingError as error:
        _end(str(error))
    print(translate("Made: {file}. Open it, write your text, and run `make check`.", file=shown(file)))
    return 0


def _hints(options: argparse.Namespace) -> int:
    from wijksites.commands import hints_about
    from wijksites.shell import today

    settings = _settings(options)
    return _lines(hints_about(settings, options.file, today(settings)))


def _fix(options: argparse.Namespace) -> int:
    from wijksites.editing.fix import fix_files
    from wijksites.shell import today

    settings = _settings(options)
    repairs = fix_files(Path(settings.content), today(settings), settings.ignore)
    for repair in repairs:
        print(f"{shown(repair.path)}: {repair.sentence}")
    print(translate_count("{count} repair made.", "{count} repairs made.", len(repairs)))
    return 0


def _lines(lines: Iterator[str]) -> int:
    """Prints what a command says; the exit status."""
    from wijksites.editing.new import EditingError

    try:
        for line in lines:
            print(line)
    except EditingError as error:
        _end(str(error))
    return 0


def _import_ics(options: argparse.Namespace) -> int:
    from wijksites.commands import make_drafts
    from wijksites.shell import today

    settings = _settings(options)
    city, problems = load_city(Path(settings.wards_file), shown(settings.wards_file))
    if city is None:
        return _report(problems)
    return _lines(make_drafts(settings, city, options.file, options.ward, today(settings)))


def _schema(options: argparse.Namespace) -> int:
    from wijksites.build.schemas import schemas

    folder = options.folder or Path(_settings(options).data) / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in schemas():
        (folder / name).write_bytes(data)
        print(shown(folder / name))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from wijksites.build import build_site
    from wijksites.serve import serve
    from wijksites.shell import load_settings, today

    def load() -> Settings:
        return load_settings(options.settings, OUTPUT_PATH=".cache/serve", KEEP_GOING=True, DRAFTS=True)

    serve(load, today, build_site, port=options.port, say=print, settings_file=options.settings)
    return 0


def _build_cities(options: argparse.Namespace) -> int:
    from wijksites.build.remote import ClusterError
    from wijksites.cities import build_cities, read_cities

    cities, problems = read_cities(options.file)
    if problems:
        _end("\n".join(problems))
    try:
        done = build_cities(cities, options.scheduler, options.jobs, print)
    except ClusterError as error:
        _end(str(error))
    return max(done.values(), default=0)


def _publish(options: argparse.Namespace) -> int:
    from wijksites.build.index import Cache
    from wijksites.release import ReleaseError, is_storage, publish_folder, publish_storage

    output = Path(options.output)
    cache = Cache(output)
    try:
        cache.prepare()
        with cache.locked(lambda: print(translate("Waiting for another build of this folder"))):
            if is_storage(options.target):
                digest = publish_storage(output, options.target)
            else:
                digest = publish_folder(output, Path(options.target))
    except ReleaseError as error:
        _end(str(error))
    except OSError as error:
        _end(f"{error.filename or options.target}: {error.strerror or error}")
    print(translate("Published: {target} shows release {digest}.", target=options.target, digest=digest))
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from wijksites.release import ReleaseError, roll_back

    try:
        digest = roll_back(options.target)
    except ReleaseError as error:
        _end(str(error))
    print(translate("Gone back: {target} shows release {digest}.", target=options.target, digest=digest))
    return 0


def _import_outlines(options: argparse.Namespace) -> int:
    from wijksites.city.import_outlines import import_outlines, write_outlines
    from wijksites.city.outlines import OutlineError

    settings = _settings(options)
    city, problems = load_city(Path(settings.wards_file), shown(settings.wards_file))
    if city is None:
        return _report(problems)
    target = options.out or Path(settings.data) / "outlines.json"
    credit = options.credit or _last_credit(target) or f"{city.sender}, {options.file.stem}"
    command = f"python -m wijksites import-outlines {options.file.name} --name {options.name} --number {options.number}"
    try:
        document = import_outlines(
            options.file,
            name_key=options.name,
            number_key=options.number,
            expected={ward.number: ward.name for ward in city.wards},
            credit=credit,
            source_date=options.source_date or _day_of_file(options.file),
            command=command,
        )
    except OutlineError as error:
        _end(str(error))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_outlines(document, target)
    print(translate("Written: {file}, {size} kB.", file=shown(target), size=round(target.stat().st_size / 1000)))
    return 0


def _import_addresses(options: argparse.Namespace) -> int:
    from wijksites.lookup.importing.commands import Wanted, run_addresses

    def run(wanted: Wanted) -> list[str]:
        return run_addresses(options.file, options.outlines, options.name, options.number, options.epsg, wanted)

    return _import_index(options, "streets.json", options.file[0], run)


def _import_streets(options: argparse.Namespace) -> int:
    from wijksites.lookup.importing.commands import Wanted, run_streets

    def run(wanted: Wanted) -> list[str]:
        return run_streets(options.file, options.streets or wanted.spellings.parent / "streets.json", wanted)

    return _import_index(options, "streets-probable.json", options.file, run)


def _import_index(options: argparse.Namespace, name: str, source: Path, run: Callable[[Any], list[str]]) -> int:
    from wijksites.city.outlines import OutlineError
    from wijksites.lookup.importing.columns import ALLOWED
    from wijksites.lookup.importing.commands import Wanted
    from wijksites.lookup.importing.refusal import Refusal

    settings = _settings(options)
    city, problems = load_city(Path(settings.wards_file), shown(settings.wards_file))
    if city is None:
        return _report(problems)
    columns = dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in options.column)
    wrong = [role for role in columns if role not in ALLOWED]
    if wrong:
        _end(
            translate(
                "--column {role}: write one of {roles}, then = and the name of a column.",
                role=wrong[0],
                roles=", ".join(ALLOWED),
            )
        )
    data = Path(settings.data)
    wanted = Wanted(
        out=options.out or data / name,
        columns=columns,
        spellings=options.spellings or data / "street-spellings.json",
        report=options.report,
        wards={ward.number: ward.name for ward in city.wards},
        credit=options.credit,
        licence=options.licence,
        day=options.day or f"{_day_of_file(source):%Y-%m}",
    )
    try:
        lines = run(wanted)
    except (OutlineError, Refusal) as error:
        _end(str(error))
    size = round(wanted.out.stat().st_size / 1000)
    print("\n".join([*lines, translate("Written: {file}, {size} kB.", file=shown(wanted.out), size=size)]))
    return 0


def _last_credit(file: Path) -> str:
    """The credit of an earlier import, so that a second one need not be told again."""
    from wijksites.city.outlines import OutlineError, load_outlines

    try:
        return load_outlines(file).credit
    except OutlineError:
        return ""


def _day_of_file(file: Path) -> date:
    """The day on which a file was last changed (UTC); 1970 for one that is not there, which the import then says."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    except OSError:
        return date(1970, 1, 1)
