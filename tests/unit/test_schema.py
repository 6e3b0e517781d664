"""The JSON Schemas for editors' programs: committed as they are made, and true of all that the demonstration says."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.checking import VENUES, event, news, said, wards
from tests.projects import WARDS

from wijksites.build.schemas import schemas
from wijksites.posts.paths import post_type

ROOT = Path(__file__).parents[2]
SCHEMAS = {name.removesuffix(".json"): json.loads(data) for name, data in schemas()}
EDITORS = [name for name in SCHEMAS if not name.startswith("data-")]
OPEN_DATA = {
    "data-regisseurs": "regisseurs.json",
    "data-streets": "streets.json",
    "data-streets-probable": "streets-probable.json",
    "data-wards": "wards.geojson",
}
POSTS = sorted((ROOT / "content").rglob("*.md"))


class Loader(yaml.BaseLoader):
    """YAML as an editor's program reads it (YAML 1.2, core schema): a day, an hour and `no` are text."""


Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?\d+$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?\d+\.\d+$"), list("-+0123456789"))
Loader.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value == "true")
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def refusals(name, text):
    """Where a schema refuses a YAML text, as paths of keys."""
    found = Draft202012Validator(SCHEMAS[name]).iter_errors(yaml.load(text, Loader))
    return sorted("/".join(map(str, error.absolute_path)) for error in found)


def front(text):
    """The front matter of a post."""
    return text.split("---\n")[1]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(("name", "data"), schemas())
def test_the_committed_schema_is_that_of_the_code(name, data):
    assert (ROOT / "data/schema" / name).read_bytes() == data


def test_no_schema_is_committed_that_the_code_does_not_make():
    assert sorted(file.name for file in (ROOT / "data/schema").iterdir()) == [name for name, _ in schemas()]


@pytest.mark.parametrize("name", OPEN_DATA)
def test_the_open_data_are_what_their_schema_says(name):
    data = json.loads((ROOT / "tests/golden/output/data" / OPEN_DATA[name]).read_text(encoding="utf-8"))

    assert [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(data)] == []


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - set(EDITORS)))
def test_the_schema_of_open_data_refuses_what_lacks_its_parts(name):
    assert not Draft202012Validator(SCHEMAS[name]).is_valid({})


@pytest.mark.parametrize("name", EDITORS)
def test_every_key_says_what_it_is_for(name):
    top = SCHEMAS[name] if name != "venues" else SCHEMAS[name]["additionalProperties"]

    assert [key for key, schema in top["properties"].items() if not schema.get("description")] == []


@pytest.mark.parametrize(
    ("file", "schema"),
    [("wards.yaml", "data/schema/wards.json"), ("content/venues.yaml", "../data/schema/venues.json")],
)
def test_a_file_says_to_editors_programs_where_its_schema_is(file, schema):
    first = (ROOT / file).read_text(encoding="utf-8").split("\n")[0]

    assert first == f"# yaml-language-server: $schema={schema}"
    assert (ROOT / file).parent.joinpath(schema).is_file()


@pytest.mark.parametrize(("file", "name"), [("wards.yaml", "wards"), ("content/venues.yaml", "venues")])
def test_the_demonstrations_own_files_fit_their_schema(file, name):
    assert refusals(name, (ROOT / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("post", POSTS, ids=[post.relative_to(ROOT / "content").as_posix() for post in POSTS])
def test_every_post_of_the_demonstration_fits_the_schema_of_its_type(post):
    name = post_type(post.relative_to(ROOT / "content").as_posix())

    assert refusals(name, front(post.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("event", event("locatie: hal"), ""),
        ("event", "---\ntitle: Markt\nkind: feest\npublished: 2026-11-01\n---\n", ""),
        ("event", event(start="8/12/2026 19u30"), "start"),
        ("event", event("end: 21 uur"), "end"),
        ("event", event("status: geannuleerd"), "status"),
        ("event", event("draft: ja"), "draft"),
        ("event", event("slug: De Markt"), "slug"),
        ("event", event("formerly: [/oud]"), "formerly"),
        ("event", event("repeat: {every: week, count: 0}"), "repeat/count"),
        ("event", event("repeat: {every: maand}"), "repeat/every"),
        ("event", event("repeat: {every: month, on: eerste woensdag}"), "repeat/on"),
        ("event", event("contact: {telefoon: 112}"), "contact"),
        ("event", event("contact: An"), "contact"),
        ("event", event("registration: {mail: bel An}"), "registration/mail"),
        ("event", event("accessibility: {wheelchair: ja}"), "accessibility/wheelchair"),
        ("event", event("updated: [{on: 2026-11-20}]"), "updated/0"),
        ("event", event(title="x" * 151), "title"),
        ("event", event(title='""'), "title"),
        ("news", news("start: 2026-12-08"), ""),
        ("page", news("wards: [kaai]"), ""),
        ("intro", news(published="gisteren"), "published"),
        ("venues", "hal: {naam: De Hal}", "hal"),
        ("venues", "hal: {name: De Hal, latitude: 91}", "hal/latitude"),
        ("venues", "hal: De Hal", "hal"),
        ("wards", wards("year: 2026", "year: straks"), "city/year"),
        ("wards", wards("slug: molen", "slug: De Molen"), "wards/1/slug"),
        ("wards", wards("number: 2", "number: 0"), "wards/1/number"),
        ("wards", WARDS.replace("checked: 2026-10-01", "checked: onlangs"), "regisseurs/0/checked"),
        ("wards", WARDS.replace("role: regisseur", "role: vervanger"), "assignments/0/role"),
    ],
)
def test_a_schema_refuses_what_the_check_refuses(tmp_path, name, text, place):
    yaml_text = front(text) if text.startswith("---") else text
    path = {
        "event": "content/kaai/agenda/markt.md",
        "news": "content/kaai/nieuws/park.md",
        "page": "content/paginas/park.md",
        "intro": "content/kaai/index.md",
        "venues": VENUES,
        "wards": "wards.yaml",
    }[name]

    assert place in refusals(name, yaml_text)
    assert any(line.startswith(f"{path}:") for line in said(tmp_path, {path: text}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("event", event("wards: kaai", "price: 5", "end: 21:00", "formerly: /kaai/oud/", start="2026-12-8  9:05")),
        ("event", event("repeat: {every: week, on: monday}", "accessibility: {lift: no}")),
        ("event", event("repeat: {every: month, on: first wednesday, until: 2027-06-01}", title="2026")),
        ("news", news("alt: ''")),
        ("venues", "hal: {name: De Hal, number: 12, postcode: 9000, latitude: 51, longitude: 3.73}"),
        ("wards", WARDS),
    ],
)
def test_a_schema_takes_what_the_check_takes(name, text):
    assert refusals(name, front(text) if text.startswith("---") else text) == []
