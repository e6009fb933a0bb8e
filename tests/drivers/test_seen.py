"""What a person can read off a page."""

import pytest

from itsid_sim.drivers.seen import NotThere, Seen, SeenField, SeenNotice, the_one

PAGE = Seen(
    "本人認証",
    lines=("認証コードを、送信します。",),
    fields=(
        SeenField("iTSCOM ID", "text", value="a@b", hint="半角で入力"),
        SeenField("秘密の質問", "one", ("ペットの名前",)),
    ),
    buttons=("次へ",),
    notices=(SeenNotice("iTSCOM ID", "必ず入力してください。"),),
)


@pytest.mark.parametrize(
    "text",
    [
        "本人認証",
        "認証コードを送信",
        "ｉＴＳＣＯＭ　ＩＤ",
        "ペットの 名前",
        "次へ",
        "半角で",
        "必ず入力してください",
    ],
)
def test_a_text_is_shown_wherever_it_stands(text: str) -> None:
    assert PAGE.shows(text)


@pytest.mark.parametrize("text", ["a@b", "前へ", "認証コードを受信"])
def test_what_stands_nowhere_is_not_shown(text: str) -> None:
    """What a person typed is not something that the page shows."""
    assert not PAGE.shows(text)


def test_labels_are_compared_apart_from_width_and_spaces() -> None:
    found = (
        PAGE.is_titled("本人 認証"),
        PAGE.has_field("ｉＴＳＣＯＭＩＤ"),
        PAGE.has_button("次 へ"),
        PAGE.refuses("iTSCOMID"),
    )

    assert (True,) * 4 == found


def test_a_label_is_whole() -> None:
    found = (
        PAGE.is_titled("本人"),
        PAGE.has_field("iTSCOM"),
        PAGE.has_button("次"),
        PAGE.refuses("秘密の質問"),
    )

    assert (False,) * 4 == found


def test_a_refusal_beside_a_field_is_none_above_the_form() -> None:
    assert not PAGE.refuses("")


def test_what_stands_in_a_field_is_read_by_its_label() -> None:
    assert ("a@b", "") == (PAGE.value_of("iTSCOMID"), PAGE.value_of("秘密の質問"))


def test_a_field_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(NotThere, match="秘密の質問"):
        PAGE.value_of("答え")


@pytest.mark.parametrize(("known", "listed"), [((), "none"), (("前へ", "次へ"), "前へ, 次へ")])
def test_the_one_that_is_not_there_is_told_with_those_that_are(
    known: tuple[str, ...], listed: str
) -> None:
    with pytest.raises(NotThere, match=f"'本人認証': no button '戻る'; it has {listed}"):
        the_one("button", "戻る", known, "本人認証")
