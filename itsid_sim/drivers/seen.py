"""What a person can read off a page, and how things on it are found by their labels."""

from collections.abc import Iterable

from itsid_sim.core.text import fold_label
from itsid_sim.rules.value import Value


class NotThere(LookupError):
    """The page has no such thing; the message lists what it has."""


class SeenField(Value, frozen=True):
    """A field on a page: its label, what it is, what it offers and what stands in it.

    `hint` is what is written in or beside it.
    """

    label: str
    kind: str
    choices: tuple[str, ...] = ()
    value: str = ""
    hint: str = ""


class SeenNotice(Value, frozen=True):
    """A refusal beside a field, or above the form when `field` is empty."""

    field: str
    text: str


class Seen(Value, frozen=True):
    """A page as a person reads it."""

    title: str
    lines: tuple[str, ...]
    fields: tuple[SeenField, ...] = ()
    buttons: tuple[str, ...] = ()
    notices: tuple[SeenNotice, ...] = ()

    def shows(self, text: str) -> bool:
        """Whether a text stands anywhere on the page, apart from width and spaces (Q14)."""
        wanted = fold_label(text)
        texts = (self.title, *self.lines, *self.buttons, *self._field_texts())
        return any(wanted in fold_label(line) for line in texts)

    def is_titled(self, title: str) -> bool:
        """Whether the page bears a title."""
        return fold_label(title) == fold_label(self.title)

    def has_button(self, label: str) -> bool:
        """Whether there is a button or a link of this label."""
        return fold_label(label) in map(fold_label, self.buttons)

    def has_field(self, label: str) -> bool:
        """Whether there is a field of this label."""
        return fold_label(label) in (fold_label(field.label) for field in self.fields)

    def value_of(self, label: str) -> str:
        """What stands in a field; empty for a secret that is not shown again."""
        return self._field(label).value

    def choices_of(self, label: str) -> tuple[str, ...]:
        """What a field offers to choose from."""
        return self._field(label).choices

    def is_secret(self, label: str) -> bool:
        """Whether dots stand for what is in a field."""
        return self._field(label).kind == "secret"

    def refuses(self, field: str) -> bool:
        """Whether a refusal stands beside a field; the empty name means above the form."""
        return fold_label(field) in (fold_label(notice.field) for notice in self.notices)

    def _field(self, label: str) -> SeenField:
        fields = {field.label: field for field in self.fields}
        return fields[the_one("field", label, fields, self.title)]

    def _field_texts(self) -> Iterable[str]:
        for field in self.fields:
            yield field.label
            yield from field.choices
            yield field.hint
        for notice in self.notices:
            yield notice.text


def the_one(what: str, wanted: str, labels: Iterable[str], page: str) -> str:
    """The label among these that is meant. Raises `NotThere` with what there is instead."""
    known = tuple(labels)
    for label in known:
        if fold_label(label) == fold_label(wanted):
            return label
    raise NotThere(f"page {page!r}: no {what} {wanted!r}; it has {', '.join(known) or 'none'}")
