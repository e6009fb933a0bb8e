"""A request that is asked again under its Idempotency-Key: done once, answered twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec import json

from itsid_sim.client.connection import Answer
from itsid_sim.client.control import Control
from tests.web.control.asking import Asker, told_by

MINUTE = {"by": "PT1M"}
OPENING = "2026-06-01T10:00:00+09:00"


def keyed(asker: Asker, path: str, given: object, key: str) -> Answer:
    return asker.ask("POST", path, given, [("idempotency-key", key)])


def minutes_passed(asker: Asker, world: str) -> int:
    return int(told_by(asker.ask("GET", f"/{world}"))["now"][14:16])


def test_a_clock_that_is_moved_twice_under_one_key_moves_once(asker: Asker) -> None:
    world = asker.new_world()

    first, second = (keyed(asker, f"/{world}/clock/advance", MINUTE, "once") for _ in range(2))

    assert (200, first.body) == (first.status, second.body)
    assert 1 == minutes_passed(asker, world)


def test_a_clock_that_is_moved_under_two_keys_moves_twice(asker: Asker) -> None:
    world = asker.new_world()

    for key in ("one", "two"):
        keyed(asker, f"/{world}/clock/advance", MINUTE, f"{world}-{key}")

    assert 2 == minutes_passed(asker, world)


def test_a_world_without_a_name_is_made_once(asker: Asker) -> None:
    first, second = (keyed(asker, "", {}, "new-world") for _ in range(2))

    assert told_by(first)["id"] == told_by(second)["id"]
    assert first.header("location") == second.header("location")


def test_an_answer_is_repeated_although_the_world_is_gone(asker: Asker) -> None:
    world = asker.new_world()
    first = keyed(asker, f"/{world}/fork", {}, f"fork-{world}")
    asker.ask("DELETE", f"/{world}")

    second = keyed(asker, f"/{world}/fork", {}, f"fork-{world}")

    assert (201, first.body) == (second.status, second.body)


def test_a_refusal_is_repeated_too(asker: Asker) -> None:
    world = asker.new_world()
    past = {"to": "2026-06-01T09:00:00+09:00"}

    answers = [keyed(asker, f"/{world}/clock/advance", past, f"past-{world}") for _ in range(2)]

    assert [422, 422] == [answer.status for answer in answers]


@pytest.mark.parametrize(
    ("path", "given"), [("clock/advance", {"by": "PT2M"}), ("rewind", MINUTE), ("fork", {})]
)
def test_a_key_is_good_for_one_request_only(asker: Asker, path: str, given: object) -> None:
    world = asker.new_world()
    keyed(asker, f"/{world}/clock/advance", MINUTE, f"used-{world}")

    answer = keyed(asker, f"/{world}/{path}", given, f"used-{world}")

    assert (422, "Idempotency-Key") == (answer.status, told_by(answer)["where"])


def test_a_key_has_a_hundred_characters_at_most(asker: Asker) -> None:
    world = asker.new_world()

    answers = [keyed(asker, f"/{world}/clock/advance", MINUTE, "k" * n) for n in (100, 101)]

    assert [200, 400] == [answer.status for answer in answers]


def test_requests_of_one_key_that_come_together_are_done_once(asker: Asker) -> None:
    world = asker.new_world()

    def move(_: int) -> bytes:
        with Control(asker.served.url) as control:
            headers = [("content-type", "application/json"), ("idempotency-key", f"at-{world}")]
            path = f"/api/worlds/{world}/clock/advance"
            return control.connection.ask("POST", path, headers, json.encode(MINUTE)).body

    with ThreadPoolExecutor(8) as threads:
        bodies = set(threads.map(move, range(8)))

    assert (1, 1) == (len(bodies), minutes_passed(asker, world))


def test_a_request_that_is_not_json_is_refused_as_ever(asker: Asker) -> None:
    world = asker.new_world()
    headers = [("idempotency-key", f"text-{world}"), ("content-type", "text/plain")]

    answer = asker.plain("POST", f"/api/worlds/{world}/clock/advance", headers, b"{}")

    assert 415 == answer.status


def test_reading_takes_no_key(asker: Asker) -> None:
    world = asker.new_world()
    key = [("idempotency-key", f"read-{world}")]
    asker.ask("GET", f"/{world}", None, key)
    asker.ask("POST", f"/{world}/clock/advance", MINUTE)

    answer = asker.ask("GET", f"/{world}", None, key)

    assert "2026-06-01T10:01:00+09:00" == told_by(answer)["now"]
