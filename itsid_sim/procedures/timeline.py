"""What has happened in a world and what is going to, in plain Japanese, for people who test."""

import re
from collections.abc import Callable
from typing import TypeVar, cast

from itsid_sim.core import events as e
from itsid_sim.core.deadlines import Deadline
from itsid_sim.core.events import Event
from itsid_sim.core.state import Fault, Letter, World
from itsid_sim.core.text import fold_id
from itsid_sim.procedures.letters import subject_of
from itsid_sim.rules.limits import MINUTE_S
from itsid_sim.rules.value import Value

E = TypeVar("E", bound=Event)
Sentence = Callable[[Event, World], str]

PERSONAL = frozenset({"inquiry", "personal"})
HOUR_S, DAY_S = 60 * MINUTE_S, 24 * 60 * MINUTE_S
PROOFS = {"registration": "本登録のURL", "phrase": "合言葉入力のURL", "code": "認証コード"}
FAULTS = {
    "refuse": "宛先不明で戻る",
    "defer": "一時的に断られる",
    "hold": "遅れる",
    "lose": "失われる",
    "twice": "二度届く",
    "swap": "次のメールのあとに届く",
    "cut": "送信中に途切れる",
}


UNITS_S = {"日": DAY_S, "時間": HOUR_S, "分": MINUTE_S, "秒": 1}
SPAN_PART = re.compile(r"(\d+)(日|時間|分|秒)")


class Ahead(Value, frozen=True):
    """What a deadline means: whose contract it is about, empty if nobody's, and in words."""

    contract: str
    text: str


def told(event: Event, world: World) -> str:
    """An event as a person reads it, in a world in which it has happened."""
    return SENTENCES[type(event)](event, world)


def ahead(deadline: Deadline, world: World) -> Ahead:
    """A deadline as a person reads it."""
    kind, key = deadline.kind, deadline.key
    if kind == "letter":
        what = "届く" if key in world.to_release else "もう一度送られる"
        return Ahead("", f"{_letter(world, key)}が{what}")
    if kind in PROOFS:
        contract, text = _owner(world, world.tickets[key].subject), f"{PROOFS[kind]}の期限が切れる"
    elif kind == "lock":
        contract, text = _owner(world, key.partition(":")[2]), "ログインや認証の停止が解ける"
    elif kind == "signin":
        contract, text = world.sign_ins[key].contract, "ログインが切れる"
    elif kind == "ready":
        contract, text = key, "利用開始の準備が済む"
    elif kind == "idle":
        contract, text = "", "手続き中の画面の期限が切れる"
    else:
        contract, text = "", "メールを送れる数が、もとに戻る"
    return Ahead(contract, _of(world, contract) + text)


def span(seconds: int) -> str:
    """A span as people say it, such as 29分59秒."""
    days, rest = divmod(seconds, DAY_S)
    hours, rest = divmod(rest, HOUR_S)
    minutes, rest = divmod(rest, MINUTE_S)
    parts = zip((days, hours, minutes, rest), UNITS_S, strict=True)
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0秒"


def seconds_in(text: str) -> int:
    """The seconds of a span as people say it; 0 if it says none."""
    return sum(int(number) * UNITS_S[unit] for number, unit in SPAN_PART.findall(text))


def _owner(world: World, subject: str) -> str:
    """The contract that a proof or a lock is about: named itself, by its ID, or by its telephone.

    Empty if it is nobody's, or if several have that telephone.
    """
    if subject in world.contracts:
        return subject
    of_phone = world.by_phone.get(subject, ())
    return of_phone[0] if len(of_phone) == 1 else world.owners.get(fold_id(subject), "")


def _name(world: World, contract: str) -> str:
    known = world.contracts.get(contract)
    return "登録のない人" if known is None else known.name


def _of(world: World, contract: str) -> str:
    return f"{_name(world, contract)} の" if contract else ""


def _letter(world: World, id_: str) -> str:
    letter = world.letters.get(id_)
    return "メール" if letter is None else f"{letter.to} へのメール{_subject(letter)}"


def _subject(letter: Letter) -> str:
    """The subject in brackets; not that of a letter that a person wrote."""
    return "" if letter.kind in PERSONAL else f"「{subject_of(letter)}」"


def _letters(world: World, ids: tuple[str, ...]) -> str:
    return _letter(world, ids[0]) if len(ids) == 1 else f"メール{len(ids)}通"


def _marked(event: e.LettersMarked, world: World) -> str:
    return f"{_letters(world, event.letters)}を{'既読' if event.read else '未読'}にした"


def _held(event: e.LetterHeld, world: World) -> str:
    why = "次のメールに先を譲るため、" if event.waits else "途中で"
    return f"{_letter(world, event.letter)}が{why}留め置かれた"


def _fault(fault: Fault) -> str:
    to = f"{fault.to} への" if fault.to else ""
    subject = f"「{fault.subject}」の" if fault.subject else ""
    nth = f"{fault.nth}通目の" if fault.nth else ""
    held = span(fault.span_s) if fault.do == "hold" else ""
    return f"{to}{subject}{nth}メールが{held}{FAULTS[fault.do]}"


def _faults(event: e.FaultsSet, _: World) -> str:
    if not event.faults:
        return "メールが、いつもどおり届くようにした"
    return "メールに起きることを決めた: " + "、".join(map(_fault, event.faults))


def _stayed(event: e.Stayed, _: World) -> str:
    if not event.notices:
        return "画面の入力欄を空に戻した"
    return "入力が受け付けられなかった: " + " ".join(notice.text for notice in event.notices)


def _issued(event: e.TicketIssued, world: World) -> str:
    contract = _owner(world, event.ticket.subject)
    return f"{_of(world, contract)}{PROOFS[event.ticket.kind]}を発行した"


def _failed(event: e.TryFailed, _: World) -> str:
    counted = f"{event.failures.count}回目"
    how = "続いたので、しばらく止めた" if event.failures.until else counted
    return f"ログインまたは認証に失敗した({how})"


def _says(kind: type[E], sentence: Callable[[E, World], str]) -> tuple[type[Event], Sentence]:
    return kind, cast("Sentence", sentence)


SENTENCES: dict[type[Event], Sentence] = dict(
    (
        _says(e.TimePassed, lambda one, _: f"{span(one.seconds)}たった"),
        _says(e.ContractAdded, lambda one, _: f"{one.contract.name} の契約を加えた"),
        _says(e.Moved, lambda one, _: f"画面「{one.screen}」へ進んだ"),
        _says(e.Opened, lambda one, _: f"画面「{one.screen}」を開いた"),
        _says(e.Stayed, _stayed),
        _says(
            e.ContractsMatched, lambda one, _: f"入力に合う契約が{len(one.contracts)}件見つかった"
        ),
        _says(e.ContractProven, lambda one, w: f"{_of(w, one.contract)}契約者であることを確かめた"),
        _says(e.IdGiven, lambda one, _: f"「{one.login_id}」のパスワード再発行が求められた"),
        _says(e.TicketIssued, _issued),
        _says(e.TicketShown, lambda *_: "発行済みの認証を続けた"),
        _says(e.TicketMistaken, lambda *_: "認証コードまたは答えが誤っていた"),
        _says(e.TicketPassed, lambda *_: "認証コードまたは答えが合っていた"),
        _says(e.ProofHeld, lambda *_: "続きの画面を、認証した人だけに見せることにした"),
        _says(
            e.TicketsVoided,
            lambda one, _: f"発行済みのURLや認証コード{len(one.tickets)}件を使えなくした",
        ),
        _says(e.MailCounted, lambda *_: "メールの送信回数を数えた"),
        _says(e.LetterWritten, lambda one, w: f"{_letter(w, one.letter)}を書いた"),
        _says(e.SignedIn, lambda one, w: f"{_name(w, one.contract)} がログインした"),
        _says(e.SignInTouched, lambda *_: "ログイン中の操作があった"),
        _says(
            e.Applied,
            lambda one, w: f"{_name(w, one.contract)} が「{one.application.what}」を申し込んだ",
        ),
        _says(e.TryFailed, _failed),
        _says(e.FailuresForgotten, lambda *_: "失敗の回数を数え直すことにした"),
        _says(
            e.Registered,
            lambda one, w: f"{_name(w, one.contract)} がiTSCOM ID「{one.login_id}」を登録した",
        ),
        _says(e.PasswordChanged, lambda one, w: f"{_of(w, one.contract)}パスワードを変えた"),
        _says(
            e.PasswordRevealed, lambda one, _: f"{one.login_id} の新しいパスワードを画面に示した"
        ),
        _says(e.RevealLooked, lambda *_: "新しいパスワードの画面が見られた"),
        _says(e.RevealOffered, lambda *_: "新しいパスワードの画面を、もう一度見られるようにした"),
        _says(e.RevealLeft, lambda *_: "新しいパスワードの画面を離れた"),
        _says(e.FaultsSet, _faults),
        _says(e.FaultStruck, lambda one, _: f"メールに決めたことが起きた: {_fault(one.fault)}"),
        _says(e.LetterTried, lambda one, w: f"{_letter(w, one.letter)}を送ろうとした"),
        _says(e.LetterArrived, lambda one, w: f"{_letter(w, one.letter)}が届いた"),
        _says(e.LetterReceived, lambda one, w: f"外から{_letter(w, one.letter)}を受け付けた"),
        _says(e.LetterHeld, _held),
        _says(e.LetterLost, lambda one, w: f"{_letter(w, one.letter)}が途中で失われた"),
        _says(e.LetterAccepted, lambda one, w: f"{_letter(w, one.letter)}が受け取られた"),
        _says(
            e.LetterDeferred, lambda one, w: f"{_letter(w, one.letter)}を後でもう一度送ることにした"
        ),
        _says(e.LetterBounced, lambda one, w: f"{_letter(w, one.letter)}が戻された"),
        _says(e.LettersMarked, _marked),
        _says(e.LettersTagged, lambda one, w: f"{_letters(w, one.letters)}にタグを付け直した"),
        _says(e.LettersThrownAway, lambda one, w: f"{_letters(w, one.letters)}を捨てた"),
    )
)
