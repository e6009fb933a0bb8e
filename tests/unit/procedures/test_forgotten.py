"""The way in for a lost ID or password: what follows, and what is not told (Q02, Q06)."""

import pytest

from itsid_sim.core.page import Page
from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, UNKNOWN_ITEM
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO_ID, JIRO, TARO, TARO_ACCOUNT, TARO_ID
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import LOGIN_PAGE, PET, name_id, to_identity

UNKNOWN = "nobody@example.jp"
PAGES = {"A": labels.PHRASE_SETTING, "B": labels.CODE_ENTRY}


def named(login_id: str, settings: Settings = DEFAULT) -> Page:
    """The page that follows 本人認証."""
    return name_id(Person(Stage(settings)), login_id)


def test_choice_has_the_documented_labels() -> None:
    """FORGOT-01 and FORGOT-02."""
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    page = person.press("ID、またはパスワードをお忘れですか？")

    assert "iTSCOM ID・パスワードがご不明なお客様" == page.title
    assert (
        "パスワードがご不明な場合",
        "iTSCOM IDがご不明な場合(iTSCOM ID新規登録)",
    ) == page.boxes[0].choices
    assert ("次へ", "戻る") == page.buttons
    assert ["iTSCOM ID・パスワードを忘れた場合の再発行手続き方法はこちら"] == [
        link.label for link in page.links
    ]


@pytest.mark.parametrize("choice", [{}, {UNKNOWN_ITEM: "どちらも"}])
def test_one_of_the_two_has_to_be_chosen(choice: dict[str, str]) -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    person.press(labels.FORGOT)

    assert (Notice(UNKNOWN_ITEM, sentences.CHOOSE_ONE),) == person.press(
        labels.NEXT, choice
    ).notices


@pytest.mark.parametrize(
    ("choice", "title"),
    [(labels.PASSWORD_UNKNOWN, labels.IDENTITY), (labels.ID_UNKNOWN, labels.CONTRACTOR)],
)
def test_choice_leads_to_its_procedure(choice: str, title: str) -> None:
    """FORGOT-04 and FORGOT-05."""
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    person.press(labels.FORGOT)

    assert title == person.press(labels.NEXT, {UNKNOWN_ITEM: choice}).title


def test_back_leads_one_screen_back() -> None:
    """Q32."""
    person = Person(Stage())
    to_identity(person)

    assert labels.FORGOTTEN == person.press(labels.BACK).title
    assert labels.LOGIN == person.press(labels.BACK).title


def test_identity_screen_says_before_the_input_what_will_be_sent() -> None:
    """FORGOT-07 and FORGOT-08."""
    page = to_identity(Person(Stage()))
    words = "\n".join(page.lines)

    assert (labels.IDENTITY, ("次へ", "戻る")) == (page.title, page.buttons)
    assert "連絡先メールアドレスに、認証コードを送信します" in words
    assert "パスワードだけの再設定はできません" in words
    assert "現在の登録情報が更新されます" in words


@pytest.mark.parametrize(
    ("login_id", "says"),
    [
        ("", sentences.REQUIRED),
        ("a@b", sentences.BAD_ID),
        ("x" * 96 + "@b.jp", sentences.BAD_ID),
        ("taro", sentences.BAD_ID),
        (f"{TARO_ID} ", sentences.BAD_ID),
        ("name+tag@example.jp", sentences.BAD_ID),
    ],
)
def test_what_is_no_id_is_refused_beside_the_field(login_id: str, says: str) -> None:
    """Q06: nothing is told by it, for nobody could have registered it."""
    assert (Notice(ITSCOM_ID, says),) == named(login_id).notices


@pytest.mark.parametrize("branch", ["A", "B"])
@pytest.mark.parametrize("login_id", [TARO_ID, TARO_ID.upper(), UNKNOWN, "x" * 95 + "@b.jp"])
def test_setting_chooses_the_procedure_for_known_and_unknown(branch: str, login_id: str) -> None:
    """Q02."""
    settings = Settings(reissue_branch="A" if branch == "A" else "B")

    assert PAGES[branch] == named(login_id, settings).title


@pytest.mark.parametrize("settings", [Settings(), Settings(reissue_branch="A")])
def test_contract_can_have_a_procedure_of_its_own(settings: Settings) -> None:
    """Q02; that it shows whether the ID is registered is finding F09."""
    assert labels.PHRASE_SETTING == named(HANAKO_ID, settings).title


@pytest.mark.parametrize("branch", ["A", "B"])
def test_unknown_id_can_be_told(branch: str) -> None:
    """Q06: the other answer."""
    settings = Settings(unknown_id="tell", reissue_branch="A" if branch == "A" else "B")

    assert (Notice(ITSCOM_ID, sentences.UNKNOWN_ID),) == named(UNKNOWN, settings).notices
    assert PAGES[branch] == named(TARO_ID.lower(), settings).title


def test_contract_without_an_id_is_not_known_by_an_address() -> None:
    customers = ((TARO, TARO_ACCOUNT), (JIRO, None))
    stage = Stage(Settings(unknown_id="tell"), customers)

    page = name_id(Person(stage), "jiro@example.net")

    assert (Notice(ITSCOM_ID, sentences.UNKNOWN_ID),) == page.notices


@pytest.mark.parametrize(("login_id", "letters"), [(TARO_ID, 1), (UNKNOWN, 0)])
def test_letter_goes_only_to_who_is_registered(login_id: str, letters: int) -> None:
    stage = Stage()

    name_id(Person(stage), login_id)

    assert letters == len(stage.letters())


@pytest.mark.parametrize("branch", ["A", "B"])
@pytest.mark.parametrize("login_id", [TARO_ID, UNKNOWN])
def test_unknown_id_costs_as_many_digests_as_a_known_one(branch: str, login_id: str) -> None:
    digests = 0

    def counting_digest(text: str, salt: str) -> str:
        nonlocal digests
        digests += 1
        return f"{salt}:{text}"

    settings = Settings(reissue_branch="A" if branch == "A" else "B")
    person = Person(Stage(settings, digest=counting_digest))
    name_id(person, login_id)
    person.press(labels.NEXT, {"A": PET, "B": {labels.CODE: "000000"}}[branch])

    assert {"A": 1, "B": 2}[branch] == digests
