"""What lies in a mailbox."""

import re

from behave import then
from behave.runner import Context

from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.stage import Received


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


@then("そのメールの送信者は「{sender:語}」である")
def step_sender(context: Context, sender: str) -> None:
    """The address of the sender."""
    assert sender == context.letter.sender, f"送信者は「{context.letter.sender}」である"


@then("そのメールに「{text:語}」と記されている")
def step_says(context: Context, text: str) -> None:
    """A documented text stands in the letter."""
    assert text in context.letter.text, f"メールの本文:\n{context.letter.masked}"


@then("そのメールに「{text:語}」とは記されていない")
def step_does_not_say(context: Context, text: str) -> None:
    """A text stands nowhere in the letter."""
    assert text not in context.letter.text, f"メールの本文:\n{context.letter.masked}"


@then("そのメールは{who:人}の「{fact:語}」様宛てである")
def step_addressee(context: Context, who: str, fact: str) -> None:
    """The line of the addressee."""
    name = Walker(context.driver, context.stage, who).fact(fact)
    assert f"{name} 様" in context.letter.text, f"メールの本文:\n{context.letter.masked}"


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
    assert code in context.letter.text, f"メールの本文:\n{context.letter.masked}"


@then("そのメールのURLは「{stem:語}」に続く")
def step_url_stem(context: Context, stem: str) -> None:
    """The documented path, followed by a token and a slash."""
    url = context.letter.url
    assert url in context.letter.text, f"メールの本文:\n{context.letter.masked}"
    token = url.rpartition(stem)[2]
    assert stem in url, f"URLが「{stem}」に続いていない"
    assert len(token.rstrip("/")) > 0, f"URLが「{stem}」に続いていない"
    assert token.endswith("/"), f"URLが「{stem}」に続いていない"
