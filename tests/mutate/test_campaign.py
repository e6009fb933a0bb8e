"""A campaign tries what is not known, keeps what it finds, and is told of a spoilt beginning."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from itsid_sim.drivers.mutants import Tried, read_mutants
from itsid_sim.mutate.campaign import Campaign, CannotMutate, Wish, digest_of, known, wanted
from itsid_sim.mutate.errand import NONE, Errand, How, Verdict, Walk

Given = TypeVar("Given")
Made = TypeVar("Made")

RULE, PROGRAM = "REG-08", "0123"
OWN = Walk("a.feature:1", "準備", (RULE,), (), 0.2, has_failed=False, was_run=True)
SHORT = Walk("a.feature:5", "短い", (RULE,), (), 0.1, has_failed=False, was_run=True)
OTHER = Walk("b.feature:1", "ほか", ("REG-07",), (), 0.1, has_failed=False, was_run=True)
SPOILT = Walk("c.feature:1", "だめ", (), (), 0.1, has_failed=True, was_run=True)
KILLED = Verdict("failed", OWN.place, OWN.name, OWN.tags, ran=1)


class Oracle:
    """Workers who know the verdicts without trying, and remember what they were asked for."""

    def __init__(
        self,
        answer: Callable[[Errand], Verdict] = lambda _: KILLED,
        walks: tuple[Walk, ...] = (OTHER, OWN, SHORT),
    ) -> None:
        self.asked: list[Errand] = []
        self._answer = answer
        self._walks = walks

    @property
    def dashboard(self) -> str:
        return ""

    def close(self) -> None:
        pass

    def results(
        self, task: Callable[[Given], Made], inputs: Iterable[Given]
    ) -> Iterator[tuple[Given, Made]]:
        for one in inputs:
            yield one, self._verdict(one)  # type: ignore[misc]

    def _verdict(self, given: object) -> Verdict:
        assert isinstance(given, Errand)
        if given.mutant == NONE:
            return Verdict(walks=self._walks)
        self.asked.append(given)
        return self._answer(given)


def answering(how: How) -> Callable[[Errand], Verdict]:
    return lambda _: Verdict(how, said="?")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "mutants.json"


def run(
    file: Path, oracle: Oracle, *, program: str = PROGRAM, fresh: bool = False
) -> tuple[Tried, ...]:
    return Campaign(Wish(RULE, fresh), file, program, oracle).run(lambda _: None)


def test_all_of_a_rule_are_tried(file: Path) -> None:
    oracle = Oracle()

    tried = run(file, oracle)

    assert [one.id for one in wanted(Wish(RULE))] == [one.mutant for one in tried]
    assert {("killed", OWN.place, True)} == {(one.outcome, one.place, one.is_own) for one in tried}


def test_the_rules_own_scenarios_come_first_and_the_short_before_the_long(file: Path) -> None:
    oracle = Oracle()

    run(file, oracle)

    assert {(SHORT.place, OWN.place)} == {one.first for one in oracle.asked}


def test_others_that_take_the_broken_row_come_next(file: Path) -> None:
    row = next(one.row for one in wanted(Wish(RULE)) if one.row)
    there = Walk("b.feature:9", "そこ", (), (row,), 0.5, has_failed=False, was_run=True)
    oracle = Oracle(walks=(OTHER, there, OWN))

    run(file, oracle)

    of_row = {one.id for one in wanted(Wish(RULE)) if one.row == row}
    firsts = {one.first for one in oracle.asked if one.mutant in of_row}
    assert {(OWN.place, there.place)} == firsts


def test_what_nobody_notices_has_survived_or_has_its_reason(file: Path) -> None:
    tried = run(file, Oracle(answering("")))

    reasoned = [one.mutant for one in tried if one.outcome == "equivalent"]
    survived = [one for one in tried if one.outcome == "survived"]
    assert ["REG-08/契約者情報 認証/確認/15/swapped"] == reasoned
    assert len(tried) - 1 == len(survived)
    assert {""} == {one.reason for one in survived}


def test_where_a_reason_is_written_down_not_everything_is_run(file: Path) -> None:
    oracle = Oracle(answering(""))

    run(file, oracle)

    some = [one.mutant for one in oracle.asked if not one.then_all]
    assert ["REG-08/契約者情報 認証/確認/15/swapped"] == some


def test_a_reason_does_not_excuse_what_is_noticed(file: Path) -> None:
    assert {"killed"} == {one.outcome for one in run(file, Oracle())}


def test_a_mutant_that_hangs_is_killed(file: Path) -> None:
    tried = run(file, Oracle(answering("timeout")))

    assert {("killed", "timeout")} == {(one.outcome, one.how) for one in tried}


def test_nothing_is_tried_twice(file: Path) -> None:
    first = run(file, Oracle())
    again = Oracle()

    second = run(file, again)

    assert ([], first) == (again.asked, second)


@pytest.mark.parametrize(("program", "fresh"), [("4567", False), (PROGRAM, True)])
def test_another_program_or_a_fresh_start_is_tried_anew(
    file: Path, program: str, *, fresh: bool
) -> None:
    run(file, Oracle())
    again = Oracle()

    run(file, again, program=program, fresh=fresh)

    assert len(wanted(Wish(RULE))) == len(again.asked)


def test_an_interruption_leaves_what_was_found(file: Path) -> None:
    def tiring(errand: Errand) -> Verdict:
        if len(oracle.asked) > 3:
            raise KeyboardInterrupt
        return KILLED

    oracle = Oracle(tiring)
    with pytest.raises(KeyboardInterrupt):
        run(file, oracle)
    kept = known(file, PROGRAM)
    again = Oracle()

    run(file, again)

    assert kept is not None
    assert 3 == len(kept.tried)
    assert len(wanted(Wish(RULE))) - 3 == len(again.asked)


def test_the_file_tells_how_many_there_are_and_of_which_program(file: Path) -> None:
    tried = run(file, Oracle())

    found = read_mutants(file)

    assert found is not None
    assert (digest_of(PROGRAM), tried) == (found.digest, found.tried)
    assert found.of > len(tried)


def test_a_specification_that_fails_by_itself_is_not_tried(file: Path) -> None:
    with pytest.raises(CannotMutate, match=r"c\.feature:1: the specification fails"):
        run(file, Oracle(walks=(OWN, SPOILT)))


def test_a_mutant_that_cannot_be_made_is_told_of(file: Path) -> None:
    with pytest.raises(CannotMutate, match=r"REG-08/.*: it cannot be made: \?"):
        run(file, Oracle(answering("unmade")))


def test_a_rule_that_there_is_not_is_refused() -> None:
    with pytest.raises(CannotMutate, match="--rule REG-99"):
        wanted(Wish("REG-99"))
