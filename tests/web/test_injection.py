"""Whatever people type or are called, a page shows it as text and as nothing else."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from itsid_sim.core.digest import quick_digest
from itsid_sim.core.state import Account, Contract
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import (
    ANSWER,
    BANK_LAST4,
    CARD_LAST4,
    CODE,
    CUSTOMER_NO,
    ITSCOM_ID,
    KANA,
    PASSWORD,
    PASSWORD_AGAIN,
    PAYMENT,
    PHONE,
    STB_ID,
)
from itsid_sim.rules.letters import PHRASE_PATH, REGISTRATION_PATH
from tests.web.intruder import Browser, Intruded, Typed
from tests.web.journeys import (
    LOGIN,
    NEW_PASSWORD,
    TARO,
    TARO_PASSWORD,
    ask_for_reissue,
    log_in,
    to_identity,
    to_phrase_entry,
    to_registration_sent,
    to_terms,
)

SECRET = "Typed.secret1"
MEAN = (
    '"><script>alert(1)</script>',
    "' onfocus=alert(1) autofocus x='",
    '"/><img src=x onerror=alert(1)>',
    "</textarea><iframe src=//example.com></iframe>",
    "</title><base href=//example.com>",
    "<meta http-equiv=refresh content='0;url=//example.com'>",
    "&lt;script&gt;&#34;&amp;",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "\u202e\u2066<i>\u2028x",
    "said0 typed0 \ufffd \uffff",
)
# Elements that our pages never have, and attributes that would run something.
FOREIGN = (
    "script:not([src='/static/page.js']), img:not([src$='/mypage/qr.svg']), iframe, base, object, "
    "embed, svg, math, link:not([href='/static/style.css'])"
)
MAY_STAND = {"charset", "name", "content"}


def to_login(browser: Browser) -> None:
    browser.open(LOGIN)


def to_contractor(browser: Browser) -> None:
    browser.open(LOGIN)
    browser.press(labels.REGISTER)


def to_id_entry(browser: Browser) -> None:
    to_terms(browser)
    browser.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})


def to_inquiry(browser: Browser) -> None:
    browser.open("/inquiry")


def to_new_mail(browser: Browser) -> None:
    log_in(browser)
    browser.open("/webmail/new")


def to_letter(browser: Browser) -> None:
    to_new_mail(browser)
    write(browser, "a", "b")
    browser.open("/webmail/1/")


def write(browser: Browser, subject: str, text: str) -> None:
    typed = {sentences.RECIPIENT: TARO, sentences.SUBJECT: subject, sentences.MAIL_TEXT: text}
    browser.press(sentences.SEND, typed)
    assert sentences.MAIL_SENT == browser.page.title


# Each form that comes back: the way to it, its button, and where to type what is not taken.
FORMS: dict[str, tuple[Callable[[Browser], None], str, tuple[str, ...], Typed]] = {
    "login": (to_login, labels.SIGN_IN, (ITSCOM_ID,), {PASSWORD: SECRET}),
    "contractor": (
        to_contractor,
        labels.CONFIRM,
        (KANA, PHONE, CUSTOMER_NO, BANK_LAST4, CARD_LAST4, STB_ID),
        {PAYMENT: (CUSTOMER_NO, BANK_LAST4, CARD_LAST4, STB_ID)},
    ),
    "id entry": (
        to_id_entry,
        labels.NEXT,
        (ITSCOM_ID,),
        {PASSWORD: SECRET, PASSWORD_AGAIN: SECRET},
    ),
    "identity": (to_identity, labels.NEXT, (ITSCOM_ID,), {}),
    "code": (ask_for_reissue, labels.NEXT, (CODE,), {}),
    "phrase": (to_phrase_entry, labels.REISSUE, (ANSWER,), {}),
    "inquiry": (to_inquiry, sentences.SEND, (sentences.MAIL_ADDRESS, sentences.QUESTION_TEXT), {}),
    "mail": (
        to_new_mail,
        sentences.SEND,
        (sentences.RECIPIENT, sentences.SUBJECT, sentences.MAIL_TEXT),
        {},
    ),
    "reply": (to_letter, sentences.REPLY, (sentences.REPLY_TEXT,), {}),
}


def foreign_parts(html: str) -> list[str]:
    """Elements and attributes that no page of ours has."""
    tree = LexborHTMLParser(html)
    found = [node.tag or "" for node in tree.css(FOREIGN)]
    for node in tree.css("*"):
        found += [name for name in node.attributes if name.startswith("on") or name == "style"]
        if node.tag == "meta" and not set(node.attributes) <= MAY_STAND:
            found.append("meta")
        if node.tag == "a" and not (node.attributes["href"] or "").startswith(("/w/", "#")):
            found.append("a")
        if node.tag == "form" and not (node.attributes["action"] or "").startswith("/w/"):
            found.append("form")
    return found


@pytest.mark.parametrize("mean", MEAN, ids=range(len(MEAN)))
@pytest.mark.parametrize("name", FORMS)
def test_refused_form_shows_what_was_typed_and_nothing_comes_of_it(
    browser: Browser, name: str, mean: str
) -> None:
    walk, button, fields, others = FORMS[name]
    walk(browser)
    longer = mean + "x" * 2100 if sentences.REPLY_TEXT in fields else mean

    answer = browser.press(button, {**others, **dict.fromkeys(fields, longer)})

    shown = {field.label: field.value for field in browser.page.fields}
    assert (422, []) == (answer.status, foreign_parts(browser.html))
    assert dict.fromkeys(fields, longer) == {label: shown[label] for label in fields}


@pytest.mark.parametrize("name", ["login", "id entry"])
def test_refused_form_shows_no_secret_again(browser: Browser, name: str) -> None:
    walk, button, fields, others = FORMS[name]
    walk(browser)

    browser.press(button, {**others, **dict.fromkeys(fields, "x")})

    kinds = {field.kind for field in browser.page.fields if field.label in others}
    assert {"secret"} == kinds
    assert SECRET not in browser.html


@pytest.mark.parametrize("mean", MEAN, ids=range(len(MEAN)))
def test_choice_that_is_not_offered_is_not_shown(browser: Browser, mean: str) -> None:
    to_contractor(browser)

    browser.press(labels.CONFIRM, {PAYMENT: mean, mean: mean})

    assert (422, []) == (browser.answer.status, foreign_parts(browser.html))
    assert mean not in browser.html


@pytest.mark.parametrize("mean", MEAN, ids=range(len(MEAN)))
def test_name_of_a_customer_is_only_text(site: Intruded, mean: str) -> None:
    account = Account(TARO, quick_digest(TARO_PASSWORD, "salt"), "salt", TARO)
    taro = Contract("taro", mean, "イツ", "09000000001", mean, bank_last4="1001")
    jiro = replace(
        taro, id="jiro", name=mean, kana="アオバジロウ", phone="0450000003", card_last4="2003"
    )
    browser = site.browser(site.place(customers=((taro, account), (jiro, None))))
    pages = []

    log_in(browser)
    pages.append(browser.html)
    browser.press(labels.MENU_CONTRACT)
    pages.append(browser.html)
    other = site.browser(browser.place)
    to_registration_sent(other)
    browser.open(browser.place.mailed("registration"))
    pages.append(browser.html)

    lines = [line for html in pages for line in shown_lines(browser, html)]
    assert [[], [], []] == [foreign_parts(html) for html in pages]
    assert 3 <= sum(mean[:7] in line for line in lines)


@pytest.mark.parametrize("mean", MEAN, ids=range(len(MEAN)))
def test_mail_is_only_text(browser: Browser, mean: str) -> None:
    to_new_mail(browser)
    write(browser, mean, mean)

    browser.open("/webmail")
    listed = browser.html
    labels_of_links = [label for anchor in browser.page.anchors for label in anchor.labels]
    browser.open("/webmail/1/")

    assert ([], []) == (foreign_parts(listed), foreign_parts(browser.html))
    assert mean in labels_of_links
    assert any(mean in line for line in browser.page.lines)


def test_url_in_a_mail_is_no_link(browser: Browser) -> None:
    to_new_mail(browser)
    write(browser, "http://example.com/", "javascript:alert(1) http://example.com/")

    browser.open("/webmail/1/")

    assert [] == foreign_parts(browser.html)


def test_subject_brings_no_line_of_its_own_into_the_mail(browser: Browser) -> None:
    """Neither over SMTP nor in what the mail API tells."""
    to_new_mail(browser)
    write(browser, "a\r\nBcc: victim@example.com\r\nMessage-ID: <9.main@itsid-sim.invalid>", "b")

    letter = browser.place.letters("personal")[-1]

    assert ("arrived", [TARO]) == (
        letter.state,
        [one.to for one in browser.place.world.letters.values()],
    )


@pytest.mark.parametrize(
    "mean",
    [*MEAN, '"><h2>a', "'><i>", '"><meta http-equiv=refresh content=0>'],
    ids=range(len(MEAN) + 3),
)
@pytest.mark.parametrize("path", [REGISTRATION_PATH, PHRASE_PATH, "/webmail/<token>/"])
def test_address_is_only_text(browser: Browser, path: str, mean: str) -> None:
    """The page of a mailed URL that is no more has a form, whose action is the address."""
    browser.open(path.replace("<token>", quote(mean.replace("/", "&#47;"), safe="")))

    assert ([], []) == (foreign_parts(browser.html), LexborHTMLParser(browser.html).css("h2, i"))


def shown_lines(browser: Browser, html: str) -> list[str]:
    kept = browser.answer
    browser.answer = replace(kept, body=html.encode())
    lines = browser.page.lines
    browser.answer = kept
    return lines


def test_password_is_never_shown_again_whatever_it_is(browser: Browser) -> None:
    to_id_entry(browser)

    browser.press(labels.NEXT, {ITSCOM_ID: "x", PASSWORD: NEW_PASSWORD, PASSWORD_AGAIN: ""})

    assert NEW_PASSWORD not in browser.html
