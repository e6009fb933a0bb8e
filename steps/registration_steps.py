"""What a person does and sees on the way to a login and to a new iTSCOM ID."""

import parse
from behave import given, register_type, then, when
from behave.runner import Context

from itsid_sim.drivers import routes, spellings
from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.words import walker

MANNERS = {
    "半角カナで": spellings.half_width_kana,
    "半角カナで空白を入れずに": lambda name: spellings.unspaced(spellings.half_width_kana(name)),
    "ひらがなで": spellings.hiragana,
    "濁点を付けずに": spellings.unvoiced,
    "空白を入れずに": spellings.unspaced,
    "全角の空白を入れて": spellings.widely_spaced,
    "ハイフンを入れて": spellings.hyphenated,
    "全角数字で": spellings.full_width,
    "大文字で": str.upper,
    "大文字と小文字を逆にして": str.swapcase,
}
CONTRACTOR, CONFIRM = "契約者情報 認証", "確認"
KANA, PHONE, PAYMENT = "ご契約者氏名 (カナ)", "登録済みの電話番号", "お支払情報等"
BANK_LAST4 = "口座番号 下4桁"
MORE_FACTS = ("お客さま番号", "セットトップボックス (STB/Hit pot) のID")
TERMS = "利用規約"
CONTACT = "連絡先メールアドレス(※)を選択してください。"
REGISTRATION_SENT = "メール送信完了"


@parse.with_pattern("|".join(sorted(MANNERS, key=len, reverse=True)))
def manner(text: str) -> str:
    """大文字で, ハイフンを入れて: another way to write the same."""
    return text


@parse.with_pattern(r"[^「」\sが]+?の「[^「」]*」")
def known(text: str) -> tuple[str, str]:
    """太郎の「iTSCOM ID」: who knows it, and what it is."""
    who, _, fact = text.rstrip("」").partition("の「")
    return "" if who == "自分" else who, fact


register_type(書き方=manner, 事実=known)


def expect_terms(context: Context, who: str, what: str) -> None:
    """What was typed fits the contract: the terms are shown."""
    seen = context.driver.look(who)
    assert seen.is_titled(TERMS), f"「{what}」で「{seen.title}」画面になった"


def choose_and_fill(walk: Walker, facts: Walker, fact: str) -> None:
    """Choose a payment fact and type its value."""
    walk.driver.choose(walk.who, PAYMENT, fact)
    walk.driver.fill(walk.who, fact, facts.fact(fact))


# typing


@when("{who:人}が「{field:語}」に{what:事実}を{how:書き方}入力する")
def step_fill_otherwise(
    context: Context, who: str, field: str, what: tuple[str, str], how: str
) -> None:
    """Something that a person knows, written in another way."""
    other, fact = what
    text = MANNERS[how](walker(context, who).of(other).fact(fact))
    context.driver.fill(who, field, text)


@when("{who:人}が{other:人}の氏名カナと電話番号を入力する")
def step_fill_name_and_phone(context: Context, who: str, other: str) -> None:
    """Who the contractor is, without any payment fact."""
    facts = walker(context, who).of(other)
    for field in (KANA, PHONE):
        context.driver.fill(who, field, facts.fact(field))


@when("{who:人}が{other:人}の「{fact:語}」を選んで入力する")
def step_choose_and_fill(context: Context, who: str, other: str, fact: str) -> None:
    """One payment fact: chosen, and its value typed."""
    walk = walker(context, who)
    choose_and_fill(walk, walk.of(other), fact)


@when("{who:人}が「{field:語}」でこれまでの連絡先を選ぶ")
def step_choose_old_contact(context: Context, who: str, field: str) -> None:
    """The one of the two addresses that is not the new ID; it is shown partly hidden."""
    new_id = walker(context, who).fact("新しいiTSCOM ID")
    offered = context.driver.look(who).choices_of(field)
    (old,) = [address for address in offered if address != new_id]
    context.driver.choose(who, field, old)


# lists, pressed in place or walked one by one


@when("{who:人}が次の書き方で「{field:語}」を入力して認証すると、どれも契約内容と一致する")
def step_ways_to_write(context: Context, who: str, field: str) -> None:
    """The person's own facts with one of them written in each way of the table."""
    for row in context.table:
        walk = walker(context, who)
        routes.to_contractor(walk)
        routes.enter_contractor(walk, walk)
        step_fill_otherwise(context, who, field, (who, field), row["書き方"])
        walk.press(CONFIRM)
        expect_terms(context, who, row["書き方"])


@when("{who:人}が次の「{field:語}」を一つずつ選んで認証すると、どれも契約内容と一致する")
def step_each_payment_fact(context: Context, who: str, field: str) -> None:
    """The person's own facts with each payment fact of the table by itself."""
    for row in context.table:
        walk = walker(context, who)
        routes.to_contractor(walk)
        step_fill_name_and_phone(context, who, who)
        choose_and_fill(walk, walk, row["項目"])
        walk.press(CONFIRM)
        expect_terms(context, who, row["項目"])


@then("{who:人}の画面に次の欄がある")
def step_has_fields(context: Context, who: str) -> None:
    """Each label of the table is the label of a field."""
    seen = context.driver.look(who)
    for row in context.table:
        has = seen.has_field(row["欄"])
        assert has, f"「{seen.title}」画面に「{row['欄']}」欄がない"


@then("{who:人}の画面で次のものを選べる")
def step_offers(context: Context, who: str) -> None:
    """Each choice of the table is offered by a field."""
    seen = context.driver.look(who)
    for row in context.table:
        choices = seen.choices_of(row["欄"])
        assert row["もの"] in choices, f"「{row['欄']}」欄では{choices}から選ぶ"


@then("{who:人}の画面で次のものを押せる")
def step_has_buttons(context: Context, who: str) -> None:
    """Each label of the table is the label of a button or a link."""
    seen = context.driver.look(who)
    for row in context.table:
        has = seen.has_button(row["もの"])
        assert has, f"「{seen.title}」画面で「{row['もの']}」は押せない"


@then("{who:人}の画面に次の言葉が示される")
def step_shows_all(context: Context, who: str) -> None:
    """Documented words, one a row, anywhere on the page."""
    seen = context.driver.look(who)
    for row in context.table:
        shown = seen.shows(row["言葉"])
        assert shown, f"「{seen.title}」画面に「{row['言葉']}」は示されていない"


# whole procedures


@when("{who:人}が{other:人}の契約内容で認証する")
def step_prove(context: Context, who: str, other: str) -> None:
    """契約者情報 認証 with a contract's facts, up to whatever follows."""
    walk = walker(context, who)
    routes.to_contractor(walk)
    routes.enter_contractor(walk, walk.of(other))
    walk.press(CONFIRM)


@given("{who:人}が{other:人}の電話番号で、契約内容と一致しない認証を{times:d}回続けている")
@when("{who:人}が{other:人}の電話番号で、契約内容と一致しない認証を{times:d}回続ける")
def step_mismatches(context: Context, who: str, other: str, times: int) -> None:
    """So many mismatches in a row under one telephone number: nobody bears this name."""
    walk = walker(context, who)
    routes.to_contractor(walk)
    routes.enter_contractor(walk, walk.of(other))
    context.driver.fill(who, KANA, "ダレデモナイヒト")
    for _ in range(times):
        walk.press(CONFIRM)


@when("{who:人}が追加認証情報を間違える")
def step_wrong_more_facts_once(context: Context, who: str) -> None:
    """As below, once."""
    step_wrong_more_facts(context, who, 1)


@when("{who:人}が追加認証情報を{times:d}回続けて間違える")
def step_wrong_more_facts(context: Context, who: str, times: int) -> None:
    """Values that no contract has, in every field that is asked for."""
    for _ in range(times):
        seen = context.driver.look(who)
        for field in filter(seen.has_field, MORE_FACTS):
            context.driver.fill(who, field, "0")
        context.driver.press(who, CONFIRM)


@given("{who:人}が{other:人}の「{fact:語}」で新規登録を申し込んでいる")
@when("{who:人}が{other:人}の「{fact:語}」で新規登録を申し込む")
def step_ask_for_id(context: Context, who: str, other: str, fact: str) -> None:
    """A registration of this ID with the person's new password, up to the letter."""
    walk = walker(context, who)
    routes.register_as(walk, walk.of(other).fact(fact), routes.new_password(walk))


@when("{who:人}が{other:人}の「{fact:語}」で新規登録を{times:d}回申し込む")
def step_ask_for_id_often(context: Context, who: str, other: str, fact: str, times: int) -> None:
    """The same, so often."""
    for _ in range(times):
        step_ask_for_id(context, who, other, fact)


@when("{who:人}が{other:人}の「{login_id:語}」と「{password:語}」で新規登録を申し込む")
def step_ask_for_both(context: Context, who: str, other: str, login_id: str, password: str) -> None:
    """A registration of this ID and this password, up to the letter."""
    walk = walker(context, who)
    facts = walk.of(other)
    routes.register_as(walk, facts.fact(login_id), facts.fact(password))


@given("{who:人}が新規登録を申し込んでいる")
@when("{who:人}が新規登録を申し込む")
def step_ask_once(context: Context, who: str) -> None:
    """A registration of the person's new ID and password, up to the letter."""
    routes.walk_to(walker(context, who), REGISTRATION_SENT)


@given("{who:人}が新規登録を{times:d}回申し込んでいる")
@when("{who:人}が新規登録を{times:d}回申し込む")
def step_ask_often(context: Context, who: str, times: int) -> None:
    """The same, so often."""
    for _ in range(times):
        routes.walk_to(walker(context, who), REGISTRATION_SENT)


@given("{who:人}がパスワードを「{password:語}」にして新規登録を終えている")
@when("{who:人}がパスワードを「{password:語}」にして新規登録を終える")
def step_register_with(context: Context, who: str, password: str) -> None:
    """The whole registration of the person's new ID with a password under test."""
    walk = walker(context, who)
    routes.register_as(walk, walk.fact("新しいiTSCOM ID"), password)
    context.driver.open(who, walk.received("マイページ本登録のご案内")[-1].url)
    routes.confirm(walk)


@when("{who:人}が登録のないiTSCOM IDでログインに失敗する")
def step_fail_unknown_once(context: Context, who: str) -> None:
    """One try under an ID that nobody has."""
    routes.sign_in(walker(context, who), routes.NOBODYS_ID, routes.WRONG_PASSWORD)


@when("{who:人}が{other:人}に最後に届いた「{subject:語}」のURLを開く")
def step_open_url_of(context: Context, who: str, other: str, subject: str) -> None:
    """The URL of the newest letter of this subject in somebody's mailbox."""
    context.driver.open(who, walker(context, other).received(subject)[-1].url)


@when("{who:人}が{other:人}の「{fact:語}」で再発行を申し込む")
def step_ask_for_reissue_of(context: Context, who: str, other: str, fact: str) -> None:
    """本人認証 with an ID that somebody knows."""
    walk = walker(context, who)
    routes.to_identity(walk)
    walk.enter(ITSCOM_ID=walk.of(other).fact(fact))
    walk.press("次へ")


@when("{who:人}が{other:人}の「{login_id:語}」とパスワード「{password:語}」でログインを試みる")
def step_try_password(context: Context, who: str, other: str, login_id: str, password: str) -> None:
    """An ID that somebody knows and a password under test."""
    walk = walker(context, who)
    routes.sign_in(walk, walk.of(other).fact(login_id), password)


@then("{who:人}は{login_id:事実}と{password:事実}でログインできる")
def step_can_sign_in_with(
    context: Context, who: str, login_id: tuple[str, str], password: tuple[str, str]
) -> None:
    """An ID that one person knows and a password that another chose."""
    walk = walker(context, who)
    texts = [walk.of(other).fact(fact) for other, fact in (login_id, password)]
    routes.sign_in(walk, *texts)
    seen = context.driver.look(who)
    assert seen.is_titled("トップ"), f"「{seen.title}」画面である"
