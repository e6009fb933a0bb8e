"""HTML of mail is made harmless, or read as plain text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itsid_sim.mail.cleaning import CHARACTERS_MAX, TAGS_MAX, clean, plain

PICTURES = {"logo@x": "/w/a/part/2"}
DATA = "data:image/png;base64,iVBORw0KGgo="
NEVER = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "meta", "base"}
NEVER |= {"link", "svg", "math", "video", "audio", "source", "frame", "frameset", "template"}
ALLOWED_LINK = re.compile("(https?://|mailto:|tel:)", re.IGNORECASE)
REMOTE_STYLE = re.compile(r"url|expression|@|\\|image-set|behavior|binding|position", re.IGNORECASE)
BITS = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "/>",
        '"',
        "'",
        "=",
        " ",
        "`",
        "&",
        ";",
        ":",
        "(",
        ")",
        "\\",
        "/*",
        "*/",
        "\0",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<svg>",
        "<math><mtext>",
        "<noscript>",
        "<template>",
        "<select>",
        "<table>",
        "<td>",
        "<p",
        "<a ",
        "b",
        "<img ",
        "<div ",
        "<form ",
        "<title>",
        "<textarea>",
        "<mglyph>",
        "<foreignObject>",
        "href=",
        "src=",
        "style=",
        "onerror=",
        "onclick=",
        "srcset=",
        "background=",
        "http://x/",
        "//x/",
        "javascript:",
        "data:text/html,",
        "url(",
        "cid:logo@x",
        "&#x6a;",
        "&#40;",
        "\\75 rl(",
        DATA,
        "position:fixed",
        "expression(",
        "@import",
        "color:red",
        "\ud800",
        "<b>",
        "<font size=1>",
    ]
)
SOUP = st.lists(BITS | st.text(max_size=4), max_size=40).map("".join)


class Findings(HTMLParser):
    """What a browser could run or load of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag or an attribute that must not be."""
        self.faults += [tag] if tag in NEVER else []
        for name, value in attrs:
            if not is_harmless(tag, name, value or ""):
                self.faults.append(f"{tag} {name}={value}")


def is_harmless(tag: str, name: str, value: str) -> bool:
    """Whether nothing comes of an attribute but what a person asks for by a click."""
    if name == "href":
        return tag == "a" and bool(ALLOWED_LINK.match(value))
    if name == "src":
        return tag == "img" and (value in PICTURES.values() or value.startswith("data:image/"))
    if name == "style":
        return not REMOTE_STYLE.search(value)
    return not name.startswith("on") and name not in {"srcset", "background", "action", "poster"}


def faults_of(html: str) -> list[str]:
    """What is wrong with cleaned HTML."""
    findings = Findings()
    findings.feed(html)
    findings.close()
    return findings.faults


def cleaned(html: str) -> str:
    """HTML as a mail with one picture has it."""
    return clean(html, PICTURES.get)


@settings(max_examples=400)
@given(SOUP)
@example("<svg><style><img src=x onerror=alert(1)></style></svg>")
@example("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=1&gt;'>")
@example("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>")
def test_soup_becomes_harmless(html: str) -> None:
    """No script, no event, no address that a browser would load by itself."""
    result = cleaned(html)

    assert [] == faults_of(result)
    assert result.encode().decode() == result
    assert plain(html).encode().decode() == plain(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p { background: url(http://x/) }</style>",
        "<img src=http://x/y.png>",
        "<img src=//x/y.png>",
        "<img src=y.png>",
        "<img srcset='http://x/y.png 2x'>",
        "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
        "<img src=cid:unknown>",
        "<table background=http://x/></table>",
        "<iframe src=http://x></iframe><object data=http://x></object><embed src=http://x>",
        "<meta http-equiv=refresh content='0;url=http://x'>",
        "<base href=http://x/><link rel=stylesheet href=http://x>",
        "<svg><image href=http://x /></svg><video src=http://x poster=http://x></video>",
        "<a href=javascript:alert(1)></a><a href=' data:text/html,x'></a><a href=//x></a>",
        "<a href='java&#10;script:alert(1)'></a>",
        "<p onclick=alert(1)></p>",
        "<form action=http://x><input name=a><button formaction=http://x></button></form>",
        "<p style='background:url(http://x)'></p>",
        "<p style='background:u\\72l(http://x)'></p>",
        "<p style='background:image-set(\"http://x\" 1x)'></p>",
        "<p style='width:expression(alert(1));behavior:x;position:fixed'></p>",
        "<p style='color:red/**/;--a:url(x)'></p>",
    ],
)
def test_what_runs_or_loads_goes(html: str) -> None:
    """Nothing of it is left, be it the tag or its address."""
    result = cleaned(html)

    assert [] == faults_of(result)
    assert "//x" not in result
    assert "style=" not in result
    assert "alert" not in result


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>会員 <b>登録</b></p>", "<p>会員 <b>登録</b></p>"),
        ("<img src='cid:logo%40x' alt=x>", '<img src="/w/a/part/2" alt="x">'),
        ("<img src='CID:logo@x'>", '<img src="/w/a/part/2">'),
        (f"<img src='{DATA}'>", f'<img src="{DATA}">'),
        (
            "<p style='COLOR: #fff; font-family: \"ＭＳ Ｐゴシック\"; margin: 0 auto'>",
            '<p style="color: #fff; font-family: &quot;ＭＳ Ｐゴシック&quot;; margin: 0 auto"></p>',
        ),
        ("<p style='color:rgb(1, 2, 3);top:0'>", '<p style="color: rgb(1, 2, 3)"></p>'),
        ("<td>x", "x"),
        ("a < b &amp; c", "a &lt; b &amp; c"),
    ],
)
def test_what_is_harmless_stays(html: str, expected: str) -> None:
    """Text, its looks, and pictures that came with the mail."""
    assert expected == cleaned(html)


@pytest.mark.parametrize("link", ["https://x.jp/?a=1", "http://x.jp", "mailto:a@x.jp", "tel:110"])
def test_links_open_elsewhere(link: str) -> None:
    """And tell nobody where they stood."""
    result = cleaned(f"<a href='{link}' target=_top rel=opener>x</a>")

    assert f'href="{link}"' in result
    assert 1 == result.count('rel="noopener noreferrer"') == result.count('target="_blank"')
    assert 1 == result.count("rel=") == result.count("target=")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * TAGS_MAX + "x",
        "<p>" + "<b>" * 100_000 + "x",
        "x" + " y" * CHARACTERS_MAX,
        "<!--" * TAGS_MAX + "x",
        "<p>" + "".join(f"<font size={n}>" for n in range(3_000)) + "<p>x" * 6_000,
        "<p>" + "<b><i><u><tt><s>" * 3 + "<p>x" * 15_000,
    ],
)
def test_hostile_html_stays_bounded(html: str) -> None:
    """What has grown without end would have taken time without end."""
    result = cleaned(html)

    assert [] == faults_of(result)
    assert len(result) < 20 * len(html)
    assert len(plain(html)) <= len(html)


def test_too_much_html_is_shown_as_text() -> None:
    """Escaped, without tags."""
    result = cleaned("<p>a &lt;" + "<p>" * TAGS_MAX)

    assert result.startswith("<pre> a &amp;lt;")


def test_pictures_within_long_html_go_first() -> None:
    """Their text stays as it is written."""
    html = f"<p>x<img src='data:image/png;base64,{'A' * CHARACTERS_MAX}'></p>"

    assert "<p>x<img></p>" == cleaned(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>一</p><p>二\n 三</p>", "一\n二 三"),
        ("一<br>二<br><br>三", "一\n二\n\n三"),
        ("<div><div>一</div></div>二", "一\n二"),
        ("<table><tr><td>一<td>二<tr><td>三</table>", "一 二\n三"),
        ("<ul>\n<li>一\n<li>二\n</ul>", "一\n二"),
        ("<pre>一\n  二</pre>", "一\n二"),
        ("<a href='http://x'>一</a>", "一"),
        ("<head><title>t</title></head><style>s</style><script>s</script>一<!-- c -->", "一"),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("", ""),
        ("\0", "\ufffd"),
    ],
)
def test_plain_text_is_what_a_person_reads(html: str, expected: str) -> None:
    """Blocks are lines; addresses of links are not shown."""
    assert expected == plain(html)
