"""The control API with types: worlds, their clocks, contracts, letters and faults."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Literal, Self, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from msgspec import json

from itsid_sim.adapters.chance import new_token
from itsid_sim.client.connection import Answer, Connection, Header
from itsid_sim.client.errors import content, must_be_done
from itsid_sim.client.given import NewContract
from itsid_sim.rules.value import Value
from itsid_sim.web.told import (
    Advanced,
    Branch,
    Branches,
    ClockMode,
    Contract,
    Contracts,
    Deadline,
    Deadlines,
    Events,
    Fault,
    Faults,
    Letter,
    LetterKind,
    Letters,
    World,
    Worlds,
)

T = TypeVar("T")

Given = Mapping[str, object]

# The variable that holds the bearer token, where a simulator asks for one.
TOKEN_VARIABLE = "ITSID_CONTROL_TOKEN"
JSON = ("content-type", "application/json")
NOTHING: Given = {}
DAY_S = 24 * 60 * 60
WAIT = timedelta(seconds=10)


class Control:
    """The control API of one simulator, over one kept connection; one call at a time.

    ```
    with Control("http://127.0.0.1:8025") as control:
        world = control.create(settings={"Q01": "inclusive"})
        control.advance(world.id, by=timedelta(minutes=30))
    ```

    Every method raises `NotDone`, or `Unreachable` if nobody answers.
    """

    def __init__(self, url: str, token: str = "") -> None:
        """`url` is where the simulator is; `token` what it asks for, if it asks for one."""
        self.connection = Connection(url)
        self._base = f"{urlsplit(url).path.rstrip('/')}/api/worlds"
        self._headers: tuple[Header, ...] = (("authorization", f"Bearer {token}"),) if token else ()

    def create(  # noqa: PLR0913 - all of them by name, and none is needed
        self,
        id: str | None = None,
        *,
        seed: str | None = None,
        now: datetime | None = None,
        clock: ClockMode = "frozen",
        settings: Mapping[str, object] | None = None,
        contracts: Sequence[NewContract] | None = None,
        keep: timedelta | None = None,
    ) -> World:
        """Make a world.

        What is not given is chosen by the simulator: an id, real time, the answers taken for
        open questions, the people of the fixtures. `keep`: it is cleared away when nobody has
        used it for so long.
        """
        given = {
            "id": id,
            "seed": seed,
            "now": now,
            "clock": clock,
            "settings": settings,
            "contracts": contracts,
            "keep": _span(keep),
        }
        return self._write("POST", "", given, World)

    def worlds(self, *, limit: int = 100, after: str | None = None) -> Worlds:
        """A part of the list of worlds, by id; ask on `after` its `next`."""
        return self._read("", Worlds, {"limit": limit, "after": after})

    def world(self, id: str) -> World:
        """A world, after all letters that are due."""
        return self._read(_under(id), World)

    def delete(self, id: str, *, if_match: str = "") -> None:
        """Take a world away; `main` is made anew. `if_match` is the `etag` it must have."""
        must_be_done(self._ask("DELETE", _under(id), _condition(if_match)))

    def advance(
        self,
        id: str,
        *,
        by: timedelta | None = None,
        to: datetime | Literal["next"] | None = None,
        if_match: str = "",
    ) -> Advanced:
        """Move a clock by a span, to a time, or to the next thing that falls due."""
        given = {"by": _span(by), "to": to}
        return self._write("POST", _under(id, "clock/advance"), given, Advanced, if_match)

    def set_clock(self, id: str, mode: ClockMode, *, if_match: str = "") -> World:
        """Let a clock flow with real time from where it stands, or stand still."""
        return self._write("PUT", _under(id, "clock"), {"mode": mode}, World, if_match)

    def deadlines(self, id: str) -> tuple[Deadline, ...]:
        """What changes by the mere passing of time, soonest first."""
        return self._read(_under(id, "deadlines"), Deadlines).deadlines

    def events(self, id: str, *, after: int = 0, limit: int = 500) -> Events:
        """A part of what has happened; ask on `after` its `next`."""
        return self._read(_under(id, "events"), Events, {"after": after, "limit": limit})

    def fork(
        self,
        id: str,
        child: str | None = None,
        *,
        at: int | datetime | None = None,
        if_match: str = "",
    ) -> World:
        """Make a world with the same past, which stands still.

        That is as of now, or after the event of a number, or at a time.
        """
        return self._write("POST", _under(id, "fork"), {"id": child, "at": at}, World, if_match)

    def rewind(self, id: str, to: int | datetime, *, if_match: str = "") -> World:
        """Go back to after the event of a number, or to a time; what is left stays as a branch."""
        return self._write("POST", _under(id, "rewind"), {"to": to}, World, if_match)

    def enter(self, id: str, branch: str, *, if_match: str = "") -> World:
        """Stand at the end of a branch that was left."""
        return self._write("POST", _under(id, "rewind"), {"branch": branch}, World, if_match)

    def branches(self, id: str) -> tuple[Branch, ...]:
        """The ways that a world has gone."""
        return self._read(_under(id, "branches"), Branches).branches

    def contracts(self, id: str) -> tuple[Contract, ...]:
        """The contracts of a world, by id."""
        return self._read(_under(id, "contracts"), Contracts).contracts

    def add_contract(self, id: str, contract: NewContract, *, if_match: str = "") -> Contract:
        """Let a world have one more customer."""
        return self._write("POST", _under(id, "contracts"), contract, Contract, if_match)

    def letters(
        self,
        id: str,
        *,
        to: str | None = None,
        subject: str | None = None,
        kind: LetterKind | None = None,
    ) -> tuple[Letter, ...]:
        """The letters that fit all that is given, in the order in which they were written."""
        asked = {"to": to, "subject": subject, "kind": kind}
        return self._read(_under(id, "letters"), Letters, asked).letters

    def wait_for_letter(  # noqa: PLR0913 - all of them by name
        self,
        id: str,
        *,
        to: str | None = None,
        subject: str | None = None,
        kind: LetterKind | None = None,
        after: int | None = None,
        timeout: timedelta = WAIT,
    ) -> Letter:
        """Wait for the newest letter that fits all that is given.

        With `after` it is one that arrived after the event of that number. Raises `NoSuchThing`
        at once if a world that stands still has none on its way, and `NotDone` (504) when the
        `timeout` of real time is over.
        """
        asked = {
            "to": to,
            "subject": subject,
            "kind": kind,
            "after": after,
            "timeout": _span(timeout),
        }
        return self._read(_under(id, "letters/wait"), Letter, asked)

    def release(self, id: str, letter: str, *, if_match: str = "") -> Letter:
        """Let a letter that is held arrive now."""
        path = _under(id, f"letters/{quote(letter, safe='')}/release")
        return content(self._ask("POST", path, (*_once(), *_condition(if_match))), Letter)

    def faults(self, id: str) -> tuple[Fault, ...]:
        """What goes wrong with a world's mail."""
        return self._read(_under(id, "mail/faults"), Faults).faults

    def set_faults(self, id: str, *faults: Fault, if_match: str = "") -> tuple[Fault, ...]:
        """Let mail go wrong in these ways and no other."""
        path = _under(id, "mail/faults")
        return self._write("PUT", path, Faults(faults), Faults, if_match).faults

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, path: str, kind: type[T], asked: Given = NOTHING) -> T:
        query = f"?{urlencode(_given(asked))}" if asked else ""
        return content(self._ask("GET", path + query), kind)

    def _write(
        self,
        method: str,
        path: str,
        given: Given | Value,
        kind: type[T],
        if_match: str = "",
    ) -> T:
        body = json.encode(given if isinstance(given, Value) else _given(given))
        headers = (JSON, *(_once() if method == "POST" else ()), *_condition(if_match))
        return content(self._ask(method, path, headers, body), kind)

    def _ask(
        self, method: str, path: str, headers: tuple[Header, ...] = (), body: bytes = b""
    ) -> Answer:
        all_headers = (*self._headers, *headers)
        return self.connection.ask(method, self._base + path, all_headers, body)


def _once() -> tuple[Header, ...]:
    """An answer may get lost on its way: whoever asks again wants it done once."""
    return (("idempotency-key", new_token()),)


def _under(id: str, rest: str = "") -> str:
    path = f"/{quote(id, safe='')}"
    return f"{path}/{rest}" if rest else path


def _condition(if_match: str) -> tuple[Header, ...]:
    return (("if-match", if_match),) if if_match else ()


def _given(asked: Given) -> dict[str, object]:
    return {name: value for name, value in asked.items() if value is not None}


def _span(span: timedelta | None) -> str | None:
    if span is None:
        return None
    if span.microseconds:
        raise ValueError(f"span {span}: whole seconds are expected")
    return f"PT{span.days * DAY_S + span.seconds}S"
