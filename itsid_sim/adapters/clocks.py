"""The machine's clock."""

import time


class SystemClock:
    """Real time."""

    def seconds(self) -> int:
        return int(time.time())
