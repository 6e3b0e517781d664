"""The index of the last import and the new one go in, sentences about what changed come out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from wijksites.lookup.importing.gather import Street
from wijksites.words import translate, translate_count

MOST_SHOWN = 20  # names of one kind on the screen

Wards = tuple[str, ...]


def read_last(path: Path) -> dict[str, Any]:
    """The file of an earlier import; nothing when there is none or it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("streets"), dict) else {}


def difference(last: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What changed since the last import, in sentences; a first import says so in one."""
    if not last:
        return [translate("This is the first import: there is nothing to compare with.")]
    before, after = dict(_wards_by_street(last)), dict(_wards_by_street(new))
    added = [_address(street) for street in after if street not in before]
    gone = [_address(street) for street in before if street not in after]
    moved = [
        translate(
            "{street} (was {before}, is {after})",
            street=_address(street),
            before=", ".join(before[street]),
            after=", ".join(after[street]),
        )
        for street in after
        if street in before and before[street] != after[street]
    ]
    ranges = [
        _address(street)
        for street in after
        if before.get(street) == after[street] and _numbers(last, street) != _numbers(new, street)
    ]
    if not (added or gone or moved or ranges):
        return [translate("Nothing changed since the last import.")]
    sentences = (
        (
            added,
            translate_count(
                "{count} new street: {names}", "{count} new streets: {names}", len(added), names=_shown(added)
            ),
        ),
        (
            gone,
            translate_count(
                "{count} street is gone: {names}", "{count} streets are gone: {names}", len(gone), names=_shown(gone)
            ),
        ),
        (
            moved,
            translate_count(
                "{count} street changed ward: {names}",
                "{count} streets changed ward: {names}",
                len(moved),
                names=_shown(moved),
            ),
        ),
        (
            ranges,
            translate_count(
                "{count} street with other house numbers: {names}",
                "{count} streets with other house numbers: {names}",
                len(ranges),
                names=_shown(ranges),
            ),
        ),
    )
    return [sentence for streets, sentence in sentences if streets]


def _shown(names: Sequence[str]) -> str:
    return "; ".join(names[:MOST_SHOWN]) + ("; …" if len(names) > MOST_SHOWN else "")


def _wards_by_street(document: Mapping[str, Any]) -> Iterator[tuple[Street, Wards]]:
    """Every street of an index with its wards; a layer without postcodes has streets without."""
    for key, value in document["streets"].items():
        if isinstance(value, Mapping):
            for wards, names in value.items():
                yield from (((key, name), tuple(wards.split(","))) for name in names)
        else:
            yield from ((("", name), tuple(key.split(","))) for name in value)


def _numbers(document: Mapping[str, Any], street: Street) -> tuple[Any, Any]:
    postcode, name = street
    split, exact = (document.get(part, {}).get(postcode, {}).get(name) for part in ("split", "exact"))
    return split, exact


def _address(street: Street) -> str:
    return " ".join(part for part in street if part)
