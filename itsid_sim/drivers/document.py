"""A page as a browser without scripts has it before a person: what can be filled in and pressed."""

from msgspec import Struct

from itsid_sim.core.chart import FieldKind

Pairs = list[tuple[str, str]]


class Option(Struct):
    """Something that can be chosen."""

    label: str
    name: str
    value: str
    chosen: bool


class Field(Struct):
    """Something to fill in: a text of its own, or options; `form` tells which form it is part of.

    `remark` is what is wrong with it.
    """

    label: str
    kind: FieldKind
    form: int
    name: str = ""
    value: str = ""
    options: list[Option] = []
    hint: str = ""
    remark: str = ""

    def pairs(self) -> Pairs:
        """What a browser sends of it."""
        if self.options:
            return [(one.name, one.value) for one in self.options if one.chosen and one.name]
        return [(self.name, self.value)] if self.name else []


class Button(Struct, frozen=True):
    """Something to press; `name` and `value` are sent along."""

    label: str
    form: int
    name: str
    value: str


class Anchor(Struct, frozen=True):
    """A way to another page; `labels` are what it is called, by its text and for a reader."""

    labels: tuple[str, ...]
    href: str


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
