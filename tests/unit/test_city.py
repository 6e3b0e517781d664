"""`wards.yaml`: what it says is read whole, every mistake has its place; and who serves a ward on a day."""

from datetime import date, time
from pathlib import Path

import pytest
from tests.checking import VENUES, event, problems, said, wards, wards_place
from tests.cities import assignment, small_city
from tests.projects import WARDS

from wijksites.city.load import RESERVED_SLUGS, load_city
from wijksites.city.model import Address, Reachable
from wijksites.city.serving import Change, Gap, gaps, overlaps, serving
from wijksites.city.venues import Access, load_places, load_venues
from wijksites.posts.parse import Rules, parse_post

MOLEN = "{ward: molen, regisseur: an, role: regisseur, from: 2024-01-01}"
BO = "  - {id: bo, name: Bo Boom, role: wijkregisseur, phone: 09 000 00 02, mail: bo@voorbeeld.example, "
BO += "checked: 2026-10-01}\n"
PEOPLE = "assignments:\n"
DAY = date(2026, 11, 24)


def loaded(tmp_path, text=WARDS):
    """The city in a text that must be right."""
    (tmp_path / "wards.yaml").write_text(text, encoding="utf-8")
    city, found = load_city(tmp_path / "wards.yaml", "wards.yaml")
    assert [str(problem) for problem in found] == []
    return city


def refused(folder, old, new, piece):
    """The one sentence about a piece of `wards.yaml`, when `old` is replaced by `new`; its place must be right."""
    text = wards(old, new)
    (line,) = said(folder, {"wards.yaml": text})
    place = wards_place(text, piece)
    assert line.startswith(f"{place}: ")
    return line.removeprefix(f"{place}: ")


# What is read


def test_a_city_is_read_whole(tmp_path):
    reachable = ', reachable: {days: [tuesday, monday], from: "9:00", until: "17:00"}}'
    city = loaded(tmp_path, WARDS.replace("checked: 2026-10-01}", f"checked: 2026-10-01{reachable}"))

    assert (city.name, city.zone_name, city.language, city.sample) == ("Kaaistad", "Europe/Brussels", "nl", False)
    assert [ward.url for ward in city.wards] == ["/kaai/", "/molen/", "/brug/"]
    assert city.service.address == Address(street="Dorp", number="1", postcode="9999", town="Kaaistad")
    assert [route.name for route in city.service.routes] == ["danger", "broken", "complaint", "other"]
    assert city.regisseurs[0].reachable == Reachable(days=(0, 1), start=time(9), end=time(17))
    assert city.assignments[0].announced == date(2024, 1, 1)
    assert city.kind_name("debatcafe") == "Debatcafé"


def test_a_city_may_add_kinds_of_event(tmp_path):
    city = loaded(tmp_path, WARDS + "kinds: [{id: wandeling, name: Wandeling}]\n")

    assert city.kind_name("wandeling") == "Wandeling"


def test_a_ward_is_named_in_a_sentence_with_its_article(tmp_path):
    city = loaded(tmp_path, wards("slug: molen,", "slug: molen, article: de,"))
    kaai, molen, _ = city.wards

    assert (molen.name, molen.in_sentence, molen.opening) == ("Molen", "de Molen", "De Molen")
    assert (kaai.in_sentence, kaai.opening) == ("Kaai", "Kaai")


def test_an_article_is_one_of_two_words(tmp_path):
    assert refused(tmp_path, "slug: molen,", "slug: molen, article: den,", "den, number") == (
        "‘den’ kennen we niet bij `article`. Schrijf: `article: de`"
    )


def test_a_ward_and_an_assignment_know_their_line(tmp_path):
    city = loaded(tmp_path)

    assert wards_place(WARDS, "slug: molen").split(":")[1] == str(city.ward("molen").line)
    assert [wards_place(WARDS, MOLEN).split(":")[1]] == [
        str(item.line) for item in city.assignments if item.ward == "molen"
    ]


def test_a_ward_or_regisseur_that_does_not_exist_is_a_mistake_of_the_code():
    with pytest.raises(KeyError):
        small_city().ward("nergens")
    with pytest.raises(KeyError):
        small_city().regisseur("niemand")


# Mistakes in wards.yaml


def test_a_city_with_a_mistake_stops_everything(tmp_path):
    (tmp_path / "wards.yaml").write_text(wards("year: 2026", "year: straks"), encoding="utf-8")

    assert load_city(tmp_path / "wards.yaml")[0] is None


def test_an_assignment_of_an_unknown_ward_is_answered_with_the_one_that_looks_like_it(tmp_path):
    assert refused(tmp_path, "ward: molen", "ward: moolen", "moolen") == (
        "de wijk ‘moolen’ bestaat niet. Bedoel je ‘molen’? Schrijf: `ward: molen`"
    )


def test_an_assignment_of_an_unknown_regisseur_is_answered_with_the_one_that_looks_like_it(tmp_path):
    assert refused(tmp_path, "ward: molen, regisseur: an", "ward: molen, regisseur: ann", "ann,") == (
        "de wijkregisseur ‘ann’ bestaat niet. Bedoel je ‘an’? Schrijf: `regisseur: an`"
    )


def test_a_regisseur_like_nobody_is_answered_with_where_ids_are(tmp_path):
    assert refused(tmp_path, "ward: molen, regisseur: an", "ward: molen, regisseur: zoë", "zoë") == (
        "de wijkregisseur ‘zoë’ bestaat niet. Gebruik het id van iemand onder `regisseurs:`."
    )


def test_a_role_in_dutch_is_answered_with_ours(tmp_path):
    assert refused(tmp_path, MOLEN, MOLEN.replace("role: regisseur", "role: vervanger"), "vervanger") == (
        "‘vervanger’ kennen we niet bij `role`. Schrijf: `role: replacement`"
    )


@pytest.mark.parametrize("key", ["slug: kaai", "number: 1", "name: Kaai"])
def test_two_wards_may_not_have_the_same_slug_number_or_name(tmp_path, key):
    own = {"slug": "slug: molen", "number": "number: 2", "name": "name: Molen"}
    name, value = key.split(": ")
    text = WARDS.replace("{ward: molen, ", "{ward: kaai, ") if name == "slug" else WARDS
    text = text.replace(own[name], key)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "{slug: kaai, number: 1" in line)
    column = text.splitlines()[line].index(key) + len(f"{name}: ") + 1

    lines = said(tmp_path, {"wards.yaml": text})

    assert lines[0] == (
        f"wards.yaml:{line + 1}:{column}: `{name}: {value}` staat ook op regel {line}. Geef elk een eigen waarde."
    )


def test_two_regisseurs_may_not_have_the_same_id(tmp_path):
    text = wards(PEOPLE, BO.replace("id: bo", "id: an") + PEOPLE)
    line = text[: text.index("Bo Boom")].count("\n") + 1

    assert said(tmp_path, {"wards.yaml": text}) == [
        f"wards.yaml:{line}:10: `id: an` staat ook op regel {line - 1}. Geef elk een eigen waarde."
    ]


def test_a_kind_may_not_stand_twice(tmp_path):
    text = WARDS + "kinds:\n  - {id: loop, name: Loop}\n  - {id: loop, name: Lopen}\n"

    assert said(tmp_path, {"wards.yaml": text}) == [
        f"{wards_place(text, 'loop, name: Lopen')}: `id: loop` staat ook op regel {WARDS.count(chr(10)) + 2}. Geef elk "
        "een eigen waarde."
    ]


@pytest.mark.parametrize("slug", ["agenda", "stad", "paginas", "theme", "over"])
def test_a_slug_of_the_site_itself_is_refused_for_a_ward(tmp_path, slug):
    text = WARDS.replace("slug: molen", f"slug: {slug}").replace("ward: molen", f"ward: {slug}")

    assert said(tmp_path, {"wards.yaml": text}) == [
        f"{wards_place(text, f'{slug}, number')}: de slug ‘{slug}’ is al in gebruik door de site zelf. Kies een andere."
    ]


def test_every_folder_at_the_top_of_the_design_is_reserved():
    assert {
        *"wie-is-mijn-wijkregisseur wijkregisseurs straten agenda nieuws paginas feeds data zoeken stijl theme".split(),
        *"toegankelijkheid privacy over stad nl".split(),
    } <= RESERVED_SLUGS


def test_a_time_zone_that_does_not_exist_is_answered_with_one_that_does(tmp_path):
    assert refused(tmp_path, "zone: Europe/Brussels", "zone: Europe/Gent", "Europe/Gent") == (
        "de tijdzone ‘Europe/Gent’ bestaat niet. Schrijf bijvoorbeeld: `zone: Europe/Brussels`"
    )


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/passwd", "Europe", "Ëurope", "x" * 300])
def test_a_time_zone_that_is_something_else_is_refused(tmp_path, zone):
    assert refused(tmp_path, "zone: Europe/Brussels", f"zone: {zone}", f"{zone}, authority").startswith("de tijdzone")


def test_a_newsletter_says_how_to_sign_up(tmp_path):
    old = "newsletter: {mail: nieuwsbrief@voorbeeld.example, frequency: elke maand}"

    assert refused(tmp_path, old, "newsletter: {frequency: elke maand}", "{frequency") == (
        "bij de nieuwsbrief staat niet hoe je inschrijft. Voeg `url:` of `mail:` toe."
    )


def test_a_last_day_before_the_first_is_refused(tmp_path):
    assert refused(tmp_path, MOLEN, MOLEN.replace("}", ", until: 2023-12-31}"), "2023-12-31") == (
        "de laatste dag (31 december 2023) valt vóór de eerste dag (1 januari 2024). Kijk de dagen na."
    )


def test_an_assignment_is_announced_on_its_first_day_or_before(tmp_path):
    assert refused(tmp_path, MOLEN, MOLEN.replace("}", ", announced: 2024-02-01}"), "2024-02-01") == (
        "`announced` (1 februari 2024) valt na de eerste dag (1 januari 2024). Kies die dag of een vroegere."
    )


def test_two_people_in_the_same_role_on_the_same_day_must_say_that_they_share(tmp_path):
    text = wards(PEOPLE, BO + PEOPLE) + "  - {ward: molen, regisseur: bo, role: regisseur, from: 2026-01-01}\n"

    assert said(tmp_path, {"wards.yaml": text}) == [
        f"{wards_place(text, 'molen, regisseur: bo')}: ‘an’ en ‘bo’ hebben op dezelfde dagen dezelfde rol in Molen. "
        "Kijk `from` en `until` na. Werken ze er samen? Schrijf dan bij allebei `shared: true`."
    ]


def test_one_of_two_who_says_shared_is_not_enough(tmp_path):
    text = wards(PEOPLE, BO + PEOPLE)
    text += "  - {ward: molen, regisseur: bo, role: regisseur, from: 2026-01-01, shared: true}\n"

    assert len(said(tmp_path, {"wards.yaml": text})) == 1


def test_two_people_who_both_say_shared_serve_together(tmp_path):
    text = wards(PEOPLE, BO + PEOPLE).replace(MOLEN, MOLEN.replace("}", ", shared: true}"))
    text += "  - {ward: molen, regisseur: bo, role: regisseur, from: 2026-01-01, shared: true}\n"

    assert said(tmp_path, {"wards.yaml": text}) == []


def test_a_list_where_keys_are_asked_is_a_problem(tmp_path):
    text = wards("  - {slug: brug, number: 3, name: Brug}", "  - [slug, brug, number]")

    assert f"{wards_place(text, '[slug, brug')}: na `wards` verwachten we eigen gegevens, bijvoorbeeld: " + (
        "`wards: {slug: wijkbeurs-ledeberg}`"
    ) in said(tmp_path, {"wards.yaml": text})


def test_wards_without_list_are_a_problem(tmp_path):
    text = WARDS[: WARDS.index("  - {slug: kaai")] + "  kaai\n" + WARDS[WARDS.index("regisseurs:\n") :]

    assert "wards.yaml:17:3: na `wards` verwachten we eigen gegevens, bijvoorbeeld: " + (
        "`wards: {slug: wijkbeurs-ledeberg}`"
    ) in said(tmp_path, {"wards.yaml": text})


def test_an_empty_file_names_all_that_is_missing(tmp_path):
    lines = said(tmp_path, {"wards.yaml": ""})

    assert len(lines) == 6
    assert "wards.yaml:1:1: er staat geen `assignments`. Voeg een regel toe, bijvoorbeeld: `assignments: [{...}]`" in (
        lines
    )


# Venues


def test_a_place_is_read_with_what_is_known_of_its_access(tmp_path):
    file = tmp_path / "venues.yaml"
    file.write_text("hal:\n  name: De Hal\n  postcode: 0900\n  access: {toilet: no}\n", encoding="utf-8")

    (venue,), found = load_venues(file, frozenset())

    assert (venue.id, venue.line, found) == ("hal", "De Hal, 0900", ())
    assert venue.access == Access(wheelchair="unknown", toilet="no")


def test_no_file_of_places_means_no_places(tmp_path):
    assert load_venues(tmp_path / "venues.yaml", frozenset()) == ((), ())


def test_a_place_in_an_unknown_ward_is_answered_with_the_one_that_looks_like_it(tmp_path):
    (problem,) = problems(tmp_path, {VENUES: "hal:\n  name: De Hal\n  ward: kaay\n"})

    assert str(problem) == f"{VENUES}:3:9: de wijk ‘kaay’ bestaat niet. Bedoel je ‘kaai’? Schrijf: `ward: kaai`"


def test_a_place_that_is_only_a_name_asks_for_keys(tmp_path):
    assert said(tmp_path, {VENUES: "hal: De Hal\n"}) == [
        f"{VENUES}:1:6: na `hal` verwachten we eigen gegevens, bijvoorbeeld: `{{name: ...}}`"
    ]


def test_facts_about_access_are_said_in_our_words(tmp_path):
    assert said(tmp_path, {VENUES: "hal:\n  name: De Hal\n  access: {wheelchair: ja}\n"}) == [
        f"{VENUES}:3:24: ‘ja’ kennen we niet bij `wheelchair`. Schrijf: `wheelchair: yes`"
    ]


# Who serves a ward


def people(found):
    return [regisseur.id for regisseur in found.people]


def test_a_ward_is_served_by_all_who_share_it():
    assert people(serving(small_city(), "kaai", DAY)) == ["an", "bo"]


def test_a_ward_that_nobody_serves_is_vacant():
    assert serving(small_city(), "een-en-al-weide", DAY).vacant


def test_an_assignment_holds_on_its_first_and_its_last_day_and_not_around_them():
    item = assignment("kaai", "an", date(2026, 3, 1), end=date(2026, 3, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]

    assert [item.covers(day) for day in days] == [False, True, True, False]


def test_a_replacement_stands_in_for_the_regisseur_and_then_leaves():
    stand_in = assignment("kaai", "bo", date(2026, 11, 1), end=date(2026, 11, 30), role="replacement")
    city = small_city(assignments=(assignment("kaai", "an"), stand_in))

    found = [serving(city, "kaai", day) for day in (date(2026, 11, 30), date(2026, 12, 1))]

    assert [(people(item), item.replaced) for item in found] == [(["bo"], True), (["an"], False)]


def test_nothing_of_a_change_is_told_before_it_is_announced():
    old = assignment("kaai", "an", end=date(2027, 2, 28))
    new = assignment("kaai", "bo", date(2027, 3, 1), announced=date(2026, 12, 1))
    city = small_city(assignments=(old, new))

    found = [serving(city, "kaai", day) for day in (date(2026, 11, 30), date(2026, 12, 1), date(2027, 3, 1))]

    assert [people(item) for item in found] == [["an"], ["an"], ["bo"]]
    assert [item.coming for item in found] == [
        None,
        Change(day=date(2027, 3, 1), people=(city.regisseur("bo"),)),
        None,
    ]


def test_a_new_assignment_of_the_same_person_is_no_change():
    city = small_city(
        assignments=(
            assignment("kaai", "an", end=date(2026, 12, 31)),
            assignment("kaai", "an", date(2027, 1, 1), announced=date(2026, 1, 1)),
        )
    )

    assert serving(city, "kaai", DAY).coming is None


def test_a_replacement_that_is_announced_is_told_as_one():
    coming = assignment("kaai", "bo", date(2027, 1, 1), announced=DAY, role="replacement")
    city = small_city(assignments=(assignment("kaai", "an"), coming))

    assert serving(city, "kaai", DAY).coming == Change(
        day=date(2027, 1, 1), people=(city.regisseur("bo"),), replacing=True
    )


# Gaps and overlaps


def gaps_of(*spans):
    """The gaps from 1 January to 31 December 2027 between assignments with these first and last days."""
    items = tuple(assignment("kaai", "an", start, end=end) for start, end in spans)
    found = gaps(small_city(assignments=items), "kaai", date(2027, 1, 1), date(2027, 12, 31))
    assert all(gap.ward == "kaai" for gap in found)
    return [(gap.first, gap.last) for gap in found]


def test_a_ward_that_is_always_served_has_no_gap():
    assert gaps_of((date(2024, 1, 1), None)) == []


def test_days_between_two_assignments_are_a_gap_and_both_days_belong_to_it():
    assert gaps_of((date(2024, 1, 1), date(2027, 2, 28)), (date(2027, 3, 15), None)) == [
        (date(2027, 3, 1), date(2027, 3, 14))
    ]


def test_assignments_that_follow_each_other_leave_no_gap():
    assert gaps_of((date(2024, 1, 1), date(2027, 2, 28)), (date(2027, 3, 1), None)) == []


def test_a_short_assignment_within_a_long_one_does_not_shorten_it():
    assert gaps_of((date(2024, 1, 1), date(2027, 12, 31)), (date(2027, 3, 1), date(2027, 3, 2))) == []


def test_an_end_that_nobody_follows_is_a_gap_without_last_day():
    assert gaps_of((date(2024, 1, 1), date(2027, 2, 28))) == [(date(2027, 3, 1), None)]


def test_a_gap_that_ends_later_than_we_look_has_its_last_day():
    assert gaps_of((date(2024, 1, 1), date(2027, 2, 28)), (date(2028, 6, 1), None)) == [
        (date(2027, 3, 1), date(2028, 5, 31))
    ]


def test_a_ward_without_any_assignment_is_a_gap_from_the_first_day():
    assert gaps_of() == [(date(2027, 1, 1), None)]


def test_the_assignments_of_another_ward_fill_no_gap():
    assert gaps(small_city(), "een-en-al-weide", DAY, DAY) == (Gap(ward="een-en-al-weide", first=DAY, last=None),)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({"end": date(2026, 3, 1)}, {"start": date(2026, 3, 1)}, 1),
        ({"end": date(2026, 2, 28)}, {"start": date(2026, 3, 1)}, 0),
        ({}, {"role": "replacement"}, 0),
        ({}, {"ward": "sint-jan"}, 0),
        ({"shared": True}, {"shared": True}, 0),
        ({"shared": True}, {}, 1),
        ({}, {}, 1),
    ],
)
def test_two_overlap_on_the_same_day_in_the_same_role_and_ward_unless_both_share(one, other, count):
    first = assignment(**{"ward": "kaai", "regisseur": "an", **one})
    second = assignment(**{"ward": "kaai", "regisseur": "bo", **other})

    assert list(overlaps(small_city(assignments=(first, second)))) == [(first, second)] * count


# One mistake, one sentence


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("kaai", "`slug: kaai` staat ook op regel 17. Geef elk een eigen waarde."),
        ("agenda", "de slug ‘agenda’ is al in gebruik door de site zelf. Kies een andere."),
        (
            "Molen",
            "‘Molen’ kan niet in een webadres staan. Gebruik kleine letters, cijfers en streepjes: `slug: molen`",
        ),
    ],
)
def test_a_wrong_slug_is_told_and_not_what_refers_to_the_right_one(tmp_path, new, sentence):
    text = wards("slug: molen", f"slug: {new}")

    assert said(tmp_path, {"wards.yaml": text}) == [f"{wards_place(text, f'{new}, number: 2')}: {sentence}"]


def test_a_wrong_id_of_a_regisseur_is_told_and_not_what_refers_to_the_right_one(tmp_path):
    text = wards(PEOPLE, BO.replace("id: bo", "id: an") + PEOPLE)

    assert said(tmp_path, {"wards.yaml": text}) == [
        "wards.yaml:22:10: `id: an` staat ook op regel 21. Geef elk een eigen waarde."
    ]


def test_a_usual_kind_is_not_added_again(tmp_path):
    text = WARDS + "kinds: [{id: feest, name: Feest}]\n"

    assert said(tmp_path, {"wards.yaml": text}) == [
        f"{wards_place(text, 'feest, name')}: de soort ‘feest’ bestaat al. Wis ze hier, of kies een ander `id`."
    ]


def test_hours_on_which_someone_answers_are_in_order(tmp_path):
    more = 'checked: 2026-10-01, reachable: {days: [monday], from: "17:00", until: "9:00"}'
    text = wards("checked: 2026-10-01", more)

    assert said(tmp_path, {"wards.yaml": text}) == [
        f"""{wards_place(text, '"9:00"')}: het laatste uur (9 uur) komt niet na het eerste (17 uur). Kijk de uren na."""
    ]


def places(folder, text):
    """What is read of a list of places, and its problems without the path."""
    file = folder / "venues.yaml"
    file.write_text(text, encoding="utf-8")
    found = load_places(file, frozenset({"kaai"}), "venues.yaml")
    return found, [str(problem).removeprefix("venues.yaml:") for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "hal: [\n",
            "1:6: wat hier met `[` begint, is niet goed afgesloten. Zet een komma tussen de delen en `]` aan het "
            "einde, op dezelfde regel.",
        ),
        (
            "- hal\n",
            "1:1: hier verwachten we regels met `sleutel: waarde`, bijvoorbeeld: `title: Wijkbeurs Ledeberg`",
        ),
        ("", "1:1: in dit bestand staat geen enkele plaats. Voeg er een toe, of wis het bestand."),
    ],
)
def test_places_that_cannot_be_read_are_told_once(tmp_path, text, problem):
    found, problems = places(tmp_path, text)

    assert problems == [problem]
    assert (found.readable, found.known) == (False, None)


def test_a_place_with_a_mistake_of_its_own_is_still_known(tmp_path):
    found, problems = places(tmp_path, "hal:\n  street: Kaai\nzaal: De Zaal\n")

    assert found.known == frozenset({"hal", "zaal"})
    assert (found.readable, found.venues, len(problems)) == (True, (), 2)


def test_a_post_may_name_any_place_when_their_list_cannot_be_read():
    text = event("venue: hal").encode()

    assert parse_post(text, "kaai/agenda/markt.md", Rules.of(small_city(), None), Path())[1] == ()


def test_a_coordinate_needs_the_other_one(tmp_path):
    assert places(tmp_path, "hal:\n  name: De Hal\n  latitude: 51.05\n")[1] == [
        "3:13: er staat `latitude` zonder `longitude`. Voeg de andere toe, of wis deze regel."
    ]


def test_coordinates_that_changed_places_are_only_a_warning(tmp_path):
    found, problems = places(tmp_path, "hal:\n  name: De Hal\n  latitude: 3.74\n  longitude: 51.05\n")

    assert problems == [
        "3:13: `latitude` en `longitude` lijken omgewisseld. Schrijf: `latitude: 51.05` en `longitude: 3.74`"
    ]
    assert found.problems[0].warning


# The municipalities around the city

NEIGHBOURS = 'neighbours: [{name: Dorp, postcodes: ["9998"], url: "https://dorp.example/"}]\n'


def test_a_city_knows_its_neighbours(tmp_path):
    (found,) = loaded(tmp_path, WARDS + NEIGHBOURS).neighbours

    assert (found.name, found.postcodes, found.aliases, found.url) == ("Dorp", ("9998",), (), "https://dorp.example/")


@pytest.mark.parametrize(
    ("old", "new", "piece", "sentence"),
    [
        (
            '"9998"',
            '"op zee"',
            '"op zee"',
            '‘op zee’ is geen postcode. Schrijf bijvoorbeeld: `postcodes: ["9820"]`',
        ),
        (
            ', url: "https://dorp.example/"',
            "",
            "{name: Dorp",
            "er staat geen `url`. Voeg een regel toe, bijvoorbeeld: `url: https://voorbeeld.example/inschrijven`",
        ),
        ("postcodes:", "postcode:", 'postcode: ["9998', "‘postcode’ kennen we niet. Bedoel je `postcodes`?"),
        (
            "}]",
            '}, {name: Dorp, postcodes: ["9997"], url: "https://dorp.example/"}]',
            'Dorp, postcodes: ["9997"]',
            "`name: Dorp` staat ook op regel 26. Geef elk een eigen waarde.",
        ),
        (
            "}]",
            '}, {name: Stad, postcodes: ["9998"], url: "https://stad.example/"}]',
            '["9998"], url: "https://stad',
            "de postcode 9998 staat bij Dorp en bij Stad. Laat die bij één van de twee staan.",
        ),
    ],
)
def test_a_mistake_in_a_neighbour_is_told_where_it_stands(tmp_path, old, new, piece, sentence):
    text = WARDS + NEIGHBOURS.replace(old, new)
    (line,) = said(tmp_path, {"wards.yaml": text})

    assert line == f"{wards_place(text, piece)}: {sentence}"
