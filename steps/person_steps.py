"""What a person does: opens, types, chooses, presses."""

from behave import given, when
from behave.runner import Context

from itsid_sim.drivers import routes, spellings
from itsid_sim.drivers.words import walker

CODE_SUBJECT = "認証コードのお知らせ"


# opening


@given("{who:人}がホームページを開いている")
@when("{who:人}がホームページを開く")
def step_open_home(context: Context, who: str) -> None:
    """The operator's home page."""
    context.driver.open(who, routes.HOME)


@given("{who:人}がマイページを開いている")
@when("{who:人}がマイページを開く")
def step_open_my_page(context: Context, who: str) -> None:
    """The login page, or the top page when signed in."""
    context.driver.open(who, routes.MY_PAGE)


@given("{who:人}が「{screen:語}」画面まで進んでいる")
@when("{who:人}が「{screen:語}」画面まで進む")
def step_walk(context: Context, who: str, screen: str) -> None:
    """The documented way to a screen, with the person's own facts."""
    routes.walk_to(walker(context, who), screen)


@given("{who:人}が「{subject:語}」のURLを開いている")
@when("{who:人}が「{subject:語}」のURLを開く")
def step_open_url(context: Context, who: str, subject: str) -> None:
    """The URL of the newest letter of this subject."""
    context.driver.open(who, walker(context, who).received(subject)[-1].url)


@when("{who:人}が一つ前の「{subject:語}」のメールのURLを開く")
def step_open_older_url(context: Context, who: str, subject: str) -> None:
    """The URL of the letter before the newest of this subject."""
    context.driver.open(who, walker(context, who).received(subject)[-2].url)


@when("{who:人}が送られた覚えのない本登録用URLを開く")
def step_open_unknown_url(context: Context, who: str) -> None:
    """A URL of the documented shape that was never mailed."""
    context.driver.open(who, routes.UNKNOWN_URL)


# typing and choosing


@when("{who:人}が「{field:語}」に「{text:語}」と入力する")
def step_fill(context: Context, who: str, field: str, text: str) -> None:
    """A text under test."""
    context.driver.fill(who, field, text)


@when("{who:人}が「{field:語}」に{other:人}の「{fact:語}」を入力する")
def step_fill_fact(context: Context, who: str, field: str, other: str, fact: str) -> None:
    """Something that a person knows."""
    context.driver.fill(who, field, walker(context, who).of(other).fact(fact))


@when("{who:人}が「{field:語}」を空にする")
def step_clear(context: Context, who: str, field: str) -> None:
    """Nothing stands in the field."""
    context.driver.fill(who, field, "")


@when("{who:人}が「{field:語}」で「{option:語}」を選ぶ")
def step_choose(context: Context, who: str, field: str, option: str) -> None:
    """One of the options that a field offers."""
    context.driver.choose(who, field, option)


@when("{who:人}が「{field:語}」で{other:人}の「{fact:語}」を選ぶ")
def step_choose_fact(context: Context, who: str, field: str, other: str, fact: str) -> None:
    """The option that is something a person knows."""
    context.driver.choose(who, field, walker(context, who).of(other).fact(fact))


@when("{who:人}が{other:人}の契約内容を入力する")
def step_enter_contractor(context: Context, who: str, other: str) -> None:
    """Name, telephone number and one payment fact of a contract."""
    walk = walker(context, who)
    routes.enter_contractor(walk, walk.of(other))


@when("{who:人}が{other:人}の「{login_id:語}」と「{password:語}」を入力する")
def step_enter_login(context: Context, who: str, other: str, login_id: str, password: str) -> None:
    """An ID and a password, into the fields of that name."""
    walk = walker(context, who)
    facts = walk.of(other)
    routes.enter_login(walk, facts.fact(login_id), facts.fact(password))


@when("{who:人}が{other:人}の「{login_id:語}」と間違ったパスワードを入力する")
def step_enter_wrong_password(context: Context, who: str, other: str, login_id: str) -> None:
    """An ID that somebody knows, with a password that is nobody's."""
    walk = walker(context, who)
    routes.enter_login(walk, walk.of(other).fact(login_id), routes.WRONG_PASSWORD)


@when("{who:人}が登録のないiTSCOM IDと{other:人}の「{password:語}」を入力する")
def step_enter_unknown_id(context: Context, who: str, other: str, password: str) -> None:
    """An ID that nobody has, with a password that somebody knows."""
    walk = walker(context, who)
    routes.enter_login(walk, routes.NOBODYS_ID, walk.of(other).fact(password))


@when("{who:人}が新しいパスワードを2回入力する")
def step_enter_new_password(context: Context, who: str) -> None:
    """The person's new password into both fields."""
    walk = walker(context, who)
    routes.enter_password(walk, routes.new_password(walk))


@when("{who:人}が「{text:語}」をパスワードとして2回入力する")
def step_enter_password(context: Context, who: str, text: str) -> None:
    """A password under test into both fields."""
    routes.enter_password(walker(context, who), text)


@when("{who:人}が{chars:d}文字のパスワードを2回入力する")
def step_enter_long_password(context: Context, who: str, chars: int) -> None:
    """A password of so many characters into both fields."""
    routes.enter_password(walker(context, who), routes.password_of(chars))


@when("{who:人}が「{field:語}」に{chars:d}文字のメールアドレスを入力する")
def step_enter_long_address(context: Context, who: str, field: str, chars: int) -> None:
    """A mail address of so many characters."""
    context.driver.fill(who, field, routes.address_of(chars))


@when("{who:人}が「{field:語}」に{chars:d}文字の文章を入力する")
def step_enter_long_text(context: Context, who: str, field: str, chars: int) -> None:
    """A text of so many full-width characters."""
    context.driver.fill(who, field, "あ" * chars)


# codes and phrases


@when("{who:人}が届いた認証コードを入力する")
def step_enter_code(context: Context, who: str) -> None:
    """The code of the newest letter."""
    routes.enter_code(walker(context, who))


@when("{who:人}が一つ前のメールの認証コードを入力する")
def step_enter_older_code(context: Context, who: str) -> None:
    """The code of the letter before the newest."""
    walk = walker(context, who)
    walk.enter(CODE=walk.received(CODE_SUBJECT)[-2].code)


@when("{who:人}が届いた認証コードを全角数字で、前後に空白を付けて入力する")
def step_enter_wide_code(context: Context, who: str) -> None:
    """The code in full-width digits between spaces."""
    walk = walker(context, who)
    code = walk.received(CODE_SUBJECT)[-1].code
    walk.enter(CODE=f" {spellings.full_width(code)} ")


@when("{who:人}が違う認証コードを{times:d}回続けて試す")
def step_wrong_codes(context: Context, who: str, times: int) -> None:
    """A code that differs from the one mailed, pressed so often."""
    walk = walker(context, who)
    wrong = routes.another_code(walk)
    for _ in range(times):
        walk.enter(CODE=wrong)
        walk.press("次へ")


@when("{who:人}が合言葉を登録したとおりに入力する")
def step_enter_phrase(context: Context, who: str) -> None:
    """The question and answer that the walk has set."""
    routes.enter_phrase(walker(context, who))


@when("{who:人}が違う答えを{times:d}回続けて試す")
def step_wrong_answers(context: Context, who: str, times: int) -> None:
    """An answer that differs from the one set, pressed so often."""
    walk = walker(context, who)
    for _ in range(times):
        routes.enter_phrase(walk)
        walk.enter(ANSWER="ちがうこたえ")
        walk.press("ID・パスワード再発行")


@when("{who:人}に先頭が0の認証コードが届くまで、再発行を申し込み直す")
def step_code_with_zero(context: Context, who: str) -> None:
    """Asks again, slowly enough for the quota, until a code begins with a nought."""
    walk = walker(context, who)
    for _ in range(500):
        routes.ask_for_reissue(walk)
        if walk.received(CODE_SUBJECT)[-1].code.startswith("0"):
            return
        context.stage.advance(15 * 60)
    raise AssertionError("500回申し込んでも、先頭が0の認証コードが届かない")


# pressing


@when("{who:人}が「{label:語}」を押す")
def step_press(context: Context, who: str, label: str) -> None:
    """A button or a link."""
    context.driver.press(who, label)


@when("{who:人}が「{label:語}」を二度押しする")
def step_press_twice(context: Context, who: str, label: str) -> None:
    """Twice so quickly that only the second answer is seen."""
    context.driver.press_twice(who, label)


@when("{who:人}がブラウザーで前の画面に戻る")
def step_back(context: Context, who: str) -> None:
    """The browser's own way back."""
    context.driver.back(who)


@when("{who:人}が画面を読み直す")
def step_reload(context: Context, who: str) -> None:
    """The browser asks for the page again."""
    context.driver.reload(who)
