"""A row of a tiny chart, broken in every way that a row can be."""

import pytest

from itsid_sim.mutate.mutant import Mutant
from itsid_sim.mutate.rows import row_mutants
from itsid_sim.procedures import CHART as WHOLE
from itsid_sim.rules import labels, sentences
from tests.mutate.charts import CHART, DOOR, MINUTE_S, OPEN, RIGHT, ROOM, WIPE, WORD, Visitor

MUTANTS = {one.id: one for one in row_mutants(CHART)}


def visitor(mutant: str = "") -> Visitor:
    """Somebody at the door, of which a row is broken."""
    return Visitor(MUTANTS[mutant].change(CHART) if mutant else CHART)


def in_the_room(mutant: str = "") -> Visitor:
    someone = visitor(mutant)
    someone.press(OPEN, RIGHT)
    return someone


def at(place: str, button: str, number: int, rule: str, way: str) -> str:
    return f"{rule}/{place}/{button}/{number}/{way}"


def test_the_chart_itself_holds() -> None:
    someone = visitor()

    refused = someone.press(OPEN)
    opened = someone.press(OPEN, RIGHT)

    assert (DOOR, WORD) == (refused.title, refused.notices[0].field)
    assert (ROOM, True) == (opened.title, someone.has_rung)


def test_a_dropped_refusal_makes_required_optional() -> None:
    page = visitor(at(DOOR, OPEN, 1, "CODE-05", "dropped")).press(OPEN)

    assert [("", "ちがう")] == [(one.field, one.text) for one in page.notices]


def test_a_negated_condition_lets_the_wrong_word_in() -> None:
    page = visitor(at(DOOR, OPEN, 3, "CODE-04", "negated")).press(OPEN, "ひらけ")

    assert ROOM == page.title


def test_swapped_rows_are_weighed_in_the_other_order() -> None:
    """The right word is no longer too long when it is weighed first."""
    mutant = MUTANTS[at(DOOR, OPEN, 2, "CODE-05", "swapped")]
    cases = mutant.change(CHART).screens[DOOR].press[OPEN]

    assert [1, 3, 2, 4] == [CHART.screens[DOOR].press[OPEN].index(one) + 1 for one in cases]


def test_the_last_two_rows_are_not_swapped() -> None:
    """That would be the same as the first of them dropped."""
    assert at(DOOR, OPEN, 3, "CODE-04", "swapped") not in MUTANTS


def test_a_dropped_effect_does_not_happen() -> None:
    someone = in_the_room(at(DOOR, OPEN, 3, "CODE-04", "鈴を鳴らす/effect-dropped"))

    assert (ROOM, False) == (someone.look().title, someone.has_rung)


def test_a_row_that_leads_nowhere_still_does_what_it_does() -> None:
    someone = in_the_room(at(DOOR, OPEN, 3, "CODE-04", f"{ROOM}/leads-nowhere"))

    assert (DOOR, True) == (someone.look().title, someone.has_rung)


def test_a_row_can_lead_astray() -> None:
    way = f"{ROOM}/{sentences.START_OVER}/leads-astray"

    assert sentences.START_OVER == in_the_room(at(DOOR, OPEN, 3, "CODE-04", way)).look().title


def test_what_is_said_can_be_left_unsaid() -> None:
    assert () == visitor(at(DOOR, OPEN, 4, "CODE-05", "unsaid")).press(OPEN, "ひらけ").notices


def test_a_refusal_can_stand_above_the_form() -> None:
    page = visitor(at(DOOR, OPEN, 1, "CODE-05", f"{WORD}/said-elsewhere")).press(OPEN)

    assert [""] == [one.field for one in page.notices]


def test_a_button_that_only_wipes_can_keep_what_was_typed() -> None:
    """A page with a notice keeps what was typed."""
    page = visitor(at(DOOR, WIPE, 1, "CODE-05", "inputs-kept")).press(WIPE, RIGHT)

    assert page.notices


@pytest.mark.parametrize(
    ("way", "seen", "pressed"),
    [("only-at-looking", DOOR, ROOM), ("only-at-pressing", ROOM, DOOR)],
)
def test_what_is_weighed_at_every_turn_can_be_weighed_at_one_of_them(
    way: str, seen: str, pressed: str
) -> None:
    looking = in_the_room(at(ROOM, "", 1, "CODE-03", way))
    looking.wait(MINUTE_S)
    pressing = in_the_room(at(ROOM, "", 1, "CODE-03", way))
    pressing.wait(MINUTE_S)

    pressing.press(WIPE)

    assert seen == looking.look().title
    assert (pressed == DOOR) == any(type(one).__name__ == "Opened" for one in pressing.events)


def test_a_mutant_names_its_rule_its_row_and_what_it_is_about() -> None:
    mutant = MUTANTS[at(DOOR, OPEN, 3, "CODE-04", "negated")]

    told = (mutant.rule, mutant.operator, mutant.row, mutant.about)
    assert ("CODE-04", "negated", f"{DOOR}/{OPEN}/3", (DOOR, OPEN, "合い言葉が正しい")) == told


def test_the_menu_is_broken_on_all_its_pages_at_once() -> None:
    menu = [one for one in row_mutants(WHOLE) if one.about[1] in labels.MENU]
    nowhere = next(one for one in menu if one.operator == "leads-nowhere")
    changed = _rows_changed(nowhere)

    assert {labels.MENU[0]} == {button for _, button in changed}
    assert len(changed) > 1


def _rows_changed(mutant: Mutant) -> set[tuple[str, str]]:
    broken = mutant.change(WHOLE)
    return {
        (title, button)
        for title, screen in WHOLE.screens.items()
        for button, cases in screen.press.items()
        if broken.screens[title].press[button] != cases
    }
