"""Worlds over the control API: made, listed, looked at and taken away."""

import re

import pytest

from itsid_sim.rules.settings import Settings
from tests.web.control.asking import Asker, asking, told_by

LONGEST_ID = "a" * 63


def test_a_new_world_tells_all_about_itself(asker: Asker) -> None:
    given = {
        "id": "all-of-it",
        "seed": "monday",
        "now": "2026-06-01T01:00:00Z",
        "settings": {"Q01": "inclusive", "Q17": None},
    }

    answer = asker.ask("POST", "", given)

    told = told_by(answer)
    settings, branch = told.pop("settings"), told.pop("branch")
    site = asker.served.url
    assert {
        "id": "all-of-it",
        "now": "2026-06-01T10:00:00+09:00",
        "clock": "frozen",
        "seed": "monday",
        "event": 0,
        "parent": None,
        "url": f"{site}/w/all-of-it/",
        "mail_url": f"{site}/w/all-of-it/mail/",
    } == told
    assert ("inclusive", None, 17) == (settings["Q01"], settings["Q17"], len(settings))
    assert branch.isdecimal()
    assert (201, "/api/worlds/all-of-it", f'"{branch}.0"') == (
        answer.status,
        answer.header("location"),
        answer.header("etag"),
    )


def test_a_world_that_is_told_nothing_has_the_default_answers_and_stands_still(
    asker: Asker,
) -> None:
    told = told_by(asker.ask("POST", "", {}))

    assert (None, "frozen", Settings().tries_max) == (
        told["seed"],
        told["clock"],
        told["settings"]["Q05"],
    )


def test_worlds_without_a_name_are_given_names_that_nobody_had(asker: Asker) -> None:
    first = asker.new_world()
    asker.ask("DELETE", f"/{first}")

    second = asker.new_world()

    assert first != second
    assert 404 == asker.ask("GET", f"/{first}").status


def test_names_that_are_made_are_ten_digits_and_never_the_same(asker: Asker) -> None:
    names = [asker.new_world() for _ in range(3)]

    assert [] == [name for name in names if not re.fullmatch("w-[0-9a-f]{10}", name)]
    assert 3 == len(set(names))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        (LONGEST_ID, 201),
        (LONGEST_ID + "b", 422),
        ("7", 201),
        ("-7", 422),
        ("seven-", 201),
        ("Seven", 422),
        ("", 422),
        ("a/b", 422),
        ("a\n", 422),
        (7, 422),
    ],
)
def test_a_name_is_of_small_letters_digits_and_hyphens(
    asker: Asker, name: object, status: int
) -> None:
    assert status == asker.ask("POST", "", {"id": name}).status


def test_a_name_is_given_once(asker: Asker) -> None:
    asker.ask("POST", "", {"id": "once"})

    again = asker.ask("POST", "", {"id": "once"})

    told = told_by(again)
    assert (409, "/problems/taken", "id") == (again.status, told["type"], told["where"])


def test_a_world_looks_the_same_when_it_is_read_again(asker: Asker) -> None:
    created = told_by(asker.ask("POST", "", {"now": "2026-06-01T10:00:00+09:00"}))

    read = asker.ask("GET", f"/{created['id']}")

    assert (created, f'"{created["branch"]}.0"') == (told_by(read), read.header("etag"))


def test_main_flows_and_is_there_from_the_start(asker: Asker) -> None:
    told = told_by(asker.ask("GET", "/main"))

    assert ("main", "flowing") == (told["id"], told["clock"])


def test_a_world_may_flow_from_a_time_of_its_own(asker: Asker) -> None:
    name = asker.new_world(clock="flowing", now="2030-01-01T00:00:00+09:00")

    told = told_by(asker.ask("GET", f"/{name}"))

    assert ("flowing", "2030-01-01T00") == (told["clock"], told["now"][:13])


@pytest.mark.parametrize(("keep", "seconds"), [("PT1H", 3600), ("PT0S", 0), (None, None)])
def test_a_world_is_kept_for_a_span(asker: Asker, keep: str | None, seconds: int | None) -> None:
    name = asker.new_world(keep=keep)

    assert seconds == asker.universe.service.record(name).keep_s


def test_a_world_that_is_taken_away_is_gone(asker: Asker) -> None:
    name = asker.new_world()

    gone = asker.ask("DELETE", f"/{name}")

    statuses = [asker.ask(method, f"/{name}").status for method in ("GET", "DELETE")]
    assert (204, b"", [404, 404]) == (gone.status, gone.body, statuses)


def test_main_is_made_anew() -> None:
    with asking() as asker:
        asker.ask("PUT", "/main/mail/faults", {"faults": [{"do": "lose"}]})

        gone = asker.ask("DELETE", "/main")

        faults = told_by(asker.ask("GET", "/main/mail/faults"))
        assert (204, {"faults": []}) == (gone.status, faults)


@pytest.mark.parametrize(
    ("question", "answer", "allowed"),
    [
        ("Q01", "maybe", '"exclusive" or "inclusive"'),
        ("Q05", 0, "1 to 99"),
        ("Q05", "5", "1 to 99"),
        ("Q15", 33, "8 to 32"),
        ("Q17", {"failures": 0, "minutes": 1}, '{"failures": 1 to 99, "minutes": 1 to 525600}'),
        ("Q17", {"failures": 1, "minutes": 1, "hours": 1}, "or null"),
        ("Q19", 0, "1 to 525600 or null"),
        ("Q99", "A", "Q01, Q02"),
        ("Q07", "A", "Q01, Q02"),
    ],
)
def test_an_answer_that_is_not_allowed_is_told_with_what_is(
    asker: Asker, question: str, answer: object, allowed: str
) -> None:
    refused = asker.ask("POST", "", {"settings": {question: answer}})

    told = told_by(refused)
    assert (422, "settings") == (refused.status, told["where"])
    assert (True, True) == (question in told["detail"], allowed in told["detail"])


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"colour": "red"}, "colour"),
        ({"keep": "soon"}, "keep"),
        ({"keep": 60}, "keep"),
        ({"seed": 1}, "seed"),
        ({"seed": ""}, "seed"),
        ({"seed": "two\nlines"}, "seed"),
        ({"clock": "stopped"}, "clock"),
        ({"settings": []}, "settings"),
        ({"now": "2026-06-01T10:00:00"}, "now"),
        ({"now": "2026-06-01T10:00:00.5+09:00"}, "now"),
        ({"now": "2026-02-29T10:00:00+09:00"}, "now"),
        ({"now": "1969-12-31T23:59:59Z"}, "now"),
        ({"now": "3000-01-01T00:00:00+09:00"}, "now"),
        ({"now": "9999-12-31T23:59:59-09:00"}, "now"),
        ({"now": 0}, "now"),
        ([], "body"),
    ],
)
def test_what_a_world_cannot_be_is_refused_with_its_place(
    asker: Asker, given: object, where: str
) -> None:
    refused = asker.ask("POST", "", given)

    assert (422, where) == (refused.status, told_by(refused)["where"])


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59+09:00"])
def test_a_world_begins_between_1970_and_2999(asker: Asker, now: str) -> None:
    assert 201 == asker.ask("POST", "", {"now": now}).status


def test_worlds_are_listed_page_by_page_in_order_of_their_names() -> None:
    with asking() as asker:
        for name in ("b", "a", "z"):
            asker.new_world(id=name)

        first = told_by(asker.ask("GET", "?limit=2"))
        second = told_by(asker.ask("GET", f"?limit=2&after={first['next']}"))

        names = [[world["id"] for world in page["worlds"]] for page in (first, second)]
        assert ([["a", "b"], ["main", "z"]], None) == (names, second["next"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=1", 200),
        ("limit=0", 422),
        ("limit=1000", 200),
        ("limit=1001", 422),
        ("limit=1.0", 422),
        ("limit=ten", 422),
        ("after=nobody", 200),
        ("after=A", 422),
        ("lmit=1", 422),
    ],
)
def test_a_list_is_asked_for_within_bounds(asker: Asker, query: str, status: int) -> None:
    assert status == asker.ask("GET", f"?{query}").status
