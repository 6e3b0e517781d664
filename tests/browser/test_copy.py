"""Buttons that copy an address, on the page of the ways to follow a ward."""

import re

from playwright.sync_api import expect

FOLLOW = "/ledeberg/volgen/"
COPY = re.compile("^Kopieer het adres")


def test_the_button_copies_the_address_beside_it(visit):
    page = visit(FOLLOW, permissions=["clipboard-read", "clipboard-write"]).page

    page.get_by_role("button", name=COPY).first.click()

    expect(page.get_by_text("Het adres is gekopieerd.")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.locator(".copy .address").first.inner_text()


def test_where_copying_is_refused_the_address_is_selected(visit):
    page = visit(FOLLOW).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")

    page.get_by_role("button", name=COPY).first.click()

    expect(page.get_by_text("Dat lukte niet.")).to_be_visible()
    assert page.evaluate("() => getSelection().toString()") == page.locator(".copy .address").first.inner_text()


def test_without_a_script_there_is_no_button(visit):
    page = visit(FOLLOW, scripts=False).page

    expect(page.locator(".copy .address").first).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()
