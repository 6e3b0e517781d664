"""JSON Schemas: the tables of what editors write and the open data go in, files for programs come out."""

import json
from typing import Any

from wijksites.build.data_schemas import DATA
from wijksites.city.tables import venue, wards_file
from wijksites.posts.alert import alert_table
from wijksites.posts.tables import edition_table, event_table, news_table, page_table

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> tuple[tuple[str, bytes], ...]:
    """File name to bytes, in order of name."""
    made: dict[str, dict[str, Any]] = {
        "alert.json": {"title": "Alert (front matter)", **alert_table().schema()},
        "edition.json": {"title": "Newsletter (front matter)", **edition_table().schema()},
        "event.json": {"title": "Event (front matter)", **event_table().schema()},
        "intro.json": {"title": "Introduction of a ward (front matter)", **page_table().schema()},
        "news.json": {"title": "News item (front matter)", **news_table().schema()},
        "page.json": {"title": "Page (front matter)", **page_table().schema()},
        "venues.json": {"title": "venues.yaml", "type": "object", "additionalProperties": venue().schema()},
        "wards.json": {"title": "wards.yaml", **wards_file().schema()},
        **DATA,
    }
    return tuple(
        (name, (json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n").encode())
        for name, schema in sorted(made.items())
    )
