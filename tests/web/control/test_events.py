"""What has happened in a world, over the control API: page by page, in words, without secrets."""

from typing import Any

import pytest

from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from tests.web.control.asking import Asker, told_by


def gone_on(asker: Asker, times: int = 5) -> str:
    """A world that began at ten and has moved on by a minute so many times."""
    world = asker.new_world()
    for _ in range(times):
        asker.ask("POST", f"/{world}/clock/advance", {"by": "PT1M"})
    return world


def events_of(asker: Asker, world: str, query: str = "") -> dict[str, Any]:
    """A part of what has happened."""
    return told_by(asker.ask("GET", f"/{world}/events{query}"))


def test_nothing_has_happened_in_a_new_world(asker: Asker) -> None:
    world = asker.new_world()

    answer = asker.ask("GET", f"/{world}/events")

    assert (200, {"events": [], "next": None}) == (answer.status, told_by(answer))
    assert f'"{asker.branch(world)}.0"' == answer.header("etag")


def test_an_event_is_told_with_number_time_kind_words_and_data(asker: Asker) -> None:
    world = gone_on(asker, 2)

    told = events_of(asker, world)

    assert {
        "events": [
            {
                "n": number,
                "at": f"2026-06-01T10:0{number}:00+09:00",
                "kind": "TimePassed",
                "text": "1分たった",
                "data": {"seconds": 60},
            }
            for number in (1, 2)
        ],
        "next": None,
    } == told


@pytest.mark.parametrize(
    ("query", "numbers", "following"),
    [
        ("", [1, 2, 3, 4, 5], None),
        ("?limit=5", [1, 2, 3, 4, 5], None),
        ("?limit=4", [1, 2, 3, 4], 4),
        ("?after=0&limit=1", [1], 1),
        ("?after=2&limit=2", [3, 4], 4),
        ("?after=3&limit=2", [4, 5], None),
        ("?after=5", [], None),
        ("?after=99", [], None),
        ("?after=9007199254740991", [], None),
    ],
)
def test_events_are_told_in_parts(
    asker: Asker, query: str, numbers: list[int], following: int | None
) -> None:
    told = events_of(asker, gone_on(asker), query)

    assert (numbers, following) == ([one["n"] for one in told["events"]], told["next"])


def test_parts_that_follow_one_another_are_the_whole(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    whole = events_of(asker, world)["events"]

    parts, after = [], 0
    while after is not None:
        part = events_of(asker, world, f"?limit=3&after={after}")
        parts += part["events"]
        after = part["next"]

    assert whole == parts
    assert len(whole) > 6


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("?limit=0", "limit"),
        ("?limit=1001", "limit"),
        ("?limit=ten", "limit"),
        ("?limit=1.0", "limit"),
        ("?after=-1", "after"),
        ("?after=9007199254740992", "after"),
        ("?after=", "after"),
        ("?from=1", "from"),
    ],
)
def test_a_part_is_asked_for_within_bounds(asker: Asker, query: str, where: str) -> None:
    answer = asker.ask("GET", f"/{asker.new_world()}/events{query}")

    assert (422, where) == (answer.status, told_by(answer)["where"])


def test_a_thousand_may_be_asked_for_and_five_hundred_are_told_otherwise(asker: Asker) -> None:
    world = gone_on(asker, 0)
    universe = asker.universe
    for _ in range(1001):
        universe.advance(world, 1)

    parts = [events_of(asker, world, query) for query in ("", "?limit=1000")]

    assert [(500, 500), (1000, 1000)] == [(len(one["events"]), one["next"]) for one in parts]


def test_letters_that_are_due_go_out_before_events_are_told(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    told = events_of(asker, world)

    assert ["LetterWritten", "LetterTried", "LetterArrived", "LetterAccepted"] == [
        one["kind"] for one in told["events"] if one["kind"].startswith("Letter")
    ]
    assert f"{walker.fact(labels.CONTACT_FACT)} へのメール「" in told["events"][-1]["text"]
    assert told["events"][-1]["n"] == told_by(asker.ask("GET", f"/{world}"))["event"]


def test_a_fork_tells_its_parents_past_and_a_rewound_world_its_own(asker: Asker) -> None:
    world = gone_on(asker)
    whole = events_of(asker, world)["events"]

    child = told_by(asker.ask("POST", f"/{world}/fork", {"at": 3}))["id"]
    asker.ask("POST", f"/{world}/rewind", {"to": 2})
    asker.ask("POST", f"/{world}/clock/advance", {"by": "PT7M"})

    after = events_of(asker, world)["events"]
    assert (whole[:3], whole[:2]) == (events_of(asker, child)["events"], after[:2])
    assert [(3, "7分たった")] == [(one["n"], one["text"]) for one in after[2:]]


def test_a_reissued_password_is_told_by_nothing(asker: Asker) -> None:
    walker, world = asker.walker("花子")
    routes.to_reissued(walker)
    (password,) = (
        dialog.reveal
        for dialog in asker.universe.service.world(world).dialogs.values()
        if dialog.reveal
    )

    child = told_by(asker.ask("POST", f"/{world}/fork", {}))["id"]

    rests = ("", "/events?limit=1000", "/deadlines", "/branches", "/letters", "/contracts")
    bodies = [asker.ask("GET", f"/{name}{rest}").body for name in (world, child) for rest in rests]
    revealed = [
        one for one in events_of(asker, world)["events"] if "PasswordRevealed" == one["kind"]
    ]
    assert (12, []) == (len(password), [one for one in bodies if password.encode() in one])
    assert ["***"] == [one["data"]["password"] for one in revealed]


def test_an_unknown_world_has_no_events(asker: Asker) -> None:
    assert 404 == asker.ask("GET", "/nobody/events").status
