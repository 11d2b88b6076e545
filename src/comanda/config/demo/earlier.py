"""A while ago, for who plays what happened then: all that asks `kernel.clock.now` is told an earlier moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from comanda.kernel import clock


@contextmanager
def earlier(by: timedelta) -> Iterator[None]:
    """For the whole process: only where nothing else is served by it, as in the command that seeds the demo."""
    present = clock.source
    clock.source = lambda: present() - by
    try:
        yield
    finally:
        clock.source = present
