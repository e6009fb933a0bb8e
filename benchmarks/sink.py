"""A yardstick: aiosmtpd with a handler that keeps nothing. `python -m benchmarks.sink`."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Takes every letter, and forgets it."""

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, _server: SMTP, _session: Session, _envelope: Envelope
    ) -> str:
        """Say that it was taken."""
        return "250 OK"


async def main() -> None:
    """Tell the address, in the form that our servers tell it, and serve until somebody stops it."""
    loop, sink = asyncio.get_running_loop(), Sink()
    server = await loop.create_server(
        lambda: SMTP(sink, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
    )
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
