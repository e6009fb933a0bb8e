"""Our letters as they go over the wire, and what the postbox writes above every mail."""

import base64
from collections.abc import Sequence
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache

from itsid_sim.procedures.letters import Mail


def message_bytes(mail: Mail, message_id: str) -> bytes:
    """A letter as MIME: plain text, UTF-8 in Base64, lines that end in CRLF."""
    head = (
        f"From: {mail.sender}\r\nTo: {mail.to}\r\nSubject: {_header(mail.subject)}\r\n"
        f"Date: {format_datetime(mail.written)}\r\nMessage-ID: <{message_id}>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    body = base64.encodebytes(mail.text.replace("\n", "\r\n").encode())
    return head.encode("ascii") + body.replace(b"\n", b"\r\n")


def traced(raw: bytes, sender: str, recipients: Sequence[str]) -> bytes:
    """A mail with what a mail server writes above it: who sent it, and whose box it lies in."""
    trace = [f"Return-Path: <{sender}>", *(f"Delivered-To: {to}" for to in recipients)]
    return "".join(f"{line}\r\n" for line in trace).encode() + raw


@lru_cache(maxsize=64)
def _header(text: str) -> str:
    return Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")
