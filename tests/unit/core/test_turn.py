"""What a turn makes of a press: what was typed, whose dialog it is, what its address names."""

import pytest

from itsid_sim.core.commands import Press
from itsid_sim.core.turn import Turn, dialog_id, split_address
from itsid_sim.rules.limits import FIELD_CHARS_MAX, TEXT_CHARS_MAX
from tests.unit.walker import Stage

TEXT, NAME = "お問い合わせの内容", "メールアドレス"


def turn_of(*typed: tuple[str, str]) -> Turn:
    """A press of a form with these fields."""
    return Turn(Stage().world, Press("browser", 0, "", typed))


def written(text: str) -> str:
    return turn_of((TEXT, text)).written(TEXT)


def test_text_of_several_lines_takes_2000_characters() -> None:
    assert 2000 == TEXT_CHARS_MAX


@pytest.mark.parametrize(
    ("chars", "kept"), [(1999, 1999), (2000, 2000), (2001, 2001), (9999, 2001)]
)
def test_what_is_written_is_looked_at_up_to_one_character_over_the_limit(
    chars: int, kept: int
) -> None:
    """Enough to see that it is too long, and no more to be kept in memory."""
    assert kept == len(written("あ" * chars))


@pytest.mark.parametrize(("chars", "kept"), [(255, 255), (256, 256), (257, 256), (9999, 256)])
def test_what_is_typed_in_one_line_is_cut_at_the_limit(chars: int, kept: int) -> None:
    assert FIELD_CHARS_MAX >= kept
    assert kept == len(turn_of((NAME, "x" * chars)).typed(NAME))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("a\nb", "a\nb"),
        ("\r\n\r\n", "\n\n"),
        ("a\r\n", "a\n"),
        ("a\rb", "a\rb"),
    ],
)
def test_line_ends_as_a_browser_sends_them_are_one_character(sent: str, kept: str) -> None:
    """A form is sent with CR LF, whatever the person's own machine has."""
    assert kept == written(sent)


@pytest.mark.parametrize(("lines", "kept"), [(1000, 2000), (1001, 2001)])
def test_line_end_counts_once(lines: int, kept: int) -> None:
    """2000 characters as the person counts them are 3000 on the way."""
    assert kept == len(written("a\r\n" * lines))


def test_what_was_not_written_is_empty() -> None:
    assert ("", "") == (turn_of().written(TEXT), turn_of().typed(NAME))


def test_outer_spaces_are_kept() -> None:
    assert " a\n" == written(" a\n")


@pytest.mark.parametrize(("room", "expected"), [("", "browser"), ("survey", "browser/survey")])
def test_dialog_is_named_by_its_browser_and_its_room(room: str, expected: str) -> None:
    assert expected == dialog_id("browser", room)
    assert expected == Turn(Stage().world, Press("browser", 0, "", room=room)).browser


@pytest.mark.parametrize(("session", "expected"), [("", "browser"), ("cookie", "cookie")])
def test_session_is_the_browsers_own_name_unless_it_has_another(
    session: str, expected: str
) -> None:
    turn = Turn(Stage().world, Press("browser", 0, "", session=session, room="webmail"))

    assert expected == turn.session


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("/webmail/12/", ("/webmail/<token>/", "12")),
        ("/webmail/new", ("/webmail/new", "")),
        ("/webmail", ("/webmail", "")),
        ("/webmail/", ("/<token>/", "webmail")),
        ("/webmail/1/2/", ("/webmail/1/<token>/", "2")),
    ],
)
def test_address_that_names_something_ends_in_it_and_a_slash(
    address: str, parts: tuple[str, str]
) -> None:
    assert parts == split_address(address)
