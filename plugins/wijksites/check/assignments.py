"""Checks of who serves when that depend on the day: gaps and data nobody looked at for long; all are warnings."""

from datetime import date, timedelta

from wijksites.city.model import City, Ward
from wijksites.city.serving import Gap, gaps
from wijksites.dates import say_date
from wijksites.problems import Problem
from wijksites.words import translate, translate_count

AHEAD = 180  # days
OLD = 6  # months


def gap_warnings(city: City, day: date, path: str) -> tuple[Problem, ...]:
    """Wards without a regisseur, now or in the coming half year."""
    return tuple(
        Problem(path=path, line=_line_before(city, ward, gap), text=_say_gap(ward, gap), warning=True)
        for ward in city.wards
        for gap in _gaps_from(city, ward, day)
    )


def _gaps_from(city: City, ward: Ward, day: date) -> tuple[Gap, ...]:
    """What is not over on a day, from its real first day on; where nobody ever served, that is the day itself."""
    began = min((item.start for item in city.assignments if item.ward == ward.slug), default=day)
    found = gaps(city, ward.slug, min(began, day), day + timedelta(days=AHEAD))
    return tuple(gap for gap in found if gap.last is None or gap.last >= day)


def _line_before(city: City, ward: Ward, gap: Gap) -> int:
    """Where to mend it: the line of the assignment that ends before the gap, else that of the ward."""
    before = [item for item in city.assignments if item.ward == ward.slug and item.end and item.end < gap.first]
    return max(before, key=lambda item: (item.end, item.line)).line if before else ward.line


def _say_gap(ward: Ward, gap: Gap) -> str:
    if gap.last is None:
        return translate(
            "{ward} has no wijkregisseur from {first} on. The site then shows the general contact. Is that right?",
            ward=ward.opening,
            first=say_date(gap.first),
        )
    return translate(
        "{ward} has no wijkregisseur from {first} to {last}. The site then shows the general contact. Is that right?",
        ward=ward.opening,
        first=say_date(gap.first),
        last=say_date(gap.last),
    )


def old_data_warnings(city: City, day: date, path: str) -> tuple[Problem, ...]:
    """People whose data were not confirmed for more than half a year."""
    found = []
    for regisseur in city.regisseurs:
        months = (day.year - regisseur.checked.year) * 12 + day.month - regisseur.checked.month
        months -= day.day < regisseur.checked.day
        if months > OLD:
            found.append(
                Problem(
                    path=path,
                    text=translate_count(
                        "the data of {name} were not checked for {count} month. Are they still right? Then change the "
                        "day after `checked:`.",
                        "the data of {name} were not checked for {count} months. Are they still right? Then change the "
                        "day after `checked:`.",
                        months,
                        name=regisseur.name,
                    ),
                    warning=True,
                )
            )
    return tuple(found)


def sample_problems(city: City, samples: tuple[str, ...], wards_file: str) -> tuple[Problem, ...]:
    """What is invented, for a build that must not contain any. `samples`: paths of sample posts."""
    found = []
    if city.service.sample:
        found.append(Problem(path=wards_file, text=_sample(city.service.name)))
    found += [
        Problem(path=wards_file, text=_sample(regisseur.name)) for regisseur in city.regisseurs if regisseur.sample
    ]
    found += [Problem(path=path, text=_sample("")) for path in samples]
    return tuple(found)


def _sample(name: str) -> str:
    if name:
        return translate(
            "‘{name}’ is sample data and may not be published. Write the real data and remove `sample: true`.",
            name=name,
        )
    return translate("this post is sample data and may not be published. Remove the file, or `sample: true`.")
