"""The people of a cast, each with the facts they know, and when their scenarios begin."""

from datetime import datetime

from itsid_sim.adapters.fixture_files import Cast, ContractEntry, PersonEntry
from itsid_sim.core.moment import JST
from itsid_sim.drivers.stage import Person
from itsid_sim.rules import labels

OPENING = datetime(2026, 6, 1, 10, 0, tzinfo=JST)
ADDITIONAL = (
    ("bank_last4", labels.BANK_LAST4),
    ("card_last4", labels.CARD_LAST4),
    ("stb_id", labels.STB_ID),
)


def people_of(cast: Cast) -> dict[str, Person]:
    """Everybody whom scenarios name."""
    return {entry.name: _person(entry, cast) for entry in cast.people}


def _person(entry: PersonEntry, cast: Cast) -> Person:
    facts = {labels.NEW_ID_FACT: entry.new_id, labels.NEW_PASSWORD_FACT: entry.new_password}
    contract = cast.contract(entry.contract)
    if contract is not None:
        facts |= _contract_facts(contract)
    return Person(entry.name, entry.role, facts)


def _contract_facts(contract: ContractEntry) -> dict[str, str]:
    facts = {
        labels.NAME_FACT: contract.name,
        labels.KANA: contract.kana,
        labels.PHONE: contract.phone,
        labels.CUSTOMER_NO: contract.customer_no,
    }
    for attribute, label in ADDITIONAL:
        if getattr(contract, attribute):
            facts[label] = getattr(contract, attribute)
    if contract.ready_from is not None:
        facts[labels.READY_FACT] = contract.ready_from.isoformat()
    if contract.account is not None:
        facts |= {
            labels.ITSCOM_ID: contract.account.itscom_id,
            labels.PASSWORD: contract.account.password,
            labels.CONTACT_FACT: contract.account.contact,
        }
    return facts
