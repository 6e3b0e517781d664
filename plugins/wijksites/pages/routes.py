"""Where to be with a question that is not the wijkregisseur's: the service goes in, answers with links come out."""

from dataclasses import dataclass

from wijksites.city.model import Route
from wijksites.pages.contact import phone_link
from wijksites.pages.page import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteLink:
    """Where to be with another question."""

    question: str
    before: str  # the answer up to the telephone number
    after: str
    phone: str
    phone_link: str
    url: str


def routes(scene: Scene) -> tuple[RouteLink, ...]:
    """Where to be with anything else, danger first."""

    def link(route: Route) -> RouteLink:
        before, found, after = route.answer.partition(route.phone) if route.phone else (route.answer, "", "")
        return RouteLink(
            question=route.question,
            before=before if found else f"{route.answer} ",
            after=after,
            phone=route.phone,
            phone_link=phone_link(route.phone) if route.phone else "",
            url=route.url,
        )

    return tuple(link(route) for route in scene.city.service.routes)
