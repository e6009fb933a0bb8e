"""Findings: what the documents say, what would be better, and who asks for it."""

import re

import pytest

from itsid_sim.rules.findings import FINDINGS
from itsid_sim.rules.rule import Finding

CLAUSE = re.compile(
    r"OWASP ASVS 5\.0\.0 [1-9]\d*\.[1-9]\d*\.[1-9]\d*|OWASP Forgot Password Cheat Sheet"
)
# Read in the tag v5.0.0_release of OWASP/ASVS and in the sheet on 2026-11-23.
CLAUSES = {
    "F01": "OWASP ASVS 5.0.0 11.5.1",
    "F02": "OWASP ASVS 5.0.0 6.4.2",
    "F04": "OWASP ASVS 5.0.0 6.3.7",
    "F08": "OWASP Forgot Password Cheat Sheet",
    "F09": "OWASP ASVS 5.0.0 6.3.8",
}

each = pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.id)


@each
def test_documented_and_recommended_are_both_told_and_differ(finding: Finding) -> None:
    """Neither stands for the other."""
    assert finding.documented.strip()
    assert finding.recommended.strip()
    assert finding.documented != finding.recommended


@each
def test_a_clause_is_named_with_what_it_says_or_not_at_all(finding: Finding) -> None:
    """With its version, for numbers move between versions."""
    assert bool(finding.clause) == bool(finding.clause_says)
    assert not finding.clause or CLAUSE.fullmatch(finding.clause)


def test_clauses_are_those_that_have_been_read() -> None:
    """A number that nobody has looked up does not come in unseen."""
    assert CLAUSES == {one.id: one.clause for one in FINDINGS if one.clause}
