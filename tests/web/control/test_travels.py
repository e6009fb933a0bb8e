"""Forks, rewinds and branches over the control API."""

from typing import Any

import pytest

from itsid_sim.client.connection import Answer
from itsid_sim.drivers import routes
from tests.web.control.asking import Asker, told_by

NOON = "2026-06-01T12:00:00+09:00"
CALLS: list[tuple[str, dict[str, object]]] = [("fork", {"at": 1}), ("rewind", {"to": 1})]


def gone_on(asker: Asker) -> str:
    """A world that began at ten and has moved on by a minute three times."""
    world = asker.new_world(seed="monday")
    for _ in range(3):
        asker.ask("POST", f"/{world}/clock/advance", {"by": "PT1M"})
    return world


def read(asker: Asker, world: str, rest: str = "") -> dict[str, Any]:
    """What is told of a world."""
    return told_by(asker.ask("GET", f"/{world}{rest}"))


def refused(answer: Answer) -> tuple[int, str, str | None]:
    """Status, name and place of a problem."""
    told = told_by(answer)
    return answer.status, told["type"].removeprefix("/problems/"), told.get("where")


def test_a_fork_tells_all_about_itself(asker: Asker) -> None:
    world = gone_on(asker)
    name = f"{world}-child"

    answer = asker.ask("POST", f"/{world}/fork", {"id": name})

    told, parent = told_by(answer), read(asker, world)
    site = asker.served.url
    branch = told.pop("branch")
    assert {
        "id": name,
        "now": "2026-06-01T10:03:00+09:00",
        "clock": "frozen",
        "seed": "monday",
        "settings": parent["settings"],
        "event": 3,
        "parent": {"world": world, "event": 3},
        "url": f"{site}/w/{name}/",
        "mail_url": f"{site}/w/{name}/mail/",
    } == told
    assert (201, f"/api/worlds/{name}", f'"{branch}.3"') == (
        answer.status,
        answer.header("location"),
        answer.header("etag"),
    )
    assert branch != parent["branch"]


def test_a_fork_without_a_name_is_given_one(asker: Asker) -> None:
    answers = [asker.ask("POST", f"/{gone_on(asker)}/fork", {}) for _ in range(2)]

    names = {told_by(answer)["id"] for answer in answers}
    assert (2, [201, 201]) == (len(names), [answer.status for answer in answers])
    assert {"w-"} == {name[:2] for name in names}


@pytest.mark.parametrize(
    ("at", "there"),
    [
        (0, (0, "10:00:00")),
        (2, (2, "10:02:00")),
        (3, (3, "10:03:00")),
        ("2026-06-01T10:00:00+09:00", (0, "10:00:00")),
        ("2026-06-01T10:01:59+09:00", (2, "10:01:59")),
        ("2026-06-01T01:02:00Z", (2, "10:02:00")),
        ("2026-06-01T10:03:00+09:00", (3, "10:03:00")),
    ],
)
@pytest.mark.parametrize(("call", "key"), [("fork", "at"), ("rewind", "to")])
def test_every_point_of_the_past_is_led_to(
    asker: Asker, call: str, key: str, at: object, there: tuple[int, str]
) -> None:
    world = gone_on(asker)

    answer = asker.ask("POST", f"/{world}/{call}", {key: at})

    told = told_by(answer)
    assert there == (told["event"], told["now"][11:19])
    assert (told, f'"{told["branch"]}.{there[0]}"') == (
        read(asker, told["id"]),
        answer.header("etag"),
    )


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (4, "event 4: the world has events 0 to 3"),
        (2**53 - 1, "events 0 to 3"),
        ("2026-06-01T09:59:59+09:00", "2026-06-01 09:59:59+09:00"),
        ("2026-06-01T10:03:01+09:00", "to 2026-06-01 10:03:00+09:00"),
        (-1, "0 to 9007199254740991"),
        (2**53, "0 to 9007199254740991"),
        (1.0, "the number of an event or a time is expected"),
        (True, "the number of an event or a time is expected"),
        ("2", "a time such as"),
        ("next", "a time such as"),
        ("2026-06-01T10:00:00", "a time such as"),
        ([], "the number of an event or a time is expected"),
    ],
    ids=str,
)
@pytest.mark.parametrize(("call", "key"), [("fork", "at"), ("rewind", "to")])
def test_where_a_world_never_was_is_told_with_its_place(
    asker: Asker, call: str, key: str, at: object, found: str
) -> None:
    world = gone_on(asker)
    before = read(asker, world)

    answer = asker.ask("POST", f"/{world}/{call}", {key: at})

    assert (422, "invalid", key) == refused(answer)
    assert (True, before) == (found in told_by(answer)["detail"], read(asker, world))


@pytest.mark.parametrize(
    ("call", "given", "where"),
    [
        ("fork", {"id": "A"}, "id"),
        ("fork", {"id": ""}, "id"),
        ("fork", {"to": 1}, "to"),
        ("fork", [], "body"),
        ("rewind", {}, "body"),
        ("rewind", {"to": 1, "branch": "1"}, "body"),
        ("rewind", {"at": 1}, "at"),
        ("rewind", {"branch": 1}, "branch"),
        ("rewind", {"branch": "0"}, "branch"),
        ("rewind", {"branch": "01"}, "branch"),
        ("rewind", {"branch": "-1"}, "branch"),
        ("rewind", {"branch": "1" * 17}, "branch"),
        ("rewind", {"branch": "9" * 16}, "branch"),
    ],
    ids=str,
)
def test_what_leads_nowhere_is_refused_with_its_place(
    asker: Asker, call: str, given: object, where: str
) -> None:
    world = gone_on(asker)

    answer = asker.ask("POST", f"/{world}/{call}", given)

    assert (422, "invalid", where) == refused(answer)


def test_a_fork_cannot_have_the_name_of_another_world(asker: Asker) -> None:
    world = gone_on(asker)

    answers = [asker.ask("POST", f"/{world}/fork", {"id": name}) for name in (world, "main")]

    assert [(409, "taken", "id")] * 2 == [refused(answer) for answer in answers]
    assert 3 == read(asker, world)["event"]


@pytest.mark.parametrize(("call", "given"), CALLS)
@pytest.mark.parametrize(
    ("if_match", "holds"),
    [
        ('"{branch}.3"', True),
        ('"1.1", "{branch}.3"', True),
        ("*", True),
        ('"{branch}.2"', False),
        ('"0.3"', False),
        ('W/"{branch}.3"', False),
    ],
)
def test_a_world_is_left_only_as_it_was_read(
    asker: Asker, call: str, given: object, if_match: str, *, holds: bool
) -> None:
    world = gone_on(asker)
    headers = [("if-match", if_match.format(branch=asker.branch(world)))]

    answer = asker.ask("POST", f"/{world}/{call}", given, headers)

    if holds:
        assert answer.status in {200, 201}
    else:
        assert (412, "changed", "If-Match") == refused(answer)
        assert 3 == read(asker, world)["event"]


def test_a_tag_of_a_branch_that_was_left_is_out_of_date(asker: Asker) -> None:
    """The number of the last event is the same again, and yet it is another event."""
    world = gone_on(asker)
    stale = asker.ask("GET", f"/{world}").header("etag")
    asker.ask("POST", f"/{world}/rewind", {"to": 2})
    asker.ask("POST", f"/{world}/clock/advance", {"by": "PT1M"})

    answer = asker.ask("DELETE", f"/{world}", None, [("if-match", stale)])

    assert ((412, "changed", "If-Match"), 3) == (refused(answer), read(asker, world)["event"])


@pytest.mark.parametrize(("call", "given"), CALLS)
def test_only_json_of_our_own_pages_leads_anywhere(asker: Asker, call: str, given: object) -> None:
    path = f"/{gone_on(asker)}/{call}"

    answers = [
        asker.ask("POST", path, b"{", ()),
        asker.plain("POST", f"/api/worlds{path}", [("content-type", "text/plain")], b"{}"),
        asker.ask("POST", path, given, [("origin", "https://elsewhere.example")]),
        asker.ask("POST", path, b" " * 10_000_000 + b"{}"),
        asker.ask("POST", f"/nobody/{call}", given),
    ]

    assert [400, 415, 403, 413, 404] == [answer.status for answer in answers]


def test_a_rewound_world_has_the_same_name_on_another_branch(asker: Asker) -> None:
    world = gone_on(asker)
    before = read(asker, world)

    told = told_by(asker.ask("POST", f"/{world}/rewind", {"to": 2}))

    changed = {key for key in before if before[key] != told[key]}
    assert {"now", "event", "branch"} == changed


def test_branches_are_listed_in_the_order_of_their_beginning(asker: Asker) -> None:
    world = gone_on(asker)
    first = asker.branch(world)
    second = told_by(asker.ask("POST", f"/{world}/rewind", {"to": 2}))["branch"]
    third = told_by(asker.ask("POST", f"/{world}/rewind", {"to": "2026-06-01T10:00:30+09:00"}))

    answer = asker.ask("GET", f"/{world}/branches")

    known = [
        (first, None, None, 3, "10:03:00", False),
        (second, first, 2, 2, "10:02:00", False),
        (third["branch"], second, 0, 1, "10:00:30", True),
    ]
    keys = ("id", "parent", "at_event", "events", "now", "current")
    expected = [
        dict(zip(keys, (*one[:4], f"2026-06-01T{one[4]}+09:00", one[5]), strict=True))
        for one in known
    ]
    assert (200, {"branches": expected}) == (answer.status, told_by(answer))
    assert f'"{third["branch"]}.1"' == answer.header("etag")


def test_a_branch_that_was_left_is_entered_again_as_it_was(asker: Asker) -> None:
    world = gone_on(asker)
    before = read(asker, world)
    asker.ask("POST", f"/{world}/rewind", {"to": 0})

    answer = asker.ask("POST", f"/{world}/rewind", {"branch": before["branch"]})

    assert (200, before, before) == (answer.status, told_by(answer), read(asker, world))
    assert [True, False] == [one["current"] for one in read(asker, world, "/branches")["branches"]]


def test_a_fork_stands_on_no_branch_of_its_parent(asker: Asker) -> None:
    world = gone_on(asker)
    child = told_by(asker.ask("POST", f"/{world}/fork", {"at": 1}))

    (branch,) = read(asker, child["id"], "/branches")["branches"]
    answer = asker.ask("POST", f"/{child['id']}/rewind", {"branch": asker.branch(world)})

    assert (child["branch"], asker.branch(world), 1) == (
        branch["id"],
        branch["parent"],
        branch["at_event"],
    )
    assert (422, "invalid", "branch") == refused(answer)


@pytest.mark.parametrize(("call", "key"), [("fork", "at"), ("rewind", "to")])
def test_what_is_told_where_a_letter_is_due_is_what_is_read_next(
    asker: Asker, call: str, key: str
) -> None:
    """There the letter was written and not yet sent: it goes out before anything is told."""
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    events = read(asker, world, "/events")["events"]
    written = next(one["n"] for one in events if one["kind"] == "LetterWritten")

    answer = asker.ask("POST", f"/{world}/{call}", {key: written})

    name = told_by(answer)["id"]
    assert answer.header("etag") == asker.ask("GET", f"/{name}").header("etag")
