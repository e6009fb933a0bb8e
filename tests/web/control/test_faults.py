"""Faults of mail over the control API: told as they were given, and struck as they are told."""

from typing import Any

import pytest

from itsid_sim.client.connection import Answer
from itsid_sim.drivers import routes
from tests.web.control.asking import HANAKO, TARO, Asker, told_by

GIVEN: list[dict[str, Any]] = [
    {"do": "refuse", "match": {"to": TARO}, "code": 550, "at": "data"},
    {"do": "defer", "match": {"kind": "code", "nth": 2}, "code": 451, "times": 3, "at": "rcpt"},
    {"do": "hold", "match": {}, "for": "PT600S"},
    {"do": "lose", "match": {"to": HANAKO}},
    {"do": "cut", "match": {}, "at": "answer"},
]


def set_faults(asker: Asker, world: str, *faults: object) -> Answer:
    """The answer to a new list of faults."""
    return asker.ask("PUT", f"/{world}/mail/faults", {"faults": list(faults)})


def faults_of(asker: Asker, world: str) -> list[dict[str, Any]]:
    """The faults of a world."""
    told: list[dict[str, Any]] = told_by(asker.ask("GET", f"/{world}/mail/faults"))["faults"]
    return told


def test_a_world_begins_without_faults(asker: Asker) -> None:
    assert [] == faults_of(asker, asker.new_world())


def test_faults_are_told_as_they_were_given(asker: Asker) -> None:
    world = asker.new_world()

    answer = set_faults(asker, world, *GIVEN)

    assert (200, {"faults": GIVEN}, f'"{asker.branch(world)}.1"') == (
        answer.status,
        told_by(answer),
        answer.header("etag"),
    )
    assert GIVEN == faults_of(asker, world)


def test_new_faults_take_the_place_of_old_ones(asker: Asker) -> None:
    world = asker.new_world()
    set_faults(asker, world, *GIVEN)

    set_faults(asker, world)

    assert [] == faults_of(asker, world)


def test_a_fault_is_told_with_what_is_left_of_it(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    set_faults(asker, world, {"do": "defer", "match": {"to": TARO}, "times": 2})

    left = []
    for _ in range(2):
        routes.ask_for_reissue(walker)
        left.append([fault["times"] for fault in faults_of(asker, world)])

    assert [[1], []] == left


def test_a_letter_written_before_is_not_struck(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    set_faults(asker, world, {"do": "lose"})

    assert 1 == len(walker.stage.letters(TARO))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"do": "lose", "match": {"subject": ""}}, "subject"),
        ({"do": "lose", "match": {"subject": "a\nb"}}, "subject"),
        ({"do": "lose", "match": {"kind": "personal"}}, "registration"),
        ({"do": "lose", "match": {"nth": 0}}, "nth"),
        ({"do": "lose", "match": {"to": ""}}, "to"),
        ({"do": "lose", "match": {"to": "a\r\nb"}}, "to"),
        ({"do": "burn"}, "refuse"),
        ({"match": {}}, "do"),
        ({"do": "refuse", "code": 499}, "500 to 599"),
        ({"do": "refuse", "code": 600}, "599"),
        ({"do": "defer", "code": 500}, "400 to 499"),
        ({"do": "lose", "code": 550}, "no code"),
        ({"do": "hold"}, "hold takes for"),
        ({"do": "hold", "for": "PT0S"}, "1"),
        ({"do": "lose", "for": "PT1S"}, "lose takes no for"),
        ({"do": "twice", "for": "PT1S"}, "twice takes no for"),
        ({"do": "swap", "for": "PT0S"}, "1"),
        ({"do": "swap", "at": "rcpt"}, "no at"),
        ({"do": "refuse", "at": "mail", "match": {"nth": 1}}, "takes no match"),
        ({"do": "refuse", "at": "auth", "match": {"to": TARO}}, "takes no match"),
        ({"do": "hold", "for": "PT1S", "at": "data"}, "no at"),
        ({"do": "cut", "at": "ehlo"}, "rcpt"),
        ({"do": "lose", "times": 0}, "1"),
        ({"do": "lose", "span": "PT1S"}, "span"),
    ],
)
def test_a_fault_that_cannot_happen_is_refused(
    asker: Asker, fault: dict[str, Any], said: str
) -> None:
    world = asker.new_world()

    refused = set_faults(asker, world, fault)

    assert (422, True) == (refused.status, said in told_by(refused)["detail"])


@pytest.mark.parametrize(("count", "status"), [(1000, 200), (1001, 422)])
def test_a_world_has_a_thousand_faults_at_most(asker: Asker, count: int, status: int) -> None:
    faults = [{"do": "lose"}] * count

    assert status == set_faults(asker, asker.new_world(), *faults).status
