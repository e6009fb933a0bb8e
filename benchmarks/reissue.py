"""Reissue by code over HTTP: as a test does it in six requests, and as a browser does in eleven.

Every client has a contract of its own in a frozen world that limits no letters (Q24). The letter
goes over real SMTP; its code is read in the mailbox of the world, in one request more.
"""

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

import msgspec

from benchmarks.asking import Answer, Asker, WrongAnswer
from benchmarks.journeys import Journey
from itsid_sim.adapters.faker_cast import more_contracts
from itsid_sim.adapters.fixture_files import ContractEntry, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.client.connection import Connection
from itsid_sim.client.control import Control
from itsid_sim.client.given import NewAccount, NewContract
from itsid_sim.client.mailbox import Mailbox
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.remote import RemoteTheatre
from itsid_sim.drivers.stage import Stage
from itsid_sim.postbox.mailpit import Messages
from itsid_sim.rules import labels

WORLD = "bench"
MANY_MESSAGES = 1000
WHO = "a customer"
PASSWORD = "New.pass1"
ENTRANCE = f"/w/{WORLD}/mypage"
FORM_TYPE = "application/x-www-form-urlencoded"
HIDDEN = re.compile(r'name="(seen_at|seal|copy)" value="([^"]*)"')
CODE = re.compile(r"\d{6}")


class Customers:
    """The customers of a served site, as many as clients are wanted; a fresh world every time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._control = Control(url)
        self._theatre = RemoteTheatre(url, read_cast(ROOT / "fixtures" / "cast.toml"), {})

    def at_their_forms(self, count: int) -> Sequence[Journey]:
        """Six requests: redirects are not followed, pages after the first are not looked at."""
        return [ByForms(self._url, one, count).proven().walk for one in self._fresh(count)]

    def at_their_browsers(self, count: int) -> Sequence[Journey]:
        """Eleven requests: redirects are followed, and every page is read."""
        stage = self._theatre.stage()  # its world is never begun
        return [InABrowser(stage, self._url, one, count).walk for one in self._fresh(count)]

    def close(self) -> None:
        """Hang up."""
        self._theatre.close()
        self._control.close()

    def _fresh(self, count: int) -> list[str]:
        """The iTSCOM IDs of the customers of a new world, which takes the place of the last."""
        if any(world.id == WORLD for world in self._control.worlds().worlds):
            self._control.delete(WORLD)
        entries = list(more_contracts(count, seed=1))
        contracts = [_contract(entry) for entry in entries]
        answers = {"Q24": None}
        self._control.create(WORLD, settings=answers, contracts=contracts)
        return [entry.account.itscom_id for entry in entries if entry.account]


class ByForms:
    """A test that knows the forms: each press goes where the answer before it pointed."""

    def __init__(self, url: str, login_id: str, newest: int) -> None:
        """Their letter is mostly among so many newest ones."""
        self._asker = Asker(urlsplit(url).netloc)
        self._login_id = login_id
        self._newest = newest
        self._presses = (
            _form(labels.FORGOT),
            _form(labels.NEXT, (labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN)),
            _form(labels.NEXT, (labels.ITSCOM_ID, login_id)),
        )
        self._code = _form(labels.NEXT, (labels.CODE, ""))
        twice = (labels.PASSWORD, PASSWORD), (labels.PASSWORD_AGAIN, PASSWORD)
        self._passwords = _form(labels.NEXT, *twice)
        self._address, self._headers = ENTRANCE, {"Content-Type": FORM_TYPE}

    def proven(self) -> "ByForms":
        """The same, after a journey that ended where it should."""
        self.walk()
        last = self._asker.ask("GET", self._address, headers=self._headers).body.decode()
        if labels.PASSWORD_CHANGED not in last:
            raise WrongAnswer(f"the journey ended at {last}")
        return self

    def walk(self) -> None:
        """One journey of a new browser."""
        answer = self._asker.ask("GET", ENTRANCE)
        found = HIDDEN.findall(answer.body.decode())
        sealed = "&".join(f"{name}={value}" for name, value in found)
        address, headers, cookies = ENTRANCE, self._headers, _cookies(answer)
        for number in range(5):
            form = self._form(number)
            body = f"page={number}&{sealed}&{form}"
            headers = {"Cookie": "; ".join(cookies), "Content-Type": FORM_TYPE}
            answer = self._asker.ask("POST", address, body, headers, HTTPStatus.SEE_OTHER)
            cookies += _cookies(answer)
            address = answer.headers["location"]
            if address != f"/w/{WORLD}/step/{number + 1}":
                raise WrongAnswer(f"{form} on page {number} led to {address}")
        self._address, self._headers = address, headers

    def _form(self, number: int) -> str:
        """What is typed and pressed on each page."""
        if number < len(self._presses):
            return self._presses[number]
        if number > len(self._presses):
            return self._passwords
        return self._code + code_for(self._login_id, self._newest, self._messages)

    def _messages(self, limit: int) -> Messages:
        answer = self._asker.ask("GET", f"/w/{WORLD}/mail/api/v1/messages?limit={limit}")
        return msgspec.json.decode(answer.body, type=Messages)


class InABrowser:
    """A person at a browser without JavaScript; the driver of `--driver http`."""

    def __init__(self, stage: Stage, url: str, login_id: str, newest: int) -> None:
        """Their letter is mostly among so many newest ones."""
        self._site = f"{url}/w/{WORLD}"
        self._stage = stage
        self._connection = Connection(url)
        self._login_id = login_id
        self._newest = newest

    def walk(self) -> None:
        """One journey of a new browser, up to the page that says so."""
        browser = Http(self._stage, self._connection)
        browser.open(WHO, f"{self._site}/mypage")
        browser.press(WHO, labels.FORGOT)
        browser.choose(WHO, labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN)
        browser.press(WHO, labels.NEXT)
        browser.fill(WHO, labels.ITSCOM_ID, self._login_id)
        browser.press(WHO, labels.NEXT)
        browser.fill(WHO, labels.CODE, code_for(self._login_id, self._newest, self._messages))
        browser.press(WHO, labels.NEXT)
        browser.fill(WHO, labels.PASSWORD, PASSWORD)
        browser.fill(WHO, labels.PASSWORD_AGAIN, PASSWORD)
        browser.press(WHO, labels.NEXT)
        title = browser.look(WHO).title
        if title != labels.PASSWORD_CHANGED:
            raise WrongAnswer(f"the journey ended at {title}")

    def _messages(self, limit: int) -> Messages:
        return Mailbox(f"{self._site}/mail/", self._connection).messages(limit=limit)


def _form(button: str, *typed: tuple[str, str]) -> str:
    """A press with what was typed before; coded once, for it is not the client who is measured."""
    return urlencode([("press", button), *typed])


def _cookies(answer: Answer) -> list[str]:
    """What a browser is to send from now on; nothing is ever taken back on this way."""
    return [one.partition(";")[0] for one in answer.headers.get_all("set-cookie", [])]


def code_for(login_id: str, newest: int, mailbox: Callable[[int], Messages]) -> str:
    """The code in the last letter to somebody; looked for among the newest, then among many."""
    for limit in (newest, MANY_MESSAGES):
        for one in mailbox(limit).messages:
            if one.to[0].address == login_id and (found := CODE.search(one.snippet)):
                return found[0]
    raise WrongAnswer(f"no letter to {login_id} brings a code")


def _contract(entry: ContractEntry) -> NewContract:
    facts = entry.model_dump(include={"id", "name", "kana", "phone", "customer_no"})
    known = entry.account.model_dump() if entry.account else {}
    return NewContract(**facts, account=NewAccount(**known))
