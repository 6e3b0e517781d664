"""`make`: what it says of a value that cannot be used, in one sentence instead of a traceback."""

import subprocess

import pytest
from tests.projects import ROOT


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("JOBS=twee", "JOBS: ‘twee’ is geen aantal processen. Schrijf bijvoorbeeld: JOBS=2"),
        ("JOBS=1.5", "JOBS: ‘1.5’ is geen aantal processen. Schrijf bijvoorbeeld: JOBS=2"),
        ("SETTINGS=weg.py", "SETTINGS: ‘weg.py’ bestaat niet. Schrijf bijvoorbeeld: SETTINGS=publishconf.py"),
        ("SETTINGS=a b'.py", "SETTINGS: ‘a b'.py’ bestaat niet. Schrijf bijvoorbeeld: SETTINGS=publishconf.py"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_before_anything_is_built(value, sentence):
    # -o: what is installed counts as up to date.
    done = subprocess.run(
        ["make", "-o", ".venv/ready-site", "site", value], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == sentence
