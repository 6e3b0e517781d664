"""The smallest reader of `data/streets.json`: what its format says of one known address, and nothing cleverer."""

from typing import Any


def wards_at(document: dict[str, Any], postcode: str, street: str, number: str) -> list[int]:
    """The wards of a known address by the exceptions, the only ward of the street, or its runs."""
    exact = document["exact"].get(postcode, {}).get(street, {}).get(number)
    if exact:
        return exact
    wards = next(
        [int(ward) for ward in wards.split(",")]
        for wards, names in document["streets"][postcode].items()
        if street in names
    )
    if len(wards) == 1:
        return wards
    whole = int("".join(sign for sign in number if sign.isdecimal()))
    runs = document["split"][postcode][street]["odd" if whole % 2 else "even"]
    return next(([ward] for first, last, ward in runs if first <= whole <= last), wards)
