"""My PAGE after login: what it shows, and how long one stays signed in (Q19)."""

import pytest

from itsid_sim.procedures.reading import PATHS
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Settings
from tests.unit.people import (
    HANAKO_ACCOUNT,
    HANAKO_ID,
    HANAKO_PASSWORD,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import LOGIN_PAGE, sign_in


def signed_in(settings: Settings | None = None) -> Person:
    """A person whose browser is signed in."""
    person = Person(Stage(settings or Settings()))
    sign_in(person, TARO_ID.lower(), TARO_PASSWORD)
    return person


def test_top_page_shows_what_the_manual_shows() -> None:
    """LOGIN-07; the ID is spelled as it was registered (Q12)."""
    page = signed_in().page
    words = "\n".join(page.lines)

    assert labels.TOP == page.title
    assert ("トップ", "料金", "ご契約・手続き", "各種設定", "ヘルプ") == page.buttons
    for expected in (f"{TARO.name} 様", TARO_ID, "ご利用状況: 16,338円"):
        assert expected in words
    assert all(heading in words for heading in ("重要なお知らせ", "お知らせ", "その他"))


@pytest.mark.parametrize("item", labels.MENU)
@pytest.mark.parametrize("other", labels.MENU)
def test_every_page_of_the_menu_leads_to_every_other(item: str, other: str) -> None:
    person = signed_in()
    person.press(item)

    page = person.press(other)

    assert (other, labels.MENU) == (page.title, page.buttons[-len(labels.MENU) :])


def test_bill_adds_up_to_the_amount_on_the_top_page() -> None:
    """LOGIN-09: what is asked for and what is itemised are the same."""
    person = signed_in()
    amount = [line for line in person.page.lines if line.startswith(labels.USAGE)]

    heading, *items, total = person.press(labels.MENU_BILL).lines

    assert heading.startswith("ご請求明細の確認")
    assert amount == [total]
    assert yen(total) == sum(map(yen, items))


def test_settings_show_what_was_registered() -> None:
    """The contact is another than the ID, and both are spelled as they were typed."""
    person = Person(Stage())
    sign_in(person, HANAKO_ID, HANAKO_PASSWORD)

    lines = person.press(labels.MENU_SETTINGS).lines

    assert f"iTSCOM ID: {HANAKO_ID}" in lines
    assert f"連絡先メールアドレス: {HANAKO_ACCOUNT.contact}" in lines


def test_contract_page_shows_the_contract() -> None:
    lines = signed_in().press(labels.MENU_CONTRACT).lines

    assert (
        f"ご契約者氏名: {TARO.name}",
        f"お客さま番号: {TARO.customer_no}",
        f"登録済みの電話番号: {TARO.phone}",
    ) == lines


@pytest.mark.parametrize(
    "label",
    [
        "よくあるご質問はこちら",
        "iTSCOM ID・パスワードを忘れた場合",
        "お問い合わせ",
        "どこでもメール",
    ],
)
def test_help_leads_to_the_guides_and_to_the_mailbox(label: str) -> None:
    person = signed_in()
    links = {link.label: link.address for link in person.press(labels.MENU_HELP).links}

    page = person.open(links[label])

    assert links[label] in PATHS.values()
    assert page.title.startswith(label.removesuffix("はこちら"))


@pytest.mark.parametrize("item", [*labels.MENU, labels.APPLY, labels.CHANGE])
def test_page_of_a_signed_in_person_may_be_kept_by_nobody(item: str) -> None:
    """The browser's way back asks for it again, and finds that the sign-in is over."""
    person = signed_in()
    person.press(labels.MENU_CONTRACT)

    assert person.press(item).private


@pytest.mark.parametrize(
    ("idle_s", "title"), [(30 * 60 - 1, labels.MENU_BILL), (30 * 60, labels.LOGIN)]
)
def test_sign_in_is_over_after_exactly_30_minutes_without_a_press(idle_s: int, title: str) -> None:
    person = signed_in()
    person.stage.wait(seconds=idle_s)

    assert title == person.press(labels.MENU_BILL).title


def test_press_keeps_the_sign_in_alive() -> None:
    person = signed_in()
    for _ in range(3):
        person.stage.wait(minutes=29)
        person.press(labels.MENU_BILL)

    assert labels.TOP == person.press(labels.TOP).title


def test_reloading_does_not_keep_the_sign_in_alive() -> None:
    person = signed_in()
    person.stage.wait(minutes=29)
    person.reload()
    person.open(LOGIN_PAGE)
    person.stage.wait(minutes=1)

    assert labels.LOGIN == person.look().title


@pytest.mark.parametrize(("minutes", "title"), [(59, labels.TOP), (60, labels.LOGIN)])
def test_time_to_stay_signed_in_can_be_another(minutes: int, title: str) -> None:
    person = signed_in(Settings(signed_in_minutes=60))
    person.stage.wait(minutes=minutes)

    assert title == person.open(LOGIN_PAGE).title


def test_sign_in_can_be_without_end() -> None:
    person = signed_in(Settings(signed_in_minutes=None))
    person.stage.wait(minutes=60 * 24 * 365)

    assert labels.MENU_HELP == person.press(labels.MENU_HELP).title


def test_login_page_leads_a_signed_in_person_on() -> None:
    assert labels.TOP == signed_in().open(LOGIN_PAGE).title


def test_another_browser_is_not_signed_in() -> None:
    person = signed_in()

    assert labels.LOGIN == Person(person.stage, "other").open(LOGIN_PAGE).title


def test_press_after_the_end_leads_to_the_login_page() -> None:
    person = signed_in()
    person.stage.wait(minutes=30)

    person.press(labels.MENU_BILL)

    assert labels.TOP == sign_in(person, TARO_ID, TARO_PASSWORD).title


def yen(line: str) -> int:
    """The amount at the end of a line."""
    return int(line.partition(": ")[2].removesuffix("円").replace(",", ""))
