"""What those who listen on a port may run into."""

import os


class PortTaken(OSError):
    """Nothing can listen at this port; the message names the place and the system's reason."""

    def __init__(self, host: str, port: int, reason: OSError) -> None:
        number = reason.errno or 0
        told = os.strerror(number) if number > 0 else f"{reason}"
        super().__init__(f"{host}:{port}: {told}")
        self.port = port
