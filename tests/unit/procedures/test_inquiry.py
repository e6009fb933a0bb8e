"""お問い合わせ: a mail to the operator, from whoever gives an address (HELP-03)."""

import pytest

from itsid_sim.core.state import Letter, Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.sentences import MAIL_ADDRESS, QUESTION_TEXT
from tests.unit.people import NOW, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import INQUIRY, inquire, sign_in

SENDER = "name+tag@example.jp"
TEXT = "認証コードが届きません。\nどうすればよいですか。"
MISSING = sentences.REQUIRED


def letters_of(person: Person) -> list[Letter]:
    return person.stage.letters("inquiry")


def test_page_tells_how_else_one_can_ask() -> None:
    """CODE-06."""
    page = Person(Stage()).open(INQUIRY)

    for words in ("0120-109-199", "9:30-18:00", "info@itscom.jp", "http://www.itscom.net/"):
        assert any(words in line for line in page.lines)


def test_form_asks_for_an_address_and_a_text_of_several_lines() -> None:
    page = Person(Stage()).open(INQUIRY)

    assert [(MAIL_ADDRESS, "text"), (QUESTION_TEXT, "long")] == [
        (box.label, box.kind) for box in page.boxes
    ]


def test_inquiry_is_a_letter_to_the_operator_from_the_address_given() -> None:
    person = Person(Stage())

    page = inquire(person, SENDER, TEXT)

    assert sentences.INQUIRY_RECEIVED == page.title
    assert [
        Letter(
            "1",
            "inquiry",
            "info@itscom.jp",
            "",
            "",
            NOW,
            sender=SENDER,
            subject="お問い合わせ",
            text=TEXT,
        )
    ] == letters_of(person)


def test_nobody_needs_to_sign_in_for_it() -> None:
    """And nobody is signed in or out by it."""
    person = Person(Stage())
    sign_in(person, TARO_ID, TARO_PASSWORD)
    before = person.stage.world.sign_ins

    inquire(person, SENDER, TEXT)

    assert before == person.stage.world.sign_ins


@pytest.mark.parametrize(
    ("address", "text", "notices"),
    [
        ("", "", {MAIL_ADDRESS: MISSING, QUESTION_TEXT: MISSING}),
        ("", TEXT, {MAIL_ADDRESS: MISSING}),
        (SENDER, "", {QUESTION_TEXT: MISSING}),
        (SENDER, " \n\u3000\r\n\t", {QUESTION_TEXT: MISSING}),
        ("a", TEXT, {MAIL_ADDRESS: sentences.BAD_ADDRESS}),
        (" ", TEXT, {MAIL_ADDRESS: sentences.BAD_ADDRESS}),
        (f"{SENDER}\r\nBcc: a@b.jp", TEXT, {MAIL_ADDRESS: sentences.BAD_ADDRESS}),
        (
            "ａ@example.jp",
            "あ" * 2001,
            {MAIL_ADDRESS: sentences.BAD_ADDRESS, QUESTION_TEXT: sentences.TOO_LONG},
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field(
    address: str, text: str, notices: dict[str, str]
) -> None:
    person = Person(Stage())

    page = inquire(person, address, text)

    assert labels.INQUIRY == page.title
    assert tuple(Notice(field, says) for field, says in notices.items()) == page.notices
    assert [] == letters_of(person)


@pytest.mark.parametrize(("chars", "sent"), [(1, 1), (2000, 1), (2001, 0)])
def test_text_has_1_to_2000_characters(chars: int, sent: int) -> None:
    person = Person(Stage())

    inquire(person, SENDER, "あ" * chars)

    assert sent == len(letters_of(person))


@pytest.mark.parametrize(("lines", "sent"), [(1000, 1), (1001, 0)])
def test_end_of_a_line_is_one_character(lines: int, sent: int) -> None:
    """However the browser sends it."""
    person = Person(Stage())

    inquire(person, SENDER, "a\r\n" * lines)

    assert ["a\n" * lines] * sent == [letter.text for letter in letters_of(person)]


def test_refused_inquiry_can_be_sent_when_it_is_mended() -> None:
    person = Person(Stage())
    inquire(person, "a", TEXT)

    page = person.press(sentences.SEND, {MAIL_ADDRESS: SENDER, QUESTION_TEXT: TEXT})

    assert (sentences.INQUIRY_RECEIVED, ()) == (page.title, page.notices)
    assert [SENDER] == [letter.sender for letter in letters_of(person)]


def test_double_click_sends_one() -> None:
    person = Person(Stage())
    person.open(INQUIRY)
    person.send(sentences.SEND, {MAIL_ADDRESS: SENDER, QUESTION_TEXT: TEXT})

    again = person.send_again()

    assert () == again
    assert 1 == len(letters_of(person))
    assert sentences.INQUIRY_RECEIVED == person.look().title


def test_second_inquiry_is_a_second_letter() -> None:
    person = Person(Stage())

    for text in ("1", "2"):
        inquire(person, SENDER, text)

    assert ["1", "2"] == [letter.text for letter in letters_of(person)]


def test_inquiry_arrives_like_any_letter() -> None:
    person = Person(Stage())
    inquire(person, SENDER, TEXT)

    person.stage.deliver()

    assert ["arrived"] == [letter.state for letter in letters_of(person)]


def test_what_was_sent_is_shown_nowhere() -> None:
    """Whoever opens the form next in this browser reads nothing of it."""
    person = Person(Stage())
    inquire(person, SENDER, TEXT)

    assert TEXT not in "".join(person.page.lines)
    assert TEXT not in "".join(person.open(INQUIRY).lines)
