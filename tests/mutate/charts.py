"""A tiny chart of our own: a door that opens to a word, and closes itself after a minute."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import (
    Chart,
    Entrance,
    Field,
    Line,
    Link,
    Reading,
    Screen,
    chart_of,
    go,
    otherwise,
    refuse,
    stay,
    when,
)
from itsid_sim.core.commands import Look, Press
from itsid_sim.core.decide import decide
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import World
from itsid_sim.core.turn import NO_DICE, Turn
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.code import CODE_03, CODE_04, CODE_05
from itsid_sim.rules.settings import Settings

DOOR, ROOM = "とびら", "へや"
WORD, OPEN, WIPE = "合い言葉", "あける", "ふく"
RIGHT = "ひらけごま"
MINUTE_S = 60


def word_is_blank(turn: Turn) -> bool:
    """合い言葉がない"""
    return not turn.typed(WORD)


def word_is_long(turn: Turn) -> bool:
    """合い言葉が長い"""
    return len(turn.typed(WORD)) > len(RIGHT)


def word_is_right(turn: Turn) -> bool:
    """合い言葉が正しい"""
    return turn.typed(WORD) == RIGHT


def is_left_alone(turn: Turn) -> bool:
    """1分たった"""
    return turn.now - turn.dialog.touched_at >= MINUTE_S


def ring(turn: Turn) -> tuple[e.Event, ...]:
    """鈴を鳴らす"""
    return (e.FailuresForgotten(("鈴",)),)


CHART: Chart = chart_of(
    screens=(
        Screen(
            DOOR,
            shows=(Line("合い言葉を入れる。3回まで試せる。", per=CODE_05),),
            fields=(Field(WORD, "secret", hint="ひらがなで"),),
            press={
                OPEN: (
                    refuse(word_is_blank, WORD, "何か入れる", per=CODE_05),
                    refuse(word_is_long, WORD, "長すぎる", per=CODE_05),
                    when(word_is_right, go(ROOM, ring), per=CODE_04),
                    otherwise(stay("ちがう"), per=CODE_05),
                ),
                WIPE: (otherwise(stay(), per=CODE_05),),
            },
            links=(Link("看板", "/sign"),),
            forgets=True,
        ),
        Screen(
            ROOM,
            shows=(Line("ようこそ。", per=CODE_04),),
            first=(when(is_left_alone, go(DOOR), per=CODE_03),),
            press={WIPE: (otherwise(stay(), per=CODE_04),)},
        ),
        Screen(sentences.START_OVER, press={}, shows=(Line("迷った。", per=CODE_03),)),
        Screen(labels.LOGIN, press={}, shows=(Line("入口。", per=CODE_03),)),
    ),
    entrances=(Entrance("/door", opens=(otherwise(go(DOOR), per=CODE_04),)),),
    readings=(Reading("/sign", "看板", (Line("この先、とびら。", per=CODE_04),)),),
)


class Visitor:
    """Somebody at the door, whatever the chart makes of it."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._world = World(1_000_000, Settings())
        self._page = self.look("/door")
        self.events: tuple[e.Event, ...] = ()

    def look(self, address: str = "") -> Page:
        """The page at an address, or the visitor's own."""
        page = page_of(self._chart, self._world, Look("v", address))
        if page is None:
            raise LookupError(address or "no page")
        self._page = page
        return page

    def press(self, button: str, word: str = "") -> Page:
        """Type a word, press a button, look."""
        page = self._page
        press = Press("v", page.number, button, ((WORD, word),), page.address, page.seen_at)
        self.events = decide(self._chart, self._world, press, NO_DICE, quick_digest)
        self._world = evolve(self._world, self.events)
        return self.look()

    def wait(self, seconds: int) -> None:
        """Time passes."""
        self._world = evolve(self._world, (e.TimePassed(seconds),))

    @property
    def has_rung(self) -> bool:
        """Whether the last press rang the bell."""
        return any(isinstance(one, e.FailuresForgotten) for one in self.events)
