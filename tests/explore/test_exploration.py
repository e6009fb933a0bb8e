"""The standard configurations close, keep every promise and have the counts that are known."""

import pytest

from itsid_sim.explore.exploration import explored, joined
from itsid_sim.explore.kept import known_counts
from itsid_sim.explore.standard import STANDARD
from itsid_sim.rules import labels, spaces
from tests.explore.spaces_of import CAST, ENOUGH, KNOWN

# The larger ones are explored by `itsid explore`, which compares their counts too.
QUICK = (
    spaces.BY_CODE,
    spaces.UNREADABLE,
    spaces.FEW_CODES,
    spaces.FEW_URLS,
    spaces.FEW_LETTERS,
    spaces.STRANGER_LOGS_IN,
    spaces.STRANGER_REGISTERS,
    spaces.STRANGER_BY_PHRASE,
    spaces.BESIDE,
    spaces.WHOLE_BY_CODE,
)


@pytest.mark.parametrize("name", QUICK)
def test_configuration_closes_with_its_known_counts(name: str) -> None:
    found = explored(KNOWN[name], CAST, ENOUGH)

    assert found.closed
    assert found.broken is None
    assert known_counts()[name] == (found.states, found.transitions)


def test_counts_of_every_standard_configuration_are_known() -> None:
    assert {one.name for one in STANDARD} == known_counts().keys()


def test_exploration_that_is_stopped_is_not_closed() -> None:
    found = explored(KNOWN[spaces.BY_CODE], CAST, 50)

    assert not found.closed
    assert found.broken is None


def test_rows_that_no_way_reaches_are_named() -> None:
    found = joined("", [explored(KNOWN[spaces.BESIDE], CAST, ENOUGH)])

    assert "認証コード入力/次へ/4" in found.unreached
    assert "お問い合わせ/送信/5" not in found.unreached


def test_screens_and_rules_that_no_way_reaches_are_named() -> None:
    found = joined("", [explored(KNOWN[spaces.BESIDE], CAST, ENOUGH)])

    assert {labels.CODE_ENTRY, "CODE-03"} <= set(found.unreached)
    assert {labels.LOGIN, "LOGIN-04", "MAIL-04"}.isdisjoint(found.unreached)
