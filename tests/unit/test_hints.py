"""Hints: at most three things that a colleague who reads along would ask."""

import subprocess
from datetime import date

import pytest
from tests.checking import EVENT, HALL, VENUES, event
from tests.projects import PARTY, make_project

from wijksites.commands import hints_about
from wijksites.editing.new import EditingError
from wijksites.settings import Settings

DAY = date(2026, 12, 1)
OTHER = "content/kaai/agenda/koor.md"
FREE = "vrij:\n  title: vrij\n  public: true\n  days: [{name: Kerstmis, from: 2026-12-25}]\n"
CONTACT = "contact: {name: An, phone: 09 000 00 01, mail: an@voorbeeld.example}"


def hinted(folder, monkeypatch, files, *chosen):
    """What is said about posts of a small project; when none is chosen, about those that git says are new."""
    make_project(
        folder, **{PARTY: event(CONTACT, start="2027-11-02 10:00"), VENUES: HALL, "data/holidays.yaml": FREE, **files}
    )
    monkeypatch.chdir(folder)
    settings = Settings(
        content="content",
        output="output",
        theme="theme",
        wards_file="wards.yaml",
        data="data",
        site_url="https://kaaistad.example",
        language="nl",
    )
    return list(hints_about(settings, [folder / name for name in chosen], DAY))


def test_nothing_to_ask_is_said_in_two_words(tmp_path, monkeypatch):
    assert hinted(tmp_path, monkeypatch, {EVENT: event(CONTACT)}, EVENT) == ["Geen tips."]


def test_the_same_place_at_the_same_hour_is_asked_about(tmp_path, monkeypatch):
    files = {
        EVENT: event("venue: hal", CONTACT),
        "content/molen/agenda/koor.md": event(
            "venue: hal", title="Koor", start="2026-12-01 18:00", end="'20:00'"
        ).replace("published", "repeat: {every: week}\npublished"),
    }

    assert hinted(tmp_path, monkeypatch, files, EVENT) == [
        f"{EVENT}: op dinsdag 8 december 2026 is ‘Koor’ op hetzelfde uur in De Hal (`molen/agenda/koor.md`). Is de "
        "plaats vrij?",
        "1 tip.",
    ]


def test_the_same_ward_at_the_same_hour_is_asked_about(tmp_path, monkeypatch):
    files = {EVENT: event(CONTACT), OTHER: event(title="Koor", start="2026-12-08 20:00")}

    assert hinted(tmp_path, monkeypatch, files, EVENT) == [
        f"{EVENT}: op dinsdag 8 december 2026 is ‘Koor’ op hetzelfde uur voor dezelfde wijk (`kaai/agenda/koor.md`). "
        "Kan een van de twee verschuiven?",
        "1 tip.",
    ]


@pytest.mark.parametrize(
    "other",
    [
        event(title="Koor", start="2026-12-08 22:00"),
        event("status: cancelled", "updated: [{on: 2026-11-20, note: weg}]", title="Koor"),
        event("draft: true", title="Koor"),
        event(title="Koor", start="2026-12-08"),
    ],
    ids=["later", "cancelled", "draft", "whole day"],
)
def test_what_is_not_in_the_way_is_not_asked_about(tmp_path, monkeypatch, other):
    assert hinted(tmp_path, monkeypatch, {EVENT: event(CONTACT), OTHER: other}, EVENT) == ["Geen tips."]


def test_a_public_holiday_is_asked_about(tmp_path, monkeypatch):
    text = event(CONTACT, start="2026-12-25 10:00")

    assert hinted(tmp_path, monkeypatch, {EVENT: text}, EVENT) == [
        f"{EVENT}: vrijdag 25 december 2026 is een feestdag (Kerstmis). Klopt dat?",
        "1 tip.",
    ]


def test_a_repetition_on_a_public_holiday_is_answered_with_what_to_write(tmp_path, monkeypatch):
    text = event(CONTACT, "repeat: {every: week}", start="2026-12-04 10:00")

    assert hinted(tmp_path, monkeypatch, {EVENT: text}, EVENT)[0] == (
        f"{EVENT}: vrijdag 25 december 2026 is een feestdag (Kerstmis). Gaat het dan niet door? Schrijf: `skip: [vrij]`"
    )


def test_what_is_soon_and_has_no_contact_is_told_of_the_showcase(tmp_path, monkeypatch):
    assert hinted(tmp_path, monkeypatch, {EVENT: event()}, EVENT) == [
        f"{EVENT}: deze activiteit is over 7 dagen. Voor de buurtinfokast vraag je een plaats een maand vooraf. Op een "
        "affiche daar moeten een naam, een telefoonnummer en een e-mailadres staan: voeg `contact:` toe.",
        "1 tip.",
    ]


def test_what_was_over_before_it_is_published_is_asked_about(tmp_path, monkeypatch):
    text = event(start="2025-12-08 19:30")

    assert hinted(tmp_path, monkeypatch, {EVENT: text}, EVENT) == [
        f"{EVENT}: deze activiteit was op 8 december 2025 al voorbij, nog voor de publicatie. Kijk het jaar na, of "
        "vertel bij `report:` wat eruit kwam.",
        "1 tip.",
    ]


def test_there_are_never_more_than_three(tmp_path, monkeypatch):
    files = {EVENT: event("venue: hal", start="2026-12-25 10:00")}
    for number in range(4):
        files[f"content/kaai/agenda/x{number}.md"] = event("venue: hal" if number % 2 else "", start="2026-12-25 10:30")

    assert len(hinted(tmp_path, monkeypatch, files, EVENT)) == 3 + 1


def test_without_a_file_those_that_git_does_not_know_are_asked_about(tmp_path, monkeypatch):
    folder = make_project(
        tmp_path / "project",
        **{
            PARTY: event(CONTACT, start="2027-11-02 10:00"),
            VENUES: HALL,
            OTHER: event(title="Koor", start="2027-06-01 10:00"),
        },
    )
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)

    found = hinted(folder, monkeypatch, {EVENT: event()})

    assert [line.split(":")[0] for line in found] == [EVENT, "1 tip."]


def test_a_file_that_is_no_post_gets_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(EditingError) as error:
        hinted(tmp_path, monkeypatch, {}, "wards.yaml")

    assert str(error.value) == "‘wards.yaml’ is geen tekst in de map met teksten. Kijk het pad na."
