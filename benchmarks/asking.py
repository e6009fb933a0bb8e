"""One HTTP client for all that is measured over HTTP: a kept connection of http.client."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPMessage
from typing import Any

from itsid_sim.rules.value import Value

TIMEOUT_S = 60
JSON = "application/json"


class WrongAnswer(Exception):
    """What is measured does not do what it is measured for."""


class Answer(Value, frozen=True):
    """Headers by their names in any case, and the body."""

    headers: HTTPMessage
    body: bytes

    def told(self) -> Any:  # noqa: ANN401 - whatever a peer tells
        """The body as JSON."""
        return json.loads(self.body or b"{}")


class Asker:
    """Asks one question at a time."""

    def __init__(self, place: str) -> None:
        """`place` is a host with a port."""
        self._connection = HTTPConnection(place, timeout=TIMEOUT_S)

    def ask(
        self,
        method: str,
        target: str,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
        expected: HTTPStatus = HTTPStatus.OK,
    ) -> Answer:
        """Ask, and read the whole answer. Raises `WrongAnswer` for another status."""
        self._connection.request(method, target, body, headers or {})
        response = self._connection.getresponse()
        content = response.read()
        if response.status != expected:
            found = f"{response.status} {content.decode(errors='replace')[:200]}"
            raise WrongAnswer(f"{method} {target}: {expected} expected, {found} found")
        return Answer(response.headers, content)

    def post_json(self, target: str, given: object, headers: Mapping[str, str]) -> Answer:
        """Send JSON."""
        return self.ask("POST", target, json.dumps(given), {"Content-Type": JSON, **headers})

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
