"""Whatever a letter says, the inbox shows as text; only URLs of its own world are links."""

import pytest

from tests.web.intruder import Intruded
from tests.web.reader import letter, links, new_name, parts, reader, rows, said, subjects

MEAN = (
    '<script>alert(1)</script><img src=x onerror=alert(1)> & "',
    "</title></div></main><form action=//example.com><h1>",
    "<base href=//example.com><meta http-equiv=refresh content='0;url=//example.com'>",
    "&lt;script&gt;&#34;&amp;",
    "{{ 7 * 7 }}{% raw %}{# a #}",
    "&#8238;<i>x",
)
OURS = "[src='/static/page.js'], [src='/static/inbox.js']"
FOREIGN = (
    f"script:not({OURS}), img, iframe, style, base, i, [onerror], [style], [http-equiv], "
    "form:not([action^='/w/'])"
)


@pytest.mark.parametrize("mean", MEAN, ids=range(len(MEAN)))
def test_letter_of_a_stranger_is_only_text(site: Intruded, mean: str) -> None:
    browser = reader(site, letter(1, subject=mean, text=mean))

    browser.open("/mail/1/")
    shown, foreign = said(browser), parts(browser, FOREIGN)
    browser.open("/mail/")

    assert (f"{mean}\n", [mean]) == (shown, subjects(browser))
    assert ([], []) == (foreign, parts(browser, FOREIGN))


@pytest.mark.parametrize(
    "words",
    [
        "javascript:alert(1)",
        "http://example.com/",
        "//example.com/",
        "data:text/html,<script>alert(1)</script>",
        "{home}",
        "{home}x/",
        "{home}-2/mypage",
        "{home}.example.com/",
        "{home}@example.com/",
        "{home}?next=/",
        "{site}/api/worlds",
        "{home}/../other/mypage",
        "{home}/%2e%2E/other/mypage",
        "{home}/a/.%2e/other",
        "{home}/\\..\\other/mypage",
        "http://example.com/{home}/mypage",
        "http://example.com/?to={home}/mypage",
        "http://user@{bare}/mypage",
        "http://{other}/mypage",
        "{shouted}/mypage",
    ],
)
def test_address_outside_the_world_is_no_link(site: Intruded, words: str) -> None:
    name = new_name()
    home = f"{site.served.url}/w/{name}"
    bare = home.removeprefix("http://")
    text = words.format(
        home=home,
        site=site.served.url,
        bare=bare,
        other=bare.replace(".", "x"),
        shouted=home.upper(),
    )
    browser = reader(site, letter(1, text=text), name=name)

    browser.open("/mail/1/")

    assert ([], f"{text}\n") == (links(browser), said(browser))


@pytest.mark.parametrize(
    ("around", "rest"),
    [
        ("{}", "/mypage"),
        ("{}", "/"),
        ("こちら{}。", "/reissue-guide"),
        ("（{}）", "/mypage"),
        ("<{}>.", "/mypage"),
        ('"{}"', "/mypage?a=1&b=2#c"),
        ("{}\tx", "/mypage"),
        ("{}'onclick='alert(1)", "/mypage"),
    ],
)
def test_address_within_the_world_is_a_link_without_what_stands_around(
    site: Intruded, around: str, rest: str
) -> None:
    name = new_name()
    url = f"{site.served.url}/w/{name}{rest}"
    text = around.format(url)
    browser = reader(site, letter(1, text=text), name=name)

    browser.open("/mail/1/")

    assert ([url], f"{text}\n") == (links(browser), said(browser))


def test_every_address_of_a_letter_is_a_link(site: Intruded) -> None:
    name = new_name()
    home = f"{site.served.url}/w/{name}"
    text = f"{home}/mypage と http://example.com/ と {home}/faq"
    browser = reader(site, letter(1, text=text), name=name)

    browser.open("/mail/1/")

    assert ([f"{home}/mypage", f"{home}/faq"], f"{text}\n") == (links(browser), said(browser))


def test_control_characters_break_neither_the_page_nor_a_line(site: Intruded) -> None:
    subject = "a\r\nBcc: b\0\x1b[31m\x85c\u2028\u202ed"
    browser = reader(site, letter(1, subject=subject, text="x\0y\x08z\n\tw"))

    title = browser.title("/mail/1/")
    shown = said(browser)
    browser.open("/mail/")

    one_line = "a Bcc: b [31m c d"
    assert (one_line, [one_line], "x\ufffdy\ufffdz\n\tw\n") == (
        title,
        subjects(browser),
        shown,
    )


def test_letter_without_a_subject_can_be_opened(site: Intruded) -> None:
    browser = reader(site, letter(1, subject=" \0 "))

    title = browser.title("/mail/1/")
    browser.open("/mail/")

    assert ("（件名なし）", ["（件名なし）"], 1) == (title, subjects(browser), len(rows(browser)))
