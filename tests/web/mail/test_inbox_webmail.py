"""A mail sent by SMTP is in the customer's own mailbox as well as in the tester's."""

from smtplib import SMTP

from itsid_sim.rules import labels, sentences
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import TARO, log_in
from tests.web.mail.correspondence import SHOP, mail, text_of
from tests.web.reader import subjects

WEBMAIL = "/webmail"
OTHER = "somebody@example.com"


def send(site: Intruded, browser: Browser, raw: bytes, to: str) -> None:
    """Send a mail to somebody in the world, as any program would."""
    with SMTP("127.0.0.1", site.served.smtp_port) as client:
        client.login(browser.place.name, "any password")
        client.sendmail(SHOP, [to], raw)


def test_mail_by_smtp_to_a_customer_s_id_is_read_by_both(site: Intruded, browser: Browser) -> None:
    """The customer sees its sender, subject and text in どこでもメール."""
    send(site, browser, mail("ご注文の確認", text="ありがとうございます。\n\n<b>店</b>"), TARO)
    send(site, browser, mail("not for you", to=OTHER), OTHER)
    log_in(browser)

    browser.open(WEBMAIL)
    listed = [anchor.labels[0] for anchor in browser.page.anchors]
    told = text_of(browser, "main")
    browser.open(f"{WEBMAIL}/1/")
    read = text_of(browser, "main")
    browser.open("/mail/")

    assert "届いたメール1通" in told
    assert ("ご注文の確認" in listed, "not for you" in listed) == (True, False)
    assert sentences.READ_MAIL in read
    assert f"送信者{SHOP}" in read
    assert "ありがとうございます。 <b>店</b>" in read
    assert ["not for you", "ご注文の確認"] == subjects(browser)


def test_a_mail_without_a_subject_can_be_opened(site: Intruded, browser: Browser) -> None:
    """A link has words."""
    send(site, browser, b"\r\nhello\r\n", TARO)
    log_in(browser)

    browser.open(WEBMAIL)

    assert sentences.NO_SUBJECT in [anchor.labels[0] for anchor in browser.page.anchors]


def test_html_alone_is_text_to_the_customer(site: Intruded, browser: Browser) -> None:
    """No HTML of a stranger's comes into a page of the procedures."""
    raw = b"Subject: s\r\nContent-Type: text/html\r\n\r\n<h1>Hi</h1><script>alert(1)</script>\r\n"
    send(site, browser, raw, TARO)
    log_in(browser)

    browser.open(f"{WEBMAIL}/1/")

    assert (200, sentences.READ_MAIL) == (browser.answer.status, browser.page.title)
    assert "Hi" in text_of(browser, "main")
    assert "<h1>Hi</h1>" not in browser.html
    assert "<script>alert" not in browser.html


def test_whoever_is_not_signed_in_reads_no_mail(site: Intruded, browser: Browser) -> None:
    """A letter's number is easily guessed."""
    send(site, browser, mail("ご注文の確認", text="secret text"), TARO)

    browser.open(f"{WEBMAIL}/1/")

    assert (labels.WEBMAIL, False) == (browser.page.title, "secret text" in browser.html)
