"""What has happened and what is going to, in sentences: every event has one, and every deadline."""

from typing import get_args

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.deadlines import Deadline, Kind, deadlines
from itsid_sim.core.state import Application, Failures, Fault, Notice, Ticket, World
from itsid_sim.procedures.timeline import SENTENCES, Ahead, ahead, span, told
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Lockout, Quota, Settings
from tests.unit import walks
from tests.unit.people import (
    FUYUKO,
    HANAKO,
    HANAKO_ID,
    JIRO,
    JIRO_ID,
    NOW,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage

CODE_LETTER = f"{TARO_ID} へのメール「認証コードのお知らせ」"
DAY_S = 24 * 60 * 60


def concrete(kind: type[e.Event]) -> set[type[e.Event]]:
    """All kinds of events below one."""
    below = {one for child in kind.__subclasses__() for one in concrete(child)}
    return below or {kind}


def mailed() -> World:
    """A world in which Taro was mailed a code, and then wrote to Hanako, by letters 1 and 2."""
    stage = Stage()
    walks.name_id(Person(stage), TARO_ID)
    taro = Person(stage, "taro")
    walks.sign_in(taro, TARO_ID, TARO_PASSWORD)
    walks.write_mail(taro, HANAKO_ID, "ないしょ")
    return stage.world


def ticket(kind: str, subject: str) -> e.TicketIssued:
    """A proof that somebody, or nobody, waits for."""
    return e.TicketIssued(Ticket("id", kind, subject, NOW, TARO_ID), "browser")  # type: ignore[arg-type]


SAID: dict[str, e.Event] = {
    "29分59秒たった": e.TimePassed(1799),
    "青葉 次郎 の契約を加えた": e.ContractAdded(JIRO, None),
    "画面「利用規約」へ進んだ": e.Moved("browser", "利用規約"),
    "画面「利用規約」を開いた": e.Opened("browser", "利用規約", "", NOW),
    "画面の入力欄を空に戻した": e.Stayed("browser", ()),
    "入力が受け付けられなかった: 一。 二。": e.Stayed(
        "browser", (Notice("a", "一。"), Notice("", "二。"))
    ),
    "入力に合う契約が2件見つかった": e.ContractsMatched("browser", ("home", "shop"), ()),
    "逸 太郎 の契約者であることを確かめた": e.ContractProven("browser", TARO.id),
    "「x@example.jp」のパスワード再発行が求められた": e.IdGiven("browser", "x@example.jp"),
    "逸 太郎 の認証コードを発行した": ticket("code", TARO_ID.lower()),
    "逸 太郎 の合言葉入力のURLを発行した": ticket("phrase", TARO_ID),
    "青葉 次郎 の本登録のURLを発行した": ticket("registration", JIRO.id),
    "認証コードを発行した": ticket("code", "nobody@example.org"),
    "発行済みの認証を続けた": e.TicketShown("browser", "id"),
    "認証コードまたは答えが誤っていた": e.TicketMistaken("id"),
    "認証コードまたは答えが合っていた": e.TicketPassed("id"),
    "続きの画面を、認証した人だけに見せることにした": e.ProofHeld("browser", "secret"),
    "発行済みのURLや認証コード2件を使えなくした": e.TicketsVoided(("secret", "other")),
    "メールの送信回数を数えた": e.MailCounted("key", NOW),
    f"{CODE_LETTER}を書いた": e.LetterWritten("1", "code", TARO_ID, "逸 太郎", "012345"),
    f"{HANAKO_ID} へのメールを書いた": e.LetterWritten("2", "personal", HANAKO_ID, "", ""),
    "メールが届いた": e.LetterArrived("99"),
    "逸 太郎 がログインした": e.SignedIn("session", TARO.id),
    "登録のない人 がログインした": e.SignedIn("session", "gone"),
    "ログイン中の操作があった": e.SignInTouched("session"),
    "逸 太郎 が「光ネット」を申し込んだ": e.Applied(TARO.id, Application(1, "光ネット", NOW)),
    "ログインまたは認証に失敗した(3回目)": e.TryFailed("key", Failures(3)),
    "ログインまたは認証に失敗した(続いたので、しばらく止めた)": e.TryFailed(
        "key", Failures(10, NOW + 1)
    ),
    "失敗の回数を数え直すことにした": e.FailuresForgotten(("key",)),
    "青葉 次郎 がiTSCOM ID「jiro@example.net」を登録した": e.Registered(
        JIRO.id, JIRO_ID, "digest", "salt", JIRO_ID
    ),
    "渋谷 花子 のパスワードを変えた": e.PasswordChanged(HANAKO.id, "digest", "salt"),
    f"{HANAKO_ID} の新しいパスワードを画面に示した": e.PasswordRevealed(
        "browser", HANAKO_ID, "Very.secret1"
    ),
    "新しいパスワードの画面が見られた": e.RevealLooked("browser"),
    "新しいパスワードの画面を、もう一度見られるようにした": e.RevealOffered("browser"),
    "新しいパスワードの画面を離れた": e.RevealLeft("browser"),
    "メールが、いつもどおり届くようにした": e.FaultsSet(()),
    f"メールに起きることを決めた: {TARO_ID} へのメールが10分遅れる、メールが失われる": e.FaultsSet(
        (Fault("hold", to=TARO_ID, span_s=600), Fault("lose"))
    ),
    "メールに決めたことが起きた: メールが送信中に途切れる": e.FaultStruck(Fault("cut")),
    "メールに決めたことが起きた: 「件名」の2通目のメールが次のメールのあとに届く": e.FaultStruck(
        Fault("swap", subject="件名", nth=2, span_s=60)
    ),
    f"{CODE_LETTER}を送ろうとした": e.LetterTried("1"),
    f"{CODE_LETTER}が届いた": e.LetterArrived("1"),
    f"{CODE_LETTER}が途中で留め置かれた": e.LetterHeld("1", NOW),
    f"{CODE_LETTER}が途中で失われた": e.LetterLost("1"),
    f"{CODE_LETTER}が受け取られた": e.LetterAccepted("1", "250 OK"),
    f"{CODE_LETTER}を後でもう一度送ることにした": e.LetterDeferred("1", NOW, "451"),
    f"{CODE_LETTER}が戻された": e.LetterBounced("1", "550"),
    f"{CODE_LETTER}が次のメールに先を譲るため、留め置かれた": e.LetterHeld("1", NOW, waits=True),
    f"外から{CODE_LETTER}を受け付けた": e.LetterReceived("1", TARO_ID, HANAKO_ID, "subject"),
    f"{CODE_LETTER}を既読にした": e.LettersMarked(("1",), read=True),
    f"{CODE_LETTER}を未読にした": e.LettersMarked(("1",), read=False),
    f"{CODE_LETTER}にタグを付け直した": e.LettersTagged(("1",), ("tag",)),
    "メール2通を捨てた": e.LettersThrownAway(("1", "2")),
}


def test_every_event_has_a_sentence() -> None:
    assert concrete(e.Event) == set(SENTENCES) == {type(event) for event in SAID.values()}


@pytest.mark.parametrize("sentence", SAID)
def test_an_event_is_told_in_a_sentence(sentence: str) -> None:
    assert sentence == told(SAID[sentence], mailed())


@pytest.mark.parametrize("sentence", SAID)
def test_a_sentence_can_be_said_of_any_world(sentence: str) -> None:
    """Such as one in which nobody lives and no letter was written."""
    assert told(SAID[sentence], World(NOW, Settings()))


def test_no_sentence_tells_a_secret_or_what_people_wrote() -> None:
    secrets = ("secret", "session", "digest", "salt", "browser", "012345", "ないしょ")
    world = mailed()

    said = [told(event, world) for event in SAID.values()]

    assert [] == [one for one in said if any(secret in one for secret in secrets)]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0秒"),
        (1, "1秒"),
        (59, "59秒"),
        (60, "1分"),
        (61, "1分1秒"),
        (1799, "29分59秒"),
        (3599, "59分59秒"),
        (3600, "1時間"),
        (3601, "1時間1秒"),
        (DAY_S - 1, "23時間59分59秒"),
        (DAY_S, "1日"),
        (DAY_S + 60, "1日1分"),
        (3653 * DAY_S, "3653日"),
    ],
)
def test_a_span_is_said_without_what_is_nought(seconds: int, expected: str) -> None:
    assert expected == span(seconds)


def waiting() -> Stage:
    """A world that waits for a deadline of every kind."""
    lockout, quota = Lockout(1, 15), Quota(9, 60)
    stage = Stage(Settings(login_lockout=lockout, mail_quota=quota, idle_minutes=30))
    walks.sign_in(Person(stage, "taro"), TARO_ID, TARO_PASSWORD)
    walks.sign_in(Person(stage, "thief"), HANAKO_ID, walks.WRONG_PASSWORD)
    walks.name_id(Person(stage, "code"), TARO_ID)
    walks.name_id(Person(stage, "nobody"), "nobody@example.org")
    walks.set_phrase(Person(stage, "phrase"), HANAKO_ID)
    stage.do(c.SetFaults((Fault("hold", to=JIRO_ID, span_s=600),)))
    walks.ask_for_url(Person(stage, "url"), JIRO, JIRO_ID)
    stage.deliver()
    return stage


AHEAD: dict[str, set[Ahead]] = {
    "registration": {Ahead(JIRO.id, "青葉 次郎 の本登録のURLの期限が切れる")},
    "phrase": {Ahead(HANAKO.id, "渋谷 花子 の合言葉入力のURLの期限が切れる")},
    "code": {
        Ahead(TARO.id, "逸 太郎 の認証コードの期限が切れる"),
        Ahead("", "認証コードの期限が切れる"),
    },
    "lock": {Ahead(HANAKO.id, "渋谷 花子 のログインや認証の停止が解ける")},
    "signin": {Ahead(TARO.id, "逸 太郎 のログインが切れる")},
    "idle": {Ahead("", "手続き中の画面の期限が切れる")},
    "quota": {Ahead("", "メールを送れる数が、もとに戻る")},
    "letter": {Ahead("", f"{JIRO_ID} へのメール「マイページ本登録のご案内」が届く")},
    "ready": {Ahead(FUYUKO.id, "都筑 冬子 の利用開始の準備が済む")},
}


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_deadline_is_told_with_whose_it_is(kind: str) -> None:
    world = waiting().world

    said = {ahead(one, world) for one in deadlines(world) if one.kind == kind}

    assert AHEAD[kind] == said


def test_a_letter_that_is_tried_again_is_told_otherwise_than_one_that_is_held() -> None:
    stage = waiting()
    stage.do(c.SetFaults(()))
    walks.name_id(Person(stage, "again"), TARO_ID)
    letter = stage.letters("code")[-1].id
    stage.do(c.TryLetter(letter, 1))
    stage.do(c.Defer(letter, "451"))
    world = stage.world

    said = [ahead(one, world).text for one in deadlines(world) if one.key == letter]

    assert [f"{CODE_LETTER}がもう一度送られる"] == said


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (f"login:{HANAKO_ID}", Ahead(HANAKO.id, "渋谷 花子 のログインや認証の停止が解ける")),
        (
            f"login:{HANAKO_ID.upper()}",
            Ahead(HANAKO.id, "渋谷 花子 のログインや認証の停止が解ける"),
        ),
        ("login:nobody@example.org", Ahead("", "ログインや認証の停止が解ける")),
        ("proof:0000000000", Ahead("", "ログインや認証の停止が解ける")),
    ],
)
def test_a_lock_is_about_whom_its_key_names(key: str, expected: Ahead) -> None:
    assert expected == ahead(Deadline(NOW, "lock", key), mailed())


def test_a_lock_on_proving_a_contract_is_about_that_contract() -> None:
    stage = Stage(Settings(proof_lockout=Lockout(1, 60)))
    person = Person(stage)
    walks.to_contractor(person)
    person.press(labels.CONFIRM, {**walks.facts_of(TARO), labels.CUSTOMER_NO: "9"})
    world = stage.world

    said = [ahead(one, world) for one in deadlines(world) if one.kind == "lock"]

    assert [Ahead(TARO.id, "逸 太郎 のログインや認証の停止が解ける")] == said
