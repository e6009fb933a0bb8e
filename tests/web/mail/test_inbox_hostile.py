"""Nothing that arrives can break the web inbox, whoever wrote it and however much it is."""

import pytest

from itsid_sim.mail.message import Part
from itsid_sim.web.letter_files import PICTURES_BYTES_MAX, disposition, lent, name_of
from itsid_sim.web.letter_words import SHOWN_CHARACTERS_MAX, one_line, pieces_of
from tests.web.intruder import Browser, Intruded
from tests.web.mail.correspondence import mail, sent, text_of, ways_of
from tests.web.reader import parts, subjects

VIEWS = ("html", "text", "headers", "source", "parts", "story")
SCRIPTS = "script:not([src^='/static/']), [onclick], [onerror], [onload], base, meta[http-equiv]"
MEAN_HTML = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=//example.com></iframe>"
    "<form action=//example.com><input name=q></form><base href=//example.com>"
    "<meta http-equiv=refresh content='0;url=//example.com'><style>*{display:none}</style>"
    "<a href='javascript:alert(1)'>x</a><svg onload=alert(1)></svg><object data=x></object>"
    "<link rel=stylesheet href=//example.com/x.css></body></html>"
)
RAW = {
    "nothing": b"",
    "no headers": b"\r\nonly a body\r\n",
    "no body": b"Subject: s",
    "no from": b"Subject: s\r\n\r\nt",
    "bytes": bytes(range(256)) * 20,
    "controls in the subject": b"Subject: a\x00b\x1b[31mc\x07\r\n\r\nt",
    "surrogates": b"Subject: =?utf-8?q?=ED=A0=80?=\r\n\r\n\xed\xa0\x80",
    "a date before all calendars": b"Date: Mon, 1 Jan 0001 00:00:00 +1400\r\n\r\nt",
    "a date after all calendars": b"Date: Fri, 31 Dec 9999 23:59:59 -1200\r\n\r\nt",
    "a multipart without parts": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n",
    "a charset that nobody knows": b"Content-Type: text/plain; charset=x-no\r\n\r\n\xff\xfe",
    "a long header": b"X-Long: " + b"a" * 300_000 + b"\r\n\r\nt",
    "many headers": b"X-Many: a\r\n" * 2_000 + b"\r\nt",
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
def test_every_view_of_any_bytes_is_shown(site: Intruded, browser: Browser, raw: bytes) -> None:
    """And so is the list."""
    sent(site, browser, raw)

    answers = [browser.ask("GET", f"/mail/1/?show={view}") for view in VIEWS]
    answers.append(browser.ask("GET", "/mail/"))

    assert [200] * 7 == [answer.status for answer in answers]
    assert max(len(answer.body) for answer in answers) < 2 * SHOWN_CHARACTERS_MAX


def test_letter_without_subject_and_sender_is_named_so(site: Intruded, browser: Browser) -> None:
    """There is something to press in the list."""
    sent(site, browser, b"\r\nt\r\n")

    browser.open("/mail/")
    listed = subjects(browser), text_of(browser, ".letters .facts")
    browser.open("/mail/1/")

    assert (["（件名なし）"], True) == (listed[0], "（差出人なし）" in listed[1])
    assert "（差出人なし）" in text_of(browser, ".head")


@pytest.mark.parametrize("view", VIEWS)
def test_mean_html_is_nowhere_html_of_ours(site: Intruded, browser: Browser, view: str) -> None:
    """Neither in the subject, nor in a name, nor in any view."""
    files = [("<b>x</b>.html", "text/html", MEAN_HTML.encode())]
    raw = mail("<script>alert(1)</script>", text=MEAN_HTML, html=MEAN_HTML, files=files)
    sent(site, browser, raw)

    browser.ask("GET", f"/mail/1/?show={view}")

    frames = [one.attributes.get("src") for one in parts(browser, "iframe")]
    assert ([], []) == (parts(browser, SCRIPTS), parts(browser, "main b:not(.code)"))
    assert set(frames) <= {f"{browser.home}/mail/1/html"}


def test_mean_html_loads_and_runs_nothing_in_its_frame(site: Intruded, browser: Browser) -> None:
    """What is left of it is harmless."""
    sent(site, browser, mail(html=MEAN_HTML))

    browser.ask("GET", "/mail/1/html")

    assert [] == parts(browser, f"{SCRIPTS}, form, iframe, object, svg, link".replace("base, ", ""))
    assert [None] == [one.attributes.get("src") for one in parts(browser, "img")]
    assert "javascript:" not in browser.html


def test_order_of_what_stands_around_a_subject_is_not_turned(
    site: Intruded, browser: Browser
) -> None:
    """The marks that do so are left out, and what is left stands apart."""
    sent(site, browser, mail("\u202eevil\u2066 \u2069ok\u202c"))

    browser.open("/mail/")

    assert ["evil ok"] == subjects(browser)
    assert 1 == len(parts(browser, ".letters a > bdi"))


def test_thousand_recipients_do_not_fill_the_page(site: Intruded, browser: Browser) -> None:
    """The first ten are shown, and the others when asked for."""
    to = ", ".join(f"p{n}@example.com" for n in range(1_000))
    sent(site, browser, mail(to=to))

    browser.open("/mail/")
    listed = text_of(browser, ".letters .facts")
    browser.open("/mail/1/")

    assert "宛先 p0@example.com ほか1000人" in listed
    assert "ほか990人" in text_of(browser, "summary")
    assert 990 == len(parts(browser, "details bdi"))
    assert 10 == len(parts(browser, ".head div:nth-child(2) dd > bdi"))


@pytest.mark.parametrize(
    ("view", "css", "whole"),
    [("text", ".text", "本文のすべて"), ("source", ".source", "ソースのすべて")],
)
def test_of_megabytes_the_first_part_is_shown_with_a_way_to_the_whole(
    site: Intruded, browser: Browser, view: str, css: str, whole: str
) -> None:
    """The page stays small."""
    sent(site, browser, mail(text="0123456789abcde\n" * 200_000))

    browser.ask("GET", f"/mail/1/?show={view}")
    shown = parts(browser, css)[0].text()
    answer = browser.ask("GET", ways_of(browser)[whole].removeprefix(browser.home))

    assert SHOWN_CHARACTERS_MAX - 1_000 < len(shown) <= SHOWN_CHARACTERS_MAX
    assert len(answer.body) > 3_000_000


def test_megabyte_of_a_subject_is_cut(site: Intruded, browser: Browser) -> None:
    """In the list more than on its own page."""
    sent(site, browser, b"Subject: " + b"long " * 100_000 + b"\r\n\r\nt")

    browser.open("/mail/")
    (listed,) = subjects(browser)
    browser.open("/mail/1/")

    assert (200, 500) == (len(listed), len(browser.page.title))
    assert listed.endswith("…")


def test_text_full_of_addresses_is_cut_at_all_of_them() -> None:
    """In one go, however they stand together."""
    site = "http://127.0.0.1:8025/w/main"
    text = f"{site}/a," * 5_000

    pieces = pieces_of(text, site)

    assert text == "".join(pieces)
    assert 5_000 == pieces.count(f"{site}/a")


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c*d?.txt", "a_b_c_d_.txt"),
        ("gnp\u202etxt.exe", "gnp_txt.exe"),
        ("a\r\nx: y", "a__x_ y"),
        ("...", "part-2.1"),
        ("", "part-2.1"),
        (" 請求書.pdf ", "請求書.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_name_of_a_file_leads_nowhere(name: str, saved: str) -> None:
    """Whatever the mail says, it can be saved anywhere."""
    assert saved == name_of(Part("2.1", name, "text/plain", "", b""))


def test_name_of_a_file_is_told_to_old_and_new_browsers() -> None:
    """As RFC 6266 has it: in ASCII, and in UTF-8."""
    told = disposition('請求 "書"%.pdf')

    assert (
        'attachment; filename="__ ____.pdf"; '
        "filename*=UTF-8''%E8%AB%8B%E6%B1%82%20%22%E6%9B%B8%22%25.pdf"
    ) == told


@pytest.mark.parametrize("name", ["../../x.sh", "\u202egnp.exe", "a\nb", 'a"b;c', "名前.txt"])
def test_file_of_any_name_is_saved(site: Intruded, browser: Browser, name: str) -> None:
    """Its header stands on one line and names no folder."""
    name_line = name.encode().replace(b"\n", b" ")
    raw = (
        b"Content-Type: application/octet-stream\r\n"
        b"Content-Disposition: attachment; filename*=UTF-8''"
        + b"".join(b"%%%02X" % byte for byte in name_line)
        + b"\r\n\r\nx\r\n"
    )
    sent(site, browser, raw)

    browser.ask("GET", "/mail/1/?show=parts")
    (way,) = [href for href in ways_of(browser).values() if "/part/" in href]
    answer = browser.ask("GET", way.removeprefix(browser.home))

    told = answer.header("content-disposition")
    assert (200, True) == (answer.status, told.startswith('attachment; filename="'))
    assert not {"/", "\\", "\n", "\u202e"} & set(told)


def test_type_of_a_file_that_is_none_is_not_repeated(site: Intruded, browser: Browser) -> None:
    """A browser is told that it knows nothing of it."""
    raw = b"Content-Type: <script>\r\nContent-Disposition: attachment; filename=x\r\n\r\nx\r\n"
    sent(site, browser, raw)

    browser.ask("GET", "/mail/1/?show=parts")
    for way in [href for href in ways_of(browser).values() if "/part/" in href]:
        kind = browser.ask("GET", way.removeprefix(browser.home)).header("content-type")

        assert kind in {"application/octet-stream", "text/plain"}


def test_picture_shown_too_often_is_left_out() -> None:
    """A page does not become many times as large as its mail."""
    bytes_ = PICTURES_BYTES_MAX // 4
    picture = lent([Part("1", "", "image/png", "a", bytes(bytes_))])

    shown = [picture("a") is not None for _ in range(6)]

    assert [True] * 4 + [False] * 2 == shown


def test_picture_that_is_no_picture_is_left_out() -> None:
    """A drawing can hold scripts."""
    picture = lent([Part("1", "", "image/svg+xml", "a", b"<svg/>")])

    assert picture("a") is None


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b", "a\x85b", "a\0b", " a \t b "])
def test_line_is_one_line(text: str) -> None:
    """Whatever ends a line somewhere."""
    assert "a b" == one_line(text)
