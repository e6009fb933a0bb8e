"""The people of the unit tests: one for each case of the manual, and the world they live in."""

from datetime import datetime

from itsid_sim.core.digest import quick_digest
from itsid_sim.core.moment import JST
from itsid_sim.core.state import Account, Contract

NOW = int(datetime(2024, 2, 28, 23, 45, tzinfo=JST).timestamp())
HOUR_S = 60 * 60

Customer = tuple[Contract, Account | None]


def account(login_id: str, password: str, contact: str = "") -> Account:
    """An account as a fixture makes it; without a contact the ID is the contact."""
    return Account(login_id, quick_digest(password, "salt"), "salt", contact or login_id)


TARO_ID, TARO_PASSWORD = "Taro@example.jp", "Taro.pass1"
TARO = Contract(
    "taro",
    "逸 太郎",
    "イツ タロウ",
    "09000000001",
    "2000000001",
    bank_last4="1001",
    card_last4="2001",
)
TARO_ACCOUNT = account(TARO_ID, TARO_PASSWORD)

HANAKO_ID, HANAKO_PASSWORD = "hanako@example.com", "Hanako_pass2"
HANAKO = Contract("hanako", "渋谷 花子", "シブヤ ハナコ", "09000000002", "2000000002", branch="A")
HANAKO_ACCOUNT = account(HANAKO_ID, HANAKO_PASSWORD, "hanako.contact@example.com")

JIRO_ID = "jiro@example.net"
JIRO = Contract(
    "jiro", "青葉 次郎", "アオバ ジロウ", "0450000003", "2000000003", stb_id="A1B2C3D4E5F3"
)

# Two contracts under one name, telephone number and bank account: more facts are asked for.
SAKURA_HOME = Contract(
    "home",
    "高津 さくら",
    "タカツ サクラ",
    "09000000005",
    "2000000051",
    "1005",
    stb_id="A1B2C3D4E5A1",
)
SAKURA_SHOP = Contract("shop", "高津 さくら", "タカツ サクラ", "09000000005", "2000000052", "1005")

# One contract whose mark asks for more facts.
MIDORI = Contract(
    "midori", "緑 みどり", "ミドリ ミドリ", "09000000006", "2000000006", "1006", asks_more=True
)

# A contract whose preparation ends an hour from now.
FUYUKO = Contract(
    "fuyuko", "都筑 冬子", "ツヅキ フユコ", "09000000007", "2000000007", ready_from=NOW + HOUR_S
)

EVERYBODY: tuple[Customer, ...] = (
    (TARO, TARO_ACCOUNT),
    (HANAKO, HANAKO_ACCOUNT),
    (JIRO, None),
    (SAKURA_HOME, None),
    (SAKURA_SHOP, None),
    (MIDORI, None),
    (FUYUKO, None),
)
