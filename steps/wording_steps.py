"""How a page words what it says: sentences, headings, amounts, hints, spellings."""

import re

from behave import then
from behave.runner import Context

from itsid_sim.drivers.seen import the_one
from itsid_sim.drivers.words import (
    are_in_one_sentence,
    check,
    is_partly_hidden,
    walker,
)


@then("{who:人}の画面に{parts:言葉}を含む文が示される")
def step_shows_sentence(context: Context, who: str, parts: list[str]) -> None:
    """Documented words stand in one sentence of the page."""
    seen = context.driver.look(who)
    check(are_in_one_sentence(parts, seen.lines), seen, f"{parts}を含む文が示される")


@then("{who:人}の画面に次の見出しがある")
def step_has_headings(context: Context, who: str) -> None:
    """Each heading stands at the beginning of a line, before its contents."""
    seen = context.driver.look(who)
    headings = [line.partition(":")[0].strip() for line in seen.lines]
    for row in context.table:
        check(row["見出し"] in headings, seen, f"見出し「{row['見出し']}」がある")


@then("{who:人}の画面に金額が円で示される")
def step_shows_amount(context: Context, who: str) -> None:
    """Digits stand before 円."""
    seen = context.driver.look(who)
    shown = any(re.search(r"[0-9][0-9,]*円", line) for line in seen.lines)
    check(shown, seen, "金額が円で示される")


@then("{who:人}の画面の欄に次の注意が添えられている")
def step_has_hints(context: Context, who: str) -> None:
    """Documented words are written in or beside each field of the table."""
    seen = context.driver.look(who)
    hints = {field.label: field.hint for field in seen.fields}
    for row in context.table:
        field = the_one("field", row["欄"], hints, seen.title)
        check(row["注意"] in hints[field], seen, f"「{field}」欄に「{row['注意']}」とある")


@then("{who:人}の画面に{other:人}の「{fact:語}」が大文字で示される")
def step_shows_upper_case(context: Context, who: str, other: str, fact: str) -> None:
    """Something that a person knows stands on the page in capitals."""
    seen = context.driver.look(who)
    shown = seen.shows(walker(context, who).of(other).fact(fact).upper())
    check(shown, seen, f"{other or who}の「{fact}」が大文字で示される")


@then("{who:人}は「{field:語}」欄で、一部を伏せた{other:人}の「{fact:語}」を選べる")
def step_offers_partly_hidden(
    context: Context, who: str, field: str, other: str, fact: str
) -> None:
    """A choice is an address that the person knows, with a part of it hidden."""
    seen = context.driver.look(who)
    address = walker(context, who).of(other).fact(fact)
    offered = any(is_partly_hidden(choice, address) for choice in seen.choices_of(field))
    check(offered, seen, f"一部を伏せた「{fact}」を選べる")
