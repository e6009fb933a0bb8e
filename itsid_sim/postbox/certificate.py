"""TLS of the postbox: its certificate, of an authority that nobody knows, and STARTTLS itself."""

import asyncio
import ssl
from collections.abc import Sequence

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
HANDSHAKE_WAIT_S = 30.0
GOODBYE_WAIT_S = 2.0  # for the client's end of TLS


def certificate(names: Sequence[str] = LOOPBACK_NAMES) -> ssl.SSLContext:
    """Make a key and a certificate for host names and addresses, for the server's side of TLS.

    The key is in no file afterwards; a client has to be told not to check who signed.
    """
    # What draws in cryptography takes 0.2 s and 10 MB, which runs without TLS need not pay.
    import trustme  # noqa: PLC0415

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert(*names).configure_cert(context)
    return context


async def secured(
    loop: asyncio.AbstractEventLoop,
    transport: asyncio.Transport,
    protocol: asyncio.Protocol,
    context: ssl.SSLContext,
    wait_s: float = HANDSHAKE_WAIT_S,
) -> asyncio.Transport:
    """Shake hands with a client, and answer with the transport to use from now on.

    Raises OSError if the client gives up, takes too long, or speaks no TLS.
    """
    upgraded = await loop.start_tls(
        transport,
        protocol,
        context,
        server_side=True,
        ssl_handshake_timeout=min(wait_s, HANDSHAKE_WAIT_S),
        ssl_shutdown_timeout=GOODBYE_WAIT_S,
    )
    if upgraded is None:
        raise ConnectionAbortedError("the client went during the handshake")
    return upgraded
