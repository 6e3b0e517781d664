"""The mail of an edition as files: what was sent goes in, `mail.html`, `mail.txt` and `mail.eml` come out.

The three are made from the edition's own file, where its links lead, the templates and the settings. Neither the day
nor what became of an event is in their keys, so that they stay what was sent.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import quote

from wijksites.build.shared import Workplace
from wijksites.build.site import page_bytes
from wijksites.build.tasks import Task, key_of
from wijksites.moments import instant
from wijksites.pages.edition import edition_view
from wijksites.pages.mail import MailView, mail_text, mail_view
from wijksites.pages.page import Page
from wijksites.posts.links import resolve
from wijksites.posts.model import Edition
from wijksites.posts.paths import PAGE_FOLDER
from wijksites.posts.row import Row

WIDTH = 552  # pixels: what a picture in a mail may take
IMAGE = re.compile(r'<img\b(?P<rest>[^>]*?\ssrc="(?P<url>[^"]*)"[^>]*)>')


class _Whole(EmailPolicy):
    """An address, or what a mailer replaces by one, stays in one piece: no program would know it otherwise."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """A header as it stands in the file."""
        return f"{name}: {value}\r\n".encode() if name == "List-Unsubscribe" else super().fold_binary(name, value)


def mail_tasks(work: Workplace, row: Row, edition: Callable[[], Edition]) -> Iterator[Task]:
    """The three files of an edition's mail."""
    folder = row.url.lstrip("/")
    pictures = [work.shared.pictures.get(link.target.partition(":")[2]) for link in row.links]
    made_from = (work.shared.frame_key, row.url, row.digest, work.resolved(row), pictures, work.shared.colours)

    def view() -> MailView:
        return _view(work, row, edition())

    def html() -> bytes:
        return _inlined(_page(work, row, view()))

    yield Task(f"{folder}mail.html", key_of("mail.html", made_from), html)
    yield Task(f"{folder}mail.txt", key_of("mail.txt", made_from), lambda: mail_text(work.frame, view()).encode())
    yield Task(
        f"{folder}mail.eml", key_of("mail.eml", made_from), lambda: _message(work, edition(), view(), html().decode())
    )


def _view(work: Workplace, row: Row, edition: Edition) -> MailView:
    site = work.site

    def address(target: str) -> str:
        path = site.address(target)
        return f"{site.url}{path}" if path.startswith("/") else path

    return mail_view(
        work.frame,
        edition_view(work.frame, edition, dict(work.resolved(row))),
        work.shared.city.ward(edition.folder),
        _sized(work, resolve(edition.body, address)),
        site.url,
        work.shared.statements.get(f"{PAGE_FOLDER}/privacy.md", ""),
    )


def _sized(work: Workplace, html: str) -> str:
    """The greeting with the size of each picture, so that nothing moves when it comes, or when it does not."""
    by_url = {f"{work.site.url}{picture.url}": picture for picture in work.shared.pictures.values()}

    def sized(match: re.Match[str]) -> str:
        picture = by_url.get(match["url"])
        if picture is None:
            return match.group()
        width = min(picture.width, WIDTH)
        return f'<img width="{width}" height="{round(picture.height * width / picture.width)}"{match["rest"]}>'

    return IMAGE.sub(sized, html)


def _page(work: Workplace, row: Row, view: MailView) -> bytes:
    edition = view.edition
    page = Page(
        url=f"{row.url}mail.html",
        template="mail.html",
        title=edition.subject,
        description=edition.preheader,
        view={"mail": view, "colours": work.shared.colours, "width": WIDTH},
        index=False,
    )
    return page_bytes(page, work.site, work.shared.settings)


def _inlined(page: bytes) -> bytes:
    """The mail with its style at each element, where every mail program finds it; what only a style sheet can say
    (dark, narrow) stays one."""
    import css_inline  # only when a mail must be made

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(page.decode()).encode()


def _message(work: Workplace, edition: Edition, view: MailView, html: str) -> bytes:
    """The mail as one file (RFC 5322), to open in a mail program; the city's mailer sends its own."""
    city = work.frame.city
    message = EmailMessage(policy=_Whole(linesep="\r\n"))
    message["From"] = Address(view.edition.sender, addr_spec=city.newsletter.mail or city.service.mail)
    message["Subject"] = view.edition.subject
    published: datetime = instant(edition.published, city.zone)
    message["Date"] = published
    message["Message-ID"] = f"<{quote(edition.id, safe='')}@{city.authority}>"
    message["List-Unsubscribe"] = f"<{view.unsubscribe}>"
    message["X-Unsent"] = "1"  # a mail program opens it as a draft
    message.set_content(mail_text(work.frame, view), cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{sha256(escape(edition.id).encode() + html.encode()).hexdigest()[:32]}")
    return message.as_bytes()
