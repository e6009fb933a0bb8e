"""What a run says of each rule."""

import pytest

from itsid_sim.drivers.record import Status
from itsid_sim.report.verdicts import IN_JAPANESE, Verdict, Word, chapters
from itsid_sim.rules.catalogue import CHAPTERS, RULES
from tests.report.records import record, scenario

CHECKABLE = "CODE-03"
POLICY = next(rule.id for rule in RULES.values() if rule.kind == "policy")


def verdict_on(rule: str, *statuses: Status, whole: bool = True) -> Verdict:
    """The verdict on a rule to which scenarios that ended like this are tagged."""
    run = record(*(scenario(status, "Q01", rule) for status in statuses), whole=whole)
    return next(
        verdict
        for chapter in chapters(run)
        for verdict in chapter.verdicts
        if verdict.rule.id == rule
    )


@pytest.mark.parametrize(
    ("rule", "statuses", "word"),
    [
        (CHECKABLE, ("passed",), "proven"),
        (CHECKABLE, ("passed", "passed"), "proven"),
        (CHECKABLE, ("passed", "waiting"), "partly"),
        (CHECKABLE, ("failed",), "broken"),
        (CHECKABLE, ("passed", "failed"), "broken"),
        (CHECKABLE, ("failed", "waiting"), "broken"),
        (CHECKABLE, ("waiting",), "waiting"),
        (CHECKABLE, ("waiting", "skipped"), "waiting"),
        (CHECKABLE, ("skipped",), "unproven"),
        (CHECKABLE, (), "unproven"),
        (POLICY, (), "policy"),
        (POLICY, ("skipped",), "policy"),
        (POLICY, ("passed",), "proven"),
        (POLICY, ("failed",), "broken"),
    ],
)
def test_the_scenarios_of_a_rule_decide_its_verdict(
    rule: str, statuses: tuple[Status, ...], word: Word
) -> None:
    verdict = verdict_on(rule, *statuses)

    assert (word, list(statuses)) == (verdict.word, [s.status for s in verdict.scenarios])


@pytest.mark.parametrize(
    ("rule", "statuses", "word"),
    [
        (CHECKABLE, (), "unasked"),
        (CHECKABLE, ("skipped",), "unasked"),
        (CHECKABLE, ("passed",), "proven"),
        (CHECKABLE, ("failed",), "broken"),
        (CHECKABLE, ("waiting",), "waiting"),
        (POLICY, (), "policy"),
    ],
)
def test_a_run_of_some_scenarios_calls_no_rule_unproven(
    rule: str, statuses: tuple[Status, ...], word: Word
) -> None:
    verdict = verdict_on(rule, *statuses, whole=False)

    assert word == verdict.word


def test_a_scenario_speaks_for_each_of_its_tags_and_for_no_other_rule() -> None:
    run = record(scenario("passed", "CODE-03", "CODE-04", "CODE-05x", "code-06"))

    proven = [
        verdict.rule.id
        for chapter in chapters(run)
        for verdict in chapter.verdicts
        if verdict.word == "proven"
    ]

    assert ["CODE-03", "CODE-04"] == proven


def test_every_rule_has_a_verdict_in_the_manuals_order() -> None:
    told = chapters(record())

    assert [chapter.title for chapter in CHAPTERS] == [chapter.chapter.title for chapter in told]
    assert list(RULES) == [verdict.rule.id for chapter in told for verdict in chapter.verdicts]


def test_a_chapter_counts_its_verdicts() -> None:
    run = record(scenario("passed", "CODE-03"), scenario("failed", "CODE-04"))

    counts = [(word, sum(chapter.count(word) for chapter in chapters(run))) for word in IN_JAPANESE]

    assert [("proven", 1), ("broken", 1)] == [
        (word, n) for word, n in counts if word in {"proven", "broken"}
    ]
    assert len(RULES) == sum(n for _, n in counts)
