"""The pages of texts: a news item or a page goes in with the rows around it, its page comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijksites.city.model import Ward
from wijksites.dates import say_day
from wijksites.moments import day_of
from wijksites.pages.items import NewsItem, newest, news_item, ward_names
from wijksites.pages.page import Crumb, Frame, Page
from wijksites.pages.ward import crumbs
from wijksites.posts.model import Post
from wijksites.posts.row import Row, row_of

MORE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A news item or a page."""

    title: str
    day: str
    published: str
    wards: str
    ward_links: tuple[Ward, ...]
    summary: str
    body: str
    image: str
    alt: str
    credit: str
    notes: tuple[str, ...]
    more: tuple[NewsItem, ...]
    kind: str


def change_notes(scene: Frame, post: Post) -> tuple[str, ...]:
    """The changes that subscribers heard of, the latest first."""
    return tuple(
        scene.say("Changed on {day}: {note}", day=say_day(day_of(update.on), scene.language), note=update.note)
        for update in reversed(post.updated)
    )


def post_wards(scene: Frame, post: Post) -> tuple[Ward, ...]:
    """The wards a post names."""
    return tuple(scene.city.ward(slug) for slug in post.wards)


def own_ward(scene: Frame, post: Post) -> Ward | None:
    """The ward whose wijksite a post lives in; None for the city's."""
    return scene.city.ward(post.folder) if post.folder in scene.city.ward_slugs else None


def more_news(rows: Iterable[Row], row: Row, *, at_rest: bool) -> tuple[Row, ...]:
    """What to read after a news item: the newest of its ward (or city); after an old one, the items of its year that
    came next to it, so that it never changes again."""
    others = newest(rows)
    if not at_rest:
        return tuple(other for other in others if other.id != row.id)[:MORE]
    at = [other.id for other in others].index(row.id)
    around = sorted(range(len(others)), key=lambda number: (abs(number - at), -number))[1 : MORE + 1]
    return tuple(others[number] for number in sorted(around))


def text_page(scene: Frame, post: Post, more: tuple[Row, ...] = ()) -> Page:
    """The page of a news item, or a page that stands by itself. `more`: what to read next."""
    ward = own_ward(scene, post)
    base = ward.url if ward else "/"
    is_news = post.type == "news"
    row = row_of(post)
    view = TextPage(
        title=post.title,
        day=say_day(day_of(post.published), scene.language),
        published=day_of(post.published).isoformat(),
        wards=ward_names(scene, row) if is_news else "",
        ward_links=post_wards(scene, post),
        summary=post.summary,
        body=post.body,
        image=post.image,
        alt=post.alt,
        credit=post.credit,
        notes=change_notes(scene, post),
        more=tuple(news_item(scene, other) for other in more),
        kind=post.type,
    )
    trail = (Crumb(title=scene.say("News"), url=f"{base}nieuws/"),) if is_news else ()
    return Page(
        url=post.url,
        template="text.html",
        title=post.title,
        description=post.summary,
        view=view,
        ward=ward,
        crumbs=crumbs(scene, ward, *trail, Crumb(title=post.title)),
        changed=day_of(post.changed),
        sample=post.sample,
        section="nieuws" if is_news else "",
        image=post.image,
    )
