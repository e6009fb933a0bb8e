"""The documented numbers and alphabets, each once. Changing a rule is changing its line here."""

import string

MINUTE_S = 60

# REG-18: the registration URL counts from the moment the registration was received.
REGISTRATION_VALID_S = 30 * MINUTE_S
# PHRASE-05: the confirmation URL counts from the moment the secret question was set.
PHRASE_VALID_S = 30 * MINUTE_S
# CODE-03: the code counts from the moment it was issued.
CODE_VALID_S = 30 * MINUTE_S
VALID_S = {
    "registration": REGISTRATION_VALID_S,
    "phrase": PHRASE_VALID_S,
    "code": CODE_VALID_S,
}

# REG-13
ITSCOM_ID_CHARS_MIN = 4
ITSCOM_ID_CHARS_MAX = 100
ITSCOM_ID_ALPHABET = frozenset(string.ascii_letters + string.digits + "@_-.")
# REG-14 and CODE-07
PASSWORD_CHARS_MIN = 6
PASSWORD_CHARS_MAX = 32
PASSWORD_SYMBOLS = "%+./:=@^_-"
PASSWORD_ALPHABET = frozenset(string.ascii_letters + string.digits + PASSWORD_SYMBOLS)
# REG-06
PAYMENT_ALPHABET = frozenset(string.ascii_uppercase + string.digits)
LAST_DIGITS = 4
# Q27: a Japanese telephone number without its hyphens.
PHONE_DIGITS_MIN = 10
PHONE_DIGITS_MAX = 11
# CODE-02 and Q35
CODE_DIGITS = 6
# Q13
ANSWER_CHARS_MAX = 50
# RFC 5321, 4.5.3.1.3, without the angle brackets.
MAIL_ADDRESS_CHARS_MAX = 254
# No field takes more; what follows is not looked at.
FIELD_CHARS_MAX = 256
# Nor does what is written in several lines: an inquiry, a mail.
TEXT_CHARS_MAX = 2000
# Q15: what is left of letters and digits without those that look alike.
REISSUED_ALPHABET = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
