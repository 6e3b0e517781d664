"""Volumes: which posts lie together, from when on the day does not matter to them, and the newest among them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.cities import small_city

from wijksites.build.shared import Job, Shared, Workplace
from wijksites.build.store import Damaged, Store
from wijksites.build.volume import ALWAYS, label_of, make_volumes, merge, rest_of
from wijksites.feeds.kinds import NEWEST
from wijksites.posts.model import Event, Intro, News, Page, Repeat, Update
from wijksites.posts.row import row_of
from wijksites.settings import Settings

DAY = date(2026, 12, 1)


def common(id, **changes):
    folder, *_, name = id.split("/")
    return {
        "id": id,
        "source": f"{id}.md",
        "folder": folder,
        "slug": name,
        "url": f"/{id}/",
        "title": name,
        "published": date(2026, 11, 2),
        "summary": "Kort.",
        "body": "<p>Lang.</p>",
        "digest": id,
        "wards": (folder,),
    } | changes


def news(id="kaai/nieuws/park", **changes):
    return News(**common(id, **changes))


def event(id="kaai/agenda/feest", **changes):
    return Event(**{"start": datetime(2026, 12, 8, 19, 30), "end": None, "kind": "feest"} | common(id, **changes))


WEEKLY = Repeat(every="week", weekdays=(1,))


@pytest.mark.parametrize(
    ("post", "label"),
    [
        (news(published=date(2019, 5, 1)), "2019"),
        (event(), "2026"),
        (event(start=date(2026, 12, 30), end=date(2027, 1, 2)), "2027"),
        (event(start=datetime(2026, 12, 31, 22), end=datetime(2027, 1, 1, 2)), "2027"),
        (event(repeat=WEEKLY), ALWAYS),
        (event(repeat=replace(WEEKLY, count=10)), "2027"),
        (event(repeat=replace(WEEKLY, until=date(2028, 1, 5))), "2028"),
        (Intro(**common("kaai/index")), ALWAYS),
        (Page(**common("paginas/over", published=date(2019, 1, 1))), ALWAYS),
    ],
)
def test_a_post_lies_in_the_year_in_which_it_ends_or_was_published(post, label):
    assert label_of(row_of(post)) == label


@pytest.mark.parametrize(
    ("post", "last"),
    [
        (news(published=date(2026, 1, 1)), date(2026, 1, 1)),
        (event(), date(2026, 12, 8)),
        (event(end=datetime(2026, 12, 9, 1, 0)), date(2026, 12, 9)),
        (event(updated=(Update(on=date(2027, 2, 1), note="anders"),)), date(2027, 2, 1)),
        (event(repeat=replace(WEEKLY, count=3)), date(2026, 12, 22)),
    ],
)
def test_ninety_days_after_its_last_day_a_post_is_at_rest(post, last):
    assert rest_of(row_of(post)) == last + timedelta(days=90)


def test_what_never_ends_is_never_at_rest():
    assert rest_of(row_of(event(repeat=WEEKLY))) == date.max


def test_a_volume_keeps_its_posts(tmp_path):
    store = Store(str(tmp_path))
    posts = [news(), event()]

    [volume] = make_volumes("kaai", posts, store)

    assert volume.posts(store) == {post.source: post for post in posts}
    assert volume.rows() == tuple(sorted(map(row_of, posts), key=lambda row: row.source))
    assert (volume.events, volume.news) == (1, 1)


def test_a_merge_leaves_other_years_as_they_are(tmp_path):
    store = Store(str(tmp_path))
    old, new = news("kaai/nieuws/oud", published=date(2019, 1, 1)), news()
    volumes = make_volumes("kaai", [old, new], store)

    merged = merge("kaai", volumes, frozenset({new.source}), [replace(new, digest="anders")], store)

    assert merged[0] is volumes[0]
    assert merged[1].digest != volumes[1].digest


def test_a_post_that_moves_to_another_year_leaves_its_old_one(tmp_path):
    store = Store(str(tmp_path))
    volumes = make_volumes("kaai", [event()], store)

    merged = merge("kaai", volumes, frozenset({event().source}), [event(start=date(2027, 2, 2))], store)

    assert [volume.label for volume in merged] == ["2027"]


@pytest.mark.parametrize("harm", [lambda file: file.unlink(), lambda file: file.write_bytes(b"iets anders")])
def test_a_store_that_lost_something_says_so(tmp_path, harm):
    store = Store(str(tmp_path))
    name = store.put(b"posts")
    harm(tmp_path / name)

    with pytest.raises(Damaged):
        store.get(name)


def newest(tmp_path, posts, types=("event", "news"), *, drafts=False):
    """Slugs of the newest posts of a ward."""
    store = Store(str(tmp_path))
    settings = Settings(
        content="", output=str(tmp_path / "o"), theme="", wards_file="", data="", site_url="https://a.b"
    )
    shared = Shared(
        settings=replace(settings, drafts=drafts),
        city=small_city(),
        venues={},
        day=DAY,
        outlines=None,
        assets={},
        statements={},
        pictures={},
        version="",
        frame_key="",
        data_key="",
        staging="",
        store=str(tmp_path),
    )
    volumes = make_volumes("kaai", posts, store)
    job = Job(
        shared=shared, place="kaai", volumes=volumes, context=volumes, todo=frozenset(), fresh={}, links={}, blocks={}
    )
    return [row.slug for _, row in Workplace(job).newest(types, NEWEST)]


def test_nothing_after_the_build_day_is_among_the_newest(tmp_path):
    posts = [
        news("kaai/nieuws/gisteren", published=DAY - timedelta(days=1)),
        news("kaai/nieuws/vandaag", published=datetime(2026, 12, 1, 23, 59)),
        news("kaai/nieuws/morgen", published=DAY + timedelta(days=1)),
        news("kaai/nieuws/klad", published=DAY, draft=True),
    ]

    assert newest(tmp_path, posts) == ["vandaag", "gisteren"]


def test_each_type_has_its_own_newest(tmp_path):
    assert newest(tmp_path, [news(), event()], ("news",)) == ["park"]
    assert newest(tmp_path, [news(), event()], ("event",)) == ["feest"]


def test_the_newest_come_first_over_all_years_and_the_rest_is_left_out(tmp_path):
    posts = [news(f"kaai/nieuws/{number}", published=DAY - timedelta(days=40 * number)) for number in range(NEWEST + 5)]

    assert newest(tmp_path, posts[::-1]) == [str(number) for number in range(NEWEST)]


def test_an_event_that_was_published_long_before_it_ends_has_its_place_among_the_newest(tmp_path):
    posts = [event(published=date(2024, 1, 1)), news("kaai/nieuws/a", published=date(2025, 1, 1))]

    assert newest(tmp_path, posts) == ["a", "feest"]


def test_posts_of_the_same_moment_have_an_order_of_their_own(tmp_path):
    posts = [news(f"kaai/nieuws/{name}") for name in "abc"]

    assert newest(tmp_path, posts) == newest(tmp_path, posts[::-1]) == ["a", "b", "c"]
