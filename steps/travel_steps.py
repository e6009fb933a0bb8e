"""Back and sideways in time: several worlds with one past, and going back in a world."""

from datetime import datetime, timedelta

from behave import given, then, when
from behave.runner import Context

from itsid_sim.drivers.seen import the_one


@given("世界を分け、分かれた方を「{name:語}」とする")
@when("世界を分け、分かれた方を「{name:語}」とする")
def step_fork(context: Context, name: str) -> None:
    """A second world has the same past; everybody is there too, before the same pages."""
    stage = context.stage.fork()
    context.scenes[name] = (stage, context.driver.follow(stage))


@given("「{name:語}」に移る")
@when("「{name:語}」に移る")
def step_go_to(context: Context, name: str) -> None:
    """What follows happens in that world."""
    known = the_one("world", name, context.scenes, "scenario")
    context.stage, context.driver = context.scenes[known]


@when("{seconds:間}前に戻る")
def step_go_back(context: Context, seconds: int) -> None:
    """The world goes back by so long; everybody asks for their page again."""
    _rewind(context, context.stage.now() - timedelta(seconds=seconds))


@when("{at:日時}に戻る")
def step_go_back_to(context: Context, at: datetime) -> None:
    """The world goes back to a moment; everybody asks for their page again."""
    _rewind(context, at)


@then("いまは{at:日時}である")
def step_now(context: Context, at: datetime) -> None:
    """The world's clock."""
    assert at == context.stage.now()


def _rewind(context: Context, moment: datetime) -> None:
    context.stage.rewind(moment)
    before, context.driver = context.driver, context.driver.follow(context.stage)
    before.close()
    here = next(name for name, scene in context.scenes.items() if scene[0] is context.stage)
    context.scenes[here] = (context.stage, context.driver)
