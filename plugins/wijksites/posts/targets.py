"""Whether a link can work at all: what an editor wrote goes in, a sentence with what to write comes out, or nothing."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from wijksites.fields import MAIL, PHONE, closest
from wijksites.words import translate

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# `www.gent.be`, `stad.gent/agenda`: an address on another site, without its beginning. Files end otherwise.
BARE_HOST = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:be|brussels|com|eu|gent|net|nl|org|vlaanderen))(?:[/?#]\S*)?"
)
BARE_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+")
# `[a][b]` that is still there after Markdown: nothing says where `b` leads.
REFERENCE = re.compile(r"\[(?P<text>[^\[\]<>]+)\]\[(?P<name>[^\[\]<>]*)\]")
CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


def wrong_target(written: str) -> str:
    """What is wrong with a link by itself; whether its page exists is looked at later."""
    scheme = SCHEME.match(written.strip())
    name = scheme[1].lower() if scheme else ""
    if written.strip() in ("", "#"):
        return translate(
            "this link has no address. Write it between the brackets, for example: `{example}`", example=WEB
        )
    if name in ("mailto", "tel"):
        return _wrong_contact(name, written.partition(":")[2])
    if name in ("http", "https"):
        return (
            ""
            if _is_web(written)
            else translate(
                "the link ‘{value}’ is not a whole web address. Write for example: `{example}`",
                value=written,
                example=WEB,
            )
        )
    if name or written.startswith("//"):
        return translate(
            "the link ‘{value}’ cannot be used. Write a web address (https://...), a mail address (mailto:...) or "
            "the path of a post.",
            value=written,
        )
    if BARE_HOST.fullmatch(written):
        return translate("the link ‘{value}’ is not a whole web address. Write: `https://{value}`", value=written)
    if BARE_MAIL.fullmatch(written):
        return translate("the link ‘{value}’ is a mail address. Write: `mailto:{value}`", value=written)
    return ""


WEB = "[Stad Gent](https://stad.gent/)"


def _is_web(written: str) -> bool:
    try:
        parts = urlsplit(written)
        host = parts.hostname or ""
        _ = parts.port  # raises for what is no number
    except ValueError:
        return False
    return bool(re.fullmatch(r"[^\s<>\"%]+", host)) and not re.search(r"\s", written.strip())


def _wrong_contact(scheme: str, rest: str) -> str:
    address = rest.partition("?")[0]
    if scheme == "mailto" and not all(re.fullmatch(MAIL.expression, each.strip()) for each in address.split(",")):
        return translate(
            "‘{value}’ is not an e-mail address. Write for example: `mailto:{example}`",
            value=address,
            example=MAIL.example,
        )
    if scheme == "tel" and not re.fullmatch(PHONE.expression, address):
        return translate(
            "‘{value}’ is not a telephone number. Write for example: `tel:{example}`",
            value=address,
            example="+3290000030",
        )
    return ""


def wrong_place(name: str, ids: Iterable[str]) -> str:
    """What to say of a link to a heading of this page that is not there."""
    known = tuple(ids)
    meant = closest(name, known)
    if meant:
        return translate(
            "the link to `#{value}` does not work, because this text has no such heading. Do you mean `#{meant}`?",
            value=name,
            meant=meant,
        )
    return translate(
        "the link to `#{value}` does not work, because this text has no such heading. Check the word, or remove "
        "the link.",
        value=name,
    )


def loose_references(html: str) -> list[tuple[str, str]]:
    """Links such as `[text][name]` that lead nowhere: as written, and what to say."""
    return [
        (
            match.group(),
            translate(
                "`{value}` is not a link yet. Write the address after it: `[{text}](https://voorbeeld.example/)`",
                value=match.group(),
                text=match["text"],
            ),
        )
        for match in REFERENCE.finditer(CODE.sub("", html))
    ]
