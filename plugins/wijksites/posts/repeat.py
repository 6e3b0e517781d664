"""Rules that editors write in words: `{every: month, on: first wednesday}` in, a `Repeat` out."""

import re
from typing import Any

from yaml.nodes import Node, ScalarNode, SequenceNode

from wijksites.city.tables import DUTCH_WEEKDAYS, WEEKDAYS
from wijksites.fields import MISSING, Choice, Kind, scalar
from wijksites.posts.model import Repeat
from wijksites.reading import Reader
from wijksites.words import translate

WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
DUTCH_WEEKS = {"eerste": "first", "tweede": "second", "derde": "third", "vierde": "fourth", "laatste": "last"}


# `2 weeks`, `om de twee weken`, `tweewekelijks`, `veertiendaags`, `every other week`.
NOT_EACH = re.compile(r"\d|om de|twee|veertien|fortnight|bi-?week|other", re.IGNORECASE)
UNITS = {"week": "week", "weken": "week", "weekly": "week", "weeks": "week", "wekelijks": "week"}
UNITS |= {"maand": "month", "maanden": "month", "maandelijks": "month", "monthly": "month", "months": "month"}
UNITS |= {"jaar": "year", "jaarlijks": "year", "yearly": "year", "years": "year"}
EVERY = Choice(choices=("week", "month", "year"), aliases=UNITS)


class Every(Kind):
    """How often: each week, month or year. A rule with gaps is not there yet, nor one of days."""

    example = "week"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        if NOT_EACH.search(text):
            reader.problem(
                node,
                translate(
                    "‘{value}’ is not possible yet: only each week, month or year is. Make an event of its own for "
                    "each day, and remove `repeat` there.",
                    value=text,
                ),
            )
            return MISSING
        if text.strip().casefold() in ("dag", "day", "dagelijks", "daily", "elke dag"):
            reader.problem(
                node,
                translate(
                    "‘{value}’ is not a repetition here. Write all weekdays: `repeat: {{every: week, on: [{days}]}}`",
                    value=text,
                    days=", ".join(WEEKDAYS),
                ),
            )
            return MISSING
        return EVERY.read(node, key, reader)

    def schema(self) -> dict[str, Any]:
        return EVERY.schema()


class RepeatOn(Kind):
    """Weekdays (`[tuesday, friday]`) or a weekday of the month (`first wednesday`): (week, weekdays)."""

    example = "[tuesday]"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        week, days = 0, []
        for item in nodes:
            words = str(item.value).casefold().split() if isinstance(item, ScalarNode) else []
            english = [DUTCH_WEEKS.get(word) or DUTCH_WEEKDAYS.get(word) or word for word in words]
            known = len(english) in (1, 2) and english[-1] in WEEKDAYS and (len(english) == 1 or english[0] in WEEKS)
            if not known or english != words or (len(english) == 2 and len(nodes) > 1):
                self._refuse(item, key, self._meant(nodes), reader)
                return MISSING
            if len(english) == 2:
                week = WEEKS[english[0]]
            days.append(WEEKDAYS.index(english[-1]))
        if not days:
            self._refuse(node, key, "", reader)
            return MISSING
        return week, tuple(sorted(set(days)))

    def _meant(self, nodes: list[Node]) -> str:
        """The whole value in English, as it can be pasted; nothing when a part of it is no weekday."""
        words = [str(node.value).casefold().split() for node in nodes if isinstance(node, ScalarNode)]
        english = [[DUTCH_WEEKS.get(word) or DUTCH_WEEKDAYS.get(word) or word for word in each] for each in words]
        if len(english) == 1 and len(english[0]) == 2 and english[0][0] in WEEKS and english[0][1] in WEEKDAYS:
            return " ".join(english[0])
        if len(words) == len(nodes) and all(len(each) == 1 and each[0] in WEEKDAYS for each in english):
            return f"[{', '.join(each[0] for each in english)}]"
        return ""

    def _refuse(self, node: Node, key: str, meant: str, reader: Reader) -> None:
        value = str(node.value) if isinstance(node, ScalarNode) else "[...]"
        if meant:
            reader.problem(
                node,
                translate(
                    "we do not know ‘{value}’ after `{key}`. Write: `{key}: {meant}`",
                    value=value,
                    key=key,
                    meant=meant,
                ),
            )
            return
        reader.problem(
            node,
            translate(
                "we do not know ‘{value}’ after `{key}`. Write for example: `on: [tuesday]` or `on: first wednesday`",
                value=value,
                key=key,
            ),
        )

    def schema(self) -> dict[str, Any]:
        day = "|".join(WEEKDAYS)
        weekday = {"enum": list(WEEKDAYS)}
        of_month = {"type": "string", "pattern": f"^({'|'.join(WEEKS)}) +({day})$"}
        return {"anyOf": [{"type": "array", "items": weekday, "minItems": 1}, weekday, of_month]}


def rule_written(repeat: Repeat) -> str:
    """A rule as editors write it, on one line."""
    days = [WEEKDAYS[number] for number in repeat.weekdays]
    names = {number: name for name, number in WEEKS.items()}
    on = f"{names[repeat.week]} {days[0]}" if repeat.week else f"[{', '.join(days)}]"
    parts = [f"every: {repeat.every}", f"on: {on}" if days else ""]
    parts += [f"until: {repeat.until}" if repeat.until else "", f"count: {repeat.count}" if repeat.count else ""]
    return ", ".join(part for part in parts if part)
