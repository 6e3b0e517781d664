"""Text to build: a number of posts goes in, a project of 25 wards comes out, the same each time.

The city, its places and its outlines are the demonstration's own. The posts are made of plain Dutch sentences: six
in ten are events, one of these in eight is still to come, one in sixteen repeats; the rest is news. They spread over
ten years, as the archive of a city does.
"""

import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
DAY = date(2026, 12, 1)  # the day for which the bench builds
YEARS = 10
EVENTS = 0.6
COMING = 1 / 8
REPEATING = 1 / 16

WARDS = tuple(sorted(path.parent.name for path in (ROOT / "content").glob("*/index.md")))
KINDS = ("infomarkt", "wijkbeurs", "overleg", "klankbordgroep", "workshop", "debatcafe", "terreinbezoek", "feest")
SUBJECTS = """het pleintje, de nieuwe speeltuin, het fietspad, de bomen in de straat, het buurthuis, de volkstuin,
de markt, het wijkbudget, de school, de bibliotheek, het park, de geveltuinen, de kruising, het jaagpad""".split(",")
OPENINGS = """Bewoners praten over, De wijkregisseur vertelt over, Een wandeling langs, Samen werken aan, Nieuws over,
Plannen voor, Een gesprek over, De werken aan, Ideeën voor, Een jaar later:""".split(",")
SENTENCES = (
    "Vorige maand kwamen vijftig bewoners samen in de refter van de school.",
    "Ze keken naar de plannen en schreven hun vragen op grote vellen papier.",
    "De Stad bekijkt nu welke ideeën haalbaar zijn en wat ze kosten.",
    "Wie er niet bij kon zijn, kan tot het einde van de maand nog reageren.",
    "Vooral de oversteek bij de bakker vinden veel mensen te druk.",
    "De ploeg van het groen plant in het najaar twaalf nieuwe bomen.",
    "Kinderen uit het vijfde leerjaar maakten er een tekening bij.",
    "Breng gerust je buren mee, want elke stem telt.",
    "Er is koffie en thee, en voor de kinderen is er een hoekje met spelletjes.",
    "We beginnen op tijd, zodat iedereen de laatste tram kan halen.",
    "Na de pauze vertelt een buur over de geschiedenis van de straat.",
    "Het verslag lees je twee weken later op deze site.",
    "Heb je een vraag over de werken? Bel ons, dan zoeken we het samen uit.",
    "De zaal ligt op de gelijkvloerse verdieping en je kunt er je fiets veilig zetten.",
    "Vorig jaar kreeg een gelijkaardig project steun van het Wijkbudget.",
    "De komende weken hangen de plannen ook in de bibliotheek.",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A post without the details that only we know: what the other generators get."""

    folder: str  # the ward
    section: str  # agenda or nieuws
    name: str
    title: str
    published: date
    body: str
    details: str  # front matter of ours, besides title and published


def texts(count: int, seed: int = 20261201) -> tuple[Text, ...]:
    """`count` posts, spread evenly over the wards."""
    random = Random(seed)  # noqa: S311 (text to measure with)
    return tuple(_text(number, WARDS[number % len(WARDS)], random) for number in range(count))


def _text(number: int, ward: str, random: Random) -> Text:
    title = f"{random.choice(OPENINGS).strip()} {random.choice(SUBJECTS).strip()} ({number})"
    published = DAY - timedelta(days=random.randrange(30, 365 * YEARS))
    if random.random() >= EVENTS:
        details = f'summary: "{random.choice(SENTENCES)}"\n'
        return Text(ward, "nieuws", f"bericht-{number}", title, published, _body(random), details)
    if random.random() < COMING:
        start = DAY + timedelta(days=random.randrange(1, 180))
        published = DAY - timedelta(days=random.randrange(1, 60))
    else:
        start = published + timedelta(days=random.randrange(10, 30))
    hour = datetime(start.year, start.month, start.day, random.randrange(9, 20), random.choice((0, 30)))
    details = (
        f"kind: {random.choice(KINDS)}\nstart: {hour:%Y-%m-%d %H:%M}\nend: {hour + timedelta(hours=2):%Y-%m-%d %H:%M}\n"
        f'venue: ac-zuid\nprice: gratis\naudience: iedereen uit de wijk\nsummary: "{random.choice(SENTENCES)}"\n'
    )
    if random.random() < REPEATING:
        day = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[hour.weekday()]
        details += f"repeat: {{every: week, on: [{day}], count: {random.randrange(4, 60)}}}\n"
    if random.random() < 0.05:
        details += f'updated: [{{on: {published + timedelta(days=3)}, note: "ander uur"}}]\n'
    return Text(ward, "agenda", f"activiteit-{number}", title, published, _body(random), details)


def _body(random: Random) -> str:
    parts = [" ".join(random.choices(SENTENCES, k=5)), " ".join(random.choices(SENTENCES, k=4))]
    parts.append("## Wat staat er te gebeuren?")
    parts.append("\n".join(f"- {sentence}" for sentence in random.choices(SENTENCES, k=4)))
    words = random.choice(SENTENCES).split()
    parts.append(f"**{words[0]}** {' '.join(words[1:])} Meer lees je op [de site van de Stad](https://stad.gent/nl).")
    parts.append(" ".join(random.choices(SENTENCES, k=5)))
    return "\n\n".join(parts) + "\n"


def write_ours(folder: Path, posts: tuple[Text, ...]) -> None:
    """A project of ours with these posts: our city, places, pages and introductions, no other post."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "wards.yaml", folder / "wards.yaml")
    # Nobody else makes sheets and a search index: these are measured by themselves.
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "pelicanconf.py").write_text(f"{settings}SHEETS = False\nSEARCH = False\n", encoding="utf-8")
    for name in ("data", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    content = folder / "content"
    content.mkdir()
    shutil.copy(ROOT / "content/venues.yaml", content / "venues.yaml")
    for page in sorted((ROOT / "content/paginas").glob("*.md")):
        _copy(page, content / "paginas" / page.name)
    for ward in WARDS:
        for section in ("agenda", "nieuws"):
            (content / ward / section).mkdir(parents=True)
        _copy(ROOT / "content" / ward / "index.md", content / ward / "index.md")
    for text in posts:
        file = content / text.folder / text.section / f"{text.name}.md"
        file.write_text(
            f'---\ntitle: "{text.title}"\npublished: {text.published}\n{text.details}---\n{text.body}', encoding="utf-8"
        )


def _copy(source: Path, target: Path) -> None:
    """A post of the demonstration without its links to posts that are not here."""
    target.parent.mkdir(exist_ok=True)
    text = source.read_text(encoding="utf-8")
    target.write_text(re.sub(r"\[([^]]+)\]\((?!https?:|mailto:|tel:)[^)]*\)", r"\1", text), encoding="utf-8")
