"""The OpenAPI document tells every call, what it takes, and every way it may end."""

from typing import Any

import pytest

from itsid_sim.bootstrap.served import Serving
from tests.web.control.asking import Asker, asking, told_by

WORLD = "/api/worlds/{id}"
STATUSES = {
    ("get", "/api/worlds"): "200 422",
    ("post", "/api/worlds"): "201 400 403 409 413 415 422",
    ("get", WORLD): "200 404",
    ("delete", WORLD): "204 403 404 412",
    ("post", f"{WORLD}/clock/advance"): "200 400 403 404 409 412 413 415 422",
    ("put", f"{WORLD}/clock"): "200 400 403 404 412 413 415 422",
    ("get", f"{WORLD}/deadlines"): "200 404",
    ("get", f"{WORLD}/events"): "200 404 422",
    ("post", f"{WORLD}/fork"): "201 400 403 404 409 412 413 415 422",
    ("post", "/w/{id}/console/fork"): "201 400 403 404 409 413 415 422",
    ("post", f"{WORLD}/rewind"): "200 400 403 404 412 413 415 422",
    ("get", f"{WORLD}/branches"): "200 404",
    ("get", f"{WORLD}/contracts"): "200 404",
    ("post", f"{WORLD}/contracts"): "201 400 403 404 409 412 413 415 422",
    ("get", f"{WORLD}/letters"): "200 404 422",
    ("get", f"{WORLD}/letters/wait"): "200 404 422 504",
    ("post", f"{WORLD}/letters/{{letter}}/release"): "200 403 404 409 412 413",
    ("get", f"{WORLD}/mail/faults"): "200 404",
    ("put", f"{WORLD}/mail/faults"): "200 400 403 404 412 413 415 422",
}


@pytest.fixture(scope="module")
def document(asker: Asker) -> dict[str, Any]:
    return told_by(asker.plain("GET", "/api/openapi.json", [], b""))


def test_it_tells_every_call_and_how_it_may_end(document: dict[str, Any]) -> None:
    told = {
        (method, path): " ".join(operation["responses"])
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }

    # Any call may find that the store is out of order.
    expected = {call: " ".join(sorted([*said.split(), "503"])) for call, said in STATUSES.items()}
    assert expected == told


def test_every_refusal_is_a_problem(document: dict[str, Any]) -> None:
    kinds = {
        kind
        for item in document["paths"].values()
        for operation in item.values()
        for status, response in operation["responses"].items()
        if status >= "400"
        for kind in response["content"]
    }

    assert {"application/problem+json"} == kinds


def test_every_call_that_takes_something_gives_an_example(document: dict[str, Any]) -> None:
    bodies = {
        operation["operationId"]: "example"
        in operation["requestBody"]["content"]["application/json"]
        for item in document["paths"].values()
        for operation in item.values()
        if "requestBody" in operation
    }

    assert {
        "create_world": True,
        "advance_clock": True,
        "set_clock": True,
        "fork_world": True,
        "fork_walking": True,
        "rewind_world": True,
        "add_contract": True,
        "set_faults": True,
    } == bodies


@pytest.mark.parametrize(
    ("call", "path"),
    [
        ("create_world", ""),
        ("advance_clock", "/{world}/clock/advance"),
        ("set_clock", "/{world}/clock"),
        ("fork_world", "/{world}/fork"),
        ("rewind_world", "/{world}/rewind"),
        ("add_contract", "/{world}/contracts"),
        ("set_faults", "/{world}/mail/faults"),
    ],
)
def test_an_example_works(asker: Asker, document: dict[str, Any], call: str, path: str) -> None:
    method, example = next(
        (method, operation["requestBody"]["content"]["application/json"]["example"])
        for item in document["paths"].values()
        for method, operation in item.items()
        if operation["operationId"] == call
    )

    world = asker.new_world()
    for _ in range(20):
        asker.ask("POST", f"/{world}/clock/advance", {"by": "PT2M"})

    answer = asker.ask(method.upper(), path.format(world=world), example)

    assert answer.status in {200, 201}


def test_a_password_is_only_written(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    passwords = [
        (name, schema["properties"]["password"].get("writeOnly"))
        for name, schema in schemas.items()
        if "password" in schema.get("properties", {})
    ]

    assert [("AccountGiven", True)] == passwords


def test_a_token_is_told_of_where_one_is_asked_for(document: dict[str, Any]) -> None:
    with asking(Serving(token="token")) as guarded:
        headers = [("authorization", "Bearer token")]
        told = told_by(guarded.plain("GET", "/api/openapi.json", headers, b""))

    assert (None, [{"token": []}]) == (document.get("security"), told["security"])
    assert "401" in told["paths"]["/api/worlds"]["get"]["responses"]
