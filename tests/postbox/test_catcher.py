"""The catcher listens from start to stop, on loopback, at a port of its own."""

import smtplib
import socket
from contextlib import closing

import pytest

from itsid_sim.postbox.catcher import Catcher
from itsid_sim.service.inbox import Inbox
from tests.postbox.office import LOOPBACK, Office


def test_catchers_side_by_side_have_ports_of_their_own() -> None:
    with Office() as one, Office() as other:
        for office in (one, other):
            office.open("a")

        one.courier.settle("a")

        assert one.port != other.port
        assert ("arrived", "written") == (one.letter("a").state, other.letter("a").state)


def test_a_catcher_listens_where_it_is_told_to(office: Office) -> None:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        wanted = free.getsockname()[1]
    catcher = Catcher(Inbox(office.service))

    port = catcher.start(LOOPBACK, wanted)
    catcher.stop()

    assert wanted == port


def test_a_stopped_catcher_hangs_up_and_listens_no_more() -> None:
    office = Office()
    office.open("a")
    with closing(smtplib.SMTP(LOOPBACK, office.port, timeout=10)) as smtp:
        smtp.ehlo("a.itsid-sim.invalid")

        office.close()

        with pytest.raises(smtplib.SMTPServerDisconnected):
            smtp.noop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((LOOPBACK, office.port), timeout=10)


def test_a_letter_after_the_catcher_stopped_waits() -> None:
    office = Office()
    office.open("a")
    office.close()

    office.courier.settle("a")

    assert ("written", 1) == (office.letter("a").state, office.letter("a").tries)
