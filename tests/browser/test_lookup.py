"""The lookup: an address or a name goes in, a person comes out, and nobody else hears of it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOOKUP = "/wie-is-mijn-wijkregisseur/"
STATE = "[data-lookup-state]"


def field(page):
    """Where one types."""
    return page.get_by_label("In welke straat woon je?")


def ask(page, question):
    """Types a question and presses Enter."""
    field(page).press_sequentially(question)
    page.keyboard.press("Enter")


def state(page):
    """What kind of answer there is."""
    return page.locator(STATE).get_attribute("data-lookup-state")


def wards(page):
    """The wards that are answered."""
    return page.locator(f"{STATE} [data-ward]").evaluate_all("(all) => all.map((one) => one.dataset.ward)")


def test_a_neighbourhood_is_answered_with_its_ward(visit):
    page = visit(LOOKUP).page

    ask(page, "patershol")

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")
    assert wards(page) == ["binnenstad"]
    expect(
        page.get_by_role(
            "heading", name="Patershol hoort bij de wijk Binnenstad. Je wijkregisseur is Youssef Zilverberk."
        )
    ).to_be_visible()


def test_an_answer_says_whom_to_call(visit):
    page = visit(LOOKUP).page

    ask(page, "patershol")

    expect(page.locator(STATE).get_by_text("Youssef Zilverberk", exact=True)).to_be_visible()
    expect(page.locator(STATE).get_by_role("link", name="09 000 00 02")).to_be_visible()


def test_the_heading_of_an_answer_has_the_focus(visit):
    page = visit(LOOKUP).page

    ask(page, "patershol")

    expect(page.locator(STATE).get_by_role("heading", level=2)).to_be_focused()


def test_an_answer_is_an_address_one_can_share(visit, site):
    page = visit(LOOKUP).page

    ask(page, "Sint-Amandsberg")

    expect(page).to_have_url(f"{site}{LOOKUP}#q=Sint-Amandsberg")


def test_a_person_of_several_wards_is_answered_with_all_of_them(visit):
    page = visit(LOOKUP).page

    ask(page, "zilverberk")

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "ambiguous")
    assert sorted(wards(page)) == ["binnenstad", "stationsbuurt-noord"]
    expect(page.get_by_role("heading", name="Youssef Zilverberk werkt in twee wijken.")).to_be_focused()


def test_a_name_nobody_knows_is_answered_with_what_to_type_and_whom_to_call(visit):
    page = visit(LOOKUP).page

    ask(page, "xyzzy")

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "unknown")
    expect(page.get_by_role("heading", name="We vinden ‘xyzzy’ niet.")).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("Ligt je straat in Gent? Kijk dan na of ze juist geschreven is.")
    expect(page.locator(STATE)).not_to_contain_text("Staat je straat er niet bij?")
    expect(page.locator(STATE)).not_to_contain_text("Bedoel je")
    reach = [link.get_attribute("href") for link in page.locator(STATE).get_by_role("link").all()]
    assert reach[:3] == ["tel:092101010", "mailto:gentinfo@stad.gent", "../straten/"]
    assert wards(page) == []


@pytest.mark.parametrize("question", ["12", "🙂🙂"])
def test_who_types_no_name_is_asked_for_one(question, visit):
    page = visit(f"{LOOKUP}#q={question}").page

    expect(page.get_by_role("heading", name=f"We vinden ‘{question}’ niet.")).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("Typ ook de naam van je straat of van je wijk.")
    expect(page.locator(STATE)).not_to_contain_text("juist geschreven")
    expect(page.locator(STATE).get_by_role("link", name="09 210 10 10")).to_be_visible()


def test_of_a_long_question_only_the_beginning_is_repeated(visit):
    page = visit(f"{LOOKUP}#q={'x' * 150}").page

    expect(page.get_by_role("heading", name=f"We vinden ‘{'x' * 60}…’ niet.")).to_be_focused()


def test_who_types_the_city_reads_that_it_has_several_wards(visit):
    page = visit(f"{LOOKUP}#q=gent").page

    expect(page.get_by_role("heading", name="Gent heeft 25 wijken.")).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("Typ ook je straat, dan weten we het zeker.")
    assert len(wards(page)) == 25


def test_one_name_that_is_near_is_one(visit):
    page = visit(f"{LOOKUP}#q=wijk ledeberg").page

    expect(page.locator(STATE)).to_contain_text("Bedoel je deze naam?")
    expect(page.locator(STATE).get_by_role("button")).to_have_text(["Ledeberg"])


def test_a_name_with_a_slip_is_not_answered_but_suggested(visit):
    page = visit(LOOKUP).page

    ask(page, "ledeburg")

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "suggest")
    expect(page.get_by_role("heading", name="We vinden ‘ledeburg’ niet.")).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("Staat je straat er niet bij?")
    assert wards(page)[0] == "ledeberg"

    page.get_by_role("button", name="Ledeberg", exact=True).click()

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")
    expect(field(page)).to_have_value("Ledeberg")


def test_on_a_phone_the_answer_is_on_the_screen(visit):
    page = visit(LOOKUP, width=360, height=740).page

    ask(page, "patershol")

    expect(page.locator(STATE).get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    expect(page.locator(STATE).get_by_role("link", name="09 000 00 02")).to_be_in_viewport(ratio=1)


def test_after_an_answer_nothing_is_counted_any_more(visit):
    page = visit(LOOKUP).page

    ask(page, "patershol")
    page.wait_for_timeout(900)

    expect(page.get_by_role("status").first).to_have_text("")


def test_suggestions_are_counted_after_a_moment_without_a_key(visit):
    page = visit(LOOKUP).page

    field(page).press_sequentially("korenm")

    found = page.locator("[data-lookup-suggestions]").get_by_role("button").all_inner_texts()
    assert found[0] == "Korenmarkt"
    expect(page.get_by_role("status").first).to_have_text(f"{len(found)} straten gevonden.")


def test_before_a_question_nothing_is_answered(visit):
    page = visit(LOOKUP).page

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "idle")
    expect(page.locator(STATE).get_by_role("heading")).to_have_count(0)
    assert wards(page) == []


def test_while_one_types_names_are_suggested_and_counted_for_who_cannot_see_them(visit):
    page = visit(LOOKUP).page

    field(page).press_sequentially("ledeb")

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "suggest")
    expect(page.get_by_role("button", name="Ledeberg", exact=True)).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text(re.compile("^[1-8] namen gevonden.$"))


def test_a_suggestion_is_an_answer(visit):
    page = visit(LOOKUP).page
    field(page).press_sequentially("ledeb")

    page.get_by_role("button", name="Ledeberg", exact=True).click()

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")
    assert wards(page) == ["ledeberg"]


def test_a_shared_address_opens_with_the_answer(visit):
    page = visit(f"{LOOKUP}#q=ledeberg").page

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")
    assert wards(page) == ["ledeberg"]
    expect(field(page)).to_have_value("ledeberg")


def test_a_damaged_shared_address_asks_nothing_and_breaks_nothing(visit):
    visited = visit(f"{LOOKUP}#q=%E0%A4%A")

    expect(visited.page.locator(STATE)).to_have_attribute("data-lookup-state", "idle")
    assert visited.complaints == []


def test_markup_in_a_shared_address_is_only_text(visit):
    page = visit(f"{LOOKUP}#q=%3Cimg%20src%3Dx%3E").page

    expect(page.locator(STATE)).to_contain_text("‘<img src=x>’")
    expect(page.locator(f"{STATE} img")).to_have_count(0)


def test_a_question_behind_a_question_mark_moves_behind_the_hash(visit, site):
    page = visit(f"{LOOKUP}?q=ledeberg").page

    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")
    assert page.evaluate("() => location.search") == ""
    assert page.url == f"{site}{LOOKUP}#q=ledeberg"


def test_the_portal_sends_the_question_on_behind_the_hash(visit, site):
    page = visit("/").page

    ask(page, "patershol")

    expect(page).to_have_url(f"{site}{LOOKUP}#q=patershol")
    expect(page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")


@pytest.mark.parametrize("path", ["/", LOOKUP])
def test_nothing_one_types_is_in_any_request(path, visit):
    visited = visit(path)

    ask(visited.page, "patershol")
    expect(visited.page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")
    visited.page.reload()
    expect(visited.page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")

    assert [url for url, headers in visited.requests if "patershol" in url.partition("#")[0] + str(headers)] == []


def test_to_answer_no_request_is_needed(visit):
    visited = visit(LOOKUP)
    visited.page.wait_for_load_state("networkidle")
    visited.requests.clear()

    ask(visited.page, "patershol")
    expect(visited.page.locator(STATE)).to_have_attribute("data-lookup-state", "answer")

    # A browser asks for the icon when it has time.
    assert [url for url, _ in visited.requests if "/icon." not in url] == []


def test_an_answer_leads_to_the_wijksite(visit):
    page = visit(f"{LOOKUP}#q=muide").page

    page.locator(STATE).get_by_role("link", name=re.compile("^Naar de wijksite van")).click()

    expect(page).to_have_url(re.compile("/muide-meulestede-afrikalaan/$"))
