"""What can be typed into a page and pressed on it, each with the sentences that say so."""

from itsid_sim.core.commands import Form
from itsid_sim.rules import telling
from itsid_sim.rules.value import Value


class Typed(Value, frozen=True):
    """What stands in a field, and the sentence that says so; `{who}` is whoever types."""

    field: str
    text: str
    says: str


class Entry(Value, frozen=True):
    """A button with what stands in the fields when it is pressed."""

    button: str
    form: Form = ()
    says: tuple[str, ...] = ()


class Somebody(Value, frozen=True):
    """A person of the cast, whose facts can be typed by anybody; `contract` is empty for some.

    Without a `name` it is nobody of the cast.
    """

    name: str
    contract: str
    facts: dict[str, str]


def entry(button: str, *typed: Typed) -> Entry:
    """A press of a button after these fields were filled in."""
    form = tuple((one.field, one.text) for one in typed)
    return Entry(button, form, (*(one.says for one in typed), press(button)))


def press(label: str) -> str:
    """The sentence that somebody presses a button."""
    return telling.PRESS.format(who="{who}", label=label)


def text(field: str, words: str) -> Typed:
    """A text under test."""
    return Typed(field, words, telling.TYPE.format(who="{who}", field=field, text=words))


def fact(field: str, owner: Somebody, label: str = "") -> Typed:
    """Something that a person knows, under this label or under that of the field."""
    name = label or field
    if not owner.name:
        return text(field, owner.facts[name])
    says = telling.TYPE_FACT.format(who="{who}", field=field, owner=owner.name, fact=name)
    return Typed(field, owner.facts[name], says)


def fact_chosen(field: str, owner: Somebody, label: str) -> Typed:
    """The option that is something a person knows."""
    says = telling.CHOOSE_FACT.format(who="{who}", field=field, owner=owner.name, fact=label)
    return Typed(field, owner.facts[label], says)


def choice(field: str, option: str) -> Typed:
    """One of the options of a field."""
    return Typed(field, option, telling.CHOOSE.format(who="{who}", field=field, text=option))
