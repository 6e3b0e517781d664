"""The bench of the import: what it makes up can be imported, and it says what the import took."""

import re
import sys

from tools.bench import addresses


def test_it_says_seconds_and_memory(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["addresses", "--rows", "5000"])

    status = addresses.main()

    said = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said[0] == "5000 rijen gelezen: 3 straten, waarvan 3 in meer dan één wijk (50 reeksen huisnummers)."
    assert re.fullmatch(r"5000 rows, 0 MB: [0-9.]+ s, at most [0-9]+ MB of memory \(limit 500\)\.", said[-1])
