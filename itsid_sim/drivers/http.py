"""The driver over HTTP: a browser without JavaScript, from the address line to the cookie jar."""

from functools import lru_cache
from urllib.parse import quote_plus, urljoin, urlsplit

from msgspec import Struct, structs

from itsid_sim.client.connection import Answer, Connection
from itsid_sim.core.text import fold_label
from itsid_sim.drivers.document import CHOSEN, TYPED, Anchor, Button, Document, Form, Pairs
from itsid_sim.drivers.evidence import Evidence, masked_address, masked_lines
from itsid_sim.drivers.html import read_html
from itsid_sim.drivers.jar import Jar
from itsid_sim.drivers.seen import NotThere, Seen
from itsid_sim.drivers.stage import Place
from itsid_sim.rules.outcomes import OTHER_TAB

REDIRECTS_MAX = 10
REDIRECTS = frozenset({301, 302, 303})
NOT_FOUND = 404
FAULT = 500
FORM_TYPE = ("content-type", "application/x-www-form-urlencoded")


class SiteFault(Exception):
    """The site broke: an answer of 500 or above, or redirects without end."""


class Shown(Struct):
    """An answer as a tab shows it. `asked` is what a reload sends again: a form, or nothing."""

    url: str
    asked: str
    html: str
    may_be_kept: bool
    document: Document


class Tab:
    """One tab: what it shows, and what it showed before."""

    def __init__(self) -> None:
        self.shown: Shown | None = None
        self.before: list[Shown] = []


class Http:
    """A browser a person; its tabs share a cookie jar."""

    def __init__(
        self, place: Place, connection: Connection, jars: dict[str, Jar] | None = None
    ) -> None:
        """Without `jars` nobody has a cookie."""
        self._place = place
        self._connection = connection
        self._tabs: dict[str, Tab] = {}
        self._jars = jars or {}

    def open(self, who: str, address: str) -> None:
        url = self._place.site + address if address.startswith("/") else address
        self._go(who, url)

    def fill(self, who: str, field: str, text: str) -> None:
        self._shown(who).document.field(field, *TYPED).value = text

    def choose(self, who: str, field: str, option: str) -> None:
        document = self._shown(who).document
        if fold_label(option) == fold_label(field):
            document.field(field, "toggle")
            raise NotThere(f"page {document.title!r}: {field!r} needs more than a page shows")
        found = document.field(field, *CHOSEN)
        chosen = document.option(found, option)
        for one in found.options:
            one.chosen = one is chosen or (one.chosen and found.kind == "some")

    def press(self, who: str, label: str) -> None:
        self._press(who, label, times=1)

    def press_twice(self, who: str, label: str) -> None:
        self._press(who, label, times=2)

    def look(self, who: str) -> Seen:
        return self._shown(who).document.seen()

    def reload(self, who: str) -> None:
        shown = self._shown(who)
        self._tabs[who].shown = self._asked(who, shown.url, shown.asked)

    def back(self, who: str) -> None:
        tab = self._tabs[who]
        if not tab.before:
            title = self._shown(who).document.title
            raise NotThere(f"page {title!r}: nothing was shown before it in this tab")
        shown = tab.before.pop()
        if shown.may_be_kept:
            tab.shown = structs.replace(shown, document=read_html(shown.html))
        else:
            tab.shown = self._asked(who, shown.url, shown.asked)

    def evidence(self) -> tuple[Evidence, ...]:
        shown = {who: tab.shown for who, tab in self._tabs.items() if tab.shown}
        return tuple(
            Evidence(who, masked_address(it.url), tuple(masked_lines(it.document.seen())))
            for who, it in shown.items()
        )

    def picture(self, who: str) -> bytes:
        return b""

    def follow(self, stage: Place) -> "Http":
        here = self._place.site
        moved = (urlsplit(here).path, urlsplit(stage.site).path)
        jars = {who: jar.moved(*moved) for who, jar in self._jars.items()}
        there = Http(stage, self._connection, jars)
        for who, tab in self._tabs.items():
            if tab.shown is not None:
                there.open(who, stage.site + tab.shown.url.removeprefix(here))
        return there

    def close(self) -> None:
        self._tabs.clear()
        self._jars.clear()

    def _press(self, who: str, label: str, times: int) -> None:
        shown = self._shown(who)
        document = shown.document
        pressed = document.pressed(label)
        if isinstance(pressed, Anchor):
            self._go(who, _joined(shown.url, pressed.href))
            return
        form = document.forms[pressed.form]
        url = _joined(shown.url, form.action)
        body = _encoded(_pairs(document, form, pressed))
        for _ in range(times - 1):
            self._asked(who, url, body)
        self._go(who, url, body)

    def _go(self, who: str, url: str, body: str = "") -> None:
        shown = self._asked(who, url, body)
        tab = self._tabs.setdefault(who, Tab())
        if tab.shown is not None:
            tab.before.append(tab.shown)
        tab.shown = shown

    def _asked(self, who: str, url: str, body: str) -> Shown:
        """Send a form, or ask without one, and follow where the answer leads."""
        for _ in range(REDIRECTS_MAX):
            answer = self._answer(who, url, body)
            if answer.status not in REDIRECTS:
                return _as_shown(who, url, body, answer)
            url, body = _joined(url, answer.header("location")), ""
        raise SiteFault(f"{who}: {url} leads on and on, after {REDIRECTS_MAX} redirects")

    def _answer(self, who: str, url: str, body: str) -> Answer:
        path, query = (parts := urlsplit(url)).path or "/", parts.query
        jar = self._jars.setdefault(who.removeprefix(OTHER_TAB), Jar())
        cookies = jar.header(path)
        headers = [("cookie", cookies)] if cookies else []
        target = f"{path}?{query}" if query else path
        if body:
            headers += [FORM_TYPE, ("origin", _origin(url)), ("sec-fetch-site", "same-origin")]
            answer = self._connection.ask("POST", target, headers, body.encode())
        else:
            answer = self._connection.ask("GET", target, headers)
        for name, value in answer.headers:
            if name == "set-cookie":
                jar.put(value, path)
        return answer

    def _shown(self, who: str) -> Shown:
        tab = self._tabs.get(who)
        if tab is None or tab.shown is None:
            raise NotThere(f"{who}: has opened nothing yet")
        return tab.shown


def _as_shown(who: str, url: str, asked: str, answer: Answer) -> Shown:
    html = answer.body.decode(errors="replace")
    document = read_html(html)
    if answer.status == NOT_FOUND:
        raise NotThere(f"{who}: there is no such page: {url} ({document.title})")
    if answer.status >= FAULT:
        raise SiteFault(f"{who}: {url} answered {answer.status} ({document.title})")
    may_be_kept = "no-store" not in answer.header("cache-control")
    return Shown(url, asked, html, may_be_kept, document)


def _pairs(document: Document, form: Form, pressed: Button) -> Pairs:
    pairs = list(form.hidden)
    for field in document.fields:
        if field.form == pressed.form:
            pairs += field.pairs()
    return [*pairs, (pressed.name, pressed.value)] if pressed.name else pairs


def _encoded(pairs: Pairs) -> str:
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """The labels of a site are few, and slow to quote in Japanese."""
    return quote_plus(text)


def _joined(url: str, reference: str) -> str:
    """Where a reference on a page leads; a path stays on the page's host, which is quickly told."""
    if reference.startswith("/") and not reference.startswith("//"):
        return _origin(url) + reference
    return urljoin(url, reference)


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("//")
    return f"{scheme}//{rest.partition('/')[0]}"
