"""What counts as the same text, and which texts a field takes. Pure functions of strings."""

import re
import unicodedata
from functools import lru_cache

from itsid_sim.rules import limits

WIDE_VOICED = str.maketrans(
    {
        "\N{KATAKANA-HIRAGANA VOICED SOUND MARK}": "\u3099",
        "\N{KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}": "\u309a",
    }
)
HIRAGANA = (*range(0x3041, 0x3096 + 1), 0x309D, 0x309E)
TO_KATAKANA = {code: code + 0x60 for code in HIRAGANA}
# ASCII symbols, and the punctuation among half-width kana (Q13).
HALF_WIDTH_SYMBOLS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\uff61\uff62\uff63\uff64\uff65")
ADDRESS_PARTS = re.compile(r"[^@]+@[^@]+")
# What may stand between the angle brackets of a mail's envelope (RFC 5322, without quoting).
MAIL_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(\.[\w-]+)*", re.ASCII)
STRICT_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)*@[\w-]+(\.[\w-]+)+", re.ASCII)


def fold_kana(text: str) -> str:
    """A name in kana as it is compared (REG-03, Q27): full width, katakana, without spaces."""
    wide = unicodedata.normalize("NFKC", text.translate(WIDE_VOICED))
    katakana = "".join(wide.split()).translate(TO_KATAKANA)
    return unicodedata.normalize("NFC", katakana)


def fold_id(login_id: str) -> str:
    """An iTSCOM ID as it is compared: upper and lower case are the same (Q12)."""
    return login_id.lower()


def fold_answer(text: str) -> str:
    """The answer to a secret question as it is compared (Q13)."""
    return unicodedata.normalize("NFKC", text).strip()


def fold_code(text: str) -> str:
    """An authentication code as it is compared (Q35): half-width digits without outer spaces."""
    return unicodedata.normalize("NFKC", text).strip()


def fold_phone(text: str) -> str:
    """A telephone number without its hyphens and in half width (Q27, answer "strip")."""
    return re.sub(r"[-\u2010-\u2015\u2212\u30fc\s]", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def fold_label(text: str) -> str:
    """A label as it is compared: without width, spaces, commas and full stops (Q14)."""
    return re.sub("[\\s,.\u3001\u3002]", "", unicodedata.normalize("NFKC", text))


def is_itscom_id(text: str, *, strict: bool = False) -> bool:
    """Whether the text has the form of an iTSCOM ID (REG-13, Q18)."""
    if not limits.ITSCOM_ID_CHARS_MIN <= len(text) <= limits.ITSCOM_ID_CHARS_MAX:
        return False
    form = STRICT_ADDRESS if strict else ADDRESS_PARTS
    return limits.ITSCOM_ID_ALPHABET.issuperset(text) and form.fullmatch(text) is not None


def is_mail_address(text: str) -> bool:
    """Whether a mail can be sent there; wider than what an iTSCOM ID may be (F03)."""
    return len(text) <= limits.MAIL_ADDRESS_CHARS_MAX and MAIL_ADDRESS.fullmatch(text) is not None


def is_password(text: str) -> bool:
    """Whether the text may be a password (REG-14)."""
    return limits.PASSWORD_CHARS_MIN <= len(
        text
    ) <= limits.PASSWORD_CHARS_MAX and limits.PASSWORD_ALPHABET.issuperset(text)


def is_phone(text: str) -> bool:
    """Whether the text is a telephone number as the form asks for it (REG-04, Q27)."""
    return (
        limits.PHONE_DIGITS_MIN <= len(text) <= limits.PHONE_DIGITS_MAX
        and text.isascii()
        and text.isdigit()
    )


def is_payment_fact(text: str) -> bool:
    """Whether the text may be a customer number or the id of a set-top box (REG-06)."""
    return bool(text) and limits.PAYMENT_ALPHABET.issuperset(text)


def is_last_digits(text: str) -> bool:
    """Whether the text may be the last digits of an account or a card (REG-06)."""
    return len(text) == limits.LAST_DIGITS and text.isascii() and text.isdigit()


def is_answer(text: str) -> bool:
    """Whether the text may be the answer to a secret question (PHRASE-02, Q13)."""
    return len(text) <= limits.ANSWER_CHARS_MAX and HALF_WIDTH_SYMBOLS.isdisjoint(text)


def is_code(text: str) -> bool:
    """Whether the text has the form of a code (CODE-05, Q35); symbols and lengths are refused."""
    folded = fold_code(text)
    return len(folded) == limits.CODE_DIGITS and folded.isascii() and folded.isdigit()


def mask_address(address: str) -> str:
    """An address with most of its local part hidden (Q07)."""
    local, _, domain = address.partition("@")
    return f"{local[: min(2, len(local) - 1)]}***@{domain}"
