"""Settings: each does what Pelican's manual says of it, or is refused with a sentence that says what to write."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.projects import PARTY, PARTY_URL, POSTS, ROOT, SETTINGS, THEME, WARDS, make_project, write

from wijksites.build import build_site
from wijksites.build.pool import SMALL, pool_of
from wijksites.check.ledger import LedgerError
from wijksites.clock import ClockError
from wijksites.settings import SettingsError, shown
from wijksites.shell import load_settings, today

OFF_SENTENCE = "{}: de eigen pagina’s en feeds van Pelican staan hier uit. Wis deze instelling."
NOTHING_SENTENCE = "{}: deze instelling van Pelican doet hier niets. Wis ze."


def loud(text):
    """A filter for templates."""
    return text.upper() + "!"


def is_short(text):
    """A test for templates."""
    return len(text) < 5


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(make_project(tmp_path / "stad"))
    return Path.cwd()


def build(**overrides):
    settings = load_settings("pelicanconf.py", **overrides)
    return build_site(settings, today(settings))


def problems(**overrides):
    outcome = build(**overrides)
    assert not outcome.published
    return [str(problem) for problem in outcome.problems]


def refused(**overrides):
    with pytest.raises(SettingsError) as error:
        load_settings("pelicanconf.py", **overrides)
    return error.value.sentences


def missing_page(**overrides):
    """The page for missing pages, made by a template of our own."""
    build(THEME_TEMPLATES_OVERRIDES=["eigen"], **overrides)
    return Path("output/404.html").read_text(encoding="utf-8")


def test_path_is_the_folder_with_posts(project):
    write(project / "teksten/brug/nieuws/kort.md", "---\ntitle: Kort\npublished: 2026-11-01\n---\nTekst.\n")

    build(PATH=str(project / "teksten"))

    assert Path("output/brug/nieuws/kort/index.html").is_file()
    assert not Path("output", PARTY_URL).exists()


def test_output_path_is_where_the_site_comes(project):
    build(OUTPUT_PATH=str(project / "elders/site"))

    assert Path("elders/site", PARTY_URL).is_file()
    assert not Path("output").exists()


def test_theme_is_the_folder_with_templates_and_static_files(project):
    for file in (path for path in THEME.rglob("*") if path.is_file()):
        target = project / "thema" / file.relative_to(THEME)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    write(project / "thema/templates/missing.html", "Weg!")
    write(project / "thema/static/css/extra.css", "p { color: red }")

    build(THEME=str(project / "thema"))

    assert Path("output/404.html").read_text(encoding="utf-8") == "Weg!"
    assert len(list(Path("output/theme/css").glob("extra.*.css"))) == 1


def test_templates_of_overrides_come_before_the_theme(project):
    write(project / "eigen/missing.html", "{{ site.city.name }} heeft dit niet.")

    page = missing_page()

    assert page == "Kaaistad heeft dit niet."


def test_the_first_folder_of_overrides_wins(project):
    write(project / "eigen/missing.html", "eerste")
    write(project / "ander/missing.html", "tweede")

    build(THEME_TEMPLATES_OVERRIDES=["eigen", "ander"])

    assert Path("output/404.html").read_text(encoding="utf-8") == "eerste"


def test_an_override_may_extend_the_theme(project):
    write(project / "eigen/missing.html", '{% extends "base.html" %}{% block content %}Eigen tekst{% endblock %}')

    page = missing_page()

    assert "Eigen tekst" in page
    assert "Dienst Wijken" in page


def test_jinja_environment_sets_options_of_jinja(project):
    write(project / "eigen/missing.html", "# als commentaar\n## if true\nja\n## endif\n")

    page = missing_page(JINJA_ENVIRONMENT={"line_statement_prefix": "##"})

    assert page == "# als commentaar\nja\n"


def test_jinja_environment_loads_extensions(project):
    write(project / "eigen/missing.html", "{% set list = [] %}{% do list.append('ja') %}{{ list[0] }}")

    page = missing_page(JINJA_ENVIRONMENT={"extensions": ["jinja2.ext.do"]})

    assert page == "ja"


@pytest.mark.parametrize("name", ["autoescape", "undefined", "loader", "auto_reload"])
def test_what_keeps_templates_safe_cannot_be_changed(project, name):
    sentences = refused(JINJA_ENVIRONMENT={name: False})

    assert sentences == [f"JINJA_ENVIRONMENT: `{name}` ligt vast en kan niet veranderen. Wis die regel."]


@pytest.mark.parametrize("options", [{"nope": 1}, {"extensions": ["nope.Nope"]}])
def test_options_that_jinja_does_not_know_are_refused(project, options):
    (sentence,) = refused(JINJA_ENVIRONMENT=options)

    assert sentence.startswith("JINJA_ENVIRONMENT: dit kan Jinja niet gebruiken: ")
    assert sentence.endswith(". Verbeter het of wis het.")
    assert "nope" in sentence


@pytest.mark.parametrize("function", [loud, f"{loud.__module__}:loud"], ids=["function", "name"])
def test_jinja_filters_can_be_used_in_templates(project, function):
    write(project / "eigen/missing.html", "{{ site.city.name | luid }}")

    page = missing_page(JINJA_FILTERS={"luid": function})

    assert page == "KAAISTAD!"


@pytest.mark.parametrize("function", [loud, f"{loud.__module__}:loud"], ids=["function", "name"])
def test_jinja_globals_can_be_used_in_templates(project, function):
    write(project / "eigen/missing.html", "{{ luid(site.city.name) }}")

    page = missing_page(JINJA_GLOBALS={"luid": function})

    assert page == "KAAISTAD!"


@pytest.mark.parametrize("function", [is_short, f"{is_short.__module__}:is_short"], ids=["function", "name"])
def test_jinja_tests_can_be_used_in_templates(project, function):
    write(project / "eigen/missing.html", "{{ 'Kaai' is kort }} {{ site.city.name is kort }}")

    page = missing_page(JINJA_TESTS={"kort": function})

    assert page == "True False"


@pytest.mark.parametrize("setting", ["JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS"])
@pytest.mark.parametrize(
    "value",
    [lambda text: text, "nope:function", "json:nope", "json", "tekst", 2026, str.upper],
    ids=["lambda", "no such module", "no such function", "module", "text", "number", "method"],
)
def test_what_a_worker_process_cannot_import_is_refused(project, setting, value):
    sentences = refused(**{setting: {"iets": value}})

    assert sentences == [
        f'{setting}: ‘iets’ moet een functie zijn die we kunnen importeren. Schrijf ze als "module:functie".'
    ]


def test_siteurl_stands_in_feeds_calendars_and_the_site_map(project):
    build(SITEURL="https://wijken.example/stad")

    assert "<loc>https://wijken.example/stad/kaai/</loc>" in Path("output/sitemap.xml").read_text(encoding="utf-8")
    for path in ("output/kaai/agenda.ics", "output/kaai/feeds/alles.rss"):
        assert "https://wijken.example/stad/kaai/agenda/feest/" in unfolded(path)


def unfolded(path):
    return Path(path).read_text(encoding="utf-8").replace("\n ", "")


@pytest.mark.parametrize("value", ["", "wijken.example", "//wijken.example", "/stad"])
def test_a_siteurl_that_is_not_a_full_address_is_refused(project, value):
    sentences = refused(SITEURL=value)

    assert sentences == [
        "SITEURL: feeds en agenda’s hebben het volledige adres van de site nodig. Schrijf bijvoorbeeld: "
        'SITEURL = "https://wijken.gent.example"'
    ]


def test_the_zone_and_language_of_the_settings_may_be_those_of_the_city(project):
    outcome = build(TIMEZONE="Europe/Brussels", DEFAULT_LANG="nl")

    assert outcome.published


def test_another_zone_than_the_citys_publishes_nothing_even_with_keep_going(project):
    found = problems(TIMEZONE="Europe/Paris", KEEP_GOING=True)

    assert found == [
        "wards.yaml:1:1: de instelling TIMEZONE (Europe/Paris) verschilt van `zone: Europe/Brussels` hier. "
        "Maak ze gelijk."
    ]


def test_another_language_than_the_citys_publishes_nothing_even_with_keep_going(project):
    found = problems(DEFAULT_LANG="fr", KEEP_GOING=True)

    assert found == [
        "wards.yaml:1:1: de instelling DEFAULT_LANG (fr) verschilt van de eerste van `languages: [nl]` hier. "
        "Maak ze gelijk."
    ]


@pytest.mark.parametrize("pattern", ["*.txt", "kaai/agenda/notitie.*", "**/notitie.txt"])
def test_ignored_files_are_not_looked_at(project, pattern):
    write(project / "content/kaai/agenda/notitie.txt", "Niet vergeten!")

    outcome = build(IGNORE_FILES=[pattern])

    assert outcome.problems == ()


def test_ignored_folders_are_not_looked_at(project):
    write(project / "content/archief/oud.md", "Dit was een kladje.")

    outcome = build(IGNORE_FILES=["archief"])

    assert outcome.problems == ()


def test_a_file_that_is_not_ignored_is_a_problem(project):
    write(project / "content/kaai/agenda/notitie.txt", "Niet vergeten!")

    found = problems()

    assert found == [
        "content/kaai/agenda/notitie.txt:1:1: met dit bestand kunnen we niets doen. Een tekst eindigt op "
        "`.md`, een foto op .gif, .jpeg, .jpg, .png, .svg, .webp."
    ]


def test_wards_file_is_read_from_the_current_folder(project):
    write(project / "steden/ander.yaml", WARDS.replace("Molen", "Molenwijk"))

    build(WARDS_FILE="steden/ander.yaml")

    assert "Molenwijk" in Path("output/molen/index.html").read_text(encoding="utf-8")


def test_data_path_is_read_from_the_current_folder(project):
    write(project / "gegevens/outlines.json", "kapot")

    found = problems(DATA_PATH="gegevens")

    assert [problem.partition(":")[0] for problem in found] == ["gegevens/outlines.json"]


def test_one_job_starts_no_processes():
    with pool_of(1) as pool:
        assert pool.started(10 * SMALL) is None


def test_little_work_starts_no_processes():
    with pool_of(2) as pool:
        assert pool.started(SMALL - 1) is None


def test_two_jobs_share_much_work():
    with pool_of(2) as pool:
        executor = pool.started(SMALL)

        assert executor is not None
        assert pool.started(0) is executor
        assert executor.submit(sum, (1, 2)).result() == 3


def test_jobs_zero_is_one_for_each_processor(project):
    settings = load_settings("pelicanconf.py", JOBS=0)

    assert settings.jobs >= 1


@pytest.mark.parametrize("value", [-1, 1025, "2", True, 1.5])
def test_jobs_that_is_not_a_number_of_processes_is_refused(project, value):
    sentences = refused(JOBS=value)

    assert sentences == [f"JOBS: ‘{value}’ is geen aantal processen. Schrijf bijvoorbeeld: JOBS=2"]


@pytest.mark.parametrize("value", [0, 61, "12", True, 1.5])
def test_a_number_of_months_that_is_none_is_refused(project, value):
    sentences = refused(AGENDA_MONTHS=value)

    assert sentences == [
        f"AGENDA_MONTHS: ‘{value}’ is geen aantal maanden van 1 tot 60. Schrijf bijvoorbeeld: AGENDA_MONTHS=12"
    ]


def test_build_day_is_the_day_of_the_site(project):
    build(BUILD_DAY="2026-11-02")

    assert json.loads(Path("output/build.json").read_text(encoding="utf-8"))["day"] == "2026-11-02"
    # Published the next day:
    assert not Path("output/nieuws/brug").exists()


@pytest.mark.parametrize("value", ["morgen", "2026-02-30", "1/12/2026"])
def test_a_build_day_that_does_not_exist_is_refused(project, value):
    with pytest.raises(ClockError) as error:
        build(BUILD_DAY=value)
    assert str(error.value) == f"BUILD_DAY: ‘{value}’ is geen dag. Schrijf bijvoorbeeld: BUILD_DAY=2026-12-01"


def test_without_build_day_source_date_epoch_tells_the_day_in_the_citys_zone(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780266600")  # 31 May 2026 at 22:30 UTC, half past midnight in Brussels

    day = today(load_settings("pelicanconf.py", BUILD_DAY=""))

    assert day == date(2026, 6, 1)


def test_a_source_date_epoch_that_is_no_number_is_refused(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")

    with pytest.raises(ClockError) as error:
        build(BUILD_DAY="")
    assert str(error.value) == "SOURCE_DATE_EPOCH: ‘gisteren’ is geen aantal seconden. Schrijf een heel getal."


@pytest.mark.parametrize("name", ["KEEP_GOING", "DRAFTS", "ALLOW_SAMPLE", "SHEETS", "SEARCH"])
def test_a_switch_is_on_or_off(project, name):
    sentences = refused(**{name: "ja"})

    assert sentences == [f"{name}: ‘ja’ is niet true of false. Kies een van de twee."]


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_are_shown_only_with_drafts(project, drafts):
    write(project / PARTY, POSTS[PARTY].replace("kind:", "draft: true\nkind:"))
    write(project / "content/molen/nieuws/wieken.md", POSTS["content/stad/nieuws/brug.md"])

    build(DRAFTS=drafts)

    assert Path("output", PARTY_URL).exists() == drafts


@pytest.mark.parametrize("allowed", [False, True])
def test_sample_data_are_refused_where_they_are_not_allowed(project, allowed):
    write(project / PARTY, POSTS[PARTY].replace("kind:", "sample: true\nkind:"))

    outcome = build(ALLOW_SAMPLE=allowed, KEEP_GOING=True)

    assert outcome.published == allowed
    assert [problem.path for problem in outcome.problems] == ([] if allowed else [PARTY])


def test_ledger_is_compared_with(project):
    build()
    Path("output/ids.json").rename("vroeger.json")
    Path(PARTY).unlink()
    Path("content/molen/nieuws/wieken.md").unlink()

    found = problems(LEDGER="vroeger.json")

    assert len(found) == 2
    assert "kaai/agenda/feest" in found[0]
    assert "molen/nieuws/wieken" in found[1]


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"posts": [{"id": 1}]}'])
def test_a_ledger_that_is_not_one_is_refused(project, text):
    if text is not None:
        write(project / "vroeger.json", text)

    with pytest.raises(LedgerError) as error:
        build(LEDGER="vroeger.json")
    assert str(error.value) == (
        f"LEDGER: ‘{project / 'vroeger.json'}’ is geen ids.json van een vorige bouw. Kijk het pad na."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ARTICLE_PATHS", ["artikels"]),
        ("PAGE_PATHS", ["paginas"]),
        ("STATIC_PATHS", ["fotos"]),
        ("THEME_STATIC_PATHS", ["fonts"]),
        ("DIRECT_TEMPLATES", ["archives"]),
        ("TEMPLATE_PAGES", {"a.html": "b.html"}),
        ("FEED_ALL_ATOM", "feeds/alles.atom.xml"),
        ("CATEGORY_FEED_ATOM", "{slug}.xml"),
        ("TRANSLATION_FEED_ATOM", "{lang}.xml"),
        ("AUTHOR_FEED_ATOM", "{slug}.xml"),
        ("AUTHOR_FEED_RSS", "{slug}.xml"),
    ],
)
def test_pelicans_own_pages_and_feeds_stay_off(project, name, value):
    sentences = refused(**{name: value})

    assert sentences == [OFF_SENTENCE.format(name)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEFAULT_PAGINATION", 10),
        ("SUMMARY_MAX_LENGTH", 20),
        ("ARTICLE_URL", "{slug}/"),
        ("ARTICLE_SAVE_AS", "{slug}/index.html"),
        ("PAGE_SAVE_AS", "{slug}/index.html"),
        ("USE_FOLDER_AS_CATEGORY", False),
        ("DEFAULT_METADATA", {"status": "draft"}),
        ("EXTRA_PATH_METADATA", {"a.txt": {"path": "b.txt"}}),
        ("FILENAME_METADATA", r"(?P<slug>.*)"),
        ("MARKDOWN", {"extensions": []}),
        ("READERS", {"html": None}),
        ("RELATIVE_URLS", True),
        ("SLUGIFY_SOURCE", "basename"),
        ("TYPOGRIFY", True),
        ("WITH_FUTURE_DATES", False),
        ("OUTPUT_SOURCES", True),
        ("DEFAULT_DATE_FORMAT", "%d"),
        ("OUTPUT_RETENTION", [".git"]),
        # Without a default in Pelican:
        ("FEED_ALL_RSS", "feeds/alles.rss.xml"),
        ("FEED_ATOM", "feeds/atom.xml"),
        ("TAG_FEED_ATOM", "feeds/{slug}.atom.xml"),
        ("CATEGORY_FEED_RSS", "feeds/{slug}.rss.xml"),
        ("YEAR_ARCHIVE_SAVE_AS", "{date:%Y}/index.html"),
    ],
)
def test_a_setting_of_pelican_that_would_do_nothing_is_refused(project, name, value):
    sentences = refused(**{name: value})

    assert sentences == [NOTHING_SENTENCE.format(name)]


@pytest.mark.parametrize(
    ("name", "meant"), [("KEEP_GOIN", "KEEP_GOING"), ("WARD_FILE", "WARDS_FILE"), ("LEDGERS", "LEDGER")]
)
def test_a_setting_that_is_misspelt_is_answered_with_the_one_that_was_meant(project, name, meant):
    sentences = refused(**{name: True})

    assert sentences == [f"{name}: deze instelling kennen we niet. Bedoel je {meant}?"]


def test_a_setting_of_a_plugin_is_left_alone(project):
    settings = load_settings("pelicanconf.py", SITEMAP={"format": "xml"}, GOOGLE_ANALYTICS="nee")

    assert settings == load_settings("pelicanconf.py")


def test_the_output_is_never_emptied_first(project):
    sentences = refused(DELETE_OUTPUT_DIRECTORY=True)

    assert sentences == [
        "DELETE_OUTPUT_DIRECTORY: de uitvoer wordt nooit leeggemaakt; wat weg is, wordt verwijderd. "
        "Wis deze instelling."
    ]


def test_all_mistakes_are_told_at_once(project):
    sentences = refused(SITEURL="", JOBS=-1, FEED_ALL_ATOM="x", DRAFTS=1)

    assert [sentence.partition(":")[0] for sentence in sentences] == ["FEED_ALL_ATOM", "SITEURL", "JOBS", "DRAFTS"]


@pytest.mark.parametrize("file", ["pelicanconf.py", "publishconf.py"])
def test_the_projects_own_settings_are_accepted(monkeypatch, file):
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(ROOT)

    settings = load_settings(file)

    assert settings.keep_going == (file == "publishconf.py")
    assert settings.allow_sample == (file == "pelicanconf.py")


def test_a_path_is_shown_from_the_current_folder(project):
    assert shown(project / "content/kaai") == "content/kaai"
    assert shown(project.parent / "elders") == (project.parent / "elders").as_posix()


def test_paths_in_a_settings_file_are_seen_from_that_file(tmp_path, monkeypatch):
    folder = make_project(tmp_path / "kaaistad")
    write(folder / "pelicanconf.py", SETTINGS + 'WARDS_FILE = "wijken/wards.yaml"\n')
    monkeypatch.chdir(tmp_path)
    found = load_settings("kaaistad/pelicanconf.py")

    assert found.wards_file == str(folder / "wijken/wards.yaml")
    assert found.data == str(folder / "data")
