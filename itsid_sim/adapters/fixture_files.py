"""Contracts and people from TOML files, checked before anything uses them."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from itsid_sim.core.accounts import account_of
from itsid_sim.core.digest import Digest
from itsid_sim.core.state import Account, Contract
from itsid_sim.core.text import fold_id, is_itscom_id, is_password

Digits = Annotated[str, Field(pattern=r"^[0-9]{10,11}$")]
Last4 = Annotated[str, Field(pattern=r"^([0-9]{4})?$")]
PaymentFact = Annotated[str, Field(pattern=r"^[0-9A-Z]*$")]
Name = Annotated[str, Field(min_length=1)]


class BadFixture(ValueError):
    """A fixture file that cannot be used; the message lists every fault and where it stands."""


class Entry(BaseModel):
    """Base of what a fixture file may contain: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class AccountEntry(Entry):
    """A registered iTSCOM ID; the password is written in plain, for people to type."""

    itscom_id: str
    password: str
    contact: str

    @model_validator(mode="after")
    def _keeps_the_limits(self) -> Self:
        if not is_itscom_id(self.itscom_id):
            raise ValueError(f"itscom_id {self.itscom_id!r}: see REG-13 for what an ID may be")
        if not is_password(self.password):
            raise ValueError(f"password {self.password!r}: see REG-14 for what it may be")
        if not is_itscom_id(self.contact):
            raise ValueError(f"contact {self.contact!r}: a mail address is expected")
        return self


class ContractEntry(Entry):
    """A customer's contract, with or without an account."""

    id: Name
    name: Name
    kana: Name
    phone: Digits
    customer_no: PaymentFact
    bank_last4: Last4 = ""
    card_last4: Last4 = ""
    stb_id: PaymentFact = ""
    branch: Literal["", "A", "B"] = ""
    asks_more: bool = False
    ready_from: AwareDatetime | None = None
    account: AccountEntry | None = None

    def value(self) -> Contract:
        """The contract as a world keeps it."""
        ready_from = 0 if self.ready_from is None else int(self.ready_from.timestamp())
        plain = self.model_dump(exclude={"account", "ready_from"})
        return Contract(**plain, ready_from=ready_from)

    def account_value(self, digest: Digest) -> Account | None:
        """The account as a world keeps it, its password digested under a salt of its own."""
        if self.account is None:
            return None
        entry = self.account
        return account_of(digest, self.id, entry.itscom_id, entry.password, entry.contact)


class PersonEntry(Entry):
    """Somebody whom scenarios name, with the ID and password they would choose anew."""

    name: Name
    role: Name
    contract: str = ""
    new_id: str
    new_password: str

    @model_validator(mode="after")
    def _keeps_the_limits(self) -> Self:
        if not is_itscom_id(self.new_id):
            raise ValueError(f"new_id {self.new_id!r}: see REG-13 for what an ID may be")
        if not is_password(self.new_password):
            raise ValueError(f"new_password {self.new_password!r}: see REG-14 for what it may be")
        return self


class Cast(Entry):
    """All contracts of a new world and the people who act in it."""

    contracts: tuple[ContractEntry, ...]
    people: tuple[PersonEntry, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        known = {contract.id for contract in self.contracts}
        faults = [
            f"people: {person.name} has contract {person.contract!r}, which is not in contracts"
            for person in self.people
            if person.contract and person.contract not in known
        ]
        accounts = [contract.account for contract in self.contracts if contract.account]
        faults += _doubles("contracts: id", [contract.id for contract in self.contracts])
        faults += _doubles(
            "contracts: customer_no", [contract.customer_no for contract in self.contracts]
        )
        faults += _doubles("itscom_id", [fold_id(account.itscom_id) for account in accounts])
        faults += _doubles("people: name", [person.name for person in self.people])
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def contract(self, id_: str) -> ContractEntry | None:
        """The contract of this id, if there is one."""
        return next((contract for contract in self.contracts if contract.id == id_), None)


def read_cast(path: Path) -> Cast:
    """The cast in a file. Raises `BadFixture` with file, entry, field and what was expected."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return Cast.model_validate(raw)
    except FileNotFoundError:
        raise BadFixture(f"{path}: not found; it lists the contracts and people") from None
    except OSError as error:
        raise BadFixture(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BadFixture(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadFixture(f"{path}: not TOML: {error}") from None
    except ValidationError as error:
        lines = [f"{path}: {_fault(raw, fault)}" for fault in error.errors()]
        raise BadFixture("\n".join(lines)) from None


def _fault(raw: object, fault: ErrorDetails) -> str:
    """Where in the file, what was found, what was expected."""
    place = []
    for key in fault["loc"]:
        if isinstance(raw, dict):
            raw = raw.get(key)
            place.append(str(key))
        elif isinstance(raw, list) and isinstance(key, int):
            raw = raw[key]
            name = raw.get("name", "") if isinstance(raw, dict) else ""
            place.append(f"[{key + 1}] {name}".rstrip())
    found = "" if isinstance(fault["input"], dict) else f": found {fault['input']!r}"
    return f"{', '.join(place) or 'whole file'}{found}: {fault['msg']}"


def _doubles(what: str, values: list[str]) -> list[str]:
    return [
        f"{what}: {value!r} stands there twice" for value, n in Counter(values).items() if n > 1
    ]
