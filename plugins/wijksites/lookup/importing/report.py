"""What an import found goes in; sentences for the screen, and a report (Markdown) that lists each case, come out."""

from collections.abc import Iterator, Mapping, Sequence

from wijksites.lookup.importing.addresses import Imported
from wijksites.lookup.importing.gather import PER_DEGREE, Street
from wijksites.words import translate, translate_count

MOST_LISTED = 500  # of one kind; a whole country has more outside the wards than anyone reads

Section = tuple[str, str, Sequence[str]]  # what was found, what was done with it, the cases


def summary(imported: Imported) -> list[str]:
    """What was read and made, and how many of each kind were noticed."""
    counts = imported.counts()
    first = translate(
        "{rows} rows read: {streets} streets, {split} of them in more than one ward ({runs} runs of house numbers).",
        rows=counts["rows"],
        streets=counts["streets"],
        split=counts["split_streets"],
        runs=counts["runs"],
    )
    return [first, *(heading for heading, _, _ in _sections(imported, {}))]


def report(imported: Imported, wards: Mapping[int, str]) -> str:
    """The report of an import, as Markdown; `wards`: their names by number."""
    title = translate("Report of the import of addresses")
    parts = [f"# {title}", summary(imported)[0]]
    for heading, done, cases in _sections(imported, wards):
        lines = [f"- {case}" for case in cases[:MOST_LISTED]]
        more = len(cases) - MOST_LISTED
        if more > 0:
            lines.append(translate_count("- and {count} more", "- and {count} more", more))
        parts += [f"## {heading}", done, *(["\n".join(lines)] if lines else [])]
    if len(parts) == 2:
        parts.append(translate("Nothing was noticed."))
    return "\n\n".join(parts) + "\n"


def _sections(imported: Imported, wards: Mapping[int, str]) -> Iterator[Section]:
    yield from _doubtful(imported, wards)
    yield from _left_out(imported)
    yield from _names(imported)


def _doubtful(imported: Imported, wards: Mapping[int, str]) -> Iterator[Section]:
    index = imported.index
    two = index.two_places
    if index.strays:
        yield (
            translate_count("{count} stray address.", "{count} stray addresses.", len(index.strays)),
            translate("Far from the rest of their street, in another ward. The lookup shows both wards."),
            [
                translate(
                    "{address}: {metres} m from the rest; {wards}",
                    address=_address(street, stray.number),
                    metres=stray.metres,
                    wards=_wards(stray.wards, wards),
                )
                for street, stray in index.strays
            ],
        )
    if two:
        yield (
            translate_count(
                "{count} address in two wards at once.",
                "{count} addresses in two wards at once.",
                len(two),
            ),
            translate("On the border itself, or in the source in two places. The lookup shows both wards."),
            [_address(street, number) for street, number in two],
        )


def _left_out(imported: Imported) -> Iterator[Section]:
    left = imported.left_out
    if imported.dummies:
        count = sum(len(found) for found in imported.dummies.values())
        yield (
            translate_count("{count} address on a dummy point.", "{count} addresses on dummy points.", count),
            translate("Many streets share that one point, so it says nothing. Left out."),
            [
                translate(
                    "{lat}, {lon}: {addresses}",
                    lat=y / PER_DEGREE,
                    lon=x / PER_DEGREE,
                    addresses="; ".join(_address(street, number) for street, number in found),
                )
                for (x, y), found in sorted(imported.dummies.items())
            ],
        )
    if imported.outside:
        count = sum(imported.outside.values())
        yield (
            translate_count("{count} address outside all wards.", "{count} addresses outside all wards.", count),
            translate("Left out. By street:"),
            [f"{_address(street, '')}: {many}" for street, many in sorted(imported.outside.items())],
        )
    for count, heading, done in (
        (
            left.no_place,
            translate_count("{count} row without a place.", "{count} rows without a place.", left.no_place),
            translate("Empty, zero or not a number. Left out."),
        ),
        (
            left.no_street,
            translate_count("{count} row without a street.", "{count} rows without a street.", left.no_street),
            translate("Left out."),
        ),
        (
            left.no_number,
            translate_count(
                "{count} address without a house number.", "{count} addresses without a house number.", left.no_number
            ),
            translate("They count for the wards of their street."),
        ),
        (
            left.gone,
            translate_count(
                "{count} address that is no longer one.", "{count} addresses that are no longer one.", left.gone
            ),
            translate("Its status says so. Left out."),
        ),
        (
            imported.doubles,
            translate_count(
                "{count} row whose house number was there already.",
                "{count} rows whose house number was there already.",
                imported.doubles,
            ),
            translate("Boxes in one building, or the same row twice. One is enough."),
        ),
    ):
        if count:
            yield heading, done, []


def _names(imported: Imported) -> Iterator[Section]:
    merged = [", ".join(names) for names in imported.spellings]
    alike = [", ".join(names) for names in imported.alike]
    cut_off = list(imported.cut_off)
    corrected = [f"{source} → {ours}" for source, ours in imported.corrected]
    for found, heading, done in (
        (
            merged,
            translate_count(
                "{count} street was spelled in two ways.", "{count} streets were spelled in two ways.", len(merged)
            ),
            translate("The spelling on most addresses is kept."),
        ),
        (
            alike,
            translate_count(
                "{count} group of names that sound alike.", "{count} groups of names that sound alike.", len(alike)
            ),
            translate("Both are kept. Is it one street? Add the wrong spelling to the hand list."),
        ),
        (
            cut_off,
            translate_count("{count} name that seems cut off.", "{count} names that seem cut off.", len(cut_off)),
            translate("Kept as they are. Add the whole name to the hand list."),
        ),
        (
            corrected,
            translate_count("{count} name corrected.", "{count} names corrected.", len(corrected)),
            translate("By the hand list, or with a capital IJ."),
        ),
    ):
        if found:
            yield heading, done, found


def _address(street: Street, number: str) -> str:
    postcode, name = street
    return " ".join(part for part in (postcode, name, number) if part)


def _wards(numbers: Sequence[int], names: Mapping[int, str]) -> str:
    return ", ".join(f"{number} {names.get(number, '')}".strip() for number in numbers)
