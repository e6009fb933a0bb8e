"""What a person sees, and what lies in a mailbox."""

from behave import given, then, when
from behave.runner import Context

from itsid_sim.drivers import routes
from itsid_sim.drivers.words import (
    check,
    is_notice_outcome,
    is_screen_outcome,
    title_of_outcome,
    walker,
)

# screens


@then("{who:人}に「{title:語}」画面が表示される")
def step_screen(context: Context, who: str, title: str) -> None:
    """A documented title."""
    seen = context.driver.look(who)
    check(seen.is_titled(title), seen, f"「{title}」画面が表示される", title)


@then("{who:人}の手続きは「{outcome:語}」になる")
def step_outcome(context: Context, who: str, outcome: str) -> None:
    """An outcome of rules/outcomes that is a screen."""
    seen = context.driver.look(who)
    title = title_of_outcome(outcome)
    check(seen.is_titled(title), seen, f"「{outcome}」になる", title)


@then("{who:人}の入力は「{field:語}」欄で受け付けられない")
def step_refused(context: Context, who: str, field: str) -> None:
    """A notice stands beside the field."""
    seen = context.driver.look(who)
    check(seen.refuses(field), seen, f"「{field}」欄で受け付けられない")


@then("{who:人}の入力は「{field:語}」欄では断られない")
def step_not_refused(context: Context, who: str, field: str) -> None:
    """No notice stands beside the field."""
    seen = context.driver.look(who)
    check(not seen.refuses(field), seen, f"「{field}」欄では断られない")


@then("{who:人}の画面に「契約内容と一致しない」ことが示される")
def step_no_match(context: Context, who: str) -> None:
    """The refusal that gives no reason."""
    seen = context.driver.look(who)
    check(
        is_notice_outcome(seen, "契約内容と一致しない"),
        seen,
        "「契約内容と一致しない」ことが示される",
    )


@then("{who:人}はログインできない")
def step_not_signed_in(context: Context, who: str) -> None:
    """The refusal that does not say which of the two was wrong."""
    seen = context.driver.look(who)
    check(is_notice_outcome(seen, "ログインできない"), seen, "ログインできない")


@then("{who:人}のログインは止まっている")
def step_stopped(context: Context, who: str) -> None:
    """Too many failures in a row."""
    seen = context.driver.look(who)
    check(is_notice_outcome(seen, "止まっている"), seen, "ログインが止まっている")


@then("{who:人}のログインは止まっていない")
def step_not_stopped(context: Context, who: str) -> None:
    """No word of too many failures."""
    seen = context.driver.look(who)
    check(not is_notice_outcome(seen, "止まっている"), seen, "ログインは止まっていない")


@then("{who:人}の画面に「{text:語}」と示される")
def step_shows(context: Context, who: str, text: str) -> None:
    """A documented text stands anywhere on the page."""
    seen = context.driver.look(who)
    check(seen.shows(text), seen, f"「{text}」と示される")


@then("{who:人}の画面に{other:人}の「{fact:語}」が示される")
def step_shows_fact(context: Context, who: str, other: str, fact: str) -> None:
    """Something that a person knows stands on the page."""
    seen = context.driver.look(who)
    shown = seen.shows(walker(context, who).of(other).fact(fact))
    check(shown, seen, f"{other or who}の「{fact}」が示される")


@then("{who:人}の画面に{other:人}の「{fact:語}」は示されない")
def step_does_not_show_fact(context: Context, who: str, other: str, fact: str) -> None:
    """Something that a person knows stands nowhere on the page."""
    seen = context.driver.look(who)
    shown = seen.shows(walker(context, who).of(other).fact(fact))
    check(not shown, seen, f"{other or who}の「{fact}」は示されない")


@then("{who:人}の画面に「{label:語}」欄がある")
def step_has_field(context: Context, who: str, label: str) -> None:
    """A field."""
    seen = context.driver.look(who)
    check(seen.has_field(label), seen, f"「{label}」欄がある")


@then("{who:人}の画面に「{label:語}」欄はない")
def step_has_no_field(context: Context, who: str, label: str) -> None:
    """No such field."""
    seen = context.driver.look(who)
    check(not seen.has_field(label), seen, f"「{label}」欄はない")


@then("{who:人}の「{label:語}」欄は空である")
def step_field_is_empty(context: Context, who: str, label: str) -> None:
    """Nothing stands in the field."""
    seen = context.driver.look(who)
    check(seen.value_of(label) == "", seen, f"「{label}」欄は空である")


@then("{who:人}の「{label:語}」欄に「{text:語}」が残っている")
def step_field_keeps(context: Context, who: str, label: str, text: str) -> None:
    """What was typed stands in the field still."""
    seen = context.driver.look(who)
    check(seen.value_of(label) == text, seen, f"「{label}」欄に「{text}」が残っている")


# lists of values, pressed in place


@when(
    "{who:人}が次の値を一つずつ「{field:語}」に入れて「{label:語}」を押すと、どれもその欄で受け付けられない"
)
def step_all_refused(context: Context, who: str, field: str, label: str) -> None:
    """Each value of the table in turn; every one is refused beside the field."""
    for row in context.table:
        context.driver.fill(who, field, row["値"])
        context.driver.press(who, label)
        seen = context.driver.look(who)
        check(seen.refuses(field), seen, f"「{field}」欄で「{row['値']}」が受け付けられない")


@when(
    "{who:人}が「{value:語}」に次の文字を一つずつ加えて「{field:語}」に入れ、"
    "「{label:語}」を押すと、どれもその欄で受け付けられない"
)
def step_no_character_taken(context: Context, who: str, value: str, field: str, label: str) -> None:
    """Each character of the table makes the value one that is refused beside the field."""
    for char in "".join(row["文字"] for row in context.table):
        context.driver.fill(who, field, f"{value}{char}{value}")
        context.driver.press(who, label)
        seen = context.driver.look(who)
        check(seen.refuses(field), seen, f"「{field}」欄で「{char}」が受け付けられない")


@when(
    "{who:人}が「{value:語}」に次の文字を一つずつ加えて「{field:語}」に入れ、"
    "「{label:語}」を押すと、どれもその欄では断られない"
)
def step_every_character_taken(
    context: Context, who: str, value: str, field: str, label: str
) -> None:
    """No character of the table makes the value one that is refused beside the field."""
    for char in "".join(row["文字"] for row in context.table):
        context.driver.fill(who, field, f"{value}{char}{value}")
        context.driver.press(who, label)
        seen = context.driver.look(who)
        check(not seen.refuses(field), seen, f"「{field}」欄では「{char}」が断られない")


@when(
    "{who:人}が次の値を一つずつパスワードとして2回入力して「{label:語}」を押すと、どれも受け付けられない"
)
def step_passwords_refused(context: Context, who: str, label: str) -> None:
    """Each password of the table in turn; every one is refused."""
    for row in context.table:
        routes.enter_password(walker(context, who), row["値"])
        context.driver.press(who, label)
        seen = context.driver.look(who)
        check(seen.refuses("パスワード"), seen, f"「{row['値']}」が受け付けられない")


@then("次のiTSCOM IDは、どれも{who:人}の新規登録で受け付けられる")
def step_ids_taken(context: Context, who: str) -> None:
    """Each ID of the table leads on to the letter."""
    for row in context.table:
        walk = walker(context, who)
        routes.register_as(walk, row["値"], routes.new_password(walk))
        seen = context.driver.look(who)
        check(is_screen_outcome(seen, "メール送信完了"), seen, f"「{row['値']}」が受け付けられる")


@then("次のパスワードは、どれも{who:人}の新規登録で受け付けられる")
def step_passwords_taken(context: Context, who: str) -> None:
    """Each password of the table leads on to the letter."""
    for row in context.table:
        walk = walker(context, who)
        routes.register_as(walk, walk.fact("新しいiTSCOM ID"), row["値"])
        seen = context.driver.look(who)
        check(is_screen_outcome(seen, "メール送信完了"), seen, f"「{row['値']}」が受け付けられる")


# signing in


@then("{who:人}は{other:人}の「{login_id:語}」と「{password:語}」でログインできる")
def step_can_sign_in(context: Context, who: str, other: str, login_id: str, password: str) -> None:
    """Signs in at the login page and sees the top page."""
    walk = walker(context, who)
    facts = walk.of(other)
    routes.sign_in(walk, facts.fact(login_id), facts.fact(password))
    step_screen(context, who, "トップ")


@then("{who:人}は{other:人}の「{login_id:語}」と「{password:語}」ではログインできない")
def step_cannot_sign_in(
    context: Context, who: str, other: str, login_id: str, password: str
) -> None:
    """Tries at the login page and is refused."""
    walk = walker(context, who)
    facts = walk.of(other)
    routes.sign_in(walk, facts.fact(login_id), facts.fact(password))
    step_not_signed_in(context, who)


@then("{who:人}は画面に示された新しいパスワードでログインできる")
def step_signs_in_with_shown(context: Context, who: str) -> None:
    """With the reissued password, as it was noted from the page."""
    walk = walker(context, who)
    routes.sign_in(walk, walk.fact("iTSCOM ID"), context.noted)
    step_screen(context, who, "トップ")


@given("{who:人}が画面に示された新しいパスワードを書き留めている")
@when("{who:人}が画面に示された新しいパスワードを書き留める")
def step_note_password(context: Context, who: str) -> None:
    """The reissued password is read off the page and kept by the person."""
    context.noted = routes.shown_password(context.driver.look(who))


@then("{who:人}の画面に書き留めたパスワードが示される")
def step_shows_noted(context: Context, who: str) -> None:
    """The noted password stands on the page."""
    seen = context.driver.look(who)
    check(seen.shows(context.noted), seen, "書き留めたパスワードが示される")


@then("{who:人}の画面に書き留めたパスワードは示されない")
def step_does_not_show_noted(context: Context, who: str) -> None:
    """The noted password stands nowhere on the page."""
    seen = context.driver.look(who)
    check(not seen.shows(context.noted), seen, "書き留めたパスワードは示されない")
