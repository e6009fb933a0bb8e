"""The headers that calls of the control API read, declared once."""

from typing import Annotated

from fastapi import Header

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag that the world must still have, or *."),
]
