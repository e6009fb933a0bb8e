"""What every frozen value of the project is made of."""

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Value(msgspec.Struct, frozen=True):
    """A frozen record: compared by content, copied in a tenth of a microsecond."""
