"""What the letters say: documented facts, the world's time in JST, and no secret too many."""

from datetime import timedelta
from typing import get_args

import pytest

from itsid_sim.core.state import Letter, LetterKind
from itsid_sim.procedures.letters import FORMS, compose, subject_of, url_of
from itsid_sim.rules import letters as facts
from tests.unit.people import NOW

TOKEN = "T" * 32
SUBJECTS = {
    "registration": "マイページ本登録のご案内",
    "phrase": "本人認証確認用メール",
    "code": "認証コードのお知らせ",
}
PATHS = {
    "registration": "/Firstreg/Auth_LoginMail_continfo/",
    "phrase": "/Remind/Auth_word_continfo/",
}
KINDS = sorted(FORMS)
PEOPLES: tuple[LetterKind, ...] = ("inquiry", "personal")
DOCUMENTED = sorted(SUBJECTS)


def letter(kind: LetterKind, secret: str = TOKEN) -> Letter:
    return Letter("1", kind, "taro@example.jp", "逸 太郎", secret, NOW)


def peoples_letter(kind: LetterKind, text: str = "元気です。") -> Letter:
    """A letter that a person wrote."""
    sender, subject = "hanako@example.com", "お元気ですか"
    return Letter(
        "1", kind, "taro@example.jp", "", "", NOW, sender=sender, subject=subject, text=text
    )


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_letter_has_the_documented_subject(kind: LetterKind) -> None:
    """REG-17, PHRASE-04 and CODE-02."""
    assert SUBJECTS[kind] == compose(letter(kind)).subject


@pytest.mark.parametrize("kind", KINDS)
def test_letter_comes_from_the_documented_sender_to_the_contractor(kind: LetterKind) -> None:
    mail = compose(letter(kind))

    assert ("mypage@itscom.jp", "taro@example.jp") == (mail.sender, mail.to)
    assert "逸 太郎 様" == mail.text.splitlines()[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "part",
    [
        "お心当たりのない場合",
        "送信専用",
        "自動",
        "http://www.itscom.net/info/contact/index.html",
        "イッツ・コミュニケーションズ株式会社",
        "0120-109-199",
        "平日・土・日・祝日 9:30-18:00",
        "info@itscom.jp",
    ],
)
def test_letter_says_who_sends_it_and_how_to_ask(kind: LetterKind, part: str) -> None:
    """MAIL-01 and MAIL-02, also where the letter itself is not documented."""
    assert part in compose(letter(kind)).text


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_letter_says_how_long_it_is_good_and_what_to_do_then(kind: LetterKind) -> None:
    text = compose(letter(kind)).text

    assert "30分" in text
    assert "初めからやり直してください" in text


@pytest.mark.parametrize("kind", sorted(PATHS))
def test_letter_brings_its_url_on_a_line_of_its_own(kind: LetterKind) -> None:
    """MAIL-03."""
    url = f"https://mypage.itscom.net{PATHS[kind]}{TOKEN}/"

    assert url == url_of(letter(kind))
    assert url in compose(letter(kind)).text.splitlines()


@pytest.mark.parametrize("kind", sorted(PATHS))
def test_simulator_puts_its_own_address_in_front(kind: LetterKind) -> None:
    site = "http://127.0.0.1:8025/w/main"

    text = compose(letter(kind), site).text

    assert f"{site}{PATHS[kind]}{TOKEN}/" in text.splitlines()
    assert facts.SITE not in text


@pytest.mark.parametrize("code", ["000000", "012345"])
def test_code_stands_in_its_letter_with_leading_zeros(code: str) -> None:
    text = compose(letter("code", code)).text

    assert f"認証コード：{code}" in text.splitlines()
    assert "「パスワード 再発行」" in text
    assert "手続き中の画面に入力" in text


@pytest.mark.parametrize("kind", ["code", "taken", "changed", "application"])
def test_letter_without_a_url_brings_none(kind: LetterKind) -> None:
    without = compose(letter(kind, "012345")).text.replace(facts.INQUIRY_URL, "")

    assert "" == url_of(letter(kind, "012345"))
    assert "://" not in without


@pytest.mark.parametrize("kind", KINDS)
def test_letter_is_dated_by_the_clock_of_the_world_in_japan(kind: LetterKind) -> None:
    written = compose(letter(kind)).written

    assert "2024-02-28T23:45:00+09:00" == written.isoformat()
    assert timedelta(hours=9) == written.utcoffset()


def test_letter_written_at_midnight_is_of_the_new_day() -> None:
    """29 February, a quarter of an hour later."""
    late = Letter("1", "code", "taro@example.jp", "逸 太郎", "000000", NOW + 15 * 60)

    assert "2024-02-29T00:00:00+09:00" == compose(late).written.isoformat()


def test_every_kind_of_letter_has_a_form_but_those_that_people_write() -> None:
    assert set(get_args(LetterKind)) - {*PEOPLES, "foreign"} == set(FORMS)


@pytest.mark.parametrize("kind", KINDS)
def test_subject_can_be_told_without_the_text(kind: LetterKind) -> None:
    assert compose(letter(kind)).subject == subject_of(letter(kind))


def test_receipt_stands_in_its_letter() -> None:
    """LOGIN-09."""
    receipt = "受付番号 00000001: サービスのお申し込み テレビ"
    written = Letter("1", "application", "taro@example.jp", "逸 太郎", "", NOW, text=receipt)

    assert receipt in compose(written).text.splitlines()


@pytest.mark.parametrize("kind", PEOPLES)
def test_letter_of_a_person_has_their_name_and_their_words(kind: LetterKind) -> None:
    """HELP-01 and HELP-03."""
    mail = compose(peoples_letter(kind))

    assert ("hanako@example.com", "taro@example.jp") == (mail.sender, mail.to)
    assert ("お元気ですか", "元気です。\n") == (mail.subject, mail.text)
    assert mail.subject == subject_of(peoples_letter(kind))
    assert "2024-02-28T23:45:00+09:00" == mail.written.isoformat()


@pytest.mark.parametrize("kind", PEOPLES)
def test_letter_of_a_person_brings_no_url_of_ours(kind: LetterKind) -> None:
    """Not even if somebody copied one into it: nobody proves anything by that letter."""
    copied = peoples_letter(kind, f"https://mypage.itscom.net{PATHS['phrase']}{TOKEN}/")

    assert "" == url_of(copied)
    assert facts.SITE in compose(copied, "http://127.0.0.1:8025/w/main").text
