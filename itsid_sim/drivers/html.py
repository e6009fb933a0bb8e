"""Reading a page of HTML as a person or a screen reader does: by labels, roles and visible words.

It asks for nothing but standard HTML and ARIA: an h1, labels, legends, buttons, links, dt and dd,
role="alert", aria-describedby for hints and aria-errormessage for what is wrong with a field.
"""

from msgspec import Struct, structs
from selectolax.lexbor import LexborHTMLParser, LexborNode

from itsid_sim.core.chart import FieldKind
from itsid_sim.drivers.document import NOWHERE, Anchor, Button, Document, Field, Form, Option

BLOCKS = frozenset({"p", "dd", "li", "h2", "h3", "h4", "caption", "td", "th", "pre", "blockquote"})
CONTROLS = frozenset({"input", "select", "textarea"})
SECRET: dict[str, FieldKind] = {"password": "secret"}
AT = "data-itsid-at"
NOT_TYPED = frozenset({"hidden", "submit", "button", "reset", "image", "file"})

Attributes = dict[str, str | None]


def read_html(html: str) -> Document:
    """The visible part of a page: what stands in main, or else in body."""
    return _Reader(LexborHTMLParser(html)).document


class _Block(Struct, gc=False):
    """A piece of text, and whether it is one that is only read."""

    node: LexborNode
    around: "_Block | None"
    holds_controls: bool = False


class _Around(Struct, frozen=True):
    """What stands around a node: its form, its group of choices, its label and so on."""

    form: int = 0
    group: LexborNode | None = None
    label: LexborNode | None = None
    block: _Block | None = None
    is_alert: bool = False


class _Reader:
    """One pass over the page in the order of reading; what is around a node is known before it."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.document = Document()
        self._groups: dict[tuple[int, str], Field] = {}
        self._labels: dict[str, str] = {}
        self._by_id: dict[str, LexborNode] = {}
        self._blocks: list[_Block] = []
        self._remarks: list[tuple[Field, Attributes]] = []
        body = parser.css_first("main") or parser.body
        if body is not None:
            self._read_all(body)

    def _read_all(self, body: LexborNode) -> None:
        """Labels and remarks may stand after what they are about, so they are put in last."""
        around = {body.mem_id: _Around()}
        controls: list[tuple[LexborNode, str, Attributes, _Around]] = []
        for node in body.traverse():
            parent = node.parent
            outside = around.get(parent.mem_id if parent else 0) or _Around()
            tag, attributes = node.tag or "", node.attributes
            around[node.mem_id] = self._read(node, tag, attributes, outside)
            if tag in CONTROLS:
                controls.append((node, tag, attributes, outside))
        for node, tag, attributes, outside in controls:
            self._control(node, tag, attributes, outside)
        for field, attributes in self._remarks:
            self._remark(field, attributes)
        for block in self._blocks:
            if not block.holds_controls and _text(block.node):
                self.document.lines.append(_line(block.node))

    def _read(
        self, node: LexborNode, tag: str, attributes: Attributes, outside: _Around
    ) -> _Around:
        """Take a node in, and answer with what is around whatever it holds."""
        id_ = attributes.get("id")
        if id_:
            self._by_id[id_] = node
        if attributes.get("role") == "alert":
            return structs.replace(outside, is_alert=True)
        if tag in BLOCKS:
            return self._block(node, outside)
        if tag == "form":
            self.document.forms.append(Form(attributes.get("action") or "", []))
            return structs.replace(outside, form=len(self.document.forms) - 1)
        if tag == "fieldset":
            return structs.replace(outside, group=node)
        if tag == "label":
            self._labels[attributes.get("for") or ""] = _label_text(node)
            return structs.replace(outside, label=node)
        self._hold(node, tag, attributes, outside)
        return outside

    def _hold(self, node: LexborNode, tag: str, attributes: Attributes, outside: _Around) -> None:
        if tag == "h1":
            self.document.title = self.document.title or _text(node)
        elif tag == "button":
            _mark(outside.block)
            name, value = attributes.get("name") or "", attributes.get("value") or ""
            self.document.buttons.append(
                Button(_text(node), outside.form, name, value, _at(attributes))
            )
        elif tag == "a" and attributes.get("href") is not None:
            _mark(outside.block)
            spoken, text = attributes.get("aria-label"), _text(node)
            labels = (text, spoken) if spoken else (text,)
            self.document.anchors.append(Anchor(labels, attributes["href"] or "", _at(attributes)))
        elif tag in CONTROLS:
            _mark(outside.block)

    def _block(self, node: LexborNode, outside: _Around) -> _Around:
        if outside.is_alert:
            if words := _text(node):
                self.document.alerts.append(words)
            return outside
        block = _Block(node, outside.block)
        self._blocks.append(block)
        return structs.replace(outside, block=block)

    def _control(
        self, node: LexborNode, tag: str, attributes: Attributes, outside: _Around
    ) -> None:
        kind = (attributes.get("type") or "text") if tag == "input" else tag
        name, value = attributes.get("name") or "", attributes.get("value") or ""
        form = outside.form
        if kind == "hidden":
            self.document.forms[form].hidden.append((name, value))
            return
        if kind in NOT_TYPED:
            return
        label = self._label(attributes, outside)
        if kind in {"radio", "checkbox"}:
            option = Option(label, name, attributes.get("value") or "on", "checked" in attributes)
            option.at = _at(attributes)
            self._choice(option, kind, attributes, outside)
        elif kind == "select":
            self._add(_selection(node, Field(label, "one", form, name)), attributes)
        else:
            typed: FieldKind = "long" if tag == "textarea" else SECRET.get(kind, "text")
            value = node.text(deep=True).removeprefix("\n") if tag == "textarea" else value
            self._add(Field(label, typed, form, name, value), attributes)

    def _choice(self, option: Option, kind: str, attributes: Attributes, outside: _Around) -> None:
        """A box to tick: one of a group under a legend, or one that stands alone."""
        group = outside.group
        if group is None:
            field = Field(option.label, "toggle", outside.form, options=[option])
            self._add(field, attributes)
            return
        key = group.mem_id, option.name
        if key not in self._groups:
            legend = group.css_first("legend")
            label = option.name if legend is None else _text(legend)
            field = Field(label, "one" if kind == "radio" else "some", outside.form, options=[])
            self._groups[key] = field
            self._add(field, group.attributes)
        self._groups[key].options.append(option)
        self._remarks.append((self._groups[key], attributes))

    def _add(self, field: Field, attributes: Attributes) -> None:
        field.at = _at(attributes)
        self.document.fields.append(field)
        self._remarks.append((field, attributes))

    def _remark(self, field: Field, attributes: Attributes) -> None:
        wrong = (attributes.get("aria-errormessage") or "").split()
        if wrong and attributes.get("aria-invalid") == "true":
            field.remark = self._spoken(wrong)
        described = (attributes.get("aria-describedby") or "").split()
        hints = [id_ for id_ in described if id_ not in wrong]
        if hints:
            field.hint = self._spoken(hints)

    def _spoken(self, ids: list[str]) -> str:
        return " ".join(_text(self._by_id[id_]) for id_ in ids if id_ in self._by_id)

    def _label(self, attributes: Attributes, outside: _Around) -> str:
        spoken = attributes.get("aria-label")
        if spoken:
            return spoken
        id_ = attributes.get("id")
        if id_ and id_ in self._labels:
            return self._labels[id_]
        return "" if outside.label is None else _label_text(outside.label)


def _selection(node: LexborNode, field: Field) -> Field:
    """A list to choose from; an option without a value is no choice but a hint."""
    options, hint = [], ""
    for option in node.css("option"):
        label, attributes = _text(option), option.attributes
        if attributes.get("value") == "":
            hint = label
        else:
            value = attributes.get("value") or label
            options.append(Option(label, field.name, value, "selected" in attributes))
    return structs.replace(field, options=options, hint=hint)


def _mark(block: _Block | None) -> None:
    while block is not None and not block.holds_controls:
        block.holds_controls = True
        block = block.around


def _line(node: LexborNode) -> str:
    """A piece of text; what is told of a term follows the term."""
    words = _text(node)
    if node.tag != "dd":
        return words
    before = node.prev
    while before is not None and before.tag != "dt":
        before = before.prev
    return words if before is None else f"{_text(before)}: {words}"


def _at(attributes: Attributes) -> int:
    """The number that a browser's page gave to something that can be reached."""
    return int(attributes.get(AT) or NOWHERE)


def _label_text(node: LexborNode) -> str:
    """The words of a label, without what stands in a field within it."""
    words = node.text(deep=True)
    for field in node.css("select, textarea"):
        words = words.replace(field.text(deep=True), "", 1)
    return words.strip()


def _text(node: LexborNode) -> str:
    return node.text(deep=True).strip()
