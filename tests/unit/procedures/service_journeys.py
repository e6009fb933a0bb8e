"""Short journeys through what stands beside the procedures that together reach every row there."""

from itsid_sim.core.chart import Chart
from itsid_sim.procedures.applications import CHANGES, SERVICES
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.limits import TEXT_CHARS_MAX
from tests.unit.people import TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    INQUIRY,
    MAILBOX,
    NEW_MAIL,
    answer_survey,
    apply_for,
    change,
    inquire,
    mail,
    read_newest,
    sign_in,
    to_form,
    write_mail,
)

TOO_LONG = "あ" * (TEXT_CHARS_MAX + 1)
HERE = {labels.APPLY: SERVICES[0], labels.CHANGE: CHANGES[0]}


def signed_in(chart: Chart) -> Person:
    """A customer who has just signed in."""
    person = Person(Stage(chart=chart))
    sign_in(person, TARO_ID, TARO_PASSWORD)
    return person


def survey(chart: Chart) -> None:
    """Both answers."""
    for answer in (sentences.YES, sentences.NO):
        answer_survey(Person(Stage(chart=chart)), answer)


def inquiry(chart: Chart) -> None:
    """Everything that can be wrong with an inquiry, and one that is sent."""
    person = Person(Stage(chart=chart))
    person.open(INQUIRY)
    person.press(sentences.SEND)
    for address, text in (("a", TOO_LONG), ("a@example.jp", "?")):
        inquire(person, address, text)


def applications(chart: Chart) -> None:
    """Both forms refused and accepted, and every way from each of their pages."""
    for action in HERE:
        person = signed_in(chart)
        to_form(person, action)
        person.press(sentences.APPLY_NOW)
        for item in labels.MENU:
            to_form(person, action)
            person.press(item)
            apply_for(person, SERVICES[0])
            person.press(item)
    change(signed_in(chart), CHANGES[0])


def applications_after_the_sign_in(chart: Chart) -> None:
    """Each page leads to the login page once the sign-in is over."""
    for action in HERE:
        person = signed_in(chart)
        to_form(person, action)
        person.stage.wait(minutes=30)
        person.press(sentences.APPLY_NOW)
    person = signed_in(chart)
    apply_for(person, SERVICES[0])
    person.stage.wait(minutes=30)
    person.look()


def mails(chart: Chart) -> None:
    """Everything that can be wrong with a mail and with a reply, and one of each that is sent."""
    person = signed_in(chart)
    person.open(NEW_MAIL)
    for typed in ({}, {sentences.RECIPIENT: "a", sentences.MAIL_TEXT: TOO_LONG}, mail(TARO_ID)):
        person.press(sentences.SEND, typed)
    person.stage.deliver()
    read_newest(person)
    for text in ("", TOO_LONG, "a"):
        person.press(sentences.REPLY, {sentences.REPLY_TEXT: text})


def mails_after_the_sign_in(chart: Chart) -> None:
    """Each page leads to the list without letters once the sign-in is over."""
    for page in ("read", "write"):
        person = signed_in(chart)
        write_mail(person, TARO_ID)
        if page == "read":
            read_newest(person)
            person.press(sentences.REPLY)
        else:
            person.open(NEW_MAIL)
            person.press(sentences.SEND)
        person.stage.wait(minutes=30)
        person.look()
    for address in (MAILBOX, NEW_MAIL, "/webmail/1/"):
        Person(Stage(chart=chart)).open(address)


JOURNEYS = (
    survey,
    inquiry,
    applications,
    applications_after_the_sign_in,
    mails,
    mails_after_the_sign_in,
)
