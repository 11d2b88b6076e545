"""A pause after a failure: what was away a moment ago is not asked again by everybody who comes along."""

import time


class Silence:
    """Kept a process, over its threads. `lasts` for `seconds` after each `begin`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = 0.0

    @property
    def lasts(self) -> bool:
        return time.monotonic() < self._until

    def begin(self) -> None:
        self._until = time.monotonic() + self._seconds

    def end(self) -> None:
        self._until = 0.0
