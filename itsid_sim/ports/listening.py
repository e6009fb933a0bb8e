"""What those who listen on a port may run into."""


class PortTaken(OSError):
    """Nothing can listen there; the message names the place and the system's reason."""
