"""Requests that are not answered with a page of the procedures: by status, never by a trace."""

from http import HTTPStatus


class Refused(Exception):
    """The request cannot be followed; a page says why in Japanese, by its `reason`."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class NotAllowed(Refused):
    """The address does not take this method; `allowed` lists those it takes."""

    def __init__(self, allowed: str) -> None:
        super().__init__(HTTPStatus.METHOD_NOT_ALLOWED, "method")
        self.allowed = allowed
