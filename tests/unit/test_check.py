"""The check of all files together: what no single file shows, what depends on the day, and what was online before."""

import json
import os
from datetime import date

import pytest
from PIL import Image
from tests.checking import DAY, EVENT, NEWS, event, loaded, news, problems, said, wards
from tests.cities import assignment, small_city
from tests.projects import WARDS

from wijksites.check.assignments import gap_warnings, old_data_warnings
from wijksites.check.ledger import LedgerError, ledger_lines, load_ledger
from wijksites.check.required import missing_files, missing_places
from wijksites.check.rows import missing_outlines
from wijksites.city.model import Ward
from wijksites.city.outlines import Outlines
from wijksites.posts.row import is_public
from wijksites.problems import errors

OTHER = "content/molen/agenda/markt.md"
PICTURES = ".gif, .jpeg, .jpg, .png, .svg, .webp"
WRONG_PLACE = (
    "hier hoort geen tekst. Zet het bestand in `agenda`, `nieuws` of `nieuwsbrief` in de map van een wijk, of in "
    "`paginas`."
)
GONE = "de link naar `{}` werkt niet, want die pagina bestaat niet. Kijk het adres na."
MEANT = "de link naar `{}` werkt niet, want die pagina bestaat niet. Bedoel je `{}`?"
SAME_ID = "dit id staat ook in `{}`. Heb je dat bestand gekopieerd? Wis dan hier de regel `id:`."


def picture(folder, path="content/kaai/agenda/markt.jpg", size=(4, 3)):
    """Puts a picture in the small project."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size).save(folder / path)


# Doubles


def test_a_copied_id_is_pointed_out_in_the_copy(tmp_path):
    copy = "content/kaai/agenda/anders.md"

    assert said(tmp_path, {EVENT: event(), copy: event("id: kaai/agenda/markt")}) == [
        f"{copy}:6:1: {SAME_ID.format(EVENT)}"
    ]


def test_an_id_that_is_the_path_of_neither_is_pointed_out_in_the_second(tmp_path):
    files = {EVENT: event("id: kaai/agenda/oud"), OTHER: event("id: kaai/agenda/oud")}

    assert said(tmp_path, files) == [f"{OTHER}:6:1: {SAME_ID.format(EVENT)}"]


def test_two_posts_with_the_same_address_name_each_other(tmp_path):
    copy = "content/kaai/agenda/zomer.md"

    assert said(tmp_path, {EVENT: event(), copy: event("slug: markt")}) == [
        f"{copy}:1:1: het adres /kaai/agenda/markt/ is ook dat van `{EVENT}`. Geef een van de twee een andere "
        "bestandsnaam of een andere `slug`."
    ]


def test_the_same_name_in_two_wards_is_no_double(tmp_path):
    assert said(tmp_path, {EVENT: event(), OTHER: event()}) == []


def test_a_former_address_that_is_in_use_is_refused(tmp_path):
    assert said(tmp_path, {EVENT: event("formerly: [/kaai/agenda/feest/]")}) == [
        f"{EVENT}:1:1: `formerly`: /kaai/agenda/feest/ is het adres van een pagina die bestaat. Wis het in deze regel."
    ]


def test_a_former_address_belongs_to_one_post(tmp_path):
    line = "formerly: [/kaai/oud/]"

    assert said(tmp_path, {EVENT: event(line), OTHER: event(line)}) == [
        f"{OTHER}:1:1: `formerly`: /kaai/oud/ staat ook in `{EVENT}`. Wis een van de twee."
    ]


# Links


def test_a_link_to_a_page_that_does_not_exist_is_broken(tmp_path):
    assert said(tmp_path, {NEWS: news(body="Eerst dit.\n\nLees [meer](/molen/sprookje/).\n")}) == [
        f"{NEWS}:7:13: {GONE.format('/molen/sprookje/')}"
    ]


def test_a_link_to_a_page_that_almost_exists_is_answered_with_it(tmp_path):
    assert said(tmp_path, {NEWS: news(body="Lees [meer](/molen/nieuws/wieke/).\n")}) == [
        f"{NEWS}:5:13: {MEANT.format('/molen/nieuws/wieke/', '/molen/nieuws/wieken/')}"
    ]


def test_a_link_to_a_file_that_almost_exists_is_answered_with_it(tmp_path):
    assert said(tmp_path, {NEWS: news(body="Lees [meer](../agenda/feesten.md).\n")}) == [
        f"{NEWS}:5:13: {MEANT.format('../agenda/feesten.md', '/kaai/agenda/feest.md')}"
    ]


def test_the_place_of_a_broken_link_is_the_link_and_not_the_same_words_before_it(tmp_path):
    assert said(tmp_path, {NEWS: news(body="Zie /spook/ en\n[spook](/spook/).\n")}) == [
        f"{NEWS}:6:9: {GONE.format('/spook/')}"
    ]


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/kaai/",
        "/kaai/agenda/",
        "/kaai",
        "/agenda.ics",
        "/kaai/agenda/feest/",
        "/kaai/agenda/feest.ics",
        "../agenda/feest.md",
        "/kaai/agenda/feest.md#uur",
        "#top",
        "https://elders.example/",
        "mailto:an@voorbeeld.example",
        "tel:+3290000001",
    ],
)
def test_a_link_that_leads_somewhere_is_right(tmp_path, target):
    assert said(tmp_path, {NEWS: news(body=f"Lees [meer]({target}).\n")}) == []


def test_a_link_to_a_post_that_is_not_online_yet_is_only_a_warning(tmp_path):
    (problem,) = problems(
        tmp_path,
        {NEWS: news(body="Lees [meer](morgen.md).\n"), "content/kaai/nieuws/morgen.md": news(published="2027-01-01")},
    )

    assert problem.warning
    assert str(problem) == (
        f"{NEWS}:5:13: de link naar `morgen.md` gaat naar een tekst die nog niet online staat. We tonen hem "
        "zonder link."
    )


# Pictures


def test_a_picture_that_does_not_exist_is_pointed_out_where_it_is_named(tmp_path):
    assert said(tmp_path, {EVENT: event("image: markt.jpg", "alt: Kramen")}) == [
        f"{EVENT}:6:8: de foto `markt.jpg` bestaat niet. Zet ze naast dit bestand, of kijk de naam na."
    ]


@pytest.mark.parametrize("name", ["a%00.jpg", "x" * 300 + ".jpg"])
def test_a_name_that_no_picture_can_have_does_not_exist(tmp_path, name):
    assert said(tmp_path, {EVENT: event(body=f"![Kramen]({name})\n")}) == [
        f"{EVENT}:7:11: de foto `{name}` bestaat niet. Zet ze naast dit bestand, of kijk de naam na."
    ]


def test_a_picture_outside_the_content_folder_is_refused(tmp_path):
    picture(tmp_path, "geheim.jpg")

    assert said(tmp_path, {EVENT: event(body="![Kramen](../../../geheim.jpg)\n")}) == [
        f"{EVENT}:7:11: de foto `../../../geheim.jpg` staat buiten de map content. Zet ze naast dit bestand."
    ]


def test_a_picture_of_a_kind_we_cannot_show_is_refused(tmp_path):
    (tmp_path / "content/kaai/agenda").mkdir(parents=True)
    (tmp_path / "content/kaai/agenda/markt.md.bmp").write_text("BM", encoding="utf-8")

    assert (
        said(tmp_path, {EVENT: event(body="![Kramen](markt.md.bmp)\n")})
        == [
            f"content/kaai/agenda/markt.md.bmp:1:1: met dit bestand kunnen we niets doen. Een tekst eindigt op `.md`, "
            f"een foto op {PICTURES}.",
            f"{EVENT}:7:11: de foto `markt.md.bmp` is van een soort die we niet kunnen tonen. Gebruik: {PICTURES}",
        ][::-1]
    )


def test_a_damaged_picture_is_refused(tmp_path):
    (tmp_path / "content/kaai/agenda").mkdir(parents=True)
    (tmp_path / "content/kaai/agenda/markt.jpg").write_bytes(b"\xff\xd8\xff")

    assert said(tmp_path, {EVENT: event(body="![Kramen](markt.jpg)\n")}) == [
        f"{EVENT}:7:11: de foto `markt.jpg` is beschadigd. Bewaar ze opnieuw als JPEG en zet dat bestand hier."
    ]


def test_a_picture_of_too_many_pixels_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("wijksites.pictures.pixels.MOST_MEMORY", 100)
    picture(tmp_path, size=(4, 3))

    assert said(tmp_path, {EVENT: event(body="![Kramen](markt.jpg)\n")}) == [
        f"{EVENT}:7:11: de foto `markt.jpg` is te groot om te verwerken (4 bij 3 pixels). Bewaar ze opnieuw als JPEG, "
        "hoogstens 4000 pixels breed."
    ]


@pytest.mark.parametrize("lines", [["image: markt.jpg", "alt: Kramen"], []], ids=["at the top", "in the text"])
def test_of_people_who_can_be_recognised_an_editor_says_that_they_agreed(tmp_path, lines):
    picture(tmp_path)
    body = "" if lines else "![Kramen](markt.jpg)\n"

    assert said(tmp_path, {EVENT: event(*lines, "people: recognisable", body=body)}) == [
        f"{EVENT}:{6 + len(lines)}:9: op de foto zijn mensen te herkennen. Gingen ze akkoord? Schrijf dan wanneer en "
        'hoe, bijvoorbeeld: `consent: "mondeling gevraagd op 12 november 2026"`. Zo niet, kies een andere foto.'
    ]
    assert said(tmp_path, {EVENT: event(*lines, "people: recognisable", "consent: gevraagd", body=body)}) == []
    assert said(tmp_path, {EVENT: event(*lines, "people: unrecognisable", body=body)}) == []


def test_a_focus_that_is_no_place_is_refused(tmp_path):
    picture(tmp_path)

    assert said(tmp_path, {EVENT: event("image: markt.jpg", "alt: Kramen", "focus: boven")}) == [
        f"{EVENT}:8:8: ‘boven’ is geen plaats op een foto. Schrijf hoe ver van links en hoe ver van boven: "
        "`focus: 50% 30%`"
    ]


@pytest.mark.parametrize("key", ["credit: An Appel", "focus: 50% 30%"])
def test_what_is_said_of_a_picture_that_is_not_there_is_a_warning(tmp_path, key):
    (problem,) = problems(tmp_path, {EVENT: event(key)})

    assert problem.warning
    assert str(problem).endswith(
        f"er staat `{key.partition(':')[0]}`, maar geen foto. Voeg `image:` toe, bijvoorbeeld: `image: markt.jpg`"
    )


def test_a_picture_beside_the_post_is_right(tmp_path):
    picture(tmp_path)

    assert (
        said(tmp_path, {EVENT: event("image: markt.jpg", "alt: Kramen", body="![Kramen > en zo](markt.jpg)\n")}) == []
    )


def test_the_photo_of_a_regisseur_must_exist(tmp_path):
    text = wards("checked: 2026-10-01}", "checked: 2026-10-01, photo: paginas/an.jpg}")

    assert said(tmp_path, {"wards.yaml": text}) == [
        "wards.yaml:1:1: de foto `paginas/an.jpg` van An Appel bestaat niet of is beschadigd. Zet ze in de map "
        "content, of wis de regel `photo:`."
    ]


# Files in the wrong place


@pytest.mark.parametrize(
    "path",
    ["kaai/park.md", "kaai/agenda/2026/park.md", "stad/index.md", "paginas/kaai/park.md", "kaai/verslagen/park.md"],
)
def test_a_post_in_a_place_where_none_belongs_says_where_to_put_it(tmp_path, path):
    assert said(tmp_path, {f"content/{path}": news()}) == [f"content/{path}:1:1: {WRONG_PLACE}"]


def test_a_folder_that_is_no_ward_says_where_to_put_the_file(tmp_path):
    assert said(tmp_path, {"content/kaay/nieuws/park.md": news()}) == [
        "content/kaay/nieuws/park.md:1:1: de map ‘kaay’ is niet die van een wijk. Zet het bestand in de map van een "
        "wijk, in `stad` of in `paginas`."
    ]


def test_a_file_beside_the_folders_says_where_to_put_it(tmp_path):
    assert said(tmp_path, {"content/park.md": news()}) == [
        "content/park.md:1:1: dit bestand hoort hier niet. Zet het in de map van een wijk, in `stad` of in `paginas`."
    ]


def test_a_file_that_is_no_post_and_no_picture_is_refused(tmp_path):
    assert said(tmp_path, {"content/kaai/nieuws/park.docx": "x"}) == [
        "content/kaai/nieuws/park.docx:1:1: met dit bestand kunnen we niets doen. Een tekst eindigt op `.md`, een foto "
        f"op {PICTURES}."
    ]


def test_a_hidden_file_is_nobodys_business(tmp_path):
    assert said(tmp_path, {"content/kaai/nieuws/.park.md.swp": "x", "content/.git/config": "x"}) == []


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content").joinpath(os.fsdecode(b"p\xffrk.md")).write_text(news(), encoding="utf-8")

    (line,) = said(tmp_path)

    assert line.encode().startswith(b"content/p rk.md:1:1: dit bestand hoort hier niet.")


# Symbolic links


def test_a_link_to_a_file_outside_the_content_folder_is_refused(tmp_path):
    (tmp_path / "geheim.md").write_text(news(), encoding="utf-8")
    (tmp_path / "content/kaai/nieuws").mkdir(parents=True)
    (tmp_path / NEWS).symlink_to(tmp_path / "geheim.md")

    assert said(tmp_path) == [
        f"{NEWS}:1:1: dit is een koppeling naar een bestand buiten de map content. Zet het bestand zelf hier, of "
        "wis de koppeling."
    ]


def test_a_link_to_a_folder_is_refused(tmp_path):
    (tmp_path / "geheim").mkdir()
    (tmp_path / "geheim/park.md").write_text(news(), encoding="utf-8")
    (tmp_path / "content/kaai").mkdir(parents=True)
    (tmp_path / "content/kaai/nieuws").symlink_to(tmp_path / "geheim")

    assert said(tmp_path) == [
        "content/kaai/nieuws:1:1: dit is een koppeling naar een map. Zet de map zelf hier, of wis de koppeling."
    ]


def test_a_link_to_a_file_within_the_content_folder_is_followed(tmp_path):
    (tmp_path / "content/kaai/nieuws").mkdir(parents=True)
    (tmp_path / NEWS).symlink_to("../../molen/nieuws/wieken.md")

    assert said(tmp_path) == []


def test_a_picture_that_is_a_link_out_of_the_content_folder_is_refused(tmp_path):
    picture(tmp_path, "geheim.jpg")
    (tmp_path / "content/kaai/agenda").mkdir(parents=True)
    (tmp_path / "content/kaai/agenda/markt.jpg").symlink_to(tmp_path / "geheim.jpg")

    assert f"{EVENT}:7:11: de foto `markt.jpg` staat buiten de map content. Zet ze naast dit bestand." in said(
        tmp_path, {EVENT: event(body="![Kramen](markt.jpg)\n")}
    )


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path):
    (tmp_path / "content/kaai/nieuws").mkdir(parents=True)
    (tmp_path / NEWS).symlink_to("weg.md")

    (line,) = said(tmp_path)

    assert line.startswith(f"{NEWS}:1:1: dit bestand kunnen we niet lezen (")


# What depends on the day


def test_a_gap_in_the_assignments_is_a_warning_with_its_days(tmp_path):
    old = "{ward: molen, regisseur: an, role: regisseur, from: 2024-01-01"
    text = wards(f"{old}}}", f"{old}, until: 2027-02-28}}")
    text += "  - {ward: molen, regisseur: an, role: regisseur, from: 2027-03-15}\n"

    (problem,) = problems(tmp_path, {"wards.yaml": text})

    assert problem.warning
    line = text[: text.index(old)].count("\n") + 1
    assert str(problem) == (
        f"wards.yaml:{line}:1: Molen heeft van 1 maart 2027 tot en met 14 maart 2027 geen wijkregisseur. Op de site "
        "staat dan het algemene contact. Is dat juist?"
    )


def test_a_gap_that_nobody_ends_says_from_when():
    city = small_city(assignments=(assignment("kaai", "an", end=date(2026, 12, 31)), assignment("sint-jan", "cy")))

    found = gap_warnings(city, DAY, "wards.yaml")

    assert [problem.text for problem in found] == [
        '\'t "Kaai" #1 *Noord* heeft vanaf 1 januari 2027 geen wijkregisseur. Op de site staat dan het algemene '
        "contact. Is dat juist?",
        "Één & al_weide_ $x$ @punt \\n <b> [a](b) heeft vanaf 1 december 2026 geen wijkregisseur. Op de site staat dan "
        "het algemene contact. Is dat juist?",
    ]


def test_a_gap_that_has_begun_is_told_with_its_real_first_day_and_the_line_of_who_was_last():
    city = small_city(
        wards=(Ward(slug="kaai", number=1, name="Kaai", article="de", line=7),),
        assignments=(
            assignment("kaai", "an", end=date(2025, 3, 31), line=20),
            assignment("kaai", "bo", date(2025, 4, 1), end=date(2026, 8, 31), line=21),
        ),
    )

    (problem,) = gap_warnings(city, DAY, "wards.yaml")

    assert str(problem) == (
        "wards.yaml:21:1: De Kaai heeft vanaf 1 september 2026 geen wijkregisseur. Op de site staat dan het algemene "
        "contact. Is dat juist?"
    )


def test_a_gap_in_a_ward_that_never_had_anybody_points_at_the_ward():
    city = small_city(wards=(Ward(slug="kaai", number=1, name="Kaai", line=7),), assignments=())

    (problem,) = gap_warnings(city, DAY, "wards.yaml")

    assert str(problem).startswith("wards.yaml:7:1: Kaai heeft vanaf 1 december 2026 geen wijkregisseur.")


def test_a_gap_that_is_over_is_not_told():
    city = small_city(
        wards=(Ward(slug="kaai", number=1, name="Kaai"),),
        assignments=(assignment("kaai", "an", end=date(2025, 3, 31)), assignment("kaai", "bo", date(2025, 6, 1))),
    )

    assert gap_warnings(city, DAY, "wards.yaml") == ()


def test_a_gap_more_than_half_a_year_away_is_not_told_yet():
    city = small_city(
        wards=(Ward(slug="kaai", number=1, name="Kaai"),),
        assignments=(assignment("kaai", "an", end=date(2027, 12, 31)),),
    )

    assert gap_warnings(city, DAY, "wards.yaml") == ()


@pytest.mark.parametrize(("day", "count"), [(date(2027, 4, 30), 0), (date(2027, 5, 1), 1)])
def test_data_of_people_are_old_after_more_than_half_a_year(tmp_path, day, count):
    (*found,) = problems(tmp_path, day=day)

    assert [str(problem) for problem in found] == [
        "wards.yaml:1:1: de gegevens van An Appel zijn 7 maanden niet nagekeken. Kloppen ze nog? Pas dan de datum bij "
        "`checked:` aan."
    ] * count
    assert all(problem.warning for problem in found)


def test_what_was_right_yesterday_is_right_tomorrow(tmp_path):
    found = problems(tmp_path, {EVENT: event()}, day=date(2040, 1, 1))

    assert errors(tuple(found)) == ()


def test_old_data_are_counted_in_whole_months():
    city = small_city()

    found = old_data_warnings(city, date(2027, 5, 2), "wards.yaml")

    assert [problem.text.split(" zijn ")[0] for problem in found] == [
        "de gegevens van An O'Neill-#Peeters",
        "de gegevens van Bo _van_ 't *Veld*",
    ]


# Sample data, settings and outlines


def test_sample_data_stop_a_build_that_may_have_none(tmp_path):
    text = wards("checked: 2026-10-01}", "checked: 2026-10-01, sample: true}")

    assert said(tmp_path, {"wards.yaml": text, EVENT: event("sample: true")}, allow_sample=False) == [
        f"{EVENT}:1:1: dit is een voorbeeld en mag niet gepubliceerd worden. Wis het bestand, of de regel "
        "`sample: true`.",
        "wards.yaml:1:1: ‘An Appel’ is een voorbeeld en mag niet gepubliceerd worden. Schrijf de echte gegevens en wis "
        "`sample: true`.",
    ]


def test_a_time_zone_in_the_settings_is_that_of_the_city(tmp_path):
    assert said(tmp_path, zone_name="Europe/Paris") == [
        "wards.yaml:1:1: de instelling TIMEZONE (Europe/Paris) verschilt van `zone: Europe/Brussels` hier. Maak ze "
        "gelijk."
    ]


def test_a_language_in_the_settings_is_that_of_the_city(tmp_path):
    assert said(tmp_path, language="fr") == [
        "wards.yaml:1:1: de instelling DEFAULT_LANG (fr) verschilt van de eerste van `languages: [nl]` hier. Maak ze "
        "gelijk."
    ]


def test_a_ward_without_outline_is_pointed_out():
    city = small_city(wards=(Ward(slug="kaai", number=1, name="Kaai"),))

    (problem,) = missing_outlines(city, Outlines(credit="", source_date=DAY, outlines=()), "data/outlines.json")

    assert str(problem) == (
        "data/outlines.json:1:1: er is geen grens van wijk 1, Kaai. Maak het bestand opnieuw met `python -m wijksites "
        "import-outlines`."
    )


# What was online before


def ledger(found, day):
    """The entries of what is public."""
    return json.loads("[" + ledger_lines(row for row in found.index.all_rows() if is_public(row, day)) + "]")


def earlier(folder, files=None, day=DAY, **changes):
    """Writes the ledger of the small project as it was. `changes`: to the entry of the event; gives its path."""
    entries = ledger(loaded(folder, {EVENT: event(), **(files or {})}, day), day)
    entries = [{**entry, **changes} if entry["id"] == "kaai/agenda/markt" else entry for entry in entries]
    (folder / "ids.json").write_text(json.dumps({"posts": entries}), encoding="utf-8")
    return str(folder / "ids.json")


def test_what_did_not_change_since_the_ledger_is_no_problem(tmp_path):
    file = earlier(tmp_path)

    assert said(tmp_path, ledger=file) == []


def test_a_post_that_was_online_and_is_gone_asks_whether_it_is_cancelled(tmp_path):
    file = earlier(tmp_path)
    (tmp_path / EVENT).unlink()

    assert said(tmp_path, ledger=file) == [
        f"{EVENT}:1:1: ‘Kerstmarkt’ stond online en is nu weg. Gaat die niet door? Zet het bestand terug en schrijf "
        '`status: cancelled` en `updated: [{on: 2026-11-20 10:00, note: "gaat niet door"}]`. Moet de pagina echt weg? '
        "Vraag het aan de webredactie."
    ]


def test_a_post_that_became_a_draft_is_gone_too(tmp_path):
    file = earlier(tmp_path)
    path = tmp_path / EVENT
    path.write_text(path.read_text(encoding="utf-8").replace("kind:", "draft: true\nkind:", 1), encoding="utf-8")

    (line,) = said(tmp_path, ledger=file)

    assert line.startswith(f"{EVENT}:1:1: ‘Kerstmarkt’ stond online en is nu weg.")


def test_a_post_that_is_gone_is_named_by_the_path_of_a_content_folder_elsewhere(tmp_path):
    file = earlier(tmp_path)
    (tmp_path / EVENT).unlink()
    (tmp_path / "bron").mkdir()
    (tmp_path / "content").rename(tmp_path / "bron/teksten")

    (line,) = said_elsewhere(tmp_path, file)

    assert line.startswith("bron/teksten/kaai/agenda/markt.md:1:1: ‘Kerstmarkt’ stond online en is nu weg.")


def said_elsewhere(folder, file):
    """What is said when the content folder is `bron/teksten`, whatever else stands in `content`."""
    return said(folder, content=str(folder / "bron/teksten"), ledger=file)


def test_a_post_that_was_withdrawn_may_be_gone(tmp_path):
    file = earlier(tmp_path)
    (tmp_path / EVENT).unlink()
    withdrawn = "- {id: kaai/agenda/markt, on: 2026-11-20, reason: ingetrokken}\n"

    assert said(tmp_path, {"content/vervallen.yaml": withdrawn}, ledger=file) == []


def test_a_post_that_is_held_back_is_not_gone(tmp_path):
    file = earlier(tmp_path)

    assert said(tmp_path, {EVENT: event(kind="feestje")}, ledger=file) == [
        f"{EVENT}:3:7: de soort ‘feestje’ bestaat niet. Bedoel je ‘feest’? Schrijf: `kind: feest`"
    ]


def test_a_renamed_file_is_answered_with_the_id_line_to_paste(tmp_path):
    file = earlier(tmp_path)
    (tmp_path / EVENT).unlink()
    renamed = "content/kaai/agenda/kerstmarkt.md"

    assert said(tmp_path, {renamed: event()}, ledger=file) == [
        f"{renamed}:2:1: dit bestand had een andere naam (`kaai/agenda/markt.md`). Voeg deze regel toe, dan merken "
        "abonnees niets: `id: kaai/agenda/markt`"
    ]


def test_a_renamed_file_with_its_id_is_right(tmp_path):
    file = earlier(tmp_path)
    (tmp_path / EVENT).unlink()

    assert said(tmp_path, {"content/kaai/agenda/kerstmarkt.md": event("id: kaai/agenda/markt")}, ledger=file) == []


def test_an_id_with_another_owner_is_a_problem(tmp_path):
    file = earlier(tmp_path)
    (tmp_path / EVENT).unlink()

    assert said(tmp_path, {NEWS: news("id: kaai/agenda/markt")}, ledger=file) == [
        f"{NEWS}:1:1: het id ‘kaai/agenda/markt’ was van een ander soort tekst (‘Kerstmarkt’). Geef deze tekst een "
        "andere bestandsnaam of een ander `id`."
    ]


@pytest.mark.parametrize(
    ("changed", "key", "old", "new"),
    [
        (event(start="2026-12-09 19:30"), "start", "2026-12-08 19:30", "2026-12-09 19:30"),
        (event("end: 21:00"), "end", "-", "2026-12-08 21:00"),
        (event("venue: hal"), "venue", "-", "hal"),
    ],
)
def test_facts_that_changed_without_an_update_show_both(tmp_path, changed, key, old, new):
    file = earlier(tmp_path)

    assert said(tmp_path, {EVENT: changed}, ledger=file) == [
        f"{EVENT}:1:1: `{key}` was ‘{old}’ en is nu ‘{new}’, maar abonnees horen dat zo niet. Voeg bij "
        '`updated` toe: `{on: 2026-11-20 10:00, note: "..."}`'
    ]


def test_facts_that_changed_with_an_update_are_right(tmp_path):
    file = earlier(tmp_path)
    text = event("updated: [{on: 2026-11-20, note: een dag later}]", start="2026-12-09 19:30")

    assert said(tmp_path, {EVENT: text}, ledger=file) == []


def test_an_update_of_before_does_not_tell_of_a_new_change(tmp_path):
    update = "updated: [{on: 2026-11-20, note: een dag later}]"
    file = earlier(tmp_path, {EVENT: event(update)})

    assert len(said(tmp_path, {EVENT: event(update, start="2026-12-10 19:30")}, ledger=file)) == 1


def test_a_title_may_change_without_telling_anybody(tmp_path):
    file = earlier(tmp_path)

    assert said(tmp_path, {EVENT: event(title="De kerstmarkt")}, ledger=file) == []


PAST = {"start": "2026-11-10 19:30"}
TOLD = "updated: [{on: 2026-11-20, note: anders}]"


def test_an_edited_rule_that_changes_days_that_are_past_is_a_warning(tmp_path):
    file = earlier(tmp_path, {EVENT: event("repeat: {every: week, on: [tuesday]}", **PAST)})
    text = event("repeat: {every: 2 weeks, on: [tuesday]}", TOLD, **PAST)

    (found,) = problems(tmp_path, {EVENT: text}, ledger=file)

    assert found.warning
    assert str(found) == (
        f"{EVENT}:1:1: de nieuwe regel verandert ook dagen die voorbij zijn, zoals 17 november 2026. Laat de oude "
        "activiteit eindigen met `until: 2026-11-24`, en begin een nieuwe met `follows: kaai/agenda/markt`."
    )


@pytest.mark.parametrize(
    "rule",
    ["{every: week, on: [tuesday], until: 2026-12-22}", "{every: week, on: [tuesday], count: 40}", "{every: week}"],
)
def test_an_edited_rule_that_leaves_the_past_as_it_was_is_fine(tmp_path, rule):
    file = earlier(tmp_path, {EVENT: event("repeat: {every: week, on: [tuesday]}", **PAST)})

    assert said(tmp_path, {EVENT: event(f"repeat: {rule}", TOLD, **PAST)}, ledger=file) == []


def test_a_day_that_is_left_out_without_a_word_is_told(tmp_path):
    file = earlier(tmp_path, {EVENT: event("repeat: {every: week}")})

    assert said(tmp_path, {EVENT: event("repeat: {every: week}", "except: [2026-12-15]")}, ledger=file) == [
        f"{EVENT}:1:1: `except` was ‘-’ en is nu ‘[2026-12-15]’, maar abonnees horen dat zo niet. Voeg bij "
        '`updated` toe: `{on: 2026-11-20 10:00, note: "..."}`'
    ]


def test_a_ledger_holds_what_is_public_and_nothing_else(tmp_path):
    files = {
        NEWS: news("draft: true"),
        "content/kaai/nieuws/later.md": news(published="2026-12-02"),
        "content/kaai/nieuws/vandaag.md": news(published="2026-12-01 23:00"),
    }

    entries = ledger(loaded(tmp_path, files), DAY)

    assert [entry["id"] for entry in entries] == [
        "kaai/agenda/feest",
        "kaai/nieuws/vandaag",
        "molen/nieuws/wieken",
        "stad/nieuws/brug",
    ]


def test_a_ledger_of_another_city_is_told_from_ours(tmp_path):
    file = tmp_path / "ids.json"
    file.write_text('{"authority": "elders.example", "posts": []}', encoding="utf-8")

    with pytest.raises(LedgerError) as caught:
        load_ledger(file, "kaaistad.example")

    assert str(caught.value) == (
        f"LEDGER: ‘{file}’ is de ids.json van een andere stad (elders.example). Neem die van kaaistad.example."
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"posts": [1]}', '{"posts": [{"id": "a"}]}', "\0"])
def test_a_ledger_that_is_something_else_is_refused(tmp_path, text):
    file = tmp_path / "ids.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(LedgerError) as caught:
        load_ledger(file, "kaaistad.example")

    assert str(caught.value) == (f"LEDGER: ‘{file}’ is geen ids.json van een vorige bouw. Kijk het pad na.")


# Withdrawn ids


def test_withdrawn_ids_are_a_list(tmp_path):
    file = "content/vervallen.yaml"

    assert said(tmp_path, {file: "withdrawn: kaai/agenda/markt\n"}) == [
        f"{file}:1:1: hier verwachten we een lijst, bijvoorbeeld: `- {{id: ledeberg/nieuws/park, on: 2026-11-20, "
        "reason: ingetrokken}`"
    ]


def test_a_withdrawn_id_says_when_and_why(tmp_path):
    file = "content/vervallen.yaml"

    assert said(tmp_path, {file: "- {id: kaai/agenda/markt, on: gisteren, reason: zomaar}\n"}) == [
        f"{file}:1:31: ‘gisteren’ kunnen we niet lezen. Schrijf eerst het jaar: `on: 2026-12-08`",
        f"{file}:1:49: ‘zomaar’ kennen we niet bij `reason`. Kies uit: ingetrokken, op-verzoek",
    ]


def test_nothing_withdrawn_is_no_problem(tmp_path):
    assert said(tmp_path, {"content/vervallen.yaml": "# nog niets\n"}) == []


# All at once


def test_problems_are_sorted_by_place_and_told_once(tmp_path):
    files = {NEWS: news("xyz: 1", "zyx: 2", title='""'), EVENT: event(kind="feestje"), "content/park.md": news()}

    places = [line.split(": ")[0] for line in said(tmp_path, files)]

    assert places == [f"{EVENT}:3:7", f"{NEWS}:2:8", f"{NEWS}:4:1", f"{NEWS}:5:1", "content/park.md:1:1"]


def test_one_wrong_post_leaves_the_others(tmp_path):
    found = loaded(tmp_path, {NEWS: news("xyz: 1")})

    assert not found.fatal
    assert found.index.held == {"kaai/nieuws/park.md"}
    assert [entry.source for entry in found.index.entries()] == [
        "kaai/agenda/feest.md",
        "molen/nieuws/wieken.md",
        "stad/nieuws/brug.md",
    ]


def test_a_wrong_city_stops_everything(tmp_path):
    assert loaded(tmp_path, {"wards.yaml": WARDS + "kleur: rood\n"}).fatal


def test_a_wrong_place_leaves_the_posts(tmp_path):
    found = loaded(tmp_path, {"content/venues.yaml": "hal: 1\n"})

    assert not found.fatal
    assert len(list(found.index.entries())) == 3


@pytest.mark.parametrize("name", ["feest.MD", "feest.md.txt", "feest.Md"])
def test_a_post_whose_name_ends_otherwise_is_told_how_to_be_called(tmp_path, name):
    files = {f"content/kaai/nieuws/{name}": news()}

    assert said(tmp_path, files) == [
        f"content/kaai/nieuws/{name}:1:1: de naam van een bericht eindigt op `.md`, in kleine letters. "
        "Noem dit bestand `feest.md`."
    ]


def test_a_pipe_is_not_waited_for(tmp_path):
    folder = tmp_path / "content/kaai/nieuws"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pijp.md")

    assert said(tmp_path, {}) == ["content/kaai/nieuws/pijp.md:1:1: dit is geen gewoon bestand. Wis het."]


# Nearest pages, withdrawn posts, what every site needs


def test_a_dead_link_never_proposes_its_own_file_nor_another_ward(tmp_path):
    body = "[a](parkje.md) [b](../agenda/feesten.md) [c](../agenda/wieken.md)\n"
    found = said(tmp_path, {NEWS: news(body=body)})

    assert found == [
        f"{NEWS}:5:5: {GONE.format('parkje.md')}",
        f"{NEWS}:5:20: {MEANT.format('../agenda/feesten.md', '/kaai/agenda/feest.md')}",
        f"{NEWS}:5:46: {GONE.format('../agenda/wieken.md')}",
    ]


WITHDRAWN = "content/vervallen.yaml"


def withdrawn(id):
    return f"- {{id: {id}, on: 2026-11-20, reason: ingetrokken}}\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            withdrawn("kaai/agenda/feest"),
            "1:8: `kaai/agenda/feest.md` bestaat nog en blijft dus online. Wis dat bestand, of wis deze regel.",
        ),
        (withdrawn("kaai/nieuws/park.md"), "1:8: een id is een pad zonder `.md`. Schrijf: `id: kaai/nieuws/park`"),
        (
            withdrawn("kaai/nieuws/a") * 2,
            "2:8: `id: kaai/nieuws/a` staat hier een tweede keer (de eerste keer op regel 1). Wis een van de twee.",
        ),
        (
            withdrawn("../../x"),
            "1:8: ‘../../x’ kan geen id zijn. Schrijf het oude pad zonder `.md`: `id: ledeberg/agenda/infomarkt`",
        ),
        (
            "- kaai/nieuws/park\n",
            "1:3: hier verwachten we een lijst, bijvoorbeeld: `- {id: ledeberg/nieuws/park, on: 2026-11-20, reason: "
            "ingetrokken}`",
        ),
    ],
)
def test_a_withdrawn_post_is_gone_and_stands_once(tmp_path, text, sentence):
    assert said(tmp_path, {WITHDRAWN: text}) == [f"{WITHDRAWN}:{sentence}"]


def test_pages_that_every_site_needs_are_asked_for(tmp_path):
    city = small_city()
    for ward in city.wards[1:]:
        (tmp_path / ward.slug).mkdir()
        (tmp_path / ward.slug / "index.md").write_text("")
    (tmp_path / "paginas").mkdir()
    (tmp_path / "paginas/over.md").write_text("")
    found = missing_files(city, tmp_path, "content")
    page = "dit bestand is er niet, en elke pagina verwijst ernaar. Schrijf het, met een `title` en een tekst."

    assert [str(problem) for problem in found] == [
        f"content/paginas/privacy.md:1:1: {page}",
        f"content/paginas/toegankelijkheid.md:1:1: {page}",
        f"content/{city.wards[0].slug}/index.md:1:1: dit bestand is er niet, dus heeft {city.wards[0].name} geen "
        "inleiding. Schrijf het, met een `title` en een tekst.",
    ]
    assert all(problem.warning for problem in found)


def test_a_list_of_places_that_is_gone_is_told_once(tmp_path):
    rows = loaded(tmp_path, {EVENT: event("venue: hal"), OTHER: event("venue: hal")}).index.all_rows()
    content = tmp_path / "content"

    assert missing_places(rows, content, "content") == ()
    (content / "venues.yaml").unlink()
    assert [str(problem) for problem in missing_places(rows, content, "content")] == [
        "content/venues.yaml:1:1: dit bestand is er niet, maar `content/kaai/agenda/markt.md` noemt een plaats. Zet "
        "het bestand terug, of wis elke regel `venue:`."
    ]


def test_the_year_is_no_name_for_a_news_item(tmp_path):
    assert said(tmp_path, {"content/kaai/nieuws/2026.md": news()}) == [
        "content/kaai/nieuws/2026.md:1:1: ‘2026’ is het adres van het nieuws van dat jaar. Kies een andere "
        "bestandsnaam, of voeg een regel toe, bijvoorbeeld: `slug: nieuws-2026`"
    ]
