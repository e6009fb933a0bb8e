"""Answers to open questions that are not heeded, for each rule that rests on them."""

from collections.abc import Iterator, Mapping

from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import instead
from itsid_sim.rules import settings
from itsid_sim.rules.alternatives import IN_FORCE
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.settings import Settings


def answer_mutants() -> Iterator[Mutant]:
    """Every rule with every answer that it rests on and that can be chosen, taken for settled."""
    for rule in RULES.values():
        for question in rule.assumes:
            if question in IN_FORCE:
                yield mutant(rule, "answer-ignored", question, change=_unheeded(question))


def _unheeded(question: str) -> Change:
    """Whatever is asked for, the answer in force is taken."""
    settings_from = settings.settings_from

    def settled(answers: Mapping[str, object]) -> Settings:
        return settings_from({key: value for key, value in answers.items() if key != question})

    return instead(settings_from, settled)
