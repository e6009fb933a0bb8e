"""Every rule is proven by a scenario of its own; those that take a real browser are listed."""

from collections import defaultdict

from behave.runner_util import collect_feature_locations, parse_features

from itsid_sim.adapters.specification import FEATURES
from itsid_sim.drivers.behave_hooks import NEEDS_BROWSER
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.questions import QUESTIONS

CAPABILITIES = {NEEDS_BROWSER}
# What only a real browser can show.
BROWSER_ONLY = ["LOGIN-03"]


def tags() -> dict[str, list[set[str]]]:
    """The tags of each scenario in which a tag stands."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for feature in parse_features(collect_feature_locations([str(FEATURES)])):
        for scenario in feature.walk_scenarios():
            together = {str(tag) for tag in scenario.effective_tags}
            for tag in together:
                found[tag].append(together)
    return found


TAGS = tags()


def test_every_rule_that_a_screen_can_show_has_a_scenario() -> None:
    enforceable = {rule.id for rule in RULES.values() if rule.kind != "policy"}

    assert set() == enforceable - TAGS.keys()


def test_only_the_rules_of_the_list_take_a_browser() -> None:
    taking = [
        id_ for id_ in RULES if id_ in TAGS and all(NEEDS_BROWSER in one for one in TAGS[id_])
    ]

    assert BROWSER_ONLY == sorted(taking)


def test_every_tag_is_a_rule_a_question_or_a_capability() -> None:
    known = RULES.keys() | {question.id for question in QUESTIONS} | CAPABILITIES

    assert set() == TAGS.keys() - known


def test_every_adjustable_answer_has_a_scenario() -> None:
    adjustable = {question.id for question in QUESTIONS if question.setting}

    assert set() == adjustable - TAGS.keys()
