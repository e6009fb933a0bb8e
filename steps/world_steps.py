"""The world of a scenario: its time, the answers to open questions, and its post."""

from datetime import datetime, timedelta

from behave import given, when
from behave.runner import Context

from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.stage import MailFault
from itsid_sim.drivers.words import answer_in_words, ready_at


@given("いまは{at:日時}である")
def step_start_at(context: Context, at: datetime) -> None:
    """The world begins at this moment."""
    context.stage.start_at(at)


@given("{question:w}の答えを「{words:語}」とする")
def step_answer(context: Context, question: str, words: str) -> None:
    """An open question has this answer in the scenario's world."""
    context.stage.answer(question, answer_in_words(question, words))


@when("{seconds:間}たつ")
def step_wait(context: Context, seconds: int) -> None:
    """Time passes, with all that falls due on the way."""
    context.stage.advance(seconds)


@when("{who:人}の利用開始日時の{seconds:間}前になる")
def step_before_ready(context: Context, who: str, seconds: int) -> None:
    """The clock moves to shortly before the contract is ready."""
    _move_to(context, ready_at(context, who) - timedelta(seconds=seconds))


@when("{who:人}の利用開始日時になる")
def step_ready(context: Context, who: str) -> None:
    """The clock moves to when the contract is ready."""
    _move_to(context, ready_at(context, who))


@given("{who:人}の「{fact:語}」へのメールは、宛先不明で戻される")
def step_refused(context: Context, who: str, fact: str) -> None:
    """The mailbox does not exist."""
    context.stage.faults(MailFault("refuse", _address(context, who, fact)))


@given("{who:人}の「{fact:語}」へのメールは、{seconds:間}遅れて届く")
def step_late(context: Context, who: str, fact: str, seconds: int) -> None:
    """The letters are held back for so long."""
    context.stage.faults(MailFault("hold", _address(context, who, fact), span_s=seconds))


@given("{who:人}の「{fact:語}」へのメールは、はじめの{times:d}回は受け取ってもらえない")
def step_deferred(context: Context, who: str, fact: str, times: int) -> None:
    """The first tries are refused for now."""
    context.stage.faults(MailFault("defer", _address(context, who, fact), times=times))


@given("{who:人}の「{fact:語}」へのメールは、はじめの{times:d}回は途中で切れる")
def step_cut(context: Context, who: str, fact: str, times: int) -> None:
    """The connection is lost at the first tries."""
    context.stage.faults(MailFault("cut", _address(context, who, fact), times=times))


@given("{who:人}の「{fact:語}」へのメールは、途中で失われる")
def step_lost(context: Context, who: str, fact: str) -> None:
    """The letters are taken in and never seen."""
    context.stage.faults(MailFault("lose", _address(context, who, fact)))


@given("メールは、いつもどおり届く")
@when("メールが、いつもどおり届くようになる")
def step_no_faults(context: Context) -> None:
    """Nothing goes wrong with mail from now on."""
    context.stage.faults()


def _address(context: Context, who: str, fact: str) -> str:
    return Walker(context.driver, context.stage, who).fact(fact)


def _move_to(context: Context, moment: datetime) -> None:
    seconds = (moment - context.stage.now()).total_seconds()
    context.stage.advance(int(seconds))
