"""Kinds of events told apart by shape: a kind goes in, the name of its drawing in the theme comes out."""

from wijksites.city.model import City

# Those that every city has, drawn in components/kind.html.
DRAWN = frozenset("infomarkt wijkbeurs overleg klankbordgroep workshop debatcafe terreinbezoek bevraging feest".split())
PLAIN = 6  # plain shapes, for the kinds that a city adds


def shape_of(city: City, kind: str) -> str:
    """Its own drawing, else one of the plain shapes, by its place among the kinds of the city."""
    if kind in DRAWN:
        return kind
    own = [one.id for one in city.kinds if one.id not in DRAWN]
    return f"vorm-{own.index(kind) % PLAIN + 1 if kind in own else 1}"
