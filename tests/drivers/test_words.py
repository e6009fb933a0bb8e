"""What a step says when it fails, and what it takes for said."""

from datetime import datetime

import pytest

from itsid_sim.drivers.seen import Seen, SeenField, SeenNotice
from itsid_sim.drivers.stage import MASK, Received
from itsid_sim.drivers.words import (
    JST,
    Otherwise,
    are_in_one_sentence,
    check,
    check_letter,
    is_partly_hidden,
)
from itsid_sim.rules import labels

SEEN = Seen(
    labels.LOGIN,
    ("ひとつめの行", f"{labels.PASSWORD}: Secret.pass1"),
    (SeenField(labels.ITSCOM_ID, "text"),),
    (labels.SIGN_IN,),
    (SeenNotice(labels.ITSCOM_ID, "何か入れる"),),
)
LETTER = Received(
    "taro@example.jp",
    "info@example.jp",
    "件名",
    "コードは123456です",
    datetime(2026, 6, 1, tzinfo=JST),
    "123456",
)


def test_a_page_that_is_otherwise_is_told_whole_but_for_what_is_secret() -> None:
    with pytest.raises(Otherwise) as failure:
        check(SEEN.shows("トップ"), SEEN, "「トップ」画面の", "トップ")

    said = str(failure.value)
    told = (*SEEN.lines[:1], labels.LOGIN, labels.SIGN_IN, f"[{labels.ITSCOM_ID}] 何か入れる")
    assert [] == [one for one in told if one not in said]
    assert "Secret" not in said
    assert "トップ" == failure.value.title


def test_a_letter_that_lacks_something_is_told_without_its_code() -> None:
    with pytest.raises(AssertionError, match="URL") as failure:
        check_letter(bool(LETTER.url), LETTER, "URL")

    assert f"コードは{MASK}です" in str(failure.value)


def test_nothing_is_said_of_what_holds() -> None:
    check(SEEN.is_titled(labels.LOGIN), SEEN, "")
    check_letter(bool(LETTER.code), LETTER, "")


TEXT = "有効期限は30分です。電話でどうぞ。"


@pytest.mark.parametrize("parts", [("期限", "30分"), ("３０分", "有効 期限")])
def test_words_that_belong_together_stand_in_one_sentence(parts: tuple[str, ...]) -> None:
    assert are_in_one_sentence(parts, [TEXT])


def test_words_of_two_sentences_do_not_belong_together() -> None:
    assert not are_in_one_sentence(("期限", "電話"), [TEXT])


@pytest.mark.parametrize("shown", ["ta**@example.jp", "ta●●●@example.jp"])
def test_a_part_of_an_address_is_hidden(shown: str) -> None:
    assert is_partly_hidden(shown, "taro@example.jp")


@pytest.mark.parametrize("shown", ["taro@example.jp", "***@example.jp", "ji**@example.jp"])
def test_nothing_all_or_another_address_is_hidden(shown: str) -> None:
    assert not is_partly_hidden(shown, "taro@example.jp")
