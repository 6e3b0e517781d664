"""A city whose events lie around the night on which the clock changes, built once, and what of it is not over at a
moment, by the occurrences alone."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.projects import WARDS, make_project
from tests.unit.test_cache import build

from wijksites.agenda.occurrences import ahead, occurrences_between, takes_place
from wijksites.city.load import load_city
from wijksites.moments import instant
from wijksites.pages.portal import WEEK, WEEK_EVENTS
from wijksites.pages.ward import AGENDA_DAYS, HOME_EVENTS
from wijksites.posts.parse import Rules, parse_post
from wijksites.posts.row import row_of

ZONE = ZoneInfo("Europe/Brussels")
# The build day, and the Sunday of which the clock skips an hour, or passes one twice.
SPRING = (date(2027, 3, 10), date(2027, 3, 28))
AUTUMN = (date(2027, 10, 13), date(2027, 10, 31))
UPDATED = 'updated: [{on: 2027-01-10 10:00, note: "anders"}]'


def corpus(day, sunday):
    """Path to the front matter of each event; the days count from the build day and from the Sunday."""

    def at(count, hour="", base=sunday):
        return f"{base + timedelta(days=count)} {hour}".strip()

    def built(count, hour=""):
        return at(count, hour, day)

    return {
        "kaai/agenda/door-de-nacht": [f"start: {at(-1, '22:00')}", f"end: {at(0, '04:30')}"],
        "kaai/agenda/na-de-wissel": [f"start: {at(0, '00:30')}", f"end: {at(0, '01:30')}"],
        "kaai/agenda/tot-middernacht": [f"start: {at(-1, '20:00')}", f"end: {at(0, '00:00')}"],
        "kaai/agenda/tot-half-twaalf": [f"start: {at(-1, '20:00')}", f"end: {at(-1, '23:30')}"],
        "kaai/agenda/tot-na-half-twaalf": [f"start: {at(0, '21:00')}", f"end: {at(0, '23:31')}"],
        "kaai/agenda/hele-zondag": [f"start: {at(0)}"],
        "kaai/agenda/drie-dagen": [f"start: {at(-2)}", f"end: {at(1)}"],
        "kaai/agenda/zonder-einde": [f"start: {at(-1, '20:00')}"],
        "kaai/agenda/elke-zondag": [
            f"start: {at(-14, '20:00')}",
            f"end: {at(-14, '23:45')}",
            "repeat: {every: week}",
            f"moved: [{{from: {at(-7)}, to: {at(-6, '20:00')}}}]",
            f"cancelled: [{at(7)}]",
            UPDATED,
        ],
        "kaai/agenda/om-de-twee-maanden": [f"start: {built(5, '10:00')}", "repeat: {every: 2 months}"],
        "kaai/agenda/elk-jaar": [f"start: {built(1)}", "repeat: {every: year}"],
        "kaai/agenda/ver-weg": [f"start: {built(90, '10:00')}"],
        "molen/agenda/vandaag": [f"start: {built(0, '08:00')}", f"end: {built(0, '10:00')}"],
        "molen/agenda/vanavond": [f"start: {built(0, '19:00')}"],
        "molen/agenda/net-voor-de-dooi": [f"start: {built(30, '07:00')}", f"end: {built(30, '08:59')}"],
        "molen/agenda/net-erna": [f"start: {built(30, '07:00')}", f"end: {built(30, '09:01')}"],
        "molen/agenda/later": [f"start: {built(33, '19:00')}"],
        "molen/agenda/uitgesteld": [f"start: {built(3, '19:00')}", "status: postponed", UPDATED],
        "molen/agenda/afgelast": [f"start: {built(4, '19:00')}", "status: cancelled", UPDATED],
        "brug/agenda/een-keer": [f"start: {at(0, '10:00')}", f"end: {at(0, '11:00')}"],
        "stad/agenda/samen": [f"start: {at(0, '12:00')}", f"end: {at(0, '18:00')}", "wards: [kaai, molen]"],
        "stad/agenda/iedereen": [
            f"start: {built(2, '12:00')}",
            "wards: [kaai, molen]",
            "repeat: {every: week, on: [monday, friday], count: 9}",
        ],
    }


class Frozen:
    """The city as it was built on a day, and what it must show later."""

    def __init__(self, folder: Path, day: date, sunday: date) -> None:
        self.day = day
        texts = {
            f"content/{path}.md": "\n".join(
                ("---", f"title: {path}", "kind: feest", "published: 2027-01-01", *lines, "---", "Welkom.\n")
            )
            for path, lines in corpus(day, sunday).items()
        }
        project = make_project(folder, **texts)
        (project / "content/kaai/agenda/feest.md").unlink()
        (project / "content/molen/nieuws/wieken.md").unlink()
        outcome = build(project, PATH=str(project / "content"), OUTPUT_PATH=str(project / "output"), BUILD_DAY=str(day))
        assert outcome.status == 0, "\n".join(map(str, outcome.problems))
        self.output = project / "output"
        city, problems = load_city(project / "wards.yaml")
        assert city, problems
        rules = Rules.of(city, frozenset())
        self.rows = []
        for path, text in texts.items():
            post, wrong = parse_post(text.encode(), path.removeprefix("content/"), rules, project / "content")
            assert post, wrong
            self.rows.append(row_of(post))
        assert WARDS.count("slug:") == 3

    def left(self, moment: datetime, ward: str = ""):
        """(address, day, start) of all that a list must show at a moment, in order: everything up to the day that it
        reaches, and of what only comes later the first."""
        reach = self.day + timedelta(days=AGENDA_DAYS)
        found = []
        for row in self.rows:
            if not takes_place(row) or (ward and not row.concerns(ward)):
                continue
            near = [
                one
                for one in occurrences_between(row, self.day - timedelta(days=10), reach)
                if instant(one.over, ZONE) > moment
            ]
            later = (one for one in ahead(row, self.day) if instant(one.over, ZONE) > moment)
            found += [(one, row) for one in near or [one for one in (next(later, None),) if one]]
        found.sort(key=lambda pair: (pair[0].order, pair[1].title))
        return [(row.url, one.first_day.isoformat(), one.order.isoformat()) for one, row in found]

    def first(self, moment: datetime, limit: int, ward: str = ""):
        """The first of these, each event once."""
        chosen = {}
        for url, day, start in self.left(moment, ward):
            if len(chosen) < limit:
                chosen.setdefault(url, (url, day, start))
        return list(chosen.values())

    def of_a_ward(self, moment: datetime, ward: str):
        """What the home of a ward shows."""
        return self.first(moment, HOME_EVENTS, ward)

    def of_the_week(self, moment: datetime):
        """What the portal shows: of the seven days that begin with the reader's, else what comes first."""
        found = self.first(moment, WEEK_EVENTS)
        until = (moment.astimezone(ZONE).date() + timedelta(days=WEEK)).isoformat()
        return [one for one in found if one[1] < until] or found


def moments(day: date, sunday: date):
    """Name to moment: an hour, a day and thirty days after the build, and half past eleven around the change."""
    york, built = ZoneInfo("America/New_York"), datetime.combine(day, time(8), ZONE)

    def late(when, zone):
        return datetime.combine(when, time(23, 30), zone)

    return {
        "at once": built,
        "an hour later": built + timedelta(hours=1),
        "two hours later": built + timedelta(hours=2),
        "a day later": datetime.combine(day + timedelta(days=1), time(9), ZONE),
        "thirty days later": datetime.combine(day + timedelta(days=30), time(9), ZONE),
        "half past eleven on Saturday": late(sunday - timedelta(days=1), ZONE),
        "half past eleven on Sunday": late(sunday, ZONE),
        "half past eleven on Saturday in New York": late(sunday - timedelta(days=1), york),
        "half past eleven on Sunday in New York": late(sunday, york),
    }
