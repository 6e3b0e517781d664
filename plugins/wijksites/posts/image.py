"""The picture of a post: what stands at the top of its file goes in, its path comes out, and what is wrong with it."""

from pathlib import PurePosixPath

from wijksites.fields import focus_of
from wijksites.posts import markdown
from wijksites.posts.model import Link
from wijksites.reading import Mark, Reader
from wijksites.records import Value, get, mark_of
from wijksites.words import translate

Values = dict[str, Value]
MIDDLE = (50, 50)


def image_of(kind: str, values: Values, source: str, links: list[Link], reader: Reader) -> str:
    """The path of the picture below the content folder, or nothing; it is added to the links of the text."""
    written = get(values, "image")
    if written or any(link.target.startswith("picture:") for link in links):
        _check_consent(values, reader)
    if not written:
        _check_alone(values, reader)
        return ""
    place = mark_of(values, "image") or Mark(1, 1)
    if "alt" not in values:
        reader.problem(
            place,
            translate(
                "the picture `{name}` has no description. Write after `alt:` in one sentence what one sees. Is the "
                'picture only decoration? Write `alt: ""`',
                name=PurePosixPath(written).name,
            ),
        )
    path = markdown.below_content(written, source)
    focus = focus_of(get(values, "focus", "")) or (MIDDLE if kind == "news" else None)
    links.append(Link(written=written, target=f"picture:{path}", line=place.line, column=place.column, focus=focus))
    return path


def _check_consent(values: Values, reader: Reader) -> None:
    """Who can be recognised must have agreed; that is for the editor to ask and to say."""
    if get(values, "people") == "recognisable" and "consent" not in values:
        reader.problem(
            mark_of(values, "people"),
            translate(
                "people can be recognised in the picture. Did they agree? Then add when and how, for example: "
                '`consent: "{example}"`. If not, take another picture.',
                example="mondeling gevraagd op 12 november 2026",
            ),
        )


def _check_alone(values: Values, reader: Reader) -> None:
    """What is said of a picture that is not there."""
    for key in ("alt", "credit", "focus"):
        if get(values, key) and not reader.failed:
            reader.problem(
                mark_of(values, key),
                translate("there is `{key}` but no picture. Add `image:`, for example: `image: markt.jpg`", key=key),
                warning=True,
            )
