"""Colours: every text of the style sheet can be read on the grounds it stands on, in the light and in the dark."""

import re

import pytest
from tests.projects import ROOT

SHEET = (ROOT / "themes/gent/static/css/site.css").read_text(encoding="utf-8")
TOKENS = SHEET[SHEET.index("@layer tokens {") : SHEET.index("@layer base")]
BLOCK = re.compile(r"(@media screen and \(prefers-color-scheme: dark\) \{)|(:root|\.tint-\d) \{([^}]*)\}|(\n  \}\n)")
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
TEXT_ON = [
    (text, ground)
    for ground in ("ground", "surface", "brand-tint", "warn-ground", "stop-ground")
    for text in ("ink", "brand", "brand-strong", "emblem")
] + [("ink-soft", "ground"), ("ink-soft", "surface"), ("on-brand", "brand"), ("accent", "surface")]


def looks():
    """Scheme and tint to the colours that hold there."""
    found, dark = {}, False
    for begins, name, body, ends in BLOCK.findall(TOKENS):
        if begins or ends:
            dark = bool(begins)
        else:
            found[dark, name] = dict(COLOUR.findall(body))
    light = found[False, ":root"]
    grounds = {False: light, True: light | found[True, ":root"]}
    tints = sorted({name for _, name in found})
    return {
        f"{'dark' if dark else 'light'} {tint}": grounds[dark] | found[dark, tint]
        for dark in (False, True)
        for tint in tints
    }


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


LOOKS = looks()


def test_there_are_eight_tints_in_the_light_and_in_the_dark():
    assert len(LOOKS) == 16
    assert len({look["brand-tint"] for look in LOOKS.values()}) == 16


@pytest.mark.parametrize("look", LOOKS)
def test_every_text_can_be_read_on_its_grounds(look):
    colours = LOOKS[look]
    weak = {
        f"{text} on {ground}": round(contrast(colours[text], colours[ground]), 2)
        for text, ground in TEXT_ON
        if contrast(colours[text], colours[ground]) < 4.5
    }

    assert weak == {}
