"""The guide 「iTSCOM ID・パスワードを忘れた場合」 and its survey (HELP-02 and HELP-04)."""

import pytest

from itsid_sim.procedures.reading import PATHS
from itsid_sim.rules import labels, sentences
from tests.unit.walker import Person, Stage
from tests.unit.walks import GUIDE, INQUIRY, LOGIN_PAGE, MAILBOX, answer_survey

STEP_OF_THE_SUPPORT_PAGE = [
    "iTSCOM IDを忘れた場合",
    "パスワードを忘れた場合",
    "合言葉 登録",
    "認証コード入力",
    "ID・パスワード再発行",
    "6～32文字",
    "% + . / : = @ ^ _ -",
    "現在の登録情報が更新されます",
]


@pytest.mark.parametrize("words", STEP_OF_THE_SUPPORT_PAGE)
def test_guide_tells_the_steps_of_the_support_page(words: str) -> None:
    page = Person(Stage()).open(GUIDE)

    assert "iTSCOM ID・パスワードを忘れた場合" == page.title
    assert any(words in line for line in page.lines)


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("マイページへ", LOGIN_PAGE),
        ("初めての設定[STEP1] iTSCOM IDの登録", PATHS[labels.FIRST_SETTING]),
        ("どこでもメール", MAILBOX),
        ("お問い合わせ", INQUIRY),
    ],
)
def test_guide_leads_on(label: str, address: str) -> None:
    person = Person(Stage())
    links = {link.label: link.address for link in person.open(GUIDE).links}

    assert address == links[label]
    assert person.open(address).title


def test_survey_asks_the_documented_question_and_takes_two_answers() -> None:
    page = Person(Stage()).open(GUIDE)

    assert "アンケート: このページの情報はお役に立ちましたか?" == page.lines[-1]
    assert ("はい", "いいえ") == page.buttons


@pytest.mark.parametrize("answer", [sentences.YES, sentences.NO])
def test_survey_thanks_whatever_the_answer_is(answer: str) -> None:
    page = answer_survey(Person(Stage()), answer)

    assert (
        "ご回答ありがとうございます。",
        "今後とも、イッツコムをよろしくお願いいたします。",
    ) == page.lines


def test_thanks_lead_back_to_the_guide_which_can_be_answered_again() -> None:
    person = Person(Stage())
    (link,) = answer_survey(person).links

    page = person.open(link.address)

    assert labels.SUPPORT_GUIDE == page.title
    assert labels.SURVEY == person.press(sentences.NO).title


def test_answer_is_kept_nowhere() -> None:
    """Who answers what is nobody's business."""
    yes, no = Stage(), Stage()

    answer_survey(Person(yes), sentences.YES)
    answer_survey(Person(no), sentences.NO)

    assert yes.world == no.world
    assert not yes.letters()


def test_second_half_of_a_double_click_answers_nothing() -> None:
    person = Person(Stage())
    person.open(GUIDE)
    person.send(sentences.YES)

    assert () == person.send_again()
    assert labels.SURVEY == person.look().title


def test_reading_the_guide_writes_no_event() -> None:
    stage = Stage()
    before = stage.world

    Person(stage).open(GUIDE)

    assert before is stage.world


def test_guide_is_nobodys_secret() -> None:
    person = Person(Stage())

    assert (False, False) == (person.open(GUIDE).private, answer_survey(person).private)
