"""The answers in force to the open questions, one field for each that can be chosen."""

from typing import Annotated, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, field

from itsid_sim.rules.value import Value

Minutes = Annotated[int, Meta(ge=1, le=525_600)]
Times = Annotated[int, Meta(ge=1, le=99)]


class Lockout(Value, frozen=True, forbid_unknown_fields=True):
    """So many failures in a row stop further tries for so many minutes."""

    failures: Times
    minutes: Minutes


class Quota(Value, frozen=True, forbid_unknown_fields=True):
    """At most so many letters within so many minutes."""

    letters: Times
    minutes: Minutes


class Settings(Value, frozen=True, forbid_unknown_fields=True):
    """One field for each adjustable answer, named by its question wherever it is written down.

    `None` switches a limit off. Spans are whole minutes.
    """

    last_moment: Literal["exclusive", "inclusive"] = field(name="Q01", default="exclusive")
    reissue_branch: Literal["A", "B"] = field(name="Q02", default="B")
    proof_use: Literal["once", "until-expiry"] = field(name="Q03", default="once")
    live_proofs: Literal["newest", "all"] = field(name="Q04", default="newest")
    tries_max: Times = field(name="Q05", default=5)
    unknown_id: Literal["hide", "tell"] = field(name="Q06", default="hide")
    taken_id: Literal["hide", "tell"] = field(name="Q10", default="hide")
    password_chars: Annotated[int, Meta(ge=8, le=32)] = field(name="Q15", default=12)
    login_lockout: Lockout | None = field(name="Q17", default=Lockout(10, 15))
    address_form: Literal["loose", "strict"] = field(name="Q18", default="loose")
    signed_in_minutes: Minutes | None = field(name="Q19", default=30)
    url_checked: Literal["open-and-press", "open"] = field(name="Q21", default="open-and-press")
    idle_minutes: Minutes | None = field(name="Q22", default=30)
    proof_lockout: Lockout | None = field(name="Q23", default=Lockout(10, 60))
    mail_quota: Quota | None = field(name="Q24", default=Quota(5, 60))
    change_notice: Literal["silent", "tell"] = field(name="Q25", default="silent")
    phone_form: Literal["refuse", "strip"] = field(name="Q27", default="refuse")


def settings_from(answers: dict[str, object]) -> Settings:
    """Settings from answers by question id, such as {"Q01": "inclusive"}.

    Raises `msgspec.ValidationError`, whose message names the question; `allowed` says the rest.
    """
    return msgspec.convert(answers, Settings)


def allowed(answers: dict[str, object]) -> str:
    """What may be answered where words are to choose from, and which questions there are."""
    kinds = {each.encode_name: each.type for each in msgspec.structs.fields(Settings)}
    told = [
        f"{question} takes {' or '.join(get_args(kinds[question]))}"
        for question in answers
        if get_origin(kinds.get(question)) is Literal
    ]
    if answers.keys() - kinds.keys():
        told.append(f"there are {', '.join(kinds)}")
    return "; ".join(told)
