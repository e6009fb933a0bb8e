"""What only the reissue of a password needs: wrong codes, noted passwords, IDs of nobody."""

import re

from behave import given, then, when
from behave.runner import Context

from itsid_sim.drivers import routes
from itsid_sim.drivers.seen import the_one
from itsid_sim.drivers.words import is_screen_outcome, walker

CODE_SUBJECT = "認証コードのお知らせ"
PHRASE_SUBJECT = "本人認証確認用メール"
REGISTERED = ("太郎", "花子", "三郎")


def check_outcome(context: Context, who: str, outcome: str, told: str) -> None:
    """Fail with what was tried unless the person stands before the screen of an outcome."""
    seen = context.driver.look(who)
    assert is_screen_outcome(seen, outcome), f"{told}: 「{seen.title}」画面である"


# typing


@when("{who:人}が書き留めたパスワードを入力する")
def step_type_noted(context: Context, who: str) -> None:
    """The reissued password that was noted from a page."""
    walker(context, who).enter(PASSWORD=context.noted)


# choosing and opening


@when("{who:人}が「{field:語}」で「{option:語}」とは別のものを選ぶ")
def step_choose_another(context: Context, who: str, field: str, option: str) -> None:
    """The last option of a field that is not this one."""
    choices = context.driver.look(who).choices_of(field)
    meant = the_one("option", option, choices, field)
    context.driver.choose(who, field, [choice for choice in choices if choice != meant][-1])


@when("{who:人}が送られた覚えのない確認用URLを開く")
def step_open_unknown_phrase_url(context: Context, who: str) -> None:
    """A URL of the documented shape that was never mailed."""
    context.driver.open(who, routes.UNKNOWN_PHRASE_URL)


# codes


@when("{who:人}が違う認証コードを入力する")
def step_enter_wrong_code(context: Context, who: str) -> None:
    """A code that differs from the one mailed; nothing is pressed."""
    walk = walker(context, who)
    walk.enter(CODE=routes.another_code(walk))


@when("{who:人}が一度違う認証コードを試す")
def step_wrong_code_once(context: Context, who: str) -> None:
    """A code that differs from the one mailed, pressed once."""
    step_enter_wrong_code(context, who)
    context.driver.press(who, "次へ")


@when("{who:人}がでたらめな認証コードを試す")
def step_guess_code(context: Context, who: str) -> None:
    """As below, once."""
    step_guess_codes(context, who, 1)


@when("{who:人}がでたらめな認証コードを{times:d}回続けて試す")
def step_guess_codes(context: Context, who: str, times: int) -> None:
    """A code that somebody without the mailbox makes up; surely none that was mailed."""
    contacts = [walker(context, name).fact("連絡先メールアドレス") for name in REGISTERED]
    mailed = {letter.code for contact in contacts for letter in context.stage.letters(contact)}
    guess = next(code for code in ("135791", "246802", "975310") if code not in mailed)
    for _ in range(times):
        context.driver.fill(who, "認証コード", guess)
        context.driver.press(who, "次へ")


@when("{who:人}が届いた認証コードを、先頭の0を除いて入力する")
def step_enter_code_without_zero(context: Context, who: str) -> None:
    """The code of the newest letter as if it were a number."""
    walk = walker(context, who)
    walk.enter(CODE=walk.received(CODE_SUBJECT)[-1].code.removeprefix("0"))


# phrases


@when("{who:人}が秘密の質問と答えを入力する")
def step_set_phrase(context: Context, who: str) -> None:
    """The question and the answer that the routes use."""
    routes.enter_phrase(walker(context, who))


@given("{who:人}が合言葉を登録している")
@when("{who:人}が合言葉を登録する")
def step_set_phrase_once(context: Context, who: str) -> None:
    """From the login page to 本人認証完了."""
    routes.walk_to(walker(context, who), "本人認証完了")


@given("{who:人}が合言葉を{times:d}回登録している")
@when("{who:人}が合言葉を{times:d}回登録する")
def step_set_phrase_often(context: Context, who: str, times: int) -> None:
    """The same, so often."""
    for _ in range(times):
        routes.walk_to(walker(context, who), "本人認証完了")


@when("{who:人}が次の答えを登録して入力すると、どれも再発行される")
def step_answers_match(context: Context, who: str) -> None:
    """Each row of the table goes through the whole of procedure A."""
    walk = walker(context, who)
    for row in context.table:
        routes.walk_to(walk, "合言葉登録")
        routes.enter_phrase(walk)
        walk.enter(ANSWER=row["登録する答え"])
        walk.press("次へ")
        context.driver.open(who, walk.received(PHRASE_SUBJECT)[-1].url)
        routes.enter_phrase(walk)
        walk.enter(ANSWER=row["入力する答え"])
        walk.press("ID・パスワード再発行")
        check_outcome(context, who, "再発行完了", f"「{row['入力する答え']}」を入力した")


@when("{who:人}が{chars:d}文字の答えを{times:d}回続けて試す")
def step_long_answers(context: Context, who: str, chars: int, times: int) -> None:
    """The right question with a wrong answer of so many full-width characters, so often."""
    walk = walker(context, who)
    for _ in range(times):
        routes.enter_phrase(walk)
        walk.enter(ANSWER="あ" * chars)
        walk.press("ID・パスワード再発行")


@when("{who:人}が一度違う答えを試す")
def step_wrong_answer_once(context: Context, who: str) -> None:
    """The right question with an answer that differs from the one set, pressed once."""
    walk = walker(context, who)
    routes.enter_phrase(walk)
    walk.enter(ANSWER="ちがうこたえ")
    walk.press("ID・パスワード再発行")


# new passwords


@then("次のパスワードは、どれも{who:人}の再発行で受け付けられ、ログインに使える")
def step_passwords_work(context: Context, who: str) -> None:
    """Each password of the table goes through the whole of procedure B and signs in."""
    walk, elsewhere = walker(context, who), walker(context, f"別のブラウザーの{who}")
    for row in context.table:
        routes.walk_to(walk, "パスワード登録")
        routes.enter_password(walk, row["値"])
        walk.press("次へ")
        check_outcome(context, who, "パスワード登録完了", f"「{row['値']}」を入力した")
        routes.sign_in(elsewhere, walk.fact("iTSCOM ID"), row["値"])
        seen = context.driver.look(elsewhere.who)
        assert seen.is_titled("トップ"), f"「{row['値']}」でログインできない"


@when("{who:人}がくり返し{times:d}回再発行を受け、示されたパスワードを書き留める")
def step_note_many(context: Context, who: str, times: int) -> None:
    """Procedure A so often; every password is read off the page and kept."""
    walk = walker(context, who)
    context.all_noted = []
    for _ in range(times):
        routes.walk_to(walk, "再発行完了")
        context.all_noted.append(routes.shown_password(context.driver.look(who)))


@then("書き留めたパスワードは、どれも{chars:d}文字の半角英数字である")
def step_noted_chars(context: Context, chars: int) -> None:
    """The length and the alphabet."""
    for password in context.all_noted:
        assert re.fullmatch(f"[0-9A-Za-z]{{{chars}}}", password), f"「{password}」がある"


@then("書き留めたパスワードのどれにも「{chars:語}」の文字はない")
def step_noted_without(context: Context, chars: str) -> None:
    """None of these characters stands in any of them."""
    for password in context.all_noted:
        assert not set(chars) & set(password), f"「{password}」がある"


@then("書き留めたパスワードに、同じものは二つない")
def step_noted_differ(context: Context) -> None:
    """Every one is new."""
    assert len(set(context.all_noted)) == len(context.all_noted), "同じパスワードが二度示された"


# mailboxes


@then("登録のないiTSCOM IDのメールアドレスには、何も届かない")
def step_nobody_gets_mail(context: Context) -> None:
    """Not a single letter to the address that is nobody's ID."""
    box = context.stage.letters(routes.NOBODYS_ID)
    assert not box, f"メールが{len(box)}通届いている: {[mail.subject for mail in box]}"
