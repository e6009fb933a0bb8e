"""The tester's console: a page of no world's data, for its script asks the control API."""

from starlette.requests import Request
from starlette.responses import Response

from itsid_sim.rules import labels
from itsid_sim.service.service import Service
from itsid_sim.web.pages import rendered_own
from itsid_sim.web.refusals import NotAllowed

PAGE, FORK = "/console", "/console/fork"
METHODS = ("GET", "HEAD")
NOT_KEPT = {"cache-control": "no-store"}


class Console:
    """The page of any world; what it does is done by the control API."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def answer(self, request: Request, world: str) -> Response:
        """The answer to a request for /console. Raises `Refused`, `UnknownWorld`."""
        self._service.record(world)
        if request.method not in METHODS:
            raise NotAllowed(", ".join(METHODS))
        site = f"/w/{world}"
        html = rendered_own("console.html", site=site, world=world, labels=labels, no_console="")
        return Response(html, headers=NOT_KEPT, media_type="text/html")
