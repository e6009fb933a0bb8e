"""Whatever a stranger sends, the answer keeps to the OpenAPI document, and nothing breaks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi import checks

from itsid_sim.bootstrap.served import Served, Serving
from tests.web.control.asking import CAST, WORLDS

WORLD = f"{WORLDS}/{{id}}"
CALLS = [
    ("GET", WORLDS),
    ("POST", WORLDS),
    ("GET", WORLD),
    ("DELETE", WORLD),
    ("POST", f"{WORLD}/clock/advance"),
    ("PUT", f"{WORLD}/clock"),
    ("GET", f"{WORLD}/deadlines"),
    ("GET", f"{WORLD}/events"),
    ("POST", f"{WORLD}/fork"),
    ("POST", "/w/{id}/console/fork"),
    ("POST", f"{WORLD}/rewind"),
    ("GET", f"{WORLD}/branches"),
    ("GET", f"{WORLD}/contracts"),
    ("POST", f"{WORLD}/contracts"),
    ("GET", f"{WORLD}/letters"),
    ("GET", f"{WORLD}/mail/faults"),
    ("PUT", f"{WORLD}/mail/faults"),
]
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
STRICT: list[CheckFunction] = [
    *CHECKS,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
# Any text may be the name of a world, so only these can be asked wrongly.
CAN_BE_WRONG = [call for call in CALLS if call[0] in {"POST", "PUT"}]
CAN_BE_WRONG += [("GET", path) for path in (WORLDS, f"{WORLD}/letters", f"{WORLD}/events")]
EXAMPLES = 20

AnyCase = Case[Any]


@pytest.fixture(scope="module")
def schema() -> Iterator[BaseSchema]:
    served = Served(Serving(), CAST)
    yield schemathesis.openapi.from_url(f"{served.url}/api/openapi.json")
    served.close()


def try_all(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    attempt: Callable[[AnyCase], None],
) -> None:
    """Attempt a call with so many things that fit the document, or that do not."""
    tried = given(operation.as_strategy(generation_mode=mode))(attempt)
    bounded = settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    bounded(tried)()


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_right_call_is_answered_as_the_document_says(
    schema: BaseSchema, method: str, path: str
) -> None:
    def attempt(case: AnyCase) -> None:
        case.call_and_validate(checks=STRICT)

    try_all(schema[path][method], GenerationMode.POSITIVE, attempt)


@pytest.mark.parametrize(("method", "path"), CAN_BE_WRONG)
def test_a_wrong_call_is_refused_as_the_document_says(
    schema: BaseSchema, method: str, path: str
) -> None:
    def attempt(case: AnyCase) -> None:
        case.call_and_validate(checks=STRICT)

    try_all(schema[path][method], GenerationMode.NEGATIVE, attempt)


@pytest.mark.parametrize(("method", "path"), [call for call in CALLS if "{id}" in call[1]])
def test_a_call_about_a_world_that_is_there_is_answered_as_the_document_says(
    schema: BaseSchema, method: str, path: str
) -> None:
    def attempt(case: AnyCase) -> None:
        case.path_parameters = {"id": "main"}
        case.call_and_validate(checks=CHECKS)

    try_all(schema[path][method], GenerationMode.POSITIVE, attempt)
