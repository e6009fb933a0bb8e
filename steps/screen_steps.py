"""What only a real browser has: a telephone's screen, a readable password, paper, a QR code."""

from behave import given, then, when
from behave.runner import Context

from itsid_sim.drivers import routes
from itsid_sim.drivers.words import check, walker

# on a telephone


@given("{who:人}がスマートフォンでホームページを開いている")
def step_home_on_phone(context: Context, who: str) -> None:
    """The operator's home page, on a telephone."""
    context.driver.take_phone(who)
    context.driver.open(who, routes.HOME)


@given("{who:人}がスマートフォンで案内ページを開いている")
def step_guide_on_phone(context: Context, who: str) -> None:
    """The support page on the reissue, on a telephone."""
    context.driver.take_phone(who)
    context.driver.open(who, routes.GUIDE)


@then("{who:人}の画面は横に動かさずに読める")
def step_fits(context: Context, who: str) -> None:
    """Nothing of the page lies beyond the right edge of the screen."""
    check(context.driver.fits(who), context.driver.look(who), "画面が横にはみ出さない")


@when("{who:人}が手引きのQRコードを読み取って開く")
def step_scan(context: Context, who: str) -> None:
    """The code that the handbook prints is on the login page; a telephone reads it off there."""
    desk = f"別のブラウザーの{who}"
    context.driver.open(desk, routes.MY_PAGE)
    context.driver.take_phone(who)
    context.driver.open(who, context.driver.scan(desk))


# a password that can be read


@when("{who:人}が「{box:語}」にチェックを入れる")
def step_tick(context: Context, who: str, box: str) -> None:
    """A box that stands alone."""
    context.driver.tick(who, box, on=True)


@when("{who:人}が「{box:語}」のチェックを外す")
def step_untick(context: Context, who: str, box: str) -> None:
    """A box that stands alone."""
    context.driver.tick(who, box, on=False)


@then("{who:人}の「{field:語}」欄は伏せられている")
def step_is_hidden(context: Context, who: str, field: str) -> None:
    """Dots stand for what was typed."""
    seen = context.driver.look(who)
    check(seen.is_secret(field), seen, f"「{field}」欄は伏せられている")


@then("{who:人}の「{field:語}」欄の「{text:語}」が読める")
def step_is_readable(context: Context, who: str, field: str, text: str) -> None:
    """What was typed can be read."""
    seen = context.driver.look(who)
    is_readable = not seen.is_secret(field) and seen.value_of(field) == text
    check(is_readable, seen, f"「{field}」欄の「{text}」が読める")


# on paper


@when("{who:人}が画面を印刷する")
def step_print(context: Context, who: str) -> None:
    """On paper of A4."""
    context.printed = context.driver.print_out(who)


@then("印刷したものはA4の紙1枚に収まる")
def step_one_sheet(context: Context) -> None:
    """One page."""
    assert len(context.printed.pages) == 1, f"{len(context.printed.pages)}枚になる"


@then("印刷したものに{who:人}の「{fact:語}」が載っている")
def step_printed_fact(context: Context, who: str, fact: str) -> None:
    """Something that a person knows is on the paper."""
    assert context.printed.shows(walker(context, who).fact(fact)), f"「{fact}」が載っていない"


@then("印刷したものに書き留めたパスワードが載っている")
def step_printed_password(context: Context) -> None:
    """The password that was noted from the page is on the paper."""
    assert context.printed.shows(context.noted), "書き留めたパスワードが載っていない"
