"""What can be done beside the procedures: the guide, an inquiry, the mailbox."""

from collections.abc import Iterator, Mapping, Sequence

from itsid_sim.core.letters import is_for
from itsid_sim.core.state import Letter, World
from itsid_sim.core.turn import dialog_id
from itsid_sim.explore.entries import Entry, Somebody, Typed, entry, fact, press, text
from itsid_sim.explore.state import State, Tab
from itsid_sim.procedures.letters import subject_of
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.webmail import LETTER_PATH, ROOM, WRITE_PATH
from itsid_sim.rules import labels, sentences, telling
from itsid_sim.rules.labels import ITSCOM_ID
from itsid_sim.rules.limits import TEXT_CHARS_MAX
from itsid_sim.rules.sentences import MAIL_TEXT, QUESTION_TEXT, RECIPIENT, REPLY_TEXT, SUBJECT

NO_ADDRESS, SOME_WORDS = "a b", "word"

MAILBOX = PATHS[labels.WEBMAIL]
# How each address with a room of its own is come to, and which room it is.
WAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    PATHS[labels.REISSUE_GUIDE]: ("survey", (telling.OPEN_GUIDE,)),
    PATHS[labels.INQUIRY]: ("inquiry", (telling.OPEN_INQUIRY,)),
    MAILBOX: (ROOM, (telling.OPEN_WEBMAIL,)),
    WRITE_PATH: (ROOM, (telling.OPEN_WEBMAIL, press(sentences.WRITE_MAIL))),
}

ROOMS = tuple(dict.fromkeys(room for room, _ in WAYS.values()))


def inputs_beside(people: Sequence[Somebody]) -> dict[str, tuple[Entry, ...]]:
    """What can be typed and pressed on the pages beside the procedures."""
    to = next(fact(RECIPIENT, one, ITSCOM_ID) for one in people if ITSCOM_ID in one.facts)
    subject, letter = text(SUBJECT, labels.MENU_HELP), text(MAIL_TEXT, SOME_WORDS)
    asker, question = fact(sentences.MAIL_ADDRESS, people[0], ITSCOM_ID), QUESTION_TEXT
    return {
        labels.SUPPORT_GUIDE: (entry(sentences.YES), entry(sentences.NO)),
        labels.INQUIRY: (
            entry(sentences.SEND),
            entry(sentences.SEND, text(sentences.MAIL_ADDRESS, NO_ADDRESS)),
            entry(sentences.SEND, asker),
            entry(sentences.SEND, asker, long(question)),
            entry(sentences.SEND, asker, text(question, SOME_WORDS)),
        ),
        sentences.WRITE_MAIL: (
            entry(sentences.SEND),
            entry(sentences.SEND, text(RECIPIENT, NO_ADDRESS)),
            entry(sentences.SEND, to, letter),
            entry(sentences.SEND, to, subject),
            entry(sentences.SEND, to, subject, long(MAIL_TEXT)),
            entry(sentences.SEND, to, subject, letter),
        ),
        sentences.READ_MAIL: (
            entry(sentences.REPLY),
            entry(sentences.REPLY, long(REPLY_TEXT)),
            entry(sentences.REPLY, text(REPLY_TEXT, SOME_WORDS)),
        ),
    }


def long(field: str) -> Typed:
    """One character more than a field of several lines takes."""
    chars = TEXT_CHARS_MAX + 1
    says = telling.TYPE_LONG.format(who="{who}", field=field, chars=chars)
    return Typed(field, telling.LONG_CHARACTER * chars, says)


def ways(state: State, who: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each address with a room of its own: the address, the room, and how one comes there."""
    for address, (room, says) in WAYS.items():
        yield address, room, says
    listed = state.tabs.get(dialog_id(who, ROOM))
    if listed is not None:
        yield listed.address, ROOM, (press(listed.title),)


def listing(world: World, boxes: frozenset[str]) -> Tab | None:
    """The list of letters, once it has been looked at: the newest of them stands for all."""
    newest = next(_mail(world, boxes), None)
    if newest is None:
        return None
    address = LETTER_PATH.replace("<token>", newest.id)
    return Tab(subject_of(newest), "", address, world.now)


def has_mail(world: World, boxes: frozenset[str]) -> bool:
    """Whether there is a letter in a mailbox."""
    return next(_mail(world, boxes), None) is not None


def _mail(world: World, boxes: frozenset[str]) -> Iterator[Letter]:
    """The letters in a mailbox, newest first."""
    for id_ in reversed(world.arrivals):
        letter = world.letters[id_]
        if any(is_for(letter, box) for box in boxes):
            yield letter
