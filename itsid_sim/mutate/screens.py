"""What screens show and offer, each thing missing or told wrongly."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from itsid_sim.core.chart import Chart, Field, Line, Link, Reading, Screen
from itsid_sim.mutate.charts import on_reading, on_screen
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.procedures.reading import PATHS
from itsid_sim.rules import labels
from itsid_sim.rules.code import CODE_06
from itsid_sim.rules.forgotten import FORGOT_02
from itsid_sim.rules.help import HELP_01, HELP_03, HELP_04
from itsid_sim.rules.login import LOGIN_02, LOGIN_06, LOGIN_09
from itsid_sim.rules.phrase import PHRASE_03, PHRASE_10
from itsid_sim.rules.registration import REG_05, REG_11, REG_22, REG_23
from itsid_sim.rules.rule import Rule

# Which rule documents the links of a screen; elsewhere it is the one of its first line.
LINKS_PER = {
    labels.LOGIN: LOGIN_02,
    labels.CONTRACTOR: REG_22,
    labels.MORE_FACTS: REG_22,
    labels.TERMS: REG_11,
    labels.FORGOTTEN: FORGOT_02,
    labels.CODE_ENTRY: CODE_06,
    labels.PHRASE_SENT: PHRASE_03,
    labels.SUPPORT_GUIDE: HELP_04,
    labels.MENU_HELP: LOGIN_09,
    labels.INQUIRY: HELP_03,
}
# Which rule documents a link of the guide, if it is another than the guide's own.
LINK_PER = {
    (labels.SUPPORT_GUIDE, labels.WEBMAIL): HELP_01,
    (labels.SUPPORT_GUIDE, labels.INQUIRY): HELP_03,
}
# Which rule documents what stands beside fields, and what they offer.
HINTS_PER = {labels.CONTRACTOR: REG_23}
HINT_PER = {labels.QUESTION: PHRASE_10}
CHOICES_PER = {labels.PAYMENT: REG_05}
# Which rule documents fields that no row refuses.
FIELDS_PER = {
    labels.LOGIN: LOGIN_02,
    labels.PHRASE_SETTING: PHRASE_10,
    labels.PHRASE_ENTRY: PHRASE_10,
}
NUMBER = re.compile(r"\d+")
# Nobody takes these for what they stand for.
MARK, ELSEWHERE = "?", PATHS[labels.BEFORE_USE]

Way = tuple[str, tuple[str, ...], Rule, Change]


def screen_mutants(chart: Chart) -> Iterator[Mutant]:
    """Every screen and page, with each thing on it missing or wrong."""
    for screen in chart.screens.values():
        for operator, about, rule, change in _ways(screen):
            yield mutant(rule, operator, screen.title, *about, change=change)
    for reading in chart.readings.values():
        for operator, about, rule, change in _ways_of_reading(reading):
            yield mutant(rule, operator, reading.title, *about, change=change)


def _ways(screen: Screen) -> Iterator[Way]:
    title = screen.title
    yield "title-misspelt", (), _rule_of(screen), _retitled(title)
    for words, rule, lines in _broken_lines(screen.shows):
        change = on_screen(title, lambda one, lines=lines: replace(one, shows=lines))  # type: ignore[misc]
        yield words[0], words[1:], rule, change
    for place, field in enumerate(screen.fields):
        for operator, about, broken in _broken_fields(field):
            rule = _rule_of_field(screen, field, operator)
            some = (*screen.fields[:place], *broken, *screen.fields[place + 1 :])
            change = on_screen(title, lambda one, some=some: replace(one, fields=some))  # type: ignore[misc]
            yield operator, (field.label, *about), rule, change
    for button, cases in screen.press.items():
        if button not in labels.MENU or title == labels.TOP:
            yield from _broken_button(title, button, cases[-1].per[0])
    for operator, about, links in _broken_links(screen.links):
        change = on_screen(title, lambda one, links=links: replace(one, links=links))  # type: ignore[misc]
        own = LINK_PER.get((title, about[0])) or LINKS_PER.get(title)
        yield operator, about, own or _rule_of(screen), change
    if screen.lists:
        change = on_screen(title, lambda one: replace(one, lists=None))
        yield "list-dropped", (), HELP_01, change


def _ways_of_reading(reading: Reading) -> Iterator[Way]:
    path, rule = reading.path, reading.shows[0].per
    retitled = on_reading(path, lambda one: replace(one, title=one.title + MARK))
    yield "title-misspelt", (), rule, retitled
    for words, per, lines in _broken_lines(reading.shows):
        change = on_reading(path, lambda one, lines=lines: replace(one, shows=lines))  # type: ignore[misc]
        yield words[0], words[1:], per, change
    for operator, about, links in _broken_links(reading.links):
        change = on_reading(path, lambda one, links=links: replace(one, links=links))  # type: ignore[misc]
        yield operator, about, rule, change


def _rule_of(screen: Screen) -> Rule:
    """The rule that a screen is about: the one of its first line, or else of its first row."""
    if screen.shows:
        return screen.shows[0].per
    return (screen.first or next(iter(screen.press.values())))[0].per[0]


def _rule_of_field(screen: Screen, field: Field, operator: str) -> Rule:
    """The rule of a field, or of what stands beside it, or of what it offers."""
    special: Rule | None = None
    refusing = _refusing(screen, field)
    if operator == "hint-dropped":
        special = HINTS_PER.get(screen.title) or HINT_PER.get(field.label) or refusing
    elif operator == "choice-dropped":
        special = CHOICES_PER.get(field.label)
    elif operator == "toggle-is-none":
        special = LOGIN_06
    of_screen = FIELDS_PER.get(screen.title)
    return special or field.per or of_screen or refusing or _rule_of(screen)


def _refusing(screen: Screen, field: Field) -> Rule | None:
    """The rule of the first row that refuses what is in a field."""
    rows = (case for cases in screen.press.values() for case in cases)
    return next((case.per[0] for case in rows if case.then.field == field.label), None)


def _retitled(title: str) -> Change:
    """Another title for whoever looks; the chart still finds the screen under its own."""
    return on_screen(title, lambda one: replace(one, title=title + MARK))


Lines = tuple[Line, ...]


def _broken_lines(shows: Lines) -> Iterator[tuple[tuple[str, ...], Rule, Lines]]:
    """Each line missing, or each of its sentences; or with another number in it."""
    for place, line in enumerate(shows):
        before, after = shows[:place], shows[place + 1 :]
        for operator, words, broken in _broken_line(line):
            yield (operator, words), line.per, (*before, *broken, *after)


def _broken_line(line: Line) -> Iterator[tuple[str, str, Lines]]:
    if not isinstance(line.words, str):
        told = line.words.__doc__ or ""
        yield "line-dropped", told, ()
    else:
        parts = _sentences(line.words)
        for part in parts:
            rest = line.words.replace(part, "")
            yield "line-dropped", part, (replace(line, words=rest),) if len(parts) > 1 else ()
        for found in NUMBER.finditer(line.words):
            wrong = f"{int(found[0]) + 1}"
            words = line.words[: found.start()] + wrong + line.words[found.end() :]
            yield "number-wrong", words, (replace(line, words=words),)
        told = line.words
    if line.only:
        yield "line-always-shown", told, (replace(line, only=None),)


def _sentences(words: str) -> list[str]:
    return [part for part in re.split("(?<=\u3002)", words) if part]


def _broken_fields(field: Field) -> Iterator[tuple[str, tuple[str, ...], tuple[Field, ...]]]:
    yield "field-dropped", (), ()
    yield "field-misspelt", (), (replace(field, label=field.label + MARK),)
    if field.kind == "secret":
        yield "secret-readable", (), (replace(field, kind="text"),)
    if field.kind == "toggle":
        yield "toggle-is-none", (), (replace(field, kind="text"),)
    if field.hint:
        yield "hint-dropped", (), (replace(field, hint=""),)
    if field.asked:
        yield "always-asked", (), (replace(field, asked=None),)
    if isinstance(field.choices, tuple):
        for choice in field.choices:
            rest = tuple(one for one in field.choices if one != choice)
            yield "choice-dropped", (choice,), (replace(field, choices=rest),)


def _broken_button(title: str, button: str, rule: Rule) -> Iterator[Way]:
    def renamed(screen: Screen, name: str | None) -> Screen:
        press = {
            name if one == button else one: cases
            for one, cases in screen.press.items()
            if name or one != button
        }
        return replace(screen, press=press)

    yield "button-dropped", (button,), rule, on_screen(title, lambda one: renamed(one, None))
    misspelt = on_screen(title, lambda one: renamed(one, button + MARK))
    yield "button-misspelt", (button,), rule, misspelt


Links = tuple[Link, ...]


def _broken_links(links: Links) -> Iterator[tuple[str, tuple[str, ...], Links]]:
    for place, link in enumerate(links):
        before, after = links[:place], links[place + 1 :]
        told = (link.about or link.label,)
        misspelt, astray = replace(link, label=link.label + MARK), replace(link, address=ELSEWHERE)
        yield "link-dropped", told, (*before, *after)
        yield "link-misspelt", told, (*before, misspelt, *after)
        if link.address != ELSEWHERE:
            yield "link-astray", told, (*before, astray, *after)
