"""My PAGE: the top page after login and the five pages of its menu (manual, My PAGE)."""

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.chart import Case, Field, Line, Link, Screen, go, otherwise, when
from itsid_sim.core.state import Contract
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.login import is_signed_in
from itsid_sim.procedures.reading import PATHS
from itsid_sim.rules import labels
from itsid_sim.rules.login import LOGIN_04, LOGIN_07, LOGIN_09

# A sample bill; the amount on the top page is its sum.
BILL = (("テレビ", 6_138), ("インターネット", 7_700), ("電話", 2_500))


def sign_in_is_over(turn: Turn) -> bool:
    """ログインが切れている"""
    return not is_signed_in(turn)


def touch_sign_in(turn: Turn) -> tuple[e.Event, ...]:
    """操作があったと記す"""
    return (e.SignInTouched(turn.session),)


def customer(turn: Turn) -> Contract | None:
    """The contract of the person who is, or was, signed in."""
    sign_in = turn.sign_in
    return None if sign_in is None else turn.world.contracts[sign_in.contract]


def contractor(turn: Turn) -> str:
    """契約者名"""
    contract = customer(turn)
    return "" if contract is None else f"{contract.name} 様"


def login_id(turn: Turn) -> str:
    """登録したときのつづりのiTSCOM ID(Q12)"""
    contract = customer(turn)
    return "" if contract is None else f"iTSCOM ID: {turn.world.accounts[contract.id].login_id}"


def contact(turn: Turn) -> str:
    """連絡先メールアドレス"""
    contract = customer(turn)
    known = "" if contract is None else turn.world.accounts[contract.id].contact
    return f"{labels.CONTACT_FACT}: {known}"


def usage(_turn: Turn) -> str:
    """今月の請求の合計額"""
    return f"{labels.USAGE}: {sum(yen for _, yen in BILL):,}{labels.YEN}"


def contract_rows(turn: Turn) -> tuple[str, ...]:
    """契約者名、お客さま番号、電話番号"""
    contract = customer(turn)
    if contract is None:
        return ()
    return (
        f"{labels.NAME_FACT}: {contract.name}",
        f"{labels.CUSTOMER_NO}: {contract.customer_no}",
        f"{labels.PHONE}: {contract.phone}",
    )


def menu() -> dict[str, tuple[Case, ...]]:
    """The five buttons that every page of My PAGE has."""
    return {item: (otherwise(go(item, touch_sign_in), per=LOGIN_09),) for item in labels.MENU}


def my_page(
    title: str,
    *shows: Line,
    press: dict[str, tuple[Case, ...]] | None = None,
    fields: tuple[Field, ...] = (),
) -> Screen:
    """A page of My PAGE, there while one is signed in; the menu stands after its own buttons."""
    first = (when(sign_in_is_over, go(labels.LOGIN), per=LOGIN_04),)
    return Screen(
        title, {**(press or {}), **menu()}, shows, fields, first=first, forgets=True, private=True
    )


SCREENS = (
    my_page(
        labels.TOP,
        Line(contractor, per=LOGIN_07),
        Line(login_id, per=LOGIN_07),
        Line(usage, per=LOGIN_07),
        Line(f"{labels.IMPORTANT_NEWS}: 現在、重要なお知らせはありません。", per=LOGIN_07),
        Line(f"{labels.NEWS}: 現在、お知らせはありません。", per=LOGIN_07),
        Line(f"{labels.OTHERS}: このページはシミュレータです。", per=LOGIN_07),
    ),
    my_page(
        labels.MENU_BILL,
        Line(f"{labels.BILL_DETAILS}: 今月の請求明細です。", per=LOGIN_09),
        *(Line(f"{item}: {yen:,}{labels.YEN}", per=LOGIN_09) for item, yen in BILL),
        Line(usage, per=LOGIN_09),
    ),
    my_page(
        labels.MENU_SETTINGS,
        Line("登録した内容です。変えるには、新規登録からやり直してください。", per=LOGIN_09),
        Line(login_id, per=LOGIN_09),
        Line(contact, per=LOGIN_09),
    ),
    replace(
        my_page(labels.MENU_HELP, Line("使い方に困ったときの案内です。", per=LOGIN_09)),
        links=(
            Link(labels.FAQ, PATHS[labels.FAQ]),
            Link(labels.SUPPORT_GUIDE, PATHS[labels.REISSUE_GUIDE]),
            Link(labels.INQUIRY, PATHS[labels.INQUIRY]),
            Link(labels.WEBMAIL, PATHS[labels.WEBMAIL]),
        ),
    ),
)
