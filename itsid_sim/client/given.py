"""What a client gives: contracts with their passwords, which the simulator never tells again."""

from datetime import datetime
from typing import Literal

from itsid_sim.rules.value import Value


class NewAccount(Value, frozen=True):
    """A registered iTSCOM ID."""

    itscom_id: str
    password: str
    contact: str


class NewContract(Value, frozen=True, omit_defaults=True):
    """A customer's contract, with or without an account."""

    id: str
    name: str
    kana: str
    phone: str
    customer_no: str
    bank_last4: str | None = None
    card_last4: str | None = None
    stb_id: str | None = None
    branch: Literal["A", "B"] | None = None
    ready_from: datetime | None = None
    account: NewAccount | None = None
