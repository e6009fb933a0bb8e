"""What goes wrong with mail: which letters, and what happens to them."""

import re

import parse
from behave import given, register_type, when
from behave.runner import Context
from msgspec.structs import replace

from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.stage import MailFault
from itsid_sim.drivers.words import seconds_in

SPAN = r"(?P<span>(?:\d+(?:日|時間|分|秒))+)"
OFTEN = r"(?:はじめの(?P<times>\d+)回は)?"
# What a scenario says of letters; each is tried in this order.
MISHAPS: tuple[tuple[str, MailFault], ...] = (
    ("宛先不明で戻される", MailFault("refuse")),
    ("メールボックスがいっぱいで戻される", MailFault("refuse", code=552)),
    (f"{SPAN}遅れて届く", MailFault("hold")),
    (f"回線が遅く、{SPAN}かかって届く", MailFault("hold")),
    (f"{OFTEN}受け取ってもらえない", MailFault("defer")),
    (f"{OFTEN}相手のサーバーが止まっている", MailFault("defer", code=421)),
    (f"{OFTEN}送る途中で接続が切れる", MailFault("cut")),
    (f"{OFTEN}本文を送る途中で接続が切れる", MailFault("cut", at="data")),
    (f"{OFTEN}受け取りの返事の前に接続が切れる", MailFault("cut", at="answer")),
    ("途中で失われる", MailFault("lose")),
    ("二度届く", MailFault("twice")),
    ("次のメールと入れ替わって届く", MailFault("swap")),
)


@parse.with_pattern("|".join(re.sub(r"\?P<\w+>", "?:", words) for words, _ in MISHAPS))
def mishap(text: str) -> MailFault:
    """What happens to letters, such as 5分遅れて届く, whichever letters these are."""
    for words, fault in MISHAPS:
        found = re.fullmatch(words, text)
        if found:
            said = found.groupdict()
            return replace(
                fault,
                span_s=seconds_in(said.get("span") or ""),
                times=int(said.get("times") or 0),
            )
    raise ValueError(f"{text}: メールに起きることとして知られていない")


register_type(できごと=mishap)


@given("{who:人}の「{fact:語}」へのメールは、{happens:できごと}")
@when("{who:人}の「{fact:語}」へのメールが、{happens:できごと}ようになる")
def step_to_an_address(context: Context, who: str, fact: str, happens: MailFault) -> None:
    """Letters to an address that a person knows."""
    address = Walker(context.driver, context.stage, who).fact(fact)
    context.stage.add_fault(replace(happens, to=address))


@given("「{subject:語}」のメールは、{happens:できごと}")
@when("「{subject:語}」のメールが、{happens:できごと}ようになる")
def step_of_a_subject(context: Context, subject: str, happens: MailFault) -> None:
    """Letters of a subject, to whomever."""
    context.stage.add_fault(replace(happens, subject=subject))


@given("{nth:d}通目のメールは、{happens:できごと}")
def step_of_a_number(context: Context, nth: int, happens: MailFault) -> None:
    """The n-th letter of the world, counted from its beginning."""
    context.stage.add_fault(replace(happens, nth=nth))


@given("メールは、いつもどおり届く")
@when("メールが、いつもどおり届くようになる")
def step_no_faults(context: Context) -> None:
    """Nothing goes wrong with mail from now on."""
    context.stage.faults()
