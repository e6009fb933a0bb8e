"""The calls of the control API: path, method, what answers, and how it may end."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from itsid_sim.rules.value import Value
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control.clocks import Clocks
from itsid_sim.web.control.customers import Customers
from itsid_sim.web.control.post import Post
from itsid_sim.web.control.travels import Travels
from itsid_sim.web.control.worlds import Worlds
from itsid_sim.web.visitors import Doorkeeper

WORLDS = "/api/worlds"
WORLD = f"{WORLDS}/{{id}}"
# Below the pages of its world, for a browser sends it the cookies of these.
CONSOLE_FORK = "/w/{id}/console/fork"

BODY = (400, 413, 415)
WRITE = (403,)
CHANGE = (404, 412)


class Call(Value, frozen=True):
    """One call. `tells` is the type of its answer; `troubles` are the statuses it may end in."""

    method: str
    path: str
    endpoint: Callable[..., Response | Awaitable[Response]]
    tells: type[Value] | None
    troubles: tuple[int, ...]
    status: HTTPStatus = HTTPStatus.OK
    given: dict[str, Any] | None = None


def calls(universe: Universe, doors: Doorkeeper) -> tuple[Call, ...]:
    """All calls, in the order in which a reader of the OpenAPI document meets them."""
    return (
        *_about_worlds(Worlds(universe)),
        *_about_time(Clocks(universe)),
        *_about_the_past(Travels(universe, doors)),
        *_about_contracts(Customers(universe)),
        *_about_mail(Post(universe)),
    )


def _about_worlds(worlds: Worlds) -> tuple[Call, ...]:
    born, gone = HTTPStatus.CREATED, HTTPStatus.NO_CONTENT
    birth = (*BODY, *WRITE, 409, 422)
    return (
        Call("GET", WORLDS, worlds.list_worlds, told.Worlds, (422,)),
        Call("POST", WORLDS, worlds.create_world, told.World, birth, born, EXAMPLE_WORLD),
        Call("GET", WORLD, worlds.read_world, told.World, (404,)),
        Call("DELETE", WORLD, worlds.delete_world, None, (*WRITE, *CHANGE), gone),
    )


def _about_time(clocks: Clocks) -> tuple[Call, ...]:
    write = (*BODY, *WRITE, *CHANGE, 422)
    move, mode = f"{WORLD}/clock/advance", f"{WORLD}/clock"
    return (
        Call(
            "POST", move, clocks.advance_clock, told.Advanced, (*write, 409), given=EXAMPLE_ADVANCE
        ),
        Call("PUT", mode, clocks.set_clock, told.World, write, given={"mode": "flowing"}),
        Call("GET", f"{WORLD}/deadlines", clocks.list_deadlines, told.Deadlines, (404,)),
    )


def _about_the_past(travels: Travels) -> tuple[Call, ...]:
    born, write = HTTPStatus.CREATED, (*BODY, *WRITE, *CHANGE, 422)
    fork, rewind = f"{WORLD}/fork", f"{WORLD}/rewind"
    return (
        Call("GET", f"{WORLD}/events", travels.list_events, told.Events, (404, 422)),
        Call("POST", fork, travels.fork_world, told.World, (*write, 409), born, EXAMPLE_FORK),
        Call(
            "POST",
            CONSOLE_FORK,
            travels.fork_walking,
            told.World,
            (*BODY, *WRITE, 404, 409, 422),
            born,
            EXAMPLE_FORK,
        ),
        Call("POST", rewind, travels.rewind_world, told.World, write, given=EXAMPLE_REWIND),
        Call("GET", f"{WORLD}/branches", travels.list_branches, told.Branches, (404,)),
    )


def _about_contracts(customers: Customers) -> tuple[Call, ...]:
    path = f"{WORLD}/contracts"
    return (
        Call("GET", path, customers.list_contracts, told.Contracts, (404,)),
        Call(
            "POST",
            path,
            customers.add_contract,
            told.Contract,
            (*BODY, *WRITE, *CHANGE, 409, 422),
            HTTPStatus.CREATED,
            EXAMPLE_CONTRACT,
        ),
    )


def _about_mail(post: Post) -> tuple[Call, ...]:
    letters, path = f"{WORLD}/letters", f"{WORLD}/mail/faults"
    write = (*BODY, *WRITE, *CHANGE, 422)
    return (
        Call("GET", letters, post.list_letters, told.Letters, (404, 422)),
        Call("GET", f"{letters}/wait", post.wait_for_letter, told.Letter, (404, 422, 504)),
        Call(
            "POST",
            f"{letters}/{{letter}}/release",
            post.release_letter,
            told.Letter,
            (*WRITE, *CHANGE, 409, 413),
        ),
        Call("GET", path, post.read_faults, told.Faults, (404,)),
        Call("PUT", path, post.set_faults, told.Faults, write, given=EXAMPLE_FAULTS),
    )


EXAMPLE_WORLD: dict[str, Any] = {
    "seed": "monday",
    "now": "2026-06-01T10:00:00+09:00",
    "settings": {"Q01": "inclusive", "Q17": {"failures": 3, "minutes": 15}, "Q19": None},
}
EXAMPLE_ADVANCE: dict[str, Any] = {"by": "PT29M59S"}
EXAMPLE_FORK: dict[str, Any] = {"id": "other-branch", "at": "2026-06-01T10:29:59+09:00"}
EXAMPLE_REWIND: dict[str, Any] = {"to": 17}
EXAMPLE_CONTRACT: dict[str, Any] = {
    "id": "kenji",
    "name": "Kenji",
    "kana": "\N{KATAKANA LETTER KE}\N{KATAKANA LETTER N}\N{KATAKANA LETTER ZI}",
    "phone": "09000000099",
    "customer_no": "2000000099",
    "bank_last4": "1099",
    "account": {
        "itscom_id": "kenji@example.jp",
        "password": "Kenji.pass9",
        "contact": "kenji@example.jp",
    },
}
EXAMPLE_FAULTS: dict[str, Any] = {
    "faults": [{"match": {"to": "taro@example.jp", "nth": 1}, "do": "hold", "for": "PT10M"}]
}
