"""The world of a scenario: its time, and the answers to open questions."""

from datetime import datetime, timedelta

from behave import given, when
from behave.runner import Context

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


def _move_to(context: Context, moment: datetime) -> None:
    seconds = (moment - context.stage.now()).total_seconds()
    context.stage.advance(int(seconds))
