"""What is wrong with something an editor wrote: place, sentence and remedy, one line of print each."""

import re
from dataclasses import dataclass

# What would break the line, or speak to a terminal: a value that an editor wrote may hold anything.
UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing to mend. `path` is relative to the project; `line` and `column` count from 1.

    A warning is printed and nothing more: what depends on the day must never stop a build.
    """

    path: str
    line: int = 1
    column: int = 1
    text: str
    warning: bool = False

    def __str__(self) -> str:
        return UNPRINTABLE.sub(" ", f"{self.path}:{self.line}:{self.column}: {self.text}")


def errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that hold a post back, without the warnings."""
    return tuple(problem for problem in problems if not problem.warning)
