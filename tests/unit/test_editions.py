"""Newsletters: what an editor can write wrong, what is sent, and that nothing changes it afterwards."""

from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from tests.checking import DAY, EVENT, NEWS, event, news, post, said, wards
from tests.projects import make_project, tree

from wijksites.build import build_site
from wijksites.shell import load_settings

EDITION = "content/kaai/nieuwsbrief/2026-12.md"
HOME = "kaai/nieuwsbrief/2026-12/"
MAILS = tuple(f"{HOME}mail.{suffix}" for suffix in ("html", "txt", "eml"))
MARKET = '  - {id: kaai/agenda/markt, text: "dinsdag 8 december, 19.30 uur: [Kerstmarkt]. Kom je ook?"}'
PARK = '  - {id: kaai/nieuws/park, text: "Het park is open."}'
WITHDRAWN = "content/vervallen.yaml"


def edition(*items, body="Dag buur,\n", more=(), **values):
    """An edition: title on line 2, published on 3, `more` from line 4 on, then `items:` and the items."""
    front = {"title": "Kerstmarkt op 8 december", "published": "2026-11-28", **values}
    lines = [f"{key}: {value}" for key, value in front.items()]
    return post(*lines, *more, "items:", *(items or (MARKET, PARK)), body=body)


def wrong(folder, text, **files):
    return said(folder, {EVENT: event(), NEWS: news(), EDITION: text, **files})


def build(folder, files, day=DAY):
    make_project(folder, **{path: text for path, text in files.items() if text})
    settings = load_settings(
        str(folder / "pelicanconf.py"),
        PATH=str(folder / "content"),
        WARDS_FILE=str(folder / "wards.yaml"),
        DATA_PATH=str(folder / "data"),
        OUTPUT_PATH=str(folder / "output"),
        SHEETS=False,
        JOBS=1,
    )
    outcome = build_site(settings, day)
    assert outcome.status == 0, outcome.problems
    return tree(folder / "output")


def site(folder, day=DAY, **changes):
    return build(folder, {EVENT: event(), NEWS: news(), EDITION: edition(), **changes}, day)


# What is wrong


def test_an_edition_without_mistakes_has_no_problems(tmp_path):
    assert wrong(tmp_path, edition()) == []


def test_an_item_with_an_id_that_does_not_exist_is_answered_with_the_one_that_was_meant(tmp_path):
    assert wrong(tmp_path, edition('  - {id: kaai/agenda/mark, text: "Kerstmarkt"}')) == [
        f"{EDITION}:5:10: er is geen bericht met het id ‘kaai/agenda/mark’. Bedoel je `kaai/agenda/markt`?"
    ]


def test_an_id_like_no_other_is_answered_with_how_to_write_one(tmp_path):
    assert wrong(tmp_path, edition('  - {id: xyzzy, text: "Kerstmarkt"}')) == [
        f"{EDITION}:5:10: er is geen bericht met het id ‘xyzzy’. Schrijf het pad van het bestand zonder `.md`, of wis "
        "dit item."
    ]


def test_an_id_stands_in_an_edition_once(tmp_path):
    assert wrong(tmp_path, edition(MARKET, MARKET)) == [
        f"{EDITION}:6:10: ‘kaai/agenda/markt’ staat twee keer in deze nieuwsbrief (eerst op regel 5). Wis er één van."
    ]


def test_a_draft_cannot_be_told_of(tmp_path):
    assert wrong(tmp_path, edition(), **{EVENT: event("draft: true")}) == [
        f"{EDITION}:5:10: ‘kaai/agenda/markt’ is nog een ontwerp: niemand kan het lezen. Wis daar `draft: true`, of "
        "wis dit item."
    ]


def test_what_is_published_later_than_the_edition_cannot_be_told_of(tmp_path):
    assert wrong(tmp_path, edition(), **{NEWS: news(published="2026-11-29")}) == [
        f"{EDITION}:6:10: ‘kaai/nieuws/park’ komt pas op 29 november 2026 online, na deze nieuwsbrief (28 november "
        "2026). Pas een van de dagen aan, of wis dit item."
    ]


def test_an_edition_without_items_is_empty(tmp_path):
    text = post("title: Leeg", "published: 2026-11-28", "items: []")

    assert wrong(tmp_path, text) == [
        f"{EDITION}:4:8: een nieuwsbrief zonder `items` vertelt niets. Schrijf er minstens één, of wis dit bestand."
    ]


def test_an_edition_without_subject_is_answered_with_a_line_to_add(tmp_path):
    text = post("published: 2026-11-28", "items:", MARKET)

    assert wrong(tmp_path, text) == [
        f"{EDITION}:2:1: er staat geen `title`. Voeg een regel toe, bijvoorbeeld: `title: Infomarkt op 8 december gaat "
        "niet door`"
    ]


def test_a_part_in_dutch_is_answered_with_ours(tmp_path):
    assert wrong(tmp_path, edition('  - {id: kaai/agenda/markt, part: doe mee, text: "Kerstmarkt"}')) == [
        f"{EDITION}:5:35: ‘doe mee’ kennen we niet bij `part`. Schrijf: `part: join`"
    ]


def test_a_long_greeting_is_a_hint(tmp_path):
    assert wrong(tmp_path, edition(body="woord " * 81 + "\n")) == [
        f"{EDITION}:8:1: de begroeting telt 81 woorden; hoogstens 80 lezen vlot. Kan het korter?"
    ]


def test_a_change_does_not_belong_in_what_was_sent(tmp_path):
    text = edition(more=('updated: [{on: 2026-11-29, note: "fout"}]',))

    assert wrong(tmp_path, text) == [
        f"{EDITION}:4:1: ‘updated’ hoort niet in een nieuwsbrief: wat verstuurd is, verandert niet meer. Wis deze "
        "regel."
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "2026-12-extra",
            "er is één nieuwsbrief per maand, en `2026-12.md` is die van december 2026. Noem een rechtzetting "
            "`2026-12-rechtzetting.md`.",
        ),
        ("december", "een nieuwsbrief heet naar zijn maand. Geef dit bestand een naam zoals `2026-12.md`."),
        ("2026-13", "een nieuwsbrief heet naar zijn maand. Geef dit bestand een naam zoals `2026-12.md`."),
    ],
)
def test_there_is_one_edition_for_a_month(tmp_path, name, sentence):
    path = f"content/kaai/nieuwsbrief/{name}.md"

    assert said(tmp_path, {EVENT: event(), NEWS: news(), EDITION: edition(), path: edition()}) == [
        f"{path}:1:1: {sentence}"
    ]


def test_a_correction_has_the_name_of_its_month(tmp_path):
    path = "content/kaai/nieuwsbrief/2026-12-rechtzetting.md"

    assert said(tmp_path, {EVENT: event(), NEWS: news(), EDITION: edition(), path: edition()}) == []


def test_an_edition_of_an_unknown_ward_is_refused(tmp_path):
    path = "content/kaia/nieuwsbrief/2026-12.md"

    assert said(tmp_path, {path: edition()}) == [
        f"{path}:1:1: de map ‘kaia’ is niet die van een wijk. Zet het bestand in de map van een wijk, in "
        "`stad` of in `paginas`."
    ]


def test_the_city_as_a_whole_has_no_newsletter(tmp_path):
    path = "content/stad/nieuwsbrief/2026-12.md"

    assert said(tmp_path, {path: edition()}) == [
        f"{path}:1:1: hier hoort geen tekst. Zet het bestand in `agenda`, `nieuws` of `nieuwsbrief` in de map van "
        "een wijk, of in `paginas`."
    ]


def test_a_control_character_in_a_line_is_refused(tmp_path):
    assert wrong(tmp_path, edition('  - {id: kaai/agenda/markt, text: "Kerst\\emarkt"}')) == [
        f"{EDITION}:5:35: hier staat een onzichtbaar teken (code U+001B) dat niet in een tekst hoort. Wis het."
    ]


# What is sent


def test_the_mail_has_exactly_the_lines_of_the_edition(tmp_path):
    text = site(tmp_path)[f"{HOME}mail.txt"].decode()

    assert "* dinsdag 8 december, 19.30 uur: Kerstmarkt [1]. Kom je ook?\n" in text
    assert "* Het park is open. [2]\n" in text
    assert "[1] https://kaaistad.example/kaai/agenda/markt/\n" in text
    assert max(len(line) for line in text.splitlines() if "://" not in line and "mailto:" not in line) <= 72


def test_what_happens_later_changes_nothing_of_what_was_sent(tmp_path):
    before = site(tmp_path)
    cancelled = event(
        "status: cancelled", 'updated: [{on: 2026-12-03 09:00, note: "gaat niet door"}]', title="Wintermarkt"
    )
    someone = wards("name: An Appel", "name: Bo Beuk")
    after = site(tmp_path, DAY.replace(year=2027, month=1), **{EVENT: cancelled, "wards.yaml": someone})

    assert {path: after[path] for path in MAILS} == {path: before[path] for path in MAILS}
    item = before["kaai/feeds/nieuwsbrief.atom"]
    assert item == after["kaai/feeds/nieuwsbrief.atom"]
    page = after[f"{HOME}index.html"].decode()
    assert "Intussen geannuleerd (bijgewerkt op 3 december 2026)." in page
    assert "Intussen" not in before[f"{HOME}index.html"].decode()
    assert "Bo Beuk" in page
    assert "Bo Beuk" not in "".join(after[path].decode() for path in MAILS)


def test_a_moved_event_is_told_on_the_page_alone(tmp_path):
    moved = event(
        "status: moved",
        'updated: [{on: 2026-12-01, note: "een week later", was: {start: 2026-12-08 19:30}}]',
        start="2026-12-15 19:30",
    )
    made = site(tmp_path, **{EVENT: moved})

    page = made[f"{HOME}index.html"].decode()
    assert "Intussen verplaatst naar dinsdag 15 december 2026 om 19.30 uur (bijgewerkt op 1 december 2026)." in page
    assert b"Intussen" not in made[f"{HOME}mail.html"]


def test_what_the_edition_tells_itself_is_not_told_again(tmp_path):
    line = '  - {id: kaai/agenda/markt, part: changed, text: "Geannuleerd: [Kerstmarkt]."}'
    cancelled = event("status: cancelled", 'updated: [{on: 2026-11-28 09:00, note: "gaat niet door"}]')
    made = site(tmp_path, **{EVENT: cancelled, EDITION: edition(line)})

    page = made[f"{HOME}index.html"].decode()
    assert "Intussen" not in page
    assert page.index("Gewijzigd sinds de vorige nieuwsbrief") < page.index("<p>Dag buur")


def test_links_follow_a_new_address(tmp_path):
    made = site(tmp_path, **{EVENT: event("slug: kerst")})

    assert b"https://kaaistad.example/kaai/agenda/kerst/" in made[f"{HOME}mail.html"]
    assert b"kaai/agenda/markt/" not in made[f"{HOME}mail.html"]


def test_only_what_was_removed_on_request_loses_its_line(tmp_path):
    gone = "- {{id: kaai/nieuws/park, on: 2026-11-30, reason: {0}}}\n"
    first = site(tmp_path / "one", **{NEWS: None, WITHDRAWN: gone.format("op-verzoek")})
    other = site(tmp_path / "other", **{NEWS: None, WITHDRAWN: gone.format("ingetrokken")})

    assert b"Het park is open." not in b"".join(first[path] for path in (*MAILS, f"{HOME}index.html"))
    assert b"Het park is open. [2]" in other[f"{HOME}mail.txt"]


def test_the_mail_parses_and_says_how_to_unsubscribe(tmp_path):
    made = site(tmp_path)
    mail = message_from_bytes(made[f"{HOME}mail.eml"], policy=policy.default)

    assert not mail.defects
    assert mail["Subject"] == "Kerstmarkt op 8 december"
    assert mail["From"] == '"Wijkregisseur Kaai, Stad Kaaistad" <nieuwsbrief@voorbeeld.example>'
    assert mail["Date"] == "Sat, 28 Nov 2026 00:00:00 +0100"
    assert mail["List-Unsubscribe"].startswith("<mailto:nieuwsbrief@voorbeeld.example?subject=Uitschrijven")
    plain, html = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == made[f"{HOME}mail.txt"].decode()
    assert html.get_content().replace("\r\n", "\n").rstrip() == made[f"{HOME}mail.html"].decode().rstrip()


def test_what_the_mailer_fills_in_stands_as_it_was_written(tmp_path):
    fields = 'unsubscribe: "*|UNSUB|*", view_online: "{{ mirror }}", postal_address: "*|LIST:ADDRESS|*"'
    letter = wards("frequency: elke maand}", f"frequency: elke maand, {fields}}}")
    made = site(tmp_path, **{"wards.yaml": letter})

    html = made[f"{HOME}mail.html"].decode()
    assert 'href="*|UNSUB|*"' in html
    assert 'href="{{ mirror }}"' in html
    assert "*|LIST:ADDRESS|*" in html
    assert b"List-Unsubscribe: <*|UNSUB|*>\r\n" in made[f"{HOME}mail.eml"]


def test_emoji_and_right_to_left_text_come_out_as_they_were_written(tmp_path):
    line = '  - {id: kaai/agenda/markt, text: "דעו: [دعوة إلى السوق] 🎄 <b>&"}'
    made = site(tmp_path, **{EDITION: edition(line, title='"Markt 🎄 دعوة"', body="שלום 👋\n")})
    mail = message_from_bytes(made[f"{HOME}mail.eml"], policy=policy.default)

    assert mail["Subject"] == "Markt 🎄 دعوة"
    assert "* דעו: دعوة إلى السوق [1] 🎄 <b>&" in made[f"{HOME}mail.txt"].decode()
    html = made[f"{HOME}mail.html"].decode()
    assert ">دعوة إلى السوق</a> 🎄 &lt;b&gt;&amp;" in html
    assert "שלום 👋" in html


def test_the_mail_keeps_its_style_with_each_element_and_loads_nothing(tmp_path):
    html = site(tmp_path)[f"{HOME}mail.html"].decode()

    assert "@media (prefers-color-scheme: dark)" in html
    assert '<h1 style="' in html
    assert "<script" not in html
    assert "<link" not in html
    assert "<img" not in html
    assert len(html) < 90_000


def test_every_link_of_a_mail_leads_to_a_page_of_the_site(tmp_path):
    made = site(tmp_path)
    html = made[f"{HOME}mail.html"].decode()
    links = [piece.split('"')[0] for piece in html.split('href="')[1:]]
    ours = [urlsplit(link).path.lstrip("/") for link in links if link.startswith("https://kaaistad.example/")]

    assert len(ours) >= 4
    assert [path for path in ours if f"{path}index.html" not in made] == []


def test_a_feed_tells_the_whole_edition(tmp_path):
    made = site(tmp_path)

    for kind in ("alles", "nieuwsbrief"):
        text = made[f"kaai/feeds/{kind}.rss"].decode()
        assert "Kerstmarkt op 8 december" in text
        assert "dinsdag 8 december, 19.30 uur:" in text
    assert "Kerstmarkt op 8 december" not in made["kaai/feeds/nieuws.rss"].decode()


def test_a_ward_leads_to_its_newsletters_when_there_are_any(tmp_path):
    made = site(tmp_path)

    assert 'href="nieuwsbrief/2026-12/"' in made["kaai/index.html"].decode()
    assert 'href="2026-12/"' in made["kaai/nieuwsbrief/index.html"].decode()
    assert "nieuwsbrief/" not in made["molen/index.html"].decode().replace("feeds/nieuwsbrief", "")
    assert "Er is nog geen nieuwsbrief." in made["molen/nieuwsbrief/index.html"].decode()
