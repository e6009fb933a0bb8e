"""The HTML of a mail that anybody may have written: made harmless, or read as plain text."""

import re
from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import unquote

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

# The parsers' time grows with the square of a tag's attributes, and of tags that are nested.
CHARACTERS_MAX = 250_000
TAGS_MAX = 20_000
# So many elements may come to be that nobody has written: see `_without_blow_up`.
COPIES_MAX = 500_000

_HIDDEN = {
    "applet", "audio", "canvas", "embed", "frameset", "head", "iframe", "math", "noembed",
    "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
}  # fmt: skip
_TAGS = {
    "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote",
    "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p",
    "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt",
    "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"align", "bgcolor", "dir", "height", "lang", "style", "title", "valign", "width"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "font": {"color", "face", "size"},
    "img": {"alt", "border", "hspace", "src", "vspace"},
    "li": {"value"},
    "ol": {"start", "type"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "nowrap", "rowspan"},
    "th": {"colspan", "nowrap", "rowspan"},
    "ul": {"type"},
}
_SCHEMES = {"cid", "data", "http", "https", "mailto", "tel"}
_LINK = re.compile(r"\s*(?:https?://|mailto:|tel:)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)

_PROPERTY = re.compile(
    "color|background-color|background|direction|display|float|clear|height|width|opacity"
    "|font(?:-family|-size|-style|-variant|-weight)?|letter-spacing|line-height|vertical-align"
    "|(?:max|min)-(?:height|width)|(?:margin|padding)(?:-(?:top|right|bottom|left))?"
    "|border(?:-(?:collapse|spacing|radius|color|style|width))?"
    "|border-(?:top|right|bottom|left)(?:-(?:color|style|width))?"
    "|list-style-type|table-layout|white-space|word-break|word-spacing|word-wrap|overflow-wrap"
    "|text-(?:align|decoration|indent|transform)"
)
# No backslash, so that nothing can be hidden; no function but those that name a colour.
_STYLE_VALUE = re.compile(
    r"(?:[\w\s#%.,'\"!+-]|(?<![\w-])(?:rgb|hsl)a?\([\d\s.,%/+-]*\)){1,300}", re.IGNORECASE
)

_FORMATTING = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_FORMATTED = re.compile(rf"<(?:{_FORMATTING})[\s/]", re.IGNORECASE)
_FORMATTING_TAG = re.compile(rf"<(/?)(?:{_FORMATTING})(?=[\s/>])", re.IGNORECASE)
_TAG = re.compile("<[^<>]{0,2000}>?")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ODD = re.compile("[\0\ud800-\udfff]")
_BLOCKS = _TAGS & {
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div",
    "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_AFTER = {"br": "\n", "td": " ", "th": " "}


def clean(html: str, picture: Callable[[str], str | None]) -> str:
    """HTML that runs nothing, sends nothing and loads nothing from elsewhere; never raises.

    `picture` answers a Content-ID with an address on our own site, or None if there is no such
    part. What is too much for the parser comes as its text, escaped.
    """
    html = _readable(html)
    if _is_too_much(html):
        return f"<pre>{escape(plain(html))}</pre>"

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "style":
            return _style(value)
        if attribute == "href":
            return value.strip() if _LINK.match(value) else None
        return _source(value, picture) if attribute == "src" else value

    return nh3.clean(
        _without_blow_up(html),
        tags=_TAGS,
        clean_content_tags=_HIDDEN,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def plain(html: str) -> str:
    """The text of HTML as a person would read it: blocks become lines. Never raises."""
    html = _readable(html)
    if _is_too_much(html):
        return _TAG.sub(" ", html[:CHARACTERS_MAX])
    root = LexborHTMLParser(_without_blow_up(html)).root
    if root is None:
        return ""
    text = "".join(_texts(root))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _readable(html: str) -> str:
    """HTML without what no page may hold, and without its own pictures where it is too long."""
    html = _ODD.sub("\ufffd", html)
    return html if len(html) <= CHARACTERS_MAX else _PICTURE.sub("", html)


def _is_too_much(html: str) -> bool:
    return len(html) > CHARACTERS_MAX or html.count("<") > TAGS_MAX


def _without_blow_up(html: str) -> str:
    """HTML whose formatting does not multiply.

    A parser opens formatting that is still open again in each following paragraph, so that
    thousands of both become millions. Formatting alone, such as <b>, it repeats three times.
    """
    tags = html.count("<")
    if (len(_FORMATTED.findall(html)) + 3 * (_FORMATTING.count("|") + 1)) * tags < COPIES_MAX:
        return html
    return _FORMATTING_TAG.sub(r"<\1span", html)


def _style(value: str) -> str | None:
    """The declarations of a style that cannot load, hide or cover anything."""
    declarations = (one.partition(":") for one in value.split(";"))
    kept = [
        f"{name}: {setting.strip()}"
        for name, _, setting in ((name.strip().lower(), _, rest) for name, _, rest in declarations)
        if _PROPERTY.fullmatch(name) and _STYLE_VALUE.fullmatch(setting)
    ]
    return "; ".join(kept) or None


def _source(value: str, picture: Callable[[str], str | None]) -> str | None:
    value = value.strip()
    if value[:4].lower() == "cid:":
        return picture(unquote(value[4:], errors="replace").strip("<> "))
    return value if _PICTURE.fullmatch(value) else None


def _texts(root: LexborNode) -> Iterator[str]:
    """The texts of a tree in their order, and the line ends between its blocks."""
    is_fresh, pre_depth = True, 0
    for node, is_entered in _steps(root):
        tag = node.tag or ""
        text = ""
        if tag == "-text" and is_entered:
            text = node.text_content or ""
            text = text if pre_depth else _SPACES.sub(" ", text)
            text = text.lstrip(" ") if is_fresh and not pre_depth else text
        elif tag in _BLOCKS and not is_fresh:
            text = "\n"
        elif not is_entered:
            text = _AFTER.get(tag, "")
        pre_depth += (1 if is_entered else -1) if tag == "pre" else 0
        is_fresh = text.endswith("\n") if text else is_fresh
        yield text


def _steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node that can be seen twice: entered and left. No recursion: trees may be deep."""
    node, is_entered = root, True
    while True:
        yield node, is_entered
        child = node.child if is_entered and node.tag not in _HIDDEN else None
        if child is not None:
            node = child
        elif is_entered:
            is_entered = False
        elif node.mem_id == root.mem_id or (following := node.next or node.parent) is None:
            return
        else:
            is_entered = node.next is not None
            node = following
