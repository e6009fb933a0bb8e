"""Waiting for a letter, and letting one arrive that is held."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest

from itsid_sim.client.connection import Answer, Connection
from itsid_sim.core import commands as c
from itsid_sim.drivers import routes
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules.letters import CODE_SUBJECT, REGISTRATION_SUBJECT
from tests.web.control.asking import TARO, Asker, told_by

HOLD = {"do": "hold", "for": "PT10M"}


def wait(asker: Asker, world: str, query: str = "") -> Answer:
    """Wait for a letter of a world."""
    return asker.ask("GET", f"/{world}/letters/wait{query}")


def waiting(asker: Asker, world: str, query: str = "") -> Future[Answer]:
    """Somebody else who waits, from when they are heard of."""
    connection, pool = Connection(asker.served.url), ThreadPoolExecutor(1)
    path = f"/api/worlds/{world}/letters/wait{query}"
    future = pool.submit(connection.ask, "GET", path)
    future.add_done_callback(lambda _: connection.close())
    pool.shutdown(wait=False)
    asker.until_watched(world)
    return future


def struck(asker: Asker, **fault: object) -> tuple[Walker, str]:
    """Taro in a world in which all letters have this fault."""
    walker, world = asker.walker("太郎")
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [fault]})
    return walker, world


def problem(answer: Answer) -> tuple[int, str]:
    """Status and kind of a refusal."""
    return answer.status, told_by(answer)["type"]


def test_a_letter_that_is_there_is_told_at_once_with_its_code(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    letter = told_by(wait(asker, world, f"?to={TARO}"))

    (received,) = walker.received(CODE_SUBJECT)
    assert (received.code, "arrived", "code") == (letter["code"], letter["state"], letter["kind"])


def test_of_several_the_newest_that_fits_is_told(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    routes.ask_for_reissue(walker)
    routes.to_registration_sent(walker.of("次郎"))

    ids = [told_by(wait(asker, world, query))["id"] for query in ("", "?kind=code")]

    assert ["3", "2"] == ids


@pytest.mark.parametrize(
    "query", ["", f"?to={TARO}", "?subject=x", "?timeout=PT0S", "?kind=phrase&timeout=PT20S"]
)
def test_a_world_that_stands_still_says_at_once_that_no_such_letter_is_coming(
    asker: Asker, query: str
) -> None:
    answer = wait(asker, asker.new_world(), query)

    assert (404, "/problems/no-letter") == problem(answer)


def test_a_letter_that_was_lost_or_refused_is_not_waited_for(asker: Asker) -> None:
    answers = []
    for do in ("lose", "refuse"):
        walker, world = struck(asker, do=do)
        routes.ask_for_reissue(walker)
        answers.append(problem(wait(asker, world)))

    assert [(404, "/problems/no-letter")] * 2 == answers


@pytest.mark.parametrize("fault", [HOLD, {"do": "defer", "times": 1}, {"do": "swap"}])
def test_a_letter_on_its_way_is_waited_for_until_the_time_is_over(
    asker: Asker, fault: dict[str, Any]
) -> None:
    walker, world = struck(asker, **fault)
    routes.ask_for_reissue(walker)

    answer = wait(asker, world, "?timeout=PT0S")

    assert (504, "/problems/timeout") == problem(answer)
    assert "2026-06-0" in told_by(answer)["detail"]


def held_letter(asker: Asker) -> str:
    """A world in which a letter to Taro is held for ten minutes."""
    walker, world = struck(asker, **HOLD)
    routes.ask_for_reissue(walker)
    walker.stage.letters(TARO)
    return world


@pytest.mark.parametrize(
    ("path", "given"), [("clock/advance", {"by": "PT10M"}), ("letters/1/release", None)]
)
def test_whoever_waits_is_told_as_soon_as_it_arrives(
    asker: Asker, path: str, given: object
) -> None:
    world = held_letter(asker)
    future = waiting(asker, world)

    done = asker.ask("POST", f"/{world}/{path}", given)

    letter = told_by(future.result(10))
    assert (200, "1", "arrived") == (done.status, letter["id"], letter["state"])


def test_a_letter_after_an_event_is_one_that_arrived_since(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    event = told_by(asker.ask("GET", f"/{world}"))["event"]

    before = wait(asker, world, f"?after={event}")
    routes.ask_for_reissue(walker)
    after = wait(asker, world, f"?after={event}")

    assert (404, "/problems/no-letter") == problem(before)
    assert "2" == told_by(after)["id"]


def test_a_letter_that_comes_again_has_not_arrived_since(asker: Asker) -> None:
    """Its answer was lost, so that the courier came twice."""
    walker, world = struck(asker, do="cut", at="answer", times=1)
    routes.ask_for_reissue(walker)
    event = told_by(asker.ask("GET", f"/{world}"))["event"]

    asker.ask("POST", f"/{world}/clock/advance", {"by": "PT1M"})

    assert 2 == asker.universe.service.world(world).letters["1"].copies
    assert (404, "/problems/no-letter") == problem(wait(asker, world, f"?after={event}"))


def test_a_flowing_world_is_waited_for(asker: Asker) -> None:
    world = asker.new_world(clock="flowing")

    answer = wait(asker, world, "?timeout=PT0S")

    assert (504, "/problems/timeout") == problem(answer)


def test_whoever_waits_in_a_flowing_world_is_told_of_a_mail_from_elsewhere(asker: Asker) -> None:
    world = asker.new_world(clock="flowing")
    future = waiting(asker, world, "?subject=hello")

    asker.universe.service.carry_out(world, c.Receive((TARO,), "shop@example.org", "hello"))

    letter = told_by(future.result(10))
    assert ("other", "hello", TARO) == (letter["kind"], letter["subject"], letter["to"])


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("?timeout=10", "timeout"),
        ("?timeout=PT26S", "timeout"),
        ("?after=-1", "after"),
        ("?after=x", "after"),
        ("?kind=personal", "kind"),
        ("?before=1", "before"),
    ],
)
def test_what_cannot_be_waited_for_is_refused(asker: Asker, query: str, where: str) -> None:
    answer = wait(asker, asker.new_world(), query)

    assert (422, where) == (answer.status, told_by(answer)["where"])


def test_a_world_that_is_not_there_has_no_letter_coming(asker: Asker) -> None:
    assert (404, "/problems/unknown") == problem(wait(asker, "nobody"))


def test_a_held_letter_is_released_once(asker: Asker) -> None:
    world = held_letter(asker)

    answers = [asker.ask("POST", f"/{world}/letters/1/release") for _ in range(2)]

    assert [200, 409] == [answer.status for answer in answers]
    letter, refusal = map(told_by, answers)
    assert ("arrived", "2026-06-01T10:00:00+09:00") == (letter["state"], letter["arrived_at"])
    assert "arrived, not held" in refusal["detail"]


def test_a_letter_that_was_never_written_is_not_released(asker: Asker) -> None:
    answer = asker.ask("POST", f"/{asker.new_world()}/letters/7/release")

    assert (404, "/problems/unknown") == problem(answer)


def test_a_letter_is_not_released_in_a_world_that_has_gone_on(asker: Asker) -> None:
    world = held_letter(asker)

    answer = asker.ask("POST", f"/{world}/letters/1/release", None, [("if-match", '"1.1"')])

    assert 412 == answer.status
    assert "held" == asker.universe.service.world(world).letters["1"].state


def test_the_subject_of_a_letter_finds_it(asker: Asker) -> None:
    walker, world = asker.walker("次郎")
    routes.to_registration_sent(walker)

    letter = told_by(wait(asker, world, f"?subject={quote(REGISTRATION_SUBJECT)}"))

    assert letter["url"] == walker.received(REGISTRATION_SUBJECT)[0].url
