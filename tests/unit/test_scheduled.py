"""What is accepted before a scheduled post is public is accepted after it, and the other way round."""

from datetime import date

import pytest
from tests.checking import DAY, EVENT, NEWS, event, news, problems, said

PUBLIC = date(2027, 2, 1)
LATER = event(published=PUBLIC.isoformat(), start="2027-03-01")
NOT_YET = "gaat naar een tekst die nog niet online staat. We tonen hem zonder link."


@pytest.mark.parametrize(
    "path", ["/kaai/agenda/markt/", "/kaai/agenda/markt", "/kaai/agenda/markt/#plan", "/kaai/agenda/markt.ics"]
)
def test_a_path_to_a_post_that_is_not_public_yet_is_a_warning(tmp_path, path):
    files = {EVENT: LATER, NEWS: news(body=f"Kom naar [de markt]({path}).\n")}

    assert said(tmp_path, files, DAY) == [f"{NEWS}:5:21: de link naar `{path}` {NOT_YET}"]
    assert [problem.warning for problem in problems(tmp_path, files, DAY)] == [True]
    assert said(tmp_path, files, PUBLIC) == []


def test_the_address_of_a_scheduled_post_cannot_be_a_former_one(tmp_path):
    files = {EVENT: LATER, NEWS: news("formerly: [/kaai/agenda/markt/]")}
    sentence = (
        f"{NEWS}:1:1: `formerly`: /kaai/agenda/markt/ is het adres van een pagina die bestaat. Wis het in deze regel."
    )

    assert said(tmp_path, files, DAY) == [sentence]
    assert said(tmp_path, files, PUBLIC) == [sentence]
