"""Nothing is ever sent off this machine."""

import pytest

from itsid_sim.adapters.smtp_mailer import NotLoopback, SmtpMailer

HERE = ("127.0.0.1", "127.0.0.2", "127.255.255.254", "::1", "localhost")
ELSEWHERE = (
    "mail.example.jp",
    "localhost.example.jp",
    "127.0.0.1.example.jp",
    "localhost.localdomain",
    "mypage",
    "",
    " ",
    "8.8.8.8",
    "10.0.0.1",
    "192.168.0.1",
    "169.254.0.1",
    "126.255.255.255",
    "128.0.0.1",
    "0.0.0.0",  # noqa: S104 - refusing it is the point
    "255.255.255.255",
    "127.1",
    "0177.0.0.1",
    "2130706433",
    "::",
    "::2",
    "2001:db8::1",
    "fe80::1",
    "::8.8.8.8",
    "::ffff:8.8.8.8",
    "::ffff:10.0.0.1",
    "::ffff:128.0.0.1",
    "64:ff9b::127.0.0.1",
)


@pytest.mark.parametrize("host", HERE)
def test_a_loopback_host_is_accepted(host: str) -> None:
    mailer = SmtpMailer(host, 25)

    mailer.close()


@pytest.mark.parametrize("host", ELSEWHERE)
def test_any_other_host_is_refused_by_name(host: str) -> None:
    with pytest.raises(NotLoopback) as refusal:
        SmtpMailer(host, 25)

    assert repr(host) in str(refusal.value)
