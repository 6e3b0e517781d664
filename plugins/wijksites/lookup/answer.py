"""A question and an index go in, the ward (or why it is not one ward) comes out.

The twin of `themes/gent/static/js/lookup/answer.js`; `tests/lookup/cases.json` says what both must answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wijksites.lookup.fold import key, words
from wijksites.lookup.index import KINDS, Index, Item, Run, Street
from wijksites.lookup.match import Ranked, begun, near
from wijksites.lookup.question import Reading, bare, readings, without_place

MOST_SPELLINGS = 3
MOST_SUGGESTIONS = 8
FIGURES = frozenset("0123456789")
GROWN = 20  # by how many numbers a street may have grown since its addresses were known


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A name that may be meant. `label` is for the eye, `question` is what to ask to have it answered."""

    label: str
    question: str
    kind: str
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`state`: answer (exactly one ward), ambiguous (several, `reason` says why), suggest (`choices` are what was
    perhaps meant), outside (`name` is the municipality) or unknown.

    `reason`: number (a street through several wards, its number is missing), border (a number between known ones of
    several wards, or beyond them), stray (an address that is known in two places), postcodes (several streets of that
    name, see `choices`), several (a name or a person of several wards, or a postcode).
    `kind`: what `name` is, in its right spelling: street, probable, ward, alias, neighbourhood, person, municipality,
    postcode, city or nothing. `number` and `postcode` as they were understood.
    """

    state: str
    wards: tuple[str, ...] = ()
    kind: str = ""
    name: str = ""
    number: str = ""
    postcode: str = ""
    reason: str = ""
    choices: tuple[Choice, ...] = ()


def answer(question: str, index: Index) -> Answer:
    """The ward of an address, a street, a name or a person; never a guess."""
    asked = words(question)
    ways = readings(asked, index.codes, index.places)
    for reading in ways:
        found = _outside(reading, index) or _found(reading, index)
        if found:
            return found
    for reading in ways:
        if reading.postcode and (not reading.words or key(reading.words) == index.city):
            return _of_several("postcode", reading.postcode, index.postcodes[reading.postcode], reading.postcode)
    if index.city and index.wards and key(asked) == index.city:
        return _of_several("city", index.city_name, index.wards)
    choices = _spellings(asked, index, MOST_SPELLINGS)
    return Answer(state="suggest" if choices else "unknown", choices=choices)


def suggest(typed: str, index: Index) -> tuple[Choice, ...]:
    """What someone who is still typing may mean: names that begin so, then names that are spelled nearly so."""
    return _spellings(words(typed), index, MOST_SUGGESTIONS)


def locate(street: Street, number: str) -> tuple[tuple[str, ...], str]:
    """The wards in which a number of a street may lie, and why it is not one."""
    if number in street.exact:
        wards = street.exact[number]
        return wards, "stray" if len(wards) > 1 else ""
    if len(street.wards) == 1:
        return street.wards, ""
    if not number:
        return street.wards, "number"
    plain = _plain(number)
    wards = _between(street.odd if plain % 2 else street.even, plain) or street.wards
    return wards, "border" if len(wards) > 1 else ""


def _plain(number: str) -> int:
    return int("".join(sign for sign in number if sign in FIGURES))


def _between(runs: tuple[Run, ...], number: int) -> tuple[str, ...]:
    """The ward of the run with a number, or of the two around it; nothing before the first run and after the last."""
    for at, (first, last, ward) in enumerate(runs):
        if first <= number <= last:
            return (ward,)
        if number < first:
            return tuple(dict.fromkeys((runs[at - 1][2], ward))) if at else ()
    return ()


def _outside(reading: Reading, index: Index) -> Answer | None:
    if reading.postcode in index.postcodes:
        return None
    name = index.abroad.get(reading.postcode, "")
    if not name and reading.place and not index.places[reading.place]:
        name = next((one.name for one in index.named(reading.place) if one.kind == "municipality"), "")
    return _abroad(name, reading.postcode) if name else None


def _abroad(name: str, postcode: str) -> Answer:
    return Answer(state="outside", kind="municipality", name=name, postcode=postcode)


def _found(reading: Reading, index: Index) -> Answer | None:
    """The answer to a reading whose words are a whole name; nothing when they are not."""
    hits = index.named(key(reading.words))
    streets = [(item, street) for item in hits for street in item.streets]
    others = [item for item in hits if item.kind not in {"street", "municipality"}]
    if streets:
        fitting = _numbered(_narrowed(streets, reading, index), reading.number)
        if fitting:
            return _of_streets(fitting, [] if reading.number else others, reading, index)
        if not others:
            return Answer(state="suggest", choices=tuple(_in_postcode(*one, reading.number) for one in streets))
    if others:
        return _of_names(others, reading, index)
    return _abroad(hits[0].name, reading.postcode) if hits else None


def _narrowed(streets: list[tuple[Item, Street]], reading: Reading, index: Index) -> list[tuple[Item, Street]]:
    """The streets in the postcode of a question, or in that of the place it names, if any is there."""
    if reading.postcode:
        return [one for one in streets if one[1].postcode == reading.postcode]
    codes = {code for ward in index.places.get(reading.place, ()) for code in index.main.get(ward, ())}
    return [one for one in streets if one[1].postcode in codes] if codes else streets


def _numbered(streets: list[tuple[Item, Street]], number: str) -> list[tuple[Item, Street]]:
    """Of streets with one name, those that may have a number, when one of them is known to: a street that goes on in
    the next postcode has each number once, and no street grows by more than some numbers."""
    if not number or len(streets) < 2:
        return streets
    plain = _plain(number)
    having = [street for _, street in streets if street.has(plain)]
    if not having:
        return streets
    return [one for one in streets if one[1].has(plain) or _may_have(one[1], plain, having)]


def _may_have(street: Street, number: int, having: list[Street]) -> bool:
    """Whether a street may have a number that it is not known to have. It grows at its end, and at its beginning only
    as far as 1; where it goes on from another, it does not grow."""
    if not street.span:
        return True
    first, last = street.span
    near = (first <= number or first <= GROWN) and number <= last + GROWN
    return near and any(street.overlaps(other) for other in having)


def _of_streets(streets: list[tuple[Item, Street]], others: list[Item], reading: Reading, index: Index) -> Answer:
    located = [locate(street, reading.number) for _, street in streets]
    others = [item for item in others if _fits(item, reading, index)]
    named = index.ordered(ward for found, _ in located for ward in found)
    wards = index.ordered((*named, *(ward for one in others for ward in one.wards)))
    reasons = {reason for _, reason in located if reason}
    codes = {street.postcode for _, street in streets}
    reason, choices = "", tuple[Choice, ...]()
    if len(wards) > 1:
        # Of a street whose numbers are known in each postcode, the number is the easier question.
        asking = not reading.number and all(street.span for _, street in streets)
        if len(codes) > 1 and len(named) > 1 and not asking:
            reason, choices = "postcodes", tuple(_in_postcode(*one, reading.number) for one in streets)
        else:
            several = "number" if asking and len(codes) > 1 else "several"
            reason = next((one for one in ("number", "stray", "border") if one in reasons), several)
    item = min((*(item for item, _ in streets), *others), key=_first_kind)
    return Answer(
        state="answer" if len(wards) == 1 else "ambiguous",
        wards=wards,
        kind=item.kind,
        name=item.name,
        number=reading.number,
        postcode=min(codes) if len(codes) == 1 else "",
        reason=reason,
        choices=choices,
    )


def _of_names(items: list[Item], reading: Reading, index: Index) -> Answer:
    """The answer to a name that is no known street. A ward with a number is an address without its street; a ward with
    a postcode is a town, and that has more wards."""
    fitting = [item for item in items if _fits(item, reading, index)]
    if (reading.number and all(item.kind != "probable" for item in items)) or not fitting:
        return Answer(state="suggest", choices=tuple(_choice(item, "", "") for item in items[:MOST_SPELLINGS]))
    item = min(fitting, key=_first_kind)
    town = reading.postcode and item.kind in {"ward", "alias"}
    wards = index.ordered(
        (*(ward for one in fitting for ward in one.wards), *(index.postcodes.get(reading.postcode, ()) if town else ()))
    )
    several = "border" if item.kind == "probable" else "several"
    return Answer(
        state="answer" if len(wards) == 1 else "ambiguous",
        wards=wards,
        kind=item.kind,
        name=item.name,
        number=reading.number,
        postcode=reading.postcode,
        reason=several if len(wards) > 1 else "",
    )


def _of_several(kind: str, name: str, wards: tuple[str, ...], postcode: str = "") -> Answer:
    """The answer to what is larger than a street: a postcode, the city itself."""
    one = len(wards) == 1
    return Answer(
        state="answer" if one else "ambiguous",
        wards=wards,
        kind=kind,
        name=name,
        postcode=postcode,
        reason="" if one else "several",
    )


def _fits(item: Item, reading: Reading, index: Index) -> bool:
    """Whether a name may lie in the postcode of a question; of a street without addresses nobody knows."""
    there = index.postcodes.get(reading.postcode, ())
    return not there or any(ward in there for ward in item.wards)


def _first_kind(item: Item) -> int:
    return KINDS.index(item.kind)


def _spellings(asked: tuple[str, ...], index: Index, most: int) -> tuple[Choice, ...]:
    """The names nearest to folded words, each once; with the number and postcode that stood beside them."""
    reading = bare(asked, index.codes)
    whole, name = key(asked), key(reading.words)
    begins = [one for one in dict.fromkeys((whole, "".join(asked), name, "".join(reading.words))) if one]
    found = begun(begins, index) if begins else []
    if len(found) < most and reading.words:
        found += near(reading.words, index)
        for _, shorter in without_place(reading.words, index.places)[:1]:
            found += near(shorter, index)
    return _choices(found, reading, index, most)


def _choices(found: Sequence[Ranked], reading: Reading, index: Index, most: int) -> tuple[Choice, ...]:
    made: dict[tuple[str, bool], Choice] = {}
    for _, item in sorted(found, key=lambda ranked: ranked[0]):
        choice = _choice(item, reading.number, reading.postcode)
        # A street and a neighbourhood of one name are one choice, and so are two spellings that are asked alike.
        told = (item.key, choice.label == item.name)
        if told in made:
            same = made[told]
            made[told] = replace(same, wards=index.ordered((*same.wards, *choice.wards)))
        elif len(made) < most:
            made[told] = choice
    return tuple(made.values())


def _choice(item: Item, number: str, postcode: str) -> Choice:
    number = number if item.kind in {"street", "probable"} else ""
    label = f"{item.name} {number}".rstrip()
    known = postcode and any(street.postcode == postcode for street in item.streets)
    return Choice(label=label, question=f"{label}, {postcode}" if known else label, kind=item.kind, wards=item.wards)


def _in_postcode(item: Item, street: Street, number: str) -> Choice:
    label = f"{f'{item.name} {number}'.rstrip()}, {street.postcode}"
    return Choice(label=label, question=label, kind=item.kind, wards=locate(street, number)[0])
