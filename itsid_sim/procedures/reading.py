"""Pages that are only read: the home page, the guide and what the documents only name (Q37)."""

from itsid_sim.core.chart import Line, Link, Reading
from itsid_sim.rules import labels
from itsid_sim.rules.code import CODE_06
from itsid_sim.rules.forgotten import FORGOT_02
from itsid_sim.rules.letters import HOURS, INQUIRY_ADDRESS, INQUIRY_URL, PHONE
from itsid_sim.rules.login import LOGIN_01, LOGIN_02
from itsid_sim.rules.registration import REG_11, REG_22
from itsid_sim.rules.rule import Rule

CUSTOMER_NO_GUIDE = "お客さま番号の確認方法"
DEVICE_GUIDE = "機器情報等の確認方法"
INQUIRY = "お問い合わせ"

PATHS = {
    labels.FAQ: "/faq",
    labels.BEFORE_USE: "/before-use",
    labels.HANDBOOK: "/handbook",
    labels.ACCOUNT_LOGIN: "/account-login",
    labels.TERMS_TEXT: "/terms",
    labels.REISSUE_GUIDE: "/reissue-guide",
    CUSTOMER_NO_GUIDE: "/customer-number",
    DEVICE_GUIDE: "/device-id",
    INQUIRY: "/inquiry",
}


def _page(label: str, title: str, words: str, per: Rule, *links: Link) -> Reading:
    return Reading(PATHS[label], title, (Line(words, per=per),), links)


READINGS = (
    Reading(
        "/",
        labels.HOME,
        (Line("シミュレータの入口です。", per=LOGIN_01),),
        (Link(labels.MY_PAGE, "/mypage"),),
    ),
    _page(labels.FAQ, "よくあるご質問", "よくある質問と答えを載せる場所です。", LOGIN_02),
    _page(
        labels.BEFORE_USE,
        labels.BEFORE_USE,
        "サイトを使う前に知っておくことを載せる場所です。",
        LOGIN_02,
    ),
    _page(labels.HANDBOOK, labels.HANDBOOK, "使い方の手引きを載せる場所です。", LOGIN_02),
    _page(
        labels.ACCOUNT_LOGIN,
        "アカウントログイン",
        "iTSCOM IDとは別のアカウントでログインする人のための場所です。",
        LOGIN_02,
    ),
    _page(
        labels.TERMS_TEXT,
        labels.TERMS_TEXT,
        "規約の本文を載せる場所です。シミュレータに実在の規約はありません。",
        REG_11,
    ),
    _page(
        labels.REISSUE_GUIDE,
        labels.SUPPORT_GUIDE,
        "IDやパスワードを忘れたときの手続きを、順に案内します。",
        FORGOT_02,
        Link(labels.TO_MY_PAGE, "/mypage"),
    ),
    _page(
        CUSTOMER_NO_GUIDE,
        CUSTOMER_NO_GUIDE,
        "お客さま番号は、契約の書面に記されています。",
        REG_22,
    ),
    _page(DEVICE_GUIDE, DEVICE_GUIDE, "機器のIDは、機器の裏面に記されています。", REG_22),
    _page(
        INQUIRY,
        INQUIRY,
        f"電話 {PHONE}({HOURS})、メール {INQUIRY_ADDRESS}、問い合わせフォーム {INQUIRY_URL}",
        CODE_06,
        Link(labels.SUPPORT_GUIDE, PATHS[labels.REISSUE_GUIDE]),
    ),
)
