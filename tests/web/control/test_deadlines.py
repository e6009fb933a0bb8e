"""What lies ahead of a world, over the control API: when, whose, and in words."""

from typing import Any

import pytest

from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from tests.web.control.asking import HANAKO, TARO, Asker, told_by

Ahead = tuple[str, str | None, str, str]


def ahead(asker: Asker, world: str) -> list[Ahead]:
    """Kind, contract, time of the day and words of all deadlines."""
    told = deadlines_of(asker, world)
    return [(one["kind"], one["contract"], one["at"][11:19], one["text"]) for one in told]


def deadlines_of(asker: Asker, world: str) -> list[dict[str, Any]]:
    """All that lies ahead of a world."""
    told: list[dict[str, Any]] = told_by(asker.ask("GET", f"/{world}/deadlines"))["deadlines"]
    return told


def test_nothing_lies_ahead_of_a_world_without_contracts(asker: Asker) -> None:
    world = asker.new_world(contracts=[])

    answer = asker.ask("GET", f"/{world}/deadlines")

    assert (200, {"deadlines": []}, f'"{asker.branch(world)}.0"') == (
        answer.status,
        told_by(answer),
        answer.header("etag"),
    )


def test_a_deadline_is_told_with_kind_contract_time_and_words(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    told = deadlines_of(asker, world)

    assert {
        "kind": "code",
        "contract": "taro",
        "at": "2026-06-01T10:30:00+09:00",
        "text": "逸 太郎 の認証コードの期限が切れる",
    } in told


@pytest.mark.parametrize(("answer", "at"), [("exclusive", "10:30:00"), ("inclusive", "10:30:01")])
def test_a_deadline_is_the_first_second_at_which_it_is_too_late(
    asker: Asker, answer: str, at: str
) -> None:
    walker, world = asker.walker("太郎", Q01=answer)
    routes.ask_for_reissue(walker)

    told = ahead(asker, world)

    assert at in [time for kind, _, time, _ in told if kind == "code"]


def test_a_registration_is_told(asker: Asker) -> None:
    walker, world = asker.walker("次郎")
    routes.to_registration_sent(walker)

    told = ahead(asker, world)

    expected = ("registration", "jiro", "10:30:00", "青葉 次郎 の本登録のURLの期限が切れる")
    assert expected in told


def test_a_phrase_is_told(asker: Asker) -> None:
    walker, world = asker.walker("花子")
    routes.to_phrase_sent(walker)

    told = ahead(asker, world)

    expected = ("phrase", "hanako", "10:30:00", "渋谷 花子 の合言葉入力のURLの期限が切れる")
    assert expected in told


def test_a_decoy_is_told_as_nobodys(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.to_identity(walker)
    walker.enter(ITSCOM_ID=routes.NOBODYS_ID)
    walker.press(labels.NEXT)

    told = ahead(asker, world)

    assert ("code", None, "10:30:00", "認証コードの期限が切れる") in told


@pytest.mark.parametrize(
    ("login_id", "contract", "text"),
    [
        (TARO, "taro", "逸 太郎 のログインや認証の停止が解ける"),
        (routes.NOBODYS_ID, None, "ログインや認証の停止が解ける"),
    ],
)
def test_a_lock_is_told(asker: Asker, login_id: str, contract: str | None, text: str) -> None:
    walker, world = asker.walker("太郎", Q17={"failures": 1, "minutes": 15})
    routes.sign_in(walker, login_id, routes.WRONG_PASSWORD)

    told = ahead(asker, world)

    assert [("lock", contract, "10:15:00", text)] == [one for one in told if one[0] == "lock"]


def test_a_sign_in_is_told_without_its_session(asker: Asker) -> None:
    walker, world = asker.walker("太郎", Q19=20)
    routes.sign_in(walker, TARO, walker.fact(labels.PASSWORD))

    told = ahead(asker, world)

    (session,) = asker.universe.service.world(world).sign_ins
    body = asker.ask("GET", f"/{world}/deadlines").body.decode()
    expected = [("signin", "taro", "10:20:00", "逸 太郎 のログインが切れる")]
    assert expected == [one for one in told if one[0] == "signin"]
    assert session not in body


@pytest.mark.parametrize(
    ("fault", "at", "what"),
    [
        ({"do": "hold", "for": "PT10M"}, "10:10:00", "届く"),
        ({"do": "defer"}, "10:01:00", "もう一度送られる"),
    ],
)
def test_a_letter_is_told(asker: Asker, fault: dict[str, str], at: str, what: str) -> None:
    walker, world = asker.walker("太郎")
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [fault]})
    routes.ask_for_reissue(walker)

    told = ahead(asker, world)

    (letter,) = [one for one in told if one[0] == "letter"]
    assert ("letter", None, at) == letter[:3]
    assert (True, True) == (
        letter[3].startswith(f"{TARO} へのメール「"),
        letter[3].endswith(f"」が{what}"),
    )


def test_a_contract_in_preparation_is_told(asker: Asker) -> None:
    contract = {
        "id": "kenji",
        "name": "渋谷 健二",
        "kana": "シブヤ ケンジ",
        "phone": "09000000099",
        "customer_no": "2000000099",
        "ready_from": "2026-06-15T09:00:00+09:00",
    }
    world = asker.new_world(contracts=[contract])

    told = ahead(asker, world)

    assert [("ready", "kenji", "09:00:00", "渋谷 健二 の利用開始の準備が済む")] == told


def test_neither_a_quota_nor_a_dialog_that_goes_idle_is_told(asker: Asker) -> None:
    walker, world = asker.walker("太郎", Q22=1, Q24={"letters": 1, "minutes": 1})
    routes.ask_for_reissue(walker)

    told = deadlines_of(asker, world)

    assert [] == [one for one in told if one["at"] < "2026-06-01T10:30:00+09:00"]


def test_deadlines_are_told_soonest_first_and_go_as_time_passes(asker: Asker) -> None:
    walker, world = asker.walker("太郎", Q17={"failures": 1, "minutes": 15})
    routes.ask_for_reissue(walker)
    walker.stage.advance(60)
    routes.sign_in(walker.of("花子"), HANAKO, routes.WRONG_PASSWORD)
    before = deadlines_of(asker, world)

    asker.ask("POST", f"/{world}/clock/advance", {"to": "next"})

    assert sorted(before, key=lambda one: one["at"]) == before
    assert before[1:] == deadlines_of(asker, world)
    assert ("lock", "2026-06-01T10:16:00+09:00") == (before[0]["kind"], before[0]["at"])


def test_what_lies_ahead_comes_back_with_the_past(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    before, event = deadlines_of(asker, world), told_by(asker.ask("GET", f"/{world}"))["event"]
    walker.stage.advance(3600)
    assert "code" not in [one["kind"] for one in deadlines_of(asker, world)]

    asker.ask("POST", f"/{world}/rewind", {"to": event})

    assert before == deadlines_of(asker, world)


def test_an_unknown_world_has_no_deadlines(asker: Asker) -> None:
    assert 404 == asker.ask("GET", "/nobody/deadlines").status
