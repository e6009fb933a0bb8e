"""Every driver finds things by their labels as a person does, and says what there is instead."""

from collections.abc import Callable

import pytest

from itsid_sim.drivers.driver import Driver
from itsid_sim.drivers.seen import NotThere
from itsid_sim.rules import labels
from tests.drivers.sites import Site

WHO = "太郎"
# What is asked for in vain on the login page, and what the message must list.
IN_VAIN: dict[str, tuple[Callable[[Driver], None], tuple[str, ...]]] = {
    "a field": (
        lambda driver: driver.fill(WHO, "お名前", "x"),
        ("お名前", labels.ITSCOM_ID, labels.PASSWORD),
    ),
    "a button": (
        lambda driver: driver.press(WHO, "送信"),
        ("送信", labels.SIGN_IN, labels.RESET, labels.FAQ),
    ),
    "a button pressed twice": (lambda driver: driver.press_twice(WHO, "送信"), (labels.RESET,)),
    "a choice that is not there": (lambda driver: driver.choose(WHO, "色", "赤"), ("色",)),
    "a choice in a field to type in": (
        lambda driver: driver.choose(WHO, labels.ITSCOM_ID, "赤"),
        (labels.ITSCOM_ID,),
    ),
}


@pytest.mark.parametrize("field", ["iTSCOM ID", "iTSCOMID", "ｉＴＳＣＯＭ　ＩＤ", " iTSCOM  ID "])
def test_a_field_is_found_apart_from_width_and_spaces(site: Site, field: str) -> None:
    site.driver.open(WHO, "/mypage")

    site.driver.fill(WHO, field, "taro@example.jp")

    assert "taro@example.jp" == site.driver.look(WHO).value_of(labels.ITSCOM_ID)


@pytest.mark.parametrize(
    "label",
    [
        "ID、またはパスワードをお忘れですか？",
        "ＩＤ、またはパスワードをお忘れですか?",
        "ID,またはパスワードを お忘れですか？",
        "IDまたはパスワードをお忘れですか？",
    ],
)
def test_a_button_is_found_apart_from_width_spaces_and_commas(site: Site, label: str) -> None:
    site.driver.open(WHO, "/mypage")

    site.driver.press(WHO, label)

    assert labels.FORGOTTEN == site.title(WHO)


@pytest.mark.parametrize(
    "option",
    [
        labels.ID_UNKNOWN,
        "iTSCOM IDがご不明な場合（iTSCOM ID 新規登録）",
        "ｉＴＳＣＯＭ　ＩＤがご不明な場合(iTSCOM ID新規登録)",
    ],
)
def test_an_option_is_found_apart_from_width_and_spaces(site: Site, option: str) -> None:
    site.driver.open(WHO, "/mypage")
    site.driver.press(WHO, labels.FORGOT)

    site.driver.choose(WHO, "項目を 選択してください", option)

    assert labels.ID_UNKNOWN == site.driver.look(WHO).value_of(labels.UNKNOWN_ITEM)


@pytest.mark.parametrize("what", IN_VAIN)
def test_what_is_not_there_is_told_with_what_is(site: Site, what: str) -> None:
    ask, listed = IN_VAIN[what]
    site.driver.open(WHO, "/mypage")

    with pytest.raises(NotThere) as missing:
        ask(site.driver)

    assert [] == [label for label in (labels.LOGIN, *listed) if label not in str(missing.value)]


def test_an_option_that_is_not_there_is_told_with_those_that_are(site: Site) -> None:
    site.driver.open(WHO, "/mypage")
    site.driver.press(WHO, labels.FORGOT)

    with pytest.raises(NotThere) as missing:
        site.driver.choose(WHO, labels.UNKNOWN_ITEM, "両方")

    options = ("両方", labels.PASSWORD_UNKNOWN, labels.ID_UNKNOWN)
    assert [] == [option for option in options if option not in str(missing.value)]


def test_what_is_not_there_leaves_the_page_as_it_was(site: Site) -> None:
    site.driver.open(WHO, "/mypage")
    before = site.driver.look(WHO)

    with pytest.raises(NotThere):
        site.driver.press(WHO, "送信")

    assert before == site.driver.look(WHO)


def test_who_has_opened_nothing_sees_nothing(site: Site) -> None:
    site.driver.open(WHO, "/mypage")

    with pytest.raises(NotThere, match="花子"):
        site.driver.look("花子")


@pytest.mark.parametrize(
    "link", [labels.FAQ, labels.BEFORE_USE, labels.HANDBOOK, labels.ACCOUNT_LOGIN]
)
def test_a_link_leads_to_a_page_to_read(site: Site, link: str) -> None:
    site.driver.open(WHO, "/mypage")

    site.driver.press(WHO, link)

    page = site.driver.look(WHO)
    assert labels.LOGIN != page.title
    assert (True, ()) == (bool(page.lines), page.fields)


@pytest.mark.parametrize("about", ["お客さま番号の確認方法", "機器情報等の確認方法"])
def test_links_of_one_label_are_told_apart_by_what_they_are_about(site: Site, about: str) -> None:
    site.driver.open(WHO, "/mypage")
    site.driver.press(WHO, labels.REGISTER)

    site.driver.press(WHO, f"{about} {labels.HERE}")

    assert about == site.title(WHO)


def test_the_home_page_leads_to_my_page(site: Site) -> None:
    site.driver.open(WHO, "/")

    site.driver.press(WHO, labels.MY_PAGE)

    assert labels.LOGIN == site.title(WHO)
