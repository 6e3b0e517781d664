"""A newsletter as mail: the view of an edition goes in, what its mail shows and its plain text come out."""

import re
from dataclasses import dataclass
from html import unescape
from textwrap import wrap
from urllib.parse import quote

from wijksites.city.model import Ward
from wijksites.pages.edition import EditionLine, EditionPart, EditionView, editions_url
from wijksites.pages.page import Frame

COLUMNS = 72  # of plain text: what fits everywhere (RFC 5322 asks for less than 78)
BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|blockquote|div|table|tr|hr|dl|dt|dd|pre)\b[^>]*>|<br\b[^>]*>")
ITEM = re.compile(r"<li\b[^>]*>(?:\s*<p\b[^>]*>)?")
LINKED = re.compile(r'<a\b[^>]*?\shref="(?P<url>[^"]*)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
TIED = re.compile(r"(?<=\d) (?=\w)")  # within a telephone number, a date, an hour
IMAGE = re.compile(r"<img\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """What a mail shows besides the edition. All addresses are whole, or what the mailer fills in. `greeting`: HTML."""

    edition: EditionView
    greeting: str
    site_url: str
    online: str
    unsubscribe: str
    sign_up: str
    privacy: str
    address: str  # the postal address of the sender
    why: str


def mail_view(scene: Frame, edition: EditionView, ward: Ward, greeting: str, site_url: str, privacy: str) -> MailView:
    """The mail of an edition. `greeting`: with whole addresses; `privacy`: the path of the page about it."""
    city = scene.city
    letter = city.newsletter
    write = f"mailto:{letter.mail or city.service.mail}?subject="
    stop = scene.say("Unsubscribe from the newsletter of {ward}", ward=ward.in_sentence)
    return MailView(
        edition=edition,
        greeting=greeting,
        site_url=site_url,
        online=letter.view_online or f"{site_url}{edition.url}",
        unsubscribe=letter.unsubscribe or f"{write}{quote(stop)}",
        sign_up=f"{site_url}{editions_url(ward)}",
        privacy=f"{site_url}{privacy}" if privacy else "",
        address=letter.postal_address or f"{city.sender}, {city.service.name}, {city.service.address.line}",
        why=scene.say("You get this e-mail because you signed up for the newsletter of {ward}.", ward=ward.in_sentence),
    )


class _Links:
    """The addresses of a text in order of appearance, each with its number."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def mark(self, url: str) -> str:
        """` [3]`: what stands behind the words of a link, on their line; the same address keeps its number."""
        if url not in self.found:
            self.found.append(url)
        return f"\u00a0[{self.found.index(url) + 1}]"


def mail_text(scene: Frame, view: MailView) -> str:
    """The mail as plain text: 72 columns, the links numbered at the end."""
    edition, links = view.edition, _Links()
    blocks = [_filled(edition.sender), _filled(edition.subject, underline="=")]
    if edition.sample:
        blocks.append(_filled(scene.say("This is an example. These people and activities do not really exist.")))
    if edition.preheader:
        blocks.append(_filled(edition.preheader))
    for part in edition.first:
        blocks += _part(part, view.site_url, links)
    blocks += _greeting(view.greeting, links)
    blocks.append(_filled(edition.signature))
    for part in edition.parts:
        blocks += _part(part, view.site_url, links)
    blocks.append(_filled(scene.say("Contact"), underline="-"))
    blocks.append("\n".join([edition.service, edition.phone, edition.mail, edition.hours]))
    numbered = [f"[{number}] {url}" for number, url in enumerate(links.found, 1)]
    if numbered:
        blocks.append("\n".join([scene.say("Links"), "-----", *numbered]))
    blocks.append("-" * COLUMNS)
    blocks.append("\n".join([scene.say("Read this online:"), view.online]))
    blocks.append("\n".join([scene.say("Did somebody send you this? Sign up yourself:"), view.sign_up]))
    blocks.append("\n".join([_filled(view.why), scene.say("Unsubscribe:"), view.unsubscribe]))
    if view.privacy:
        blocks.append("\n".join([scene.say("Privacy:"), view.privacy]))
    blocks.append(_filled(view.address))
    return "\n\n".join(blocks) + "\n"


def _filled(text: str, first: str = "", rest: str = "", *, underline: str = "") -> str:
    lines = wrap(
        TIED.sub("\u00a0", text),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if underline:
        lines.append(underline * max(map(len, lines), default=0))
    return "\n".join(lines).replace("\u00a0", " ")


def _part(part: EditionPart, site_url: str, links: _Links) -> list[str]:
    lines = [_filled(_line(line, site_url, links), "* ", "  ") for line in part.lines]
    return [_filled(part.title, underline="-"), "\n\n".join(lines)]


def _line(line: EditionLine, site_url: str, links: _Links) -> str:
    return f"{line.before}{line.link}{links.mark(site_url + line.url) if line.url else ''}{line.after}"


def _greeting(html: str, links: _Links) -> list[str]:
    """The greeting's paragraphs; a picture is what its description says."""
    html = IMAGE.sub(lambda match: _described(match.group()), html)

    def numbered(match: re.Match[str]) -> str:
        return match["text"] + links.mark(unescape(match["url"]))

    return [_filled(one, "", "  " if one.startswith("* ") else "") for one in paragraphs(LINKED.sub(numbered, html))]


def paragraphs(html: str) -> list[str]:
    """The paragraphs of a text without its markup; an item of a list begins with a star."""
    plain = re.sub(r"<[^>]+>", "", BLOCK.sub("\0", ITEM.sub("\0* ", html)))
    found = (re.sub(r"[ \n]+", " ", unescape(block)).strip() for block in plain.split("\0"))
    return [one for one in found if one not in ("", "*")]


def _described(image: str) -> str:
    alt = re.search(r'\salt="([^"]*)"', image)
    return f"[{alt[1]}]" if alt and alt[1] else ""
