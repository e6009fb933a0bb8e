"""What the pages of a world show beside their words: the world's clock, and a QR code."""

import io
from collections.abc import Callable, Mapping
from functools import lru_cache

import segno
from starlette.responses import JSONResponse, Response

from itsid_sim.service.universe import Universe

LOGIN = "/mypage"
# A QR code can only be read with a margin of so many modules around it (ISO/IEC 18004).
QUIET_MODULES = 4


def clock(universe: Universe, world: str) -> Response:
    """The world's now, and whether it flows; whoever asks each second makes nothing happen."""
    now = universe.service.world(world).now + universe.behind(world)
    told = {"now": now, "flowing": universe.flows(world)}
    return JSONResponse(told, headers={"cache-control": "no-store"})


def qr_code(universe: Universe, world: str) -> Response:
    """The address of the world's login page, for another device to read (LOGIN-03, Q37)."""
    image = _qr_code(universe.service.site(world) + LOGIN)
    cache = {"cache-control": "public, max-age=3600"}
    return Response(image, media_type="image/svg+xml", headers=cache)


BESIDE: Mapping[str, Callable[[Universe, str], Response]] = {
    "/clock": clock,
    f"{LOGIN}/qr.svg": qr_code,
}


@lru_cache(maxsize=64)
def _qr_code(address: str) -> bytes:
    """Black on white in every colour scheme, for a reader needs the contrast."""
    image = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(image, kind="svg", border=QUIET_MODULES, light="#fff", omitsize=True, xmldecl=False)
    return image.getvalue()
