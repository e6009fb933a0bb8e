"""Letters that are not in the box: what became of them, when they come, and nothing they say."""

import pytest
from msgspec import json

from itsid_sim.core.state import LetterState
from itsid_sim.rules.letters import CODE_SUBJECT, REGISTRATION_SUBJECT
from tests.web.intruder import FORM, Browser, Intruded
from tests.web.journeys import TARO, ask_for_reissue, to_phrase_sent, to_registration_sent
from tests.web.mail.correspondence import mail, sent, text_of, ways_of
from tests.web.reader import letter, parts, reader, subjects

MINUTE_S = 60


def set_fault(site: Intruded, browser: Browser, **fault: object) -> None:
    """Let mail of the world go wrong in this way."""
    path = f"/api/worlds/{browser.place.name}/mail/faults"
    body = json.encode({"faults": [fault]})
    assert (
        200 == site.connection.ask("PUT", path, [("content-type", "application/json")], body).status
    )


def on_way(browser: Browser) -> list[str]:
    """What the list says of letters that have not arrived."""
    return [" ".join(one.text().split()) for one in parts(browser, ".ways li")]


def test_held_letter_is_told_with_the_time_of_its_arrival(site: Intruded, browser: Browser) -> None:
    """It stands apart from those that have arrived."""
    set_fault(site, browser, do="hold", **{"for": "PT20M"})
    ask_for_reissue(browser)

    browser.open("/mail/")

    (told,) = on_way(browser)
    assert told.startswith(f"{CODE_SUBJECT} 留め置かれています 2026-06-01 10:20:00 に届きます。")
    assert f"宛先 {TARO} 書かれた日時 2026-06-01 10:00:00" in told
    assert ([], True) == (subjects(browser), "箱に入っていないメールが1通" in browser.html)


def test_letter_that_waits_for_the_next_is_told_so(site: Intruded, browser: Browser) -> None:
    """And when it comes at the latest."""
    set_fault(site, browser, do="swap")
    ask_for_reissue(browser)

    browser.open("/mail/")

    (told,) = on_way(browser)
    assert (
        "次のメールが届くと、そのあとに届きます。遅くとも 2026-06-02 10:00:00 に届きます。" in told
    )


def test_letter_that_is_tried_again_is_told_with_what_the_server_said(
    site: Intruded, browser: Browser
) -> None:
    """And with the time of the next try."""
    set_fault(site, browser, do="defer")
    ask_for_reissue(browser)

    browser.open("/mail/")

    (told,) = on_way(browser)
    assert "1回送ろうとしました。次は 2026-06-01 10:01:00 に送ります。" in told
    assert "サーバーの返事 451 " in told


@pytest.mark.parametrize(
    ("do", "told"), [("refuse", "戻されました サーバーの返事 550 "), ("lose", "途中で失われました")]
)
def test_letter_that_will_never_come_is_told(
    site: Intruded, browser: Browser, do: str, told: str
) -> None:
    """With what the server said, if it did."""
    set_fault(site, browser, do=do)
    ask_for_reissue(browser)

    browser.open("/mail/")

    assert told in on_way(browser)[0]
    assert [] == parts(browser, ".ways button")


def test_held_letter_is_delivered_by_a_button(site: Intruded, browser: Browser) -> None:
    """The list shows it as new, and its page no longer says that it waits."""
    set_fault(site, browser, do="hold", **{"for": "PT20M"})
    ask_for_reissue(browser)
    browser.place.advance(MINUTE_S)

    answer = browser.ask("POST", "/mail/1/deliver", [FORM, *browser.ours])
    browser.ask("GET", answer.header("location").removeprefix(browser.home))

    assert (303, "いま届けました。") == (answer.status, text_of(browser, ".done"))
    assert ([CODE_SUBJECT], []) == (subjects(browser), on_way(browser))
    assert "2026-06-01 10:01:00" in text_of(browser, ".letters")


def test_letter_that_is_not_held_is_not_delivered(site: Intruded, browser: Browser) -> None:
    """A lost one stays lost."""
    set_fault(site, browser, do="lose")
    ask_for_reissue(browser)
    before = browser.place.events

    answer = browser.ask("POST", "/mail/1/deliver", [FORM, *browser.ours])

    assert (303, before) == (answer.status, browser.place.events)


@pytest.mark.parametrize("state", ["written", "held", "lost", "bounced"])
def test_letter_that_has_not_arrived_shows_nothing_that_it_says(
    site: Intruded, state: LetterState
) -> None:
    """Its page is there, for its story."""
    browser = reader(site, letter(1, state=state, text="the secret text"))

    answers = [
        browser.ask("GET", f"/mail/1/{rest}")
        for rest in ("", "?show=text", "?show=source", "html", "part/1")
    ]

    assert [200, 200, 200, 404, 404] == [answer.status for answer in answers]
    assert not [one for one in answers if b"secret text" in one.body]


def test_held_letter_shows_its_code_when_its_time_has_come(
    site: Intruded, browser: Browser
) -> None:
    """Not a second before."""
    set_fault(site, browser, do="hold", **{"for": "PT20M"})
    ask_for_reissue(browser)
    code = browser.place.code()

    shown = []
    for seconds in (20 * MINUTE_S - 1, 1):
        browser.place.advance(seconds)
        browser.open("/mail/1/")
        shown.append(code in browser.html)

    assert [False, True] == shown


def test_mailed_url_of_a_letter_on_its_way_is_not_shown(site: Intruded, browser: Browser) -> None:
    """Neither on its page nor in the list."""
    set_fault(site, browser, do="hold", **{"for": "PT20M"})
    to_phrase_sent(browser)
    secret = browser.place.letters("phrase")[-1].secret

    pages = [browser.ask("GET", address).body.decode() for address in ("/mail/", "/mail/1/")]

    assert [] == [page for page in pages if secret in page]


def test_page_of_a_held_letter_tells_its_story_and_has_the_button(
    site: Intruded, browser: Browser
) -> None:
    """Each line with its time, and until when it is held."""
    set_fault(site, browser, do="hold", **{"for": "PT20M"})
    ask_for_reissue(browser)

    browser.open("/mail/1/")

    assert CODE_SUBJECT == browser.page.title
    story = text_of(browser, ".story")
    assert "を書いた" in story
    assert "留め置かれた 予定の日時 2026-06-01 10:20:00" in story
    assert ["いま届ける"] == [one.text() for one in parts(browser, "main button")]


def test_letter_thrown_away_tells_that_it_was(site: Intruded, browser: Browser) -> None:
    """Its text is gone, its story is not."""
    sent(site, browser, mail("gone", text="the secret text"))
    browser.ask("POST", "/mail/1/throw-away", [FORM, *browser.ours])

    browser.open("/mail/1/")

    assert "捨てられました" in text_of(browser, ".head")
    assert "このメールは捨てられました。" == text_of(browser, ".told")
    assert "を捨てた" in text_of(browser, ".story")
    assert "secret text" not in browser.html


def test_box_of_an_address_tells_of_its_letters_on_their_way_only(
    site: Intruded, browser: Browser
) -> None:
    """A letter to others is on its way elsewhere."""
    set_fault(site, browser, do="hold", **{"for": "PT20M"})
    ask_for_reissue(browser)
    to_registration_sent(browser)

    browser.open(f"/mail/to/{TARO}/")
    told = on_way(browser)
    statuses = [browser.ask("GET", f"/mail/to/{TARO}/{n}/").status for n in (1, 2)]

    assert 1 == len(told)
    assert (True, False) == (CODE_SUBJECT in told[0], REGISTRATION_SUBJECT in told[0])
    assert [200, 404] == statuses


def test_many_letters_on_their_way_are_counted(site: Intruded) -> None:
    """The newest twenty are listed."""
    browser = reader(site, *(letter(n, state="lost", subject=f"no. {n}") for n in range(1, 31)))

    browser.open("/mail/")

    assert (20, "no. 30") == (len(on_way(browser)), on_way(browser)[0][:6])
    assert "ほかに10通あります" in text_of(browser, "#waiting")
    assert f"{browser.home}/mail/30/" == ways_of(browser)["no. 30"]
