"""Statements that every command takes, made once: building one takes longer than running it."""

from sqlalchemy import bindparam, delete, func, insert, select, text

from itsid_sim.adapters.sql_schema import BODIES, BRANCHES, EVENTS, REVEALS, WORLDS

APPEND = insert(EVENTS)
NEW_BRANCH, NEW_WORLD = insert(BRANCHES), insert(WORLDS)
FORGET = delete(REVEALS).where(
    REVEALS.c.branch == bindparam("on"), REVEALS.c.browser == bindparam("for")
)
FIND = select(WORLDS).where(WORLDS.c.name == bindparam("name"))
# The last number on a world's branch, if it still stands there; nobody moves it meanwhile.
LAST = (
    select(
        func.coalesce(
            select(func.max(EVENTS.c.number))
            .where(EVENTS.c.branch == bindparam("branch"))
            .scalar_subquery(),
            BRANCHES.c.event,
        )
    )
    .join_from(WORLDS, BRANCHES, WORLDS.c.branch == BRANCHES.c.id)
    .where(WORLDS.c.name == bindparam("name"), WORLDS.c.branch == bindparam("branch"))
    .with_for_update(read=True, of=WORLDS)
)
READ = (
    select(EVENTS.c.number, EVENTS.c.at, EVENTS.c.event)
    .where(
        EVENTS.c.branch == bindparam("branch"),
        EVENTS.c.number > bindparam("after"),
        EVENTS.c.number <= bindparam("until"),
    )
    .order_by(EVENTS.c.number)
    .limit(bindparam("limit"))
)
KEEP_BODY = insert(BODIES)
GISTS = select(BODIES.c.letter, BODIES.c.gist).where(
    BODIES.c.branch == bindparam("branch"),
    BODIES.c.letter.in_(bindparam("letters", expanding=True)),
)
RAW = select(BODIES.c.raw).where(
    BODIES.c.branch == bindparam("branch"), BODIES.c.letter == bindparam("letter")
)
# Waits until no other session has asked for the same, and lasts as long as the transaction.
ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
