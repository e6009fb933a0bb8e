"""The kinds of words that the sentences are made of: spans, moments, counts."""

import re
from datetime import datetime

import parse
from behave import register_type

from itsid_sim.drivers.words import JST, seconds_in

MOMENT = re.compile(r"(\d+)年(\d+)月(\d+)日 ?(\d+)時(\d+)分(?:(\d+)秒)?")


@parse.with_pattern(r"(?:\d+(?:日|時間|分|秒))+")
def span(text: str) -> int:
    """29分59秒, in seconds."""
    return seconds_in(text)


@parse.with_pattern(r"\d+年\d+月\d+日 ?\d+時\d+分(?:\d+秒)?")
def moment(text: str) -> datetime:
    """2027年12月31日 23時50分, in Japan."""
    found = MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text}: 年月日と時分が要る")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=JST)


@parse.with_pattern(r"(?:別の[^「」\sが]+の)?(?:通りすがりの人|[^「」\sが]+?)")
def who(text: str) -> str:
    """太郎, 別のブラウザーの太郎, 別のタブの太郎; nobody else is named when they say 自分.

    One name holds the が that ends all others.
    """
    return "" if text == "自分" else text


@parse.with_pattern(r"「[^「」]*」(?:と「[^「」]*」)+")
def together(text: str) -> list[str]:
    """「有効期限」と「30分」: words that belong together."""
    return text.strip("「」").split("」と「")


@parse.with_pattern(r"[^「」]*")
def words(text: str) -> str:
    """Whatever stands between the quotation marks."""
    return text


register_type(間=span, 日時=moment, 人=who, 語=words, 言葉=together)
