"""What letters say, to whom and from whom: each documented thing missing or wrong."""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from itsid_sim.core.chart import Chart
from itsid_sim.core.dice import Dice
from itsid_sim.core.state import Letter, LetterKind
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import instead
from itsid_sim.procedures import letters
from itsid_sim.procedures.letters import FORMS, LetterForm, Mail
from itsid_sim.rules import letters as facts
from itsid_sim.rules.code import CODE_02
from itsid_sim.rules.limits import CODE_DIGITS
from itsid_sim.rules.mail import MAIL_01, MAIL_02, MAIL_03
from itsid_sim.rules.phrase import PHRASE_04
from itsid_sim.rules.registration import REG_17
from itsid_sim.rules.rule import Rule

# Which rule says what stands in a letter of a kind; the others are none of the documents.
SAYS: dict[LetterKind, Rule] = {
    "registration": REG_17,
    "phrase": PHRASE_04,
    "code": CODE_02,
}
# "The sender only sends" in two sentences, and whom to tell; all else says where to ask.
FOOT_RULES = (
    ("\u77e5\u3089\u305b", MAIL_01),
    ("\u914d\u4fe1", MAIL_01),
    ("\u8fd4\u4fe1", MAIL_01),
    ("", MAIL_02),
)
BROUGHT = "123456"
NUMBER = re.compile(r"\d+")

Rewrite = Callable[[Mail], Mail]


def letter_mutants() -> Iterator[Mutant]:
    """Every kind of letter that has a form, with each thing in it missing or wrong."""
    for kind, form in FORMS.items():
        if kind in SAYS:
            yield from _head(kind, form, SAYS[kind])
            yield from _body(kind, form, SAYS[kind])
        yield from _foot(kind, form)
        if form.url_path:
            yield from _address(kind, form)
    yield from _codes()


def _head(kind: LetterKind, form: LetterForm, rule: Rule) -> Iterator[Mutant]:
    told = form.subject
    for operator, rewrite in (
        ("subject-wrong", lambda mail: replace(mail, subject=f"{mail.subject}?")),
        ("sender-wrong", lambda mail: replace(mail, sender=facts.INQUIRY_ADDRESS)),
        ("addressee-dropped", lambda mail: replace(mail, text=mail.text.partition("\n")[2])),
        ("letter-empty", lambda mail: replace(mail, text="")),
    ):
        yield mutant(rule, operator, told, change=_rewritten(kind, rewrite))


def _body(kind: LetterKind, form: LetterForm, rule: Rule) -> Iterator[Mutant]:
    for line in _parts(form.body(BROUGHT)):
        if BROUGHT in line:
            yield mutant(rule, "brought-dropped", form.subject, change=_worded(kind, _without_it))
            continue
        yield _dropped(kind, form, rule, line)
        for found in NUMBER.finditer(line):
            wrong = line[: found.start()] + f"{int(found[0]) + 1}" + line[found.end() :]
            change = _worded(kind, lambda text, _, a=line, b=wrong: text.replace(a, b))  # type: ignore[misc]
            yield mutant(rule, "number-wrong", form.subject, wrong, change=change)


def _foot(kind: LetterKind, form: LetterForm) -> Iterator[Mutant]:
    for line in _parts(letters.FOOT):
        rule = next(rule for words, rule in FOOT_RULES if words in line)
        yield _dropped(kind, form, rule, line)


def _dropped(kind: LetterKind, form: LetterForm, rule: Rule, line: str) -> Mutant:
    change = _rewritten(kind, lambda mail: replace(mail, text=mail.text.replace(line, "")))
    return mutant(rule, "sentence-dropped", form.subject, line, change=change)


def _address(kind: LetterKind, form: LetterForm) -> Iterator[Mutant]:
    path = form.url_path
    for operator, other in (
        ("path-wrong", path.replace("Auth", "auth")),
        ("slash-missing", path.removesuffix("/")),
        ("token-in-the-query", path.replace("<token>/", "?token=<token>")),
    ):
        yield mutant(
            MAIL_03, operator, form.subject, change=_formed(kind, replace(form, url_path=other))
        )


def _codes() -> Iterator[Mutant]:
    draw = Dice.code
    for operator, code in (
        ("code-shorter", lambda dice: draw(dice)[1:]),
        ("code-longer", lambda dice: f"1{draw(dice)}"),
        ("code-of-letters", lambda dice: f"A{draw(dice)[1:]}"),
        ("code-without-noughts", lambda dice: str(int(draw(dice))).ljust(CODE_DIGITS, "1")),
        ("code-always-the-same", lambda _: BROUGHT),
    ):
        yield mutant(CODE_02, operator, change=_drawn("code", code))


def _drawn(name: str, draw: Callable[..., str]) -> Change:
    """The change of what dice give under a name."""

    def changed(chart: Chart) -> Chart:
        setattr(Dice, name, draw)
        return chart

    return changed


def _formed(kind: LetterKind, form: LetterForm) -> Change:
    def changed(chart: Chart) -> Chart:
        FORMS[kind] = form
        return chart

    return changed


def _worded(kind: LetterKind, words: Callable[[str, str], str]) -> Change:
    """The change of a letter's own words, made of the words and of what it brings."""
    form = FORMS[kind]
    return _formed(kind, replace(form, body=lambda brought: words(form.body(brought), brought)))


def _without_it(text: str, brought: str) -> str:
    return text.replace(brought, "")


def _rewritten(kind: LetterKind, rewrite: Rewrite) -> Change:
    """The change of a letter as it is read, and as it is sent."""
    compose = letters.compose

    def recompose(letter: Letter, site: str = facts.SITE) -> Mail:
        mail = compose(letter, site)
        return rewrite(mail) if letter.kind == kind else mail

    return instead(compose, recompose)


def _parts(text: str) -> list[str]:
    """The sentences of a text, and its lines that are none."""
    return [part for line in text.splitlines() for part in re.split("(?<=\u3002)", line) if part]
