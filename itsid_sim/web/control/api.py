"""The control API as an application: its calls, what they take, and how refusals are told."""

import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from itsid_sim import __version__
from itsid_sim.ports.store import StoreFailed
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe
from itsid_sim.web.control.border import Border
from itsid_sim.web.control.calls import calls
from itsid_sim.web.control.once import Once
from itsid_sim.web.control.openapi import Document, document
from itsid_sim.web.control.resources import JSON
from itsid_sim.web.control.troubles import Trouble, invalid, unknown
from itsid_sim.web.gate import Gate
from itsid_sim.web.visitors import Doorkeeper

LOG = logging.getLogger(__name__)

FAULTS_TOLD_MAX = 10


def control_api(universe: Universe, doors: Doorkeeper, gate: Gate, token: str) -> ASGIApp:
    """The application under /api; with a token, every call has to bear it."""
    app = _Described(
        title="itsid-sim control API",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={
            Trouble: _trouble,
            RequestValidationError: _unfit,
            UnknownWorld: _no_world,
            StoreFailed: _no_store,
            HTTPException: _no_call,
        },
    )
    app.calls, app.with_token = calls(universe, doors), bool(token)
    app.router.route_class = JsonRoute
    for call in app.calls:
        name = call.endpoint.__name__
        app.add_api_route(
            call.path,
            call.endpoint,
            methods=[call.method],
            status_code=call.status,
            response_model=None,
            response_class=Response,
            operation_id=name,
            name=name,
        )
    return Border(Once(app), gate, token)


class JsonRoute(APIRoute):
    """A route that takes JSON and nothing else, where it takes a body at all."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Look at the body before FastAPI does: its own parser takes NaN and half characters."""
        handle = super().get_route_handler()
        if self.body_field is None:
            return handle

        async def handle_json(request: Request) -> Response:
            _must_be_json(request.headers.get("content-type", ""), await request.body())
            return await handle(request)

        return handle_json


class _Described(FastAPI):
    """The application with our own document about it."""

    calls: tuple[Any, ...] = ()
    with_token = False

    def openapi(self) -> Document:
        if not self.openapi_schema:
            self.openapi_schema = document(self, self.calls, with_token=self.with_token)
        return self.openapi_schema


def _must_be_json(content_type: str, body: bytes) -> None:
    kind, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if kind.strip().lower() != JSON or charset not in {"", "charset=utf-8"}:
        status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        raise Trouble(status, f"a body of type {JSON} in UTF-8 is expected", "Content-Type")
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        detail = f"the body is not JSON in UTF-8: {error}"
        raise Trouble(HTTPStatus.BAD_REQUEST, detail, "body") from None


async def _trouble(_request: Request, error: Exception) -> Response:
    return error.response() if isinstance(error, Trouble) else Response(status_code=500)


async def _no_world(_request: Request, error: Exception) -> Response:
    return unknown(str(error)).response()


async def _no_store(_request: Request, error: Exception) -> Response:
    LOG.error("%s", error)
    return Trouble(HTTPStatus.SERVICE_UNAVAILABLE, str(error)).response()


async def _unfit(_request: Request, error: Exception) -> Response:
    """What was found is not repeated: it may be a password."""
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    places = [".".join(str(part) for part in fault["loc"][1:]) or "body" for fault in faults]
    told = [
        f"{place}: {fault['msg'].removeprefix('Value error, ')}"
        for place, fault in zip(places, faults, strict=True)
    ]
    return invalid("; ".join(told[:FAULTS_TOLD_MAX]), places[0] if places else "").response()


async def _no_call(request: Request, error: Exception) -> Response:
    """No such path, no such method, or a body that even we did not see through."""
    status = HTTPStatus(getattr(error, "status_code", 500))
    headers = None
    detail = f"there is no {request.url.path}; see /api/openapi.json"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(sorted(_methods(request)))
        headers, detail = {"allow": allowed}, f"{request.method} is not allowed, but {allowed}"
    elif status != HTTPStatus.NOT_FOUND:
        detail = str(getattr(error, "detail", ""))
    return Trouble(status, detail, headers=headers).response()


def _methods(request: Request) -> set[str]:
    """All methods of a path; each of them is a route of its own."""
    path = request.scope["path"]
    routes = (route for route in request.app.routes if isinstance(route, Route))
    return {
        method for route in routes if route.path_regex.match(path) for method in route.methods or ()
    }
