"""What the clients of the postbox may cost it."""

from itsid_sim.rules.value import Value


class Limits(Value, frozen=True):
    """What the clients of one catcher may do; whoever wants more is answered, and loses nothing."""

    # What large providers take, so that a mail that is too large here is too large anywhere.
    message_bytes_max: int = 25 * 1024 * 1024
    # Of all messages that are still coming in: ten of the largest.
    arriving_bytes_max: int = 250 * 1024 * 1024
    # The least that RFC 5321, 4.5.3.1.8 lets a server have.
    recipients_max: int = 100
    # With those to the website below the 1,024 open files that a process has by default.
    connections_max: int = 400
    # RFC 5321, 4.5.3.2.7: a server waits five minutes for the next command.
    command_wait_s: float = 300
    # 512 are due (RFC 5321, 4.5.3.1.4); SIZE, SMTPUTF8 and AUTH add 600 to MAIL.
    command_bytes_max: int = 2048
    # A test that tries mistakes makes a dozen; what makes twenty between letters speaks no SMTP.
    errors_max: int = 20


LIMITS = Limits()
