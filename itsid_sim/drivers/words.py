"""Words of scenarios that need the rules to be understood: answers, outcomes, moments."""

import re
from collections.abc import Iterable
from datetime import datetime

from behave.runner import Context

from itsid_sim.core.moment import JST
from itsid_sim.core.text import fold_label
from itsid_sim.drivers.evidence import masked_lines
from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.seen import Seen, the_one
from itsid_sim.drivers.stage import Received
from itsid_sim.procedures.timeline import seconds_in
from itsid_sim.rules import labels, outcomes
from itsid_sim.rules.answers import answer_in_words

__all__ = [
    "JST",
    "answer_in_words",
    "are_in_one_sentence",
    "check",
    "check_letter",
    "is_notice_outcome",
    "is_partly_hidden",
    "is_screen_outcome",
    "ready_at",
    "seconds_in",
    "title_of_outcome",
    "walker",
]


def walker(context: Context, who: str) -> Walker:
    """The person with driver and stage at hand."""
    return Walker(context.driver, context.stage, who)


class Otherwise(AssertionError):
    """The page is another than it should be; `title` is that of the expected one, if one was."""

    def __init__(self, message: str, title: str) -> None:
        super().__init__(message)
        self.title = title


def check(
    holds: bool,  # noqa: FBT001 - it reads as a sentence
    seen: Seen,
    expected: str,
    title: str = "",
) -> None:
    """Fail with what was expected beside what is on the screen, less what no report may tell.

    `title` is that of the page that was expected, if another was.
    """
    if holds:
        return
    notices = (f"[{notice.field}] {notice.text}" for notice in seen.notices)
    raise Otherwise(
        outcomes.OTHERWISE.format(
            expected=expected,
            title=seen.title,
            fields=_listed(field.label for field in seen.fields),
            buttons=_listed(seen.buttons),
            lines=_listed(masked_lines(seen)),
            notices=_listed(notices),
        ),
        title,
    )


def check_letter(
    holds: bool,  # noqa: FBT001 - it reads as a sentence
    letter: Received,
    expected: str,
) -> None:
    """Fail with what a letter should say beside what it says, its code and URL masked."""
    if not holds:
        raise AssertionError(outcomes.NOT_IN_LETTER.format(expected=expected, text=letter.masked))


def _listed(words: Iterable[str]) -> str:
    return " / ".join(words) or "-"


def is_screen_outcome(seen: Seen, outcome: str) -> bool:
    """Whether a page is the screen of an outcome."""
    return seen.is_titled(title_of_outcome(outcome))


def title_of_outcome(outcome: str) -> str:
    """The title of the screen that is an outcome."""
    return outcomes.SCREENS[the_one("outcome", outcome, outcomes.SCREENS, "rules/outcomes")]


def is_notice_outcome(seen: Seen, outcome: str) -> bool:
    """Whether the notice of an outcome stands above the form."""
    name = the_one("outcome", outcome, outcomes.NOTICES, "rules/outcomes")
    above = [notice.text for notice in seen.notices if not notice.field]
    return outcomes.NOTICES[name] in above


def are_in_one_sentence(parts: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether one sentence of these texts holds all the parts, apart from width and spaces."""
    wanted = [fold_label(part) for part in parts]
    sentences = (fold_label(one) for text in texts for one in re.split("。|\n\n", text))
    return any(all(part in sentence for part in wanted) for sentence in sentences)


def is_partly_hidden(shown: str, address: str) -> bool:
    """Whether this is an address of which a part, and only a part, is hidden by marks."""
    head, *_, tail = re.split(r"[*＊●…]+", shown) * 2
    is_hidden = shown != address and bool(head) and bool(tail)
    return is_hidden and address.startswith(head) and address.endswith(tail)


def ready_at(context: Context, who: str) -> datetime:
    """When the preparation of somebody's contract ends."""
    ready = Walker(context.driver, context.stage, who).fact(labels.READY_FACT)
    return datetime.fromisoformat(ready)
