"""The OpenAPI document: FastAPI knows what is given, and we add what is told and what may fail."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from msgspec import json

from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value
from itsid_sim.web import told
from itsid_sim.web.control.calls import Call
from itsid_sim.web.control.once import KEY_CHARS_MAX
from itsid_sim.web.control.resources import JSON
from itsid_sim.web.control.stream import EVENT_STREAM
from itsid_sim.web.control.troubles import PROBLEM_TYPE

COMPONENTS = "#/components/schemas/{name}"
ABOUT = """Worlds of the simulator, for testers: make them, move their clocks, read their letters.

Times are ISO 8601 with +09:00, spans ISO 8601 in whole seconds. Letters that are due are sent
before anything is read or changed. Every refusal is a problem (RFC 9457)."""

Document = dict[str, Any]

IDEMPOTENCY_KEY: Document = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "What is asked again under the same key is answered again, and done once.",
    "schema": {"type": "string", "maxLength": KEY_CHARS_MAX},
}


def document(app: FastAPI, calls: Sequence[Call], *, with_token: bool) -> Document:
    """The OpenAPI document of the application."""
    described = get_openapi(
        title=app.title, version=app.version, description=ABOUT, routes=app.routes
    )
    schemas = described["components"]["schemas"]
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    kinds = [call.tells for call in calls if call.tells] + [told.Problem, Settings]
    schemas.update(json.schema_components(kinds, ref_template=COMPONENTS)[1])
    schemas["WorldGiven"]["properties"]["settings"] = _ref(Settings)
    for call in calls:
        _complete(described["paths"][call.path][call.method.lower()], call, with_token=with_token)
    if with_token:
        scheme = {"type": "http", "scheme": "bearer"}
        described["components"]["securitySchemes"] = {"token": scheme}
        described["security"] = [{"token": []}]
    return described


def _complete(operation: Document, call: Call, *, with_token: bool) -> None:
    responses = {str(call.status.value): _success(call)}
    for code in sorted({*call.troubles, 503, *((401,) if with_token else ())}):
        responses[str(code)] = {
            "description": HTTPStatus(code).phrase,
            "content": {PROBLEM_TYPE: {"schema": _ref(told.Problem)}},
        }
    operation["responses"] = responses
    if call.method == "POST":
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    if call.given is not None:
        operation["requestBody"]["content"][JSON]["example"] = call.given


def _success(call: Call) -> Document:
    if call.tells is None:
        return {"description": "Done"}
    headers = {} if call.tells is told.Worlds else {"ETag": _header("branch and last event")}
    if call.status is HTTPStatus.CREATED and call.tells is told.World:
        headers["Location"] = _header("where the new world is")
    about = (call.tells.__doc__ or "").partition("\n")[0]
    content = {JSON: {"schema": _ref(call.tells)}}
    if call.tells is told.Events:  # whoever asks for them by Accept is told them as they happen
        content[EVENT_STREAM] = {"schema": {"type": "string"}}
    return {"description": about, "headers": headers, "content": content}


def _header(about: str) -> Document:
    return {"description": about, "schema": {"type": "string"}}


def _ref(kind: type[Value]) -> Document:
    return {"$ref": COMPONENTS.format(name=kind.__name__)}
