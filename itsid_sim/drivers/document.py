"""A page before a person: what can be read on it, filled in and pressed."""

from msgspec import Struct

from itsid_sim.core.chart import FieldKind
from itsid_sim.drivers.seen import Seen, SeenField, SeenNotice, the_one

Pairs = list[tuple[str, str]]
NOWHERE = -1
TYPED: tuple[FieldKind, ...] = ("text", "secret", "long")
CHOSEN: tuple[FieldKind, ...] = ("one", "some")


class Option(Struct):
    """Something that can be chosen. `at` is as in `Field`."""

    label: str
    name: str
    value: str
    chosen: bool
    at: int = NOWHERE


class Field(Struct):
    """Something to fill in: a text of its own, or options; `form` tells which form it is part of.

    `remark` is what is wrong with it. `at` is its number in a browser's page.
    """

    label: str
    kind: FieldKind
    form: int
    name: str = ""
    value: str = ""
    options: list[Option] = []
    hint: str = ""
    remark: str = ""
    at: int = NOWHERE

    def pairs(self) -> Pairs:
        """What a browser sends of it."""
        if self.options:
            return [(one.name, one.value) for one in self.options if one.chosen and one.name]
        return [(self.name, self.value)] if self.name else []

    def seen(self) -> SeenField:
        """The field as a person reads it."""
        chosen = " ".join(one.label for one in self.options if one.chosen)
        choices = () if self.kind == "toggle" else tuple(one.label for one in self.options)
        return SeenField(self.label, self.kind, choices, self.value or chosen, self.hint)


class Button(Struct, frozen=True):
    """Something to press; `name` and `value` are sent along."""

    label: str
    form: int
    name: str
    value: str
    at: int = NOWHERE


class Anchor(Struct, frozen=True):
    """A way to another page; `labels` are what it is called, by its text and for a reader."""

    labels: tuple[str, ...]
    href: str
    at: int = NOWHERE


class Form(Struct):
    """Where a form goes, and what it sends unseen."""

    action: str
    hidden: Pairs


class Document(Struct):
    """A page with all that a person can do on it."""

    title: str = ""
    lines: list[str] = []
    alerts: list[str] = []
    fields: list[Field] = []
    buttons: list[Button] = []
    anchors: list[Anchor] = []
    forms: list[Form] = []

    def field(self, label: str, *kinds: FieldKind) -> Field:
        """The field of this label among those of these kinds. Raises `NotThere`."""
        fields = {field.label: field for field in self.fields if field.kind in kinds}
        return fields[the_one("field", label, fields, self.title)]

    def option(self, field: Field, label: str) -> Option:
        """The option of a field. Raises `NotThere`."""
        options = {one.label: one for one in field.options}
        return options[the_one("option", label, options, self.title)]

    def pressed(self, label: str) -> Button | Anchor:
        """The button or link of a label, spoken with or without what it is about.

        Raises `NotThere`.
        """
        known: dict[str, Button | Anchor] = {}
        for button in self.buttons:
            known.setdefault(button.label, button)
        for anchor in self.anchors:
            for spoken in anchor.labels:
                known.setdefault(spoken, anchor)
        return known[the_one("button", label, known, self.title)]

    def seen(self) -> Seen:
        """The page as a person reads it."""
        beside = [SeenNotice(one.label, one.remark) for one in self.fields if one.remark]
        return Seen(
            self.title,
            tuple(self.lines),
            tuple(field.seen() for field in self.fields),
            (
                *(button.label for button in self.buttons),
                *(anchor.labels[0] for anchor in self.anchors),
            ),
            (*(SeenNotice("", alert) for alert in self.alerts), *beside),
        )
