"""As many more customers as wanted, invented by Faker: the same for the same seed."""

from collections.abc import Iterator

from faker import Faker

from itsid_sim.adapters.fixture_files import AccountEntry, ContractEntry

DIGITS_AND_CAPITALS = "0123456789ABCDEF"


def more_contracts(count: int, seed: int) -> Iterator[ContractEntry]:
    """So many contracts with accounts, none of which shares a number or an ID with another."""
    fake = Faker("ja_JP")
    fake.seed_instance(seed)
    for number in range(count):
        yield _contract(fake, number)


def _contract(fake: Faker, number: int) -> ContractEntry:
    last, first = fake.last_name_pair(), fake.first_name_pair()
    romaji = f"{first[2]}.{last[2]}{number}".lower()
    address = f"{romaji}@{fake.safe_domain_name()}"
    return ContractEntry(
        id=f"fake-{number}",
        name=f"{last[0]} {first[0]}",
        kana=f"{last[1]} {first[1]}",
        phone=f"080{number:08d}",
        customer_no=f"3{number:09d}",
        bank_last4=fake.numerify("####"),
        card_last4=fake.numerify("####"),
        stb_id=fake.lexify("????????????", letters=DIGITS_AND_CAPITALS),
        account=AccountEntry(
            itscom_id=address,
            password=fake.password(length=12, special_chars=False),
            contact=address,
        ),
    )
