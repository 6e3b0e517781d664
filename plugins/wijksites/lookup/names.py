"""The names under which wards are known: a city goes in, all names come out, alphabetically."""

from dataclasses import dataclass

from wijksites.city.model import City
from wijksites.lookup.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name under which a ward is known. `kind`: ward, alias or neighbourhood."""

    name: str
    folded: str
    ward: str
    kind: str


def names(city: City) -> tuple[Entry, ...]:
    """All names of all wards, alphabetically; not another spelling of a ward's own name, which is found anyway."""
    found = []
    for ward in city.wards:
        others = tuple(name for name in ward.aliases if fold(name) != fold(ward.name))
        kinds = [("ward", (ward.name,)), ("alias", others), ("neighbourhood", ward.neighbourhoods)]
        for kind, spellings in kinds:
            found += [Entry(name=name, folded=fold(name), ward=ward.slug, kind=kind) for name in spellings]
    return tuple(sorted(found, key=lambda entry: (entry.folded, entry.ward, entry.kind)))
