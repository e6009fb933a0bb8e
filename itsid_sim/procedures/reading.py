"""Pages that are only read: the home page and what the documents only name (Q37)."""

from itsid_sim.core.chart import Line, Link, Reading
from itsid_sim.rules import labels
from itsid_sim.rules.help import HELP_04
from itsid_sim.rules.login import LOGIN_01, LOGIN_02
from itsid_sim.rules.registration import REG_11, REG_22
from itsid_sim.rules.rule import Rule

CUSTOMER_NO_GUIDE = "お客さま番号の確認方法"
DEVICE_GUIDE = "機器情報等の確認方法"

# Where each label leads. The last three open a form: see guide, inquiry and webmail.
PATHS = {
    labels.FAQ: "/faq",
    labels.BEFORE_USE: "/before-use",
    labels.HANDBOOK: "/handbook",
    labels.ACCOUNT_LOGIN: "/account-login",
    labels.TERMS_TEXT: "/terms",
    labels.FIRST_SETTING: "/first-setting",
    CUSTOMER_NO_GUIDE: "/customer-number",
    DEVICE_GUIDE: "/device-id",
    labels.REISSUE_GUIDE: "/reissue-guide",
    labels.INQUIRY: "/inquiry",
    labels.WEBMAIL: "/webmail",
}
TO_MY_PAGE = Link(labels.TO_MY_PAGE, "/mypage")
TO_GUIDE = Link(labels.SUPPORT_GUIDE, PATHS[labels.REISSUE_GUIDE])


def _page(label: str, title: str, per: Rule, *rows: str, links: tuple[Link, ...] = ()) -> Reading:
    return Reading(PATHS[label], title, tuple(Line(row, per=per) for row in rows), links)


READINGS = (
    Reading(
        "/",
        labels.HOME,
        (Line("シミュレータの入口です。メニューの「マイページ」から始めます。", per=LOGIN_01),),
        (Link(labels.MY_PAGE, "/mypage"),),
    ),
    _page(
        labels.FAQ,
        "よくあるご質問",
        LOGIN_02,
        "IDやパスワードが分からないときは: 再発行の手続きの案内をお読みください。",
        "認証コードのメールが届かないときは: 届くまでに時間がかかる場合があります。届かないままの"
        "ときは、新規登録からIDとパスワードの両方を設定してください。",
        "ほかのことは: お問い合わせください。",
        links=(TO_GUIDE, Link(labels.INQUIRY, PATHS[labels.INQUIRY])),
    ),
    _page(
        labels.BEFORE_USE,
        labels.BEFORE_USE,
        LOGIN_02,
        "これはシミュレータで、実在のサイトではありません。実在の契約の情報を入力しないでください。",
        "メールはこの機械の外へは出ません。",
    ),
    _page(
        labels.HANDBOOK,
        labels.HANDBOOK,
        LOGIN_02,
        "マイページにログインしよう: iTSCOM IDとパスワードを入力し、「ログイン」を押します。",
        "はじめてのログイン: 「iTSCOM IDの新規登録」を押し、契約者情報の認証から始めます。",
        f"iTSCOM ID・パスワードが分からなくなったら: 「{labels.FORGOT}」を押します。",
        links=(TO_MY_PAGE, TO_GUIDE),
    ),
    _page(
        labels.ACCOUNT_LOGIN,
        "アカウントログイン",
        LOGIN_02,
        "iTSCOM IDとは別のアカウントの入口です。文書に中身がないため、ここにもありません。",
        links=(TO_MY_PAGE,),
    ),
    _page(
        labels.TERMS_TEXT,
        labels.TERMS_TEXT,
        REG_11,
        "規約の本文が載る場所です。シミュレータに実在の規約はありません。",
    ),
    _page(
        labels.FIRST_SETTING,
        labels.FIRST_SETTING,
        HELP_04,
        "1: マイページのログインページで「iTSCOM IDの新規登録」を押します。",
        "2: 「契約者情報 認証」で、契約の内容を入力します。",
        "3: 「利用規約」を読み、承諾します。",
        "4: iTSCOM IDにするメールアドレスと、パスワードを入力します。",
        "5: 届いた確認メールのURLを開き、内容を確かめて「次へ」を押すと、登録が完了します。",
        links=(TO_MY_PAGE, TO_GUIDE),
    ),
    _page(
        CUSTOMER_NO_GUIDE,
        CUSTOMER_NO_GUIDE,
        REG_22,
        "お客さま番号は、契約の書面に記されています。",
    ),
    _page(DEVICE_GUIDE, DEVICE_GUIDE, REG_22, "機器のIDは、機器の裏面に記されています。"),
)
