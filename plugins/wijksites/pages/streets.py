"""The list of streets, a page for each letter: streets and who serves which ward go in, pages come out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wijksites.city.model import Ward
from wijksites.city.serving import serving
from wijksites.dates import join_words, say_date, say_month
from wijksites.lookup.fold import fold
from wijksites.lookup.street_file import Run, Street, StreetFile
from wijksites.pages.page import STREETS_URL, Crumb, Page, Scene
from wijksites.pages.paper import Download
from wijksites.pages.ward import crumbs

DIGITS = "0-9"
OTHERS = "overige"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLink:
    """A letter of the list: what stands on screen, and its page."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetPlace:
    """A ward in which a street lies, wholly or for some numbers, and who serves it."""

    ward: Ward
    numbers: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetItem:
    """A street in the list. `probable`: its ward is not certain."""

    name: str
    postcode: str
    probable: bool
    places: tuple[StreetPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where streets come from. `day`: of the data, in words."""

    credit: str
    licence: str
    day: str
    probable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetList:
    """All letters, and the streets of one of them (none on the first page)."""

    letter: str
    letters: tuple[LetterLink, ...]
    streets: tuple[StreetItem, ...]
    sources: tuple[Source, ...]
    paper: Download | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetFiles:
    """What is known of the streets; either file may be missing."""

    certain: StreetFile | None
    probable: StreetFile | None

    @property
    def all(self) -> tuple[tuple[Street, bool], ...]:
        """Every street, and whether its ward is only probable."""
        certain = [(street, False) for street in self.certain.streets] if self.certain else []
        probable = [(street, True) for street in self.probable.streets] if self.probable else []
        return (*certain, *probable)


NO_STREETS = StreetFiles(certain=None, probable=None)


def letter_of(name: str) -> str:
    """The letter under which a street stands, as it is in the address of its page."""
    first = name[:1].lower()
    if not (first.isascii() and first.isalnum()):  # folding takes longer, and most need none
        first = fold(name)[:1]
    if first.isdigit():
        return DIGITS
    return first or OTHERS


def letter_links(files: StreetFiles) -> tuple[LetterLink, ...]:
    """The letters with which streets begin: A to Z, then digits and the rest."""
    counts: dict[str, int] = {}
    for street, _ in files.all:
        letter = letter_of(street.name)
        counts[letter] = counts.get(letter, 0) + 1
    return tuple(
        LetterLink(label=_label(letter), url=f"{STREETS_URL}{letter}/", count=counts[letter])
        for letter in sorted(counts, key=_place_of)
    )


def _label(letter: str) -> str:
    return letter.upper() if len(letter) == 1 else letter


def sources(scene: Scene, files: StreetFiles) -> tuple[Source, ...]:
    """Whom the streets are to be credited to."""
    known = ((files.certain, False), (files.probable, True))
    return tuple(
        Source(
            credit=file.credit, licence=file.licence, day=say_source_day(file.day, scene.language), probable=probable
        )
        for file, probable in known
        if file
    )


def say_source_day(day: str, language: str) -> str:
    """A day, a month or a year of source data (ISO 8601) in words; as it stands when it is something else."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        return say_date(date.fromisoformat(day), language)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", day):
        return say_month(date.fromisoformat(f"{day}-01"), language)
    return day


def street_pages(scene: Scene, files: StreetFiles, paper: Download | None = None) -> Iterable[Page]:
    """The list's first page, and a page for each letter. `paper`: the list as a sheet."""
    letters = letter_links(files)
    if not letters:
        return
    known = sources(scene, files)
    title = scene.say("All streets from A to Z")
    yield Page(
        url=STREETS_URL,
        template="streets.html",
        title=title,
        description=scene.say("Find your street in the list, with its ward and its wijkregisseur."),
        view=StreetList(letter="", letters=letters, streets=(), sources=known, paper=paper),
        crumbs=crumbs(scene, None, Crumb(title=title)),
        section="streets",
    )
    for letter, group in groupby(_items(scene, files.all), key=lambda item: letter_of(item.name)):
        label = _label(letter)
        yield Page(
            url=f"{STREETS_URL}{letter}/",
            template="streets.html",
            title=scene.say("Streets: {letter}", letter=label),
            description=scene.say("The streets under {letter}, with their wards and wijkregisseurs.", letter=label),
            view=StreetList(
                letter=label,
                letters=letters,
                streets=tuple(group),
                sources=known,
            ),
            crumbs=crumbs(scene, None, Crumb(title=title, url=STREETS_URL), Crumb(title=label)),
            section="streets",
        )


def street_items(scene: Scene, streets: Iterable[Street]) -> list[StreetItem]:
    """Streets of which the ward is certain, in the order of the list."""
    return _items(scene, [(street, False) for street in streets])


def _items(scene: Scene, streets: Iterable[tuple[Street, bool]]) -> list[StreetItem]:
    people = {ward.number: _people(scene, ward) for ward in scene.city.wards}
    wards = {ward.number: ward for ward in scene.city.wards}
    listed = sorted(streets, key=_order)
    return [_item(scene, street, probable, wards, people) for street, probable in listed]


def _place_of(letter: str) -> tuple[bool, str]:
    return letter in (DIGITS, OTHERS), letter


def _order(pair: tuple[Street, bool]) -> tuple[tuple[bool, str], str, str, str]:
    street, _ = pair
    return _place_of(letter_of(street.name)), fold(street.name), street.name, street.postcode


def _people(scene: Scene, ward: Ward) -> str:
    """Who serves a ward, in a few words; the service in a vacancy."""
    now = serving(scene.city, ward.slug, scene.day)
    if now.vacant:
        return scene.city.service.name
    return join_words(tuple(regisseur.name for regisseur in now.people), scene.language)


def _item(
    scene: Scene, street: Street, probable: bool, wards: Mapping[int, Ward], people: Mapping[int, str]
) -> StreetItem:
    places = [
        StreetPlace(
            ward=wards[number],
            numbers=_numbers(scene, [run for run in street.runs if run.ward == number], len(street.wards) > 1),
            people=people[number],
        )
        for number in street.wards
    ]
    places.sort(key=lambda place: fold(place.ward.name))
    return StreetItem(name=street.name, postcode=street.postcode, probable=probable, places=tuple(places))


def _numbers(scene: Scene, runs: list[Run], split: bool) -> str:
    """`oneven nummers 1-99 en nummer 2`; nothing for a street that lies in one ward."""
    odd = [run for run in runs if run.side == "odd"]
    even = [run for run in runs if run.side == "even"]
    if _is_one(odd) and _is_one(even):
        return scene.say("numbers {odd} and {even}", odd=_spans(odd), even=_spans(even))
    sides = []
    if odd and not _is_one(odd):
        sides.append(scene.say("odd numbers {odd}", odd=_spans(odd)))
    if even and not _is_one(even):
        sides.append(scene.say("even numbers {even}", even=_spans(even)))
    sides += [scene.say("number {number}", number=_spans(side)) for side in (odd, even) if _is_one(side)]
    if not sides and split:
        return scene.say("some numbers")
    return join_words(tuple(sides), scene.language)


def _is_one(runs: list[Run]) -> bool:
    """Whether a side is one number."""
    return len(runs) == 1 and runs[0].first == runs[0].last


def _spans(runs: list[Run]) -> str:
    return ", ".join(_span(run) for run in runs)


def _span(run: Run) -> str:
    return f"{run.first}-{run.last}" if run.first != run.last else f"{run.first}"


def unknown_wards(files: StreetFiles, numbers: frozenset[int]) -> tuple[int, ...]:
    """The wards that streets lie in and that the city does not have."""
    named = (
        ward for street, _ in files.all for ward in (*street.wards, *(run.ward for run in street.runs), *street.also)
    )
    return tuple(sorted({*named} - numbers))
