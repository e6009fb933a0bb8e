"""A letter in the web inbox: its views, its files, its neighbours and its story."""

import pytest

from itsid_sim.core.events import LettersMarked, LettersThrownAway
from itsid_sim.rules.letters import PHRASE_SUBJECT
from tests.web.intruder import FORM, Browser, Intruded
from tests.web.journeys import TARO, ask_for_reissue, to_phrase_sent
from tests.web.mail.correspondence import mail, sent, text_of, ways_of
from tests.web.reader import letter, parts, reader, said

HTML = "<h1>Hello</h1><script>alert(1)</script><a href='https://example.net/'>there</a>"
FILES = [("list.pdf", "application/pdf", b"%PDF-1.4"), ("note.txt", "text/plain", b"note")]


def views(browser: Browser) -> dict[str, bool]:
    """The views that a letter has, and which of them is shown."""
    return {one.text(): "aria-current" in one.attributes for one in parts(browser, ".views a")}


def press(browser: Browser, address: str) -> None:
    """Press a button of a letter and go on."""
    answer = browser.ask("POST", f"/mail/{address}", [FORM, *browser.ours])
    browser.ask("GET", answer.header("location").removeprefix(browser.home))


def test_letter_with_html_shows_it_first(site: Intruded, browser: Browser) -> None:
    """In a frame that runs nothing."""
    sent(site, browser, mail(html=HTML, files=FILES))

    browser.open("/mail/1/")

    (frame,) = parts(browser, "iframe")
    assert f"{browser.home}/mail/1/html" == frame.attributes["src"]
    assert "allow-popups allow-popups-to-escape-sandbox" == frame.attributes["sandbox"]
    shown = {"本文": False, "ヘッダー": False, "ソース": False, "添付（2）": False, "経過": False}
    assert {"HTML": True, **shown} == views(browser)


def test_letter_without_html_shows_its_text_first(browser: Browser) -> None:
    """Nor is there anything to frame."""
    ask_for_reissue(browser)

    browser.open("/mail/1/")

    shown = {"ヘッダー": False, "ソース": False, "経過": False}
    assert {"本文": True, **shown} == views(browser)
    assert [] == parts(browser, "iframe")


@pytest.mark.parametrize("show", ["", "html", "parts", "nothing", "<b>"])
def test_view_that_a_letter_lacks_is_its_text(browser: Browser, show: str) -> None:
    """Whatever the address asks for."""
    ask_for_reissue(browser)

    browser.ask("GET", f"/mail/1/?show={show}")

    assert views(browser)["本文"]


def test_text_of_a_letter_with_html_is_a_view_away(site: Intruded, browser: Browser) -> None:
    """URLs of the world are links there."""
    url = f"{browser.place.url}{browser.home}/mypage"
    sent(site, browser, mail(text=f"see {url}.\n", html=HTML))

    browser.ask("GET", "/mail/1/?show=text")

    assert f"see {url}.\n" == said(browser)
    assert [url] == [link.attributes["href"] for link in parts(browser, ".text a")]


def test_letter_without_a_text_has_that_of_its_html(site: Intruded, browser: Browser) -> None:
    """Which is said; and the HTML is there as it came."""
    raw = b"Content-Type: text/html\r\n\r\n<style>p {}</style><p>Hello</p>"
    sent(site, browser, raw)

    browser.open("/mail/1/?show=text")
    text = text_of(browser, ".view")
    browser.open("/mail/1/")
    browser.open(ways_of(browser)["元のHTML(別のタブ)"].removeprefix(browser.home))

    assert text.endswith("HTMLから読み取りました。 Hello")
    assert "<style>p {}</style><p>Hello</p>" == browser.html


def test_headers_are_read_and_the_source_is_as_it_came(site: Intruded, browser: Browser) -> None:
    """The whole source is a link away."""
    sent(site, browser, mail("件名"))

    browser.ask("GET", "/mail/1/?show=headers")
    names = [one.text() for one in parts(browser, ".headers dt")]
    values = [one.text() for one in parts(browser, ".headers dd")]
    browser.ask("GET", "/mail/1/?show=source")

    assert ("件名", TARO) == (values[names.index("Subject")], values[names.index("Delivered-To")])
    assert "Subject: =?utf-8?" in parts(browser, ".source")[0].text()
    assert f"{browser.home}/mail/api/v1/message/1/raw" == ways_of(browser)["ソースのすべて"]


def test_files_are_told_with_their_sizes_and_saved(site: Intruded, browser: Browser) -> None:
    """A file is never shown in place of the page."""
    sent(site, browser, mail(files=FILES))

    browser.ask("GET", "/mail/1/?show=parts")
    told = [" ".join(one.text().split()) for one in parts(browser, ".files li")]
    answers = [
        browser.ask("GET", way.removeprefix(browser.home))
        for name, way in ways_of(browser).items()
        if name in {"list.pdf", "note.txt"}
    ]

    assert ["list.pdf 8バイト application/pdf", "note.txt 4バイト text/plain"] == told
    assert [b"%PDF-1.4", b"note"] == [answer.body for answer in answers]
    assert [
        ("attachment; filename=\"list.pdf\"; filename*=UTF-8''list.pdf", "application/pdf"),
        ("attachment; filename=\"note.txt\"; filename*=UTF-8''note.txt", "text/plain"),
    ] == [(one.header("content-disposition"), one.header("content-type")) for one in answers]
    assert {("default-src 'none'; sandbox", "nosniff", "DENY")} == {
        (
            one.header("content-security-policy"),
            one.header("x-content-type-options"),
            one.header("x-frame-options"),
        )
        for one in answers
    }


def test_code_and_url_stand_above_their_letters(browser: Browser) -> None:
    """So that nobody has to look for them in the text."""
    ask_for_reissue(browser)
    to_phrase_sent(browser)

    browser.open("/mail/1/")
    code = text_of(browser, "#code")
    browser.open("/mail/2/")

    url = f"{browser.place.url}{browser.home}{browser.place.mailed('phrase')}"
    assert (browser.place.code(), url) == (code, text_of(browser, "#url"))
    assert url == parts(browser, "#url")[0].attributes["href"]


def test_letter_of_a_stranger_has_no_code_and_no_url_of_ours(
    site: Intruded, browser: Browser
) -> None:
    """Whatever it says of itself."""
    sent(site, browser, mail("認証コードのお知らせ", text="認証コード：123456"))

    browser.open("/mail/1/")

    assert [] == parts(browser, ".brought")


def test_neighbours_are_a_link_away(site: Intruded) -> None:
    """The newest and the oldest have one each."""
    browser = reader(site, *(letter(n) for n in (1, 2, 3)))

    found = []
    for n in (1, 2, 3):
        browser.open(f"/mail/{n}/")
        ways = ways_of(browser)
        found.append([ways.get(way, "")[-3:] for way in ("新しいメール", "古いメール")])

    assert [["/2/", ""], ["/3/", "/1/"], ["", "/2/"]] == found


def test_letter_is_new_again_and_thrown_away(browser: Browser) -> None:
    """The list tells what was done."""
    ask_for_reissue(browser)
    browser.open("/mail/1/")

    press(browser, "1/unread")
    told = [text_of(browser, ".done"), text_of(browser, ".fresh")]
    press(browser, "1/throw-away")

    assert ["未読に戻しました。", "未読"] == told
    assert text_of(browser, ".done").startswith("1通を捨てました。")
    assert (LettersMarked(("1",), read=False), LettersThrownAway(("1",))) == (
        browser.place.events[-2:]
    )


@pytest.mark.parametrize("deed", ["unread", "throw-away", "deliver"])
def test_letter_that_nobody_wrote_can_have_nothing_done(browser: Browser, deed: str) -> None:
    """The page is not there."""
    answer = browser.ask("POST", f"/mail/7/{deed}", [FORM, *browser.ours])

    assert (404, ()) == (answer.status, browser.place.events)


def test_story_tells_all_that_happened_to_a_letter(browser: Browser) -> None:
    """In order, with what the server said."""
    ask_for_reissue(browser)
    browser.place.advance(60)
    browser.ask("GET", "/mail/1/")

    browser.ask("GET", "/mail/1/?show=story")

    lines = [" ".join(one.text().split()) for one in parts(browser, ".story li")]
    assert ["を書いた", "を送ろうとした", "が届いた", "が受け取られた", "を既読にした"] == [
        line.partition("」")[2].partition(" ")[0] for line in lines
    ]
    assert "サーバーの返事 250" in lines[3]
    assert lines[0].startswith("2026-06-01 10:00:00 ")
    assert lines[4].startswith("2026-06-01 10:01:00 ")


def test_story_of_one_letter_says_nothing_of_others(site: Intruded, browser: Browser) -> None:
    """However much has happened since."""
    sent(site, browser, mail("first"))
    to_phrase_sent(browser)
    for n in range(600):
        browser.place.advance(n % 2 + 1)

    browser.ask("GET", "/mail/1/?show=story")

    lines = [one.text() for one in parts(browser, ".story li")]
    assert (2, False) == (len(lines), any(PHRASE_SUBJECT in line for line in lines))


def test_letter_that_is_there_from_the_beginning_has_no_story(site: Intruded) -> None:
    """That is said."""
    browser = reader(site, letter(1))

    browser.ask("GET", "/mail/1/?show=story")

    assert "はじめからあったメールです" in text_of(browser, ".story")


def test_only_the_page_of_a_letter_may_hold_a_frame_of_its_own_site(
    site: Intruded, browser: Browser
) -> None:
    """Every other policy is as it was."""
    sent(site, browser, mail(html=HTML))

    policies = {
        address: browser.ask("GET", address).header("content-security-policy")
        for address in ("/mail/1/", "/mail/", "/mypage", "/mail/7/", "/mail/1/html")
    }

    framing = policies.pop("/mail/1/")
    assert {"/mail/1/html"} == {key for key, one in policies.items() if "sandbox" in one}
    assert "frame-src 'self'" in framing
    assert "frame-ancestors 'none'" in framing
    assert not [one for one in policies.values() if "frame-src" in one]


def test_html_is_served_for_that_frame_alone(site: Intruded, browser: Browser) -> None:
    """It runs nothing, loads nothing from elsewhere, and no other site can frame it."""
    sent(site, browser, mail(html=HTML))

    answer = browser.ask("GET", "/mail/1/html")

    assert (
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"
    ) == answer.header("content-security-policy")
    assert ("SAMEORIGIN", "nosniff", "no-store", "text/html; charset=utf-8") == tuple(
        answer.header(name)
        for name in ("x-frame-options", "x-content-type-options", "cache-control", "content-type")
    )
    names = [name for name, _ in answer.headers]
    assert sorted(set(names)) == sorted(names)
    assert ("<h1>Hello</h1>" in browser.html, "alert" in browser.html) == (True, False)


def test_picture_of_a_letter_comes_with_its_html(site: Intruded, browser: Browser) -> None:
    """One that it does not bring is left out, and so is one too many."""
    html = "<img src='cid:logo' alt='a'><img src='cid:none' alt='b'>"
    raw = (
        b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
        + html.encode()
        + b"\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n"
    )
    sent(site, browser, raw)

    browser.ask("GET", "/mail/1/html")

    sources = [one.attributes.get("src") for one in parts(browser, "img")]
    assert ["data:image/png;base64,iVBORw0KGgo=", None] == sources


@pytest.mark.parametrize("address", ["/mail/1/html", "/mail/1/part/1", "/mail/1/part/7"])
def test_what_a_letter_does_not_bring_is_not_there(browser: Browser, address: str) -> None:
    """A letter of ours is text alone."""
    ask_for_reissue(browser)

    assert 404 == browser.ask("GET", address).status
