"""The mailers of the command line bring their mail, each in its own way."""

import smtplib
import ssl
import subprocess
from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest

from itsid_sim.postbox.mailpit import Message
from tests.clients.conftest import PATIENCE_S, World

SHOP, TARO = "shop@example.org", "taro@example.jp"
SUBJECT, TEXT = "ご注文の確認①", "ありがとうございます。\n㈱お店 ～ﾊﾝｶｸ～\n"
# As a script writes it that knows nothing of MIME.
RAW = f"From: {SHOP}\nTo: {TARO}\nSubject: {SUBJECT}\n\n{TEXT}"

Send = Callable[[World, str], None]


def run(*command: str | Path, text: str = "") -> None:
    """Run a program on a text; it must say that it has done its work."""
    done = subprocess.run(
        command, input=text.encode(), capture_output=True, check=False, timeout=PATIENCE_S
    )
    assert 0 == done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def place(world: World) -> str:
    """Where mail is taken."""
    return f"127.0.0.1:{world.smtp_port}"


def swaks(world: World, user: str, *more: str) -> None:
    """Swaks sends whatever it is given, in 8 bits and without MIME."""
    login = ("--auth-user", user, "--auth-password", "any") if user else ()
    words = ("--server", place(world), "--from", SHOP, "--to", TARO, "--silent", "2")
    header = ("--header", f"Subject: {SUBJECT}", "--body", TEXT)
    run("swaks", *words, *header, *login, *more)


def s_nail(world: World, user: str, *more: str) -> None:
    """Heirloom's mailx."""
    name = f"{user}:any@" if user else ""
    settings = (
        "v15-compat",
        f"mta=smtp://{name}{place(world)}",
        "smtp-auth=login" if user else "smtp-auth=none",
        "ttycharset=utf-8",
        "sendcharsets=utf-8",
        "sendwait",
    )
    options = [word for setting in settings for word in ("-S", setting)]
    run("s-nail", "-:/", *options, "-r", SHOP, "-s", SUBJECT, *more, TARO, text=TEXT)


def msmtp(world: World, user: str, *more: str) -> None:
    """A sendmail for scripts."""
    login = ("--auth=plain", f"--user={user}", "--passwordeval=echo any") if user else ()
    where = ("--host=127.0.0.1", f"--port={world.smtp_port}", f"--from={SHOP}", "--tls=off")
    run("msmtp", "--file=/dev/null", *where, *login, *(more or (TARO,)), text=RAW)


def curl(world: World, user: str, *more: str) -> None:
    """It speaks SMTP too."""
    login = ("--user", f"{user}:any") if user else ()
    words = ("--silent", "--show-error", "--mail-from", SHOP, "--mail-rcpt", TARO)
    where = ("--url", f"smtp://{place(world)}/mailer.example.org", "--upload-file", "-")
    run("curl", *words, *login, *where, *more, text=RAW.replace("\n", "\r\n"))


def python(world: World, user: str) -> None:
    """The standard library."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SHOP, TARO, SUBJECT
    mail.set_content(TEXT)
    with smtplib.SMTP("127.0.0.1", world.smtp_port, timeout=PATIENCE_S) as smtp:
        if user:
            smtp.login(user, "any")
        smtp.send_message(mail)


MAILERS = (swaks, s_nail, msmtp, curl, python)


def read(message: Message) -> tuple[str, str, str, list[str]]:
    """What a mail says, to whom, and by whom."""
    sender = message.from_.address if message.from_ else ""
    return message.subject, message.text, sender, [one.address for one in message.to]


@pytest.mark.parametrize("mailer", MAILERS, ids=lambda mailer: mailer.__name__)
def test_whoever_logs_in_as_a_world_brings_it_mail(world: World, mailer: Send) -> None:
    mailer(world, world.id)

    subject, text, *people = read(world.latest)
    assert (SUBJECT, TEXT.strip(), [SHOP, [TARO]]) == (subject, text.strip(), people)


@pytest.mark.parametrize("mailer", MAILERS, ids=lambda mailer: mailer.__name__)
def test_whoever_does_not_log_in_brings_mail_to_main(main: World, mailer: Send) -> None:
    before = total(main)

    mailer(main, "")

    assert (before + 1, SUBJECT) == (total(main), main.latest.subject)


@pytest.mark.parametrize(
    ("mailer", "more"),
    [
        (swaks, ("--pipeline",)),
        (swaks, ("--auth", "LOGIN")),
        (swaks, ("--tls",)),
        (s_nail, ("-S", "smtp-use-starttls", "-S", "tls-verify=ignore")),
        (msmtp, ("--read-recipients",)),
        (msmtp, ("--tls=on", "--tls-certcheck=off", TARO)),
        (curl, ("--ssl-reqd", "--insecure")),
    ],
)
def test_mailers_may_do_it_in_other_ways(
    world: World, mailer: Callable[..., None], more: tuple[str, ...]
) -> None:
    mailer(world, world.id, *more)

    subject, text, *people = read(world.latest)
    assert (SUBJECT, TEXT.strip(), [SHOP, [TARO]]) == (subject, text.strip(), people)


def test_copies_are_told_apart_by_who_may_know_of_them(world: World) -> None:
    s_nail(world, world.id, "-c", "cc@example.org", "-b", "bcc@example.org")

    message = world.latest
    assert (["cc@example.org"], ["bcc@example.org"]) == (
        [one.address for one in message.cc],
        [one.address for one in message.bcc],
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of every byte, with a Japanese name."""
    written = tmp_path / "明細.csv"
    written.write_bytes(bytes(range(256)))
    return written


@pytest.mark.parametrize(
    ("mailer", "more"),
    [(swaks, ("--attach", "@{}")), (s_nail, ("-a", "{}"))],
)
def test_an_attachment_keeps_its_name_and_its_bytes(
    world: World, file: Path, mailer: Callable[..., None], more: tuple[str, ...]
) -> None:
    mailer(world, world.id, *(word.format(file) for word in more))

    (part,) = world.latest.attachments
    assert ("明細.csv", sha256(bytes(range(256))).hexdigest()) == (
        part.file_name,
        part.checksums.sha256,
    )


def test_curl_sends_a_form_as_a_mail(world: World, file: Path) -> None:
    head = ("-H", f"From: {SHOP}", "-H", f"To: {TARO}", "-H", f"Subject: {SUBJECT}")
    parts = ("-F", f"={TEXT};type=text/plain;charset=utf-8", "-F", f"=@{file};encoder=base64")
    route = ("--mail-from", SHOP, "--mail-rcpt", TARO, "--url", f"smtp://{place(world)}")

    run("curl", "--silent", "--show-error", *route, "--user", f"{world.id}:any", *head, *parts)

    message = world.latest
    assert (SUBJECT, TEXT.strip(), ["明細.csv"]) == (
        message.subject,
        message.text.strip(),
        [part.file_name for part in message.attachments],
    )


def test_a_connection_can_be_made_secret(world: World) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with smtplib.SMTP("127.0.0.1", world.smtp_port, timeout=PATIENCE_S) as smtp:
        smtp.starttls(context=context)
        smtp.login(world.id, "any")
        smtp.sendmail(SHOP, [TARO], RAW.encode())

    assert SUBJECT == world.latest.subject


def test_addresses_may_be_japanese(world: World) -> None:
    with smtplib.SMTP("127.0.0.1", world.smtp_port, timeout=PATIENCE_S) as smtp:
        smtp.login(world.id, "any")
        smtp.sendmail(SHOP, ["太郎@例え.jp"], RAW.encode(), ["SMTPUTF8"])

    assert ["太郎@例え.jp"] == [one.address for one in world.latest.bcc]


@pytest.mark.parametrize(
    ("trigger", "step"), [("Authentication", 0), ("Sender", 1), ("Recipient", 2)]
)
def test_what_chaos_has_set_is_what_a_mailer_is_told(world: World, trigger: str, step: int) -> None:
    chaos = {trigger: {"ErrorCode": 452, "Probability": 100}}
    world.node("mailpit_api.mjs", ["setChaosTriggers", chaos])

    with smtplib.SMTP("127.0.0.1", world.smtp_port, timeout=PATIENCE_S) as smtp:
        smtp.ehlo()
        login = b64encode(f"\0{world.id}\0any".encode()).decode()
        told = [smtp.docmd("AUTH PLAIN", login), smtp.mail(SHOP), smtp.rcpt(TARO)]

    assert 452 == told[step][0]
    assert all(code < 400 for code, _ in told[:step])


def test_nobody_logs_in_to_a_world_that_is_not_there(world: World) -> None:
    with (
        smtplib.SMTP("127.0.0.1", world.smtp_port, timeout=PATIENCE_S) as smtp,
        pytest.raises(smtplib.SMTPAuthenticationError) as refused,
    ):
        smtp.login("nowhere", "any")

    assert 535 == refused.value.smtp_code


def total(world: World) -> int:
    """How many mails a world has."""
    (told,) = world.node("mailpit_api.mjs", ["listMessages"])
    return int(told["answer"]["total"])
