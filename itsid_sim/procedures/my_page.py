"""My PAGE: the top page after login and the five pages of its menu (manual, My PAGE)."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import Case, Line, Screen, go, otherwise, when
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.login import is_signed_in
from itsid_sim.rules import labels
from itsid_sim.rules.login import LOGIN_04, LOGIN_07, LOGIN_09

# A sample bill; the amount on the top page is its sum.
BILL = (("テレビ", 6_138), ("インターネット", 7_700), ("電話", 2_500))


def sign_in_is_over(turn: Turn) -> bool:
    """ログインが切れている"""
    return not is_signed_in(turn)


def touch_sign_in(turn: Turn) -> tuple[e.Event, ...]:
    """操作があったと記す"""
    return (e.SignInTouched(turn.browser),)


def contractor(turn: Turn) -> str:
    """契約者名"""
    sign_in = turn.sign_in
    return "" if sign_in is None else f"{turn.world.contracts[sign_in.contract].name} 様"


def login_id(turn: Turn) -> str:
    """登録したときのつづりのiTSCOM ID(Q12)"""
    sign_in = turn.sign_in
    return "" if sign_in is None else f"iTSCOM ID: {turn.world.accounts[sign_in.contract].login_id}"


def usage(_turn: Turn) -> str:
    """今月の請求の合計額"""
    return f"{labels.USAGE}: {sum(yen for _, yen in BILL):,}円"


def _menu() -> dict[str, tuple[Case, ...]]:
    return {item: (otherwise(go(item, touch_sign_in), per=LOGIN_09),) for item in labels.MENU}


def _page(title: str, *shows: Line) -> Screen:
    first = (when(sign_in_is_over, go(labels.LOGIN), per=LOGIN_04),)
    return Screen(title, _menu(), shows, first=first, forgets=True)


SCREENS = (
    _page(
        labels.TOP,
        Line(contractor, per=LOGIN_07),
        Line(login_id, per=LOGIN_07),
        Line(usage, per=LOGIN_07),
        Line(f"{labels.IMPORTANT_NEWS}: 現在、重要なお知らせはありません。", per=LOGIN_07),
        Line(f"{labels.NEWS}: 現在、お知らせはありません。", per=LOGIN_07),
        Line(f"{labels.OTHERS}: このページはシミュレータです。", per=LOGIN_07),
    ),
    _page(
        labels.MENU_BILL,
        Line("今月の請求明細です。", per=LOGIN_09),
        *(Line(f"{item}: {yen:,}円", per=LOGIN_09) for item, yen in BILL),
        Line(usage, per=LOGIN_09),
    ),
    _page(
        labels.MENU_CONTRACT,
        Line("サービスの申し込みと契約内容の変更は、ここから始めます。", per=LOGIN_09),
    ),
    _page(labels.MENU_SETTINGS, Line("登録した内容の設定は、ここで行います。", per=LOGIN_09)),
    _page(labels.MENU_HELP, Line("使い方に困ったときの案内です。", per=LOGIN_09)),
)
