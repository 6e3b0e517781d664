"""A street's name as a source writes it goes in, the name as we show it comes out, and what two spellings share."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from wijksites.lookup.fold import fold
from wijksites.lookup.importing.refusal import Refusal
from wijksites.words import translate

# A field that was too short leaves the end of the name abbreviated: ‘Courtebourneln’.
SHORT_END = re.compile(r"(?<=[a-z])(?:ln|str|strt|stwg|pln|drf)$")
LONG_NAME = 28  # letters; shorter names fit, so what they end with is theirs
# Spellings of one sound, in this order.
SOUNDS = (("ij", "y"), ("ae", "aa"), ("ck", "k"), ("gh", "g"), ("th", "t"), ("ph", "f"), ("c", "k"), ("z", "s"))


def load_spellings(path: Path) -> dict[str, str]:
    """The hand list of a city: name in the source, name on the street. Nothing when there is no list."""
    try:
        names = json.loads(path.read_text(encoding="utf-8"))["names"]
        if all(isinstance(name, str) and isinstance(right, str) for name, right in names.items()):
            return dict(names)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise Refusal(
        translate(
            "{file} is damaged. Write it as: {example}",
            file=path.name,
            example='{"names": {"Ijzerln": "IJzerlaan"}}',
        )
    )


def right_name(raw: str, spellings: Mapping[str, str]) -> str:
    """The name on one line, with a capital IJ, as the hand list has it."""
    name = " ".join(raw.split())
    name = spellings.get(name, name)
    return re.sub(r"\bIj(?=[a-z])", "IJ", name)


def sound_of(name: str) -> str:
    """What spellings of one sound have in common: Meirstraat, Meierstraat; Dijckstraat, Dykstraat."""
    sound = fold(name).replace(" ", "")
    for spelling, plain in SOUNDS:
        sound = sound.replace(spelling, plain)
    return re.sub(r"(.)\1+", r"\1", sound)


def seems_cut_off(name: str) -> bool:
    """Whether the end of a long name was abbreviated to make it fit."""
    return len(name) >= LONG_NAME and SHORT_END.search(name) is not None


def in_order(name: str) -> tuple[str, str]:
    """The key that sorts names for people."""
    return fold(name), name
