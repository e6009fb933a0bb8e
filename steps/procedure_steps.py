"""What a person does from beginning to end: logins, registrations, reissues."""

from behave import given, when
from behave.runner import Context

from itsid_sim.drivers import routes
from itsid_sim.drivers.words import walker


@given("{who:人}がログインしている")
@when("{who:人}がログインする")
def step_sign_in(context: Context, who: str) -> None:
    """With the ID and password that the person has from the start."""
    walk = walker(context, who)
    routes.sign_in(walk, walk.fact("iTSCOM ID"), walk.fact("パスワード"))


@when("{who:人}が{other:人}の「{login_id:語}」と「{password:語}」でログインを試みる")
def step_try_sign_in(context: Context, who: str, other: str, login_id: str, password: str) -> None:
    """With the facts of anybody."""
    walk = walker(context, who)
    facts = walk.of(other)
    routes.sign_in(walk, facts.fact(login_id), facts.fact(password))


@given(
    "{who:人}が{other:人}のiTSCOM IDと間違ったパスワードで、{times:d}回続けてログインに失敗している"
)
@when("{who:人}が{other:人}のiTSCOM IDと間違ったパスワードで、{times:d}回続けてログインに失敗する")
def step_fail_sign_in(context: Context, who: str, other: str, times: int) -> None:
    """So many failures in a row under one ID."""
    walk = walker(context, who)
    login_id = walk.of(other).fact("iTSCOM ID")
    for _ in range(times):
        routes.sign_in(walk, login_id, routes.WRONG_PASSWORD)


@when("{who:人}が登録のないiTSCOM IDで、{times:d}回続けてログインに失敗する")
def step_fail_unknown_sign_in(context: Context, who: str, times: int) -> None:
    """So many failures in a row under an ID that nobody has."""
    for _ in range(times):
        routes.sign_in(walker(context, who), routes.NOBODYS_ID, routes.WRONG_PASSWORD)


@given("{who:人}が新規登録を終えている")
@when("{who:人}が新規登録を終える")
def step_register(context: Context, who: str) -> None:
    """The whole registration, with the person's new ID and password."""
    routes.walk_to(walker(context, who), "登録完了")


@given("{who:人}が再発行を申し込んでいる")
@when("{who:人}が再発行を申し込む")
def step_ask_for_reissue_once(context: Context, who: str) -> None:
    """本人認証 with the person's ID."""
    routes.ask_for_reissue(walker(context, who))


@given("{who:人}が再発行を{times:d}回申し込んでいる")
@when("{who:人}が再発行を{times:d}回申し込む")
def step_ask_for_reissue(context: Context, who: str, times: int) -> None:
    """The same, so often."""
    for _ in range(times):
        routes.ask_for_reissue(walker(context, who))


@when("{who:人}が登録のないiTSCOM IDで再発行を申し込む")
def step_ask_for_nobody(context: Context, who: str) -> None:
    """本人認証 with an ID that nobody has."""
    walk = walker(context, who)
    routes.to_identity(walk)
    walk.enter(ITSCOM_ID=routes.NOBODYS_ID)
    walk.press("次へ")


@when("{who:人}が{other:人}のiTSCOM IDで再発行を申し込む")
def step_ask_for_other(context: Context, who: str, other: str) -> None:
    """本人認証 with somebody else's ID."""
    walk = walker(context, who)
    routes.to_identity(walk)
    walk.enter(ITSCOM_ID=walk.of(other).fact("iTSCOM ID"))
    walk.press("次へ")
