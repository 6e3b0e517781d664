"""Rules that editors write in words: `{every: month, on: first wednesday}` in, typed values out, and back in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yaml.nodes import Node, ScalarNode, SequenceNode

from wijksites.city.tables import DUTCH_WEEKDAYS, WEEKDAYS
from wijksites.fields import MISSING, Choice, Kind, Whole, scalar
from wijksites.moments import MomentKind, guess_moment, parse_moment, written
from wijksites.posts.model import Repeat
from wijksites.reading import Reader
from wijksites.records import Key, ListOf, Record, Value
from wijksites.words import noted, translate

WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
DUTCH_WEEKS = {
    "eerste": "first",
    "tweede": "second",
    "derde": "third",
    "vierde": "fourth",
    "vijfde": "fifth",
    "laatste": "last",
}

GAP = re.compile(r"(\d{1,2}) (weeks|months|years)")
# `om de twee weken`, `tweewekelijks`, `veertiendaags`, `every other week`.
EACH_SECOND = re.compile(r"om de (?:2|twee)|tweewekelijks|veertien|fortnight|bi-?week|other", re.IGNORECASE)
UNITS = {"week": "week", "weken": "week", "weekly": "week", "weeks": "week", "wekelijks": "week"}
UNITS |= {"maand": "month", "maanden": "month", "maandelijks": "month", "monthly": "month", "months": "month"}
UNITS |= {"jaar": "year", "jaarlijks": "year", "yearly": "year", "years": "year"}
EVERY = Choice(choices=("week", "month", "year"), aliases=UNITS)
MOST_GAP = 52


class Every(Kind):
    """How often: `week`, `month`, `year`, or `2 weeks`, `3 months`: (unit, gap)."""

    example = "week"

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        text = scalar(node, key, reader, self.example)
        if text is None:
            return MISSING
        text = text.strip()
        gap = GAP.fullmatch(text)
        if gap and 2 <= int(gap[1]) <= MOST_GAP:
            return gap[2].removesuffix("s"), int(gap[1])
        meant = self._meant(text)
        if meant:
            reader.problem(
                node,
                translate(
                    "we do not know ‘{value}’ after `{key}`. Write: `{key}: {meant}`", value=text, key=key, meant=meant
                ),
            )
            return MISSING
        if text.casefold() in ("dag", "day", "dagelijks", "daily", "elke dag"):
            reader.problem(
                node,
                translate(
                    "‘{value}’ is not a repetition here. Write all weekdays: `repeat: {{every: week, on: [{days}]}}`",
                    value=text,
                    days=", ".join(WEEKDAYS),
                ),
            )
            return MISSING
        unit = EVERY.read(node, key, reader)
        return MISSING if unit is MISSING else (unit, 1)

    def _meant(self, text: str) -> str:
        """What somebody meant who wrote a gap in other words."""
        if EACH_SECOND.search(text):
            month = re.search(r"maand|month", text, re.IGNORECASE)
            return "2 months" if month else "2 weeks"
        number = re.fullmatch(r"(?:elke |om de )?(\d{1,2}) ?(\w+)", text, re.IGNORECASE)
        unit = UNITS.get(number[2].casefold()) or EVERY.meant(number[2]) if number else None
        if not number or not unit or int(number[1]) > MOST_GAP or int(number[1]) == 0:
            return ""
        return f"{number[1]} {unit}s" if int(number[1]) > 1 else unit

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [EVERY.schema(), {"type": "string", "pattern": r"^\d{1,2} (weeks|months|years)$"}]}


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


DAYS = ListOf(MomentKind(hour=False), at_least=1)
BESIDE = noted("`{value}` does not belong inside `repeat`. Put it on a line of its own, below `repeat`.")


@dataclass(frozen=True, slots=True)
class RepeatKind(Kind):
    """A rule with keys of its own, or a list of days."""

    rule: Record

    @property
    def example(self) -> str:  # type: ignore[override]
        return self.rule.example

    def chosen(self, node: Node) -> Kind:
        """Which of the two somebody wrote."""
        day = isinstance(node, ScalarNode) and (parse_moment(node.value) or guess_moment(node.value))
        return DAYS if day or isinstance(node, SequenceNode) else self.rule

    def read(self, node: Node, key: str, reader: Reader) -> Any:
        kind, before = self.chosen(node), reader.errors
        found = kind.read(node, key, reader)
        if kind is self.rule:
            return found
        return MISSING if reader.errors > before else {"dates": Value(found, reader.mark(node))}

    def schema(self) -> dict[str, Any]:
        day = MomentKind(hour=False).schema()
        # One schema, no choice of two: an editor's program then points at the key that is wrong.
        listed = {"type": ["object", "array", "string"], "items": day, "minItems": 1, "pattern": day["pattern"]}
        return {**self.rule.schema(), **listed}


REPEAT = RepeatKind(
    Record(
        keys={
            "every": Key(Every(), "How often: week, month, year, or 2 weeks", required=True),
            "on": Key(RepeatOn(), "Weekdays, or for a month: first wednesday"),
            "until": Key(MomentKind(hour=False), "Last day, inclusive"),
            "count": Key(Whole(most=1000, example="10"), "How many times, those that are left out too"),
        },
        aliases={
            "elke": "every",
            "op": "on",
            "tot": "until",
            "aantal": "count",
            "behalve": "except",
            "overslaan": "skip",
            "verplaatst": "moved",
            "geannuleerd": "cancelled",
        },
        elsewhere=dict.fromkeys(("except", "skip", "moved", "cancelled"), BESIDE),
        example="{every: week, on: [tuesday]}",
    )
)


def rule_written(repeat: Repeat) -> str:
    """A rule as editors write it, on one line; without what differs from it."""
    if repeat.dates:
        return f"[{', '.join(map(str, repeat.dates))}]"
    days = [WEEKDAYS[number] for number in repeat.weekdays]
    names = {number: name for name, number in WEEKS.items()}
    on = f"{names[repeat.week]} {days[0]}" if repeat.week else f"[{', '.join(days)}]"
    every = f"{repeat.gap} {repeat.every}s" if repeat.gap > 1 else repeat.every
    parts = [f"every: {every}", f"on: {on}" if days else ""]
    parts += [f"until: {repeat.until}" if repeat.until else "", f"count: {repeat.count}" if repeat.count else ""]
    return ", ".join(part for part in parts if part)


def exceptions_written(repeat: Repeat | None) -> Mapping[str, str]:
    """What differs from a rule as editors write it, by key; nothing for what is not there."""
    if repeat is None:
        return {}
    moved = [f"{{from: {one.day}, to: {written(one.start)}, venue: {one.venue}}}" for one in repeat.moved]
    found = {
        "except": ", ".join(map(str, repeat.left_out)),
        "skip": ", ".join(repeat.skip),
        "moved": ", ".join(moved),
        "cancelled": ", ".join(map(str, repeat.cancelled)),
    }
    return {key: f"[{text}]" for key, text in found.items() if text}
