"""Which texts a field takes: lengths and characters, with each boundary from both sides."""

import string

import pytest

from itsid_sim.core.text import (
    fold_answer,
    fold_code,
    fold_id,
    fold_label,
    fold_phone,
    is_answer,
    is_code,
    is_itscom_id,
    is_last_digits,
    is_mail_address,
    is_password,
    is_payment_fact,
    is_phone,
    mask_address,
)

FULL_WIDTH = "ＡＢ１２＠．－"
PASSWORD_SYMBOLS = "%+./:=@^_-"
OTHER_SYMBOLS = sorted(set(string.punctuation) - set(PASSWORD_SYMBOLS))


def address(chars: int) -> str:
    """An address of so many characters."""
    return "a" * (chars - len("@b.jp")) + "@b.jp"


def test_itscom_id_has_4_to_100_characters() -> None:
    assert (False, True) == (is_itscom_id("a@b"), is_itscom_id("a@bc"))
    assert (True, False) == (is_itscom_id(address(100)), is_itscom_id(address(101)))


@pytest.mark.parametrize("char", string.ascii_letters + string.digits + "_-.")
def test_itscom_id_takes_letter_digit_and_three_symbols(char: str) -> None:
    assert is_itscom_id(f"ab{char}c@example.jp")


@pytest.mark.parametrize("char", sorted(set(string.printable + FULL_WIDTH + "あア漢\u212a")))
def test_itscom_id_takes_no_other_character(char: str) -> None:
    """The at sign is among them: there is exactly one."""
    welcome = char in string.ascii_letters + string.digits + "_-."

    assert welcome == is_itscom_id(f"ab{char}c@example.jp")


@pytest.mark.parametrize("text", ["", "@@@@", "abcd", "@example.jp", "taro@", "ta@ro@example.jp"])
def test_itscom_id_has_one_at_sign_with_something_on_each_side(text: str) -> None:
    assert not is_itscom_id(text)


@pytest.mark.parametrize(
    "text", ["a@bc", "taro..y@docomo.ne.jp", "taro.@docomo.ne.jp", ".taro@docomo.ne.jp", "a@b..jp"]
)
def test_form_of_address_is_loose_or_strict(text: str) -> None:
    """Q18: the addresses that exist on mobile telephones, and what a strict check says of them."""
    assert (True, False) == (is_itscom_id(text), is_itscom_id(text, strict=True))


@pytest.mark.parametrize("text", ["x@y.jp", "a-b_c.d@e-f.g_h.jp", address(100)])
def test_proper_address_passes_the_strict_check(text: str) -> None:
    assert is_itscom_id(text, strict=True)


def test_strict_check_keeps_the_limits_of_length() -> None:
    assert not is_itscom_id(address(101), strict=True)


def test_plus_sign_makes_no_itscom_id() -> None:
    """F03: the address is a proper one and yet cannot be an iTSCOM ID."""
    assert not is_itscom_id("name+tag@example.jp")


def test_itscom_id_is_the_same_in_upper_and_lower_case() -> None:
    assert fold_id("taro@example.jp") == fold_id("Taro@EXAMPLE.jp")


def test_mail_address_has_at_most_254_characters() -> None:
    """What fits between the angle brackets of an envelope."""
    domain = ".".join(("b" * 63, "c" * 63, "d" * 61, "jp"))
    short, long = "a" * 61 + f"@{domain}", "a" * 62 + f"@{domain}"

    assert (254, 255) == (len(short), len(long))
    assert (True, False) == (is_mail_address(short), is_mail_address(long))


def test_mail_address_has_1_to_64_characters_before_the_at_sign() -> None:
    assert (False, True) == (is_mail_address("@b.jp"), is_mail_address("a@b.jp"))
    assert (True, False) == tuple(is_mail_address("a" * chars + "@b.jp") for chars in (64, 65))


@pytest.mark.parametrize(
    "text",
    [
        "a@b",
        "name+tag@example.jp",
        "!#$%&'*+/=?^`{|}~-_.@example.jp",
        "taro..y@docomo.ne.jp",
        "taro.@docomo.ne.jp",
        "TARO@EXAMPLE.JP",
        "a@e-f.g_h.jp",
    ],
)
def test_mail_address_is_wider_than_an_itscom_id(text: str) -> None:
    """F03: whoever has such an address can write and be written to."""
    assert is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@b.jp",
        "a@",
        "a@b@c.jp",
        "a@b..jp",
        "a@.jp",
        "a@b.",
        "a b@c.jp",
        " a@b.jp",
        "a@b.jp ",
        "a@b.jp\n",
        "a@b.jp\r\nRCPT TO:<x@y.jp>",
        "<a@b.jp>",
        "a>@b.jp",
        "a@b>.jp",
        '"a"@b.jp',
        "a@b.jp,c@d.jp",
        "a@[127.0.0.1]",
        "あ@b.jp",
        "a@例え.jp",
        "ａ@b.jp",
        "a\x00@b.jp",
    ],
)
def test_mail_address_has_nothing_that_an_envelope_could_not_hold(text: str) -> None:
    assert not is_mail_address(text)


def test_password_has_6_to_32_characters() -> None:
    assert (False, True) == (is_password("a" * 5), is_password("a" * 6))
    assert (True, False) == (is_password("a" * 32), is_password("a" * 33))


@pytest.mark.parametrize("symbol", PASSWORD_SYMBOLS)
def test_password_takes_ten_symbols(symbol: str) -> None:
    assert is_password(f"abc12{symbol}")


@pytest.mark.parametrize("symbol", [*OTHER_SYMBOLS, *" \t\n\u3000", *FULL_WIDTH, "あ", "ｱ", "é"])
def test_password_takes_no_other_symbol(symbol: str) -> None:
    """Outer spaces are refused, not removed (Q33)."""
    for text in (f"abc12{symbol}", f"{symbol}abc12", f"abc{symbol}12"):
        assert not is_password(text)


@pytest.mark.parametrize("text", ["aaaaaa", "123456", "ABCDEF", PASSWORD_SYMBOLS])
def test_password_needs_no_mixture(text: str) -> None:
    """Q33: there is no limit but the documented one."""
    assert is_password(text)


def test_telephone_number_has_10_or_11_digits() -> None:
    assert (False, True) == (is_phone("0" * 9), is_phone("0" * 10))
    assert (True, False) == (is_phone("0" * 11), is_phone("0" * 12))


@pytest.mark.parametrize(
    "text", ["03-1234-5678", "０９０００００００１", "0900000000a", " 0900000000"]
)
def test_telephone_number_is_half_width_digits_only(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize(
    "text",
    ["045-000-0003", "045 000 0003", "045ー000ー0003", "０４５－０００－０００３", "045‐000‐0003"],
)
def test_telephone_number_can_be_stripped(text: str) -> None:
    """Q27: the other answer."""
    assert "0450000003" == fold_phone(text)


@pytest.mark.parametrize("text", ["2000000001", "A1B2C3D4E5F1", "A", "0"])
def test_payment_fact_is_digits_and_capitals(text: str) -> None:
    assert is_payment_fact(text)


@pytest.mark.parametrize("text", ["", "a1b2", "A1-B2", "A1:B2", "Ａ１", "A1 B2", "ア"])
def test_payment_fact_is_nothing_else(text: str) -> None:
    assert not is_payment_fact(text)


def test_last_digits_are_four() -> None:
    assert (False, True, False) == tuple(is_last_digits("1" * chars) for chars in (3, 4, 5))


@pytest.mark.parametrize("text", ["100A", "100１", "１００１", "10 1", "-100"])
def test_last_digits_are_half_width_digits_only(text: str) -> None:
    assert not is_last_digits(text)


def test_answer_has_at_most_50_characters() -> None:
    assert (True, False) == (is_answer("あ" * 50), is_answer("あ" * 51))


@pytest.mark.parametrize("symbol", [*string.punctuation, *"｡｢｣､･"])
def test_answer_takes_no_half_width_symbol(symbol: str) -> None:
    assert not is_answer(f"ぽ{symbol}ち")


@pytest.mark.parametrize(
    "answer", ["ぽち", "ﾎﾟﾁ", "ポチー", "ﾎﾟﾁｰ", "ぽち！", "Pochi 2", "ぽち　二世"]
)
def test_answer_takes_kana_letters_spaces_and_full_width_symbols(answer: str) -> None:
    assert is_answer(answer)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ﾎﾟﾁ", "ポチ"), ("Ｐｏｃｈｉ", "Pochi"), ("　ぽち ", "ぽち"), ("ぽち２", "ぽち2")],
)
def test_answer_is_the_same_in_another_width_and_with_outer_spaces(one: str, other: str) -> None:
    assert fold_answer(other) == fold_answer(one)


@pytest.mark.parametrize(
    ("one", "other"), [("ぽち", "ポチ"), ("pochi", "Pochi"), ("ぽ ち", "ぽち")]
)
def test_answer_tells_kana_case_and_inner_spaces_apart(one: str, other: str) -> None:
    assert fold_answer(other) != fold_answer(one)


def test_code_has_6_digits() -> None:
    assert (False, True, False) == tuple(is_code("0" * digits) for digits in (5, 6, 7))


@pytest.mark.parametrize("typed", ["００１２３４", " 001234", "001234　", "００１２34"])
def test_code_is_compared_in_half_width_without_outer_spaces(typed: str) -> None:
    assert is_code(typed)
    assert "001234" == fold_code(typed)


@pytest.mark.parametrize(
    "typed", ["001-34", "00 234", "00123a", "一二三四五六", "", "001234!", "-01234"]
)
def test_code_is_digits_only(typed: str) -> None:
    assert not is_code(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ID、またはパスワードをお忘れですか？", "ID.またはパスワードをお忘れですか?"),
        ("ご契約者氏名 (カナ)", "ご契約者氏名（カナ）"),
        ("合言葉登録", "合言葉 登録"),
        ("認証コード入力", "認証コード　入力"),
    ],
)
def test_label_is_the_same_in_all_its_spellings(one: str, other: str) -> None:
    """Q14: the spellings that vary between the two documents, and within the manual."""
    assert fold_label(other) == fold_label(one)


def test_labels_that_differ_in_a_word_are_told_apart() -> None:
    assert fold_label("合言葉登録") != fold_label("合言葉入力")


@pytest.mark.parametrize(
    ("address", "masked"),
    [("hanako.contact@example.com", "ha***@example.com"), ("abc@example.jp", "ab***@example.jp")],
)
def test_contact_is_partly_hidden(address: str, masked: str) -> None:
    """Q07."""
    assert masked == mask_address(address)


@pytest.mark.parametrize("local", ["a", "ab"])
def test_short_contact_is_partly_hidden_too(local: str) -> None:
    """Q07: whoever sees the page must not read the whole address off it."""
    assert not mask_address(f"{local}@example.jp").startswith(local)
