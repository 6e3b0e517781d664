"""Posts: every mistake an editor can make gets its place, a sentence and what to write; a good post is read whole."""

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.checking import EVENT, NEWS, event, news, post, problems, said
from tests.cities import small_city

from wijksites.posts.model import Contact, Registration, Repeat, Update, Was
from wijksites.posts.parse import Rules, first_words, parse_post
from wijksites.posts.paths import post_type, url_of
from wijksites.posts.row import is_public, row_of

RULES = Rules.of(small_city(), frozenset({"hal"}))
PLAN = 'updated: [{on: 2026-11-20 10:00, note: "gaat niet door"}]'


def parsed(text, source="kaai/agenda/markt.md"):
    """The post in a text that must be right."""
    found, problems = parse_post(text.encode(), source, RULES, Path("content"))
    assert [str(problem) for problem in problems] == []
    return found


def test_a_project_without_mistakes_has_no_problems(tmp_path):
    assert said(tmp_path, {EVENT: event(), NEWS: news()}) == []


# Keys


def test_a_key_in_dutch_is_answered_with_ours(tmp_path):
    assert said(tmp_path, {EVENT: event("locatie: hal")}) == [
        f"{EVENT}:6:1: ‘locatie’ kennen we niet. Bedoel je `venue`?"
    ]


def test_a_misspelt_key_is_answered_with_the_right_one(tmp_path):
    assert said(tmp_path, {EVENT: event("vanue: hal")}) == [f"{EVENT}:6:1: ‘vanue’ kennen we niet. Bedoel je `venue`?"]


def test_a_key_like_no_other_is_answered_with_all_keys(tmp_path):
    assert said(tmp_path, {NEWS: news("xyzzy: 1")}) == [
        f"{NEWS}:4:1: ‘xyzzy’ kennen we niet. Wis deze regel, of kies uit: title, published, summary, image, alt, "
        "credit, focus, people, consent, contact, sample, slug, id, formerly, draft, updated"
    ]


def test_an_unknown_key_within_a_key_has_its_own_place(tmp_path):
    assert said(tmp_path, {EVENT: event("contact: {name: An, telefoon: 09 000 00 01}")}) == [
        f"{EVENT}:6:21: ‘telefoon’ kennen we niet. Bedoel je `phone`?"
    ]


def test_a_missing_key_is_answered_with_a_line_to_add(tmp_path):
    text = post("title: Kerstmarkt", "kind: feest", "published: 2026-11-01")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:2:1: er staat geen `start`. Voeg een regel toe, bijvoorbeeld: `start: 2026-12-08 19:30`"
    ]


def test_all_missing_keys_are_named_at_once(tmp_path):
    assert said(tmp_path, {EVENT: "---\n---\nTekst.\n"}) == [
        f"{EVENT}:2:1: er staat geen `kind`. Voeg een regel toe, bijvoorbeeld: `kind: infomarkt`",
        f"{EVENT}:2:1: er staat geen `published`. Voeg een regel toe, bijvoorbeeld: `published: 2026-11-20`",
        f"{EVENT}:2:1: er staat geen `start`. Voeg een regel toe, bijvoorbeeld: `start: 2026-12-08 19:30`",
        f"{EVENT}:2:1: er staat geen `title`. Voeg een regel toe, bijvoorbeeld: `title: Wijkbeurs Ledeberg`",
    ]


def test_a_key_that_stands_twice_names_the_first_line(tmp_path):
    assert said(tmp_path, {EVENT: event("title: Nog een titel")}) == [
        f"{EVENT}:6:1: `title` staat hier een tweede keer (de eerste keer op regel 2). Wis een van de twee."
    ]


def test_all_mistakes_of_a_post_are_told_at_once_in_order_of_place(tmp_path):
    text = event("venue: hall", "end: 2026-13-01", start="gisteren", kind="feestje")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:3:7: de soort ‘feestje’ bestaat niet. Bedoel je ‘feest’? Schrijf: `kind: feest`",
        f"{EVENT}:5:8: ‘gisteren’ kunnen we niet lezen. Schrijf eerst het jaar: `start: 2026-12-08 19:30`",
        f"{EVENT}:6:8: de plaats ‘hall’ bestaat niet. Bedoel je ‘hal’? Schrijf: `venue: hal`",
        f"{EVENT}:7:6: ‘2026-13-01’ bestaat niet. Kijk de dag en het uur na, en schrijf bijvoorbeeld: "
        "`end: 2026-12-08 19:30`",
    ]


# Names of other things


def test_an_unknown_ward_is_answered_with_the_one_that_looks_like_it(tmp_path):
    source = "content/stad/agenda/markt.md"

    assert said(tmp_path, {source: event("wards: [kaay, molen]")}) == [
        f"{source}:6:9: de wijk ‘kaay’ bestaat niet. Bedoel je ‘kaai’? Schrijf: `wards: [kaai]`"
    ]


def test_a_ward_like_no_other_is_answered_with_where_slugs_are(tmp_path):
    source = "content/stad/nieuws/park.md"

    assert said(tmp_path, {source: news("wards: [atlantis]")}) == [
        f"{source}:4:9: de wijk ‘atlantis’ bestaat niet. Gebruik de slug van een wijk in wards.yaml."
    ]


def test_wards_are_refused_outside_the_citys_folder(tmp_path):
    assert said(tmp_path, {EVENT: event("wards: [molen]")}) == [
        f"{EVENT}:6:1: `wards` mag alleen in `content/stad`. Wis deze regel, of zet het bestand in `content/stad` als "
        "het over meer dan een wijk gaat."
    ]


def test_an_empty_list_of_wards_is_refused(tmp_path):
    source = "content/stad/agenda/markt.md"

    assert said(tmp_path, {source: event("wards: []")}) == [
        f"{source}:6:8: er staat niets na `wards`. Schrijf bijvoorbeeld: `wards: [ledeberg]`"
    ]


def test_an_unknown_place_says_where_to_add_it(tmp_path):
    assert said(tmp_path, {EVENT: event("venue: zwembad")}) == [
        f"{EVENT}:6:8: de plaats ‘zwembad’ bestaat niet. Voeg ze toe in `content/venues.yaml`, of wis deze regel."
    ]


def test_an_unknown_kind_says_where_to_add_it(tmp_path):
    assert said(tmp_path, {EVENT: event(kind="zwempartij")}) == [
        f"{EVENT}:3:7: de soort ‘zwempartij’ bestaat niet. Voeg ze toe onder `kinds:` in wards.yaml, of kies een "
        "andere."
    ]


# Days and hours


def test_a_day_written_the_dutch_way_is_answered_with_the_line_to_write(tmp_path):
    assert said(tmp_path, {EVENT: event(start="8/12/2026 19u30")}) == [
        f"{EVENT}:5:8: ‘8/12/2026 19u30’ kunnen we niet lezen. Schrijf eerst het jaar: `start: 2026-12-08 19:30`"
    ]


def test_a_thirteenth_month_does_not_exist(tmp_path):
    assert said(tmp_path, {EVENT: event(start="2026-13-01")}) == [
        f"{EVENT}:5:8: ‘2026-13-01’ bestaat niet. Kijk de dag en het uur na, en schrijf bijvoorbeeld: "
        "`start: 2026-12-08 19:30`"
    ]


def test_the_thirtieth_of_february_does_not_exist(tmp_path):
    assert said(tmp_path, {EVENT: event(published="2026-02-30")}) == [
        f"{EVENT}:4:12: ‘2026-02-30’ bestaat niet. Kijk de dag en het uur na, en schrijf bijvoorbeeld: "
        "`published: 2026-11-20`"
    ]


def test_an_hour_that_the_clock_skips_does_not_exist(tmp_path):
    assert said(tmp_path, {EVENT: event(start="2027-03-28 02:30")}) == [
        f"{EVENT}:5:8: 28 maart 2027 om 2.30 uur bestaat niet, want dan gaat de klok een uur vooruit. Kies een ander "
        "uur."
    ]


def test_an_end_as_hour_alone_may_not_be_skipped_by_the_clock_either(tmp_path):
    assert said(tmp_path, {EVENT: event('end: "02:30"', start="2027-03-28 01:00")}) == [
        f"{EVENT}:6:6: 28 maart 2027 om 2.30 uur bestaat niet, want dan gaat de klok een uur vooruit. Kies een ander "
        "uur."
    ]


def test_an_end_before_the_start_on_the_same_day_names_both_hours(tmp_path):
    assert said(tmp_path, {EVENT: event("end: 2026-12-08 18:00")}) == [
        f"{EVENT}:6:6: het einde (18 uur) valt vóór het begin (19.30 uur). Kijk de uren na."
    ]


def test_an_end_before_the_start_on_another_day_names_both_days(tmp_path):
    assert said(tmp_path, {EVENT: event("end: 2026-12-07 21:00")}) == [
        f"{EVENT}:6:6: het einde (7 december 2026) valt vóór het begin (8 december 2026). Kijk de dagen na."
    ]


def test_an_end_at_the_hour_of_the_start_is_refused(tmp_path):
    assert said(tmp_path, {EVENT: event("end: 19:30")}) == [
        f"{EVENT}:6:6: het einde is hetzelfde uur als het begin. Wis `end`, of schrijf het juiste uur."
    ]


@pytest.mark.parametrize(
    ("start", "end"), [("2026-12-08", "2026-12-09 21:00"), ("2026-12-08 19:30", "2026-12-09"), ("2026-12-08", "21:00")]
)
def test_start_and_end_both_have_an_hour_or_neither(tmp_path, start, end):
    assert said(tmp_path, {EVENT: event(f"end: {end}", start=start)}) == [
        f"{EVENT}:6:6: bij `start` of bij `end` ontbreekt het uur. Schrijf bij allebei een uur, of bij geen van beide "
        "(dan duurt het de hele dag)."
    ]


# Status and updates


def test_a_status_in_dutch_is_answered_with_the_line_to_paste(tmp_path):
    assert said(tmp_path, {EVENT: event("status: geannuleerd", PLAN)}) == [
        f"{EVENT}:6:9: ‘geannuleerd’ kennen we niet bij `status`. Schrijf: `status: cancelled`"
    ]


def test_a_status_like_no_other_is_answered_with_all(tmp_path):
    assert said(tmp_path, {EVENT: event("status: xyzzy")}) == [
        f"{EVENT}:6:9: ‘xyzzy’ kennen we niet bij `status`. Kies uit: planned, moved, postponed, cancelled"
    ]


@pytest.mark.parametrize(
    ("status", "note"), [("cancelled", "gaat niet door"), ("moved", "nieuwe datum"), ("postponed", "is uitgesteld")]
)
def test_a_status_that_subscribers_must_hear_of_needs_an_update(tmp_path, status, note):
    assert said(tmp_path, {EVENT: event(f"status: {status}")}) == [
        f"{EVENT}:6:9: abonnees moeten weten dat er `status: {status}` staat. Voeg een regel toe, bijvoorbeeld: "
        f'`updated: [{{on: 2026-11-20 10:00, note: "{note}"}}]`'
    ]


def test_updates_stand_in_order_of_day(tmp_path):
    text = event("updated:", "  - {on: 2026-11-20, note: b}", "  - {on: 2026-11-19, note: a}")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:8:10: de wijzigingen staan niet op volgorde. Zet de oudste eerst, of laat het doen met `make fix`."
    ]


def test_an_update_needs_a_note(tmp_path):
    assert said(tmp_path, {EVENT: event("updated: [{on: 2026-11-20}]")}) == [
        f"{EVENT}:6:11: er staat geen `note`. Voeg een regel toe, bijvoorbeeld: `note: nieuwe zaal`"
    ]


# Repetitions


def test_a_start_that_is_not_on_the_rule_is_answered_with_the_first_day_that_is(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: week, on: [wednesday]}")}) == [
        f"{EVENT}:5:8: 8 december 2026 is geen dag van deze herhaling. De eerste dag erna is: `start: 2026-12-09 19:30`"
    ]


def test_the_first_day_on_the_rule_of_an_all_day_event_has_no_hour(tmp_path):
    text = event("repeat: {every: month, on: first wednesday}", start="2026-12-08")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:5:8: 8 december 2026 is geen dag van deze herhaling. De eerste dag erna is: `start: 2027-01-06`"
    ]


def test_the_last_day_of_a_repetition_does_not_come_before_the_first(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: week, until: 2026-12-07}")}) == [
        f"{EVENT}:6:30: de laatste dag (7 december 2026) valt vóór de eerste dag (8 december 2026). Kijk de dagen na."
    ]


def test_a_repetition_has_a_last_day_or_a_number_of_times(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: week, until: 2027-12-07, count: 3}")}) == [
        f"{EVENT}:6:9: `until` en `count` gaan niet samen. Wis een van de twee."
    ]


@pytest.mark.parametrize(("every", "on"), [("month", "[tuesday]"), ("week", "first tuesday")])
def test_the_days_of_a_repetition_fit_how_often_it_repeats(tmp_path, every, on):
    assert said(tmp_path, {EVENT: event("repeat:", f"  every: {every}", f"  on: {on}")}) == [
        f"{EVENT}:8:7: `on` past niet bij `every: {every}`. Schrijf voor een week `on: [tuesday]`, voor een maand "
        "`on: first wednesday`."
    ]


def test_a_yearly_repetition_has_no_weekday(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: year, on: [tuesday]}")}) == [
        f"{EVENT}:6:27: bij `every: year` is de dag die van `start`. Wis `on`."
    ]


def test_weekdays_in_dutch_are_answered_in_english(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: month, on: eerste woensdag}")}) == [
        f"{EVENT}:6:28: ‘eerste woensdag’ kennen we niet bij `on`. Schrijf: `on: first wednesday`"
    ]


def test_a_day_that_is_no_weekday_is_answered_with_examples(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: week, on: soms}")}) == [
        f"{EVENT}:6:27: ‘soms’ kennen we niet bij `on`. Schrijf bijvoorbeeld: `on: [tuesday]` of `on: first wednesday`"
    ]


# Addresses


@pytest.mark.parametrize("slug", ["2026", "2026-12", "soort", "reeks"])
def test_a_slug_of_the_calendar_itself_is_refused_for_an_event(tmp_path, slug):
    assert said(tmp_path, {EVENT: event(f'slug: "{slug}"')}) == [
        f"{EVENT}:6:7: ‘{slug}’ gebruikt de agenda zelf en kan geen naam van een activiteit zijn. Kies een andere "
        f"bestandsnaam, of voeg een regel toe, bijvoorbeeld: `slug: wijkbeurs-{slug}`"
    ]


def test_a_file_name_of_the_calendar_itself_is_refused_for_an_event(tmp_path):
    source = "content/kaai/agenda/2026-12.md"

    assert said(tmp_path, {source: event()}) == [
        f"{source}:1:1: ‘2026-12’ gebruikt de agenda zelf en kan geen naam van een activiteit zijn. Kies een andere "
        "bestandsnaam, of voeg een regel toe, bijvoorbeeld: `slug: wijkbeurs-2026-12`"
    ]


def test_news_may_have_the_name_of_a_month(tmp_path):
    assert said(tmp_path, {"content/kaai/nieuws/2026-12.md": news()}) == []


def test_a_file_name_with_capitals_and_spaces_is_no_web_address(tmp_path):
    source = "content/kaai/agenda/Markt op zondag.md"

    assert said(tmp_path, {source: event()}) == [
        f"{source}:1:1: de bestandsnaam ‘Markt op zondag’ kan niet in een webadres staan. Gebruik kleine letters, "
        "cijfers en streepjes, of voeg een regel toe, bijvoorbeeld: `slug: wijkbeurs-ledeberg`"
    ]


def test_a_slug_repairs_a_file_name_that_is_no_web_address(tmp_path):
    assert said(tmp_path, {"content/kaai/agenda/Markt.md": event("slug: markt")}) == []


def test_a_slug_with_capitals_is_no_web_address(tmp_path):
    assert said(tmp_path, {EVENT: event("slug: De Markt")}) == [
        f"{EVENT}:6:7: ‘De Markt’ kan niet in een webadres staan. Gebruik kleine letters, cijfers en streepjes: "
        "`slug: de-markt`"
    ]


def test_an_address_on_another_site_is_no_former_address(tmp_path):
    assert said(tmp_path, {EVENT: event("formerly: https://elders.example/")}) == [
        f"{EVENT}:6:11: ‘https://elders.example/’ is geen pad van deze site. Begin en eindig met een schuine streep, "
        "zonder `..`: `formerly: [/ledeberg/agenda/oud/]`"
    ]


# The file as a whole


def test_details_that_are_not_closed_say_how_to_close_them(tmp_path):
    assert said(tmp_path, {EVENT: "---\ntitle: Kerstmarkt\nIedereen is welkom.\n"}) == [
        f"{EVENT}:1:1: de gegevens bovenaan zijn niet afgesloten. Zet `---` op een eigen regel, onder de laatste "
        "gegevens."
    ]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, text):
    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:1:1: dit bestand is leeg. Schrijf er een tekst in, of wis het bestand."
    ]


def test_a_file_without_details_says_how_to_start(tmp_path):
    assert said(tmp_path, {EVENT: "# Kerstmarkt\n"}) == [
        f"{EVENT}:1:1: de gegevens bovenaan ontbreken. Begin het bestand met een regel `---`, met daaronder `title:` "
        "en de rest."
    ]


def test_news_without_text_points_below_the_details(tmp_path):
    assert said(tmp_path, {NEWS: news(body="")}) == [
        f"{NEWS}:5:1: er staat geen tekst onder de gegevens. Schrijf die onder de laatste `---`."
    ]


def test_an_event_needs_no_text(tmp_path):
    assert said(tmp_path, {EVENT: event(body="")}) == []


def test_registration_says_how_to_sign_up(tmp_path):
    assert said(tmp_path, {EVENT: event("registration: {until: 2026-12-07}")}) == [
        f"{EVENT}:6:15: bij `registration` staat niet hoe je inschrijft. Voeg `url:`, `mail:` of `phone:` toe."
    ]


# Pictures and links in the text


def test_a_picture_without_description_asks_for_one_or_for_none_on_purpose(tmp_path):
    (tmp_path / "content/kaai/agenda").mkdir(parents=True)
    (tmp_path / "content/kaai/agenda/markt.jpg").write_bytes(PIXEL)

    assert said(tmp_path, {EVENT: event("image: markt.jpg")}) == [
        f"{EVENT}:6:8: de foto `markt.jpg` heeft geen beschrijving. Schrijf bij `alt:` in één zin wat je ziet. Is de "
        'foto alleen versiering? Schrijf `alt: ""`'
    ]


@pytest.mark.parametrize("alt", ['""', "Kramen op het plein"])
def test_a_picture_with_a_description_or_none_on_purpose_is_right(tmp_path, alt):
    (tmp_path / "content/kaai/agenda").mkdir(parents=True)
    (tmp_path / "content/kaai/agenda/markt.jpg").write_bytes(PIXEL)

    assert said(tmp_path, {EVENT: event("image: markt.jpg", f"alt: {alt}")}) == []


def test_a_picture_in_the_text_without_description_shows_how_to_write_one(tmp_path):
    (tmp_path / "content/kaai/agenda").mkdir(parents=True)
    (tmp_path / "content/kaai/agenda/markt.jpg").write_bytes(PIXEL)

    assert said(tmp_path, {EVENT: event(body="Kijk:\n\n![](markt.jpg)\n")}) == [
        f"{EVENT}:9:5: de foto `markt.jpg` heeft geen beschrijving. Schrijf tussen de vierkante haken wat je ziet: "
        "`![Kramen op het plein](markt.jpg)`"
    ]


def test_a_picture_of_another_site_is_refused(tmp_path):
    assert said(tmp_path, {EVENT: event(body="![Een foto](https://elders.example/a.jpg)\n")}) == [
        f"{EVENT}:7:13: de foto ‘https://elders.example/a.jpg’ staat op een andere site. Zet de foto naast dit bestand "
        "en schrijf haar naam."
    ]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "//elders.example/", "ftp://elders.example/", "data:,a", "javascript:x", "C:/x"]
)
def test_a_link_of_a_kind_we_do_not_take_is_refused(tmp_path, target):
    assert said(tmp_path, {EVENT: event(body=f"Zie [hier]({target}).\n")}) == [
        f"{EVENT}:7:12: de link ‘{target}’ kunnen we niet gebruiken. Schrijf een webadres (https://...), een "
        "e-mailadres (mailto:...) of het pad van een bestand."
    ]


def test_a_script_in_the_text_is_gone():
    assert parsed(event(body="Hier <script>alert(2)</script>\n")).body == "<p>Hier </p>"


def test_an_invisible_character_written_as_a_number_is_gone():
    assert parsed(event(body="a&#2;b&#x1b;c\n")).body == "<p>abc</p>"


def test_a_list_deeper_than_we_can_read_is_a_problem_and_the_next_post_is_as_ever():
    deep = event(body="- " * 3000 + "a\n").encode()
    before = parsed(event(body="- a\n")).body

    post, problems = parse_post(deep, "kaai/agenda/markt.md", RULES, Path("content"))

    assert post is None
    assert list(map(str, problems)) == [
        "kaai/agenda/markt.md:7:1: er staan te veel lijsten of citaten in elkaar in deze tekst. Gebruik hoogstens drie "
        "niveaus."
    ]
    assert parsed(event(body="- a\n")).body == before


def test_headings_in_the_text_begin_below_the_pages_own():
    assert parsed(event(body="# Een\n\n###### Zes\n")).body == '<h2 id="een">Een</h2>\n<h4 id="zes">Zes</h4>'


# What comes out of a good post


def test_everything_that_an_event_says_is_read():
    text = event(
        "end: 21:00",
        "venue: hal",
        "status: moved",
        "reason: De zaal is niet vrij.",
        'updated: [{on: 2026-11-20 10:00, note: "nieuwe datum", was: {start: 2026-12-01 19:30, venue: hal}}]',
        "registration: {phone: 09 000 00 10, until: 2026-12-07}",
        "repeat: {every: month, on: second tuesday, count: 3}",
        "contact: {name: An, mail: an@voorbeeld.example}",
        "slug: kerst",
        "id: kaai/agenda/oud",
        "formerly: /kaai/agenda/oud/",
        "sample: true",
    )

    found = parsed(text)

    assert (found.type, found.id, found.url, found.wards) == (
        "event",
        "kaai/agenda/oud",
        "/kaai/agenda/kerst/",
        ("kaai",),
    )
    assert (found.start, found.end) == (datetime(2026, 12, 8, 19, 30), datetime(2026, 12, 8, 21, 0))
    assert found.updated == (
        Update(
            on=datetime(2026, 11, 20, 10, 0),
            note="nieuwe datum",
            was=Was(start=datetime(2026, 12, 1, 19, 30), venue="hal"),
        ),
    )
    assert found.registration == Registration(phone="09 000 00 10", until=date(2026, 12, 7))
    assert found.repeat == Repeat(every="month", weekdays=(1,), week=2, count=3)
    assert found.contact == Contact(name="An", mail="an@voorbeeld.example")
    assert (found.status, found.formerly, found.sample) == ("moved", ("/kaai/agenda/oud/",), True)


def test_an_id_is_the_path_without_extension_and_does_not_follow_title_or_slug():
    assert parsed(event("slug: kerst", title="Iets anders")).id == "kaai/agenda/markt"


def test_a_post_last_changed_with_its_last_update():
    assert parsed(event("updated: [{on: 2026-11-20, note: a}, {on: 2026-11-21, note: b}]")).changed == date(
        2026, 11, 21
    )


def test_a_post_without_update_last_changed_when_it_was_published():
    assert parsed(event()).changed == date(2026, 11, 1)


def test_without_summary_the_first_words_of_the_text_are_it():
    assert parsed(event(body="**Kom** maar & breng <koek> mee.\n")).summary == "Kom maar & breng mee."


def test_first_words_end_after_a_whole_word():
    assert first_words("<p>een twee, drie</p>", limit=10) == "een twee …"


def test_a_row_of_news_has_no_facts_of_an_event():
    row = row_of(parsed(news(), "kaai/nieuws/park.md"))

    assert (row.type, row.start, row.status, row.venue) == ("news", None, "", "")


@pytest.mark.parametrize(
    ("source", "type"),
    [
        ("kaai/agenda/a.md", "event"),
        ("kaai/nieuws/a.md", "news"),
        ("kaai/index.md", "intro"),
        ("paginas/a.md", "page"),
        ("stad/agenda/a.md", "event"),
        ("stad/index.md", None),
        ("paginas/agenda/a.md", None),
        ("kaai/a.md", None),
        ("kaai/agenda/2026/a.md", None),
        ("a.md", None),
    ],
)
def test_the_folder_decides_the_type(source, type):
    assert post_type(source) == type


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("kaai/agenda/a.md", "/kaai/agenda/a/"),
        ("kaai/index.md", "/kaai/"),
        ("stad/nieuws/a.md", "/nieuws/a/"),
        ("paginas/a.md", "/paginas/a/"),
    ],
)
def test_the_folder_decides_the_address(source, url):
    assert url_of(source, "index" if source.endswith("index.md") else "a") == url


def test_statements_have_an_address_at_the_top():
    assert url_of("paginas/privacy.md", "privacy") == "/privacy/"


def test_a_post_is_public_from_the_day_of_its_publication():
    found = parsed(event(published="2026-11-01 10:00"))

    assert [is_public(found, date(2026, 10, 31)), is_public(found, date(2026, 11, 1))] == [False, True]


def test_a_draft_is_never_public():
    assert not is_public(parsed(event("draft: true")), date(2026, 12, 1))


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


# What cannot be so


@pytest.mark.parametrize("key", ["titel", "Title", "titlee"])
def test_a_required_key_that_was_misspelt_is_told_once(tmp_path, key):
    assert said(tmp_path, {NEWS: news().replace("title:", f"{key}:")}) == [
        f"{NEWS}:2:1: ‘{key}’ kennen we niet. Bedoel je `title`?"
    ]


@pytest.mark.parametrize(
    ("line", "column", "word", "meant"),
    [
        ("repeat: {elke: week}", 10, "elke", "every"),
        ("updated: [{on: 2026-11-20, nota: nieuw}]", 28, "nota", "note"),
        ("updated: [{on: 2026-11-20, note: nieuw, was: {begin: 2026-12-01}}]", 47, "begin", "start"),
    ],
)
def test_a_misspelt_key_within_a_key_is_told_once(tmp_path, line, column, word, meant):
    assert said(tmp_path, {EVENT: event(line)}) == [
        f"{EVENT}:6:{column}: ‘{word}’ kennen we niet. Bedoel je `{meant}`?"
    ]


def test_a_mistake_in_the_registration_is_told_once(tmp_path):
    assert said(tmp_path, {EVENT: event("registration: {phone: bel ons}")}) == [
        f"{EVENT}:6:23: ‘bel ons’ is geen telefoonnummer. Schrijf bijvoorbeeld: `phone: 09 000 00 01`"
    ]


def test_a_mistake_in_a_change_is_told_once(tmp_path):
    assert said(tmp_path, {EVENT: event("status: cancelled", "updated: [{on: 2026-11-20, nota: weg}]")}) == [
        f"{EVENT}:7:28: ‘nota’ kennen we niet. Bedoel je `note`?"
    ]


@pytest.mark.parametrize("key", ["kind", "soort", "venue"])
def test_a_key_of_an_event_in_news_says_where_events_go(tmp_path, key):
    assert said(tmp_path, {NEWS: news(f"{key}: feest")}) == [
        f"{NEWS}:4:1: ‘{key}’ hoort bij een activiteit. Is dit een activiteit? Zet het bestand dan in `agenda`. Wis "
        "anders deze regel."
    ]


def test_wards_by_another_name_are_refused_outside_the_citys_folder_too(tmp_path):
    assert said(tmp_path, {EVENT: event("wijken: [molen]")}) == [
        f"{EVENT}:6:1: `wards` mag alleen in `content/stad`. Wis deze regel, of zet het bestand in `content/stad` als "
        "het over meer dan een wijk gaat."
    ]


@pytest.mark.parametrize("every", ["om de twee weken", "tweewekelijks", "veertiendaags", "2 weken", "elke 2 weken"])
def test_every_other_week_in_other_words_is_answered_with_ours(tmp_path, every):
    assert said(tmp_path, {EVENT: event(f"repeat: {{every: {every}}}")}) == [
        f"{EVENT}:6:17: ‘{every}’ kennen we niet bij `every`. Schrijf: `every: 2 weeks`"
    ]


def test_every_day_is_every_weekday(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: dag}")}) == [
        f"{EVENT}:6:17: ‘dag’ kan hier niet. Schrijf alle weekdagen: `repeat: {{every: week, on: [monday, tuesday, "
        "wednesday, thursday, friday, saturday, sunday]}`"
    ]


def test_weekdays_in_dutch_are_answered_with_the_whole_value(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {every: week, on: [dinsdag, friday]}")}) == [
        f"{EVENT}:6:28: ‘dinsdag’ kennen we niet bij `on`. Schrijf: `on: [tuesday, friday]`"
    ]


def test_a_repetition_without_keys_is_pointed_at(tmp_path):
    assert said(tmp_path, {EVENT: event("repeat: {}")}) == [
        f"{EVENT}:6:9: er staat geen `every`. Voeg een regel toe, bijvoorbeeld: `every: week`"
    ]


def test_a_change_that_is_only_a_word_is_answered_with_a_whole_one(tmp_path):
    assert said(tmp_path, {EVENT: event("updated: ja")}) == [
        f"{EVENT}:6:10: na `updated` verwachten we eigen sleutels, bijvoorbeeld: `updated: {{on: 2026-11-20 10:00, "
        'note: "nieuwe zaal"}`'
    ]


def test_a_contact_has_something_in_it(tmp_path):
    assert said(tmp_path, {EVENT: event("contact: {}")}) == [
        f"{EVENT}:6:10: er staat niets na `contact`. Schrijf bijvoorbeeld: `contact: {{name: Wijkwerking Ledeberg, "
        "phone: 09 000 00 30}`"
    ]


def test_full_is_no_status(tmp_path):
    assert said(tmp_path, {EVENT: event("status: volzet")}) == [
        f"{EVENT}:6:9: ‘volzet’ zeg je bij de inschrijving. Wis deze regel, en schrijf: `registration: {{full: true}}`"
    ]


def test_a_repetition_that_falls_in_the_hour_that_the_clock_skips_is_refused(tmp_path):
    text = event("repeat: {every: month, on: last sunday, count: 4}", start="2027-01-31 02:30")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:5:8: deze herhaling valt ook op 28 maart 2027, en dan bestaat 2.30 uur niet, want de klok gaat een "
        "uur vooruit. Kies een ander uur, of schrijf: `except: [2027-03-28]`"
    ]


def test_a_repetition_that_leaves_out_the_night_of_the_clock_is_fine(tmp_path):
    text = event("repeat: {every: month, on: last sunday, count: 4}", "except: [2027-03-28]", start="2027-01-31 02:30")

    assert said(tmp_path, {EVENT: text}) == []


def test_a_repetition_that_falls_in_the_hour_that_comes_twice_is_refused(tmp_path):
    text = event("repeat: {every: month, on: last sunday, count: 4}", start="2027-08-29 02:30")

    assert said(tmp_path, {EVENT: text}) == [
        f"{EVENT}:5:8: deze herhaling valt ook op 31 oktober 2027, en dan komt 2.30 uur twee keer voor, want de klok "
        "gaat een uur terug. Kies een ander uur, of schrijf: `except: [2027-10-31]`"
    ]


MOVED = "status: moved"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            ["updated: [{on: 2026-10-20, note: nieuw}]"],
            "6:16: deze wijziging (20 oktober 2026) komt vóór `published` (1 november 2026). Kijk de dagen na.",
        ),
        (
            [MOVED, "updated: [{on: 2026-11-20, note: nieuw}]"],
            "6:9: bij `status: moved` willen lezers weten wanneer of waar het eerst was. Zet dat in `updated`, "
            "bijvoorbeeld: `was: {start: 2026-12-01 19:30}`",
        ),
        (
            [MOVED, "updated: [{on: 2026-11-20, note: nieuw, was: {start: 2026-12-08 19:30}}]"],
            "7:54: bij `was` staat hetzelfde als bij `start`. Schrijf daar wat het vóór de wijziging was.",
        ),
        (
            ["registration: {phone: 112, until: 2027-01-01}"],
            "6:35: je kunt inschrijven tot 1 januari 2027, maar dan is de activiteit voorbij (8 december 2026). Kijk "
            "de dagen na.",
        ),
    ],
)
def test_values_that_do_not_go_together_are_told(tmp_path, lines, sentence):
    assert said(tmp_path, {EVENT: event(*lines)}) == [f"{EVENT}:{sentence}"]


@pytest.mark.parametrize(
    ("lines", "values", "sentence"),
    [
        (
            [],
            {"published": "2026-12-20"},
            "4:12: dit komt pas online (20 december 2026) als de activiteit al begonnen is (8 december 2026). Is dat "
            "juist?",
        ),
        (
            ["end: 2028-12-08 19:30"],
            {},
            "6:6: dit duurt van 8 december 2026 tot 8 december 2028, meer dan een jaar. Is dat juist?",
        ),
        (
            ["reason: De zaal is dicht."],
            {},
            "6:9: er staat `reason`, maar geen wijziging. Voeg `status:` toe, bijvoorbeeld: `status: cancelled`",
        ),
        (
            ["alt: Kramen"],
            {},
            "6:6: er staat `alt`, maar geen foto. Voeg `image:` toe, bijvoorbeeld: `image: markt.jpg`",
        ),
    ],
)
def test_what_is_odd_but_may_be_so_is_only_a_warning(tmp_path, lines, values, sentence):
    (found,) = problems(tmp_path, {EVENT: event(*lines, **values)})

    assert (str(found), found.warning) == (f"{EVENT}:{sentence}", True)


def test_the_text_of_the_template_is_no_text(tmp_path):
    body = "Schrijf hier wat er te doen is. Begin met het belangrijkste.\n"

    assert said(tmp_path, {EVENT: event(body=body), NEWS: news("draft: true", body=body)}) == [
        f"{EVENT}:7:1: hier staat nog de tekst van het sjabloon. Schrijf je eigen tekst, of zet `draft: true` erbij "
        "zolang je niet klaar bent."
    ]


# Links in the text


@pytest.mark.parametrize(
    ("link", "column", "sentence"),
    [
        ("[a]()", 5, "deze link heeft geen adres. Schrijf het tussen de haakjes, bijvoorbeeld: {}"),
        ("[a](https://)", 5, "de link ‘https://’ is geen volledig webadres. Schrijf bijvoorbeeld: {}"),
        ("[a](http://[::1)", 5, "de link ‘http://[::1’ is geen volledig webadres. Schrijf bijvoorbeeld: {}"),
        (
            "[a](https://exa mple.be)",
            5,
            "de link ‘https://exa mple.be’ is geen volledig webadres. Schrijf bijvoorbeeld: {}",
        ),
        (
            "[a](www.gent.be/x)",
            5,
            "de link ‘www.gent.be/x’ is geen volledig webadres. Schrijf: `https://www.gent.be/x`",
        ),
        ("[a](an@gent.be)", 5, "de link ‘an@gent.be’ is een e-mailadres. Schrijf: `mailto:an@gent.be`"),
        ("[a](mailto:abc)", 5, "‘abc’ is geen e-mailadres. Schrijf bijvoorbeeld: `mailto:wijk@voorbeeld.example`"),
        ("[a](tel:abc)", 5, "‘abc’ is geen telefoonnummer. Schrijf bijvoorbeeld: `tel:+3290000030`"),
        (
            "[a](#weg)",
            5,
            "de link naar `#weg` werkt niet, want die kop staat niet in deze tekst. Kijk het woord na, of wis de link.",
        ),
        ("[a][ref]", 1, "`[a][ref]` is nog geen link. Schrijf het adres erachter: `[a](https://voorbeeld.example/)`"),
        (
            "<a href='www.gent.be'>a</a>",
            10,
            "de link ‘www.gent.be’ is geen volledig webadres. Schrijf: `https://www.gent.be`",
        ),
    ],
)
def test_a_link_that_cannot_work_is_answered_with_what_to_write(tmp_path, link, column, sentence):
    sentence = sentence.format("`[Stad Gent](https://stad.gent/)`")

    assert said(tmp_path, {NEWS: news(body=f"{link}\n")}) == [f"{NEWS}:5:{column}: {sentence}"]


def test_a_heading_that_is_almost_there_is_proposed(tmp_path):
    assert said(tmp_path, {NEWS: news(body="## Openingsuren\n\n[a](#openinguren) [b](#openingsuren)\n")}) == [
        f"{NEWS}:7:5: de link naar `#openinguren` werkt niet, want die kop staat niet in deze tekst. Bedoel je "
        "`#openingsuren`?"
    ]


def test_brackets_in_code_are_no_link():
    assert parsed(event(body="`[a][b]`\n")).body == "<p><code>[a][b]</code></p>"


@pytest.mark.parametrize(("sign", "most"), [("[", 500), ("<a ", 1000)])
def test_a_text_that_would_take_minutes_is_refused_at_once(tmp_path, sign, most):
    assert said(tmp_path, {NEWS: news(body=sign * 20_000)}) == [
        f"{NEWS}:5:{most * len(sign) + 1}: in deze tekst staat meer dan {most} keer het teken `{sign[0]}`. Maak er "
        "twee teksten van, of wis de tekens die niet nodig zijn."
    ]
