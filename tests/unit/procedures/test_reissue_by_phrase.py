"""手順A: the secret question, the mailed URL, and the password that is shown once (Q29)."""

import pytest

from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ANSWER, QUESTION
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO, HANAKO_ID, HANAKO_PASSWORD
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import (
    PET,
    name_id,
    set_phrase,
    sign_in,
    to_phrase_entry,
)

HALF_HOUR_S = 30 * 60
UNKNOWN = "nobody@example.jp"
WRONG = PET | {ANSWER: "たま"}


def at_the_url(settings: Settings = DEFAULT) -> Person:
    """HANAKO, who has set a question and opened the URL."""
    person = Person(Stage(settings))
    to_phrase_entry(person, HANAKO_ID)
    return person


@pytest.mark.parametrize("where", ["設定", "入力"])
@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({ANSWER: "ぽち"}, QUESTION, labels.QUESTION_UNCHOSEN),
        ({QUESTION: "好きな色", ANSWER: "ぽち"}, QUESTION, labels.QUESTION_UNCHOSEN),
        ({QUESTION: labels.PET_NAME}, ANSWER, sentences.REQUIRED),
        ({QUESTION: labels.PET_NAME, ANSWER: " "}, ANSWER, sentences.REQUIRED),
        ({QUESTION: labels.PET_NAME, ANSWER: "　"}, ANSWER, sentences.REQUIRED),
        (PET | {ANSWER: "ぽち!"}, ANSWER, sentences.BAD_ANSWER),
        (PET | {ANSWER: "ﾎﾟﾁ･2"}, ANSWER, sentences.BAD_ANSWER),
        (PET | {ANSWER: "ぽ" * 51}, ANSWER, sentences.BAD_ANSWER),
    ],
)
def test_question_and_answer_are_required_and_limited(
    where: str, typed: dict[str, str], field: str, says: str
) -> None:
    """PHRASE-02: when they are set, and when they are typed again."""
    person = Person(Stage())
    if where == "設定":
        name_id(person, HANAKO_ID)
    else:
        to_phrase_entry(person, HANAKO_ID)
    button = labels.NEXT if where == "設定" else labels.REISSUE

    assert (Notice(field, says),) == person.press(button, typed).notices


def test_answer_may_have_50_characters() -> None:
    person = Person(Stage())
    name_id(person, HANAKO_ID)

    assert labels.PHRASE_SENT == person.press(labels.NEXT, PET | {ANSWER: "ぽ" * 50}).title


def test_setting_screen_has_the_documented_labels() -> None:
    """PHRASE-10."""
    page = name_id(Person(Stage()), HANAKO_ID)

    assert ("合言葉登録", ("次へ", "戻る")) == (page.title, page.buttons)
    assert ["秘密の質問", "答え"] == [box.label for box in page.boxes]
    assert "ペットの名前" == page.boxes[0].choices[0]
    assert "秘密の質問を選択してください。" == page.boxes[0].hint
    assert "秘密の質問を選択し、その答えを入力してください。" in page.lines


def test_back_leads_to_the_screen_before_with_its_inputs_gone() -> None:
    person = Person(Stage())
    name_id(person, HANAKO_ID)

    page = person.press(labels.BACK)

    assert (labels.IDENTITY, "") == (page.title, person.stage.world.dialogs["browser"].login_id)


def test_sent_screen_has_the_documented_labels() -> None:
    """PHRASE-03."""
    page = set_phrase(Person(Stage()), HANAKO_ID)
    words = "\n".join(page.lines)

    assert ("本人認証完了", ("ログイントップへ",)) == (page.title, page.buttons)
    assert ["こちら"] == [link.label for link in page.links]
    assert all(part in words for part in ("本人認証が完了しました。", "30分", "5分待っても"))


def test_letter_goes_to_the_contact_and_not_to_the_id() -> None:
    stage = Stage()
    set_phrase(Person(stage), HANAKO_ID)

    (letter,) = stage.letters()

    assert ("phrase", "hanako.contact@example.com", HANAKO.name) == (
        letter.kind,
        letter.to,
        letter.name,
    )


def test_unknown_id_sees_the_same_and_is_sent_nothing() -> None:
    stage, known = (Stage(Settings(reissue_branch="A")) for _ in range(2))

    page = set_phrase(Person(stage), UNKNOWN)

    assert set_phrase(Person(known), HANAKO_ID) == page
    assert [] == stage.letters()


@pytest.mark.parametrize(
    "typed",
    [PET, PET | {ANSWER: " ぽち　"}, PET | {ANSWER: "ぽち"}, {QUESTION: "ペットの名前"} | PET],
)
def test_right_answer_reissues(typed: dict[str, str]) -> None:
    person = at_the_url()

    assert labels.REISSUED == person.press(labels.REISSUE, typed).title


@pytest.mark.parametrize(
    "typed",
    [WRONG, PET | {QUESTION: "好きな食べ物"}, PET | {ANSWER: "ポチ"}, PET | {ANSWER: "ぽ ち"}],
)
def test_wrong_question_or_answer_changes_nothing(typed: dict[str, str]) -> None:
    """PHRASE-07."""
    person = at_the_url()

    page = person.press(labels.REISSUE, typed)

    assert (Notice(ANSWER, sentences.WRONG_ANSWER),) == page.notices
    assert labels.TOP == sign_in(person, HANAKO_ID, HANAKO_PASSWORD).title


@pytest.mark.parametrize(("mistakes", "title"), [(4, labels.REISSUED), (5, sentences.START_OVER)])
def test_fifth_mistake_voids_the_url(mistakes: int, title: str) -> None:
    """Q05; opening the URL anew gives no new tries."""
    person = at_the_url()
    for _ in range(mistakes):
        person.press(labels.REISSUE, WRONG)

    page = person.open(person.stage.url("phrase"))

    if title == labels.REISSUED:
        page = person.press(labels.REISSUE, PET)
    assert title == page.title


def test_fifth_mistake_is_told_at_once() -> None:
    person = at_the_url()
    titles = [person.press(labels.REISSUE, WRONG).title for _ in range(5)]

    assert [labels.PHRASE_ENTRY] * 4 + [sentences.START_OVER] == titles


@pytest.mark.parametrize(
    ("settings", "waited_s", "title"),
    [
        (Settings(), HALF_HOUR_S - 1, labels.REISSUED),
        (Settings(), HALF_HOUR_S, sentences.START_OVER),
        (Settings(last_moment="inclusive"), HALF_HOUR_S, labels.REISSUED),
        (Settings(last_moment="inclusive"), HALF_HOUR_S + 1, sentences.START_OVER),
        (Settings(url_checked="open"), HALF_HOUR_S, labels.REISSUED),
    ],
)
def test_url_is_valid_for_30_minutes(settings: Settings, waited_s: int, title: str) -> None:
    """PHRASE-05 with Q01 and Q21."""
    person = at_the_url(settings)
    person.stage.wait(seconds=waited_s)

    assert title == person.press(labels.REISSUE, PET).title


def test_url_that_is_too_old_is_refused_when_it_is_opened() -> None:
    """Q21: nothing is asked that could no longer be answered."""
    person = at_the_url()
    person.stage.wait(seconds=HALF_HOUR_S)

    assert sentences.START_OVER == person.open(person.stage.url("phrase")).title


def test_url_that_grows_too_old_between_two_tries_is_refused_at_the_second() -> None:
    """After a first try the page is the dialog's own, and still asks the clock."""
    person = at_the_url()
    person.press(labels.REISSUE, WRONG)
    person.stage.wait(seconds=HALF_HOUR_S)

    assert sentences.START_OVER == person.press(labels.REISSUE, PET).title


def test_time_counts_from_the_setting_and_not_from_the_first_screen() -> None:
    person = Person(Stage())
    name_id(person, HANAKO_ID)
    person.stage.wait(minutes=29)
    person.press(labels.NEXT, PET)
    person.stage.wait(minutes=29)
    person.open(person.stage.url("phrase"))

    assert labels.REISSUED == person.press(labels.REISSUE, PET).title


@pytest.mark.parametrize(
    ("idle_s", "title"), [(1799, labels.PHRASE_SENT), (1800, "初めからやり直し")]
)
def test_setting_screen_waits_30_minutes(idle_s: int, title: str) -> None:
    """Q22."""
    person = Person(Stage())
    name_id(person, HANAKO_ID)
    person.stage.wait(seconds=idle_s)

    assert title == person.press(labels.NEXT, PET).title


@pytest.mark.parametrize(
    ("settings", "title"),
    [(DEFAULT, sentences.START_OVER), (Settings(live_proofs="all"), labels.PHRASE_ENTRY)],
)
def test_new_url_voids_the_one_before_or_not(settings: Settings, title: str) -> None:
    """Q04: both answers."""
    stage = Stage(settings)
    set_phrase(Person(stage), HANAKO_ID)
    first = stage.url("phrase")

    set_phrase(Person(stage), HANAKO_ID)

    assert title == Person(stage).open(first).title


@pytest.mark.parametrize(
    ("settings", "title"),
    [(DEFAULT, sentences.START_OVER), (Settings(proof_use="until-expiry"), labels.PHRASE_ENTRY)],
)
def test_url_reissues_once_or_until_it_is_too_old(settings: Settings, title: str) -> None:
    """Q03: both answers."""
    person = at_the_url(settings)
    person.press(labels.REISSUE, PET)

    assert title == person.open(person.stage.url("phrase")).title


@pytest.mark.parametrize(("asked", "sent"), [(5, 5), (6, 5)])
def test_five_urls_go_out_in_an_hour(asked: int, sent: int) -> None:
    """Q24; what was sent before stays valid."""
    stage = Stage()
    for _ in range(asked):
        set_phrase(Person(stage), HANAKO_ID)

    assert sent == len(stage.letters())
    assert labels.PHRASE_ENTRY == Person(stage).open(stage.url("phrase")).title
