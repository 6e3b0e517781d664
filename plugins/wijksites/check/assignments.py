"""Checks of who serves when that depend on the day: gaps and data nobody looked at for long; all are warnings."""

from datetime import date, timedelta

from wijksites.city.model import City
from wijksites.city.serving import gaps
from wijksites.dates import say_date
from wijksites.problems import Problem
from wijksites.words import translate, translate_count

AHEAD = 180  # days
OLD = 6  # months


def gap_warnings(city: City, day: date, path: str) -> tuple[Problem, ...]:
    """Wards without a regisseur, now or in the coming half year."""
    found = []
    for ward in city.wards:
        for gap in gaps(city, ward.slug, day, day + timedelta(days=AHEAD)):
            text = (
                translate(
                    "{ward} has no wijkregisseur from {first} to {last}. The site then shows the general contact. Is "
                    "that right?",
                    ward=ward.name,
                    first=say_date(gap.first),
                    last=say_date(gap.last),
                )
                if gap.last
                else translate(
                    "{ward} has no wijkregisseur from {first} on. The site then shows the general contact. Is that "
                    "right?",
                    ward=ward.name,
                    first=say_date(gap.first),
                )
            )
            found.append(Problem(path=path, text=text, warning=True))
    return tuple(found)


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
