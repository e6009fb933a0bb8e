"""The cast: the file of the project loads, and every mistake in a file is named by its place."""

from pathlib import Path

import pytest

from itsid_sim.adapters.fixture_files import BadFixture, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.core.digest import quick_digest

GOOD = """
[[contracts]]
id = "taro"
name = "逸 太郎"
kana = "イツ タロウ"
phone = "09000000001"
customer_no = "2000000001"
bank_last4 = "1001"
branch = "B"
ready_from = 2026-06-15T09:00:00+09:00

[contracts.account]
itscom_id = "taro@example.jp"
password = "Taro.pass1"
contact = "taro@example.com"

[[contracts]]
id = "hanako"
name = "渋谷 花子"
kana = "シブヤ ハナコ"
phone = "09000000002"
customer_no = "2000000002"
account = { itscom_id = "hanako@example.jp", password = "Hanako2", contact = "hanako@example.jp" }

[[people]]
name = "太郎"
role = "契約者"
contract = "taro"
new_id = "taro.new@example.com"
new_password = "Taro^new=1"

[[people]]
name = "花子"
role = "契約者"
contract = "hanako"
new_id = "hanako.new@example.com"
new_password = "Hanako^new2"
"""
TARO, PERSON = "[1] 逸 太郎", "[1] 太郎"

# What is written instead of what, and what the message must name: entry, field, found, expected.
MISTAKES = {
    "a field left out": ('phone = "09000000001"\n', "", (TARO, "phone", "required")),
    "an unknown field": ("kana = ", 'kena = "x"\nkana = ', (TARO, "kena", "'x'", "not permitted")),
    "a number for a text": ('"09000000001"', "9000000001", (TARO, "phone", "9000000001", "string")),
    "a phone with hyphens": ("09000000001", "090-0000-0001", (TARO, "phone", "'090-0000-0001'")),
    "a phone too short": ("09000000001", "090000000", (TARO, "phone", "'090000000'", "10")),
    "a phone in full width": ("09000000001", "０９０００００００１", (TARO, "phone")),
    "three last digits": ('"1001"', '"101"', (TARO, "bank_last4", "'101'", "4")),
    "last digits in full width": ('"1001"', '"１００１"', (TARO, "bank_last4")),
    "a small letter in a number": ("2000000001", "200000000a", (TARO, "customer_no", "A-Z")),
    "an unknown branch": ('branch = "B"', 'branch = "C"', (TARO, "branch", "'C'", "'A' or 'B'")),
    "a time without a zone": ("+09:00", "", (TARO, "ready_from", "2026", "timezone")),
    "an empty name": ('"逸 太郎"', '""', ("[1]", "name", "''", "1 character")),
    "an account in part": ('password = "Taro.pass1"\n', "", (TARO, "account", "password")),
    "an ID that is no address": ('"taro@example.jp"', '"taro"', (TARO, "itscom_id", "'taro'")),
    "a password too short": ("Taro.pass1", "Taro1", (TARO, "password", "'Taro1'", "REG-14")),
    "a contact that is no address": ("taro@example.com", "太郎", (TARO, "contact", "'太郎'")),
    "an ID twice, apart from case": (
        "hanako@example.jp",
        "TARO@example.jp",
        ("itscom_id", "taro@"),
    ),
    "a contract twice": ('id = "hanako"', 'id = "taro"', ("contracts", "id", "'taro'", "twice")),
    "a customer number twice": ("2000000002", "2000000001", ("customer_no", "2000000001", "twice")),
    "a person twice": ('name = "花子"', 'name = "太郎"', ("people", "name", "'太郎'", "twice")),
    "a person of no contract": (
        'contract = "hanako"',
        'contract = "hanaco"',
        ("people", "花子", "contract", "'hanaco'", "not in contracts"),
    ),
    "a new ID that is no address": ("taro.new@example.com", "taro", (PERSON, "new_id", "'taro'")),
    "a new password too short": ("Taro^new=1", "x", (PERSON, "new_password", "'x'")),
    "no people": ("[[people]]", "[[persons]]", ("people", "required", "persons", "not permitted")),
    "a text for a list": (
        GOOD,
        'contracts = "none"\npeople = []',
        ("contracts", "'none'", "tuple"),
    ),
    "not TOML": ('id = "taro"', "id = ", ("not TOML", "line 3")),
}


def cast_file(folder: Path, content: bytes) -> Path:
    """A cast with this content."""
    path = folder / "cast.toml"
    path.write_bytes(content)
    return path


def fault_of(path: Path) -> str:
    """What is said about a file that cannot be used."""
    with pytest.raises(BadFixture) as fault:
        read_cast(path)
    return str(fault.value)


def test_the_cast_of_the_project_loads() -> None:
    cast = read_cast(ROOT / "fixtures" / "cast.toml")

    assert {"太郎", "花子", "次郎", "三郎", "しおり"} <= {person.name for person in cast.people}


def test_a_good_cast_is_read_as_written(tmp_path: Path) -> None:
    cast = read_cast(cast_file(tmp_path, GOOD.encode()))

    taro = cast.contracts[0].value()
    account = cast.contracts[0].account_value(quick_digest)

    assert ("taro", "逸 太郎", "09000000001", 1781481600) == (
        taro.id,
        taro.name,
        taro.phone,
        taro.ready_from,
    )
    assert account is not None
    assert ("taro@example.jp", "taro@example.com") == (account.login_id, account.contact)


def test_passwords_are_digested_each_under_a_salt_of_its_own(tmp_path: Path) -> None:
    same = GOOD.replace("Hanako2", "Taro.pass1").encode()
    cast = read_cast(cast_file(tmp_path, same))

    accounts = [contract.account_value(quick_digest) for contract in cast.contracts]

    digests = {account.password for account in accounts if account is not None}
    assert 2 == len(digests - {"Taro.pass1"})


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_file_and_place(tmp_path: Path, mistake: str) -> None:
    right, wrong, named = MISTAKES[mistake]
    path = cast_file(tmp_path, GOOD.replace(right, wrong).encode())

    fault = fault_of(path)

    assert [] == [word for word in (str(path), *named) if word not in fault]


def test_every_mistake_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    bad = GOOD.replace("09000000001", "1").replace('branch = "B"', 'branch = "C"')

    fault = fault_of(cast_file(tmp_path, bad.encode()))

    assert 2 == len(fault.splitlines())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "nowhere.toml")

    assert f"{tmp_path / 'nowhere.toml'}: not found" in fault


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = cast_file(tmp_path, GOOD.encode("shift_jis"))

    fault = fault_of(path)

    assert str(path) in fault
    assert "UTF-8" in fault.upper()


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    fault = fault_of(tmp_path)

    assert str(tmp_path) in fault
