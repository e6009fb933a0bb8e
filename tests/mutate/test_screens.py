"""What a tiny chart shows and offers, each thing missing or wrong."""

from collections.abc import Callable

import pytest

from itsid_sim.core.page import Page
from itsid_sim.mutate.screens import screen_mutants
from tests.mutate.charts import CHART, DOOR, OPEN, ROOM, WORD, Visitor

MUTANTS = {one.id: one for one in screen_mutants(CHART)}


def lines(page: Page) -> object:
    return page.lines


def boxes(page: Page) -> object:
    return [(box.label, box.kind, box.hint) for box in page.boxes]


def buttons(page: Page) -> object:
    return page.buttons


def links(page: Page) -> object:
    return [(link.label, link.address) for link in page.links]


def door(mutant: str) -> Page:
    """The door as the mutant shows it."""
    return Visitor(MUTANTS[mutant].change(CHART)).look("/door")


@pytest.mark.parametrize(
    ("way", "seen", "expected"),
    [
        ("合い言葉を入れる。/line-dropped", lines, ("3回まで試せる。",)),
        ("3回まで試せる。/line-dropped", lines, ("合い言葉を入れる。",)),
        (
            "合い言葉を入れる。4回まで試せる。/number-wrong",
            lines,
            ("合い言葉を入れる。4回まで試せる。",),
        ),
        (f"{WORD}/field-dropped", boxes, []),
        (f"{WORD}/field-misspelt", boxes, [(f"{WORD}?", "secret", "ひらがなで")]),
        (f"{WORD}/secret-readable", boxes, [(WORD, "text", "ひらがなで")]),
        (f"{WORD}/hint-dropped", boxes, [(WORD, "secret", "")]),
        (f"{OPEN}/button-dropped", buttons, ("ふく",)),
        (f"{OPEN}/button-misspelt", buttons, (f"{OPEN}?", "ふく")),
        ("看板/link-dropped", links, []),
        ("看板/link-misspelt", links, [("看板?", "/sign")]),
        ("看板/link-astray", links, [("看板", "/before-use")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_thing_of_the_door_is_missing_or_wrong(
    way: str, seen: Callable[[Page], object], expected: object
) -> None:
    assert expected == seen(door(f"CODE-05/{DOOR}/{way}"))


def test_a_misspelt_title_leads_to_the_same_screen() -> None:
    page = door(f"CODE-05/{DOOR}/title-misspelt")

    assert (f"{DOOR}?", (OPEN, "ふく")) == (page.title, page.buttons)


def test_a_page_that_is_only_read_is_broken_too() -> None:
    changed = MUTANTS["CODE-04/看板/この先、とびら。/line-dropped"].change(CHART)

    assert () == changed.readings["/sign"].shows


def test_nothing_else_is_changed() -> None:
    changed = MUTANTS[f"CODE-05/{DOOR}/{WORD}/field-dropped"].change(CHART)

    assert CHART.screens[ROOM] is changed.screens[ROOM]
    assert CHART.screens[DOOR].press is changed.screens[DOOR].press
