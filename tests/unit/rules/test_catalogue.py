"""Rules, questions and findings are those of the catalogue: none lost, added or reworded."""

from pathlib import Path
from types import ModuleType

import pytest
import yaml

from itsid_sim.core.chart import rows
from itsid_sim.procedures import CHART
from itsid_sim.rules import (
    catalogue,
    code,
    findings,
    forgotten,
    help,
    login,
    mail,
    outcomes,
    phrase,
    registration,
    reregistration,
)
from itsid_sim.rules.questions import QUESTIONS, meaning, validity
from itsid_sim.rules.rule import Finding, Question, Rule

CATALOGUE = yaml.safe_load(
    Path(__file__).with_name("requirements.yaml").read_text(encoding="utf-8")
)
REQUIREMENTS = {entry["id"]: entry for entry in CATALOGUE["requirements"]}
MODULES = (code, forgotten, help, login, mail, phrase, registration, reregistration)


def entry_of(rule: Rule) -> dict[str, object]:
    """The rule as the catalogue writes it: `assumes` only where there is something to assume."""
    entry: dict[str, object] = {
        "id": rule.id,
        "source": rule.source,
        "kind": rule.kind,
        "text": rule.text,
    }
    return entry | ({"assumes": list(rule.assumes)} if rule.assumes else {})


def constants(module: ModuleType, kind: type) -> dict[str, object]:
    """The constants of a kind that a module defines, by name."""
    return {name: value for name, value in vars(module).items() if isinstance(value, kind)}


def test_there_are_75_rules_39_questions_and_9_findings() -> None:
    counts = [len(CATALOGUE[part]) for part in ("requirements", "questions", "findings")]

    assert [75, 39, 9] == counts


@pytest.mark.parametrize("rule_id", REQUIREMENTS)
def test_rule_is_that_of_the_catalogue(rule_id: str) -> None:
    rule = catalogue.RULES[rule_id]

    assert REQUIREMENTS[rule_id] == entry_of(rule)


def test_rules_stand_in_the_order_of_the_catalogue() -> None:
    """The report follows this order, and a rule in two chapters would appear twice."""
    listed = [rule.id for chapter in catalogue.CHAPTERS for rule in chapter.rules]

    assert list(REQUIREMENTS) == listed


def test_questions_are_those_of_the_catalogue() -> None:
    questions = [
        {"id": one.id, "text": one.text, "default": one.default, "setting": one.setting}
        for one in QUESTIONS
    ]

    assert CATALOGUE["questions"] == questions


def test_findings_are_those_of_the_catalogue() -> None:
    found = [{"id": one.id, "source": one.source, "text": one.text} for one in findings.FINDINGS]

    assert CATALOGUE["findings"] == found


def test_what_a_rule_assumes_is_an_open_question() -> None:
    known = {question.id for question in QUESTIONS}

    unknown = {
        rule.id: [one for one in rule.assumes if one not in known]
        for rule in catalogue.RULES.values()
        if not known.issuperset(rule.assumes)
    }

    assert {} == unknown


def test_constant_is_named_by_its_id_and_listed() -> None:
    """A constant that no list holds would be cited and yet missing from the report."""
    rules = {name: rule for module in MODULES for name, rule in constants(module, Rule).items()}
    questions = constants(meaning, Question) | constants(validity, Question)

    assert {id_.replace("-", "_"): rule for id_, rule in catalogue.RULES.items()} == rules
    assert {question.id: question for question in QUESTIONS} == questions
    assert {one.id: one for one in findings.FINDINGS} == constants(findings, Finding)


def test_outcomes_are_screens_and_notices_of_the_chart() -> None:
    """A scenario may assert an outcome on any site; here a screen or a notice shows it."""
    said = {case.then.says for _, _, case in rows(CHART) if not case.then.field}

    assert set() == set(outcomes.SCREENS.values()) - set(CHART.screens)
    assert set() == set(outcomes.NOTICES.values()) - said
