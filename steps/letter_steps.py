"""What lies in a mailbox."""

import re

from behave import then
from behave.runner import Context

from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.stage import Received
from itsid_sim.drivers.words import are_in_one_sentence, check_letter


def letters(context: Context, who: str, fact: str, subject: str) -> list[Received]:
    """The letters of a subject at an address that a person knows, oldest first."""
    address = Walker(context.driver, context.stage, who).fact(fact)
    return [letter for letter in context.stage.letters(address) if letter.subject == subject]


@then("{who:人}の「{fact:語}」に「{subject:語}」のメールが届く")
def step_arrived(context: Context, who: str, fact: str, subject: str) -> None:
    """At least one; the newest is the one that the next sentences speak of."""
    found = letters(context, who, fact, subject)
    assert found, f"{who}の「{fact}」に「{subject}」のメールが届いていない"
    context.letter = found[-1]


@then("{who:人}の「{fact:語}」に「{subject:語}」のメールは届かない")
def step_not_arrived(context: Context, who: str, fact: str, subject: str) -> None:
    """None at all."""
    found = letters(context, who, fact, subject)
    assert not found, f"{who}の「{fact}」に「{subject}」のメールが{len(found)}通届いている"


@then("{who:人}の「{fact:語}」に届いた「{subject:語}」のメールは{count:d}通である")
def step_count(context: Context, who: str, fact: str, subject: str, count: int) -> None:
    """Exactly so many."""
    found = letters(context, who, fact, subject)
    assert count == len(found), f"「{subject}」のメールが{len(found)}通届いている"


@then("{who:人}の「{fact:語}」にメールが届く")
def step_any_arrived(context: Context, who: str, fact: str) -> None:
    """Of whatever subject; the newest is the one that the next sentences speak of."""
    found = context.stage.letters(Walker(context.driver, context.stage, who).fact(fact))
    assert found, f"{who}の「{fact}」にメールが届いていない"
    context.letter = found[-1]


@then("そのメールの送信者は{who:人}の「{fact:語}」である")
def step_sender_is(context: Context, who: str, fact: str) -> None:
    """The address of a sender who is one of the people."""
    sender = Walker(context.driver, context.stage, who).fact(fact)
    assert sender == context.letter.sender, f"送信者は「{context.letter.sender}」である"


@then("そのメールの送信者は「{sender:語}」である")
def step_sender(context: Context, sender: str) -> None:
    """The address of the sender."""
    assert sender == context.letter.sender, f"送信者は「{context.letter.sender}」である"


def step_says(context: Context, text: str) -> None:
    """A documented text stands in the letter."""
    check_letter(text in context.letter.text, context.letter, f"「{text}」")


@then("そのメールに{parts:言葉}を含む文が記されている")
def step_says_together(context: Context, parts: list[str]) -> None:
    """Documented words stand in one sentence of the letter."""
    told = are_in_one_sentence(parts, [context.letter.text])
    check_letter(told, context.letter, f"「{'」と「'.join(parts)}」を含む文")


@then("そのメールは{who:人}の「{fact:語}」様宛てである")
def step_addressee(context: Context, who: str, fact: str) -> None:
    """The line of the addressee."""
    name = Walker(context.driver, context.stage, who).fact(fact)
    check_letter(f"{name} 様" in context.letter.text, context.letter, f"「{name} 様」")


@then("そのメールに次のことが記されている")
def step_says_all(context: Context) -> None:
    """Documented texts, one a row."""
    for row in context.table:
        step_says(context, row["こと"])


@then("そのメールに数字6桁の認証コードがある")
def step_has_code(context: Context) -> None:
    """Six digits."""
    code = context.letter.code
    assert re.fullmatch("[0-9]{6}", code), "数字6桁の認証コードではない"
    check_letter(code in context.letter.text, context.letter, "認証コード")


@then("そのメールのURLは「{stem:語}」に続く")
def step_url_stem(context: Context, stem: str) -> None:
    """The documented path, followed by a token and a slash."""
    url = context.letter.url
    check_letter(url in context.letter.text, context.letter, "URL")
    token = url.rpartition(stem)[2]
    assert stem in url, f"URLが「{stem}」に続いていない"
    assert len(token.rstrip("/")) > 0, f"URLが「{stem}」に続いていない"
    assert token.endswith("/"), f"URLが「{stem}」に続いていない"


@then("{who:人}の「{fact:語}」に届いたメールは{count:d}通である")
def step_count_all(context: Context, who: str, fact: str, count: int) -> None:
    """So many letters of whatever subject."""
    found = context.stage.letters(Walker(context.driver, context.stage, who).fact(fact))
    assert count == len(found), f"届いたメール: {[letter.subject for letter in found]}"


@then("「{address:語}」に「{subject:語}」のメールが届く")
def step_arrived_at(context: Context, address: str, subject: str) -> None:
    """A letter of this subject at an address under test."""
    found = [letter for letter in context.stage.letters(address) if letter.subject == subject]
    assert found, f"「{address}」に「{subject}」のメールが届いていない"
    context.letter = found[-1]


@then("「{address:語}」に「{subject:語}」のメールは届かない")
def step_not_arrived_at(context: Context, address: str, subject: str) -> None:
    """No letter of this subject at an address under test."""
    found = [letter for letter in context.stage.letters(address) if letter.subject == subject]
    assert not found, f"「{address}」に「{subject}」のメールが{len(found)}通届いている"


@then("「{address:語}」に届いた「{subject:語}」のメールは{count:d}通である")
def step_count_at(context: Context, address: str, subject: str, count: int) -> None:
    """Exactly so many letters of this subject at an address under test."""
    found = [letter for letter in context.stage.letters(address) if letter.subject == subject]
    assert count == len(found), f"「{subject}」のメールが{len(found)}通届いている"
