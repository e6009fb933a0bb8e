"""Mail that strangers send to a world, and what the web inbox makes of it."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime

from itsid_sim.core.moment import in_japan
from itsid_sim.service.inbox import Inbox, mail_of
from tests.web.intruder import NOW, Browser, Intruded
from tests.web.journeys import TARO
from tests.web.reader import parts

SHOP, HANAKO = "shop@example.net", "hanako@example.com"
File = tuple[str, str, bytes]


def mail(
    subject: str = "s",
    *,
    text: str = "t",
    html: str = "",
    to: str = TARO,
    files: Sequence[File] = (),
) -> bytes:
    """A mail as a program would send it; files are names, types and contents."""
    message = EmailMessage()
    message["From"] = f"Shop <{SHOP}>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(in_japan(NOW))
    message.set_content(text, cte="base64")
    if html:
        message.add_alternative(html, subtype="html", cte="base64")
    for name, kind, content in files:
        maintype, subtype = kind.split("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message.as_bytes()


def sent(site: Intruded, browser: Browser, raw: bytes, *to: str) -> str:
    """Let a mail come into somebody's world; answer with its letter."""
    service = site.served.universe.service
    return Inbox(service).receive(browser.place.name, mail_of(SHOP, to or (TARO,), raw))


def three(site: Intruded, browser: Browser) -> None:
    """Three mails: to one person, to another with a file, and to both."""
    sent(site, browser, mail("first", text="apples"), TARO)
    file = ("list.pdf", "application/pdf", b"%PDF")
    sent(site, browser, mail("second", text="pears", to=HANAKO, files=[file]), HANAKO)
    sent(site, browser, mail("third", text="plums"), TARO, HANAKO)


def ways_of(browser: Browser) -> dict[str, str]:
    """Where the links of a page lead, by their words."""
    return {anchor.labels[0]: anchor.href for anchor in browser.page.anchors}


def facts(browser: Browser) -> list[str]:
    """When each letter of the list arrived, to whom and from whom."""
    return [" ".join(row.text().split()) for row in parts(browser, ".letters .facts")]


def text_of(browser: Browser, css: str) -> str:
    """What stands in a part of the page, on one line; empty if it is not there."""
    return " ".join(" ".join(part.text() for part in parts(browser, css)).split())
