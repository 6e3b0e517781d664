"""Kinds of values: what each reads, and the sentence for anything else."""

import pytest

from wijksites.fields import (
    HOST,
    MAIL,
    MISSING,
    PHONE,
    POST_ID,
    SITE_PATH,
    SLUG,
    WEB,
    Choice,
    Degrees,
    Flag,
    Name,
    Text,
    Whole,
    closest,
)
from wijksites.reading import Mark, Reader, entries, read_mapping
from wijksites.records import Key, ListOf, Record, get, mark_of
from wijksites.words import noted

COLOUR = Choice(choices=("red", "green"), aliases={"rood": "red"})
WARD = Name(
    known=frozenset({"kaai", "molen"}),
    message=noted("the ward ‘{value}’ does not exist. Use the slug of a ward in wards.yaml."),
    did_you_mean=noted("the ward ‘{value}’ does not exist. Do you mean ‘{meant}’? Write: `{line}`"),
    example="kaai",
)
PERSON = Record(
    keys={
        "name": Key(Text(example="An"), "Name", required=True),
        "phone": Key(PHONE, "Telephone number"),
    },
    aliases={"naam": "name"},
)


def read(kind, text, key="key"):
    """The value of one kind, and what is wrong with it without the path."""
    reader = Reader(path="a.yaml")
    node = entries(read_mapping(f"{key}: {text}\n", reader), reader)[key][1]
    value = kind.read(node, key, reader)
    return value, [str(problem).removeprefix("a.yaml:") for problem in reader.problems]


def said(kind, text, key="key"):
    """What is wrong with a text that this kind refuses."""
    value, problems = read(kind, text, key)
    assert value is MISSING
    return problems


@pytest.mark.parametrize("text", ["19:30", "NO", "010", "on", "1e3", "~", "0x1F", "true", "2026-12-08", "12.50"])
def test_what_looks_like_something_else_stays_text_where_text_is_asked(text):
    assert read(Text(), text) == (text, [])


def test_spaces_and_line_ends_in_a_text_are_one_space():
    assert read(Text(), '"een  \\n twee "') == ("een twee", [])


def test_an_empty_text_is_answered_with_an_example():
    assert said(Text(example="Wijkbeurs"), '""', "title") == [
        "1:8: er staat niets na `title`. Schrijf bijvoorbeeld: `title: Wijkbeurs`"
    ]


def test_a_text_may_be_empty_where_that_says_something():
    assert read(Text(may_be_empty=True), '""') == ("", [])


def test_a_text_that_is_too_long_says_how_long_it_may_be():
    assert said(Text(limit=10), "elf tekens!", "title") == [
        "1:8: `title` telt 11 tekens; er passen er hoogstens 10. Maak de tekst korter."
    ]


def test_a_text_of_just_the_limit_fits():
    assert read(Text(limit=10), "tien teken") == ("tien teken", [])


@pytest.mark.parametrize("text", ["[a, b]", "{a: b}"])
def test_a_list_or_keys_where_one_value_is_asked_are_refused(text):
    assert said(Text(example="Wijkbeurs"), text, "title") == [
        "1:8: na `title` verwachten we één waarde, bijvoorbeeld: `title: Wijkbeurs`"
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SLUG, "wijkbeurs-2026"),
        (MAIL, "an.peeters+wijk@voorbeeld.example"),
        (PHONE, "+32 9 210.10/10"),
        (PHONE, "112"),
        (WEB, "https://voorbeeld.example/a?b=c#d"),
        (SITE_PATH, "/kaai/agenda/oud/"),
        (POST_ID, "kaai/agenda/één-ding"),
        (HOST, "wijken.gent.example"),
    ],
)
def test_text_of_a_fixed_form_is_read_as_it_is(kind, text):
    assert read(kind, f'"{text}"') == (text, [])


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (
            SLUG,
            "De-Markt",
            "‘De-Markt’ kan niet in een webadres staan. Gebruik kleine letters, cijfers en streepjes: `key: de-markt`",
        ),
        (
            MAIL,
            "an at voorbeeld.example",
            "‘an at voorbeeld.example’ is geen e-mailadres. Schrijf bijvoorbeeld: `key: wijk@voorbeeld.example`",
        ),
        (PHONE, "bel An", "‘bel An’ is geen telefoonnummer. Schrijf bijvoorbeeld: `key: 09 000 00 01`"),
        (
            WEB,
            "www.gent.be",
            "‘www.gent.be’ is geen webadres. Schrijf het voluit: `key: https://voorbeeld.example/inschrijven`",
        ),
        (
            WEB,
            "javascript://x",
            "‘javascript://x’ is geen webadres. Schrijf het voluit: `key: https://voorbeeld.example/inschrijven`",
        ),
        (
            SITE_PATH,
            "/kaai",
            "‘/kaai’ is geen pad van deze site. Begin en eindig met een schuine streep, zonder `..`: "
            "`key: [/ledeberg/agenda/oud/]`",
        ),
        (
            POST_ID,
            "een twee",
            "‘een twee’ kan geen id zijn. Schrijf het oude pad zonder `.md`: `key: ledeberg/agenda/infomarkt`",
        ),
        (
            HOST,
            "https://gent.example",
            "‘https://gent.example’ is geen naam van een server. Schrijf bijvoorbeeld: `key: wijken.gent.example`",
        ),
    ],
)
def test_text_of_another_form_is_answered_with_an_example(kind, text, sentence):
    assert said(kind, f'"{text}"') == [f"1:6: {sentence}"]


@pytest.mark.parametrize("path", ["/../../elders/", "/kaai/../", "/./kaai/", "/kaai/./oud/"])
def test_a_path_never_leads_out_of_the_site(path):
    assert said(SITE_PATH, f'"{path}"') == [
        f"1:6: ‘{path}’ is geen pad van deze site. Begin en eindig met een schuine streep, zonder `..`: "
        "`key: [/ledeberg/agenda/oud/]`"
    ]


@pytest.mark.parametrize("path", ["/kaai/..oud/", "/kaai/v1.2/"])
def test_a_path_may_have_points_in_a_name(path):
    assert read(SITE_PATH, f'"{path}"') == (path, [])


@pytest.mark.parametrize("id", ["../../x", "kaai/../x", "/kaai/x", "kaai/x/"])
def test_an_id_is_a_path_below_the_content_folder(id):
    assert said(POST_ID, f'"{id}"', "id") == [
        f"1:5: ‘{id}’ kan geen id zijn. Schrijf het oude pad zonder `.md`: `id: ledeberg/agenda/infomarkt`"
    ]


def test_a_number_of_two_digits_is_no_telephone():
    assert said(PHONE, "12", "phone") == [
        "1:8: ‘12’ is geen telefoonnummer. Schrijf bijvoorbeeld: `phone: 09 000 00 01`"
    ]


def test_a_word_with_a_number_is_like_no_other_word():
    assert said(COLOUR, "2 reds") == ["1:6: ‘2 reds’ kennen we niet bij `key`. Kies uit: red, green"]


def test_words_in_a_list_are_answered_with_the_whole_list():
    assert read(ListOf(COLOUR), "[green, Rood]")[1] == [
        "1:14: ‘Rood’ kennen we niet bij `key`. Schrijf: `key: [green, red]`"
    ]


def test_names_between_commas_are_answered_with_a_list():
    many = Name(**{**{name: getattr(WARD, name) for name in WARD.__slots__}, "many": True})

    assert said(many, "kaai, molen", "wards") == [
        "1:8: ‘kaai, molen’ is één tekst. Zet verschillende wijken tussen vierkante haken: `wards: [kaai, molen]`"
    ]


def test_another_name_of_a_ward_is_answered_with_its_slug():
    named = Name(**{**{name: getattr(WARD, name) for name in WARD.__slots__}, "aliases": {"gent-kaai": "kaai"}})

    assert said(named, "Gent-Kaai", "ward") == [
        "1:7: de wijk ‘Gent-Kaai’ bestaat niet. Bedoel je ‘kaai’? Schrijf: `ward: kaai`"
    ]


def test_a_list_that_could_not_be_read_refuses_no_name():
    unknown = Name(**{**{name: getattr(WARD, name) for name in WARD.__slots__}, "known": None})

    assert read(unknown, "elders") == ("elders", [])


def test_a_required_key_that_was_misspelt_is_not_missing_as_well():
    assert read(PERSON, "{naam: An}")[1] == ["1:7: ‘naam’ kennen we niet. Bedoel je `name`?"]


def test_one_of_a_few_words_is_read():
    assert read(COLOUR, "green") == ("green", [])


@pytest.mark.parametrize("text", ["rood", "Rood", "RED", "reed", "rod"])
def test_a_word_that_means_one_of_them_is_answered_with_it(text):
    assert said(COLOUR, text) == [f"1:6: ‘{text}’ kennen we niet bij `key`. Schrijf: `key: red`"]


def test_a_word_like_none_of_them_is_answered_with_all():
    assert said(COLOUR, "paars") == ["1:6: ‘paars’ kennen we niet bij `key`. Kies uit: red, green"]


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_true_and_false_are_read(text, value):
    assert read(Flag(), text) == (value, [])


@pytest.mark.parametrize(
    ("text", "meant"), [("ja", "true"), ("yes", "true"), ("1", "true"), ("nee", "false"), ("NO", "false")]
)
def test_nothing_else_is_true_or_false(text, meant):
    assert said(Flag(), text, "draft") == [
        f"1:8: ‘{text}’ kennen we niet bij `draft`. Schrijf: `draft: {meant}`",
    ]


@pytest.mark.parametrize("text", ["1", "10"])
def test_a_whole_number_within_its_bounds_is_read(text):
    assert read(Whole(least=1, most=10), text) == (int(text), [])


@pytest.mark.parametrize("text", ["0", "11", "010", "1e1", "1.0", "0x1", "1_0", "-1", "tien", "9" * 400])
def test_what_is_no_whole_number_within_its_bounds_is_refused(text):
    assert said(Whole(least=1, most=10), text) == [
        f"1:6: ‘{text}’ is geen heel getal van 1 tot 10. Schrijf bijvoorbeeld: `key: 1`"
    ]


def test_a_coordinate_is_read():
    assert read(Degrees(most=90, example="51.0536"), "-51.5") == (-51.5, [])


@pytest.mark.parametrize("text", ["91", "51,05", "51° 3′", "nan", "1e1"])
def test_what_is_no_coordinate_is_refused(text):
    assert said(Degrees(most=90, example="51.0536"), f'"{text}"', "latitude") == [
        f"1:11: ‘{text}’ is geen coördinaat in graden. Schrijf bijvoorbeeld: `latitude: 51.0536`"
    ]


def test_the_name_of_something_else_is_read():
    assert read(WARD, "kaai") == ("kaai", [])


def test_a_misspelt_name_is_answered_with_the_line_to_write():
    assert said(WARD, "Moolen", "ward") == [
        "1:7: de wijk ‘Moolen’ bestaat niet. Bedoel je ‘molen’? Schrijf: `ward: molen`"
    ]


def test_one_value_alone_is_a_list_of_one():
    assert read(ListOf(WARD), "kaai") == (("kaai",), [])


def test_each_mistake_in_a_list_has_its_place():
    assert read(ListOf(WARD), "[kaai, kaal, mol]") == (
        ("kaai",),
        [
            "1:13: de wijk ‘kaal’ bestaat niet. Bedoel je ‘kaai’? Schrijf: `key: kaai`",
            "1:19: de wijk ‘mol’ bestaat niet. Bedoel je ‘molen’? Schrijf: `key: molen`",
        ],
    )


def test_a_list_that_needs_something_may_not_be_empty():
    assert read(ListOf(WARD, at_least=1), "[]")[1] == [
        "1:6: er staat niets na `key`. Schrijf bijvoorbeeld: `key: [kaai]`"
    ]


def test_a_record_remembers_where_its_values_stand():
    values, _ = read(PERSON, '{name: An, phone: "112"}')

    assert (get(values, "phone"), mark_of(values, "phone")) == ("112", Mark(1, 24))


def test_a_key_that_is_not_there_has_the_default():
    values, _ = read(PERSON, "{name: An}")

    assert (get(values, "phone", "-"), mark_of(values, "phone")) == ("-", None)


def test_a_record_without_a_required_key_is_missing():
    assert said(PERSON, '{phone: "112"}') == ["1:6: er staat geen `name`. Voeg een regel toe, bijvoorbeeld: `name: An`"]


def test_a_value_where_keys_are_asked_is_answered_with_an_example():
    assert said(PERSON, "An", "contact") == [
        "1:10: na `contact` verwachten we eigen gegevens, bijvoorbeeld: `contact: {name: An}`"
    ]


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_key_with_nothing_after_it_is_answered_with_an_example(nothing):
    reader = Reader(path="a.yaml")

    PERSON.read_entries(read_mapping(f"name: An\nphone: {nothing}\n", reader), reader)

    assert [str(problem) for problem in reader.problems] == [
        "a.yaml:2:1: er staat niets na `phone`. Schrijf bijvoorbeeld: `phone: 09 000 00 01`"
    ]


def test_a_key_of_another_language_is_answered_with_ours():
    assert "1:7: ‘naam’ kennen we niet. Bedoel je `name`?" in said(PERSON, "{naam: An}")


def test_the_closest_word_ignores_capitals():
    assert closest("LEDEBURG", ("ledeberg", "drongen")) == "ledeberg"


def test_no_word_is_close_to_another_thing_altogether():
    assert closest("zwembad", ("ledeberg", "drongen")) is None
