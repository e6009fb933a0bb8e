"""All mutants together: each has a name of its own, a rule, words, and at most one reason."""

from collections import Counter

from itsid_sim.mutate.catalogue import mutants
from itsid_sim.mutate.reasons import reasons, unknown
from itsid_sim.report.breaking import OF_A_ROW, WORDS, said
from itsid_sim.rules.catalogue import RULES

MUTANTS = mutants()


def test_ids_are_the_same_each_time() -> None:
    assert list(MUTANTS) == list(mutants())


def test_an_id_begins_with_its_rule_and_ends_in_its_operator() -> None:
    odd = [
        id_
        for id_, one in MUTANTS.items()
        if not (id_.startswith(f"{one.rule}/") and one.operator in id_)
    ]

    assert [] == odd


def test_every_rule_that_a_screen_can_break_is_broken() -> None:
    """What is asked of people (policy) no screen can break."""
    enforceable = {rule.id for rule in RULES.values() if rule.kind != "policy"}

    assert enforceable == {one.rule for one in MUTANTS.values()}


def test_a_boundary_is_broken_on_both_sides() -> None:
    valid = {id_ for id_ in MUTANTS if id_.startswith("CODE-03/valid-")}

    assert {
        "CODE-03/valid-1s-later",
        "CODE-03/valid-1s-earlier",
        "CODE-03/valid-1m-later",
        "CODE-03/valid-1m-earlier",
        "CODE-03/valid-never",
        "CODE-03/valid-from-arrival",
    } == valid


def test_every_operator_has_words_and_every_word_an_operator() -> None:
    assert {one.operator for one in MUTANTS.values()} == WORDS.keys() | OF_A_ROW.keys()


def test_no_two_mutants_of_a_rule_are_told_alike() -> None:
    """Rows of a button that are told alike in the chart are told alike here too."""
    told = Counter((one.rule, one.row, said(one.operator, one.about)) for one in MUTANTS.values())
    alike = [words for words, times in told.items() if times > 1]

    assert [] == [one for one in alike if one[0] not in {"REG-17", "PHRASE-04", "CODE-02"}]


def test_an_operator_of_another_version_is_told_as_it_is_called() -> None:
    assert "turned-inside-out a b" == said("turned-inside-out", ("a", "b"))


def test_reasons_are_about_mutants_that_there_are() -> None:
    assert [] == unknown(MUTANTS)


def test_a_mutant_has_one_reason_at_most() -> None:
    times = Counter(id_ for one in reasons() for id_ in one.mutants)

    assert [] == [id_ for id_, count in times.items() if count > 1]
    assert all(one.reason.endswith("。") for one in reasons())
