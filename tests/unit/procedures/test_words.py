"""The words of the chart are documented labels or listed as ours; every rule is cited somewhere."""

from collections.abc import Iterator
from types import ModuleType

import pytest

from itsid_sim.core.chart import rows
from itsid_sim.procedures import CHART, applications, reading, registration, reissue_by_phrase
from itsid_sim.procedures.letters import FORMS
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.catalogue import RULES

# Ours, because the documents give no words for them (Q30, Q37, Q38).
OURS = {
    registration.REFUSE_TERMS,
    *reissue_by_phrase.QUESTIONS[1:],
    *applications.SERVICES,
    *applications.CHANGES,
    reading.CUSTOMER_NO_GUIDE,
    reading.DEVICE_GUIDE,
    "よくあるご質問",
    "アカウントログイン",
}


def constants(module: ModuleType) -> set[str]:
    return {value for name, value in vars(module).items() if name.isupper() and type(value) is str}


def words() -> Iterator[tuple[str, str]]:
    """Every title, field, choice, button and link, with the page that shows it."""
    for screen in CHART.screens.values():
        yield screen.title, screen.title
        for field in screen.fields:
            yield screen.title, field.label
            if isinstance(field.choices, tuple):
                yield from ((screen.title, choice) for choice in field.choices)
        yield from ((screen.title, button) for button in screen.press)
        yield from ((screen.title, link.label) for link in screen.links)
        yield from ((screen.title, link.about) for link in screen.links if link.about)
    for page in CHART.readings.values():
        yield page.path, page.title
        yield from ((page.path, link.label) for link in page.links)


def cited() -> set[str]:
    """The rules that some case, line, field, page or letter cites."""
    rules = [rule for _, _, case in rows(CHART) for rule in case.per]
    for screen in CHART.screens.values():
        rules += [line.per for line in screen.shows]
        rules += [field.per for field in screen.fields if field.per is not None]
    rules += [line.per for page in CHART.readings.values() for line in page.shows]
    rules += [rule for form in FORMS.values() for rule in form.per]
    return {rule.id for rule in rules}


def test_every_word_is_documented_or_listed_as_ours() -> None:
    known = constants(labels) | constants(sentences) | OURS

    assert {} == {word: page for page, word in words() if word not in known}


def test_every_word_listed_as_ours_is_used() -> None:
    assert set() == OURS - {word for _, word in words()}


def test_every_rule_is_cited_but_policies() -> None:
    binding = {rule.id for rule in RULES.values() if rule.kind != "policy"}

    assert set() == binding - cited()


def test_policy_decides_nothing() -> None:
    """A screen may state it, and no case can enforce it."""
    deciding = {rule.kind for _, _, case in rows(CHART) for rule in case.per}

    assert "policy" not in deciding


def test_every_citation_is_of_the_catalogue() -> None:
    assert set() == cited() - set(RULES)


def test_every_notice_is_one_of_our_sentences() -> None:
    """Q38: what is said is in one place, and documented words only where a label serves."""
    said = {case.then.says for _, _, case in rows(CHART)} - {""}

    assert set() == said - constants(sentences) - {labels.QUESTION_UNCHOSEN}


def test_notice_stands_beside_a_field_that_the_screen_has() -> None:
    misplaced = {
        (place, case.then.field)
        for place, _, case in rows(CHART)
        if case.then.field
        and case.then.field not in {field.label for field in CHART.screens[place].fields}
    }

    assert set() == misplaced


@pytest.mark.parametrize("name", ["iTSCOM ID", "シミュレータ"])
def test_name_is_spelled_in_one_way(name: str) -> None:
    """Words of conditions are printed in the tables of the report."""
    texts = [case.when.__doc__ or "" for _, _, case in rows(CHART)]
    texts += [word for _, word in words()]

    misspelled = [text for text in texts if name.lower() in text.lower() and name not in text]

    assert [] == misspelled


def test_condition_says_in_one_line_when_it_holds() -> None:
    docs = {case.when.__doc__ or "" for _, _, case in rows(CHART)}

    assert [] == [doc for doc in docs if "\n" in doc or not doc or doc.endswith("。")]


def test_effects_say_in_japanese_what_they_do() -> None:
    """They stand in the tables beside the conditions."""
    effects = {effect for _, _, case in rows(CHART) for effect in case.then.effects}

    silent = [effect for effect in effects if not any("ぁ" <= c for c in effect.__doc__ or "")]

    assert [] == silent
