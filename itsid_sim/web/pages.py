"""From a page as data to HTML. One template serves every screen; a few show more (manual)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import escape
from msgspec import structs

from itsid_sim.core.page import Box, Page
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.value import Value

# Files by their addresses.
STATIC = {
    f"/static/{file.name}": file.read_bytes()
    for file in sorted((Path(__file__).parent / "static").iterdir())
}

GENERIC = "page.html"
HIDDEN = "hidden"
SPECIAL = {
    labels.HOME: "home.html",
    labels.LOGIN: "login.html",
    labels.REISSUED: "reissued.html",
    labels.PRINT_VIEW: "reissued.html",
}
FILLS = {
    labels.ITSCOM_ID: "username",
    labels.CODE: "one-time-code",
    labels.PHONE: "tel",
    sentences.MAIL_ADDRESS: "email",
}
# Which keys a telephone offers (the inputmode attribute of HTML).
KEYS = {
    labels.ITSCOM_ID: "email",
    labels.CODE: "numeric",
    labels.PHONE: "tel",
    labels.CUSTOMER_NO: "numeric",
    labels.BANK_LAST4: "numeric",
    labels.CARD_LAST4: "numeric",
    sentences.MAIL_ADDRESS: "email",
    sentences.RECIPIENT: "email",
}
SENT = frozenset({labels.REGISTRATION_SENT, labels.PHRASE_SENT})
MENU = frozenset(labels.MENU)
# Where no button is more than the others.
ALIKE = frozenset({labels.SUPPORT_GUIDE, labels.MENU_CONTRACT, labels.PHRASE_SENT})
AMOUNT = re.compile(f"[0-9,]+{labels.YEN}")

# Stands around the name of a gap; no template contains it.
SEAM = "\0"

Kept = Mapping[str, Sequence[str]]

NOTHING_KEPT: Kept = {}


class Frame(Value, frozen=True):
    """What surrounds a page: the path of its world, where its form goes, its seal and copy.

    `no_console` hides the way to the console (an attribute of HTML).
    """

    site: str
    action: str
    seal: str
    copy: str
    no_console: str = ""


class Shape(Value, frozen=True):
    """What pages have in common that differ only in words, and in what their forms carry."""

    page: Page
    facts: tuple["Fact", ...]
    chosen: tuple[tuple[str, str], ...]


class Fact(Value, frozen=True):
    """A line of a page: words, or words under a heading, which may be an amount."""

    heading: str
    words: str
    is_amount: bool = False


def rendered(page: Page, frame: Frame, kept: Kept = NOTHING_KEPT) -> str:
    """The page as HTML; `kept` is what a refused form shows again, by label.

    Pages of one shape are rendered once, with gaps where the frame, the words and the texts of
    fields come in. A page whose links depend on the world is rendered each time: a mailbox.
    """
    facts = [_fact(line) for line in page.lines]
    shape = Shape(
        structs.replace(page, number=0, seen_at=0, address="", lines=(), until=min(page.until, 1)),
        tuple(structs.replace(fact, words="") for fact in facts),
        tuple(
            (box.label, choice)
            for box in page.boxes
            for choice in box.choices
            if choice in kept.get(box.label, ())
        ),
    )
    gaps = {
        "site": escape(frame.site),
        "action": escape(frame.action),
        "page": str(page.number),
        "seen_at": str(page.seen_at),
        "until": str(page.until),
        "seal": escape(frame.seal),
        "copy": escape(frame.copy),
        "no_console": frame.no_console,
    }
    gaps |= {f"said{n}": escape(fact.words) for n, fact in enumerate(facts)}
    gaps |= {f"typed{n}": _kept_text(box, kept) for n, box in enumerate(page.boxes)}
    parts = _parts.__wrapped__(shape) if page.private and page.links else _parts(shape)
    return "".join([gaps[part] if n % 2 else part for n, part in enumerate(parts)])


def rendered_refusal(reason: str) -> str:
    """The page for a request that is not followed."""
    return _template("refused.html").render(reason=reason)


def rendered_own(template: str, **told: object) -> str:
    """A page of the simulator's own, which is no screen of the procedures."""
    return _template(template).render(told)


@lru_cache(maxsize=512)
def _parts(shape: Shape) -> list[str]:
    """HTML cut at its gaps: a text, the name of a gap, a text, and so on."""
    page = shape.page
    beside = {notice.field: notice.text for notice in page.notices}
    html = _template(_template_of(page)).render(
        page=page,
        gap=_gap,
        site=_gap("site"),
        no_console=_gap("no_console"),
        facts=[structs.replace(fact, words=_gap(f"said{n}")) for n, fact in enumerate(shape.facts)],
        typed={box.label: _gap(f"typed{n}") for n, box in enumerate(page.boxes)},
        chosen=frozenset(shape.chosen),
        above=[notice.text for notice in page.notices if not notice.field],
        beside=beside,
        refused=next((box.label for box in page.boxes if box.label in beside), ""),
        alike=page.title in ALIKE,
        buttons=[button for button in page.buttons if not _is_menu(page, button)],
        menu=[button for button in page.buttons if _is_menu(page, button)],
        paired=_paired(page.boxes),
        fills={box.label: _fills(box, page) for box in page.boxes},
        keys=KEYS,
    )
    return html.split(SEAM)


def _gap(name: str) -> str:
    return f"{SEAM}{name}{SEAM}"


def _kept_text(box: Box, kept: Kept) -> str:
    """What stands in a field to type in; a secret is typed anew."""
    return "" if box.kind == "secret" else escape(kept.get(box.label, ("",))[-1])


def _fills(box: Box, page: Page) -> str:
    """What a password manager may fill in (the autocomplete attribute of HTML)."""
    if box.kind == "secret":
        anew = any(other.label == labels.PASSWORD_AGAIN for other in page.boxes)
        return "new-password" if anew else "current-password"
    return FILLS.get(box.label, "off")


def _template_of(page: Page) -> str:
    if page.title in SENT and not page.boxes:
        return "sent.html"
    if page.buttons[-len(MENU) :] == labels.MENU:
        return "my_page.html"
    return SPECIAL.get(page.title, GENERIC)


def _is_menu(page: Page, button: str) -> bool:
    return button in MENU and labels.TOP in page.buttons


def _fact(line: str) -> Fact:
    """`heading: words` on one line; a text of several lines is one fact without a heading."""
    heading, colon, words = line.partition(": ")
    if not colon or "\n" in line:
        return Fact("", line)
    return Fact(heading, words, bool(AMOUNT.fullmatch(words)))


def _paired(boxes: Sequence[Box]) -> frozenset[str]:
    """The fields that stand beside a choice of the same name, as in お支払情報等."""
    choices = {choice for box in boxes if box.kind == "some" for choice in box.choices}
    return frozenset(box.label for box in boxes if box.kind == "text" and box.label in choices)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("itsid_sim.web"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
