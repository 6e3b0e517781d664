"""The city's streets, names and people go in as the JSON that pages carry, what a question is looked up in comes out.

`given`: `streets` and `probable` (as in `/data/streets.json` and `/data/streets-probable.json`, or nothing), `names`
(a list of `{name, ward, kind}`, kind `ward`, `alias` or `neighbourhood`), `people` (`{name, wards}`), `neighbours`
(`{name, postcodes, aliases?}`) and `city` (its name). Wards are slugs, but numbers in the two files of streets.

The twin of `themes/gent/static/js/lookup/index.js`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wijksites.lookup.fold import expand, key, soft, words

Run = tuple[int, int, str]
STREETS_OF_A_CODE = 10  # one in so many of a ward's streets has a postcode that is the ward's
KINDS = ("ward", "alias", "street", "neighbourhood", "probable", "person", "municipality")


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A street in one postcode. `odd` and `even`: runs of house numbers, both ends inclusive, each with its ward;
    `exact`: numbers whose ward the runs (or the only ward) do not tell."""

    postcode: str
    wards: tuple[str, ...]
    odd: tuple[Run, ...] = ()
    even: tuple[Run, ...] = ()
    exact: Mapping[str, tuple[str, ...]]

    @property
    def span(self) -> tuple[int, int] | None:
        """The lowest and the highest number that is known, of streets of which the numbers matter."""
        runs = self.odd + self.even
        return (min(run[0] for run in runs), max(run[1] for run in runs)) if runs else None

    def has(self, number: int) -> bool:
        """Whether a number lies between known ones on its side."""
        runs = self.odd if number % 2 else self.even
        return bool(runs) and runs[0][0] <= number <= runs[-1][1]

    def overlaps(self, other: "Street") -> bool:
        """Whether both may have one number."""
        mine, theirs = self.span, other.span
        return not mine or not theirs or (mine[0] <= theirs[1] and theirs[0] <= mine[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A name one can ask for. `starts`: its key from each of its words on; a street has one of `streets` a postcode."""

    name: str
    kind: str
    wards: tuple[str, ...]
    key: str
    starts: tuple[str, ...]
    soft: str
    streets: tuple[Street, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Items are told by position. `exact`: a key to the items that have it; `pairs`: two letters to those with them;
    `postcodes`: each to its wards; `main`: a ward to those that its streets have; `places`: keys of names that
    may stand beside an address, each with its wards; `abroad`: a neighbouring postcode to its municipality; `codes`:
    all postcodes; `city`: the key of `city_name`."""

    items: tuple[Item, ...]
    exact: Mapping[str, tuple[int, ...]]
    pairs: Mapping[str, tuple[int, ...]]
    weights: tuple[int, ...]
    wards: tuple[str, ...]
    postcodes: Mapping[str, tuple[str, ...]]
    main: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    abroad: Mapping[str, str]
    codes: frozenset[str]
    city: str
    city_name: str

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Index":
        """The index of what pages carry; whatever is missing is left out."""
        streets = given.get("streets") or {}
        slugs = streets.get("wards") or (given.get("probable") or {}).get("wards") or {}
        names = given.get("names") or ()
        order = _order(slugs, names)
        items = sorted(
            (
                *_streets(streets, slugs, order),
                *_probable(given.get("probable") or {}, slugs),
                *_names(names, order),
                *(_item(one["name"], "person", _ordered(one["wards"], order)) for one in given.get("people") or ()),
                *(_item(one["name"], "municipality", ()) for one in given.get("neighbours") or ()),
            ),
            key=lambda item: (item.key, KINDS.index(item.kind), item.name.encode("utf-16-be")),
        )
        pairs = _pairs(items)
        city_name = given.get("city") or ""
        city = key(words(city_name))
        postcodes, main = _postcodes(items, order)
        abroad = {code: one["name"] for one in given.get("neighbours") or () for code in one["postcodes"]}
        return cls(
            items=tuple(items),
            exact=_exact(items, given.get("neighbours") or ()),
            pairs=pairs,
            weights=_weights(items, pairs),
            wards=order,
            postcodes=postcodes,
            main=main,
            places=_places(items, given.get("neighbours") or (), city),
            abroad=abroad,
            codes=frozenset((*postcodes, *abroad)),
            city=city,
            city_name=city_name,
        )

    def named(self, key: str) -> tuple[Item, ...]:
        """The items that have exactly this key."""
        return tuple(self.items[at] for at in self.exact.get(key, ()))

    def weight(self, pair: str) -> int:
        """What it says that two names share two letters: more when fewer names have them."""
        return weight(len(self.items), len(self.pairs.get(pair, ())))

    def ordered(self, wards: Iterable[str]) -> tuple[str, ...]:
        """Each ward once, in the order of their numbers."""
        return _ordered(wards, self.wards)


def pairs_of(text: str) -> tuple[str, ...]:
    """Every two letters that stand side by side, once; the first letter also as a beginning."""
    marked = f"^{text}"
    return tuple(dict.fromkeys(marked[at : at + 2] for at in range(len(marked) - 1)))


def weight(names: int, having: int) -> int:
    """The number of bits of names / having."""
    return (names // having).bit_length() if having else 0


def _order(slugs: Mapping[str, str], names: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    numbered = [slugs[number] for number in sorted(slugs, key=int)]
    return tuple(dict.fromkeys([*numbered, *(one["ward"] for one in names)]))


def _ordered(wards: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    wanted = tuple(wards)
    return wanted if len(wanted) < 2 else tuple(ward for ward in order if ward in wanted)


def _item(name: str, kind: str, wards: tuple[str, ...], streets: tuple[Street, ...] = ()) -> Item:
    full = expand(words(name))
    starts = tuple("".join(full[at:]) for at in range(len(full)))
    whole = starts[0] if starts else ""
    return Item(name=name, kind=kind, wards=wards, key=whole, starts=starts, soft=soft(whole), streets=streets)


def _streets(data: Mapping[str, Any], slugs: Mapping[str, str], order: tuple[str, ...]) -> Iterable[Item]:
    found: dict[str, list[Street]] = {}
    for postcode in sorted(data.get("streets") or ()):
        split = data["split"].get(postcode, {})
        exact = data["exact"].get(postcode, {})
        for numbers, names in data["streets"][postcode].items():
            wards = tuple(slugs[number] for number in numbers.split(","))
            for name in names:
                runs = split.get(name, {})
                street = Street(
                    postcode=postcode,
                    wards=_ordered(wards, order),
                    odd=_runs(runs.get("odd", ()), slugs),
                    even=_runs(runs.get("even", ()), slugs),
                    exact={
                        number.upper(): tuple(slugs[str(ward)] for ward in several)
                        for number, several in exact.get(name, {}).items()
                    },
                )
                found.setdefault(name, []).append(street)
    for name, streets in found.items():
        yield _item(name, "street", _ordered((ward for one in streets for ward in one.wards), order), tuple(streets))


def _runs(runs: Iterable[tuple[int, int, int]], slugs: Mapping[str, str]) -> tuple[Run, ...]:
    return tuple((first, last, slugs[str(ward)]) for first, last, ward in runs)


def _probable(data: Mapping[str, Any], slugs: Mapping[str, str]) -> Iterable[Item]:
    for numbers, names in (data.get("streets") or {}).items():
        wards = tuple(slugs[number] for number in numbers.split(","))
        for name in names:
            yield _item(name, "probable", wards)


def _names(names: Iterable[Mapping[str, str]], order: tuple[str, ...]) -> Iterable[Item]:
    """A name with its wards. Of a ward that is called after several places, each place is an alias."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in names:
        found.setdefault((one["name"], one["kind"]), []).append(one["ward"])
        if one["kind"] == "ward" and " - " in one["name"]:
            for place in one["name"].split(" - "):
                found.setdefault((place, "alias"), []).append(one["ward"])
    for (name, kind), wards in found.items():
        yield _item(name, kind, _ordered(wards, order))


def _exact(items: Iterable[Item], neighbours: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    towns: dict[str, int] = {}
    for at, item in enumerate(items):
        # Of people the family name too: all but the first word, and what follows a `van de`.
        for one in dict.fromkeys(item.starts if item.kind == "person" else (item.key,)):
            if one:
                found.setdefault(one, []).append(at)
        if item.kind == "municipality":
            towns[item.name] = at
    for neighbour in neighbours:
        for spelling in _spellings(neighbour):
            found.setdefault(spelling, [towns[neighbour["name"]]])
    return {spelling: tuple(several) for spelling, several in found.items()}


def _spellings(neighbour: Mapping[str, Any]) -> tuple[str, ...]:
    names = (neighbour["name"], *(neighbour.get("aliases") or ()))
    return tuple(one for one in (key(words(name)) for name in names) if one)


def _pairs(items: Iterable[Item]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        for pair in pairs_of(item.soft):
            found.setdefault(pair, []).append(at)
    return {pair: tuple(having) for pair, having in found.items()}


def _weights(items: list[Item], pairs: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    weights = [0] * len(items)
    for having in pairs.values():
        for at in having:
            weights[at] += weight(len(items), len(having))
    return tuple(weights)


def _postcodes(
    items: Iterable[Item], order: tuple[str, ...]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    counts: dict[str, Counter[str]] = {}
    for item in items:
        for street in item.streets:
            for ward in street.wards:
                counts.setdefault(ward, Counter())[street.postcode] += 1
    codes = sorted({code for counted in counts.values() for code in counted})
    wards = {code: tuple(ward for ward in order if ward in counts and counts[ward][code]) for code in codes}
    # A street or two that only reach into a ward do not make their postcode its own.
    main = {
        ward: tuple(code for code in codes if counted[code] * STREETS_OF_A_CODE >= counted.total())
        for ward, counted in counts.items()
    }
    return wards, main


def _places(items: Iterable[Item], neighbours: Iterable[Mapping[str, Any]], city: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {city: []} if city else {}
    for one in neighbours:
        for spelling in _spellings(one):
            found.setdefault(spelling, [])
    for item in items:
        if item.kind in {"ward", "alias", "neighbourhood"}:
            found.setdefault(item.key, []).extend(item.wards)
    return {place: tuple(wards) for place, wards in found.items()}
