"""What the lookup answers: the number it asks for, the way back, the day of the reader, paper, and what is not sure."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.kinds import VACANT
from tests.browser.test_lookup import LOOKUP, STATE, ask, field, state, wards
from tests.browser.test_pages import TOO_WIDE, objections

pytestmark = pytest.mark.browser

SPLIT = "Kortrijksesteenweg, 9000"


def heading(page):
    """The sentence of the answer."""
    return page.locator(STATE).get_by_role("heading", level=2)


def test_a_street_in_one_ward_is_answered_with_street_ward_and_person(visit):
    page = visit(LOOKUP).page

    ask(page, "korenmarkt 1")

    expect(heading(page)).to_have_text(
        "Korenmarkt 1 ligt in de wijk Binnenstad. Je wijkregisseur is Youssef Zilverberk."
    )
    expect(heading(page)).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("Wel: een vraag")
    expect(page.locator(STATE)).to_contain_text("Onze adressen zijn van oktober 2013.")


def test_a_street_that_crosses_a_border_asks_for_the_number_and_shows_all_wards(visit):
    page = visit(f"{LOOKUP}#q={SPLIT}").page

    expect(heading(page)).to_have_text("Kortrijksesteenweg loopt door vijf wijken.")
    expect(page.get_by_label("Wat is je huisnummer?")).to_be_visible()
    assert len(wards(page)) == 5
    heights = page.locator(f"{STATE} [data-ward]").evaluate_all("(all) => all.map((one) => one.offsetWidth)")
    assert len(set(heights)) == 1


def test_cards_beside_each_other_stand_by_name_and_say_what_is_the_same_once(visit):
    page = visit(f"{LOOKUP}#q=9050").page
    expect(heading(page)).to_have_text("De postcode 9050 geldt in vijf wijken.")

    expect(heading(page)).to_be_focused()
    expect(page.get_by_text("Typ ook je straat, dan weten we het zeker.")).to_be_visible()
    assert wards(page) == ["binnenstad", "gentbrugge", "ledeberg", "moscou-vogelhoek", "oud-gentbrugge"]
    assert set(page.locator(f"{STATE} .person__role").all_inner_texts()) == {"wijkregisseur"}
    expect(page.get_by_text("Krijg je geen antwoord?")).to_have_count(1)


def test_more_wards_than_one_reads_are_links_by_name(visit):
    page = visit(f"{LOOKUP}#q=9000").page
    expect(heading(page)).to_have_text("De postcode 9000 geldt in 23 wijken.")

    expect(heading(page)).to_be_focused()
    assert len(wards(page)) == 23
    assert wards(page) == sorted(wards(page))
    expect(page.locator(f"{STATE} .person")).to_have_count(0)
    expect(page.get_by_role("link", name="Ledeberg").first).to_have_attribute("href", "../ledeberg/")


def test_beside_others_a_replacement_replaces_the_wijkregisseur_of_somebody_else(visit):
    page = visit(f"{LOOKUP}#q=mariakerke%209030").page

    card = page.locator(f"{STATE} [data-ward=mariakerke]")

    expect(card.locator(".person__role")).to_have_text("vervangt tijdelijk de wijkregisseur")


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("brugsesteenweg 243", "De grens tussen de Brugse Poort - Rooigem en Mariakerke loopt door deze straat."),
        ("dampoortstraat 55", "In onze lijst staat dit adres meer dan één keer: in "),
    ],
)
def test_on_a_border_one_may_contact_either(question, why, visit):
    said = visit(f"{LOOKUP}#q={question}").page.locator(f"{STATE} .answer__why")

    expect(said).to_contain_text(why)
    expect(said).to_contain_text("Contacteer gerust een van de twee. Je wordt doorverwezen als dat nodig is.")


def test_in_a_vacancy_the_phone_of_the_service_stands_once(visit):
    page = visit(f"{LOOKUP}#q=vogelhoek").page

    card = page.locator(f"{STATE} [data-ward={VACANT}]")

    expect(card).to_contain_text("Intussen helpt de Dienst Beleidsparticipatie je verder.")
    expect(card.get_by_text("09 210 10 10")).to_have_count(1)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("brugse poort", "Brugse Poort hoort bij de wijk Brugse Poort - Rooigem."),
        ("patershol", "Patershol hoort bij de wijk Binnenstad."),
        ("dampoort", "Dit is de wijk Dampoort."),
    ],
)
def test_what_is_part_of_a_ward_belongs_to_it_and_a_ward_is_one(question, sentence, visit):
    page = visit(f"{LOOKUP}#q={question}").page

    expect(heading(page)).to_contain_text(sentence)


def test_with_the_keyboard_alone_one_gets_from_the_field_to_an_answer_with_a_number(visit):
    page = visit(LOOKUP).page
    field(page).focus()
    page.keyboard.type("kortrijksesteenweg 9000")
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()

    page.keyboard.press("Tab")
    expect(page.get_by_label("Wat is je huisnummer?")).to_be_focused()
    page.keyboard.type("100")
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text(re.compile(r"^Kortrijksesteenweg 100 ligt in de wijk Stationsbuurt-Noord\."))
    assert wards(page) == ["stationsbuurt-noord"]


def test_a_house_number_has_a_figure(visit):
    page = visit(f"{LOOKUP}#q={SPLIT}").page
    number = page.get_by_label("Wat is je huisnummer?")

    number.press_sequentially("A")
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Kortrijksesteenweg loopt door vijf wijken.")
    expect(number).to_be_focused()
    assert number.evaluate("(field) => field.validity.patternMismatch")


def test_with_the_keyboard_alone_one_reaches_a_suggestion_and_nothing_is_chosen_by_itself(visit):
    page = visit(LOOKUP).page
    field(page).focus()
    page.keyboard.type("korenmar")
    suggestion = page.get_by_role("button", name="Korenmarkt", exact=True)
    expect(suggestion).to_be_visible()
    expect(field(page)).to_be_focused()
    assert state(page) == "suggest"

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(suggestion).to_be_focused()
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text(re.compile(r"^Korenmarkt ligt in de wijk Binnenstad\."))


def test_escape_takes_the_suggestions_away(visit):
    page = visit(LOOKUP).page
    field(page).press_sequentially("korenmar")
    expect(page.locator("[data-lookup-suggestions]")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator("[data-lookup-suggestions]")).to_be_hidden()
    expect(field(page)).to_be_focused()


def test_a_street_that_only_the_map_knows_is_probable_and_credits_the_map(visit):
    page = visit(LOOKUP).page

    ask(page, "knuppelpad")

    expect(heading(page)).to_have_text(re.compile(r"^Knuppelpad ligt waarschijnlijk in de wijk Drongen\."))
    expect(page.locator(STATE)).to_contain_text("© OpenStreetMap-bijdragers")


@pytest.mark.parametrize(
    ("question", "sentence", "way"),
    [
        ("9820", "Dit adres ligt niet in Gent.", "Voor dit adres kun je terecht bij Merelbeke-Melle."),
        (
            "Merelbeke",
            "Merelbeke-Melle ligt niet in Gent.",
            "Woon je daar? Dan kun je terecht bij de gemeente Merelbeke-Melle.",
        ),
    ],
)
def test_an_address_of_a_neighbour_leads_to_its_website_and_not_to_our_addresses(question, sentence, way, visit):
    page = visit(LOOKUP).page

    ask(page, question)

    expect(heading(page)).to_have_text(sentence)
    expect(page.get_by_text(way)).to_be_visible()
    expect(page.get_by_text("Onze adressen zijn van")).to_be_hidden()
    assert state(page) == "outside"
    link = page.get_by_role("link", name="Naar de website van Merelbeke-Melle")
    expect(link).to_have_attribute("href", "https://www.merelbeke-melle.be/")


def test_the_back_button_goes_back_to_the_answer_before_and_then_to_the_question(visit):
    page = visit(LOOKUP).page
    ask(page, "korenmarkt")
    expect(heading(page)).to_contain_text("Korenmarkt")
    field(page).fill("")
    ask(page, "patershol")
    expect(heading(page)).to_contain_text("Patershol")

    page.go_back()
    expect(heading(page)).to_contain_text("Korenmarkt")
    expect(field(page)).to_have_value("korenmarkt")
    page.go_back()

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "idle")
    expect(field(page)).to_have_value("")


def test_to_ask_the_same_twice_makes_no_second_step_back(visit):
    page = visit(LOOKUP).page
    before = page.evaluate("() => history.length")

    ask(page, "korenmarkt")
    expect(heading(page)).to_contain_text("Korenmarkt")
    field(page).press("Enter")

    assert page.evaluate("() => history.length") == before + 1


@pytest.mark.parametrize("path", [LOOKUP, f"{LOOKUP}inbouwen/"])
@pytest.mark.parametrize(
    ("now", "person"),
    [("2027-02-28T23:59:00+01:00", "Zofia Meidoornhaag"), ("2027-03-01T00:00:30+01:00", "Tenzin Klaproosveld")],
)
def test_an_old_page_answers_with_the_person_of_the_day_after_an_announced_handover(now, person, path, visit):
    page = visit(f"{path}#q=muide", now=now).page

    expect(heading(page)).to_have_text(re.compile(rf"Je wijkregisseur is {person}\.$"))
    expect(page.locator(f"{STATE} .person__name")).to_have_text(person)


def test_a_person_who_comes_later_is_found_by_name_only_when_the_day_has_come(visit):
    page = visit(f"{LOOKUP}#q=Klaproosveld").page
    expect(heading(page)).to_have_text("Tenzin Klaproosveld vervangt tijdelijk de wijkregisseur van Mariakerke.")

    later = visit(f"{LOOKUP}#q=Klaproosveld", now="2027-03-01T09:00:00+01:00").page

    expect(heading(later)).to_have_text("Tenzin Klaproosveld werkt in twee wijken.")


def test_after_a_replacement_an_old_page_names_nobody_and_leads_to_the_service(visit):
    page = visit(f"{LOOKUP}#q=mariakerke", now="2027-07-01T09:00:00+02:00").page

    expect(heading(page)).to_have_text("Dit is de wijk Mariakerke.")
    expect(page.locator(STATE)).to_contain_text("Wie is nu de wijkregisseur van Mariakerke?")
    expect(page.locator(f"{STATE} .person__name")).to_have_count(0)


def test_what_is_not_announced_is_nowhere_in_the_page(visit):
    page = visit(LOOKUP).page

    assert "2027-06-01" not in page.content()
    assert "2027-05-31" not in page.content()


def test_the_next_event_is_the_one_that_is_not_over(visit):
    first = visit(f"{LOOKUP}#q=ledeberg").page.locator(f"{STATE} .event:visible")
    expect(first).to_have_count(1)
    title = first.get_by_role("link").inner_text()

    later = visit(f"{LOOKUP}#q=ledeberg", now="2026-11-28T09:00:00+01:00").page.locator(f"{STATE} .event:visible")

    expect(later).to_have_count(1)
    assert later.get_by_role("link").inner_text() != title


def test_a_wrong_answer_can_be_told_by_a_mail_with_question_and_answer_in_it(visit):
    page = visit(f"{LOOKUP}#q=korenmarkt%201").page

    address = page.get_by_role("link", name="Klopt dit niet?").get_attribute("href")

    assert address.startswith("mailto:gentinfo@stad.gent?subject=Wie%20is%20mijn%20wijkregisseur")
    assert "Mijn%20vraag%3A%20korenmarkt%201%0D%0A" in address
    assert "Korenmarkt%201%20ligt%20in%20de%20wijk%20Binnenstad." in address


@pytest.mark.parametrize(
    "question", ["korenmarkt 1", SPLIT, "brugse poort", "9000", "moscou", "xyzzy", "9820", "ledeburg"]
)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_objects_to_nothing_and_nothing_is_too_wide_in_the_answer_to(question, width, scheme, visit):
    page = visit(f"{LOOKUP}#q={question}", width=width, scheme=scheme).page
    expect(heading(page)).to_be_visible()

    assert objections(page) == []
    assert page.evaluate(TOO_WIDE) == []


def test_several_wards_are_one_sheet_of_paper_too(visit):
    page = visit(f"{LOOKUP}#q={SPLIT}", width=1280).page
    expect(heading(page)).to_be_visible()

    sheets = re.findall(rb"/Type /Page\b", page.pdf(format="A4", prefer_css_page_size=True))
    page.emulate_media(media="print")

    assert len(sheets) == 1
    expect(page.locator(f"{STATE} .person__phone:visible")).to_have_count(5)


@pytest.mark.parametrize("question", ["korenmarkt 1", "brugse poort", "mariakerke"])
def test_an_answer_is_one_sheet_of_paper_with_the_person_and_without_buttons(question, visit):
    page = visit(f"{LOOKUP}#q={question}", width=1280).page
    expect(heading(page)).to_be_visible()

    sheets = re.findall(rb"/Type /Page\b", page.pdf(format="A4", prefer_css_page_size=True))
    page.emulate_media(media="print")

    assert len(sheets) == 1
    expect(page.locator(STATE).locator(".person__phone").first).to_be_visible()
    expect(page.get_by_text("Is er direct gevaar?")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Alle wijken en buurten van A tot Z")).to_be_hidden()
