"""Second step: the posts of all wards go in, the city's index and all problems of the city come out."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wijksites.agenda.occurrences import past
from wijksites.build.read import WardIndex
from wijksites.check.rows import doubles, former_addresses, links
from wijksites.city.model import City
from wijksites.moments import day_of
from wijksites.pages.page import FEED_KINDS
from wijksites.posts.model import Post
from wijksites.posts.paths import path_of
from wijksites.posts.row import Row, row_of
from wijksites.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class CityIndex:
    """All posts that may be shown and their rows; `links` leads from a source to the address of its page,
    and from a path that is not public yet to nothing."""

    posts: tuple[Post, ...]
    rows: tuple[Row, ...]
    all_rows: tuple[Row, ...]
    links: dict[str, str]
    problems: tuple[Problem, ...]
    held: frozenset[str]
    paths: frozenset[str]  # every path of the site that a link may lead to


def join(
    indexes: tuple[WardIndex, ...], city: City, day: date, content: Path, shown_content: str, *, drafts: bool
) -> CityIndex:
    """The city's index. A post that clashes with another is held back too."""
    posts = [_told_by(post, day) for index in indexes for post in index.posts]
    rows = [row_of(post) for post in posts]
    shown = {row.source: f"{shown_content}/{row.source}" for row in rows}
    held = {source for index in indexes for source in index.held}
    public = [row for row in rows if (drafts or not row.draft) and (drafts or day_of(row.published) <= day)]
    visible = {row.source for row in public}
    known = site_paths(city, tuple(public), day)
    later = [row for row in rows if row.source not in visible]
    hidden = {row.url for row in later} | {row.url.rstrip("/") + ".ics" for row in later}
    problems = [
        *doubles(rows, shown),
        *former_addresses(rows, known | {row.url for row in rows}, shown),
        *links(
            rows,
            {row.source: row for row in rows},
            frozenset(held),
            known | {path_of(source) for source in held},
            frozenset({row.source for row in later} | hidden - known),
            content,
            shown,
        ),
    ]
    back = {shown_path: source for source, shown_path in shown.items()}
    held |= {back[problem.path] for problem in problems if not problem.warning}
    good = [row for row in public if row.source not in held]
    sources = {row.source for row in good}
    return CityIndex(
        posts=tuple(post for post in posts if post.source in sources),
        rows=tuple(good),
        all_rows=tuple(rows),
        links=dict.fromkeys(hidden - known, "") | {row.source: row.url for row in good},
        problems=(*(problem for index in indexes for problem in index.problems), *problems),
        held=frozenset(held),
        paths=known,
    )


def _told_by(post: Post, day: date) -> Post:
    """The post as subscribers know it on a day: a change that lies in the future is told when its day comes."""
    told = tuple(update for update in post.updated if day_of(update.on) <= day)
    return post if told == post.updated else replace(post, updated=told)


def site_paths(city: City, rows: tuple[Row, ...], day: date) -> frozenset[str]:
    """Every path of the site that a link may lead to."""
    paths = {row.url for row in rows} | {row.url.rstrip("/") + ".ics" for row in rows if row.type == "event"}
    paths |= {"/", "/wie-is-mijn-wijkregisseur/", "/wijkregisseurs/", "/data/"}
    paths.add("/wijkregisseurs/overzicht-wijkregisseurs.pdf")
    for base in ("/", *(ward.url for ward in city.wards)):
        paths |= {base, f"{base}agenda/", f"{base}nieuws/", f"{base}agenda.ics"}
        paths |= {f"{base}feeds/{kind}.{suffix}" for kind in FEED_KINDS for suffix in ("rss", "atom")}
        mine = [row for row in rows if row.type == "event" and (base == "/" or row.concerns(base.strip("/")))]
        paths |= {f"{base}agenda/{day_of(row.start or day).year}/" for row in past(mine, day)}
    for ward in city.wards:
        paths |= {f"{ward.url}volgen/", f"{ward.url}wijkregisseur.vcf"}
    return frozenset(paths)
