"""Invented customers: as many as wanted, each of them usable, the same for the same seed."""

from itsid_sim.adapters.faker_cast import more_contracts
from itsid_sim.adapters.fixture_files import Cast, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.core.text import is_last_digits, is_payment_fact, is_phone

MANY = 300
CAST = ROOT / "fixtures" / "cast.toml"


def test_a_seed_foretells_the_customers() -> None:
    first, second = list(more_contracts(20, 7)), list(more_contracts(20, 7))

    assert first == second


def test_more_customers_begin_with_the_fewer() -> None:
    few, more = list(more_contracts(5, 7)), list(more_contracts(20, 7))

    assert few == more[:5]


def test_another_seed_invents_others() -> None:
    one, other = list(more_contracts(20, 7)), list(more_contracts(20, 8))

    assert {contract.name for contract in one} != {contract.name for contract in other}


def test_many_customers_stand_beside_the_cast_without_a_clash() -> None:
    cast = read_cast(CAST)
    invented = tuple(more_contracts(MANY, 1))

    both = Cast(contracts=(*cast.contracts, *invented), people=cast.people)

    assert len(cast.contracts) + MANY == len(both.contracts)


def test_no_invented_phone_is_in_use() -> None:
    taken = {contract.phone for contract in read_cast(CAST).contracts}

    phones = {contract.phone for contract in more_contracts(MANY, 1)}

    assert MANY == len(phones - taken)


def test_what_they_know_can_be_typed_into_the_forms() -> None:
    invented = list(more_contracts(MANY, 1))

    unusable = [
        contract
        for contract in invented
        if not is_phone(contract.phone)
        or not is_payment_fact(contract.customer_no)
        or not is_payment_fact(contract.stb_id)
        or not is_last_digits(contract.bank_last4)
        or not is_last_digits(contract.card_last4)
    ]

    assert [] == unusable


def test_their_mail_goes_to_domains_kept_for_examples() -> None:
    invented = list(more_contracts(MANY, 1))

    domains = {
        contract.account.contact.rpartition("@")[2] for contract in invented if contract.account
    }

    assert domains <= {"example.com", "example.net", "example.org", "example.jp"}
