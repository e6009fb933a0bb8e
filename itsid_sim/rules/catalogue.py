"""All rules in the manual's order, chapter by chapter."""

from itsid_sim.rules import (
    code,
    forgotten,
    help,
    login,
    mail,
    phrase,
    registration,
    reregistration,
)
from itsid_sim.rules.rule import Chapter, Rule

CHAPTERS = (
    Chapter("マイページにログインしよう", login.RULES),
    Chapter("はじめてのログイン(iTSCOM IDの取得)", registration.RULES),
    Chapter("iTSCOM ID・パスワードが分からなくなったら", forgotten.RULES),
    Chapter("「合言葉 登録」でのパスワード再発行(手順A)", phrase.RULES),
    Chapter("「認証コード 入力」でのパスワード再発行(手順B)", code.RULES),
    Chapter("iTSCOM IDの再発行と、再度の新規登録による更新", reregistration.RULES),
    Chapter("三種類のメールに共通の決まり", mail.RULES),
    Chapter("案内と関連サービス", help.RULES),
)

RULES: dict[str, Rule] = {rule.id: rule for chapter in CHAPTERS for rule in chapter.rules}
