"""The names of streets go in, how people misspell them comes out: by rules, the same ones each time."""

import random
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SEED = 20261125
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORT = 8  # letters: a shorter name with two slips is another name
ENDINGS = (
    ("straat", "str."),
    ("straat", "str"),
    ("steenweg", "stwg"),
    ("steenweg", "stw."),
    ("laan", "ln"),
    ("plein", "pl."),
    ("dreef", "drf"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misspelling:
    """What someone types who means a street. `rule`: what went wrong."""

    street: str
    typed: str
    rule: str


def misspellings(streets: Iterable[str], count: int) -> tuple[Misspelling, ...]:
    """So many misspellings, each rule in turn, of streets drawn by lot; none is spelled as any street is."""
    names = sorted(set(streets))
    known = {_plain(name) for name in names}
    chance = random.Random(SEED)  # noqa: S311 (the same lots each time)
    made: dict[str, Misspelling] = {}
    while len(made) < count:
        rule = RULES[len(made) % len(RULES)]
        name = chance.choice(names)
        typed = rule(name, chance)
        changed = typed is not None and (typed != name and (rule is without_accents or _plain(typed) not in known))
        if typed and changed and typed not in made:
            made[typed] = Misspelling(street=name, typed=typed, rule=rule.__name__.replace("_", " "))
    return tuple(made.values())


def one_slip(name: str, chance: random.Random) -> str | None:
    """A letter left out, added, changed or swapped with the next."""
    at = chance.randrange(len(name))
    kind = chance.randrange(4)
    letter = chance.choice(LETTERS)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + letter + name[at:]
    if kind == 2:
        return name[:at] + letter + name[at + 1 :]
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def two_slips(name: str, chance: random.Random) -> str | None:
    """The same twice, in a name that is long enough to be known then."""
    if len(name) < SHORT:
        return None
    return one_slip(one_slip(name, chance) or name, chance)


def abbreviated(name: str, chance: random.Random) -> str | None:
    """`str.`, `stwg`, `St.`: as on an envelope."""
    fitting = [(full, short) for full, short in ENDINGS if name.endswith(full)]
    if not fitting:
        return None
    full, short = chance.choice(fitting)
    made = name.removesuffix(full) + short
    return made.replace("Sint-", chance.choice(("St-", "St. ", "st ")))


def abbreviated_with_a_slip(name: str, chance: random.Random) -> str | None:
    """An abbreviation, and a slip in what is left."""
    short = abbreviated(name, chance)
    return one_slip(short, chance) if short and len(short) >= SHORT else None


def without_accents(name: str, chance: random.Random) -> str | None:
    """In small letters, each without its accent."""
    plain = _plain(name)
    return plain if plain != name.lower() else None


def another_order(name: str, chance: random.Random) -> str | None:
    """The last words first: `Braunplein Emile`."""
    words = name.replace("-", " ").split()
    if len(words) < 2:
        return None
    at = chance.randrange(1, len(words))
    return " ".join(words[at:] + words[:at])


def without_sint(name: str, chance: random.Random) -> str | None:
    """`Pietersnieuwstraat`."""
    return name.removeprefix("Sint-") if name.startswith("Sint-") else None


def _plain(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(sign))


RULES: tuple[Callable[[str, random.Random], str | None], ...] = (
    one_slip,
    two_slips,
    abbreviated,
    abbreviated_with_a_slip,
    without_accents,
    another_order,
    without_sint,
    one_slip,
    two_slips,
    one_slip,
)
