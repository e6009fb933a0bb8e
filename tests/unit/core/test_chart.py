"""The chart is checked when it is made: a fault is refused by its place and its nature."""

import pytest

from itsid_sim.core.chart import (
    Case,
    Chart,
    Entrance,
    Link,
    Reading,
    Screen,
    always,
    chart_of,
    go,
    otherwise,
    rows,
    stay,
    when,
)
from itsid_sim.core.turn import Turn
from itsid_sim.rules.login import LOGIN_01

HERE, THERE, DOOR, PAGE = "ここ", "そこ", "/door", "/page"
HOME = otherwise(go(THERE), per=LOGIN_01)


def is_so(_turn: Turn) -> bool:
    """そうである"""
    return True


def is_silent(_turn: Turn) -> bool:
    return True


def chart(
    *cases: Case,
    first: tuple[Case, ...] = (),
    opens: tuple[Case, ...] = (HOME,),
    links: tuple[Link, ...] = (),
    read: tuple[Link, ...] = (),
) -> Chart:
    """A chart of two screens, an entrance and a page to read, with these parts in it."""
    return chart_of(
        (
            Screen(HERE, {"押す": cases}, first=first, links=links),
            Screen(THERE, {"戻る": (otherwise(go(HERE), per=LOGIN_01),)}),
        ),
        (Entrance(DOOR, opens),),
        (Reading(PAGE, "読む", (), read),),
    )


def faults(*cases: Case, **parts: tuple[Case, ...] | tuple[Link, ...]) -> str:
    """What is said about a chart with faults."""
    with pytest.raises(ValueError, match="the chart has faults:\n") as refused:
        chart(*cases, **parts)  # type: ignore[arg-type]
    return str(refused.value)


def test_chart_without_faults_is_made() -> None:
    made = chart(
        when(is_so, stay(), per=LOGIN_01), HOME, links=(Link("扉", DOOR), Link("頁", PAGE))
    )

    assert [HERE, THERE] == list(made.screens)


def test_button_closes_with_otherwise() -> None:
    assert "ここ / 押す: does not close with otherwise()" in faults(
        when(is_so, go(THERE), per=LOGIN_01)
    )


def test_button_has_a_case() -> None:
    assert "ここ / 押す: does not close with otherwise()" in faults()


def test_entrance_closes_with_otherwise() -> None:
    said = faults(HOME, opens=(when(is_so, go(THERE), per=LOGIN_01),))

    assert "/door: does not close with otherwise()" in said


def test_entrance_has_a_case() -> None:
    assert "/door: does not close with otherwise()" in faults(HOME, opens=())


def test_entrance_leads_to_a_screen() -> None:
    """There is no screen to stay on before one has entered."""
    assert "/door" in faults(HOME, opens=(otherwise(stay(), per=LOGIN_01),))


def test_entrance_changes_nothing() -> None:
    """It is weighed when a page is only looked at: an effect would never happen."""
    effect = otherwise(go(THERE, lambda _turn: ()), per=LOGIN_01)

    assert "/door" in faults(HOME, opens=(effect,))


def test_target_is_a_screen_of_the_chart() -> None:
    said = faults(otherwise(go("あそこ"), per=LOGIN_01))

    assert "ここ / 押す: leads to 'あそこ', which is no screen" in said


def test_target_of_an_entrance_is_a_screen_of_the_chart() -> None:
    said = faults(HOME, opens=(otherwise(go("あそこ"), per=LOGIN_01),))

    assert "/door" in said
    assert "leads to 'あそこ', which is no screen" in said


def test_case_cites_a_rule() -> None:
    assert "ここ / 押す: the case そのほかのとき cites no rule" in faults(
        otherwise(go(THERE), per=())
    )


def test_condition_has_words_for_the_tables() -> None:
    said = faults(when(is_silent, go(THERE), per=LOGIN_01), HOME)

    assert "ここ / 押す: the condition " in said
    assert "is_silent" in said
    assert "has no docstring for the tables" in said


@pytest.mark.parametrize("then", [stay(), go(THERE, lambda _turn: ())])
def test_first_row_of_a_screen_only_leads_away(then: object) -> None:
    """It is weighed at every look, and looking changes nothing."""
    row = Case(is_so, then, (LOGIN_01,))  # type: ignore[arg-type]

    said = faults(HOME, first=(row,))

    assert "ここ: a case weighed before any button may only lead to a screen" in said


def test_link_of_a_screen_leads_to_a_page() -> None:
    said = faults(HOME, links=(Link("行く", "/nowhere"),))

    assert "ここ: the link 行く leads to '/nowhere', which is no page" in said


def test_link_of_a_page_leads_to_a_page() -> None:
    said = faults(HOME, read=(Link("行く", "/nowhere"),))

    assert "/page: the link 行く leads to '/nowhere', which is no page" in said


@pytest.mark.parametrize("twice", [HERE, PAGE])
def test_title_and_path_are_given_once(twice: str) -> None:
    screen = Screen(HERE, {"押す": (otherwise(go(HERE), per=LOGIN_01),)})
    reading = Reading(PAGE, "読む", ())

    with pytest.raises(ValueError, match=f"{twice}: there are two of it"):
        chart_of((screen, screen), (), (reading, reading))


def test_address_is_entered_or_read_but_not_both() -> None:
    """Whichever is asked first would hide the other."""
    reading = Reading(DOOR, "読む", ())
    screen = Screen(THERE, {"戻る": (otherwise(go(THERE), per=LOGIN_01),)})

    with pytest.raises(ValueError, match=DOOR):
        chart_of((screen,), (Entrance(DOOR, (HOME,)),), (reading,))


def test_address_is_entered_in_one_way() -> None:
    with pytest.raises(ValueError, match=f"{DOOR}: there are two of it"):
        chart_of((Screen(THERE, {}),), (Entrance(DOOR, (HOME,)), Entrance(DOOR, (HOME,))), ())


def test_every_fault_is_listed_at_once() -> None:
    said = faults(otherwise(go("あそこ"), per=()), links=(Link("行く", "/nowhere"),))

    assert 1 + 3 == len(said.splitlines())


def test_otherwise_comes_last() -> None:
    """A case behind it is never reached: whoever wrote it believes in a rule that is not there."""
    assert "ここ / 押す" in faults(HOME, when(is_so, stay(), per=LOGIN_01), HOME)


def test_rows_are_all_cases_with_their_places() -> None:
    made = chart(HOME, first=(when(is_so, go(THERE), per=LOGIN_01),))

    assert [(HERE, ""), (HERE, "押す"), (THERE, "戻る"), (DOOR, "")] == [
        (place, button) for place, button, _ in rows(made)
    ]


def test_address_with_a_token_finds_its_entrance() -> None:
    entrance = Entrance("/door/<token>/", (HOME,))
    made = chart_of((Screen(THERE, {}),), (entrance,), ())

    assert entrance == made.entrance("/door/abc/")
    assert made.entrance("/other/abc/") is None


@pytest.mark.parametrize("address", ["/door/abc/def/", "/door/abc/door/abc/"])
def test_address_has_one_token(address: str) -> None:
    """A path with more parts is no page of the simulator: 404, not the mailed page."""
    made = chart_of((Screen(THERE, {}),), (Entrance("/door/<token>/", (HOME,)),), ())

    assert made.entrance(address) is None


def test_otherwise_always_holds() -> None:
    assert HOME.when is always
