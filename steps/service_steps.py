"""What people do beside the procedures: the guide, an inquiry, どこでもメール, ご契約・手続き."""

import re

from behave import given, then, when
from behave.runner import Context

from itsid_sim.drivers.routes import GUIDE, INQUIRY, WEBMAIL
from itsid_sim.drivers.seen import NotThere, Seen
from itsid_sim.drivers.words import are_in_one_sentence, check, check_letter, walker

CODE_SUBJECT = "認証コードのお知らせ"
MAIL_TEXT = "いつもお世話になっております。"
AMOUNT = re.compile(r"([0-9][0-9,]*)円")


def amounts(seen: Seen) -> dict[str, int]:
    """The amounts in yen on a page, by what stands before them."""
    found = {line.partition(":")[0].strip(): AMOUNT.search(line) for line in seen.lines}
    return {head: int(yen[1].replace(",", "")) for head, yen in found.items() if yen}


# opening


@given("{who:人}が案内ページを開いている")
@when("{who:人}が案内ページを開く")
def step_open_guide(context: Context, who: str) -> None:
    """The guide 「iTSCOM ID・パスワードを忘れた場合」."""
    context.driver.open(who, GUIDE)


@given("{who:人}がお問い合わせのページを開いている")
@when("{who:人}がお問い合わせのページを開く")
def step_open_inquiry(context: Context, who: str) -> None:
    """The page where one can ask."""
    context.driver.open(who, INQUIRY)


@given("{who:人}がどこでもメールを開いている")
@when("{who:人}がどこでもメールを開く")
def step_open_webmail(context: Context, who: str) -> None:
    """The mailbox of whoever is signed in."""
    context.driver.open(who, WEBMAIL)


# writing


@when("{who:人}が「{field:語}」に次の行を入力する")
def step_fill_lines(context: Context, who: str, field: str) -> None:
    """A text of several lines, one a row."""
    context.driver.fill(who, field, "\n".join(row["行"] for row in context.table))


@when("{who:人}が自分の「{fact:語}」から「{text:語}」と問い合わせる")
def step_inquire(context: Context, who: str, fact: str, text: str) -> None:
    """An inquiry with an address that the person knows, up to the answer."""
    context.driver.open(who, INQUIRY)
    context.driver.fill(who, "メールアドレス", walker(context, who).fact(fact))
    context.driver.fill(who, "お問い合わせの内容", text)
    context.driver.press(who, "送信")


@given(
    "{who:人}がどこでもメールから{other:人}の「{fact:語}」に「{subject:語}」という件名のメールを送っている"
)
@when(
    "{who:人}がどこでもメールから{other:人}の「{fact:語}」に「{subject:語}」という件名のメールを送る"
)
def step_send_mail(context: Context, who: str, other: str, fact: str, subject: str) -> None:
    """A mail with a short text, for whoever is signed in."""
    context.driver.open(who, WEBMAIL)
    context.driver.press(who, "メールを書く")
    context.driver.fill(who, "宛先", walker(context, who).of(other).fact(fact))
    context.driver.fill(who, "件名", subject)
    context.driver.fill(who, "本文", MAIL_TEXT)
    context.driver.press(who, "送信")


@given("{who:人}が「サービスのお申し込み」で「{service:語}」を申し込んでいる")
@when("{who:人}が「サービスのお申し込み」で「{service:語}」を申し込む")
def step_apply(context: Context, who: str, service: str) -> None:
    """An application of whoever is signed in, from a page of the menu to the receipt."""
    for label in ("ご契約・手続き", "サービスのお申し込み"):
        context.driver.press(who, label)
    context.driver.choose(who, "サービス", service)
    context.driver.press(who, "申し込む")


# seeing


@then("{who:人}の画面に「{text:語}」とは示されない")
def step_does_not_show(context: Context, who: str, text: str) -> None:
    """A text stands nowhere on the page."""
    seen = context.driver.look(who)
    check(not seen.shows(text), seen, f"「{text}」とは示されない")


@then("{who:人}の画面で「{label:語}」を押せる")
def step_has_button(context: Context, who: str, label: str) -> None:
    """There is a button or a link of this label."""
    seen = context.driver.look(who)
    check(seen.has_button(label), seen, f"「{label}」を押せる")


@then("{who:人}の画面で「{label:語}」は押せない")
def step_has_no_button(context: Context, who: str, label: str) -> None:
    """There is no button and no link of this label."""
    seen = context.driver.look(who)
    check(not seen.has_button(label), seen, f"「{label}」は押せない")


@then("{who:人}の画面に、次の件名のメールが上から順に並んでいる")
def step_lists(context: Context, who: str) -> None:
    """The subjects of the table stand in this order, each as often as there."""
    seen = context.driver.look(who)
    expected = [row["件名"] for row in context.table]
    listed = [label for label in seen.buttons if label in expected]
    check(listed == expected, seen, f"{expected}が並んでいる")


@then("{who:人}の画面に、届いた認証コードが示される")
def step_shows_code(context: Context, who: str) -> None:
    """The code of the newest letter stands on the page."""
    seen = context.driver.look(who)
    code = walker(context, who).received(CODE_SUBJECT)[-1].code
    check(seen.shows(code), seen, "届いた認証コードが示される")


@then("{who:人}の画面に、届いた「{subject:語}」のURLが示される")
def step_shows_url(context: Context, who: str, subject: str) -> None:
    """The URL of the newest letter of this subject stands on the page."""
    seen = context.driver.look(who)
    url = walker(context, who).received(subject)[-1].url
    check(seen.shows(url), seen, f"「{subject}」のURLが示される")


# numbers


@given("{who:人}が受付番号を書き留めている")
@when("{who:人}が受付番号を書き留める")
def step_note_receipt(context: Context, who: str) -> None:
    """The number of a receipt is read off the page and kept by the person."""
    seen = context.driver.look(who)
    found = re.search(r"受付番号\s*([0-9A-Za-z-]+)", "\n".join(seen.lines))
    if found is None:
        raise NotThere(f"「{seen.title}」画面に受付番号がない")
    context.receipt = found[1]


@then("{who:人}の画面に、書き留めた受付番号と「{text:語}」を含む文が示される")
def step_shows_receipt(context: Context, who: str, text: str) -> None:
    """The noted number and a word stand in one sentence of the page."""
    seen = context.driver.look(who)
    told = are_in_one_sentence([context.receipt, text], seen.lines)
    check(told, seen, f"受付番号{context.receipt}が「{text}」と共に示される")


@then("{who:人}の画面に、書き留めた受付番号は示されない")
def step_does_not_show_receipt(context: Context, who: str) -> None:
    """The noted number stands nowhere on the page."""
    seen = context.driver.look(who)
    check(not seen.shows(context.receipt), seen, f"受付番号{context.receipt}は示されない")


@then("そのメールに、書き留めた受付番号と「{text:語}」を含む文が記されている")
def step_mail_has_receipt(context: Context, text: str) -> None:
    """The noted number and a word stand in one sentence of the letter."""
    told = are_in_one_sentence([context.receipt, text], [context.letter.text])
    check_letter(told, context.letter, f"受付番号{context.receipt}と「{text}」を含む文")


@given("{who:人}が「{heading:語}」の金額を書き留めている")
@when("{who:人}が「{heading:語}」の金額を書き留める")
def step_note_amount(context: Context, who: str, heading: str) -> None:
    """An amount is read off the page, with its heading, and kept by the person."""
    context.heading, context.yen = heading, amounts(context.driver.look(who))[heading]


@then("{who:人}の画面で、明細の金額を足すと、書き留めた金額になる")
def step_adds_up(context: Context, who: str) -> None:
    """All amounts but the one under the noted heading add up to it."""
    seen = context.driver.look(who)
    items = [yen for heading, yen in amounts(seen).items() if heading != context.heading]
    check(sum(items) == context.yen, seen, f"{items}を足すと{context.yen}円になる")
