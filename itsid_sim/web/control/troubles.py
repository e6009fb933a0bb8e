"""Requests of the control API that are not followed, each told as a problem (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus

from msgspec import json
from starlette.responses import Response

from itsid_sim.web.told import Problem

PROBLEM_TYPE = "application/problem+json"
# What stands in `type` behind /problems/, unless the trouble says otherwise.
NAMES = {
    HTTPStatus.BAD_REQUEST: "malformed",
    HTTPStatus.UNAUTHORIZED: "token",
    HTTPStatus.FORBIDDEN: "origin",
    HTTPStatus.NOT_FOUND: "unknown",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.CONFLICT: "taken",
    HTTPStatus.PRECONDITION_FAILED: "changed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "size",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "media-type",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid",
    HTTPStatus.INTERNAL_SERVER_ERROR: "fault",
    HTTPStatus.SERVICE_UNAVAILABLE: "store",
}


class Trouble(Exception):
    """The request is not followed, and the asker is told why."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        where: str | None = None,
        *,
        name: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        kind = name or NAMES.get(status, "refused")
        self.problem = Problem(f"/problems/{kind}", status.phrase, status, detail, where)
        self._headers = headers

    def response(self) -> Response:
        """The answer that tells it."""
        return Response(json.encode(self.problem), self.problem.status, self._headers, PROBLEM_TYPE)


def unknown(detail: str) -> Trouble:
    """There is no such thing (404)."""
    return Trouble(HTTPStatus.NOT_FOUND, detail)


def taken(detail: str, where: str) -> Trouble:
    """Somebody else has that name already (409)."""
    return Trouble(HTTPStatus.CONFLICT, detail, where)


def invalid(detail: str, where: str) -> Trouble:
    """It can be read but not done (422)."""
    return Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, detail, where)


def changed(found: str, expected: str) -> Trouble:
    """The world has gone on since the asker looked (412)."""
    return Trouble(
        HTTPStatus.PRECONDITION_FAILED,
        f"the world is at {found}, and If-Match asks for {expected}; read it again",
        "If-Match",
    )
