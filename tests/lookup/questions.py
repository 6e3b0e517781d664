"""What someone may type into the lookup, drawn by hypothesis from what there is to find."""

from hypothesis import strategies as st

ODD = "ßẞıİſŉÅÉïœĲﬁ½²№ªªＡｂ٣\u0301\u20e3\ufe0f\u200d🙂'’-–().,&/#\t\u00a0 12"
PIECES = (
    "St.",
    "sint",
    "dr",
    "str",
    "stwg",
    "ln",
    "bus 3",
    "12A",
    "12 a",
    "nr 7",
    "0",
    "1000",
    "b",
    "de",
    "h",
    "bis",
    "ter",
)


def names_of(given):
    """Every name in an index's sources, and its postcodes and places."""
    streets, probable = given.get("streets", {}), given.get("probable", {})
    found = [name for groups in streets.get("streets", {}).values() for names in groups.values() for name in names]
    found += [name for names in probable.get("streets", {}).values() for name in names]
    found += [one["name"] for part in ("names", "people", "neighbours") for one in given[part]]
    found += [code for one in given["neighbours"] for code in one["postcodes"]]
    return [*found, *streets.get("streets", {}), given["city"]]


@st.composite
def _slipped(draw, name):
    """A name with some letters left out, added, changed or swapped."""
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(name)))
        kind = draw(st.sampled_from(("cut", "start", "out", "in", "swap", "case")))
        letter = draw(st.sampled_from("aeiknrst" + ODD))
        name = {
            "cut": name[:at],
            "start": name[at:],
            "out": name[:at] + name[at + 1 :],
            "in": name[:at] + letter + name[at:],
            "swap": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            "case": name.swapcase(),
        }[kind]
    return name


def asked_of(given):
    """Names, slips in them, numbers, postcodes and odd signs, in any order."""
    part = st.one_of(
        st.sampled_from(names_of(given)).flatmap(_slipped),
        st.sampled_from(PIECES),
        st.integers(0, 2100).map(str),
        # Of signs that Python's Unicode does not have yet, a browser may know more.
        st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=6),
    )
    return st.lists(part, max_size=5).map(" ".join)
