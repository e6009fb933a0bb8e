"""Contracts over the control API: listed without passwords, added under names that are free."""

from typing import Any

import pytest

from itsid_sim.core.state import Contract
from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from itsid_sim.service.universe import Plan
from itsid_sim.web.control.given import CONTRACTS_MAX
from tests.web.control.asking import TARO, Asker, told_by

KENJI = {
    "id": "kenji",
    "name": "渋谷 健二",
    "kana": "シブヤ ケンジ",
    "phone": "09000000099",
    "customer_no": "2000000099",
    "bank_last4": "1099",
    "card_last4": "2099",
    "stb_id": "A1B2C3D4E5F9",
    "branch": "A",
    "ready_from": "2026-06-15T09:00:00+09:00",
}
ACCOUNT = {"itscom_id": "kenji@example.jp", "contact": "kenji@example.com"}
WITH_PASSWORD = {**ACCOUNT, "password": "Kenji.pass9"}
WITH_ACCOUNT = {**KENJI, "account": WITH_PASSWORD}
LEAST = {key: KENJI[key] for key in ("id", "name", "kana", "phone", "customer_no")}


def contracts_of(asker: Asker, world: str) -> list[dict[str, Any]]:
    """The contracts of a world."""
    told: list[dict[str, Any]] = told_by(asker.ask("GET", f"/{world}/contracts"))["contracts"]
    return told


def test_a_world_has_the_contracts_of_the_fixtures(asker: Asker) -> None:
    taro = contracts_of(asker, asker.new_world())[-1]

    assert {
        "id": "taro",
        "name": "逸 太郎",
        "kana": "イツ タロウ",
        "phone": "09000000001",
        "customer_no": "2000000001",
        "bank_last4": "1001",
        "card_last4": "2001",
        "stb_id": "A1B2C3D4E5F1",
        "branch": "B",
        "account": {"itscom_id": TARO, "contact": TARO},
    } == taro


@pytest.mark.parametrize("given", [[], [LEAST], [KENJI], [KENJI, {**LEAST, "id": "other"}]])
def test_a_world_has_the_contracts_it_is_given(asker: Asker, given: list[object]) -> None:
    world = asker.new_world(contracts=given)

    assert given == contracts_of(asker, world)


def test_a_contract_is_told_without_its_password(asker: Asker) -> None:
    world = asker.new_world(contracts=[])

    added = asker.ask("POST", f"/{world}/contracts", WITH_ACCOUNT)

    told = {**KENJI, "account": ACCOUNT}
    etag = f'"{asker.branch(world)}.1"'
    assert (201, etag, told) == (added.status, added.header("etag"), told_by(added))
    assert [told] == contracts_of(asker, world)


@pytest.mark.parametrize("comes", ["with the world", "later"])
def test_whoever_is_added_can_sign_in(asker: Asker, comes: str) -> None:
    walker, world = asker.walker("太郎")
    if comes == "later":
        asker.ask("POST", f"/{world}/contracts", WITH_ACCOUNT)
    else:
        asker.ask("DELETE", f"/{world}")
        asker.new_world(id=world, contracts=[WITH_ACCOUNT])

    routes.sign_in(walker, "kenji@example.jp", "Kenji.pass9")

    assert labels.TOP == walker.driver.look("太郎").title


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({**WITH_ACCOUNT, "id": "taro"}, "id"),
        ({**KENJI, "account": {**WITH_PASSWORD, "itscom_id": TARO}}, "account.itscom_id"),
        ({**KENJI, "account": {**WITH_PASSWORD, "itscom_id": TARO.upper()}}, "account.itscom_id"),
    ],
)
def test_what_somebody_has_is_not_given_twice(asker: Asker, given: object, where: str) -> None:
    world = asker.new_world()
    before = contracts_of(asker, world)

    refused = asker.ask("POST", f"/{world}/contracts", given)

    assert (409, where, before) == (
        refused.status,
        told_by(refused)["where"],
        contracts_of(asker, world),
    )


@pytest.mark.parametrize(
    "given",
    [
        [LEAST, LEAST],
        [WITH_ACCOUNT, {**WITH_ACCOUNT, "id": "other"}],
    ],
)
def test_a_world_is_not_given_the_same_twice(asker: Asker, given: object) -> None:
    refused = asker.ask("POST", "", {"contracts": given})

    assert (422, True) == (refused.status, "twice" in told_by(refused)["detail"])


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("id", ""),
        ("id", "a\tb"),
        ("id", "i" * 101),
        ("name", ""),
        ("name", "two\nlines"),
        ("name", "n" * 257),
        ("phone", "090000000"),
        ("phone", "090-0000-0099"),
        ("phone", "090000000990"),
        ("customer_no", ""),
        ("customer_no", "2000a"),
        ("bank_last4", "109"),
        ("bank_last4", "１０９９"),
        ("card_last4", "20999"),
        ("stb_id", "a1"),
        ("branch", "C"),
        ("branch", ""),
        ("ready_from", "2026-06-15"),
        ("account", {}),
        ("asks_more", True),
    ],
)
def test_a_fact_that_no_contract_has_is_refused_at_its_place(
    asker: Asker, fact: str, value: object
) -> None:
    world = asker.new_world()

    refused = asker.ask("POST", f"/{world}/contracts", {**KENJI, fact: value})

    assert (422, True) == (refused.status, told_by(refused)["where"].startswith(fact))


@pytest.mark.parametrize(
    ("password", "status"),
    [("x" * 5, 422), ("x" * 6, 201), ("x" * 32, 201), ("x" * 33, 422), ("パスワード９９", 422)],
)
def test_a_password_that_is_refused_is_not_repeated(
    asker: Asker, password: str, status: int
) -> None:
    given = {**KENJI, "account": {**ACCOUNT, "password": password}}

    answer = asker.ask("POST", f"/{asker.new_world()}/contracts", given)

    assert (status, False) == (answer.status, password in answer.body.decode())


def test_a_fact_may_be_given_as_null(asker: Asker) -> None:
    given = {**LEAST, "bank_last4": None, "branch": None, "account": None}

    added = asker.ask("POST", f"/{asker.new_world()}/contracts", given)

    assert (201, LEAST) == (added.status, told_by(added))


def test_a_world_has_twenty_thousand_contracts_at_most(asker: Asker) -> None:
    many = tuple(
        (Contract(f"c{n}", "x", "x", f"{n:010}", f"{n}"), None) for n in range(CONTRACTS_MAX - 1)
    )
    asker.universe.create("crowded", Plan(now=0, customers=many))

    statuses = [
        asker.ask("POST", "/crowded/contracts", {**LEAST, "id": id_}).status for id_ in ("a", "b")
    ]

    assert [201, 422] == statuses
    assert CONTRACTS_MAX == len(contracts_of(asker, "crowded"))
