"""What the control API is given: checked by pydantic before a world hears of it."""

from collections import Counter
from collections.abc import Callable
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from itsid_sim.core.state import Contract
from itsid_sim.core.text import (
    fold_id,
    is_itscom_id,
    is_last_digits,
    is_password,
    is_payment_fact,
    is_phone,
)
from itsid_sim.mail.names import WORLD_NAME
from itsid_sim.rules.limits import FIELD_CHARS_MAX
from itsid_sim.rules.sentences import BAD_ID, BAD_PASSWORD
from itsid_sim.rules.settings import Settings
from itsid_sim.web.control import words

WORLD_ID = f"^{WORLD_NAME}$"
CONTRACTS_MAX = 20_000
ID_CHARS_MAX = 100
SEED_CHARS_MAX = 200
# Whoever stands between client and server may hang up on a question that takes longer.
WAIT_S_MAX = 25


class Given(BaseModel):
    """Base of all bodies: nothing unknown, nothing changed afterwards, nothing guessed."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, strict=True)


def _that(is_right: Callable[[str], bool], expected: str) -> AfterValidator:
    """A check that says what is expected, and never what was found: it may be a secret."""

    def check(text: str) -> str:
        if not is_right(text):
            raise ValueError(f"{expected} is expected")
        return text

    return AfterValidator(check)


Line = _that(str.isprintable, "a text of one line")
Name = Annotated[str, Field(min_length=1, max_length=FIELD_CHARS_MAX), Line]
Address = Annotated[str, _that(is_itscom_id, f"what REG-13 allows: {BAD_ID}")]
LastDigits = Annotated[str, _that(is_last_digits, "a number of four digits")]
PaymentFact = Annotated[
    str, Field(max_length=FIELD_CHARS_MAX), _that(is_payment_fact, "capitals and digits")
]
Moment = Annotated[int, BeforeValidator(words.moment), WithJsonSchema(words.MOMENT_SCHEMA)]
Span = Annotated[int, BeforeValidator(words.span), WithJsonSchema(words.SPAN_SCHEMA)]


class AccountGiven(Given):
    """A registered iTSCOM ID. The password is never told again."""

    itscom_id: Address
    password: Annotated[
        str,
        _that(is_password, f"what REG-14 allows: {BAD_PASSWORD}"),
        Field(json_schema_extra={"writeOnly": True}),
    ]
    contact: Address


class ContractGiven(Given):
    """A customer's contract, with or without a registered iTSCOM ID."""

    id: Annotated[str, Field(min_length=1, max_length=ID_CHARS_MAX), Line]
    name: Name
    kana: Name
    phone: Annotated[str, _that(is_phone, "a telephone number of 10 or 11 digits")]
    customer_no: PaymentFact
    bank_last4: LastDigits | None = None
    card_last4: LastDigits | None = None
    stb_id: PaymentFact | None = None
    branch: Literal["A", "B"] | None = None
    ready_from: Moment | None = None
    account: AccountGiven | None = None

    def value(self) -> Contract:
        """The contract as a world keeps it."""
        return Contract(
            self.id,
            self.name,
            self.kana,
            self.phone,
            self.customer_no,
            self.bank_last4 or "",
            self.card_last4 or "",
            self.stb_id or "",
            self.branch or "",
            ready_from=self.ready_from or 0,
        )


def _settings(answers: object) -> Settings:
    if not isinstance(answers, dict):
        raise ValueError("an object of answers by question is expected")  # noqa: TRY004
    return words.settings(answers)


class WorldGiven(Given):
    """A world to be made. Without contracts it has the people of the fixtures."""

    id: Annotated[str, Field(pattern=WORLD_ID)] | None = None
    seed: Annotated[str, Field(min_length=1, max_length=SEED_CHARS_MAX), Line] | None = None
    now: Moment | None = None
    clock: Literal["frozen", "flowing"] = "frozen"
    settings: Annotated[Settings, PlainValidator(_settings), WithJsonSchema({"type": "object"})] = (
        Field(default_factory=Settings)
    )
    contracts: Annotated[list[ContractGiven], Field(max_length=CONTRACTS_MAX)] | None = None
    keep: Span | None = None

    @model_validator(mode="after")
    def _has_no_doubles(self) -> Self:
        contracts = self.contracts or ()
        accounts = [contract.account for contract in contracts if contract.account]
        _must_differ("id", [contract.id for contract in contracts])
        _must_differ("itscom_id", [fold_id(account.itscom_id) for account in accounts])
        return self


def _must_differ(what: str, values: list[str]) -> None:
    doubles = [value for value, count in Counter(values).items() if count > 1]
    if doubles:
        raise ValueError(f"contracts: {what} {doubles[0]!r} stands there twice")


def _goal(text: object) -> object:
    return text if text == "next" else words.moment(text)


class AdvanceGiven(Given):
    """How far the clock is to move: by a span, or to a time or the next thing that falls due."""

    by: Span | None = None
    to: (
        Annotated[
            int | Literal["next"],
            BeforeValidator(_goal),
            WithJsonSchema({"anyOf": [words.MOMENT_SCHEMA, {"const": "next"}]}),
        ]
        | None
    ) = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.by is None) == (self.to is None):
            raise ValueError("either by or to is expected")
        return self


def whole(text: object) -> object:
    """Digits and nothing else: pydantic would take 1.0 and 1_000 too."""
    if isinstance(text, str) and not (text.isascii() and text.isdigit()):
        raise ValueError("a whole number is expected")
    return text


class ListAsked(BaseModel):
    """Which part of the list of worlds is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: Annotated[int, BeforeValidator(whole), Field(ge=1, le=1000)] = 100
    after: Annotated[str, Field(pattern=WORLD_ID)] | None = None


class LettersAsked(BaseModel):
    """Which letters are asked for: those that fit all that is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: str | None = None
    subject: str | None = None
    kind: Literal["registration", "phrase", "code", "taken", "other"] | None = None


class LetterAwaited(LettersAsked):
    """Which letter is waited for, from which event on, and how long at most in real time."""

    after: Annotated[int, BeforeValidator(whole), Field(ge=0)] = 0
    timeout: Annotated[Span, Field(ge=0, le=WAIT_S_MAX)] = 10
