"""The demonstration's streets go in; how well and how fast the lookup finds misspelled ones comes out, beside others.

`python -m tools.bench.lookup` prints the tables; `--out docs/performance.md` writes them down there. The matchers to
compare with are npm packages: `python -m tools.bench.install`.
"""

import argparse
import gzip
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tools.lookup.given import ROOT, demonstration
from tools.lookup.misspellings import Misspelling, misspellings
from tools.lookup.page import PACKAGES, SCRIPTS, Evaluate, chromium, lookup_page

QUESTIONS = 500
TYPED = 120  # questions that are typed letter by letter
SLOWER = 4  # times
SHOWN = 3
TURNS = 5
ENGINES = ("Ours", "MiniSearch", "Fuse.js", "uFuzzy")
# Of the others fewer keystrokes: one takes a hundred times as long.
KEYSTROKES = {"Ours": 3000, "MiniSearch": 400, "Fuse.js": 200, "uFuzzy": 400}
FROM, TO = "<!-- lookup measured -->", "<!-- end of lookup measured -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Of one matcher: what it found of each misspelling, and milliseconds to make its index (the fastest of nine times)
    and of each keystroke in the quietest of five turns, sorted."""

    name: str
    found: tuple[tuple[str, ...], ...]
    build: float
    keys: tuple[float, ...]


def main() -> None:
    """Measures, prints, and writes down where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="the Markdown file to write the tables in, between its two marks")
    chosen = parser.parse_args()
    if not (PACKAGES / "minisearch").is_dir():
        parser.exit(1, "The matchers to compare with are not installed: python -m tools.bench.install\n")
    given = demonstration()
    asked = misspellings(streets_of(given), QUESTIONS)
    with chromium() as browser, lookup_page(browser, given) as (page, evaluate):
        measured = [_measured(page, evaluate, name, asked) for name in ENGINES]
    text = "\n\n".join((_table(measured, asked), _rules(measured[0], asked), _missed(measured[0], asked), sizes()))
    print(text)
    if chosen.out:
        before, _, rest = chosen.out.read_text(encoding="utf-8").partition(FROM)
        _, _, after = rest.partition(TO)
        chosen.out.write_text(f"{before}{FROM}\n\n{text}\n\n{TO}{after}", encoding="utf-8")


def streets_of(given: dict[str, Any]) -> list[str]:
    """The names of the streets with addresses."""
    return [name for groups in given["streets"]["streets"].values() for names in groups.values() for name in names]


def keystrokes(asked: Sequence[Misspelling], most: int) -> list[str]:
    """What stands in the field after each letter, of misspelled names and of right ones with a number, thinned out."""
    step = len(asked) // TYPED or 1
    whole = [text for one in asked[::step] for text in (one.typed, f"{one.street} 12")]
    all_typed = [text[: at + 1] for text in whole for at in range(len(text))]
    return all_typed[:: len(all_typed) // most + 1]


def right(found: Iterable[str], one: Misspelling) -> bool:
    """Whether the street is among the first three."""
    return one.street in list(found)[:SHOWN]


def _measured(page: Page, evaluate: Evaluate, name: str, asked: Sequence[Misspelling]) -> Measured:
    evaluate(
        """(async () => {
          globalThis.peers = await import("/peers/peers.js");
          globalThis.make = peers.engines(given, x.names)[x.name];
          globalThis.search = make();
        })()""",
        {"name": name, "names": sorted(set(streets_of(demonstration())))},
    )
    found = evaluate("peers.findAll(search, x)", [one.typed for one in asked])
    build = evaluate("[...Array(9)].map(() => { const at = performance.now(); make(); return performance.now() - at })")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    typed = keystrokes(asked, KEYSTROKES[name])
    # What else the machine does only makes it slower; slowed by pauses, single strokes are fast by luck.
    keys = min((sorted(evaluate("peers.timeAll(search, x)", typed)) for _ in range(TURNS)), key=_late)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return Measured(
        name=name,
        found=tuple(tuple(one) for one in found),
        build=min(build),
        keys=tuple(keys),
    )


def _late(keys: Sequence[float]) -> float:
    """The 95th percentile of sorted milliseconds."""
    return keys[int(len(keys) * 0.95)]


def _table(measured: Sequence[Measured], asked: Sequence[Misspelling]) -> str:
    lines = [
        f"| matcher | right street in the first {SHOWN} of {len(asked)} | a keystroke, median | 95th percentile "
        "| making the index |",
        "|---|---|---|---|---|",
    ]
    for one in measured:
        hits = sum(map(right, one.found, asked))
        lines.append(
            f"| {one.name} | {hits / len(asked):.1%} | {statistics.median(one.keys):.1f} ms | {_late(one.keys):.1f} ms "
            f"| {one.build:.0f} ms |"
        )
    return "\n".join(lines)


def _rules(ours: Measured, asked: Sequence[Misspelling]) -> str:
    made = Counter(one.rule for one in asked)
    hits = Counter(one.rule for found, one in zip(ours.found, asked, strict=True) if right(found, one))
    lines = ["| what went wrong | right |", "|---|---|"]
    return "\n".join([*lines, *(f"| {rule} | {hits[rule]} of {count} |" for rule, count in made.items())])


def _missed(ours: Measured, asked: Sequence[Misspelling]) -> str:
    missed = [
        f"- `{one.typed}` ({one.street}; {one.rule}): {', '.join(found[:SHOWN]) or 'nothing'}"
        for found, one in zip(ours.found, asked, strict=True)
        if not right(found, one)
    ]
    return "\n".join([f"What ours missed ({len(missed)}), with what it offered:", "", *missed])


def sizes() -> str:
    """Bytes of the index and of each script, as a table; `gzip`: with -9."""
    streets = [ROOT / "data/streets.json", ROOT / "data/streets-probable.json"]
    scripts = sorted((SCRIPTS / "lookup").glob("*.js"))
    lines = ["| file | bytes | gzip |", "|---|---|---|"]
    total = 0
    for file in (*streets, *scripts):
        data = file.read_bytes()
        if file in streets:
            data = re.sub(rb"\n", b"", data)
        packed = len(gzip.compress(data, 9, mtime=0))
        total += packed if file in scripts else 0
        lines.append(f"| {file.relative_to(ROOT)} | {len(data):,} | {packed:,} |")
    return "\n".join([*lines, f"| the scripts together | | {total:,} |"])


if __name__ == "__main__":
    main()
